#include "ui/window/cluster_delegate.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"
#include "ui/window/clusters_model.h"

#include <QAbstractProxyModel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr int clusterRowHeight = 48;

const ClusterRow* rowAt(const QModelIndex& index)
{
    const auto* proxy = qobject_cast<const QAbstractProxyModel*>(index.model());
    const QModelIndex source = proxy ? proxy->mapToSource(index) : index;
    const auto* model = qobject_cast<const ClustersModel*>(source.model());
    return model ? model->row(source) : nullptr;
}

TextRuns nameRuns(const ClusterRow& row)
{
    const bool closed = row.phase == ClusterEntry::Phase::Closed;
    TextRuns runs{{row.name, closed ? Ink::Text2 : Ink::Text, QFont::DemiBold}};
    const Ink ink = closed ? Ink::Muted : inkOf(stateOf(row.mark));
    runs.push_back({u"   "_s + row.state, row.mark == Mark::Ok ? Ink::Ok : ink, QFont::Medium});
    return runs;
}

} // namespace

void ClusterDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ClusterRow* row = rowAt(index);
    if (!row)
        return;
    const Tokens& t = theme_.tokens();
    paintCellGround(*painter, option, t);
    const QRectF cell(option.rect);
    if (row->shown)
        painter->fillRect(QRectF(cell.left(), cell.top(), 3, cell.height() - 1), t.accent);
    paintStateMark(*painter, QRectF(cell.left() + 16, cell.top() + 8, 16, 16), row->mark, t);
    double right = cell.right() - 16;
    if (!row->age.isEmpty()) {
        const bool live = row->ageState == State::Ok;
        const TextRuns age{{row->age, live ? Ink::Muted : inkOf(row->ageState)}};
        const double width = runsWidth(age, theme_, FontRole::Caption);
        paintRuns(*painter, QRectF(right - width - 2, cell.top() + 6, width + 2, 20), age, theme_,
            FontRole::Caption, Qt::AlignRight);
        right -= width + 12;
    }
    if (row->production) {
        const QFont font = theme_.font(FontRole::Caption, QFont::Medium);
        const QString words = tr("production");
        const QSizeF size = badgeSize(words, font, 16);
        paintBadge(*painter, QRectF(right - size.width(), cell.top() + 8, size.width(), 16), words,
            State::Accent, font, t);
        right -= size.width() + 12;
    }
    const double left = cell.left() + 44;
    paintRuns(
        *painter, QRectF(left, cell.top() + 6, right - left, 20), nameRuns(*row), theme_, FontRole::Body);
    paintRuns(*painter, QRectF(left, cell.top() + 25, cell.right() - 16 - left, 16),
        {{row->sentence, Ink::Text2}}, theme_, FontRole::Table);
}

QSize ClusterDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {240, clusterRowHeight};
}

} // namespace switchyard::ui
