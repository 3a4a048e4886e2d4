#include "ui/pools/connections_model.h"

#include <cmath>

namespace switchyard::ui {

ConnectionsModel::ConnectionsModel(ConnectionKind kind, QObject* parent)
    : OrderedTable(parent), kind_(kind), headers_(connectionHeaders(kind))
{
}

int ConnectionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(headers_.size());
}

QVariant ConnectionsModel::data(const QModelIndex& index, int role) const
{
    const ConnectionRow* at = row(index);
    if (!at)
        return {};
    const QString& words = at->cells.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return words;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (isFigure(kind_, index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case MarkRole: return static_cast<int>(at->mark);
    case NotableRole: return at->notable;
    case DatabaseRole: return at->database;
    case OrderRole: {
        const double order = at->order.at(index.column());
        return std::isnan(order) ? QVariant(words) : QVariant(order);
    }
    default: return {};
    }
}

QVariant ConnectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (isFigure(kind_, section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(headers_.value(section)) : QVariant();
}

} // namespace switchyard::ui
