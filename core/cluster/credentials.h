#pragma once
// The passwords of one cluster's logins, from the passfile that its profile names.

#include "core/base/error.h"
#include "core/cluster/profile.h"
#include "core/postgres/passfile.h"

#include <QDateTime>

#include <optional>

namespace switchyard {

/// Belongs to one thread (the one that asks the databases). Never prints or keeps more than the file's
/// passwords.
class Credentials
{
public:
    explicit Credentials(const ClusterProfile& profile);

    /// Reads the file if it was not read yet, if it changed on the disk since, or if `again` (a server
    /// refused what it said, and a change within the file system's clock tick would be missed). Blocks on the
    /// disk only.
    void refresh(bool again);

    /// The password for a server; an empty one if no line fits, since a server may ask for none (a
    /// certificate, peer). An error of core/postgres/passfile.h if the file that the profile names cannot be
    /// used; libpq's default file may be missing.
    Result<Secret> passwordFor(const QString& host, quint16 port, const ClusterProfile::Login& login) const;

    /// The error of a refused login, with what the file has to do with it.
    Error explain(Error refused, const QString& host, quint16 port, const ClusterProfile::Login& login) const;

private:
    struct Stamp
    {
        QDateTime modified;
        qint64 size = -1;
        bool operator==(const Stamp&) const = default;
    };

    QString path_;
    bool mayBeMissing_;
    std::optional<Stamp> readAt_;
    Result<postgres::PassFile> file_;
};

} // namespace switchyard
