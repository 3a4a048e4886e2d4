// MemberLife: what was asked through the control socket.

#include "core/node/member_life.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto requestTime = 2s;
// So long only the named successor may take over; longer than its promotion takes.
constexpr auto handoverTime = 10s;

} // namespace

bool MemberLife::handleRequest(bool serving, const std::stop_token& stop)
{
    const auto words = control_.take();
    if (!words)
        return false;
    const QString& command = words->first();
    log_.say(u"asked to %1"_s.arg(words->join(u' ')));
    Reply reply{false, u"unknown request \"%1\""_s.arg(command)};
    bool stopped = false;
    if (command == u"promote") {
        reply = promoteAsked(serving, stop);
    } else if (command == u"follow") {
        // repmgrd's follow_command; the supervisor follows whoever holds the lease by itself.
        reply = {true, u"this member follows whoever has the right to lead"_s};
    } else if (command == u"demote" && serving && isPrimary()) {
        reply = demoteAsked(words->value(1), stop);
        stopped = reply.done;
    } else if (command == u"demote") {
        reply = {false, u"this member is not the primary"_s};
    } else if (command == u"degrade" || command == u"restore") {
        reply = modeAsked(command == u"degrade", stop);
    } else if (command == u"rejoin" && !(serving && isPrimary())) {
        step_ = words->value(1) == u"clone" ? RejoinStep::Clone : RejoinStep::Rewind;
        stopped = serving;
        reply = {true, u"its server is stopped, and comes back by %1"_s.arg(
                           step_ == RejoinStep::Clone ? u"a copy"_s : u"a rewind"_s)};
    } else if (command == u"rejoin") {
        reply = {false, u"this member is the primary; demote it first"_s};
    }
    if (!reply.done)
        log_.say(u"not done: %1"_s.arg(reply.text));
    control_.answer(reply);
    return stopped;
}

Reply MemberLife::promoteAsked(bool serving, const std::stop_token& stop)
{
    if (!serving)
        return {false, u"not promoted: %1"_s.arg(status_.report.detail)};
    if (isPrimary())
        return {true, u"this member is the primary already"_s};
    const DoorDecision decision = door_->tryPromote(true, stop);
    if (decision.verdict == DoorVerdict::Promote)
        return {true, u"promoted: %1"_s.arg(decision.reason)};
    return {false, u"not promoted: %1"_s.arg(decision.reason)};
}

// From the first line on, this server can only come back read-only.
Reply MemberLife::demoteAsked(const QString& successor, const std::stop_token& stop)
{
    if (!successor.isEmpty()) {
        if (!settings_.peers().contains(successor))
            return {false, u"there is no other member %1"_s.arg(successor)};
        const auto told = lease_->put(
            lease_->keys().handover(), successor.toUtf8(), handoverTime, {Deadline::in(requestTime), stop});
        if (!told)
            return {false, u"the successor could not be named in etcd: %1"_s.arg(told.error().detail)};
    }
    if (const auto marked = markStandby(settings_.paths.data()); !marked)
        return {false, marked.error().detail};
    repmgrd_.stop();
    stopServer();
    giveLeaseBack();
    return {true, u"demoted: the server is stopped, and comes back as a standby of whoever leads next"_s};
}

Reply MemberLife::modeAsked(bool asynchronous, const std::stop_token& stop)
{
    const Call call{Deadline::in(requestTime), stop};
    const QByteArray key = lease_->keys().mode();
    const auto done = asynchronous ? lease_->put(key, "asynchronous", 0s, call) : lease_->remove(key, call);
    if (!done)
        return {false, u"etcd did not take it: %1"_s.arg(done.error().detail)};
    return {true, asynchronous ? u"commits will not wait for a standby from within a second on"_s
                               : u"commits will wait for a standby again from within a second on"_s};
}

} // namespace switchyard::node
