#include "ui/widgets/text_line.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace switchyard::ui {

TextLine::TextLine(const Theme& theme, FontRole role, QWidget* parent, const TextRuns& runs)
    : QWidget(parent), theme_(theme), role_(role)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setRuns(runs);
}

void TextLine::setRuns(const TextRuns& runs)
{
    if (runs == runs_)
        return;
    const QSize before = sizeHint();
    runs_ = runs;
    setAccessibleName(text());
    if (sizeHint() != before)
        updateGeometry();
    update();
}

void TextLine::setAlignment(Qt::Alignment horizontal)
{
    horizontal_ = horizontal;
    update();
}

bool TextLine::isElided() const
{
    return runsWidth(runs_, theme_, role_) > width() + 0.5;
}

QSize TextLine::sizeHint() const
{
    const QFontMetricsF metrics(theme_.font(role_));
    return {static_cast<int>(std::ceil(runsWidth(runs_, theme_, role_))),
        static_cast<int>(std::ceil(metrics.height()))};
}

QSize TextLine::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 32), sizeHint().height()};
}

void TextLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintRuns(painter, rect(), runs_, theme_, role_, horizontal_);
}

bool TextLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace switchyard::ui
