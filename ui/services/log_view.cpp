#include "ui/services/log_view.h"

#include "ui/widgets/state_mark.h"
#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

using logs::LogLevel;
using logs::LogRecord;

namespace {

constexpr double levelMarkSide = 12;
constexpr int sourceWidth = 132, levelWidth = 84;

QFont lineFont(const Theme& theme)
{
    return runFont({{}, Ink::Text, QFont::Normal, true}, theme, FontRole::Table);
}

Ink inkOfLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Fatal:
    case LogLevel::Error: return Ink::Bad;
    case LogLevel::Warning: return Ink::Warn;
    case LogLevel::Notice: return Ink::Accent;
    case LogLevel::Debug:
    case LogLevel::Detail: return Ink::Muted;
    case LogLevel::Info:
    case LogLevel::Unknown: return Ink::Text2;
    }
    return Ink::Text2;
}

} // namespace

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.row() >= model_.rowCount())
        return;
    const LogRecord& record = model_.record(index.row());
    const bool mark = record.kind != LogRecord::Kind::Line;
    const QRectF box = QRectF(option.rect).adjusted(index.column() == 0 ? 16 : 6, 0, -6, 0);
    painter->save();
    painter->setClipRect(option.rect);
    switch (index.column()) {
    case LogModel::Time:
    case LogModel::Source:
        paintRuns(*painter, box,
            {{index.data().toString(), index.column() == LogModel::Time ? Ink::Muted : Ink::Text2,
                QFont::Normal, true}},
            theme_, FontRole::Table);
        break;
    case LogModel::Level:
        if (!mark)
            paintLevel(*painter, box, record.level, index.data().toString());
        break;
    case LogModel::Message: paintMessage(*painter, box, record, option.state & QStyle::State_Selected); break;
    default: break;
    }
    painter->restore();
}

void LogDelegate::paintLevel(QPainter& p, const QRectF& box, LogLevel level, const QString& word) const
{
    const bool grave = level >= LogLevel::Warning;
    if (grave)
        paintStateMark(p,
            QRectF(box.left(), box.center().y() - levelMarkSide / 2, levelMarkSide, levelMarkSide),
            level == LogLevel::Warning ? Mark::Warn : Mark::Bad, theme_.tokens());
    paintRuns(p, box.adjusted(levelMarkSide + 4, 0, 6, 0),
        {{word, inkOfLevel(level), grave ? QFont::DemiBold : QFont::Normal}}, theme_, FontRole::Caption);
}

void LogDelegate::paintMessage(QPainter& p, const QRectF& box, const LogRecord& record, bool current) const
{
    const Tokens& t = theme_.tokens();
    if (record.kind != LogRecord::Kind::Line) {
        const Mark mark = record.kind == LogRecord::Kind::Lost      ? Mark::Bad
                          : record.kind == LogRecord::Kind::Resumed ? Mark::Ok
                                                                    : Mark::Unknown;
        paintStateMark(p,
            QRectF(box.left(), box.center().y() - levelMarkSide / 2, levelMarkSide, levelMarkSide), mark, t);
        paintRuns(p, box.adjusted(levelMarkSide + 6, 0, 0, 0),
            {{record.text, mark == Mark::Bad ? Ink::Bad : Ink::Text2, QFont::Medium}}, theme_,
            FontRole::Table);
        return;
    }
    const QFont font = lineFont(theme_);
    const QFontMetricsF metrics(font);
    const double baseline = std::round(box.center().y() + (metrics.ascent() - metrics.descent()) / 2);
    for (qsizetype at = needle_.isEmpty() ? -1 : record.text.indexOf(needle_, 0, Qt::CaseInsensitive);
         at >= 0; at = record.text.indexOf(needle_, at + needle_.size(), Qt::CaseInsensitive)) {
        const double from = metrics.horizontalAdvance(record.text.first(at));
        const double width = metrics.horizontalAdvance(record.text.sliced(at, needle_.size()));
        const QRectF found(box.left() + from - 1, box.top() + 2, width + 2, box.height() - 4);
        p.fillRect(found, t.warn.tint);
        p.setPen(QPen(current ? t.accent : t.warn.mark, 1));
        p.drawRect(found.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const Ink ink = record.level == LogLevel::Info || record.level == LogLevel::Unknown ||
                            record.level == LogLevel::Notice
                        ? Ink::Text
                        : inkOfLevel(record.level);
    p.setFont(font);
    p.setPen(inkColor(ink, t));
    p.drawText(QPointF(box.left(), baseline), record.text);
}

LogView::LogView(const Theme& theme, LogModel& model, QWidget* parent)
    : QTreeView(parent), theme_(theme), model_(model), delegate_(new LogDelegate(theme, model, this))
{
    setObjectName(u"services.log"_s);
    setAccessibleName(tr("Log"));
    setModel(&model);
    setItemDelegate(delegate_);
    prepareTable(*this);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setRootIsDecorated(false);
    setIndentation(0);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    header()->hide();
    header()->setMinimumSectionSize(20);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::onScrolled);
    connect(&model, &QAbstractItemModel::modelReset, this, &LogView::fitColumns);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void LogView::merge(const QVector<LogRecord>& fresh)
{
    const QScopedValueRollback guard(ours_, true);
    model_.merge(fresh);
    fitColumns();
}

void LogView::scrollToNewest()
{
    const QScopedValueRollback guard(ours_, true);
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::onScrolled(int value)
{
    if (ours_)
        return;
    if (value >= verticalScrollBar()->maximum())
        Q_EMIT reachedNewest();
    else
        Q_EMIT leftNewest();
}

void LogView::setNeedle(const QString& needle)
{
    delegate_->setNeedle(needle);
    viewport()->update();
}

QString LogView::selectedText() const
{
    QVector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : rows)
        lines << lineOf(model_.record(row), model_.names());
    for (int row = 0; rows.isEmpty() && row < model_.rowCount(); ++row)
        lines << lineOf(model_.record(row), model_.names());
    return lines.join(u'\n') + u'\n';
}

void LogView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    QTreeView::keyPressEvent(event);
    // The last line is where the newest ones come: being there by key is the same as scrolling there.
    if (event->key() == Qt::Key_End)
        Q_EMIT reachedNewest();
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_PageUp || event->key() == Qt::Key_Home)
        Q_EMIT leftNewest();
}

void LogView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = theme_.tokens();
    const bool selected = selectionModel()->isRowSelected(index.row(), index.parent());
    if (selected)
        painter->fillRect(option.rect, t.accentState.tint);
    QStyleOptionViewItem plain = option;
    plain.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, plain, index);
    if (index == currentIndex() && hasFocus()) {
        painter->setPen(QPen(t.accent, 1));
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void LogView::resizeEvent(QResizeEvent* event)
{
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    const QScopedValueRollback guard(ours_, true);
    QTreeView::resizeEvent(event);
    fitColumns();
    if (atEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::fitColumns()
{
    const bool narrow = viewport()->width() < 700;
    const QFontMetricsF metrics(lineFont(theme_));
    header()->resizeSection(
        LogModel::Time, static_cast<int>(std::ceil(metrics.horizontalAdvance(u"00:00:00.000"_s))) + 26);
    header()->resizeSection(LogModel::Source, narrow ? sourceWidth * 3 / 4 : sourceWidth);
    header()->resizeSection(LogModel::Level, levelWidth);
    const int used = header()->sectionSize(LogModel::Time) + header()->sectionSize(LogModel::Source) +
                     header()->sectionSize(LogModel::Level);
    // One width of all characters: the longest line is known without measuring each.
    const double character = metrics.horizontalAdvance(u'0');
    const int longest =
        static_cast<int>(std::ceil(character * static_cast<double>(model_.longestText()))) + 24;
    const int width = std::max(viewport()->width() - used, longest);
    if (header()->sectionSize(LogModel::Message) != width)
        header()->resizeSection(LogModel::Message, width);
}

} // namespace switchyard::ui
