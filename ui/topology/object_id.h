#pragma once
// What can be chosen on the topology page.

#include <QString>

namespace switchyard::ui::topology {

struct ObjectId
{
    enum class Kind { None, Node, Member, Pooler };
    Kind kind = Kind::None;
    QString name; ///< of a node: its lane's key
    bool operator==(const ObjectId&) const = default;
    explicit operator bool() const { return kind != Kind::None; }
};

} // namespace switchyard::ui::topology
