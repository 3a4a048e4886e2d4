#include "tests/gui/support/lived_history.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace switchyard::samples {

namespace {

constexpr std::int64_t second = 1000, minute = 60 * second;

std::int64_t unixMs(WallTime at)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

class Noise
{
public:
    explicit Noise(unsigned seed) : engine_(seed) {}
    /// 0 to 1, without a library's own distribution, which differs between libraries.
    double next() { return static_cast<double>(engine_() % 10'000) / 10'000.0; }

private:
    std::mt19937 engine_;
};

// A hill around `at`, `width` wide.
double hill(std::int64_t now, std::int64_t at, double width)
{
    const double distance = static_cast<double>(now - at) / (width * static_cast<double>(second));
    return std::exp(-distance * distance);
}

std::int64_t lastSeen(const ClusterSnapshot& snapshot, const std::optional<Instant>& at, bool live)
{
    return live || !at ? unixMs(snapshot.observedAt.wall) : unixMs(at->wall);
}

void fillStandby(History& history, const Member& member, std::int64_t end, std::int64_t until, double scale)
{
    Noise noise(static_cast<unsigned>(member.name.size() + 7 * static_cast<std::size_t>(scale * 100)));
    const std::int64_t gapFrom = end - 31 * minute, gapTo = end - 30 * minute;
    for (std::int64_t at = end - 60 * minute; at <= until; at += second) {
        if (at > gapFrom && at < gapTo)
            continue;
        const double load = 1 + 4 * hill(at, end - 41 * minute, 60) + 6 * hill(at, end - 29 * minute, 20) +
                            2.4 * hill(at, end - 12 * minute, 40);
        const double replay = 0.012 * scale * load * (0.8 + 0.4 * noise.next());
        history.add({member.name, Metric::ReplayLagSeconds}, at, replay);
        history.add({member.name, Metric::FlushLagSeconds}, at, replay * 0.45);
        history.add({member.name, Metric::WriteLagSeconds}, at, replay * 0.25);
        history.add({member.name, Metric::ReplayLagBytes}, at, replay * 820'000);
        history.add({member.name, Metric::FlushLagBytes}, at, replay * 410'000);
        history.add({member.name, Metric::WriteLagBytes}, at, replay * 190'000);
    }
}

void fillPrimary(History& history, const QString& name, std::int64_t end)
{
    Noise noise(11);
    double position = 19e9;
    for (std::int64_t at = end - 60 * minute; at <= end; at += second) {
        const double load = 1 + 0.9 * hill(at, end - 41 * minute, 60) + 0.7 * hill(at, end - 8 * minute, 70);
        const double rate = 3.2e6 * load * (0.92 + 0.16 * noise.next());
        position += std::round(rate);
        history.add({name, Metric::WalBytesPerSecond}, at, rate);
        history.add({name, Metric::WalPosition}, at, position);
        history.add({name, Metric::TransactionsPerSecond}, at, 1240 * load * (0.95 + 0.1 * noise.next()));
        history.add({name, Metric::Connections}, at, 80 + 8 * noise.next());
    }
}

void fillPool(
    History& history, const QString& key, const PoolDatabase& database, std::int64_t end, std::int64_t until)
{
    Noise noise(static_cast<unsigned>(database.clientsActive + 3 * static_cast<int>(key.size())));
    const double rate = 6 + 6.8 * database.clientsActive;
    for (std::int64_t at = end - 30 * minute; at <= until; at += second) {
        const double grown =
            std::clamp(1 - static_cast<double>(end - at) / static_cast<double>(6 * minute), 0.0, 1.0);
        const double slow = database.clientsWaiting > 0 ? 1 + 6 * grown : 1;
        history.add({key, Metric::QueriesPerSecond}, at, rate * (0.85 + 0.3 * noise.next()));
        history.add({key, Metric::QuerySeconds}, at, 0.0021 * slow * (0.9 + 0.2 * noise.next()));
        history.add({key, Metric::TransactionSeconds}, at, 0.0064 * slow * (0.9 + 0.2 * noise.next()));
        history.add({key, Metric::ClientsActive}, at, database.clientsActive);
        history.add({key, Metric::ClientsWaiting}, at,
            std::floor(database.clientsWaiting * grown + 0.4 * noise.next()));
        history.add({key, Metric::ServersActive}, at, database.serversActive);
    }
}

} // namespace

void fillLivedHistory(History& history, const ClusterSnapshot& snapshot)
{
    const std::int64_t end = unixMs(snapshot.observedAt.wall);
    double scale = 1;
    for (const Member& member : snapshot.members) {
        const MemberFacts* facts = member.facts.lastValue();
        if (!facts)
            continue;
        if (facts->role() == Role::Primary) {
            fillPrimary(history, member.name, end);
            continue;
        }
        fillStandby(
            history, member, end, lastSeen(snapshot, member.facts.at(), member.facts.isKnown()), scale);
        scale = scale > 100 ? 1 : scale * 18; // many standbys: not each farther behind than the one before
    }
    for (const Pooler& pooler : snapshot.poolers) {
        if (const PoolerFacts* facts = pooler.facts.lastValue()) {
            for (const PoolDatabase& database : facts->databases)
                fillPool(history, pooler.name + QChar(u'/') + database.name, database, end,
                    lastSeen(snapshot, pooler.facts.at(), pooler.facts.isKnown()));
        }
    }
}

} // namespace switchyard::samples
