#pragma once
#include "core/workstation/offers.h"

namespace switchyard::ui {

/// "Docker context lab: ssh://dba@lab, docker's own choice".
QString offerWords(const workstation::EngineOffer& offer);
/// "Service prod: dba in repmgr at db1:5432".
QString offerWords(const workstation::LoginOffer& offer);

} // namespace switchyard::ui
