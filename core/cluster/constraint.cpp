#include "core/cluster/constraint.h"

#include <QHostAddress>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView nodeLabel("node.labels."), engineLabel("engine.labels.");

bool meetsAddress(const QString& address, const QString& wanted)
{
    const QHostAddress host(address);
    if (!wanted.contains(u'/'))
        return !host.isNull() && host == QHostAddress(wanted);
    const auto network = QHostAddress::parseSubnet(wanted);
    return network.second >= 0 && host.isInSubnet(network);
}

} // namespace

std::optional<Constraint> parseConstraint(const QString& text)
{
    const auto equal = text.indexOf("=="_L1), other = text.indexOf("!="_L1);
    const bool isEqual = equal >= 0 && (other < 0 || equal < other);
    const auto at = isEqual ? equal : other;
    if (at <= 0)
        return std::nullopt;
    const Constraint constraint{text.first(at).trimmed(), text.sliced(at + 2).trimmed(), isEqual};
    if (constraint.key.isEmpty() || constraint.value.isEmpty())
        return std::nullopt;
    return constraint;
}

std::optional<QString> valueOf(const docker::Node& node, const QString& key)
{
    const QString lower = key.toLower();
    if (lower == u"node.id")
        return node.id;
    if (lower == u"node.hostname")
        return node.hostname;
    if (lower == u"node.ip")
        return node.address;
    if (lower == u"node.role")
        return node.manager ? u"manager"_s : u"worker"_s;
    if (lower == u"node.platform.os")
        return node.platform.os;
    if (lower == u"node.platform.arch")
        return node.platform.architecture;
    if (lower.startsWith(nodeLabel) && key.size() > nodeLabel.size())
        return node.labels.value(key.sliced(nodeLabel.size()));
    if (lower.startsWith(engineLabel) && key.size() > engineLabel.size())
        return node.engineLabels.value(key.sliced(engineLabel.size()));
    return std::nullopt;
}

bool meets(const docker::Node& node, const Constraint& constraint)
{
    const auto value = valueOf(node, constraint.key);
    if (!value)
        return false;
    const bool same = constraint.key.compare("node.ip"_L1, Qt::CaseInsensitive) == 0
                          ? meetsAddress(*value, constraint.value)
                          : value->compare(constraint.value, Qt::CaseInsensitive) == 0;
    return same == constraint.equal;
}

} // namespace switchyard
