#pragma once
// What was done, by whom, and how it ended: one line of JSON each, appended and on the disk before we go on.

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace switchyard {

/// One line. An action has two of them with the same `id`: "begin" before anything is sent, "end" after. A
/// "begin" without an "end" is an action that the program did not live to see the end of.
struct AuditEntry
{
    QString id;
    QString event; ///< "begin" or "end"
    WallTime when{};
    QString who;             ///< "dba@desk-14"
    QString cluster;         ///< the profile's name
    QString pooler, address; ///< address: "host:port"
    QString user;            ///< the console's
    QString command;         ///< as sent
    QString outcome;         ///< of "end": actionResultName()
    QString detail;          ///< of "end": the error's code and detail; never a secret
    Duration took{};         ///< of "end"
};

class AuditLog
{
public:
    /// The file, made with its folder (for its owner alone) when the first line is written.
    explicit AuditLog(QString path = defaultPath());
    /// $XDG_STATE_HOME/switchyard/audit.log, or ~/.local/state/switchyard/audit.log.
    static QString defaultPath();
    QString path() const { return path_; }

    /// Appends, whole, and waits until the disk has it. Blocks. Any thread, one at a time. "audit.write".
    Result<void> write(const AuditEntry& entry) const;

private:
    QString path_;
};

/// The line without its end.
QByteArray formatAuditEntry(const AuditEntry& entry);

} // namespace switchyard
