// Where two histories part, and when they do not.

#include "core/cluster/parting.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

using History = QVector<TimelineSwitch>;
Q_DECLARE_METATYPE(MemberFacts)

namespace {

MemberFacts on(int timeline, std::uint64_t position, const History& history = {}, bool standby = false)
{
    MemberFacts f;
    f.timeline = timeline;
    f.timelineHistory = history;
    f.inRecovery = standby;
    (standby ? f.received : f.flush) = Lsn(position);
    return f;
}

} // namespace

class PartingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void readsHistoryFiles();
    void partings_data();
    void partings();
};

void PartingTest::readsHistoryFiles()
{
    const QString file =
        u"1\t0/30001A8\tno recovery target specified\n\n# by hand\n2\t0/5000000\tbefore 2026\n"_s;
    QCOMPARE(parseTimelineHistory(file), (History{{1, Lsn(0x30001A8)}, {2, Lsn(0x5000000)}}));
    QCOMPARE(parseTimelineHistory({}), History());
    QCOMPARE(parseTimelineHistory(u"1\tnowhere\tx\nx\t0/1\ty"_s), History());
}

void PartingTest::partings_data()
{
    QTest::addColumn<MemberFacts>("one");
    QTest::addColumn<MemberFacts>("other");
    QTest::addColumn<Parting::Kind>("kind");
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("common");
    const auto row = [](const char* name, const MemberFacts& one, const MemberFacts& other,
                         Parting::Kind kind, int at,
                         int common) { QTest::newRow(name) << one << other << kind << at << common; };
    using Kind = Parting::Kind;
    row("one timeline", on(4, 900), on(4, 700), Kind::Same, 0, 0);
    row("history of one is enough", on(4, 900), on(5, 800, {{4, Lsn(600)}}), Kind::Parted, 600, 4);
    row("it stopped before", on(4, 500), on(5, 800, {{4, Lsn(600)}}), Kind::Behind, 600, 4);
    row("it stopped exactly there", on(4, 600, {}, true), on(5, 800, {{4, Lsn(600)}}), Kind::Behind, 600, 4);
    row("two went on from one", on(5, 900, {{4, Lsn(600)}}), on(6, 800, {{4, Lsn(550)}}), Kind::Parted, 550,
        4);
    row("grandchild", on(3, 900, {{2, Lsn(300)}}), on(6, 950, {{2, Lsn(300)}, {3, Lsn(700)}, {4, Lsn(800)}}),
        Kind::Parted, 700, 3);
    row("the newest common one", on(7, 900, {{1, Lsn(100)}, {2, Lsn(300)}}),
        on(6, 950, {{1, Lsn(100)}, {2, Lsn(200)}}), Kind::Parted, 200, 2);
    row("neither can be read", on(5, 900), on(6, 800), Kind::Unknown, 0, 0);
    row("the same number twice", on(5, 900, {{4, Lsn(600)}}), on(5, 800, {{4, Lsn(650)}}), Kind::Parted, 600,
        4);
    row("the same number, one unread", on(5, 900, {{4, Lsn(600)}}), on(5, 800), Kind::Same, 0, 0);
}

void PartingTest::partings()
{
    QFETCH(MemberFacts, one);
    QFETCH(MemberFacts, other);
    QFETCH(Parting::Kind, kind);
    QFETCH(int, at);
    QFETCH(int, common);
    const std::optional<Lsn> where =
        at > 0 ? std::optional(Lsn(static_cast<std::uint64_t>(at))) : std::nullopt;
    QCOMPARE(partingOf(one, other), (Parting{kind, where, common}));
    QCOMPARE(partingOf(other, one), (Parting{kind, where, common}));
}

QTEST_APPLESS_MAIN(PartingTest)
#include "parting_test.moc"
