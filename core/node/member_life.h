#pragma once
// The life of a PostgreSQL member's container: look, decide, do, watch; again from the start whenever its
// server ended.

#include "core/node/log.h"
#include "core/node/member_probe.h"
#include "core/node/repmgr_daemon.h"
#include "core/node/report_server.h"
#include "core/node/server.h"
#include "core/node/start_decision.h"
#include "core/node/state_file.h"

namespace switchyard::node {

class MemberLife
{
public:
    MemberLife(const Settings& settings, Processes& processes, postgres::Connector& connector, Log& log);

    /// Blocks until a stop is requested. An error means that it could not even begin (a secret that is
    /// missing, a data directory that another supervisor holds).
    Result<void> run(const std::stop_token& stop);

private:
    Result<void> prepare();
    Result<void> writeFiles();
    Result<void> takeLock();
    DiskFacts readDisk(const std::stop_token& stop);
    QVector<Peer> askPeers(const std::stop_token& stop);
    void enter(Phase phase, const QString& detail);
    void publish();

    /// Each does one decision; an error is logged, and followed by another look.
    Result<void> act(const StartDecision& decision, const std::stop_token& stop);
    Result<void> found(const std::stop_token& stop);
    Result<void> fillNewCluster(const std::stop_token& stop);
    Result<void> ensureRoles(const std::stop_token& stop);
    Result<void> clone(const QString& upstream, const std::stop_token& stop);
    Result<void> follow(const QString& upstream, const QString& directory, const std::stop_token& stop);
    Result<void> serve(const std::stop_token& stop);
    Result<void> waitUntilReady(const std::stop_token& stop);
    Result<void> watch(const std::stop_token& stop);
    void stopServer();
    bool isPrimary() const;
    void sayStreaming();

    const Settings& settings_;
    Processes& processes_;
    Log& log_;
    postgres::Connector& connector_;
    Tools tools_;
    Server server_;
    RepmgrDaemon repmgrd_;
    ReportServer reports_;
    std::unique_ptr<MemberProbe> probe_;
    QMap<QString, QByteArray> verifiers_; ///< by role
    Status status_;
    bool streaming_ = false;
    int lock_ = -1;
};

/// The file by which `switchyard-node allow-primary` tells the supervisor that it may lead alone, once.
QString allowPrimaryFile(const Paths& paths);

} // namespace switchyard::node
