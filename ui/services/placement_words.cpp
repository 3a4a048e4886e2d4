#include "ui/services/placement_words.h"

#include "ui/services/service_rows.h"
#include "ui/text/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct PlacementWords
{
    Q_DECLARE_TR_FUNCTIONS(Placement)
};

QString portWords(const Obstacle& o)
{
    return o.holders.isEmpty()
               ? PlacementWords::tr("port %1 is taken by a service of somebody else").arg(o.wanted)
               : PlacementWords::tr("port %1 is taken by %2").arg(o.wanted, o.holders.join(u", "_s));
}

} // namespace

QString obstacleWords(const Obstacle& o)
{
    switch (o.code) {
    case ObstacleCode::NodeNotReady: return PlacementWords::tr("is %1").arg(o.found);
    case ObstacleCode::NodePaused: return PlacementWords::tr("is paused and takes no new task");
    case ObstacleCode::NodeDrained: return PlacementWords::tr("is drained");
    case ObstacleCode::ConstraintNotMet:
        return o.found.isEmpty() ? PlacementWords::tr("does not meet %1: it has none").arg(o.wanted)
                                 : PlacementWords::tr("does not meet %1: it has %2").arg(o.wanted, o.found);
    case ObstacleCode::ConstraintUnreadable:
        return PlacementWords::tr("cannot meet %1, which Swarm does not understand").arg(o.wanted);
    case ObstacleCode::OtherPlatform:
        return PlacementWords::tr("is %1; the image is for %2").arg(o.found, o.wanted);
    case ObstacleCode::TooFewCpus:
        return PlacementWords::tr("has %1 free, the task reserves %2").arg(cpus(o.free), cpus(o.needed));
    case ObstacleCode::TooLittleMemory:
        return PlacementWords::tr("has %1 of memory free, the task reserves %2")
            .arg(text::bytes(o.free), text::bytes(o.needed));
    case ObstacleCode::HostPortTaken: return portWords(o);
    case ObstacleCode::MaxReplicasReached:
        return PlacementWords::tr("has %1 of its tasks, the most that it may").arg(text::count(o.needed));
    }
    return {};
}

} // namespace switchyard::ui
