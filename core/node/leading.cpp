#include "core/node/leading.h"

#include "core/node/boot_clock.h"
#include "core/node/pause.h"
#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto leadingCall = 1s;

QString describe(const Claim& claim)
{
    if (claim.quorum == 0)
        return u"commits wait for no standby"_s;
    return claim.standbys.isEmpty() ? u"there is no other member to wait for"_s
                                    : u"commits wait for one of %1"_s.arg(claim.standbys.join(u", "_s));
}

} // namespace

Leading::Leading(MemberParts parts) : parts_(parts)
{
    const bool synchronous = isSynchronous(parts_.settings, parts_.lease.view().agreement);
    now_ = {parts_.settings.name, parts_.settings.peers(), synchronous ? 1 : 0};
    for (const QString& peer : parts_.settings.peers())
        lastStreaming_.insert(peer, bootNow());
}

void Leading::tick(const std::stop_token& stop)
{
    if (!lookAtStandbys(stop))
        return;
    const LeaseView view = parts_.lease.view();
    if (!view.known)
        return;
    Claim wanted{parts_.settings.name, {}, isSynchronous(parts_.settings, view.agreement) ? 1 : 0};
    wanted.standbys = wantedStandbys(parts_.settings.peers(), now_.standbys, lastStreaming_, bootNow());
    if (wanted != now_)
        change(wanted, stop);
}

bool Leading::lookAtStandbys(const std::stop_token& stop)
{
    const auto rows = parts_.sql.here(
        {"SELECT DISTINCT application_name FROM pg_stat_replication WHERE state = 'streaming' ORDER BY 1"},
        {Deadline::in(leadingCall), stop});
    if (!rows)
        return false;
    streaming_.clear();
    for (const auto& row : rows->rows) {
        const QString name = QString::fromUtf8(row.value(0).value_or(QByteArray()));
        if (!parts_.settings.peers().contains(name))
            continue;
        streaming_ << name;
        lastStreaming_.insert(name, bootNow());
    }
    return true;
}

// First etcd demands enough for both, then the server changes, and only then etcd demands less.
void Leading::change(const Claim& wanted, const std::stop_token& stop)
{
    if (!claim(coveringClaim(now_, wanted), stop) || !apply(wanted, stop))
        return;
    parts_.log.say(describe(wanted));
    now_ = wanted;
    (void)claim(wanted, stop); // if this fails, etcd demands more than it must, until the next change
}

bool Leading::claim(const Claim& claim, const std::stop_token& stop)
{
    const auto done = parts_.lease.putAsLeader(
        parts_.lease.keys().claims(), formatClaims({claim}), {Deadline::in(leadingCall), stop});
    return done && *done;
}

bool Leading::apply(const Claim& claim, const std::stop_token& stop)
{
    const QStringList standbys = claim.quorum == 0 ? QStringList() : claim.standbys;
    if (!writeDurably(parts_.settings.paths.run + u"/member.conf"_s, memberConf(parts_.settings, standbys)))
        return false;
    parts_.server.reload();
    const auto deadline = Deadline::in(leadingCall);
    while (!deadline.passed() && pause(20ms, stop)) {
        const auto shown = parts_.sql.here({"SHOW synchronous_standby_names"}, {deadline, stop});
        if (shown && QString::fromUtf8(oneValue(*shown)) == synchronousNames(standbys))
            return pause(100ms, stop); // the other processes of the server have had the same signal
    }
    return false;
}

} // namespace switchyard::node
