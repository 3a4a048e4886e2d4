#include "core/node/pool_targets.h"

#include <algorithm>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

const Peer* named(const QVector<Peer>& members, const QString& name)
{
    const auto it =
        std::find_if(members.begin(), members.end(), [&](const Peer& p) { return p.name == name; });
    return it == members.end() ? nullptr : &*it;
}

QString choosePrimary(const QString& now, const QVector<Peer>& members)
{
    if (const Peer* leader = leaderAmong(members))
        return leader->name;
    const Peer* present = named(members, now);
    if (!present)
        return {};
    // Tied with another one, or silent: it stays. Read-only: it does not.
    return present->server && !present->writable() ? QString() : present->name;
}

// A name of this kind is never resolved (RFC 6761), so clients get an error instead of a wrong server.
constexpr auto nobody = "no-primary.invalid";

} // namespace

PoolTargets chooseTargets(const PoolTargets& now, const QVector<Peer>& members, std::chrono::seconds readLag)
{
    PoolTargets targets;
    targets.primary = choosePrimary(now.primary, members);
    const Peer* primary = named(members, targets.primary);
    for (const Peer& member : members) {
        if (!member.server || !member.server->inRecovery || !member.server->streaming ||
            member.server->replayLagSeconds > readLag.count())
            continue;
        const bool strange = primary && primary->server &&
                             (member.server->systemIdentifier != primary->server->systemIdentifier ||
                                 member.server->timeline != primary->server->timeline);
        if (!strange)
            targets.standbys << member.name;
    }
    targets.standbys.sort();
    return targets;
}

QByteArray poolDatabases(const PoolTargets& targets, const QString& database)
{
    const QString primary = targets.primary.isEmpty() ? QString::fromLatin1(nobody) : targets.primary;
    const QString readers = targets.standbys.isEmpty() ? primary : targets.standbys.join(u',');
    return u"%1 = host=%2 port=5432 dbname=%1\n"
           "%1_ro = host=%3 port=5432 dbname=%1 connect_query='SET default_transaction_read_only = on'\n"_s
               .arg(database, primary, readers)
               .toUtf8();
}

QString describeTargets(const PoolTargets& targets)
{
    const QString writes = targets.primary.isEmpty() ? u"nobody"_s : targets.primary;
    const QString reads = targets.standbys.isEmpty() ? writes : targets.standbys.join(u' ');
    return u"%1 (writes), %2 (reads)"_s.arg(writes, reads);
}

} // namespace switchyard::node
