#include "ui/pools/pools_model.h"

#include "ui/text/text.h"
#include "ui/widgets/keyed_rows.h"

using namespace Qt::StringLiterals;

namespace switchyard::ui {

struct PoolsModel::RowHooks
{
    PoolsModel& model;
    int group;

    QModelIndex parent() const { return model.index(group, 0); }
    void remove(int row, const std::function<void()>& apply)
    {
        model.beginRemoveRows(parent(), row, row);
        apply();
        model.endRemoveRows();
    }
    void insert(int row, const std::function<void()>& apply)
    {
        model.beginInsertRows(parent(), row, row);
        apply();
        model.endInsertRows();
    }
    void change(int row, const PoolRow& fresh)
    {
        PoolRow& old = model.nodes_[group].group.rows[row];
        if (old == fresh)
            return;
        old = fresh;
        const QModelIndex above = parent();
        Q_EMIT model.dataChanged(model.index(row, 0, above), model.index(row, ColumnCount - 1, above));
    }
};

struct PoolsModel::GroupHooks
{
    PoolsModel& model;

    void remove(int row, const std::function<void()>& apply)
    {
        model.beginRemoveRows({}, row, row);
        apply();
        model.endRemoveRows();
    }
    void insert(int row, const std::function<void()>& apply)
    {
        model.beginInsertRows({}, row, row);
        apply();
        model.nodes_[row].id = model.nextId_++;
        model.endInsertRows();
    }
    void change(int row, const Node& fresh)
    {
        PoolGroup& old = model.nodes_[row].group;
        RowHooks hooks{model, row};
        mergeRows(
            old.rows, fresh.group.rows, [](const PoolRow& r) { return r.key; }, hooks);
        if (old == fresh.group)
            return;
        old = fresh.group;
        Q_EMIT model.dataChanged(model.index(row, 0), model.index(row, ColumnCount - 1));
    }
};

void PoolsModel::setGroups(const QVector<PoolGroup>& next)
{
    QVector<Node> fresh;
    for (const PoolGroup& group : next)
        fresh.push_back({0, group});
    GroupHooks hooks{*this};
    mergeRows(
        nodes_, fresh, [](const Node& node) { return node.group.name; }, hooks);
}

int PoolsModel::groupAt(quintptr id) const
{
    for (int i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].id == id)
            return i;
    }
    return -1;
}

const PoolGroup* PoolsModel::group(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() == 0 ? &nodes_.at(index.row()).group : nullptr;
}

const PoolRow* PoolsModel::row(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return nullptr;
    const int at = groupAt(index.internalId());
    return at < 0 || index.row() >= nodes_[at].group.rows.size() ? nullptr
                                                                 : &nodes_[at].group.rows[index.row()];
}

QModelIndex PoolsModel::indexOf(const QString& key) const
{
    for (int g = 0; g < nodes_.size(); ++g) {
        const QVector<PoolRow>& rows = nodes_[g].group.rows;
        for (int r = 0; r < rows.size(); ++r) {
            if (rows[r].key == key)
                return index(r, 0, index(g, 0));
        }
    }
    return {};
}

QModelIndex PoolsModel::index(int row, int column, const QModelIndex& above) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(above))
        return {};
    return createIndex(row, column, above.isValid() ? nodes_.at(above.row()).id : 0);
}

QModelIndex PoolsModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const int at = groupAt(child.internalId());
    return at < 0 ? QModelIndex() : createIndex(at, 0, quintptr(0));
}

int PoolsModel::rowCount(const QModelIndex& above) const
{
    if (!above.isValid())
        return static_cast<int>(nodes_.size());
    if (above.internalId() != 0 || above.column() != 0)
        return 0;
    return static_cast<int>(nodes_.at(above.row()).group.rows.size());
}

int PoolsModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString PoolsModel::words(const PoolGroup& group, int column) const
{
    if (column == Name)
        return group.name;
    if (!group.known)
        return column == State ? tr("unknown") : QString();
    switch (column) {
    case Clients: return text::count(group.clients);
    case Waiting: return text::count(group.waiting);
    case MaxWait: return text::duration(group.maxWait);
    default: return {};
    }
}

QString PoolsModel::words(const PoolRow& row, int column) const
{
    switch (column) {
    case Name: return row.name;
    case State: return row.state;
    case Clients: return text::count(row.clients);
    case Waiting: return text::count(row.waiting);
    case MaxWait: return text::duration(row.maxWait);
    case Servers: return tr("%1 of %2").arg(row.servers).arg(row.poolSize);
    case Queries: return lastOf(Metric::QueriesPerSecond, row.queries);
    case QueryTime: return lastOf(Metric::QuerySeconds, row.queryTime);
    case TransactionTime: return lastOf(Metric::TransactionSeconds, row.transactionTime);
    default: return {};
    }
}

QString PoolsModel::lastOf(Metric metric, const QVector<Bucket>& buckets)
{
    return buckets.isEmpty() ? tr("no samples") : poolFigure(metric, buckets.back().last);
}

QVariant PoolsModel::data(const QModelIndex& index, int role) const
{
    const PoolGroup* g = group(index);
    const PoolRow* r = row(index);
    if (!g && !r)
        return {};
    switch (role) {
    case Qt::DisplayRole: return g ? words(*g, index.column()) : words(*r, index.column());
    case Qt::ToolTipRole: {
        const QString state = g ? QString() : r->pooler + u", "_s + r->database + u": "_s + r->state;
        return g ? g->name + (g->subtitle.isEmpty() ? QString() : u", "_s + g->subtitle) : state;
    }
    case KeyRole: return g ? g->name : r->key;
    case Qt::TextAlignmentRole: {
        const bool left = index.column() == Name || index.column() == State || index.column() == Servers;
        return QVariant::fromValue((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    default: return {};
    }
}

QVariant PoolsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool left = section == Name || section == State || section == Servers;
        return QVariant::fromValue((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Pooler, database");
    case State: return tr("State");
    case Clients: return tr("Clients");
    case Waiting: return tr("Waiting");
    case MaxWait: return tr("Max wait");
    case Servers: return tr("Server connections");
    case Queries: return tr("Queries, 5 min");
    case QueryTime: return tr("Query time, 5 min");
    case TransactionTime: return tr("Transaction, 5 min");
    default: return {};
    }
}

} // namespace switchyard::ui
