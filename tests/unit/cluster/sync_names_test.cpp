#include "core/cluster/findings.h"
#include "core/cluster/sync_names.h"
#include "tests/support/sample_snapshots.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;

class SyncNamesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryForm_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<int>("required");
        QTest::addColumn<bool>("any");
        QTest::addColumn<QString>("names");
        QTest::newRow("off") << u" "_s << 0 << false << u""_s;
        QTest::newRow("list") << u"pg2, pg3"_s << 1 << false << u"pg2|pg3"_s;
        QTest::newRow("count") << u"2 (pg2,pg3, pg4)"_s << 2 << false << u"pg2|pg3|pg4"_s;
        QTest::newRow("first") << u"FIRST 1 (pg2)"_s << 1 << false << u"pg2"_s;
        QTest::newRow("any, small") << u"any 2 ( pg2 , pg3 )"_s << 2 << true << u"pg2|pg3"_s;
        QTest::newRow("everybody") << u"*"_s << 1 << false << u"*"_s;
        QTest::newRow("quoted") << u"ANY 1 (\"pg-2\", \"a\"\"b\")"_s << 1 << true << u"pg-2|a\"b"_s;
    }
    void readsEveryForm()
    {
        QFETCH(QString, setting);
        const SyncNames sync = parseSyncNames(setting);
        QTEST(sync.required, "required");
        QTEST(sync.any, "any");
        QTEST(sync.names.join(u'|'), "names");
    }

    void lagIsJudgedByTheStandbysOwnLimit()
    {
        const ClusterSnapshot snapshot = samples::laggingStandby(); // pg3: 48 MB and 14 s
        const auto warned = [&](const FindingLimits& limits) {
            const auto findings = findFindings(snapshot, nullptr, limits);
            return std::any_of(findings.begin(), findings.end(),
                [](const Finding& f) { return f.code == FindingCode::ReplayLagHigh && f.subject == u"pg3"; });
        };
        FindingLimits limits;
        QVERIFY(warned(limits));
        limits.replayLag.ofStandby.insert(u"pg3"_s, LagLimit{50'000'000, 15s});
        QVERIFY(!warned(limits));
        limits.replayLag.ofStandby.insert(u"pg3"_s, LagLimit{50'000'000, 13s});
        QVERIFY(warned(limits));
        limits.replayLag.ofStandby = {{u"pg2"_s, LagLimit{50'000'000, 15s}}};
        QVERIFY(warned(limits));
    }
};

QTEST_APPLESS_MAIN(SyncNamesTest)
#include "sync_names_test.moc"
