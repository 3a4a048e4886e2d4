#include "ui/topology/tool_row.h"

#include "ui/theme/style_sheet.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

#include <chrono>
#include <cmath>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds noteStays{8000};

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
    title_ =
        new TextLine(theme, FontRole::PageTitle, this, {{tr("Topology"), Ink::Text, QFont::DemiBold, false}});
    view_ = new SegmentedControl(u"view"_s, {tr("Canvas"), tr("List")}, SegmentedControl::Mode::OneOf, this);
    layers_ =
        new SegmentedControl(u"layers"_s, {tr("Streams"), tr("Clients")}, SegmentedControl::Mode::Each, this);
    layers_->setOn(0);
    layers_->setOn(1);
    note_ = new TextLine(theme, FontRole::Table, this);
    note_->setObjectName(u"topologyNote"_s);
    note_->setAlignment(Qt::AlignRight);
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(title_);
    layout->addSpacing(space::small);
    layout->addWidget(view_);
    layout->addWidget(layers_);
    layout->addWidget(note_, 1);
    makeZoom(layout);
    more_ = smallButton(u"topologyMore"_s, {}, tr("Save a picture, and more"), this);
    more_->setFixedWidth(32);
    layout->addWidget(more_);
    noteTime_ = new QTimer(this);
    noteTime_->setSingleShot(true);
    noteTime_->setInterval(noteStays);
    connect(noteTime_, &QTimer::timeout, this, [this] { note_->setRuns({}); });
    connect(layers_, &SegmentedControl::toggled, this, [this](int index, bool on) {
        if (index == 0)
            Q_EMIT streamsToggled(on);
        else
            Q_EMIT clientsToggled(on);
    });
    connect(view_, &SegmentedControl::toggled, this, [this](int index) {
        layers_->setVisible(index == 0);
        zoomBox_->setVisible(index == 0);
        Q_EMIT listToggled(index == 1);
    });
    connect(&theme, &Theme::changed, this, &ToolRow::setIcons);
    setIcons();
    setZoom(1, true, true);
}

void ToolRow::makeZoom(QHBoxLayout* layout)
{
    zoomBox_ = new QWidget(this);
    auto* row = new QHBoxLayout(zoomBox_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    out_ = smallButton(u"zoomOut"_s, {}, tr("Smaller (-)"), zoomBox_);
    zoom_ = smallButton(u"zoom"_s, {}, tr("Show at 100 % (1)"), zoomBox_);
    setButtonKind(*zoom_, ButtonKind::Ghost, true);
    in_ = smallButton(u"zoomIn"_s, {}, tr("Larger (+)"), zoomBox_);
    fit_ = smallButton(u"zoomFit"_s, tr("Fit"), tr("Show all (0)"), zoomBox_);
    out_->setFixedWidth(24);
    in_->setFixedWidth(24);
    zoom_->setFixedWidth(58);
    for (QPushButton* button : {out_, zoom_, in_, fit_})
        row->addWidget(button);
    layout->addWidget(zoomBox_);
    connect(out_, &QPushButton::clicked, this, &ToolRow::zoomOutRequested);
    connect(zoom_, &QPushButton::clicked, this, &ToolRow::fullSizeRequested);
    connect(in_, &QPushButton::clicked, this, &ToolRow::zoomInRequested);
    connect(fit_, &QPushButton::clicked, this, &ToolRow::fitRequested);
}

void ToolRow::setActions(const QList<QAction*>& actions)
{
    auto* menu = new QMenu(more_);
    menu->addActions(actions);
    more_->setMenu(menu);
}

void ToolRow::setListShown(bool shown)
{
    view_->setOn(shown ? 1 : 0);
}

bool ToolRow::isListShown() const
{
    return view_->current() == 1;
}

void ToolRow::say(const TextRun& words)
{
    note_->setRuns({words});
    note_->setAccessibleName(words.text);
    noteTime_->start();
}

void ToolRow::setIcons()
{
    const Tokens& t = theme_.tokens();
    out_->setIcon(makeIcon(Icon::Minus, t.text, t.muted));
    in_->setIcon(makeIcon(Icon::Plus, t.text, t.muted));
    fit_->setIcon(makeIcon(Icon::Fit, t.text, t.muted));
    more_->setIcon(makeIcon(Icon::Dots, t.text, t.muted));
    update();
}

void ToolRow::setZoom(double zoom, bool canIn, bool canOut)
{
    const QString words = tr("%1 %").arg(std::lround(zoom * 100));
    zoom_->setText(words);
    zoom_->setAccessibleName(tr("%1, show at 100 % (1)").arg(words));
    in_->setEnabled(canIn);
    out_->setEnabled(canOut);
}

void ToolRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The rail says it too; the controls have no other place.
    title_->setVisible(width() >= 620);
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
