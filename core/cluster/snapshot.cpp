#include "core/cluster/snapshot.h"

#include <algorithm>

namespace switchyard {

const docker::Node* SwarmFacts::node(const QString& id) const
{
    const auto it = std::find_if(nodes.begin(), nodes.end(), [&](const auto& n) { return n.id == id; });
    return it == nodes.end() ? nullptr : &*it;
}

const docker::Service* SwarmFacts::service(const QString& id) const
{
    const auto it = std::find_if(services.begin(), services.end(), [&](const auto& s) { return s.id == id; });
    return it == services.end() ? nullptr : &*it;
}

Role Member::role() const
{
    const MemberFacts* live = facts.live();
    return live ? live->role() : Role::Unknown;
}

const Member* ClusterSnapshot::primary() const
{
    const Member* found = nullptr;
    for (const Member& m : members) {
        const MemberFacts* live = m.facts.live();
        if (!live || !live->writable())
            continue;
        if (found)
            return nullptr;
        found = &m;
    }
    return found;
}

const Member* ClusterSnapshot::member(const QString& name) const
{
    const auto it =
        std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.name == name; });
    return it == members.end() ? nullptr : &*it;
}

} // namespace switchyard
