// Who looked away for a second must find everything where it was: over many generated clusters, what may move
// when data change, and what may not.

#include "tests/gui/generated_clusters.h"
#include "ui/topology/layout/layout.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace switchyard::ui::topology;
using namespace switchyard::generated;
using namespace Qt::StringLiterals;

namespace {

const QVector<QSizeF> rooms{{928, 780}, {600, 300}, {2000, 1400}};

/// A standby that leads nobody and streams from pg1 itself; empty if there is none.
QString heirIn(const ClusterSnapshot& s)
{
    for (auto it = s.members.rbegin(); it != s.members.rend(); ++it) {
        const bool feeds = std::any_of(s.members.begin(), s.members.end(),
            [&](const Member& m) { return m.stream && m.stream->upstream == it->name; });
        if (!feeds && it->stream && it->stream->upstream == u"pg1")
            return it->name;
    }
    return {};
}

/// pg1 hands over to `heir`, and everybody who streamed from pg1 follows.
ClusterSnapshot switchedOver(ClusterSnapshot s, const QString& heir)
{
    for (Member& m : s.members) {
        if (m.stream && m.stream->upstream == u"pg1")
            m.stream->upstream = heir;
    }
    for (Member& m : s.members) {
        if (m.name == u"pg1") {
            const QString id = m.nodeId, name = m.nodeName;
            m = standbyOf(u"pg1"_s, heir);
            m.nodeId = id;
            m.nodeName = name;
        } else if (m.name == heir) {
            m.facts = Fact<MemberFacts>::known(memberFacts(false), {});
            m.stream.reset();
        }
    }
    for (Pooler& p : s.poolers) {
        PoolerFacts facts = *p.facts.live();
        for (PoolDatabase& d : facts.databases)
            d.target = d.target == u"pg1" ? heir : d.target;
        p.facts = Fact<PoolerFacts>::known(facts, {});
    }
    return s;
}

CardGeometry at(const Graph& graph, const Layout& layout, const GraphCard& card)
{
    return layout.cards[graph.card(card.kind, card.name)];
}

} // namespace

class TopologyStabilityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void aSwitchoverMovesTwo_data() { sizes(); }
    void aSwitchoverMovesTwo();
    void oneMoreMemberMovesNobodyElse_data() { sizes(); }
    void oneMoreMemberMovesNobodyElse();
    void oneMoreNodeKeepsTheOrder();

private:
    static void sizes()
    {
        QTest::addColumn<int>("members");
        QTest::addColumn<int>("nodes");
        for (const int nodes : {1, 2, 3, 5, 6, 7, 12, 30}) {
            for (const int members : {2, 3, 5, 12, 30, 60})
                QTest::addRow("%d on %d", members, nodes) << members << nodes;
        }
    }
};

void TopologyStabilityTest::aSwitchoverMovesTwo()
{
    QFETCH(int, members);
    QFETCH(int, nodes);
    for (quint32 seed = 1; seed <= 20; ++seed) {
        ClusterSnapshot s = cluster(members, nodes, 1, members % 4, seed);
        for (Pooler& p : s.poolers)
            p.facts = poolerTo(p.name, 1, u"pg1"_s).facts;
        const QString heir = heirIn(s);
        if (heir.isEmpty())
            continue;
        ClusterSnapshot then = switchedOver(s, heir);
        // A pooler that has not followed yet. One that stands above another has to go round it.
        if (seed % 2 == 0 && s.poolers.size() < 2)
            then.poolers = s.poolers;
        const Graph before = graphOf(s), after = graphOf(then);
        for (const QSizeF& room : rooms) {
            const Layout a = layoutOf(before, room), b = layoutOf(after, room);
            QCOMPARE(a.detail, b.detail);
            if (before.lanes.size() == 1)
                continue; // one column: everything is related to everything
            QCOMPARE(a.lanes, b.lanes);
            for (const GraphCard& card : before.cards) {
                if (card.name == u"pg1" || card.name == heir)
                    continue;
                QVERIFY2(at(before, a, card) == at(after, b, card),
                    qPrintable(u"%1 moved, seed %2, heir %3"_s.arg(card.name).arg(seed).arg(heir)));
            }
        }
    }
}

void TopologyStabilityTest::oneMoreMemberMovesNobodyElse()
{
    QFETCH(int, members);
    QFETCH(int, nodes);
    for (quint32 seed = 1; seed <= 20; ++seed) {
        ClusterSnapshot s = cluster(members, nodes, 1, members % 4, seed);
        const Graph before = graphOf(s);
        Member fresh = standbyOf(u"pg%1"_s.arg(members + 1), u"pg1"_s);
        fresh.nodeId = s.members[static_cast<int>(seed) % members].nodeId;
        fresh.nodeName = s.members[static_cast<int>(seed) % members].nodeName;
        s.members.append(fresh);
        const Graph after = graphOf(s);
        const Layout a = layoutOf(before, {928, 780}), b = layoutOf(after, {928, 780});
        const int lane = after.cards[after.card(CardKind::Member, fresh.name)].lane;
        QCOMPARE(before.lanes, after.lanes);
        for (const GraphCard& card : before.cards) {
            const CardGeometry was = at(before, a, card), is = at(after, b, card);
            QCOMPARE(is.column, was.column);
            QCOMPARE(is.row, was.row);
            QCOMPARE(is.rect.left(), was.rect.left());
            if (card.lane != lane)
                QCOMPARE(is.band, was.band);
            for (const GraphCard& other : before.cards) {
                if (other.lane == card.lane)
                    QCOMPARE(at(after, b, other).band < is.band, at(before, a, other).band < was.band);
            }
        }
    }
}

void TopologyStabilityTest::oneMoreNodeKeepsTheOrder()
{
    for (const int nodes : {2, 3, 5, 7, 11, 20, 40}) {
        ClusterSnapshot s;
        SwarmFacts swarm;
        for (int i = 1; i <= nodes; ++i)
            place(s, swarm, standbyOf(u"pg%1"_s.arg(i), {}), i);
        s.swarm = Fact<SwarmFacts>::known(swarm, {});
        const Graph before = graphOf(s);
        place(s, swarm, standbyOf(u"pgz"_s, {}), nodes + 1);
        s.swarm = Fact<SwarmFacts>::known(swarm, {});
        const Graph after = graphOf(s);
        const Layout a = layoutOf(before, {928, 780}), b = layoutOf(after, {928, 780});
        const auto place = [](const CardGeometry& c) { return c.row * 1000 + c.column; };
        for (const GraphCard& one : before.cards) {
            for (const GraphCard& two : before.cards)
                QCOMPARE(place(at(before, a, one)) < place(at(before, a, two)),
                    place(at(after, b, one)) < place(at(after, b, two)));
        }
    }
}

QTEST_APPLESS_MAIN(TopologyStabilityTest)
#include "topology_stability_test.moc"
