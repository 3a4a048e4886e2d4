#include "ui/pools/pool_inspector.h"

#include "ui/pools/pool_rows.h"
#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

PoolInspector::PoolInspector(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Left, Ground::Surface, parent), parts_(parts),
      mark_(new StateMark(parts.theme, 16, this)),
      name_(new TextLine(parts.theme, FontRole::PageTitle, this)),
      seen_(new TextLine(parts.theme, FontRole::Table, this)),
      sentence_(new TextBlock(parts.theme, FontRole::Table, this)),
      reasonsTitle_(new TextLine(parts.theme, FontRole::Body, this)), reasonRows_(new QVBoxLayout),
      factsTitle_(
          new TextLine(parts.theme, FontRole::Body, this, {{tr("Facts"), Ink::Text, QFont::DemiBold}})),
      facts_(new KeyValues(parts.theme, FontRole::Table, 22, this))
{
    setObjectName(u"pools.inspector"_s);
    setAccessibleName(tr("Chosen pool"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    facts_->setObjectName(u"pools.inspector.facts"_s);
    facts_->setAccessibleName(tr("Facts of the chosen pool"));
    sentence_->setObjectName(u"pools.inspector.sentence"_s);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(mark_);
    first->addWidget(name_, 1);
    first->addWidget(seen_);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(17, 16, 16, 16);
    head->setSpacing(6);
    head->addLayout(first);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addWidget(sentence_);
    head->addLayout(indented);

    auto* reasonContent = new QWidget(this);
    reasonRows_->setContentsMargins(0, 0, 0, 0);
    reasonRows_->setSpacing(8);
    reasonContent->setLayout(reasonRows_);
    reasonsBox_ = section(reasonContent, reasonsTitle_);
    factsBox_ = section(facts_, factsTitle_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(reasonsBox_);
    column->addWidget(factsBox_);
    column->addStretch(1);
    column->setSizeConstraint(QLayout::SetNoConstraint); // a narrow window may cut values, never the page
    show({}, {}, {});
}

QWidget* PoolInspector::section(QWidget* content, TextLine* title)
{
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(parts_.theme, box));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 14, 16, 16);
    inner->setSpacing(8);
    inner->addWidget(title);
    inner->addWidget(content);
    column->addLayout(inner);
    return box;
}

void PoolInspector::show(const SnapshotPtr& snapshot, const QString& poolerName, const QString& databaseName)
{
    const Pooler* pooler = snapshot ? findPooler(*snapshot, poolerName) : nullptr;
    const PoolDatabase* database = pooler ? findDatabase(*pooler, databaseName) : nullptr;
    mark_->setVisible(database);
    reasonsBox_->setVisible(database);
    factsBox_->setVisible(database);
    if (!database) {
        name_->setRuns({{tr("No pool chosen"), Ink::Text2, QFont::DemiBold}});
        seen_->setRuns({});
        sentence_->setRuns({{tr("Choose a row to see why its clients wait."), Ink::Muted}});
        seenAt_.reset();
        return;
    }
    live_ = pooler->facts.isKnown();
    seenAt_ = pooler->facts.at();
    const bool waits = database->clientsWaiting > 0;
    mark_->setMark(!live_                      ? Mark::Unknown
                   : database->disabled        ? Mark::Bad
                   : waits || database->paused ? Mark::Warn
                                               : Mark::Ok);
    name_->setRuns({{databaseName, Ink::Text, QFont::DemiBold}});
    QString words = tr("on %1, nobody waits").arg(poolerName);
    if (!live_)
        words = tr("on %1, which does not answer: last seen values").arg(poolerName);
    else if (waits)
        words = tr("on %1: %2 clients wait, the longest for %3")
                    .arg(poolerName)
                    .arg(database->clientsWaiting)
                    .arg(text::duration(database->maxWait));
    sentence_->setRuns({{words, Ink::Text2}});
    reasonsTitle_->setRuns(
        {{waits && live_ ? tr("Why they wait") : tr("How it stands"), Ink::Text, QFont::DemiBold}});
    showReasons(waitReasons(*snapshot, *pooler, *database));
    facts_->setRows(poolFacts(*pooler, *database));
    factsTitle_->setRuns({{live_ ? tr("Facts") : tr("Last seen values"), Ink::Text, QFont::DemiBold}});
    updateAges();
}

void PoolInspector::showReasons(const QVector<Reason>& reasons)
{
    if (reasons == reasons_)
        return;
    reasons_ = reasons;
    while (QLayoutItem* item = reasonRows_->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const Reason& reason : reasons) {
        auto* line = new QWidget(this);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto* mark = new StateMark(parts_.theme, 14, line);
        mark->setMark(reason.mark);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(new TextBlock(parts_.theme, FontRole::Table, line, reason.words), 1);
        reasonRows_->addWidget(line);
    }
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
