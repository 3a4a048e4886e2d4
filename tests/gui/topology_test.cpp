// The topology page as a person uses it: by keyboard, with figures that change under it.

#include "tests/gui/topology_samples.h"
#include "tests/support/sample_snapshots.h"
#include "ui/text/text.h"
#include "ui/topology/canvas.h"
#include "ui/topology/card_item.h"
#include "ui/topology/finding_strip.h"
#include "ui/topology/inspector.h"
#include "ui/topology/plate_item.h"
#include "ui/topology/topology_page.h"
#include "ui/widgets/text_line.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>

using namespace switchyard;
using namespace switchyard::ui;
using namespace switchyard::ui::topology;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    samples::SettableClock clock{samples::sampleInstant()};
    Theme theme{Scheme::Light};
    History history;
    std::unique_ptr<TopologyPage> page;

    Stage()
    {
        page = std::make_unique<TopologyPage>(PageParts{theme, history, clock});
        page->resize(1272, 820);
        page->show();
    }
    void show(const ClusterSnapshot& snapshot)
    {
        page->showSnapshot(std::make_shared<const ClusterSnapshot>(snapshot));
    }
    template<typename Widget> Widget* find(const QString& name) const
    {
        return page->findChild<Widget*>(name);
    }
    CardItem* member(const QString& name) const { return find<CardItem>(u"member:"_s + name); }
    Canvas* canvas() const { return find<Canvas>(u"topologyCanvas"_s); }
    const InspectorContent& inspected() const { return find<Inspector>(u"inspector"_s)->content(); }
    /// The value of a fact in the inspector.
    QString fact(const QString& key) const
    {
        for (const FactGroup& group : inspected().groups) {
            for (const KeyValue& row : group.rows) {
                if (row.key == key)
                    return plainText(row.value);
            }
        }
        return u"(no such fact)"_s;
    }
    QString zoomShown() const { return find<QPushButton>(u"zoom"_s)->text(); }
};

/// What this thread has computed so far, in ms: what others compute meanwhile is not this page's.
double workedMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// pg2 leads on a new timeline, pg1 and pg3 follow it.
ClusterSnapshot afterSwitchover()
{
    ClusterSnapshot s = samples::healthyCluster();
    Member& pg1 = samples::memberOf(s, u"pg1"_s);
    Member& pg2 = samples::memberOf(s, u"pg2"_s);
    const Fact<MemberFacts> led = pg1.facts;
    pg1.facts = pg2.facts;
    pg1.stream = pg2.stream;
    pg2.facts = led;
    pg2.stream.reset();
    for (Member& m : s.members) {
        if (m.stream)
            m.stream->upstream = u"pg2"_s;
    }
    return s;
}

} // namespace

class TopologyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
    }
    void everythingOnTheCanvasHasAName();
    void arrowsAndEnterInspect();
    void theInspectorSaysWhatTheSnapshotSays();
    void figuresTakeNothingAway();
    void theChoiceOutlivesASwitchover();
    void whatIsGoneIsNoLongerInspected();
    void whatIsNotLiveLooksSo();
    void agesCountOn();
    void aBrokenStreamSaysWhoSawWhat();
    void theStripLeadsToTheCause();
    void warningsAloneOpenNoStrip();
    void zoomByKeyboard();
    void layersCanBeHidden();
    void withoutAClusterItSaysWhy_data();
    void withoutAClusterItSaysWhy();
    void poolersAndNodesCanBeInspected();
    void sixtyMembersAreShownWithinAFrame();
    void theInspectorSaysWhoWouldLead();
    void twoThatLeadAreTheLoudest();
    void aStandbyThatPartedSaysWhere();
};

void TopologyTest::everythingOnTheCanvasHasAName()
{
    Stage stage;
    stage.show(samples::healthyCluster());
    const QVector<CanvasItem*> items = stage.canvas()->items();
    QCOMPARE(items.size(), 3 + 5 + 2); // nodes, cards, plates
    QSet<QString> names;
    for (const CanvasItem* item : items) {
        QVERIFY2(!item->accessibleName().isEmpty(), qPrintable(item->objectName()));
        QVERIFY2(!item->accessibleDescription().isEmpty(), qPrintable(item->objectName()));
        QVERIFY(item->focusPolicy() & Qt::TabFocus);
        names.insert(item->accessibleName());
    }
    QCOMPARE(names.size(), items.size());
    QCOMPARE(stage.member(u"pg1"_s)->accessibleName(), u"pg1, primary"_s);
    QVERIFY(stage.member(u"pg2"_s)->accessibleDescription().contains(u"streaming"_s));
}

void TopologyTest::arrowsAndEnterInspect()
{
    Stage stage;
    stage.show(samples::healthyCluster());
    CardItem* pg1 = stage.member(u"pg1"_s);
    pg1->setFocus(Qt::TabFocusReason);
    QTest::keyClick(pg1, Qt::Key_Return);
    QCOMPARE(stage.inspected().name, u"pg1"_s);
    QVERIFY(pg1->isSelected());
    QTest::keyClick(pg1, Qt::Key_Right);
    QTest::keyClick(stage.page->focusWidget(), Qt::Key_Down);
    QCOMPARE(stage.page->focusWidget(), stage.member(u"pg2"_s));
    QCOMPARE(stage.inspected().name, u"pg1"_s); // moving chooses nothing yet
    QTest::keyClick(stage.page->focusWidget(), Qt::Key_Right);
    QCOMPARE(stage.page->focusWidget(), stage.member(u"pg3"_s));
    QTest::keyClick(stage.page->focusWidget(), Qt::Key_Space);
    QCOMPARE(stage.inspected().name, u"pg3"_s);
    QVERIFY(!pg1->isSelected());
    QTest::keyClick(stage.page.get(), Qt::Key_Escape);
    QCOMPARE(stage.inspected().name, samples::healthyCluster().cluster);
}

void TopologyTest::theInspectorSaysWhatTheSnapshotSays()
{
    const ClusterSnapshot s = samples::healthyCluster();
    Stage stage;
    stage.show(s);
    stage.page->inspect(u"pg2"_s);
    const MemberFacts& facts = *s.member(u"pg2"_s)->facts.live();
    QCOMPARE(stage.fact(u"Received"_s), facts.received->toString());
    QVERIFY(stage.fact(u"Replayed"_s).startsWith(facts.replayed->toString()));
    QCOMPARE(stage.fact(u"Timeline"_s), u"%1, same as pg1"_s.arg(facts.timeline));
    QCOMPARE(stage.fact(u"System identifier"_s), facts.systemIdentifier);
    QCOMPARE(stage.fact(u"PostgreSQL"_s), facts.serverVersion);
    QVERIFY(stage.fact(u"Slot on pg1"_s).startsWith(s.member(u"pg2"_s)->stream->slotName));
    QCOMPARE(stage.inspected().line, u"Standby on node2, streaming from pg1"_s);
    QVERIFY(stage.inspected().live);
    stage.page->inspect(u"pg1"_s);
    QCOMPARE(stage.inspected().line, u"Primary on node1"_s);
    QCOMPARE(stage.fact(u"Position"_s), s.member(u"pg1"_s)->facts.live()->flush->toString());
}

void TopologyTest::figuresTakeNothingAway()
{
    Stage stage;
    ClusterSnapshot s = samples::healthyCluster();
    stage.show(s);
    CardItem* pg2 = stage.member(u"pg2"_s);
    pg2->setFocus(Qt::TabFocusReason);
    QTest::keyClick(pg2, Qt::Key_Return);
    const QRect place = pg2->geometry();
    for (int tick = 1; tick <= 5; ++tick) {
        ++s.generation;
        samples::changeFacts(s, u"pg2"_s, [&](MemberFacts& f) { f.connections = 22 + tick; });
        samples::memberOf(s, u"pg2"_s).stream->replayLagBytes = 1'000'000 * tick;
        stage.show(samples::judged(s));
        QCOMPARE(stage.member(u"pg2"_s), pg2);
        QCOMPARE(stage.page->focusWidget(), pg2);
        QCOMPARE(pg2->geometry(), place);
        QVERIFY(pg2->isSelected());
        QCOMPARE(plainText(pg2->content().rows[2].value), u"%1 of 200"_s.arg(22 + tick));
    }
}

void TopologyTest::theChoiceOutlivesASwitchover()
{
    Stage stage;
    stage.show(samples::healthyCluster());
    CardItem* pg2 = stage.member(u"pg2"_s);
    const QRectF before = pg2->rect100();
    stage.page->inspect(u"pg2"_s);
    QCOMPARE(stage.inspected().badge, u"quorum"_s);
    stage.show(afterSwitchover());
    QCOMPARE(stage.member(u"pg2"_s), pg2);
    QVERIFY(pg2->isSelected());
    QCOMPARE(stage.inspected().name, u"pg2"_s);
    QCOMPARE(stage.inspected().badge, u"leads"_s);
    QCOMPARE(pg2->rect100().left(), before.left()); // its lane stays, its tier is the upper one now
    QTRY_VERIFY(pg2->rect100().top() < before.top());
    QVERIFY(stage.find<PlateItem>(u"stream:pg1"_s));
    QVERIFY(!stage.find<PlateItem>(u"stream:pg2"_s));
}

void TopologyTest::whatIsGoneIsNoLongerInspected()
{
    Stage stage;
    ClusterSnapshot s = samples::healthyCluster();
    stage.show(s);
    stage.page->inspect(u"pg3"_s);
    stage.member(u"pg3"_s)->setFocus(Qt::TabFocusReason);
    s.members.removeLast();
    stage.show(samples::judged(s));
    QVERIFY(!stage.member(u"pg3"_s));
    QCOMPARE(stage.inspected().name, s.cluster);
    stage.show(samples::healthyCluster()); // it came back: the choice is remembered
    QCOMPARE(stage.inspected().name, u"pg3"_s);
}

void TopologyTest::whatIsNotLiveLooksSo()
{
    Stage stage;
    const ClusterSnapshot s = samples::node3CutOff();
    stage.show(s);
    const CardContent& card = stage.member(u"pg3"_s)->content();
    QVERIFY(!card.live);
    QCOMPARE(card.mark, Mark::Unknown);
    QCOMPARE(card.badge, u"unknown"_s);
    QCOMPARE(card.side, u"seen 14 s ago"_s);
    QCOMPARE(card.lastSeen, u"Last seen at "_s + text::clockTime(s.member(u"pg3"_s)->facts.at()->wall));
    QVERIFY(!card.why.isEmpty());
    stage.page->inspect(u"pg3"_s);
    QVERIFY(!stage.inspected().live);
    QCOMPARE(stage.inspected().groups.first().title, u"Last seen values"_s);
    QVERIFY(stage.inspected().groups.first().aside.endsWith(u"not live"_s));
    QCOMPARE(stage.inspected().trend->now, u"unknown"_s);
    QVERIFY(stage.inspected().trend->line.stale);
    QVERIFY(stage.member(u"pg1"_s)->content().live);
}

void TopologyTest::agesCountOn()
{
    Stage stage;
    stage.show(samples::node3CutOff());
    stage.page->inspect(u"pg3"_s);
    QCOMPARE(stage.inspected().seen, u"seen 14 s ago"_s);
    stage.clock.advance(std::chrono::seconds(5));
    stage.page->updateAges();
    QCOMPARE(stage.inspected().seen, u"seen 19 s ago"_s);
    QCOMPARE(stage.member(u"pg3"_s)->content().side, u"seen 19 s ago"_s);
}

void TopologyTest::aBrokenStreamSaysWhoSawWhat()
{
    Stage stage;
    stage.show(samples::node3CutOff());
    const StreamContent& stream = stage.find<PlateItem>(u"stream:pg3"_s)->content();
    QVERIFY(stream.broken);
    QCOMPARE(stream.mark, Mark::Bad);
    QCOMPARE(stream.title, u"Stream broken for 13 s"_s);
    QCOMPARE(stream.lines.size(), 3);
    QVERIFY(stream.lines[0].contains(u"pg1"_s));
    QVERIFY(stream.lines[1].contains(u"Swarm"_s));
    QVERIFY(plainText(stream.slot).contains(u"47 MB"_s));
    QVERIFY(!stage.find<PlateItem>(u"stream:pg2"_s)->content().broken);
}

void TopologyTest::theStripLeadsToTheCause()
{
    Stage stage;
    stage.show(samples::node3CutOff());
    auto* cause = stage.find<FindingRow>(u"finding.0"_s);
    QVERIFY(cause && cause->isVisible());
    QVERIFY(cause->row().cause);
    QCOMPARE(cause->height(), 40);
    auto* second = stage.find<FindingRow>(u"finding.1"_s);
    QVERIFY(!second->row().cause);
    QCOMPARE(second->height(), 27);
    QTest::keyClick(cause, Qt::Key_Return);
    QCOMPARE(stage.inspected().name, u"node3"_s);
    QTest::keyClick(second, Qt::Key_Return);
    QCOMPARE(stage.inspected().name, u"pg3"_s);
    stage.show(samples::healthyCluster());
    QVERIFY(!cause->isVisible());
}

void TopologyTest::warningsAloneOpenNoStrip()
{
    const ClusterSnapshot s = samples::laggingStandby();
    QVERIFY(!s.findings.isEmpty());
    QCOMPARE(stripRows(s), QVector<StripRow>());
    Stage stage;
    stage.show(s);
    QCOMPARE(stage.member(u"pg3"_s)->content().mark, Mark::Warn);
    stage.page->inspect(u"pg3"_s);
    QVERIFY(!stage.inspected().findings.isEmpty());
}

void TopologyTest::zoomByKeyboard()
{
    Stage stage;
    stage.show(samples::manyMembers(60));
    CardItem* pg1 = stage.member(u"pg1"_s);
    const int width = pg1->width();
    QCOMPARE(stage.zoomShown(), u"100 %"_s);
    QTest::keyClick(pg1, Qt::Key_Plus);
    QCOMPARE(stage.zoomShown(), u"110 %"_s);
    QVERIFY(pg1->width() > width);
    QTest::keyClick(pg1, Qt::Key_Minus);
    QTest::keyClick(pg1, Qt::Key_Minus);
    QCOMPARE(stage.zoomShown(), u"90 %"_s);
    QTest::keyClick(pg1, Qt::Key_0);
    const QSizeF all = stage.canvas()->sizeAt100() * stage.canvas()->zoom();
    QVERIFY(all.width() <= 928 && all.height() <= 780);
    QTest::keyClick(pg1, Qt::Key_1);
    QCOMPARE(stage.zoomShown(), u"100 %"_s);
    QTest::keyClick(pg1, Qt::Key_0);
    QTest::mouseClick(stage.find<QPushButton>(u"zoomIn"_s), Qt::LeftButton);
    QVERIFY(stage.canvas()->sizeAt100().height() * stage.canvas()->zoom() > all.height());
}

void TopologyTest::layersCanBeHidden()
{
    Stage stage;
    stage.show(samples::healthyCluster());
    auto* plate = stage.find<PlateItem>(u"stream:pg2"_s);
    QVERIFY(plate->isVisible());
    const QImage with = stage.canvas()->grab().toImage();
    QTest::mouseClick(stage.find<QPushButton>(u"layers.0"_s), Qt::LeftButton);
    QVERIFY(!plate->isVisible());
    stage.show(samples::laggingStandby());
    QVERIFY(!plate->isVisible());
    QTest::mouseClick(stage.find<QPushButton>(u"layers.0"_s), Qt::LeftButton);
    QVERIFY(plate->isVisible());
    stage.show(samples::healthyCluster());
    QTest::mouseClick(stage.find<QPushButton>(u"layers.1"_s), Qt::LeftButton);
    QVERIFY(stage.canvas()->grab().toImage() != with);
}

void TopologyTest::withoutAClusterItSaysWhy_data()
{
    QTest::addColumn<SnapshotPtr>("snapshot");
    QTest::addColumn<QString>("says");
    ClusterSnapshot empty = samples::healthyCluster();
    empty.members.clear();
    empty.poolers.clear();
    const auto shared = [](ClusterSnapshot s) {
        return std::make_shared<const ClusterSnapshot>(std::move(s));
    };
    QTest::newRow("before the first look") << SnapshotPtr() << u"Looking at the cluster"_s;
    QTest::newRow("no manager") << SnapshotPtr(shared(samples::nothingKnown()))
                                << u"The Swarm manager does not answer"_s;
    const ClusterSnapshot judged = samples::judged(empty);
    QTest::newRow("nothing there") << SnapshotPtr(shared(judged)) << text::title(judged.findings.first());
}

void TopologyTest::withoutAClusterItSaysWhy()
{
    QFETCH(SnapshotPtr, snapshot);
    QFETCH(QString, says);
    Stage stage;
    if (snapshot)
        stage.page->showSnapshot(snapshot);
    QVERIFY(!stage.canvas()->isVisible());
    const auto lines = stage.page->findChildren<TextLine*>();
    QVERIFY(std::any_of(
        lines.begin(), lines.end(), [&](const TextLine* l) { return l->isVisible() && l->text() == says; }));
    stage.show(samples::healthyCluster());
    QVERIFY(stage.canvas()->isVisible());
}

void TopologyTest::poolersAndNodesCanBeInspected()
{
    Stage stage;
    stage.show(samples::clientsWaiting());
    stage.page->inspect(u"pgbouncer-2/billing"_s);
    QCOMPARE(stage.inspected().name, u"pgbouncer-2"_s);
    QCOMPARE(stage.inspected().mark, Mark::Warn);
    QVERIFY(stage.inspected().groups.size() > 1);
    stage.page->inspect(u"node2"_s);
    QCOMPARE(stage.inspected().name, u"node2"_s);
    QCOMPARE(stage.fact(u"State"_s), u"ready"_s);
    QCOMPARE(stage.fact(u"pg2"_s), u"standby"_s);
}

void TopologyTest::sixtyMembersAreShownWithinAFrame()
{
    Stage stage;
    ClusterSnapshot s = samples::manyMembers(60);
    stage.show(s);
    stage.page->inspect(u"pg30"_s);
    QVector<double> took;
    for (int i = 0; i < 15; ++i) {
        samples::changeFacts(s, u"pg5"_s, [&](MemberFacts& f) { f.connections = i; });
        const auto snapshot = std::make_shared<const ClusterSnapshot>(s);
        const double began = workedMs();
        stage.page->showSnapshot(snapshot);
        took.append(workedMs() - began);
    }
    std::sort(took.begin(), took.end());
    qInfo("60 members: median %.2f ms, most %.2f ms", took[7], took[14]);
    QVERIFY2(took[7] < 16, "an update takes longer than a frame");
}

void TopologyTest::theInspectorSaysWhoWouldLead()
{
    Stage stage;
    stage.show(samples::healthyCluster());
    stage.page->inspect(u"pg2"_s);
    const SuccessionContent well = stage.inspected().succession;
    QCOMPARE(well.title, u"If pg1 died now"_s);
    QCOMPARE(well.headline, u"pg2 is next, a person has to promote it"_s);
    QCOMPARE(well.atRisk.text, u"0 B"_s);
    QCOMPARE(well.remaining, u"2 of 3"_s);
    QCOMPARE(stage.member(u"pg2"_s)->content().place.words.text, u"1st in line to lead"_s);
    QCOMPARE(stage.member(u"pg2"_s)->content().place.risk.text, u"0 B at risk"_s);
    QCOMPARE(stage.member(u"pg3"_s)->content().place.words.text, u"2nd in line to lead"_s);
    QVERIFY(stage.member(u"pg1"_s)->content().place.words.text.isEmpty());
    stage.show(samples::node3CutOff());
    QCOMPARE(stage.member(u"pg3"_s)->content().place.words.text, u"Out of line: not reachable"_s);
    stage.page->inspect({});
    const QVector<SuccessionLine> lines = stage.inspected().succession.lines;
    QVERIFY(lines.contains({Mark::Bad, u"pg3 does not answer"_s}));
    QVERIFY(lines.contains({Mark::Warn, u"1 of 3 members remain, no majority"_s}));
    stage.show(samples::laggingStandby());
    QCOMPARE(stage.member(u"pg3"_s)->content().place.risk.text, u"2.1 MB at risk"_s);
    QCOMPARE(stage.member(u"pg3"_s)->content().place.risk.ink, Ink::Warn);
}

void TopologyTest::twoThatLeadAreTheLoudest()
{
    Stage stage;
    stage.show(samples::twoPrimaries());
    for (const char* name : {"pg1", "pg3"}) {
        const CardItem* card = stage.member(QString::fromLatin1(name));
        QVERIFY(card->content().rival);
        QVERIFY(card->accessibleDescription().contains(u"another member leads too"_s));
    }
    QVERIFY(!stage.member(u"pg2"_s)->content().rival);
    QCOMPARE(stage.inspected().succession.headline, u"Several members lead: end that first"_s);
    const StreamContent& fork = stage.find<PlateItem>(u"stream:pg1"_s)->content();
    QVERIFY(fork.parted);
    QCOMPARE(fork.mark, Mark::Bad);
    QCOMPARE(fork.title, u"Parted"_s);
    QCOMPARE(fork.lines,
        (QStringList{
            u"at "_s +
                samples::twoPrimaries().member(u"pg3"_s)->facts.live()->timelineHistory[0].at.toString(),
            u"pg3 leads timeline 5"_s, u"pg1 leads timeline 4"_s}));
    stage.show(samples::healthyCluster());
    QVERIFY(!stage.member(u"pg1"_s)->content().rival);
}

void TopologyTest::aStandbyThatPartedSaysWhere()
{
    Stage stage;
    const ClusterSnapshot s = samples::partedStandby();
    stage.show(s);
    const QString at = s.member(u"pg1"_s)->facts.live()->timelineHistory[0].at.toString();
    const StreamContent& fork = stage.find<PlateItem>(u"stream:pg3"_s)->content();
    QVERIFY(fork.parted);
    QCOMPARE(fork.title, u"Parted at "_s + at);
    QCOMPARE(fork.lines, (QStringList{u"pg1 is on timeline 5"_s, u"pg3 is on timeline 4"_s}));
    stage.page->inspect(u"pg3"_s);
    QCOMPARE(stage.fact(u"Parted from pg1"_s), at + u", timeline 4"_s);
    QCOMPARE(stage.member(u"pg3"_s)->content().place.words.text, u"Out of line: other timeline"_s);
    // Without a history it is no less true, only less exact.
    ClusterSnapshot unread = s;
    for (const char* name : {"pg1", "pg2"})
        samples::changeFacts(
            unread, QString::fromLatin1(name), [](MemberFacts& f) { f.timelineHistory.clear(); });
    stage.show(unread);
    QVERIFY(!stage.find<PlateItem>(u"stream:pg3"_s)->content().parted);
    QCOMPARE(stage.fact(u"Parted from pg1"_s), u"where is unknown"_s);
}

QTEST_MAIN(TopologyTest)
#include "topology_test.moc"
