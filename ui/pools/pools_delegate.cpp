#include "ui/pools/pools_view.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_run.h"

#include <QPainter>
#include <QSortFilterProxyModel>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr double markSide = 14;

// A waiting count stands beside its mark, so that colour does not carry it alone.
void paintWaiting(QPainter& p, const QRectF& box, const TextRun& run, bool marked, const Theme& theme)
{
    paintRuns(p, box, {run}, theme, FontRole::Table, Qt::AlignRight);
    if (!marked)
        return;
    const double left = box.right() - runsWidth({run}, theme, FontRole::Table) - markSide - 6;
    paintStateMark(
        p, QRectF(left, box.center().y() - markSide / 2, markSide, markSide), Mark::Warn, theme.tokens());
}

TextRun figure(const QString& words, bool live, bool waits)
{
    return {words,
        waits  ? Ink::Warn
        : live ? Ink::Text
               : Ink::Muted,
        waits ? QFont::DemiBold : QFont::Normal};
}

} // namespace

PoolsDelegate::PoolsDelegate(
    const Theme& theme, const PoolsModel& model, const QSortFilterProxyModel& proxy, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), model_(model), proxy_(proxy)
{
}

QSize PoolsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {40, space::row};
}

void PoolsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QModelIndex source = proxy_.mapToSource(index);
    const double after = index.column() >= PoolsModel::QueryTime ? 16 : 8;
    const QRectF box = QRectF(option.rect).adjusted(8, 0, -after, 0);
    const QString words = index.data().toString();
    if (const PoolGroup* group = model_.group(source))
        paintGroup(*painter, box, *group, index.column(), words, option.state & QStyle::State_Open);
    else if (const PoolRow* row = model_.row(source))
        paintRow(*painter, box, *row, index.column(), words);
}

void PoolsDelegate::paintGroup(
    QPainter& p, const QRectF& box, const PoolGroup& group, int column, const QString& words, bool open) const
{
    const Tokens& t = theme_.tokens();
    const bool waits = group.live && group.waiting > 0;
    switch (column) {
    case PoolsModel::Name: {
        const double middle = box.center().y();
        paintIcon(p, QRectF(box.left() + 8, middle - 7, 14, 14),
            open ? Icon::ChevronDown : Icon::ChevronRight, t.text2);
        paintStateMark(p, QRectF(box.left() + 28, middle - 7, markSide, markSide), group.mark, t);
        const TextRuns runs{
            {group.name, Ink::Text, QFont::DemiBold}, {u"   "_s + group.subtitle, Ink::Muted}};
        // Runs on into the empty cell of the state.
        paintRuns(p, QRectF(box.left() + 50, box.top(), box.width() + 40, box.height()), runs, theme_,
            FontRole::Table);
        break;
    }
    case PoolsModel::Clients:
        paintRuns(p, box, {{words, group.live ? Ink::Text : Ink::Muted, QFont::DemiBold}}, theme_,
            FontRole::Table, Qt::AlignRight);
        break;
    case PoolsModel::Waiting:
    case PoolsModel::MaxWait:
        paintWaiting(
            p, box, figure(words, group.live, waits), waits && column == PoolsModel::Waiting, theme_);
        break;
    default: break;
    }
}

void PoolsDelegate::paintRow(
    QPainter& p, const QRectF& box, const PoolRow& row, int column, const QString& words) const
{
    const Tokens& t = theme_.tokens();
    const bool waits = row.live && row.waiting > 0;
    switch (column) {
    case PoolsModel::Name:
        paintRuns(p, box.adjusted(50, 0, 0, 0), {{words, row.live ? Ink::Text : Ink::Muted}}, theme_,
            FontRole::Table);
        break;
    case PoolsModel::State:
        paintStateMark(
            p, QRectF(box.left(), box.center().y() - markSide / 2, markSide, markSide), row.mark, t);
        paintRuns(p, box.adjusted(20, 0, 0, 0), {{words, row.live ? Ink::Text : Ink::Muted}}, theme_,
            FontRole::Table);
        break;
    case PoolsModel::Waiting:
    case PoolsModel::MaxWait:
        paintWaiting(p, box, figure(words, row.live, waits), waits && column == PoolsModel::Waiting, theme_);
        break;
    case PoolsModel::Servers: {
        const bool full = row.live && row.poolSize > 0 && row.servers >= row.poolSize;
        const double share = row.poolSize > 0 ? static_cast<double>(row.servers) / row.poolSize : 0;
        const double barWidth = std::clamp(box.width() - 70, 24.0, 64.0);
        paintBar(p, QRectF(box.left(), box.center().y() - 3, barWidth, 6), row.live ? share : 0,
            full ? State::Warn : State::Unknown, t);
        paintRuns(
            p, box.adjusted(barWidth + 8, 0, 0, 0), {figure(words, row.live, full)}, theme_, FontRole::Table);
        break;
    }
    case PoolsModel::Queries: paintSeries(p, box, row, row.queries, waits, words); break;
    case PoolsModel::QueryTime: paintSeries(p, box, row, row.queryTime, waits, words); break;
    case PoolsModel::TransactionTime: paintSeries(p, box, row, row.transactionTime, waits, words); break;
    default:
        paintRuns(p, box, {figure(words, row.live, false)}, theme_, FontRole::Table, Qt::AlignRight);
        break;
    }
}

void PoolsDelegate::paintSeries(QPainter& p, const QRectF& box, const PoolRow& row,
    const QVector<Bucket>& buckets, bool waits, const QString& words) const
{
    const double sparkWidth = 48, wordWidth = 56;
    if (box.width() >= sparkWidth + wordWidth - 8) {
        SparklineData data;
        data.buckets = buckets;
        data.toMs = nowMs_, data.fromMs = nowMs_ - sparklineSpanMs;
        data.stale = !row.live;
        for (const Bucket& b : buckets)
            data.top = std::max(data.top, b.max * 1.3); // room above, so that the line is not the edge
        const QRectF spark(box.right() - wordWidth - sparkWidth, box.center().y() - 8, sparkWidth, 17);
        // Its own tint under the line must be seen on a selected row too, so the line alone is coloured by
        // state.
        const bool late = waits && &buckets != &row.queries;
        paintSparkline(p, spark, data, sparklineStyle(late ? State::Warn : State::Accent, theme_.tokens()),
            theme_.tokens());
    }
    const bool quiet = buckets.isEmpty() || !row.live;
    paintRuns(p, box, {{row.live ? words : QObject::tr("unknown"), quiet ? Ink::Muted : Ink::Text}}, theme_,
        FontRole::Table, Qt::AlignRight);
}

} // namespace switchyard::ui
