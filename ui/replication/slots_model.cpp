#include "ui/replication/slots_model.h"

#include "ui/text/text.h"
#include "ui/widgets/keyed_rows.h"

namespace switchyard::ui {

void SlotsModel::setRows(const QVector<SlotRow>& next)
{
    struct Hooks
    {
        SlotsModel& model;
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
            model.endInsertRows();
        }
        void change(int row, const SlotRow& fresh)
        {
            if (model.rows_[row] == fresh)
                return;
            model.rows_[row] = fresh;
            Q_EMIT model.dataChanged(model.index(row, 0), model.index(row, ColumnCount - 1));
        }
    } hooks{*this};
    mergeRows(
        rows_, next, [](const SlotRow& row) { return row.name; }, hooks);
}

void SlotsModel::setLimit(std::optional<std::int64_t> bytes)
{
    if (bytes == limitBytes_)
        return;
    limitBytes_ = bytes;
    Q_EMIT headerDataChanged(Qt::Horizontal, Share, Share);
}

int SlotsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int SlotsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SlotsModel::words(const SlotRow& row, int column) const
{
    switch (column) {
    case Name: return row.name;
    case Reader: return row.reader;
    case Kind: return row.kind;
    case State: return row.live ? row.state : tr("%1 when last seen").arg(row.state);
    case Keeps: return row.keptBytes ? text::bytes(*row.keptBytes) : tr("unknown");
    case Share: return row.limitBytes ? QString() : tr("no limit");
    case FullIn: return row.live ? row.fullIn : tr("unknown");
    default: return {};
    }
}

QVariant SlotsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rows_.size())
        return {};
    const SlotRow& row = rows_.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return words(row, index.column());
    case Qt::ToolTipRole: return index.column() == Name ? row.name : words(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (index.column() == Keeps || index.column() == FullIn ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case MarkRole: return index.column() == State ? QVariant(static_cast<int>(row.mark)) : QVariant();
    case ShareRole:
        if (index.column() != Share || !row.limitBytes || !row.keptBytes || *row.limitBytes <= 0)
            return {};
        return static_cast<double>(*row.keptBytes) / static_cast<double>(*row.limitBytes);
    case LiveRole: return row.live;
    default: return {};
    }
}

QVariant SlotsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (section == Keeps || section == FullIn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Slot");
    case Reader: return tr("Reader");
    case Kind: return tr("Kind");
    case State: return tr("State");
    case Keeps: return tr("Keeps");
    case Share: return limitBytes_ ? tr("Of %1").arg(text::bytes(*limitBytes_)) : tr("Of its limit");
    case FullIn: return tr("Full in");
    default: return {};
    }
}

} // namespace switchyard::ui
