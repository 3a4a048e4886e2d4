// Geometry of the topology over many generated clusters: what must never happen, whatever the cluster looks
// like.

#include "tests/gui/generated_clusters.h"
#include "ui/topology/layout/layout.h"

#include <QLineF>
#include <QTest>

#include <chrono>

using namespace switchyard;
using namespace switchyard::ui::topology;
using namespace switchyard::generated;
using namespace Qt::StringLiterals;

namespace {

bool crosses(const QLineF& segment, const QRectF& card)
{
    const QRectF inside = card.adjusted(0.5, 0.5, -0.5, -0.5);
    if (inside.contains(segment.p1()) || inside.contains(segment.p2()))
        return true;
    const QLineF borders[] = {{inside.topLeft(), inside.topRight()},
        {inside.topRight(), inside.bottomRight()}, {inside.bottomRight(), inside.bottomLeft()},
        {inside.bottomLeft(), inside.topLeft()}};
    for (const QLineF& border : borders) {
        QPointF at;
        if (segment.intersects(border, &at) == QLineF::BoundedIntersection)
            return true;
    }
    return false;
}

QString cardFaults(const Graph& graph, const Layout& layout)
{
    for (int i = 0; i < layout.cards.size(); ++i) {
        const QRectF& card = layout.cards[i].rect;
        const QRectF& lane = layout.lanes[graph.cards[i].lane].rect;
        if (!lane.contains(card) || card.top() < lane.top() + size::laneHeader)
            return u"%1 leaves its lane"_s.arg(graph.cards[i].name);
        for (int j = i + 1; j < layout.cards.size(); ++j) {
            if (card.intersects(layout.cards[j].rect))
                return u"%1 lies on %2"_s.arg(graph.cards[i].name, graph.cards[j].name);
        }
    }
    return {};
}

QString linkFaults(const Graph& graph, const Layout& layout)
{
    for (int i = 0; i < layout.links.size(); ++i) {
        const LinkGeometry& link = layout.links[i];
        const QString name =
            graph.cards[graph.links[i].from].name + u" to "_s + graph.cards[graph.links[i].to].name;
        for (int c = 0; c < layout.cards.size(); ++c) {
            for (int p = 1; p < link.points.size(); ++p) {
                if (crosses({link.points[p - 1], link.points[p]}, layout.cards[c].rect))
                    return u"%1 crosses %2"_s.arg(name, graph.cards[c].name);
            }
            for (const QRectF& zone : {link.plateZone, link.chipZone}) {
                if (!zone.isNull() && zone.isValid() && zone.intersects(layout.cards[c].rect))
                    return u"a plate of %1 lies on %2"_s.arg(name, graph.cards[c].name);
            }
        }
        if (graph.links[i].kind == LinkKind::Stream && link.plateZone.height() < size::plate)
            return u"no room for the plate of %1: %2 px"_s.arg(name).arg(link.plateZone.height());
        for (int j = 0; j < layout.links.size(); ++j) {
            if (j == i)
                continue;
            const QString other =
                graph.cards[graph.links[j].from].name + u" to "_s + graph.cards[graph.links[j].to].name;
            if (i < j && link.plateZone.intersects(layout.links[j].plateZone))
                return u"plates of %1 and %2 lie on each other"_s.arg(name, other);
            if (i < j && link.chipZone.intersects(layout.links[j].plateZone))
                return u"plates of %1 and %2 lie on each other"_s.arg(name, other);
            for (int p = 1; p < layout.links[j].points.size(); ++p) {
                const QLineF segment(layout.links[j].points[p - 1], layout.links[j].points[p]);
                if (graph.links[i].kind == LinkKind::Stream && crosses(segment, link.plateZone))
                    return u"%1 runs through a plate of %2: (%3, %4) to (%5, %6), plate at (%7, %8)"_s
                        .arg(other, name)
                        .arg(segment.x1())
                        .arg(segment.y1())
                        .arg(segment.x2())
                        .arg(segment.y2())
                        .arg(link.plateZone.x())
                        .arg(link.plateZone.y());
                if (!link.chipZone.isNull() && link.chipZone.width() > 1 && crosses(segment, link.chipZone))
                    return u"%1 runs through the second plate of %2"_s.arg(other, name);
            }
        }
        const QRectF canvas({0, 0}, layout.size);
        for (const QPointF& p : link.points) {
            if (!canvas.contains(p))
                return name + u" leaves the canvas"_s;
        }
    }
    return {};
}

} // namespace

class TopologyLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void nothingLiesOnAnything_data();
    void nothingLiesOnAnything();
    void theMockUpsPlaces();
    void rowsAreDroppedBeforeAnythingScrolls();
    void lanesStayWhenTheRolesSwap();
    void aMemberThatWasLostKeepsItsPlace();
    void figuresMoveNothing();
    void aRingOfUpstreamsEnds();
    void namesCountAsPeopleDo();
    void sixtyMembersAreQuick();
};

void TopologyLayoutTest::nothingLiesOnAnything_data()
{
    QTest::addColumn<int>("members");
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("leaders");
    QTest::addColumn<int>("poolers");
    for (const int nodes : {1, 2, 3, 5, 6, 7, 20, 60}) {
        for (const int members : {1, 2, 3, 4, 7, 12, 30, 60}) {
            for (const int leaders : {0, 1, 2}) {
                if (members >= leaders)
                    QTest::addRow("%d on %d, %d lead", members, nodes, leaders)
                        << members << nodes << leaders << members % 5;
            }
        }
    }
}

void TopologyLayoutTest::nothingLiesOnAnything()
{
    QFETCH(int, members);
    QFETCH(int, nodes);
    QFETCH(int, leaders);
    QFETCH(int, poolers);
    for (quint32 seed = 1; seed <= 12; ++seed) {
        const Graph graph = graphOf(cluster(members, nodes, leaders, poolers, seed));
        QCOMPARE(graph.cards.size(), members + poolers);
        for (const QSizeF& canvas : {QSizeF(928, 780), QSizeF(600, 300), QSizeF(2000, 1400)}) {
            const Layout layout = layoutOf(graph, canvas);
            QCOMPARE(layout.links.size(), graph.links.size());
            QCOMPARE(cardFaults(graph, layout), QString());
            QCOMPARE(linkFaults(graph, layout), QString());
        }
    }
}

void TopologyLayoutTest::theMockUpsPlaces()
{
    const Graph graph = graphOf(three(1));
    const Layout layout = layoutOf(graph, {928, 780});
    QCOMPARE(layout.detail, Detail::Full);
    QCOMPARE(layout.lanes[0].rect, QRectF(16, 8, 292, 764));
    QCOMPARE(layout.lanes[2].rect.right(), 908.0);
    const auto card = [&](CardKind kind, const QString& name) {
        return layout.cards[graph.card(kind, name)].rect;
    };
    QCOMPARE(card(CardKind::Pooler, u"pgbouncer-1"_s), QRectF(32, 88, 260, 88));
    QCOMPARE(card(CardKind::Member, u"pg1"_s), QRectF(32, 248, 260, 200));
    QCOMPARE(card(CardKind::Member, u"pg2"_s), QRectF(332, 528, 260, 188));
    QCOMPARE(card(CardKind::Member, u"pg3"_s), QRectF(632, 528, 260, 188));
}

void TopologyLayoutTest::rowsAreDroppedBeforeAnythingScrolls()
{
    const Graph graph = graphOf(three(1));
    const Layout shorter = layoutOf(graph, {928, 659});
    QCOMPARE(shorter.detail, Detail::NoPosition);
    QCOMPARE(shorter.size.height(), 659.0);
    QCOMPARE(layoutOf(graph, {928, 580}).detail, Detail::NoSupervisor);
    QVERIFY(layoutOf(graph, {928, 300}).size.height() > 300);
}

void TopologyLayoutTest::lanesStayWhenTheRolesSwap()
{
    const Graph before = graphOf(three(1)), after = graphOf(three(2));
    const Layout a = layoutOf(before, {928, 780}), b = layoutOf(after, {928, 780});
    QCOMPARE(before.lanes, after.lanes);
    QCOMPARE(a.lanes, b.lanes);
    const int pg1 = before.card(CardKind::Member, u"pg1"_s), pg2 = before.card(CardKind::Member, u"pg2"_s);
    const int pg3 = before.card(CardKind::Member, u"pg3"_s);
    QCOMPARE(a.cards[pg1].rect.left(), b.cards[pg1].rect.left());
    QCOMPARE(a.cards[pg1].rect.top(), b.cards[pg2].rect.top());
    QCOMPARE(a.cards[pg3], b.cards[pg3]);
}

void TopologyLayoutTest::aMemberThatWasLostKeepsItsPlace()
{
    ClusterSnapshot s = three(1);
    const Graph before = graphOf(s);
    for (Member& m : s.members) {
        m.facts = m.facts.failed(Error{ErrorKind::Timeout, u"postgres.timeout"_s, {}, {}});
        m.stream.reset();
    }
    QCOMPARE(graphOf(s), before);
}

void TopologyLayoutTest::figuresMoveNothing()
{
    ClusterSnapshot s = three(1);
    const Graph before = graphOf(s);
    s.generation = 7;
    s.members[1].stream->replayLagBytes = 40'000'000;
    s.members[1].stream->syncState = u"sync"_s;
    s.members[2].stream->connected = false;
    s.findings.append(Finding{FindingCode::ReplayLagHigh, Severity::Warning, u"pg2"_s});
    QCOMPARE(graphOf(s), before);
}

void TopologyLayoutTest::aRingOfUpstreamsEnds()
{
    ClusterSnapshot s = three(1);
    s.members[0] = standbyOf(u"pg1"_s, u"pg3"_s);
    s.members[0].nodeId = u"id-1"_s;
    const Graph graph = graphOf(s);
    QCOMPARE(graph.links.size(), 3 + 2);
    QCOMPARE(linkFaults(graph, layoutOf(graph, {928, 780})), QString());
}

void TopologyLayoutTest::namesCountAsPeopleDo()
{
    QVERIFY(naturalLess(u"node2"_s, u"node10"_s));
    QVERIFY(!naturalLess(u"node10"_s, u"node2"_s));
    QVERIFY(naturalLess(u"a"_s, u"b"_s));
    QVERIFY(naturalLess(u"pg1"_s, u"pg1b"_s));
    QVERIFY(!naturalLess(u"pg1"_s, u"pg1"_s));
}

void TopologyLayoutTest::sixtyMembersAreQuick()
{
    const ClusterSnapshot s = cluster(60, 20, 1, 4, 3);
    const auto began = std::chrono::steady_clock::now();
    const Layout layout = layoutOf(graphOf(s), {928, 780});
    const auto took = std::chrono::steady_clock::now() - began;
    QCOMPARE(layout.cards.size(), 64);
    // A frame at 60 Hz is 16 ms; measured 0.6 ms, so that a busy machine does not fail it.
    QVERIFY2(took < std::chrono::milliseconds(16), qPrintable(QString::number(took.count() / 1e6)));
}

QTEST_APPLESS_MAIN(TopologyLayoutTest)
#include "topology_layout_test.moc"
