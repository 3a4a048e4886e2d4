#pragma once
// The life of a pooler's container: find the primary, open PgBouncer on it, follow it.

#include "core/node/log.h"
#include "core/node/member_probe.h"
#include "core/node/pool_targets.h"
#include "core/node/processes.h"
#include "core/node/state_file.h"

namespace switchyard::node {

class PoolerLife
{
public:
    PoolerLife(const Settings& settings, Processes& processes, postgres::Connector& connector, Log& log)
        : settings_(settings), processes_(processes), connector_(connector), log_(log)
    {
    }

    /// Blocks until a stop is requested; an error means that it could not begin.
    Result<void> run(const std::stop_token& stop);

private:
    Result<void> writeUserList();
    Result<void> writeConfiguration();
    void follow(const QVector<Peer>& members);
    void keepRunning();
    void publish(Phase phase, const QString& detail);
    void stopPooler();
    QString iniFile() const { return settings_.paths.run + QStringLiteral("/pgbouncer.ini"); }
    QString userList() const { return settings_.paths.run + QStringLiteral("/userlist.txt"); }

    const Settings& settings_;
    Processes& processes_;
    postgres::Connector& connector_;
    Log& log_;
    PoolTargets targets_;
    pid_t pid_ = 0;
};

/// PgBouncer's console socket in this directory takes connections.
bool poolerAnswers(const QString& socketDirectory);

} // namespace switchyard::node
