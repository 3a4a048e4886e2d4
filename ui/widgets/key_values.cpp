#include "ui/widgets/key_values.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace switchyard::ui {

namespace {
constexpr double gap = 12, rowMarkSide = 14, rowMarkGap = 6;
}

KeyValues::KeyValues(const Theme& theme, FontRole role, int rowHeight, QWidget* parent)
    : QWidget(parent), theme_(theme), role_(role), rowHeight_(rowHeight)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void KeyValues::setRows(const QVector<KeyValue>& rows)
{
    if (rows == rows_)
        return;
    const bool resized = rows.size() != rows_.size();
    rows_ = rows;
    QString spoken;
    for (const KeyValue& row : rows_)
        spoken += row.key + QStringLiteral(": ") + plainText(row.value) + QStringLiteral(". ");
    setAccessibleDescription(spoken.trimmed());
    if (resized)
        updateGeometry();
    update();
}

QSize KeyValues::sizeHint() const
{
    double width = 120;
    for (const KeyValue& row : rows_) {
        const double key = runsWidth({{row.key}}, theme_, role_);
        width = std::max(width,
            key + gap + runsWidth(row.value, theme_, role_) + (row.mark ? rowMarkSide + rowMarkGap : 0));
    }
    return {static_cast<int>(std::ceil(width)), static_cast<int>(rows_.size()) * rowHeight_};
}

void KeyValues::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (qsizetype i = 0; i < rows_.size(); ++i) {
        const KeyValue& row = rows_[i];
        const QRectF box(0, static_cast<double>(i) * rowHeight_, width(), rowHeight_);
        const TextRuns key{{row.key, Ink::Muted}};
        // The value may take what the key leaves: it is the value that a person came to read.
        const double keyWidth = std::min(runsWidth(key, theme_, role_), box.width() * 0.6);
        paintRuns(painter, QRectF(box.left(), box.top(), keyWidth + 1, box.height()), key, theme_, role_);
        const double markRoom = row.mark ? rowMarkSide + rowMarkGap : 0;
        const QRectF valueBox = box.adjusted(keyWidth + gap + markRoom, 0, 0, 0);
        paintRuns(painter, valueBox, row.value, theme_, role_, Qt::AlignRight);
        if (!row.mark)
            continue;
        const double words = std::min(runsWidth(row.value, theme_, role_), valueBox.width());
        const QRectF markBox(box.right() - words - rowMarkGap - rowMarkSide,
            box.center().y() - rowMarkSide / 2, rowMarkSide, rowMarkSide);
        paintStateMark(painter, markBox, *row.mark, theme_.tokens());
    }
}

bool KeyValues::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const qsizetype i = help->pos().y() / rowHeight_;
    if (i < 0 || i >= rows_.size())
        return false;
    QToolTip::showText(
        help->globalPos(), rows_[i].toolTip.isEmpty() ? plainText(rows_[i].value) : rows_[i].toolTip, this);
    return true;
}

} // namespace switchyard::ui
