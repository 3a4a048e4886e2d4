#include "ui/window/top_bar.h"

#include "ui/window/ages.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

int countOf(const ClusterSnapshot& snapshot, Severity severity)
{
    return static_cast<int>(std::count_if(snapshot.findings.begin(), snapshot.findings.end(),
        [severity](const Finding& finding) { return finding.severity == severity; }));
}

} // namespace

TopBar::TopBar(const PageParts& parts, const WindowInfo& info, QWidget* parent)
    : Panel(parts.theme, Edge::Bottom, Ground::Surface, parent), parts_(parts), interval_(info.interval),
      cluster_(new ClusterBox(parts.theme, info, this)),
      sentence_(new TextLine(parts.theme, FontRole::Sentence, this)),
      chip_(new Badge(parts.theme, FontRole::Table, 24, this)),
      age_(new TextLine(parts.theme, FontRole::Table, this)),
      ageDetail_(new TextLine(parts.theme, FontRole::Caption, this)),
      ageMark_(new StateMark(parts.theme, 12, this)), bell_(new BellButton(parts.theme, this))
{
    setObjectName(u"top"_s);
    setFixedHeight(space::topHeight);
    sentence_->setObjectName(u"top.sentence"_s);
    sentence_->setRuns({{tr("Looking at %1…").arg(info.clusterName), Ink::Text2}});
    chip_->setObjectName(u"top.chip"_s);
    age_->setObjectName(u"top.age"_s);
    age_->setAlignment(Qt::AlignRight);
    ageDetail_->setObjectName(u"top.ageDetail"_s);
    ageDetail_->setAlignment(Qt::AlignRight);
    ageMark_->setVisible(false);
    auto* state = new QHBoxLayout;
    state->setSpacing(12);
    state->addWidget(sentence_, 0);
    state->addWidget(chip_, 0);
    state->addStretch(1);
    auto* firstLine = new QHBoxLayout;
    firstLine->setSpacing(6);
    firstLine->addStretch(1);
    firstLine->addWidget(ageMark_);
    firstLine->addWidget(age_);
    auto* age = new QVBoxLayout;
    age->setSpacing(0);
    age->addStretch(1);
    age->addLayout(firstLine);
    age->addWidget(ageDetail_);
    age->addStretch(1);
    auto* rule = new Rule(parts.theme, this, Qt::Vertical);
    rule->setFixedHeight(32);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 1);
    row->setSpacing(16);
    row->addWidget(cluster_);
    row->addLayout(state, 1);
    row->addLayout(age);
    row->addWidget(rule);
    row->addWidget(bell_);
    connect(cluster_, &QAbstractButton::clicked, this, &TopBar::clustersRequested);
}

QPoint TopBar::belowCluster() const
{
    return cluster_->mapToGlobal(QPoint(0, cluster_->height() + 2));
}

void TopBar::setOthers(const OthersInTrouble& others)
{
    cluster_->setOthers(others);
}

void TopBar::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    headline_ = text::headline(*snapshot);
    showChip();
    const int errors = countOf(*snapshot, Severity::Error), warnings = countOf(*snapshot, Severity::Warning);
    bell_->setCount(static_cast<int>(snapshot->findings.size()), errors > 0     ? State::Bad
                                                                 : warnings > 0 ? State::Warn
                                                                                : State::Accent);
    updateAges();
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    if (snapshot_)
        showChip();
}

void TopBar::showChip()
{
    // With an error the sentence itself says what is wrong; warnings beside it would only compete.
    const int warnings = countOf(*snapshot_, Severity::Warning);
    if (headline_.severity == Severity::Error || headline_.unknown || warnings == 0)
        return chip_->setContent({}, State::Warn);
    if (warnings > 1)
        return chip_->setContent(tr("%1 warnings").arg(warnings), State::Warn, Mark::Warn);
    const auto first = std::find_if(snapshot_->findings.begin(), snapshot_->findings.end(),
        [](const Finding& finding) { return finding.severity == Severity::Warning; });
    // The sentence comes first: where both do not fit, the chip only counts.
    constexpr int restOfBar = 470; // cluster box, age, bell and the spaces between
    const QString whole = tr("1 warning: %1").arg(text::title(*first));
    const double wanted =
        badgeSize(whole, parts_.theme.font(FontRole::Table, QFont::Medium), 24, true).width();
    const bool fits = sentence_->sizeHint().width() + wanted + restOfBar <= width();
    chip_->setContent(fits ? whole : tr("1 warning"), State::Warn, Mark::Warn);
    chip_->setToolTip(whole);
}

void TopBar::updateAges()
{
    if (!snapshot_)
        return;
    const Instant now = parts_.clock.now();
    const Freshness fresh = freshness(*snapshot_, now, interval_);
    const bool live = fresh.state == State::Ok;
    const bool old = fresh.age > oldAfter(interval_);
    cluster_->show(*snapshot_, old ? Mark::Unknown : markOf(headline_));
    const QString state =
        old ? tr("Unknown, last seen as %1: ").arg(headline_.state) : headline_.state + u": "_s;
    sentence_->setRuns(
        {{state, Ink::Text, QFont::DemiBold}, {headline_.sentence, old ? Ink::Muted : Ink::Text}});
    ageMark_->setVisible(true);
    ageMark_->setMark(live ? Mark::Ok : fresh.state == State::Warn ? Mark::Warn : Mark::Bad);
    const Ink ink = live ? Ink::Text : inkOf(fresh.state);
    age_->setRuns({{fresh.word + u", "_s, ink}, {briefAge(fresh.age), ink, QFont::DemiBold}});
    const bool anyStale =
        freshnessDetail(*snapshot_, now, interval_) != freshnessDetail(ClusterSnapshot{}, now, interval_);
    ageDetail_->setRuns({{freshnessDetail(*snapshot_, now, interval_), anyStale ? Ink::Bad : Ink::Muted}});
}

} // namespace switchyard::ui
