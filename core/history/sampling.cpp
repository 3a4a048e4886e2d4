#include "core/history/sampling.h"

#include <cmath>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

double seconds(Duration span)
{
    return std::chrono::duration<double>(span).count();
}

/// Digits that mean nothing would only cost memory (see PackedValues).
double rounded(double value, double unitsPerOne)
{
    return std::round(value * unitsPerOne) / unitsPerOne;
}

class Sampler
{
public:
    Sampler(RateMeter& rates, const ClusterSnapshot& snapshot) : rates_(rates), snapshot_(snapshot) {}

    Samples take()
    {
        for (const Member& member : snapshot_.members) {
            if (const MemberFacts* facts = member.facts.live())
                takeMember(member, *facts);
        }
        for (const Pooler& pooler : snapshot_.poolers) {
            const PoolerFacts* facts = pooler.facts.live();
            for (const PoolDatabase& database : facts ? facts->databases : QVector<PoolDatabase>())
                takePool(pooler.name + u'/' + database.name, database);
        }
        return samples_;
    }

private:
    void add(const QString& subject, Metric metric, double value)
    {
        samples_.append({{subject, metric}, value});
    }
    void add(const QString& subject, Metric metric, const std::optional<std::int64_t>& value)
    {
        if (value)
            add(subject, metric, static_cast<double>(*value));
    }
    void add(const QString& subject, Metric metric, const std::optional<Duration>& value)
    {
        if (value)
            add(subject, metric, seconds(*value));
    }
    std::optional<RateMeter::Step> step(const QString& subject, QStringView counter, double value,
        const Instant& at, const QDateTime& epoch = {})
    {
        return rates_.step(subject + u'\n' + counter.toString(), {value, at.steady, epoch});
    }

    void takeMember(const Member& member, const MemberFacts& facts)
    {
        const QString& name = member.name;
        if (member.stream) {
            add(name, Metric::WriteLagSeconds, member.stream->writeLag);
            add(name, Metric::FlushLagSeconds, member.stream->flushLag);
            add(name, Metric::ReplayLagSeconds, member.stream->replayLag);
            add(name, Metric::WriteLagBytes, member.stream->writeLagBytes);
            add(name, Metric::FlushLagBytes, member.stream->flushLagBytes);
            add(name, Metric::ReplayLagBytes, member.stream->replayLagBytes);
        }
        add(name, Metric::Connections, facts.connections);
        const Instant at = member.facts.at().value_or(snapshot_.observedAt);
        // What a standby receives is WAL too: after a switchover its line goes on as the primary's.
        if (const auto position = facts.insert ? facts.insert : facts.received) {
            add(name, Metric::WalPosition, static_cast<double>(position->bytes()));
            if (const auto wal = step(name, u"wal", static_cast<double>(position->bytes()), at))
                add(name, Metric::WalBytesPerSecond, rounded(wal->change / wal->seconds, 1));
        }
        if (const auto done =
                step(name, u"transactions", static_cast<double>(facts.transactions), at, facts.startedAt))
            add(name, Metric::TransactionsPerSecond, rounded(done->change / done->seconds, 1e3));
    }

    void takePool(const QString& name, const PoolDatabase& pool)
    {
        add(name, Metric::ClientsActive, pool.clientsActive);
        add(name, Metric::ClientsWaiting, pool.clientsWaiting);
        add(name, Metric::ServersActive, pool.serversActive);
        add(name, Metric::MaxWaitSeconds, seconds(pool.maxWait));
        const Instant at = snapshot_.observedAt;
        const auto queries = step(name, u"queries", static_cast<double>(pool.totalQueries), at);
        const auto time = step(name, u"query time", seconds(pool.totalQueryTime), at);
        const auto transactions =
            step(name, u"transactions", static_cast<double>(pool.totalTransactions), at);
        const auto held = step(name, u"transaction time", seconds(pool.totalTransactionTime), at);
        if (transactions && held && transactions->change > 0)
            add(name, Metric::TransactionSeconds, rounded(held->change / transactions->change, 1e6));
        if (!queries)
            return;
        add(name, Metric::QueriesPerSecond, rounded(queries->change / queries->seconds, 1e3));
        if (time && queries->change > 0) // without a query there is no mean: the line has a hole there
            add(name, Metric::QuerySeconds, rounded(time->change / queries->change, 1e6));
    }

    RateMeter& rates_;
    const ClusterSnapshot& snapshot_;
    Samples samples_;
};

} // namespace

std::optional<RateMeter::Step> RateMeter::step(const QString& name, const Reading& reading)
{
    const auto it = last_.constFind(name);
    std::optional<Step> step;
    if (it != last_.constEnd() && it->epoch == reading.epoch && reading.value >= it->value &&
        reading.at > it->at)
        step = Step{reading.value - it->value, std::chrono::duration<double>(reading.at - it->at).count()};
    last_.insert(name, reading);
    return step;
}

Samples samplesOf(const ClusterSnapshot& snapshot, RateMeter& rates)
{
    return Sampler(rates, snapshot).take();
}

} // namespace switchyard
