#include "core/cluster/swarm_watch.h"

#include <algorithm>

namespace switchyard {

bool isNews(const docker::Event& event)
{
    if (event.type == u"node" || event.type == u"service")
        return true;
    return event.type == u"container" && !event.action.startsWith(u"exec_") && event.action != u"top";
}

bool SwarmWatch::end(Result<SwarmFacts> result, const Instant& began, SteadyTime now)
{
    if (!result) {
        const bool news = !fact_.error() || fact_.error()->code != result.error().code;
        ++failures_;
        askedAt_.reset();
        fact_ = fact_.failed(std::move(result.error()));
        return news;
    }
    lastTook_ = std::chrono::duration_cast<Duration>(now - askedAt_.value_or(now));
    askedAt_.reset();
    failures_ = 0;
    const SwarmFacts* before = fact_.live();
    const bool news = !before || !(*before == *result);
    fact_ = Fact<SwarmFacts>::known(std::move(*result), began);
    return news;
}

Fact<SwarmFacts> SwarmWatch::at(SteadyTime now) const
{
    if (!askedAt_ || now - *askedAt_ < std::max(patience, lastTook_ * 3 / 2) ||
        (!fact_.isKnown() && failures_ > 0))
        return fact_;
    return fact_.failed(Error{ErrorKind::Timeout, QStringLiteral("engine.timeout"), {}, {}});
}

} // namespace switchyard
