// The pools page as a person drives it: lists on demand, and actions that are planned, confirmed and told.

#include "tests/gui/support/stand.h"
#include "tests/support/sample_lists.h"
#include "tests/support/sample_snapshots.h"
#include "ui/pools/action_card.h"
#include "ui/pools/action_sheet.h"
#include "ui/pools/connections_model.h"
#include "ui/pools/pools_view.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

class PoolsPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Stand> stand_;
    ClusterSnapshot snapshot_;

    QPushButton* button(const char* name) const { return stand_->find<QPushButton>(name); }
    QString reasons(const char* name) const { return stand_->find<ReasonList>(name)->text(); }
    QString card(const char* action) const
    {
        return stand_->find<ActionCard>((QByteArray("pools.action.") + action).constData())->text();
    }
    ActionSheet* sheet() const { return stand_->find<ActionSheet>("pools.sheet"); }
    QTableView* clients() const { return stand_->find<QTableView>("pools.connections.clients"); }
    static void press(QWidget* widget, Qt::Key key) { QTest::keyClick(widget, key); }
    void show() { stand_->show(snapshot_); }
    void openClients() const { press(button("pools.grouping.2"), Qt::Key_Space); }
    QString cell(int row, int column) const
    {
        return clients()->model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        stand_ = std::make_unique<Stand>(Scheme::Light, samples::sampleInstant());
        snapshot_ = samples::clientsWaiting();
        stand_->desk.answer = [this](const QString& pooler) -> std::optional<Result<PoolerLists>> {
            return samples::listsOf(snapshot_, pooler);
        };
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
    }
    void cleanup() { stand_.reset(); }

    void asksForListsOnlyWhileSomebodyLooks()
    {
        show();
        QVERIFY(stand_->desk.asked.isEmpty()); // another page is open
        stand_->window->openPage(2);
        QTRY_COMPARE(stand_->desk.asked, QStringList{u"pgbouncer-2"_s});
        show();
        show();
        QTest::qWait(0);
        QCOMPARE(stand_->desk.asked.size(), 1); // not with every snapshot
        stand_->window->openPage(0);
        samples::changePooler(snapshot_, u"pgbouncer-2"_s, [](PoolerFacts& f) { f.databases.removeAt(2); });
        show(); // nobody looks: nothing is asked, whatever changes
        QTest::qWait(0);
        QCOMPARE(stand_->desk.asked.size(), 1);
    }

    void saysWhyTheyWait()
    {
        show();
        stand_->window->openPage(2);
        QTRY_VERIFY(reasons("pools.inspector.reasons").contains(u"idle in a transaction"_s));
        const QString why = reasons("pools.inspector.reasons");
        QVERIFY2(why.contains(u"All 18 server connections are in use"_s), qPrintable(why));
        QVERIFY2(
            why.contains(
                u"3 connections stand idle in a transaction, the longest for 41 s: invoice-worker at 10.0.4.17"_s),
            qPrintable(why));
        QCOMPARE(button("pools.inspector.sessions")->text(), u"Show 40 clients"_s);
        press(button("pools.inspector.sessions"), Qt::Key_Space);
        QVERIFY(clients()->isVisible());
        QCOMPARE(clients()->model()->rowCount(), 40);
        QCOMPARE(button("pools.connections.only")->text(), u"Only billing"_s);
        press(button("pools.connections.only"), Qt::Key_Space);
        QVERIFY(clients()->model()->rowCount() > 40);
    }

    void listsSayWhoWaitsForWhat()
    {
        show();
        stand_->window->openPage(2);
        openClients();
        QTRY_VERIFY(clients()->isVisible());
        QVERIFY(!stand_->find<PoolsView>("pools.table")->isVisible());
        // Those that wait come first, the longest of them before the others.
        QCOMPARE(cell(0, 0), u"waits"_s);
        QCOMPARE(cell(0, 1), u"1.8 s"_s);
        QCOMPARE(cell(0, 6), u"waits for one of 18 in use"_s);
        QCOMPARE(cell(7, 0), u"idle in transaction"_s);
        QCOMPARE(cell(7, 1), u"41 s"_s);
        QCOMPARE(cell(7, 2), u"invoice-worker"_s);
        QVERIFY2(cell(7, 6).startsWith(u"pg1, pid 18"_s), qPrintable(cell(7, 6)));
        press(button("pools.connections.kind.1"), Qt::Key_Space);
        auto* servers = stand_->find<QTableView>("pools.connections.servers");
        QVERIFY(servers->isVisible());
        QCOMPARE(servers->model()->index(0, 6).data().toString(),
            u"invoice-worker at 10.0.4.17, idle in transaction for 41 s"_s);
        press(button("pools.connections.kind.2"), Qt::Key_Space);
        auto* users = stand_->find<QTableView>("pools.connections.users");
        QVERIFY(users->isVisible());
        QCOMPARE(users->model()->rowCount(), 4);
        samples::changePooler(
            snapshot_, u"pgbouncer-2"_s, [](PoolerFacts& f) { f.databases[2].paused = true; });
        show();
        press(button("pools.connections.kind.0"), Qt::Key_Space);
        QCOMPARE(cell(0, 6), u"waits for RESUME"_s);
    }

    void listsKeepSelectionAndScroll()
    {
        show();
        stand_->window->openPage(2);
        openClients();
        QTRY_VERIFY(clients()->isVisible());
        const QAbstractItemModelTester tester(
            clients()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        clients()->setFocus();
        for (int i = 0; i < 12; ++i)
            press(clients(), Qt::Key_Down);
        const QString chosen = clients()->currentIndex().siblingAtColumn(3).data().toString();
        clients()->verticalScrollBar()->setValue(64);
        const int scrolled = clients()->verticalScrollBar()->value();
        PoolerLists fewer = samples::listsOf(snapshot_, u"pgbouncer-2"_s);
        fewer.clients.removeLast();
        for (PoolClient& client : fewer.clients) {
            if (client.waits())
                client.running += 1s;
        }
        Q_EMIT stand_->desk.listsRead(u"pgbouncer-2"_s, fewer);
        QCOMPARE(cell(0, 1), u"2.8 s"_s);
        QCOMPARE(clients()->currentIndex().siblingAtColumn(3).data().toString(), chosen);
        QCOMPARE(clients()->verticalScrollBar()->value(), scrolled);
        // An answer about another pooler is not shown as one about this.
        Q_EMIT stand_->desk.listsRead(u"pgbouncer-1"_s, PoolerLists{});
        QCOMPARE(cell(0, 1), u"2.8 s"_s);
    }

    void listsTellTheirAgeAndTrouble()
    {
        stand_->desk.answer = nullptr;
        show();
        stand_->window->openPage(2);
        openClients();
        const auto words = [this](const char* name) { return stand_->find<TextLine>(name)->text(); };
        QCOMPARE(words("pools.connections.empty"), u"Reading the lists of pgbouncer-2…"_s);
        Q_EMIT stand_->desk.listsRead(
            u"pgbouncer-2"_s, tl::unexpected(Error{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}}));
        QCOMPARE(words("pools.connections.empty"), u"The lists of pgbouncer-2 could not be read"_s);
        QVERIFY2(words("pools.connections.age").contains(u"did not answer in time"_s),
            qPrintable(words("pools.connections.age")));
        Q_EMIT stand_->desk.listsRead(u"pgbouncer-2"_s, samples::listsOf(snapshot_, u"pgbouncer-2"_s));
        QCOMPARE(words("pools.connections.age"), u"read 0 s ago"_s);
        stand_->clock.advance(14s);
        Q_EMIT stand_->desk.listsRead(
            u"pgbouncer-2"_s, tl::unexpected(Error{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}}));
        QVERIFY2(words("pools.connections.age").startsWith(u"read 14 s ago: "_s),
            qPrintable(words("pools.connections.age")));
        QVERIFY(clients()->isVisible()); // the last seen ones stay, with their age
        // What decides something is not taken from them.
        QVERIFY(!reasons("pools.inspector.reasons").contains(u"idle in a transaction"_s));
    }

    void anotherPoolerIsChosenByKey()
    {
        show();
        stand_->window->openPage(2);
        openClients();
        QTRY_VERIFY(clients()->isVisible());
        auto* choice = stand_->find<QToolButton>("pools.connections.pooler");
        QCOMPARE(choice->text(), u"pgbouncer-2"_s);
        press(choice, Qt::Key_Space);
        auto* menu = choice->findChild<QMenu*>(u"pools.connections.poolers"_s);
        QVERIFY(menu);
        press(menu, Qt::Key_Down);
        press(menu, Qt::Key_Return);
        QTRY_COMPARE(choice->text(), u"pgbouncer-1"_s);
        QTRY_COMPARE(stand_->desk.asked.last(), u"pgbouncer-1"_s);
    }

    void saysWhatEachActionWouldDo()
    {
        show();
        stand_->window->openPage(2);
        QTRY_VERIFY2(card("pause").startsWith(u"Would take over 2.0 s."_s) ||
                         card("pause").startsWith(u"Would take over 2 s."_s),
            qPrintable(card("pause")));
        QVERIFY2(
            card("pause").contains(u"3 clients stand idle in a transaction"_s), qPrintable(card("pause")));
        QCOMPARE(card("resume"), u"Nothing to do. billing is not paused."_s);
        QVERIFY(!button("pools.action.resume.open")->isEnabled());
        QCOMPARE(card("reconnect"),
            u"Clients notice nothing. 18 server connections to replace, each when its transaction ends."_s);
        QVERIFY2(card("kill").startsWith(u"Breaks 40 clients."_s), qPrintable(card("kill")));
        QVERIFY(card("reload").contains(u"SET"_s));
        samples::changePooler(
            snapshot_, u"pgbouncer-2"_s, [](PoolerFacts& f) { f.databases[2].poolMode = u"session"_s; });
        show();
        QVERIFY2(card("pause").startsWith(u"Waits for disconnects."_s), qPrintable(card("pause")));
        samples::changePooler(
            snapshot_, u"pgbouncer-2"_s, [](PoolerFacts& f) { f.databases[2].paused = true; });
        show();
        QVERIFY(card("pause").contains(u"billing is paused already"_s));
        QVERIFY2(card("resume").contains(u"7 clients waiting now may go on"_s), qPrintable(card("resume")));
        QVERIFY(button("pools.action.resume.open")->isEnabled());
        Pooler& pooler = samples::poolerOf(snapshot_, u"pgbouncer-2"_s);
        pooler.facts = pooler.facts.failed(Error{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}});
        show();
        for (const char* name :
            {"pools.action.pause.open", "pools.action.kill.open", "pools.action.reload.open"})
            QVERIFY(!button(name)->isEnabled());
        QVERIFY(card("kill").contains(u"pgbouncer-2 does not answer"_s));
    }

    void withoutAnAdminNothingIsOffered()
    {
        stand_->desk.admin.clear();
        show();
        stand_->window->openPage(2);
        for (const char* name : {"pause", "resume", "reconnect", "kill", "reload"}) {
            auto* open =
                button(("pools.action."_L1 + QLatin1String(name) + ".open"_L1).toLatin1().constData());
            QVERIFY(!open->isEnabled());
            QVERIFY(open->accessibleDescription().contains(u"admin_user"_s));
        }
        QVERIFY(stand_->find<TextBlock>("pools.actions.note")->text().contains(u"admin_user"_s));
    }

    void confirmsBeforeItActs()
    {
        show();
        stand_->window->openPage(2);
        QTRY_VERIFY(card("pause").startsWith(u"Would take"_s));
        button("pools.action.pause.open")->setFocus();
        press(button("pools.action.pause.open"), Qt::Key_Space);
        QVERIFY(sheet()->isVisible());
        QVERIFY(stand_->desk.orders.isEmpty());
        QCOMPARE(stand_->find<TextBlock>("pools.sheet.command")->text(), u"PAUSE billing;"_s);
        QCOMPARE(stand_->find<TextBlock>("pools.sheet.where")->text(),
            u"on pgbouncer-2 alone, at 10.77.0.2:6432 as pooladmin"_s);
        QVERIFY(reasons("pools.sheet.reasons").contains(u"invoice-worker at 10.0.4.17, idle for 41 s"_s));
        QVERIFY(reasons("pools.sheet.reasons").contains(u"longer than 1 min"_s)); // query_wait_timeout
        press(sheet(), Qt::Key_Escape);
        QVERIFY(!sheet()->isVisible());
        QVERIFY(button("pools.action.pause.open")->hasFocus());
        QVERIFY(stand_->desk.orders.isEmpty());

        press(button("pools.action.pause.open"), Qt::Key_Space);
        QVERIFY(button("pools.sheet.confirm")->hasFocus());
        press(button("pools.sheet.confirm"), Qt::Key_Return);
        QCOMPARE(stand_->desk.orders.size(), 1);
        const ActionOrder order{PoolerAction::Pause, u"pgbouncer-2"_s, u"billing"_s,
            {u"10.77.0.2"_s, 6432, samples::poolerOf(snapshot_, u"pgbouncer-2"_s).serviceName}};
        QVERIFY(stand_->desk.orders[0] == order);
        QCOMPARE(sheet()->step(), ActionSheet::Step::Running);
        press(sheet(), Qt::Key_Escape); // it cannot be wished away
        QVERIFY(sheet()->isVisible());
        press(sheet(), Qt::Key_Return);
        QCOMPARE(stand_->desk.orders.size(), 1);

        stand_->desk.finish(ActionResult::TakenBack, Error{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}},
            {{u"invoice-worker"_s, u"app"_s, u"10.0.4.17"_s, 43s, 0s}});
        QVERIFY(reasons("pools.sheet.reasons").contains(u"billing was not paused within"_s));
        QVERIFY(reasons("pools.sheet.reasons").contains(u"invoice-worker at 10.0.4.17, idle for 43 s"_s));
        press(button("pools.sheet.cancel"), Qt::Key_Space);
        QVERIFY(!sheet()->isVisible());
        QVERIFY(button("pools.action.pause.open")->isEnabled());
    }

    void killNeedsTheName()
    {
        show();
        stand_->window->openPage(2);
        QTRY_VERIFY(card("kill").startsWith(u"Breaks"_s));
        press(button("pools.action.kill.open"), Qt::Key_Space);
        auto* typed = stand_->find<QLineEdit>("pools.sheet.typed");
        QVERIFY(typed->isVisible() && typed->hasFocus());
        QVERIFY(!button("pools.sheet.confirm")->isEnabled());
        QTest::keyClicks(typed, u"Billing"_s);
        QVERIFY(!button("pools.sheet.confirm")->isEnabled());
        press(typed, Qt::Key_Return);
        QVERIFY(stand_->desk.orders.isEmpty());
        typed->clear();
        QTest::keyClicks(typed, u"billing"_s);
        QVERIFY(button("pools.sheet.confirm")->isEnabled());
        press(typed, Qt::Key_Return);
        QCOMPARE(stand_->desk.orders.size(), 1);
        QCOMPARE(stand_->desk.orders[0].action, PoolerAction::Kill);
        stand_->desk.finish(ActionResult::Done);
        QCOMPARE(reasons("pools.sheet.reasons"),
            u"All connections of billing on pgbouncer-2 were dropped, and it was paused. Queries wait until RESUME."_s);
    }

    void aPlanThatIsOvertakenCannotBeConfirmed()
    {
        show();
        stand_->window->openPage(2);
        QTRY_VERIFY(card("pause").startsWith(u"Would take"_s));
        press(button("pools.action.pause.open"), Qt::Key_Space);
        QVERIFY(button("pools.sheet.confirm")->isEnabled());
        samples::changePooler(
            snapshot_, u"pgbouncer-2"_s, [](PoolerFacts& f) { f.databases[2].paused = true; });
        show();
        QVERIFY(!button("pools.sheet.confirm")->isEnabled());
        QVERIFY(reasons("pools.sheet.reasons").contains(u"paused already"_s));
        // A question about another pool than the chosen one is withdrawn.
        auto* table = stand_->find<PoolsView>("pools.table");
        table->setFocus();
        press(table, Qt::Key_Down);
        QVERIFY(!sheet()->isVisible());
    }

    void oneActionAtATimeAndItsOutcomeIsKept()
    {
        show();
        stand_->window->openPage(2);
        press(button("pools.action.reconnect.open"), Qt::Key_Space);
        press(button("pools.sheet.confirm"), Qt::Key_Return);
        auto* table = stand_->find<PoolsView>("pools.table");
        table->setFocus();
        press(table, Qt::Key_Up);
        QVERIFY(sheet()->isVisible()); // it still runs, whatever is chosen
        Error lost{ErrorKind::Unreachable, u"pg.lost"_s, {}, {}, true, true};
        stand_->desk.finish(ActionResult::Unknown, lost);
        QVERIFY(reasons("pools.sheet.reasons").contains(u"Whether RECONNECT happened is unknown."_s));
        press(button("pools.sheet.cancel"), Qt::Key_Space);
        press(button("pools.action.pause.open"), Qt::Key_Space);
        press(button("pools.sheet.confirm"), Qt::Key_Return);
        stand_->desk.finish(ActionResult::Unknown, lost);
        QVERIFY(reasons("pools.sheet.reasons").contains(u"may still be paused"_s));
        press(button("pools.sheet.cancel"), Qt::Key_Space);
        press(button("pools.action.pause.open"), Qt::Key_Space);
        press(button("pools.sheet.confirm"), Qt::Key_Return);
        stand_->desk.finish(
            ActionResult::Failed, Error{ErrorKind::Internal, u"audit.write"_s, u"disk full"_s, {}});
        QVERIFY(reasons("pools.sheet.reasons").startsWith(u"PAUSE did not happen."_s));
    }

    void modelsStandTheTester()
    {
        ConnectionsModel model(ConnectionKind::Clients, nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        PoolerLists lists = samples::listsOf(snapshot_, u"pgbouncer-2"_s);
        const auto rows = [&] {
            return connectionRows(ConnectionKind::Clients, lists, snapshot_, u"pgbouncer-2"_s);
        };
        model.setRows(rows());
        const auto all = model.rowCount();
        const QPersistentModelIndex last = model.index(all - 1, 0);
        lists.clients.removeFirst();
        lists.clients.removeAt(5);
        lists.clients[3].running = 9s;
        model.setRows(rows());
        QCOMPARE(model.rowCount(), all - 2);
        QVERIFY(last.isValid());
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(PoolsPageTest)
#include "pools_page_test.moc"
