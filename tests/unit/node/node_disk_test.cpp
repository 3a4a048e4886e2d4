#include "core/node/disk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace switchyard::node;
using namespace Qt::StringLiterals;

namespace {

const QByteArray controlData = "pg_control version number:            1300\n"
                               "Database system identifier:           7301234567890123456\n"
                               "Database cluster state:               shut down in recovery\n"
                               "Latest checkpoint's TimeLineID:       4\n"
                               "Latest checkpoint's PrevTimeLineID:   3\n";

} // namespace

class NodeDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsTheControlFile()
    {
        const DiskFacts facts = parseControlData(controlData, true);
        QCOMPARE(facts.kind, DiskKind::Data);
        QCOMPARE(facts.systemIdentifier, u"7301234567890123456"_s);
        QCOMPARE(facts.timeline, 4);
        QCOMPARE(facts.state, u"shut down in recovery"_s);
        QCOMPARE(facts.standby, true);
        QCOMPARE(parseControlData(controlData, false).standby, false);
    }

    void doesNotTakeHalfOfItForData_data()
    {
        QTest::addColumn<QByteArray>("without");
        for (const char* line :
            {"Database system identifier", "Database cluster state", "Latest checkpoint's TimeLineID"})
            QTest::newRow(line) << QByteArray(line);
    }

    void doesNotTakeHalfOfItForData()
    {
        QFETCH(QByteArray, without);
        const DiskFacts facts =
            parseControlData(QByteArray(controlData).replace(without, "Something else"), false);
        QCOMPARE(facts.kind, DiskKind::Foreign);
        QVERIFY(!facts.problem.isEmpty());
        QCOMPARE(facts.timeline, 0);
    }

    void newDataTakesItsPlaceWhole()
    {
        const QTemporaryDir volume;
        Paths paths;
        paths.volume = volume.path();
        QVERIFY(QDir().mkpath(paths.newData()));
        QVERIFY(markStandby(paths.newData()).has_value());
        QVERIFY(writeDurably(paths.newData() + u"/PG_VERSION"_s, "15\n").has_value());
        QVERIFY(adoptNewData(paths).has_value());
        QVERIFY(!QFile::exists(paths.newData()));
        QVERIFY(QFile::exists(standbySignal(paths.data())));
        const auto permissions = QFile::permissions(paths.data() + u"/PG_VERSION"_s);
        QVERIFY(!(permissions & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void newDataChangesPlacesWithOldData()
    {
        const QTemporaryDir volume;
        Paths paths;
        paths.volume = volume.path();
        QVERIFY(QDir().mkpath(paths.data()));
        QVERIFY(writeDurably(paths.data() + u"/old"_s, "old\n").has_value());
        QVERIFY(QDir().mkpath(paths.newData()));
        QVERIFY(writeDurably(paths.newData() + u"/new"_s, "new\n").has_value());
        QVERIFY(adoptNewData(paths).has_value());
        QVERIFY(QFile::exists(paths.data() + u"/new"_s));
        QVERIFY(QFile::exists(paths.newData() + u"/old"_s)); // to be removed
    }

    void remembersWhereItLed()
    {
        const QTemporaryDir volume;
        Paths paths;
        paths.volume = volume.path();
        QCOMPARE(ledTimeline(paths), 0);
        QVERIFY(rememberLed(paths, 7).has_value());
        QCOMPARE(ledTimeline(paths), 7);
        forgetLed(paths);
        QCOMPARE(ledTimeline(paths), 0);
    }
};

QTEST_GUILESS_MAIN(NodeDiskTest)
#include "node_disk_test.moc"
