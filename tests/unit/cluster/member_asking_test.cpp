// Which statement a member is asked, and what becomes of the answers.

#include "core/cluster/member_asking.h"

#include "tests/unit/cluster/fakes.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr SteadyTime start = SteadyTime(1000s);
const QString pg1 = u"10.0.0.1:5432"_s;

MemberFacts primaryOn(int timeline)
{
    MemberFacts facts;
    facts.systemIdentifier = u"42"_s;
    facts.timeline = timeline;
    facts.insert = Lsn(1000);
    return facts;
}

postgres::Answer failure(const QString& code)
{
    return fail(ErrorKind::Rejected, code, u"permission denied for table nodes"_s);
}

} // namespace

class MemberAskingTest : public QObject
{
    Q_OBJECT

    MemberAsking asking_;

    bool full(SteadyTime at, const QString& address = pg1) const
    {
        return asking_.statementFor(address, at) == fullMemberSql();
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        asking_ = {};
        QVERIFY(full(start));
        QVERIFY(asking_.take(pg1, fakes::rowsOf(primaryOn(1)), start)->has_value());
    }

    void asksBrieflyForAWhile()
    {
        QVERIFY(!full(start + 1s));
        QVERIFY(full(start + 1s, u"10.0.0.2:5432"_s));
        QVERIFY(!full(start + MemberAsking::fullEvery - 1ms));
        QVERIFY(full(start + MemberAsking::fullEvery));
    }

    void keepsWhatOnlyTheFullAnswerSays()
    {
        MemberFacts moved = primaryOn(1);
        moved.systemIdentifier.clear();
        moved.insert = Lsn(2000);
        const auto taken = asking_.take(pg1, fakes::rowsOf(moved), start + 1s);
        QVERIFY(taken && *taken);
        QCOMPARE((*taken)->systemIdentifier, u"42"_s);
        QCOMPARE((*taken)->insert, std::optional(Lsn(2000)));
        QVERIFY(!full(start + 2s));
    }

    void asksInFullAtOnceWhenItIsAnotherServer()
    {
        QVERIFY(!asking_.take(pg1, fakes::rowsOf(primaryOn(2)), start + 1s));
        QVERIFY(full(start + 1s));
        const auto taken = asking_.take(pg1, fakes::rowsOf(primaryOn(2)), start + 1s);
        QCOMPARE((*taken)->timeline, 2);
    }

    void asksInFullAtOnceWhenTheBriefOneIsRefused()
    {
        QVERIFY(!asking_.take(pg1, failure(u"pg.sql"_s), start + 1s));
        const auto taken =
            asking_.take(pg1, failure(u"pg.sql"_s), start + 1s); // the full one was refused too
        QVERIFY(taken && !*taken);
        QCOMPARE(taken->error().code, u"pg.sql"_s);
    }

    void forgetsAServerThatDidNotAnswer()
    {
        const auto taken = asking_.take(pg1, failure(u"pg.timeout"_s), start + 1s);
        QCOMPARE(taken->error().code, u"pg.timeout"_s);
        QVERIFY(full(start + 2s));
    }
};

QTEST_APPLESS_MAIN(MemberAskingTest)
#include "member_asking_test.moc"
