// MemberLife: the server runs, and is watched until it ends or a stop is requested.

#include "core/node/boot_clock.h"
#include "core/node/member_life.h"

#include <QFile>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto watchEvery = 100ms;
constexpr auto dutyEvery = 1s; // for what need not be quick
// Docker grants 120 s (stop_grace_period); the rest is for the immediate stop, should it come to that.
constexpr auto fastStopPatience = 100s;
constexpr auto giveBackTime = 2s;

} // namespace

// It comes up read-only, always: the file that makes it so was put there before.
Result<void> MemberLife::serve(const QString& upstream, const std::stop_token& stop)
{
    enter(Phase::Starting, upstream.isEmpty() ? u"read-only"_s : u"as standby of %1"_s.arg(upstream));
    if (const auto started = server_.start(settings_.paths.data()); !started)
        return started;
    auto result = waitUntilReady(stop);
    if (result) {
        log_.say(u"the server accepts connections, read-only"_s);
        QFile::remove(rewindMark(settings_.paths));
        result = watch(upstream, stop);
    } else if (!upstream.isEmpty() && server_.ended() && !stop.stop_requested()) {
        escalate(RejoinStep::Rewind);
    }
    if (const auto status = server_.ended()) {
        server_.sweep();
        log_.say(u"no process of PostgreSQL is left: it %1"_s.arg(status->text()));
    } else {
        stopServer();
    }
    giveLeaseBack();
    repmgrd_.stop();
    leading_.reset();
    return result;
}

Result<void> MemberLife::waitUntilReady(const std::stop_token& stop)
{
    // Recovery takes as long as it takes; meanwhile the state file is kept fresh.
    for (;;) {
        const auto ready = server_.waitReady({Deadline::in(1s), stop});
        if (ready || ready.error().kind != ErrorKind::Timeout)
            return ready;
        enter(Phase::Starting, u"recovering"_s);
        (void)handleRequest(false, stop);
    }
}

Result<void> MemberLife::watch(const QString& upstream, const std::stop_token& stop)
{
    Following following(parts(), upstream);
    repmgrd_.reset();
    nextDuty_ = 0ms;
    while (!stop.stop_requested()) {
        if (server_.ended())
            return fail(
                ErrorKind::Internal, u"node.server_ended"_s, u"looking again how PostgreSQL may start"_s);
        if (handleRequest(true, stop))
            return {};
        const bool goesOn = isPrimary() ? watchPrimary(stop) : watchStandby(following, stop);
        if (!goesOn)
            return {};
        if (processes_.waitForAny(watchEvery, stop))
            continue; // some process ended: it may be the server
    }
    return {};
}

bool MemberLife::watchPrimary(const std::stop_token& stop)
{
    if (!lease_->mine()) {
        server_.stopAtOnce();
        log_.say(u"PostgreSQL was writable without the right to lead, and was stopped at once"_s);
        return false;
    }
    if (!leading_)
        becamePrimary(stop);
    if (bootNow() >= nextDuty_) {
        nextDuty_ = bootNow() + dutyEvery;
        enter(Phase::Primary, u"accepts reads and writes"_s);
        leading_->tick(stop);
    }
    repmgrd_.tick(true, [&] { return refreshRow({}, stop); });
    return true;
}

void MemberLife::becamePrimary(const std::stop_token& stop)
{
    leading_.emplace(parts());
    step_ = tried_ = RejoinStep::Follow;
    repmgrd_.reset();
    enter(Phase::Primary, u"accepts reads and writes"_s);
    // The secrets are what is true: a password that was changed in them is set here.
    if (rolesAreRight_)
        return;
    const auto done = ensureRoles(stop);
    rolesAreRight_ = done.has_value();
    if (!done)
        log_.say(u"roles and databases could not be brought up to date: %1"_s.arg(done.error().detail));
}

bool MemberLife::watchStandby(Following& following, const std::stop_token& stop)
{
    const LeaseView view = lease_->view();
    if (view.known && view.agreement.leader.isEmpty()) {
        standForElection(stop);
    } else if (view.known && view.agreement.leader != settings_.name) {
        const QString before = following.upstream();
        const RejoinStep step = following.tick(view.agreement.leader, stop);
        if (step != RejoinStep::Follow) {
            escalate(step);
            return false;
        }
        if (following.upstream() != before)
            repmgrd_.reset();
    }
    if (following.streaming()) {
        tried_ = RejoinStep::Follow;
        repmgrd_.tick(false, [&] { return refreshRow(following.upstream(), stop); });
    }
    if (bootNow() >= nextDuty_) {
        nextDuty_ = bootNow() + dutyEvery;
        enter(Phase::Standby, following.streaming() ? u"streams from %1"_s.arg(following.upstream())
                                                    : u"accepts reads; not streaming"_s);
    }
    return true;
}

// What `repmgr … register --force` writes. A leader's row was written at its promotion.
bool MemberLife::refreshRow(const QString& upstream, const std::stop_token& stop)
{
    const QByteArray me = QByteArray::number(nodeId(settings_.name));
    const Call call{Deadline::in(1s), stop};
    const auto rows =
        upstream.isEmpty()
            ? sql_->here({"SELECT 1 FROM repmgr.nodes WHERE type = 'primary' AND active AND node_id = " + me},
                  call, u"repmgr"_s)
            : sql_->at(upstream,
                  {"UPDATE repmgr.nodes SET type = 'standby', active = true, upstream_node_id = " +
                      QByteArray::number(nodeId(upstream)) + " WHERE node_id = " + me + " RETURNING 1"},
                  call);
    return rows && oneValue(*rows) == "1";
}

void MemberLife::standForElection(const std::stop_token& stop)
{
    const DoorDecision decision = door_->tryPromote(false, stop);
    if (decision.verdict == DoorVerdict::Promote)
        return;
    log_.sayOnce(u"nobody leads: %1"_s.arg(decision.reason));
}

// A step that was tried without success is followed by the next one.
void MemberLife::escalate(RejoinStep step)
{
    step_ = step == RejoinStep::Rewind && tried_ != RejoinStep::Follow ? RejoinStep::Clone : step;
}

void MemberLife::stopServer()
{
    enter(Phase::Stopping, u"stopping PostgreSQL"_s);
    log_.say(u"stopping PostgreSQL (fast)"_s);
    if (!server_.stop(fastStopPatience))
        log_.say(
            u"PostgreSQL did not stop within %1 s and was stopped at once; it will recover at its next start"_s
                .arg(fastStopPatience.count()));
}

// The server is stopped, for whatever reason: the others need not wait until the lease is over.
void MemberLife::giveLeaseBack()
{
    if (!lease_->mine())
        return;
    const auto control = tools_.controlData(settings_.paths.data(), {Deadline::in(giveBackTime)});
    std::optional<StopNote> note;
    if (control) {
        const DiskFacts disk = parseControlData(*control, false);
        if (disk.kind == DiskKind::Data)
            note = StopNote{settings_.name, disk.state == u"shut down", disk.checkpoint, disk.timeline};
    }
    lease_->giveBack(note, {Deadline::in(giveBackTime)});
    log_.say(note && note->clean
                 ? u"gave back the right to lead, after a clean stop at %1"_s.arg(note->checkpoint.toString())
                 : u"gave back the right to lead"_s);
}

} // namespace switchyard::node
