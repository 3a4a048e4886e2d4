#include "ui/services/services_model.h"

#include "ui/services/cell_roles.h"
#include "ui/text/text.h"
#include "ui/widgets/text_run.h"

#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

bool isRight(int column)
{
    return column == ServicesModel::Tasks || column == ServicesModel::Cpu ||
           column == ServicesModel::Memory || column == ServicesModel::Ended;
}

/// Those that need somebody first.
int urgency(ServiceState state)
{
    switch (markOf(state)) {
    case Mark::Bad: return 0;
    case Mark::Warn: return 1;
    case Mark::Running: return 2;
    case Mark::Unknown: return 3;
    default: return 4;
    }
}

int compareTexts(const QString& one, const QString& other)
{
    return QString::localeAwareCompare(one, other);
}

template<typename T> int compareValues(const T& one, const T& other)
{
    return one < other ? -1 : other < one ? 1 : 0;
}

int compareAt(const ServiceRow& a, const ServiceRow& b, int column)
{
    switch (column) {
    case ServicesModel::State: return compareValues(urgency(a.state), urgency(b.state));
    case ServicesModel::Tasks: return compareValues(a.running, b.running);
    case ServicesModel::Nodes: return compareTexts(a.nodes, b.nodes);
    case ServicesModel::Image: return compareTexts(a.image, b.image);
    case ServicesModel::Cpu: return compareValues(a.resources.limitNanoCpus, b.resources.limitNanoCpus);
    case ServicesModel::Memory:
        return compareValues(a.resources.limitMemoryBytes, b.resources.limitMemoryBytes);
    case ServicesModel::Ended: return compareValues(a.ended, b.ended);
    default: return 0;
    }
}

} // namespace

void sortServices(QVector<ServiceRow>& rows, int column, Qt::SortOrder order)
{
    std::sort(rows.begin(), rows.end(), [&](const ServiceRow& a, const ServiceRow& b) {
        const int by = compareAt(a, b, column);
        if (by != 0)
            return order == Qt::AscendingOrder ? by < 0 : by > 0;
        const bool descending = column == ServicesModel::Name && order == Qt::DescendingOrder;
        return descending ? b.name < a.name : a.name < b.name;
    });
}

bool matches(const ServiceRow& row, const QString& words)
{
    const auto has = [&](const QString& text) { return text.contains(words, Qt::CaseInsensitive); };
    return words.isEmpty() || has(row.name) || has(row.image) || has(row.nodes) || has(wordOf(row.state));
}

int ServicesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ServicesModel::words(const ServiceRow& row, int column) const
{
    switch (column) {
    case Name: return row.name;
    case State: return wordOf(row.state);
    case Tasks: return tr("%1 of %2").arg(row.running).arg(row.wished);
    case Nodes: return row.nodes.isEmpty() ? tr("none") : row.nodes;
    case Image: return row.image.section(u'@', 0, 0);
    case Cpu: return row.resources.limitNanoCpus > 0 ? cpus(row.resources.limitNanoCpus) : tr("no limit");
    case Memory:
        return row.resources.limitMemoryBytes > 0 ? text::bytes(row.resources.limitMemoryBytes)
                                                  : tr("no limit");
    case Ended: return text::count(row.ended);
    default: return {};
    }
}

QString ServicesModel::toolTip(const ServiceRow& row, int column) const
{
    switch (column) {
    case State: return row.error.isEmpty() ? QString() : tr("Last failure: %1").arg(row.error);
    case Image: return row.image;
    case Cpu:
        return row.resources.reservedNanoCpus > 0
                   ? tr("%1 reserved").arg(cpus(row.resources.reservedNanoCpus))
                   : tr("none reserved");
    case Memory:
        return row.resources.reservedMemoryBytes > 0
                   ? tr("%1 reserved").arg(text::bytes(row.resources.reservedMemoryBytes))
                   : tr("none reserved");
    case Ended: return tr("Tasks that ended, as far as the Swarm remembers");
    default: return {};
    }
}

QVariant ServicesModel::data(const QModelIndex& index, int role) const
{
    const ServiceRow* at = row(index);
    if (!at)
        return {};
    const int column = index.column();
    const bool live = at->state != ServiceState::Unknown;
    const Mark mark = markOf(at->state);
    const bool notable = mark == Mark::Warn || mark == Mark::Bad;
    switch (role) {
    case Qt::DisplayRole: return words(*at, column);
    case Qt::ToolTipRole: return toolTip(*at, column);
    case KeyRole: return at->key;
    case MarkRole: return column == State ? QVariant(static_cast<int>(mark)) : QVariant();
    case InkRole: {
        const bool stands = (column == State || column == Tasks) && notable;
        const Ink quiet = column == Name || column == Tasks ? Ink::Text : Ink::Text2;
        return static_cast<int>(!live ? Ink::Muted : stands ? inkOf(stateOf(mark)) : quiet);
    }
    case WeightRole: return static_cast<int>(column == Name ? QFont::Medium : QFont::Normal);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant ServicesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Ended)
        return tr("Tasks that ended, as far as the Swarm remembers");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Service");
    case State: return tr("State");
    case Tasks: return tr("Tasks");
    case Nodes: return tr("Runs on");
    case Image: return tr("Image");
    case Cpu: return tr("CPU limit");
    case Memory: return tr("Memory limit");
    case Ended: return tr("Restarts");
    default: return {};
    }
}

} // namespace switchyard::ui
