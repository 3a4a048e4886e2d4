#include "ui/window/ages.h"

#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace switchyard::ui {

namespace {

struct AgeWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ui::AgeWords)
};

Duration between(SteadyTime from, SteadyTime to)
{
    return std::max(Duration::zero(), std::chrono::duration_cast<Duration>(to - from));
}

// Twice the interval, and the second that a gather may take.
Duration lateAfter(Duration interval)
{
    return 2 * interval + std::chrono::seconds(1);
}

} // namespace

Duration oldAfter(Duration interval)
{
    return lateAfter(interval) + std::chrono::seconds(10);
}

Freshness freshness(const ClusterSnapshot& snapshot, const Instant& now, Duration interval)
{
    const Duration age = between(snapshot.observedAt.steady, now.steady);
    const auto live = [](const auto& thing) { return thing.facts.isKnown(); };
    if (!snapshot.swarm.isKnown() && std::none_of(snapshot.members.begin(), snapshot.members.end(), live) &&
        std::none_of(snapshot.poolers.begin(), snapshot.poolers.end(), live))
        return {State::Bad, AgeWords::tr("no answer"), age};
    if (age <= lateAfter(interval))
        return {State::Ok, AgeWords::tr("live"), age};
    if (age <= oldAfter(interval))
        return {State::Warn, AgeWords::tr("late"), age};
    return {State::Bad, AgeWords::tr("old"), age};
}

QString freshnessDetail(const ClusterSnapshot& snapshot, const Instant& now, Duration interval)
{
    QString name;
    Duration oldest{};
    const auto consider = [&](const auto& thing) {
        if (!thing.facts.isStale())
            return;
        const Duration age = between(thing.facts.at()->steady, now.steady);
        if (age >= oldest)
            oldest = age, name = thing.name;
    };
    for (const Member& member : snapshot.members)
        consider(member);
    for (const Pooler& pooler : snapshot.poolers)
        consider(pooler);
    if (!name.isEmpty())
        return AgeWords::tr("%1: %2 old")
            .arg(name, text::duration(std::chrono::duration_cast<std::chrono::seconds>(oldest)));
    return AgeWords::tr("every %1").arg(text::duration(interval));
}

} // namespace switchyard::ui
