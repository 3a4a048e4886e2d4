#include "tests/support/sample_snapshots.h"
#include "ui/text/text.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ClusterSnapshot)

namespace {

Error timedOut()
{
    return {ErrorKind::Timeout, u"pg.timeout"_s, {}, {}};
}

ClusterSnapshot without(std::initializer_list<const char*> members)
{
    ClusterSnapshot c = samples::healthyCluster();
    for (const char* name : members)
        samples::makeUnreachable(c, QString::fromLatin1(name), timedOut(), 14s);
    return samples::judged(c);
}

ClusterSnapshot readOnly()
{
    ClusterSnapshot c = samples::healthyCluster();
    samples::changeFacts(c, u"pg1"_s, [](MemberFacts& f) { f.readOnlyDefault = true; });
    return samples::judged(c);
}

ClusterSnapshot allStandbys()
{
    ClusterSnapshot c = samples::healthyCluster();
    samples::changeFacts(c, u"pg1"_s, [](MemberFacts& f) { f.inRecovery = true; });
    return samples::judged(c);
}

ClusterSnapshot lagUnread()
{
    ClusterSnapshot c = samples::healthyCluster();
    for (Member& m : c.members) {
        if (m.stream)
            m.stream->replayLag.reset();
    }
    return samples::judged(c);
}

} // namespace

class HeadlineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void says_data()
    {
        QTest::addColumn<ClusterSnapshot>("snapshot");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("severity");
        const auto row = [](const char* name, const ClusterSnapshot& c, const QString& expected,
                             Severity severity) {
            QTest::newRow(name) << c << expected << static_cast<int>(severity);
        };
        row("healthy", samples::healthyCluster(),
            u"Healthy: pg1 leads on node1, 2 standbys streaming, 12 ms behind"_s, Severity::Info);
        row("two members", samples::manyMembers(2),
            u"Healthy: pg1 leads on node1, 1 standby streaming, 8 ms behind"_s, Severity::Info);
        row("a warning stands beside it", samples::laggingStandby(),
            u"Healthy: pg1 leads on node1, 2 standbys streaming, 14 s behind"_s, Severity::Info);
        row("node3 is cut off", samples::node3CutOff(),
            u"Degraded: pg1 leads on node1, 1 of 2 standbys streaming, node3 is cut off"_s, Severity::Error);
        row("a member is silent", without({"pg3"}),
            u"Degraded: pg1 leads on node1, 1 of 2 standbys streaming, pg3 does not answer"_s,
            Severity::Error);
        row("the primary is silent", without({"pg1"}),
            u"No primary: 2 standbys answer, pg1 on node1 led and cannot be read"_s, Severity::Error);
        row("nobody leads", allStandbys(), u"No primary: 3 standbys answer, none of them leads"_s,
            Severity::Error);
        row("two primaries", samples::twoPrimaries(),
            u"Two primaries: pg1 on node1 and pg3 on node3 lead at the same time, stop the one that clients "
            u"should not "
            u"use"_s,
            Severity::Error);
        row("read only", readOnly(),
            u"Read only: pg1 leads on node1, 2 standbys streaming, pg1 refuses writes"_s, Severity::Error);
        row("lag not told", lagUnread(),
            u"Healthy: pg1 leads on node1, 2 standbys streaming, how far behind is unknown"_s,
            Severity::Info);
        row("all silent", without({"pg1", "pg2", "pg3"}),
            u"Unknown: no member can be read, pg1 on node1 led when seen 14 s ago"_s, Severity::Error);
        row("nothing known", samples::nothingKnown(), u"Unknown: the Docker engine does not answer"_s,
            Severity::Error);
        row("before the first look", ClusterSnapshot{}, u"Unknown: nothing was read yet"_s, Severity::Error);
    }
    void says()
    {
        QFETCH(ClusterSnapshot, snapshot);
        QFETCH(int, severity);
        const text::Headline h = text::headline(snapshot);
        QTEST(h.state + u": "_s + h.sentence, "expected");
        QCOMPARE(static_cast<int>(h.severity), severity);
        QCOMPARE(h.unknown, h.state == u"Unknown");
    }
};

QTEST_APPLESS_MAIN(HeadlineTest)
#include "headline_test.moc"
