#pragma once
// A placement constraint as Swarm reads it: "node.labels.rack == a", "node.role!=manager".
// https://docs.docker.com/engine/swarm/services/#placement-constraints

#include "core/docker/types.h"

namespace switchyard {

struct Constraint
{
    QString key;   ///< "node.labels.rack"
    QString value; ///< "a"
    bool equal = true;
    bool operator==(const Constraint&) const = default;
};

/// Nothing for what is not KEY == VALUE or KEY != VALUE.
std::optional<Constraint> parseConstraint(const QString& text);

/// What a node has under a constraint's key; empty for a label that it does not have. Nothing for a key that
/// Swarm does not know.
std::optional<QString> valueOf(const docker::Node& node, const QString& key);

/// Values are compared without regard to case, as Swarm does; names of labels are not. node.ip may be a
/// network ("10.0.0.0/8"). What cannot be read, or has an unknown key, is not met by any node.
bool meets(const docker::Node& node, const Constraint& constraint);

} // namespace switchyard
