// The tree of pools changes row by row: selection, expansion and order survive whatever the poolers do.

#include "core/history/history.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/pools/pools_model.h"
#include "ui/replication/slots_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::ui;

namespace {

QVector<PoolGroup> groupsOf(const ClusterSnapshot& snapshot, PoolGrouping grouping = PoolGrouping::ByPooler)
{
    return poolGroups(snapshot, History(), 0, grouping);
}

QStringList keys(const PoolsModel& model)
{
    QStringList result;
    for (int g = 0; g < model.rowCount(); ++g) {
        for (int r = 0; r < model.rowCount(model.index(g, 0)); ++r)
            result << model.index(r, 0, model.index(g, 0)).data(PoolsModel::KeyRole).toString();
    }
    return result;
}

} // namespace

class PoolsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { testing::failOnAnyWarning(); }

    void keepsIndexesWhileRowsComeAndGo()
    {
        PoolsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        ClusterSnapshot snapshot = samples::healthyCluster();
        model.setGroups(groupsOf(snapshot));
        QCOMPARE(model.rowCount(), 2);
        const QPersistentModelIndex billing = model.indexOf(u"pgbouncer-2/billing"_s);
        QVERIFY(billing.isValid());

        samples::changePooler(snapshot, u"pgbouncer-2"_s, [](PoolerFacts& facts) {
            facts.databases.removeIf([](const PoolDatabase& d) { return d.name == u"orders"_s; });
            PoolDatabase added;
            added.name = u"audit"_s;
            facts.databases.push_back(added);
        });
        model.setGroups(groupsOf(snapshot));
        QVERIFY(billing.isValid());
        QCOMPARE(billing.data(PoolsModel::KeyRole).toString(), u"pgbouncer-2/billing"_s);
        QVERIFY(keys(model).contains(u"pgbouncer-2/audit"_s));
        QVERIFY(!keys(model).contains(u"pgbouncer-2/orders"_s));

        snapshot.poolers.removeIf([](const Pooler& pooler) { return pooler.name == u"pgbouncer-1"_s; });
        model.setGroups(groupsOf(snapshot));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(billing.isValid());
        QCOMPARE(billing.parent().row(), 0);
        model.setGroups({});
        QVERIFY(!billing.isValid());
        QCOMPARE(resets.count(), 0);
    }

    void tellsOnlyOfRowsThatChanged()
    {
        PoolsModel model;
        ClusterSnapshot snapshot = samples::healthyCluster();
        model.setGroups(groupsOf(snapshot));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setGroups(groupsOf(snapshot));
        QCOMPARE(changes.count(), 0);
        samples::changePooler(snapshot, u"pgbouncer-2"_s, [](PoolerFacts& facts) {
            for (PoolDatabase& database : facts.databases) {
                if (database.name == u"billing"_s)
                    database.clientsWaiting = 3;
            }
        });
        model.setGroups(groupsOf(snapshot));
        QCOMPARE(changes.count(), 2); // the row, and its pooler's sums
        const QModelIndex waiting =
            model.indexOf(u"pgbouncer-2/billing"_s).siblingAtColumn(PoolsModel::Waiting);
        QCOMPARE(waiting.data().toString(), u"3"_s);
    }

    void groupsByDatabaseToo()
    {
        PoolsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const ClusterSnapshot snapshot = samples::clientsWaiting();
        model.setGroups(groupsOf(snapshot));
        model.setGroups(groupsOf(snapshot, PoolGrouping::ByDatabase));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0, 0).data().toString(), u"billing"_s);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        QCOMPARE(model.index(0, PoolsModel::Waiting).data().toString(), u"7"_s);
    }

    void aSilentPoolerIsUnknownNotQuiet()
    {
        ClusterSnapshot snapshot = samples::clientsWaiting();
        Pooler& pooler = samples::poolerOf(snapshot, u"pgbouncer-2"_s);
        pooler.facts = pooler.facts.failed(Error{ErrorKind::Timeout, u"pooler.timeout"_s, {}, {}});
        const QVector<PoolGroup> groups = groupsOf(snapshot);
        QCOMPARE(groups[1].live, false);
        for (const PoolRow& row : groups[1].rows) {
            QCOMPARE(row.mark, Mark::Unknown);
            QCOMPARE(row.state, u"unknown"_s);
        }
        QCOMPARE(poolTotals(snapshot).poolersUnknown, 1);
        QCOMPARE(poolTotals(snapshot).waiting, 0);
    }

    void slotsMergeByName()
    {
        SlotsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRows(slotTable(samples::healthyCluster(), 3.2e6).rows);
        const QPersistentModelIndex third = model.index(1, 0);
        QCOMPARE(third.data().toString(), u"repmgr_slot_3"_s);
        model.setRows(slotTable(samples::node3CutOff(), 3.2e6).rows);
        QVERIFY(third.isValid());
        QCOMPARE(
            third.sibling(third.row(), SlotsModel::State).data().toString(), u"inactive for 13 s or more"_s);
        QVERIFY(third.sibling(third.row(), SlotsModel::FullIn).data().toString().startsWith(u"about "_s));
        QVector<SlotRow> rows{model.row(1)};
        model.setRows(rows);
        QCOMPARE(third.row(), 0);
        QCOMPARE(resets.count(), 0);
    }
};

QTEST_MAIN(PoolsModelTest)
#include "pools_model_test.moc"
