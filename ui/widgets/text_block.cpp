#include "ui/widgets/text_block.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

namespace switchyard::ui {

TextBlock::TextBlock(const Theme& theme, FontRole role, QWidget* parent, const TextRuns& runs)
    : QWidget(parent), theme_(theme), role_(role)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setRuns(runs);
}

void TextBlock::setRuns(const TextRuns& runs)
{
    if (runs == runs_)
        return;
    runs_ = runs;
    setAccessibleName(text());
    updateGeometry();
    update();
}

double TextBlock::layOut(QTextLayout& layout, double width) const
{
    QVector<QTextLayout::FormatRange> formats;
    int start = 0;
    for (const TextRun& run : runs_) {
        QTextCharFormat format;
        format.setFont(runFont(run, theme_, role_));
        format.setForeground(inkColor(run.ink, theme_.tokens()));
        formats.push_back({start, static_cast<int>(run.text.size()), format});
        start += static_cast<int>(run.text.size());
    }
    layout.setText(text());
    layout.setFont(theme_.font(role_));
    layout.setFormats(formats);
    double y = 0;
    const double spacing = 2; // leading beyond the font's own, so that two lines do not stick together
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 1.0));
        line.setPosition(QPointF(0, y));
        y += line.height() + spacing;
    }
    layout.endLayout();
    return std::max(0.0, y - spacing);
}

int TextBlock::heightForWidth(int width) const
{
    QTextLayout layout;
    return static_cast<int>(std::ceil(layOut(layout, width)));
}

QSize TextBlock::sizeHint() const
{
    const int natural = static_cast<int>(std::ceil(runsWidth(runs_, theme_, role_)));
    const int width = std::min(natural, 280);
    return {width, heightForWidth(std::max(width, 1))};
}

QSize TextBlock::minimumSizeHint() const
{
    return {80, static_cast<int>(QFontMetricsF(theme_.font(role_)).height())};
}

void TextBlock::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QTextLayout layout;
    layOut(layout, width());
    layout.draw(&painter, QPointF(0, 0));
}

} // namespace switchyard::ui
