#include "ui/topology/tool_row.h"

#include "ui/theme/style_sheet.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <cmath>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

QPushButton* smallButton(
    const QString& name, const QString& label, const QString& accessible, QWidget* parent)
{
    auto* button = new QPushButton(label, parent);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    button->setToolTip(accessible);
    setButtonKind(*button, ButtonKind::Secondary, true);
    return button;
}

} // namespace

ToolRow::ToolRow(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setFixedHeight(40);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::large, 0, space::large, 1);
    layout->setSpacing(space::small);
    layout->addWidget(new TextLine(
        theme, FontRole::PageTitle, this, {{tr("Topology"), Ink::Text, QFont::DemiBold, false}}));
    layers_ =
        new SegmentedControl(u"layers"_s, {tr("Streams"), tr("Clients")}, SegmentedControl::Mode::Each, this);
    layers_->setOn(0);
    layers_->setOn(1);
    layout->addSpacing(space::small);
    layout->addWidget(layers_);
    layout->addStretch(1);
    out_ = smallButton(u"zoomOut"_s, {}, tr("Smaller (-)"), this);
    in_ = smallButton(u"zoomIn"_s, {}, tr("Larger (+)"), this);
    fit_ = smallButton(u"zoomFit"_s, tr("Fit"), tr("Show all (0)"), this);
    out_->setFixedWidth(24);
    in_->setFixedWidth(24);
    zoom_ = new TextLine(theme, FontRole::Table, this);
    zoom_->setObjectName(u"zoom"_s);
    zoom_->setAlignment(Qt::AlignHCenter);
    zoom_->setFixedWidth(44);
    layout->addWidget(out_);
    layout->addWidget(zoom_);
    layout->addWidget(in_);
    layout->addWidget(fit_);
    connect(layers_, &SegmentedControl::toggled, this, [this](int index, bool on) {
        if (index == 0)
            Q_EMIT streamsToggled(on);
        else
            Q_EMIT clientsToggled(on);
    });
    connect(out_, &QPushButton::clicked, this, &ToolRow::zoomOutRequested);
    connect(in_, &QPushButton::clicked, this, &ToolRow::zoomInRequested);
    connect(fit_, &QPushButton::clicked, this, &ToolRow::fitRequested);
    connect(&theme, &Theme::changed, this, &ToolRow::setIcons);
    setIcons();
    setZoom(1, true, true);
}

void ToolRow::setIcons()
{
    const Tokens& t = theme_.tokens();
    out_->setIcon(makeIcon(Icon::Minus, t.text, t.muted));
    in_->setIcon(makeIcon(Icon::Plus, t.text, t.muted));
    fit_->setIcon(makeIcon(Icon::Fit, t.text, t.muted));
    update();
}

void ToolRow::setZoom(double zoom, bool canIn, bool canOut)
{
    zoom_->setRuns({{tr("%1 %").arg(std::lround(zoom * 100)), Ink::Text2, QFont::Normal, false}});
    in_->setEnabled(canIn);
    out_->setEnabled(canOut);
}

void ToolRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = theme_.tokens();
    painter.fillRect(rect(), t.surface);
    painter.setPen(QPen(t.line, 1));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
}

} // namespace switchyard::ui::topology
