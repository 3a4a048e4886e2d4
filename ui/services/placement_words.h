#pragma once
#include "core/cluster/placement.h"

#include <QString>

namespace switchyard::ui {

/// "has 512 MB free, 1 GB is reserved for it": why a node cannot take a task, without the node's name.
QString obstacleWords(const Obstacle& obstacle);

} // namespace switchyard::ui
