#pragma once
// PostgreSQL's and repmgr's own programs, as a supervisor calls them. All block until the deadline.

#include "core/node/processes.h"
#include "core/node/settings.h"

namespace switchyard::node {

class Tools
{
public:
    Tools(const Settings& settings, Processes& processes) : settings_(settings), processes_(processes) {}

    QString program(const QString& name) const { return settings_.paths.programs + u'/' + name; }

    /// A new cluster in `directory`: checksums, SCRAM, C.UTF-8.
    Result<void> initdb(const QString& directory, const Call& call);
    /// Copies `upstream` into `directory`, streaming the log through this member's slot.
    Result<void> baseBackup(const QString& upstream, const QString& directory, const Call& call);
    /// `input` to the local server, as the superuser through the socket.
    Result<QByteArray> psqlLocal(const QString& database, const QByteArray& input, const Call& call);
    /// `input` to another member's database repmgr, as repmgr.
    Result<QByteArray> psqlAt(const QString& member, const QByteArray& input, const Call& call);
    /// `repmgr -f … <arguments>`
    Result<QByteArray> repmgr(const QStringList& arguments, const Call& call);
    /// Makes `directory`, whose server is stopped, a copy of `upstream` again by copying what differs.
    /// Afterwards there is no standby.signal in it, and its configuration is the upstream's.
    Result<void> rewind(const QString& upstream, const QString& directory, const Call& call);
    Result<QByteArray> controlData(const QString& directory, const Call& call);
    /// This member's slot on `upstream`, made if it is not there.
    Result<void> ensureSlot(const QString& upstream, const Call& call);
    QString repmgrConf() const { return settings_.paths.run + QStringLiteral("/repmgr.conf"); }

private:
    Result<QByteArray> psql(const QString& conninfo, const QByteArray& input, const Call& call);
    const Settings& settings_;
    Processes& processes_;
};

} // namespace switchyard::node
