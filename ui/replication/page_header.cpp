#include "ui/replication/page_header.h"

#include "ui/replication/legend.h"
#include "ui/theme/style_sheet.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QMenu>

#include <array>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr std::array<std::int64_t, 5> rangeMinutes{15, 60, 360, 1440, 10080};

QString spanWords(const TimeSpan& span, std::int64_t nowMs)
{
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(span.fromMs),
                    to = QDateTime::fromMSecsSinceEpoch(span.toMs),
                    now = QDateTime::fromMSecsSinceEpoch(nowMs);
    const QString clock = span.length() < 120'000 ? u"HH:mm:ss"_s : u"HH:mm"_s, dated = u"d MMM "_s + clock;
    if (from.date() != to.date())
        return ReplicationHeader::tr("%1 to %2").arg(from.toString(dated), to.toString(dated));
    if (to.date() == now.date())
        return ReplicationHeader::tr("%1 to %2 today").arg(from.toString(clock), to.toString(clock));
    return ReplicationHeader::tr("%1 to %2").arg(from.toString(dated), to.toString(clock));
}

} // namespace

ReplicationHeader::ReplicationHeader(const Theme& theme, QWidget* parent)
    : Panel(theme, Edge::Bottom, Ground::Surface, parent), theme_(theme),
      range_(new SegmentedControl(u"replication.range"_s,
          {tr("15 min"), tr("1 h"), tr("6 h"), tr("24 h"), tr("7 d")}, SegmentedControl::Mode::OneOf, this)),
      span_(new TextLine(theme, FontRole::Table, this)),
      follow_(makeButton(u"replication.follow"_s, tr("follows now"))),
      toNow_(makeButton(u"replication.toNow"_s, tr("Back to now"))), legend_(new LagLegend(theme, this))
{
    setObjectName(u"replication.header"_s);
    setFixedHeight(48);
    range_->setAccessibleName(tr("Range of the charts"));
    span_->setObjectName(u"replication.span"_s);
    span_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    follow_->setCheckable(true);
    follow_->setChecked(true);
    follow_->setProperty("segment", u"only"_s);
    follow_->setToolTip(tr("Space in a chart does the same"));
    toNow_->hide();
    thresholds_ = makeButton(u"replication.thresholdsButton"_s, tr("Thresholds…"));
    export_ = makeButton(u"replication.export"_s, tr("Export"));
    makeExportMenu();
    auto* title =
        new TextLine(theme, FontRole::PageTitle, this, {{tr("Replication"), Ink::Text, QFont::DemiBold}});
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    for (QWidget* widget : std::initializer_list<QWidget*>{title, range_, span_, follow_, toNow_})
        row->addWidget(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{legend_, thresholds_, export_})
        row->addWidget(widget);
    for (int i = 0; i < static_cast<int>(rangeMinutes.size()); ++i)
        connect(range_->button(i), &QPushButton::clicked, this,
            [this, i] { Q_EMIT rangeChosen(rangeMinutes[static_cast<std::size_t>(i)] * 60'000); });
    connect(follow_, &QPushButton::clicked, this, &ReplicationHeader::followWanted);
    connect(toNow_, &QPushButton::clicked, this, [this] { Q_EMIT followWanted(true); });
    connect(thresholds_, &QPushButton::clicked, this, &ReplicationHeader::thresholdsWanted);
}

QPushButton* ReplicationHeader::makeButton(const QString& name, const QString& words)
{
    auto* button = new QPushButton(words, this);
    button->setObjectName(name);
    button->setAccessibleName(words);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setButtonKind(*button, ButtonKind::Secondary, true);
    return button;
}

void ReplicationHeader::makeExportMenu()
{
    auto* menu = new QMenu(export_);
    menu->setObjectName(u"replication.export.menu"_s);
    connect(menu->addAction(tr("Charts as a picture (PNG)…")), &QAction::triggered, this,
        &ReplicationHeader::pictureWanted);
    connect(menu->addAction(tr("Samples as a table (CSV)…")), &QAction::triggered, this,
        &ReplicationHeader::tableWanted);
    export_->setMenu(menu);
}

void ReplicationHeader::showSpan(const TimeSpan& span, bool held, std::int64_t nowMs)
{
    span_->setRuns({{spanWords(span, nowMs), Ink::Text2}});
    follow_->setChecked(!held);
    follow_->setText(held ? tr("paused") : tr("follows now"));
    follow_->setAccessibleName(held ? tr("Paused, press to follow now") : tr("Follows now, press to pause"));
    toNow_->setVisible(held);
    fit();
}

/// What is least needed goes first where there is no room: the legend, then the span (the axes say it too).
void ReplicationHeader::fit()
{
    const auto needed = [this] {
        int sum = layout()->contentsMargins().left() + layout()->contentsMargins().right();
        for (int i = 0; i < layout()->count(); ++i) {
            const QWidget* widget = layout()->itemAt(i)->widget();
            if (widget && !widget->isHidden())
                sum += widget->sizeHint().width() + layout()->spacing();
        }
        return sum;
    };
    legend_->show();
    span_->show();
    if (needed() > width())
        legend_->hide();
    if (needed() > width())
        span_->hide();
}

void ReplicationHeader::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    fit();
}

} // namespace switchyard::ui
