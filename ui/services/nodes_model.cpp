#include "ui/services/nodes_model.h"

#include "ui/services/cell_roles.h"
#include "ui/text/text.h"
#include "ui/widgets/text_run.h"

#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

double shareOf(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

QString sortText(const NodeRow& row, int column)
{
    switch (column) {
    case NodesModel::State: return row.state;
    case NodesModel::Role: return row.role;
    case NodesModel::Engine: return row.engine;
    default: return {};
    }
}

double sortValue(const NodeRow& row, int column)
{
    switch (column) {
    case NodesModel::Cpu: return shareOf(row.reservedNanoCpus, row.nanoCpus);
    case NodesModel::Memory: return shareOf(row.reservedMemoryBytes, row.memoryBytes);
    case NodesModel::Tasks: return row.tasks;
    default: return 0;
    }
}

} // namespace

void sortNodes(QVector<NodeRow>& rows, int column, Qt::SortOrder order)
{
    std::sort(rows.begin(), rows.end(), [&](const NodeRow& a, const NodeRow& b) {
        const bool up = order == Qt::AscendingOrder;
        const QString one = sortText(a, column), other = sortText(b, column);
        if (one != other)
            return up ? one < other : other < one;
        const double first = sortValue(a, column), second = sortValue(b, column);
        if (first < second || second < first)
            return up ? first < second : second < first;
        return up || column != NodesModel::Name ? a.name < b.name : b.name < a.name;
    });
}

bool matches(const NodeRow& row, const QString& words)
{
    const auto has = [&](const QString& text) { return text.contains(words, Qt::CaseInsensitive); };
    return words.isEmpty() || has(row.name) || has(row.state) || has(row.role) || has(row.engine);
}

int NodesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString NodesModel::words(const NodeRow& row, int column) const
{
    switch (column) {
    case Name: return row.name;
    case State: return row.state;
    case Role: return row.role;
    case Cpu:
        return row.nanoCpus > 0
                   ? tr("%1 free").arg(cpus(std::max<std::int64_t>(0, row.nanoCpus - row.reservedNanoCpus)))
                   : tr("unknown");
    case Memory:
        return row.memoryBytes > 0
                   ? tr("%1 free").arg(
                         text::bytes(std::max<std::int64_t>(0, row.memoryBytes - row.reservedMemoryBytes)))
                   : tr("unknown");
    case Tasks:
        return row.others > 0 ? tr("%1, %2 of others").arg(row.tasks).arg(row.others)
                              : text::count(row.tasks);
    case Engine: return row.engine.isEmpty() ? tr("unknown") : row.engine;
    default: return {};
    }
}

QString NodesModel::toolTip(const NodeRow& row, int column) const
{
    if (column == Cpu)
        return tr("%1 of %2 reserved by all tasks on this node")
            .arg(cpus(row.reservedNanoCpus), cpus(row.nanoCpus));
    if (column == Memory)
        return tr("%1 of %2 reserved by all tasks on this node")
            .arg(text::bytes(row.reservedMemoryBytes), text::bytes(row.memoryBytes));
    return {};
}

QVariant NodesModel::data(const QModelIndex& index, int role) const
{
    const NodeRow* at = row(index);
    if (!at)
        return {};
    const int column = index.column();
    const bool notable = at->mark == Mark::Warn || at->mark == Mark::Bad;
    switch (role) {
    case Qt::DisplayRole: return words(*at, column);
    case Qt::ToolTipRole: return toolTip(*at, column);
    case KeyRole: return at->key;
    case MarkRole: return column == State ? QVariant(static_cast<int>(at->mark)) : QVariant();
    case ShareRole:
        if (!at->live)
            return {};
        return column == Cpu      ? QVariant(shareOf(at->reservedNanoCpus, at->nanoCpus))
               : column == Memory ? QVariant(shareOf(at->reservedMemoryBytes, at->memoryBytes))
                                  : QVariant();
    case InkRole: {
        const Ink quiet = column == Name ? Ink::Text : Ink::Text2;
        return static_cast<int>(!at->live                    ? Ink::Muted
                                : column == State && notable ? inkOf(stateOf(at->mark))
                                                             : quiet);
    }
    case WeightRole: return static_cast<int>(column == Name ? QFont::Medium : QFont::Normal);
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant NodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Node");
    case State: return tr("State");
    case Role: return tr("Role");
    case Cpu: return tr("CPUs reserved");
    case Memory: return tr("Memory reserved");
    case Tasks: return tr("Tasks");
    case Engine: return tr("Engine");
    default: return {};
    }
}

} // namespace switchyard::ui
