#include "app/ctl/exit_code.h"

#include <algorithm>

namespace switchyard::ctl {

namespace {

bool anythingRead(const ClusterSnapshot& s)
{
    const auto known = [](const auto& item) { return item.facts.isKnown(); };
    return s.swarm.isKnown() || std::any_of(s.members.begin(), s.members.end(), known) ||
           std::any_of(s.poolers.begin(), s.poolers.end(), known);
}

} // namespace

ExitCode exitCodeFor(const ClusterSnapshot& snapshot)
{
    if (!anythingRead(snapshot))
        return CouldNotLook;
    const bool errors = std::any_of(snapshot.findings.begin(), snapshot.findings.end(),
        [](const Finding& f) { return f.severity == Severity::Error; });
    return errors ? Unhealthy : Healthy;
}

} // namespace switchyard::ctl
