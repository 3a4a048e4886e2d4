#include "ui/findings/findings_model.h"

#include "ui/widgets/arranged_rows.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

void FindingsModel::setLines(const QVector<FindingLine>& lines, const Instant& now)
{
    now_ = now;
    struct Hooks
    {
        FindingsModel& model;
        void remove(int row, const std::function<void()>& apply)
        {
            model.beginRemoveRows({}, row, row);
            apply();
            model.times_.removeAt(row);
            model.endRemoveRows();
        }
        void insert(int row, const std::function<void()>& apply)
        {
            model.beginInsertRows({}, row, row);
            apply();
            model.times_.insert(row, findingTimes(model.lines_[row], model.now_));
            model.endInsertRows();
        }
        void move(int from, int to, const std::function<void()>& apply)
        {
            model.beginMoveRows({}, from, from, {}, to);
            apply();
            model.times_.move(from, to);
            model.endMoveRows();
        }
        void change(int row, const FindingLine& fresh)
        {
            if (model.lines_[row] == fresh)
                return;
            model.lines_[row] = fresh;
            model.times_[row] = findingTimes(fresh, model.now_);
            Q_EMIT model.dataChanged(model.index(row, 0), model.index(row, ColumnCount - 1));
        }
    } hooks{*this};
    arrangeRows(
        lines_, lines, [](const FindingLine& line) { return line.key; }, hooks);
    setNow(now);
}

void FindingsModel::setNow(const Instant& now)
{
    now_ = now;
    for (int row = 0; row < lines_.size(); ++row) {
        FindingTimes times = findingTimes(lines_[row], now);
        if (times == times_[row])
            continue;
        times_[row] = std::move(times);
        Q_EMIT dataChanged(index(row, Since), index(row, Since));
    }
}

const FindingLine* FindingsModel::line(const QModelIndex& index) const
{
    return index.isValid() && index.row() < lines_.size() ? &lines_[index.row()] : nullptr;
}

QModelIndex FindingsModel::indexOf(const QString& key) const
{
    for (int row = 0; row < lines_.size(); ++row) {
        if (lines_[row].key == key)
            return index(row, 0);
    }
    return {};
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FindingsModel::words(const FindingLine& line, int row, int column) const
{
    if (line.kind == FindingLine::Kind::Section)
        return column == Title ? line.title : QString();
    switch (column) {
    case Title: return line.title;
    case SeverityWord: return line.severity;
    case Subject: return line.finding.subject;
    case Since: return times_[row].first;
    default: return {};
    }
}

QString FindingsModel::spoken(const FindingLine& line, int row) const
{
    if (line.kind == FindingLine::Kind::Section)
        return line.title;
    return line.severity + u": "_s + line.title + u". "_s + line.meaning + u' ' + times_[row].first +
           u", "_s + times_[row].second;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    const FindingLine* at = line(index);
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole: return words(*at, index.row(), index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Title ? spoken(*at, index.row()) : words(*at, index.row(), index.column());
    case Qt::ToolTipRole: return at->kind == FindingLine::Kind::Section ? QString() : at->meaning;
    case KeyRole: return at->key;
    default: return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title: return tr("Finding");
    case SeverityWord: return tr("Severity");
    case Subject: return tr("Subject");
    case Since: return tr("Since");
    default: return {};
    }
}

Qt::ItemFlags FindingsModel::flags(const QModelIndex& index) const
{
    const FindingLine* at = line(index);
    if (!at)
        return Qt::NoItemFlags;
    if (at->kind == FindingLine::Kind::Section)
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace switchyard::ui
