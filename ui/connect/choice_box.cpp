#include "ui/connect/choice_box.h"

#include "ui/widgets/icons.h"

#include <QPainter>

namespace switchyard::ui {

ChoiceBox::ChoiceBox(const Theme& theme, QWidget* parent) : QComboBox(parent), theme_(theme)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    paintIcon(painter, QRectF(width() - 22, height() / 2.0 - 7, 14, 14), Icon::ChevronDown,
        isEnabled() ? t.text2 : t.muted);
}

} // namespace switchyard::ui
