#pragma once
// Passwords from a libpq passfile (PostgreSQL documentation, "The Password File"):
// hostname:port:database:user:password. We read it ourselves, since libpq ignores a file with wrong
// permissions where we want to say so.

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace switchyard::postgres {

class PassFile
{
public:
    /// Reads the file, blocking on the disk only. Errors: "passfile.missing" (NotFound),
    /// "passfile.permissions" (Rejected: others may read it, hint is the command that mends it),
    /// "passfile.unreadable" (not a plain file, no right to open it, or larger than 1 MiB). An error never
    /// holds a line of the file.
    static Result<PassFile> load(const QString& path);

    /// The rules of libpq: `\:` and `\\` are escapes, a field that is `*` fits everything, lines that begin
    /// with `#` are comments, a line with too few fields fits nothing.
    static PassFile parse(const QByteArray& text);

    /// The password of the first line that fits, in the file's order; empty when none does. For a connection
    /// through a local socket libpq looks up "localhost": a host that begins with '/' is taken as that too.
    std::optional<Secret> lookup(
        const QString& host, quint16 port, const QString& database, const QString& user) const;

    /// What a line is for. Empty and 0: any; or, of the port, what is no number.
    struct Entry
    {
        QString host;
        quint16 port = 0;
        QString database, user;
    };
    std::vector<Entry> entries() const; ///< in the file's order

private:
    struct Field
    {
        QByteArray text;
        bool any = false;
        bool fits(const QByteArray& value) const { return any || text == value; }
    };
    struct Line
    {
        Field host, port, database, user;
        Secret password;
    };
    static std::optional<Line> parseLine(QByteArrayView line);

    std::vector<Line> lines_;
};

/// ~/.pgpass: what is read when a profile names no file.
QString defaultPassFile();

} // namespace switchyard::postgres
