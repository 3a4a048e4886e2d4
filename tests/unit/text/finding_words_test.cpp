#include "tests/support/sample_snapshots.h"
#include "ui/text/text.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

constexpr int codeCount = static_cast<int>(FindingCode::MemberRejoining) + 1;

Finding bare(int code)
{
    Finding f;
    f.code = static_cast<FindingCode>(code);
    f.subject = u"pg3"_s;
    return f;
}

void checkSentence(const QString& s)
{
    static const QRegularExpression marker(u"%[0-9n]|[{}]"_s);
    QVERIFY2(!s.isEmpty(), "nothing is said");
    QVERIFY2(!marker.match(s).hasMatch(), qPrintable(s));
    QVERIFY2(!s.contains(u"  ") && !s.contains(u'!'), qPrintable(s));
}

QStringList titles(const ClusterSnapshot& c)
{
    QStringList list;
    for (const Finding& f : c.findings)
        list.append(text::title(f));
    return list;
}

} // namespace

class FindingWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void everyCodeIsSaid_data()
    {
        QTest::addColumn<int>("code");
        for (int i = 0; i < codeCount; ++i)
            QTest::newRow(qPrintable(text::findingCodeName(static_cast<FindingCode>(i)))) << i;
    }
    /// Also without a single arg: an incomplete finding is said with "unknown", never with a zero.
    void everyCodeIsSaid()
    {
        QFETCH(int, code);
        const Finding f = bare(code);
        checkSentence(text::title(f));
        for (const QString& part : {text::meaning(f), text::remedy(f)}) {
            checkSentence(part);
            QVERIFY2(part.endsWith(u'.'), qPrintable(part));
        }
        QCOMPARE(text::explanation(f), text::meaning(f) + u' ' + text::remedy(f));
        QVERIFY(!text::title(f).endsWith(u'.'));
        QVERIFY2(
            !text::title(f).contains(QRegularExpression(u"\\b0 (B|ms|s)\\b"_s)), qPrintable(text::title(f)));
    }

    /// What a judge notes stands in the evidence under a name for people, with its unit.
    void evidenceIsNamedAndHasUnits()
    {
        const QStringList settings{
            u"max_connections"_s, u"max_slot_wal_keep_size"_s, u"synchronous_standby_names"_s};
        int rows = 0;
        for (const ClusterSnapshot& c : {samples::node3CutOff(), samples::laggingStandby(),
                 samples::twoPrimaries(), samples::clientsWaiting(), samples::nothingKnown()}) {
            for (const Finding& f : c.findings) {
                for (const text::Evidence& e : text::evidence(f)) {
                    ++rows;
                    QVERIFY2(!e.name.contains(u'_') || settings.contains(e.name), qPrintable(e.name));
                    QVERIFY2(!e.value.isEmpty(), qPrintable(e.name));
                }
            }
        }
        QVERIFY(rows > 30);
        const QVector<text::Evidence> lag = text::evidence(samples::laggingStandby().findings.first());
        QVERIFY(lag.contains({u"Replay lag"_s, u"48 MB"_s}));
        QVERIFY(lag.contains({u"Limit in time"_s, u"10 s"_s}));
    }
    void evidenceLosesNothing()
    {
        Finding f = bare(static_cast<int>(FindingCode::NodeDown));
        f.args = {{u"new_bytes"_s, u"1800000"_s}, {u"cause_code"_s, u"3"_s}, {u"node"_s, QString()}};
        QCOMPARE(text::evidence(f), (QVector<text::Evidence>{{u"new_bytes"_s, u"1.8 MB"_s}}));
    }

    void everyCodeCanBeACause_data() { everyCodeIsSaid_data(); }
    void everyCodeCanBeACause()
    {
        QFETCH(int, code);
        Finding f = bare(static_cast<int>(FindingCode::MemberUnreachable));
        f.args = {{u"cause_code"_s, QString::number(code)}, {u"cause_subject"_s, u"node3"_s}};
        const QString title = text::title(f);
        checkSentence(title);
        QVERIFY2(title.startsWith(u"pg3 does not answer because ") && title.size() > 33, qPrintable(title));
    }

    void namesAreStableAndDiffer()
    {
        QSet<QString> names;
        for (int i = 0; i < codeCount; ++i)
            names.insert(text::findingCodeName(static_cast<FindingCode>(i)));
        QCOMPARE(names.size(), qsizetype{codeCount});
        QVERIFY(!names.contains(QString()));
        QCOMPARE(text::findingCodeName(FindingCode::ReplayLagHigh), u"replay_lag_high"_s);
        QCOMPARE(text::severityName(Severity::Error), u"error"_s);
        QCOMPARE(text::roleName(Role::Unknown), u"unknown"_s);
    }

    void samples_data()
    {
        QTest::addColumn<QStringList>("said");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("node3 is cut off")
            << titles(samples::node3CutOff())
            << QStringList{u"node3 is cut off: Swarm misses its heartbeats"_s,
                   u"orders_pg3 runs 0 of 1 tasks because node3 is cut off"_s,
                   u"pg3 does not answer because node3 is cut off"_s,
                   u"2 of 3 Swarm managers are reachable because node3 is cut off"_s,
                   u"WAL piles up on pg1 because repmgr_slot_3 waits for pg3: 47 MB of at most 20 GB"_s};
        QTest::newRow("lagging standby")
            << titles(samples::laggingStandby()) << QStringList{u"pg3 is 48 MB and 14 s behind pg1"_s};
        QTest::newRow("two primaries")
            << titles(samples::twoPrimaries()).mid(0, 1) << QStringList{u"pg1 and pg3 both accept writes"_s};
        QTest::newRow("clients wait")
            << titles(samples::clientsWaiting())
            << QStringList{u"7 clients wait for billing on pgbouncer-2, the longest for 1.8 s"_s};
        QTest::newRow("nothing known")
            << titles(samples::nothingKnown())
            << QStringList{u"The Docker engine does not answer: unix:///run/docker.sock, 1.0 s"_s};
    }
    void samples()
    {
        QFETCH(QStringList, said);
        QTEST(said, "expected");
    }

    void aMemberThatLedIsNotCalledStopped()
    {
        ClusterSnapshot c = samples::healthyCluster();
        samples::makeUnreachable(
            c, u"pg1"_s, {ErrorKind::Timeout, u"pg.timeout"_s, {}, {}}, std::chrono::seconds(14));
        c = samples::judged(c);
        QString said;
        for (const Finding& f : c.findings) {
            if (f.code == FindingCode::MemberUnreachable)
                said = text::explanation(f);
        }
        QVERIFY2(said.contains(u"pg1 is unknown, seen 14 s ago as a primary."), qPrintable(said));
        QVERIFY2(said.contains(u"may still accept writes"), qPrintable(said));
    }
};

QTEST_APPLESS_MAIN(FindingWordsTest)
#include "finding_words_test.moc"
