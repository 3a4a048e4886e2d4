#pragma once
// The life of a PostgreSQL member's container: look, decide, do, watch; again from the start whenever its
// server ended.

#include "core/node/control.h"
#include "core/node/door.h"
#include "core/node/following.h"
#include "core/node/leading.h"
#include "core/node/log.h"
#include "core/node/member_probe.h"
#include "core/node/repmgr_daemon.h"
#include "core/node/report_server.h"
#include "core/node/server.h"
#include "core/node/start_decision.h"
#include "core/node/state_file.h"
#include "core/node/surroundings.h"

namespace switchyard::node {

/// One for what is asked of all members, one for the own server, one for what is done on another.
struct Connectors
{
    std::unique_ptr<postgres::Connector> probe, near, far;
};

class MemberLife
{
public:
    MemberLife(const Settings& settings, Processes& processes, Connectors connectors, Log& log);

    /// Blocks until a stop is requested. An error means that it could not even begin (a secret that is
    /// missing, a data directory that another supervisor holds).
    Result<void> run(const std::stop_token& stop);

private:
    Result<void> prepare();
    Result<void> writeFiles();
    Result<void> takeLock();
    Self lookAtSelf(const std::stop_token& stop);
    DiskFacts readDisk(const std::stop_token& stop);
    QVector<Peer> askPeers(const std::stop_token& stop);
    void enter(Phase phase, const QString& detail);
    void publish();
    MemberParts parts() { return {settings_, log_, server_, *lease_, *sql_, *probe_}; }

    /// Each does one decision; an error is logged, and followed by another look.
    Result<void> act(const StartDecision& decision, const std::stop_token& stop);
    Result<void> found(const std::stop_token& stop);
    Result<void> fillNewCluster(const std::stop_token& stop);
    Result<void> ensureRoles(const std::stop_token& stop);
    Result<void> clone(const QString& upstream, const std::stop_token& stop);
    Result<void> renewSlot(const QString& upstream, const std::stop_token& stop);
    Result<void> rewind(const QString& upstream, const std::stop_token& stop);
    Result<void> writeUpstream(const QString& upstream, const QString& directory);
    Result<void> follow(const QString& upstream, const QString& directory, const std::stop_token& stop);

    /// member_service.cpp: the server runs.
    Result<void> serve(const QString& upstream, const std::stop_token& stop);
    Result<void> waitUntilReady(const std::stop_token& stop);
    Result<void> watch(const QString& upstream, const std::stop_token& stop);
    bool watchPrimary(const std::stop_token& stop);
    bool watchStandby(Following& following, const std::stop_token& stop);
    void standForElection(const std::stop_token& stop);
    void becamePrimary(const std::stop_token& stop);
    bool refreshRow(const QString& upstream, const std::stop_token& stop);
    void escalate(RejoinStep step);
    void stopServer();
    void giveLeaseBack();
    bool isPrimary() const;

    /// member_requests.cpp: what was asked through the control socket. True: the server was stopped for it.
    bool handleRequest(bool serving, const std::stop_token& stop);
    Reply promoteAsked(bool serving, const std::stop_token& stop);
    Reply demoteAsked(const QString& successor, const std::stop_token& stop);
    Reply modeAsked(bool asynchronous, const std::stop_token& stop);

    const Settings& settings_;
    Processes& processes_;
    Log& log_;
    Connectors connectors_;
    Tools tools_;
    Server server_;
    RepmgrDaemon repmgrd_;
    ReportServer reports_;
    Control control_;
    Surroundings surroundings_;
    std::unique_ptr<Lease> lease_;
    std::unique_ptr<MemberProbe> probe_;
    std::unique_ptr<Sql> sql_;
    std::unique_ptr<Door> door_;
    std::optional<Leading> leading_;      ///< while this member leads
    QMap<QString, QByteArray> verifiers_; ///< by role
    Status status_;
    RejoinStep step_ = RejoinStep::Follow;  ///< what the next start has to do
    RejoinStep tried_ = RejoinStep::Follow; ///< what was done last without success
    std::chrono::milliseconds serverEndedAt_{0}, nextDuty_{0};
    bool rolesAreRight_ = false; ///< they were compared with the secrets in this container's life
    int lock_ = -1;
};

} // namespace switchyard::node
