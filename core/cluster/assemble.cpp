#include "core/cluster/assemble.h"

#include "core/cluster/finding_life.h"
#include "core/cluster/join.h"
#include "core/cluster/rejoin.h"

#include <algorithm>

namespace switchyard {

namespace {

template<typename Server> const Server* byName(const QVector<Server>& servers, const QString& name)
{
    const auto it =
        std::find_if(servers.begin(), servers.end(), [&](const Server& s) { return s.name == name; });
    return it == servers.end() ? nullptr : &*it;
}

/// Turns an answer into a fact, with what the snapshot before knew as what becomes stale.
template<typename Server, typename Facts>
void takeAnswers(QVector<Server>& servers, std::vector<Result<Facts>>& answers, const QVector<Server>* before,
    const Instant& at)
{
    for (std::size_t i = 0; i < answers.size(); ++i) {
        Server& server = servers[static_cast<qsizetype>(i)];
        const Server* last = before ? byName(*before, server.name) : nullptr;
        if (answers[i])
            server.facts = Fact<Facts>::known(std::move(*answers[i]), at);
        else
            server.facts = (last ? last->facts : Fact<Facts>()).failed(std::move(answers[i].error()));
    }
}

void nameTargets(std::vector<Result<PoolerFacts>>& answers, const QVector<Member>& members)
{
    for (auto& answer : answers) {
        if (!answer)
            continue;
        for (PoolDatabase& database : answer->databases)
            database.target = poolTarget(members, database.targetHost, database.targetPort);
    }
}

} // namespace

ClusterSnapshot assemble(const ClusterProfile& profile, Gather gather, const ClusterSnapshot* previous,
    const FindingLimits& limits)
{
    ClusterSnapshot snapshot;
    snapshot.cluster = profile.name;
    snapshot.generation = previous ? previous->generation + 1 : 1;
    snapshot.observedAt = gather.began;
    snapshot.gatherTook = gather.took;
    snapshot.swarm = std::move(gather.swarm);
    snapshot.members = std::move(gather.discovery.members);
    snapshot.poolers = std::move(gather.discovery.poolers);
    nameTargets(gather.answers.poolers, snapshot.members);
    takeAnswers(
        snapshot.members, gather.answers.members, previous ? &previous->members : nullptr, gather.began);
    takeAnswers(
        snapshot.poolers, gather.answers.poolers, previous ? &previous->poolers : nullptr, gather.began);
    const auto streams = joinStreams(snapshot.members);
    const auto rejoins = joinRejoins(snapshot.members);
    for (qsizetype i = 0; i < streams.size(); ++i)
        snapshot.members[i].stream = streams[i];
    for (qsizetype i = 0; i < rejoins.size(); ++i)
        snapshot.members[i].rejoin = rejoins[i];
    snapshot.findings = findFindings(snapshot, previous, limits);
    followFindings(snapshot, previous);
    return snapshot;
}

} // namespace switchyard
