#include "ui/findings/findings_view.h"

#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr int findingRowHeight = 46, findingSectionHeight = 29, indentOfAStep = 24;
constexpr int severityWidth = 104, subjectWidth = 148, sinceWidth = 132, widthForBoth = 700;

} // namespace

namespace {

/// Broken between words once; what two lines do not hold ends in an ellipsis, never in half a line.
void paintInTwoLines(QPainter& p, const QRectF& box, const QString& words)
{
    QTextLayout layout(words, p.font());
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(box.width());
    layout.endLayout();
    const QFontMetricsF metrics(p.font());
    const double baseline = box.top() + metrics.ascent();
    p.drawText(QPointF(box.left(), baseline), words.left(first.textLength()).trimmed());
    p.drawText(QPointF(box.left(), baseline + metrics.lineSpacing()),
        metrics.elidedText(words.mid(first.textLength()), Qt::ElideRight, box.width()));
}

} // namespace

FindingsDelegate::FindingsDelegate(const Theme& theme, const FindingsModel& model, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), model_(model)
{
}

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const FindingLine* line = model_.line(index);
    const bool section = line && line->kind == FindingLine::Kind::Section;
    return {80, section ? findingSectionHeight : findingRowHeight};
}

void FindingsDelegate::paintTwoLines(
    QPainter& p, const QRectF& box, const QString& first, const QString& second, bool firstMuted) const
{
    const double half = box.height() / 2;
    paintRuns(p, QRectF(box.left(), box.top() + 4, box.width(), half - 3),
        {{first, firstMuted ? Ink::Muted : Ink::Text2}}, theme_, FontRole::Table);
    paintRuns(p, QRectF(box.left(), box.top() + half, box.width(), half - 5), {{second, Ink::Muted}}, theme_,
        FontRole::Caption);
}

void FindingsDelegate::paintTitle(QPainter& p, const QRectF& box, const FindingLine& line) const
{
    const double left = box.left() + 8 + line.depth * indentOfAStep;
    const bool over = line.kind == FindingLine::Kind::Ended;
    p.setRenderHint(QPainter::Antialiasing);
    paintStateMark(p, QRectF(left, box.top() + 8, 14, 14), line.mark, theme_.tokens());
    const QRectF words(left + 24, box.top(), box.right() - left - 32, box.height());
    const QFont::Weight weight = over ? QFont::Normal : line.depth == 0 ? QFont::DemiBold : QFont::Medium;
    if (narrow_) {
        p.setFont(theme_.font(FontRole::Table, weight));
        p.setPen(over ? theme_.tokens().muted : theme_.tokens().text);
        paintInTwoLines(p, words.adjusted(0, 5, 0, -4), line.title);
        return;
    }
    const double half = box.height() / 2;
    paintRuns(p, QRectF(words.left(), box.top() + 4, words.width(), half - 3),
        {{line.title, over ? Ink::Muted : Ink::Text, weight}}, theme_, FontRole::Table);
    paintRuns(p, QRectF(words.left(), box.top() + half, words.width(), half - 5),
        {{line.meaning, over ? Ink::Muted : Ink::Text2}}, theme_, FontRole::Table);
}

void FindingsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const FindingLine* line = model_.line(index);
    if (!line)
        return;
    const QRectF box = option.rect;
    if (line->kind == FindingLine::Kind::Section) {
        if (index.column() == FindingsModel::Title)
            paintRuns(*painter, box.adjusted(16, 0, 400, -1), {{line->title, Ink::Text2, QFont::Medium}},
                theme_, FontRole::Caption);
        return;
    }
    const bool over = line->kind == FindingLine::Kind::Ended;
    const QRectF cell = box.adjusted(8, 0, -8, 0);
    switch (index.column()) {
    case FindingsModel::Title: paintTitle(*painter, box.adjusted(8, 0, 0, 0), *line); break;
    case FindingsModel::SeverityWord:
        paintRuns(*painter, QRectF(cell.left(), cell.top() + 4, cell.width(), cell.height() / 2 - 3),
            {{line->severity, over ? Ink::Muted : inkOf(stateOf(line->finding.severity))}}, theme_,
            FontRole::Table);
        break;
    case FindingsModel::Subject:
        paintRuns(*painter, QRectF(cell.left(), cell.top() + 4, cell.width(), cell.height() / 2 - 3),
            {{line->finding.subject, over ? Ink::Muted : Ink::Text2}}, theme_, FontRole::Table);
        break;
    case FindingsModel::Since: {
        const FindingTimes times = model_.times(index.row());
        paintTwoLines(*painter, cell, times.first, times.second, over);
        break;
    }
    default: break;
    }
}

FindingsView::FindingsView(const Theme& theme, FindingsModel& model, QWidget* parent)
    : QTreeView(parent), theme_(theme), model_(model), delegate_(new FindingsDelegate(theme, model, this))
{
    setObjectName(u"findings.table"_s);
    setAccessibleName(tr("Findings"));
    setModel(&model);
    setItemDelegate(delegate_);
    prepareTable(*this);
    setRootIsDecorated(false);
    setIndentation(0);
    setItemsExpandable(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setFixedHeight(29);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QTreeView::doubleClicked, this, &FindingsView::opened);
}

void FindingsView::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex());
        return;
    }
    if (event->matches(QKeySequence::Copy)) { // the page copies whole findings, not a cell
        event->ignore();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void FindingsView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    const int width = viewport()->width();
    const bool narrow = width < widthForBoth;
    delegate_->setNarrow(narrow);
    header()->setSectionHidden(FindingsModel::Subject, narrow);
    header()->resizeSection(FindingsModel::SeverityWord, severityWidth);
    header()->resizeSection(FindingsModel::Subject, subjectWidth);
    header()->resizeSection(FindingsModel::Since, sinceWidth);
    const int others = severityWidth + sinceWidth + (narrow ? 0 : subjectWidth);
    header()->resizeSection(FindingsModel::Title, std::max(160, width - others));
}

void FindingsView::drawRow(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = theme_.tokens();
    const FindingLine* line = model_.line(index);
    const bool section = line && line->kind == FindingLine::Kind::Section;
    const bool selected = selectionModel()->isRowSelected(index.row(), index.parent());
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter->fillRect(option.rect, selected ? t.accentState.tint : section || hovered ? t.raised : t.surface);
    QStyleOptionViewItem plain = option;
    plain.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, plain, index);
    painter->fillRect(QRect(0, option.rect.bottom(), viewport()->width(), 1), t.line);
    if (selected && hasFocus()) {
        painter->setPen(QPen(t.accent, 2));
        painter->drawRect(
            QRectF(1, option.rect.top() + 1, viewport()->width() - 2, option.rect.height() - 3));
    }
}

} // namespace switchyard::ui
