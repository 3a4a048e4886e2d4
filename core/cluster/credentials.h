#pragma once
// The passwords of one cluster's logins, from where its profile says: a passfile, or what the keychain or a
// person said when it was opened.

#include "core/base/error.h"
#include "core/cluster/profile.h"
#include "core/postgres/passfile.h"

#include <QDateTime>

#include <optional>

namespace switchyard {

/// What the keychain or a person said for one cluster; in memory only, and wiped with it. Empty for a login
/// that needs none.
struct Passwords
{
    Secret postgres, pgbouncer;
    Secret poolerAdmin; ///< of the profile's admin user, if that is another than the console's
    bool operator==(const Passwords&) const = default;
};

/// Belongs to one thread (the one that asks the databases). Never prints or keeps more than the file's
/// passwords.
class Credentials
{
public:
    /// `passwords` are used if the profile's source is not a passfile.
    explicit Credentials(const ClusterProfile& profile, Passwords passwords = {});

    /// Reads the file if it was not read yet, if it changed on the disk since, or if `again` (a server
    /// refused what it said, and a change within the file system's clock tick would be missed). Blocks on the
    /// disk only.
    void refresh(bool again);

    /// The password for a server; an empty one if no line fits, since a server may ask for none (a
    /// certificate, peer). An error of core/postgres/passfile.h if the file that the profile names cannot be
    /// used; libpq's default file may be missing.
    Result<Secret> passwordFor(const QString& host, quint16 port, const ClusterProfile::Login& login) const;

    /// The error of a refused login, with what the file has to do with it; or else the hint
    /// "password.keychain" or "password.ask".
    Error explain(Error refused, const QString& host, quint16 port, const ClusterProfile::Login& login) const;

private:
    struct Stamp
    {
        QDateTime modified;
        qint64 size = -1;
        bool operator==(const Stamp&) const = default;
    };

    PasswordSource source_;
    QString poolerAdmin_;
    Passwords passwords_;
    QString path_;
    bool mayBeMissing_;
    std::optional<Stamp> readAt_;
    Result<postgres::PassFile> file_;
};

} // namespace switchyard
