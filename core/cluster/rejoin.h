#pragma once
// Which members are on their way back, joined from what the other members' supervisors and servers say. Pure.

#include "core/cluster/snapshot.h"

namespace switchyard {

/// One for each member, empty for those whose own server answers or of whom nobody says anything.
QVector<std::optional<Rejoin>> joinRejoins(const QVector<Member>& members);

} // namespace switchyard
