#include "ui/pools/pool_inspector.h"

#include "ui/pools/action_words.h"
#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

PoolInspector::PoolInspector(const PageParts& parts, PoolerDesk& desk, QWidget* parent)
    : Panel(parts.theme, Edge::Left, Ground::Surface, parent), parts_(parts), scroll_(new QScrollArea(this)),
      mark_(new StateMark(parts.theme, 16, this)),
      name_(new TextLine(parts.theme, FontRole::PageTitle, this)),
      seen_(new TextLine(parts.theme, FontRole::Table, this)),
      sentence_(new TextBlock(parts.theme, FontRole::Table, this)),
      reasonsTitle_(new TextLine(parts.theme, FontRole::Body, this)),
      reasons_(new ReasonList(parts.theme, this)), sessions_(new QPushButton(this)),
      actions_(new ActionsPanel(parts.theme, desk, this)), trends_(new PoolTrends(parts, this)),
      factsTitle_(new TextLine(parts.theme, FontRole::Body, this)),
      facts_(new KeyValues(parts.theme, FontRole::Table, 22, this))
{
    setObjectName(u"pools.inspector"_s);
    setAccessibleName(tr("Chosen pool"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    facts_->setObjectName(u"pools.inspector.facts"_s);
    facts_->setAccessibleName(tr("Facts of the chosen pool"));
    sentence_->setObjectName(u"pools.inspector.sentence"_s);
    trendsBox_ = section(trends_,
        new TextLine(parts.theme, FontRole::Body, this, {{tr("Last 5 min"), Ink::Text, QFont::DemiBold}}));
    factsBox_ = section(facts_, factsTitle_);
    auto* body = new QWidget(this);
    body->setProperty("scrollContent", true);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeReasons());
    column->addWidget(actions_);
    column->addWidget(trendsBox_);
    column->addWidget(factsBox_);
    column->addStretch(1);
    scroll_->setObjectName(u"pools.inspector.scroll"_s);
    scroll_->setAccessibleName(tr("Chosen pool"));
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    scroll_->setWidget(body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->addWidget(scroll_);
    outer->setSizeConstraint(QLayout::SetNoConstraint); // a narrow window may cut values, never the page
    connect(actions_, &ActionsPanel::changed, this, &PoolInspector::actionsChanged);
    connect(actions_, &ActionsPanel::opened, this, &PoolInspector::reach);
    connect(sessions_, &QPushButton::clicked, this, &PoolInspector::sessionsRequested);
    show({}, {}, {}, {});
}

QWidget* PoolInspector::makeHead()
{
    auto* box = new QWidget(this);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(mark_);
    first->addWidget(name_, 1);
    first->addWidget(seen_);
    auto* head = new QVBoxLayout(box);
    head->setContentsMargins(16, 16, 16, 16);
    head->setSpacing(6);
    head->addLayout(first);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addWidget(sentence_);
    head->addLayout(indented);
    return box;
}

QWidget* PoolInspector::makeReasons()
{
    reasons_->setObjectName(u"pools.inspector.reasons"_s);
    sessions_->setObjectName(u"pools.inspector.sessions"_s);
    setButtonKind(*sessions_, ButtonKind::Secondary, true);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(reasons_);
    column->addWidget(sessions_, 0, Qt::AlignLeft);
    reasonsBox_ = section(content, reasonsTitle_);
    return reasonsBox_;
}

QWidget* PoolInspector::section(QWidget* content, TextLine* title)
{
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(parts_.theme, box));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 12, 16, 14);
    inner->setSpacing(8);
    inner->addWidget(title);
    inner->addWidget(content);
    column->addLayout(inner);
    return box;
}

void PoolInspector::show(const SnapshotPtr& snapshot, const QString& poolerName, const QString& databaseName,
    const Fact<PoolerLists>& lists)
{
    const Pooler* pooler = snapshot ? findPooler(*snapshot, poolerName) : nullptr;
    const PoolDatabase* database = pooler ? findDatabase(*pooler, databaseName) : nullptr;
    for (QWidget* part : {static_cast<QWidget*>(mark_), reasonsBox_, trendsBox_, factsBox_})
        part->setVisible(database);
    actions_->show(snapshot, poolerName, database ? databaseName : QString(), lists.live());
    if (!database) {
        name_->setRuns({{tr("No pool chosen"), Ink::Text2, QFont::DemiBold}});
        seen_->setRuns({});
        sentence_->setRuns({{tr("Choose a row to see why its clients wait."), Ink::Muted}});
        seenAt_.reset();
        return;
    }
    showState(*pooler, *database);
    reasons_->setReasons(waitReasons(*snapshot, *pooler, *database, lists.live()));
    const int clients = database->clientsActive + database->clientsWaiting;
    sessions_->setVisible(live_ && clients > 0);
    sessions_->setText(clients == 1 ? tr("Show 1 client") : tr("Show %1 clients").arg(clients));
    sessions_->setAccessibleName(sessions_->text());
    trends_->show(*snapshot, poolerName + u'/' + databaseName, live_);
    facts_->setRows(poolFacts(*pooler, *database));
    updateAges();
}

void PoolInspector::showState(const Pooler& pooler, const PoolDatabase& database)
{
    live_ = pooler.facts.isKnown();
    seenAt_ = pooler.facts.at();
    const bool waits = database.clientsWaiting > 0;
    mark_->setMark(!live_                     ? Mark::Unknown
                   : database.disabled        ? Mark::Bad
                   : waits || database.paused ? Mark::Warn
                                              : Mark::Ok);
    name_->setRuns({{database.name, Ink::Text, QFont::DemiBold}});
    QString words = tr("on %1, nobody waits").arg(pooler.name);
    if (!live_)
        words = tr("on %1, which does not answer: last seen values").arg(pooler.name);
    else if (database.clientsWaiting == 1)
        words = tr("on %1: 1 client waits, for %2").arg(pooler.name, text::duration(database.maxWait));
    else if (waits)
        words = tr("on %1: %2 clients wait, the longest for %3")
                    .arg(pooler.name)
                    .arg(database.clientsWaiting)
                    .arg(text::duration(database.maxWait));
    sentence_->setRuns({{words, Ink::Text2}});
    reasonsTitle_->setRuns(
        {{waits && live_ ? tr("Why they wait") : tr("How it stands"), Ink::Text, QFont::DemiBold}});
    factsTitle_->setRuns({{live_ ? tr("Facts") : tr("Last seen values"), Ink::Text, QFont::DemiBold}});
}

void PoolInspector::reach(QWidget* sheet)
{
    // Its place is known when the layout has made room for it.
    QTimer::singleShot(0, sheet, [this, sheet] { scroll_->ensureWidgetVisible(sheet, 0, 0); });
}

void PoolInspector::updateAges()
{
    if (!seenAt_)
        return;
    const auto old = std::chrono::duration_cast<Duration>(parts_.clock.now().steady - seenAt_->steady);
    seen_->setRuns({{tr("seen %1").arg(text::age(old)), live_ ? Ink::Muted : Ink::Bad,
        live_ ? QFont::Normal : QFont::Medium}});
}

} // namespace switchyard::ui
