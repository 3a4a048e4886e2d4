#include "ui/window/trouble_banner.h"

#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/state_mark.h"
#include "ui/window/ages.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

TroubleBanner::TroubleBanner(const PageParts& parts, QWidget* parent)
    : QWidget(parent), parts_(parts), sentence_(new TextLine(parts.theme, FontRole::Table, this)),
      age_(new TextLine(parts.theme, FontRole::Table, this)), retry_(new QPushButton(tr("Retry"), this))
{
    setObjectName(u"banner"_s);
    setFixedHeight(40);
    auto* mark = new StateMark(parts.theme, 16, this);
    mark->setMark(Mark::Bad);
    sentence_->setObjectName(u"banner.sentence"_s);
    retry_->setObjectName(u"banner.retry"_s);
    retry_->setAccessibleName(tr("Ask the manager again"));
    setButtonKind(*retry_, ButtonKind::Secondary, true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(12);
    row->addWidget(mark);
    row->addWidget(sentence_, 1);
    row->addWidget(age_);
    row->addWidget(retry_);
    setVisible(false);
    connect(retry_, &QPushButton::clicked, this, &TroubleBanner::retryRequested);
    connect(&parts.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TroubleBanner::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    updateAges();
}

void TroubleBanner::updateAges()
{
    const Instant now = parts_.clock.now();
    const Freshness fresh = freshness(*snapshot_, now, interval_);
    const Error* error = snapshot_->swarm.error();
    const bool old = now.steady - snapshot_->observedAt.steady > oldAfter(interval_);
    setVisible(old || error);
    if (old) {
        const QString read = text::clockTime(snapshot_->observedAt.wall);
        sentence_->setRuns({{tr("Nothing new since %1. ").arg(read), Ink::Text, QFont::DemiBold},
            {tr("All that is shown is of then; it may have changed."), Ink::Text2}});
        age_->setRuns({{text::age(std::chrono::duration_cast<std::chrono::seconds>(fresh.age)), Ink::Bad}});
    } else if (error) {
        sentence_->setRuns({{tr("The Swarm was not read. "), Ink::Text, QFont::DemiBold},
            {text::sentence(*error), Ink::Text2}});
        const auto seen = snapshot_->swarm.at();
        const auto since =
            seen ? std::chrono::duration_cast<Duration>(now.steady - seen->steady) : Duration{};
        age_->setRuns({{seen ? tr("last read %1, %2").arg(text::age(since), error->code)
                             : tr("never read, %1").arg(error->code),
            Ink::Bad}});
    }
    setAccessibleName(sentence_->text());
}

void TroubleBanner::paintEvent(QPaintEvent*)
{
    const Tokens& t = parts_.theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.bad.tint);
    painter.fillRect(0, height() - 1, width(), 1, t.line);
}

} // namespace switchyard::ui
