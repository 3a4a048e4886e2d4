// The services page as a person drives it: choosing, filtering, and reading logs that follow.

#include "tests/gui/support/stand.h"
#include "tests/support/sample_parts.h"
#include "tests/support/sample_snapshots.h"
#include "ui/services/cell_roles.h"
#include "ui/services/log_panel.h"
#include "ui/services/rows_view.h"
#include "ui/services/services_page.h"
#include "ui/widgets/text_block.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

class ServicesPageTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;

    QString words(const char* name) const
    {
        const auto* line = stand_->find<TextLine>(name);
        return line ? line->text() : u"no such widget"_s;
    }
    void open() const
    {
        for (int page = 0; page < stand_->window->pageCount(); ++page) {
            stand_->window->openPage(page);
            if (stand_->window->currentPage()->objectName() == u"services")
                return;
        }
        QFAIL("the window has no services page");
    }
    RowsView* table() const { return stand_->find<RowsView>("services.table"); }
    LogView* log() const { return stand_->find<LogView>("services.log"); }
    void write(const QString& service, int from, int count) const
    {
        QVector<logs::LogRecord> records;
        for (int i = from; i < from + count; ++i)
            records << ScriptedLogs::line(service, 1000 * i, u"LOG:  line %1"_s.arg(i));
        stand_->logs.write(records);
    }
    QString lastLine() const
    {
        const auto* model = log()->model();
        return model->index(model->rowCount() - 1, LogModel::Message).data().toString();
    }
    bool atNewest() const
    {
        return log()->verticalScrollBar()->value() == log()->verticalScrollBar()->maximum();
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        stand_ = std::make_unique<Stand>(Scheme::Light, samples::sampleInstant());
        stand_->window->resize(1440, 900);
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
    }
    void cleanup() { stand_.reset(); }

    void beginsWhereSomethingIsWrong()
    {
        stand_->show(samples::node3CutOff());
        open();
        QCOMPARE(table()->currentKey(), u"s-pg3"_s);
        QCOMPARE(words("services.inspector.name"), u"orders_pg3"_s);
        QVERIFY(words("services.totals").contains(u"2 of 3 nodes ready"_s));
        QVERIFY(words("services.totals").contains(u"1 in trouble"_s));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Up);
        QCOMPARE(words("services.inspector.name"), u"orders_pg2"_s);
        auto* kind = stand_->find<QPushButton>("services.kind.1");
        QTest::keyClick(kind, Qt::Key_Space);
        QVERIFY(stand_->find<RowsView>("services.nodes")->isVisible());
        QCOMPARE(words("services.inspector.name"), u"node3"_s);
    }

    void choiceAndPlaceStayWhileDataChanges()
    {
        ClusterSnapshot snapshot = samples::manyMembers(60);
        stand_->show(snapshot);
        open();
        table()->setCurrentIndex(table()->model()->index(40, 0));
        const QString key = table()->currentKey();
        QTRY_VERIFY(table()->verticalScrollBar()->maximum() > 0);
        table()->scrollTo(table()->currentIndex(), QAbstractItemView::PositionAtCenter);
        const int place = table()->verticalScrollBar()->value();
        QVERIFY(place > 0);
        samples::changeSwarm(snapshot, [](SwarmFacts& swarm) {
            for (docker::Service& service : swarm.services)
                service.runningTasks = 0;
        });
        stand_->show(snapshot);
        QCOMPARE(table()->currentKey(), key);
        QCOMPARE(table()->verticalScrollBar()->value(), place);
        samples::changeSwarm(snapshot, [](SwarmFacts& swarm) { swarm.services.removeLast(); });
        stand_->show(snapshot);
        QCOMPARE(table()->currentKey(), key);
        QCOMPARE(table()->verticalScrollBar()->value(), place);
    }

    void filterSaysWhenNothingFits()
    {
        stand_->show(samples::healthyCluster());
        open();
        auto* filter = stand_->find<QLineEdit>("services.filter");
        QTest::keyClicks(filter, u"pgbouncer"_s);
        QCOMPARE(table()->model()->rowCount(), 2);
        QTest::keyClicks(filter, u"zzz"_s);
        QVERIFY(words("services.empty").contains(u"pgbouncerzzz"_s));
        QVERIFY(!table()->isVisible());
        filter->clear();
        QCOMPARE(table()->model()->rowCount(), 5);
        QVERIFY(table()->isVisible());
    }

    void readsNoLogBeforeSomebodyLooks()
    {
        stand_->show(samples::healthyCluster());
        QVERIFY(stand_->logs.followed.isEmpty());
        open();
        QCOMPARE(stand_->logs.followed, QVector<QStringList>{{u"s-pg1"_s}});
        stand_->show(samples::healthyCluster());
        QCOMPARE(stand_->logs.followed.size(), 1); // the same choice is not made twice
        QTest::keyClick(stand_->find<QPushButton>("services.log.scope.1"), Qt::Key_Space);
        QCOMPARE(stand_->logs.followed.last().size(), 5);
        QVERIFY(words("services.log.title").contains(u"5 services"_s));
    }

    void aNodeThatIsNotHeardIsSaid()
    {
        stand_->show(samples::node3CutOff());
        open();
        QVERIFY2(words("services.log.title").contains(u"node3 is not ready: what it writes is not heard"_s),
            qPrintable(words("services.log.title")));
        const auto choices = stand_->logs.followed.size();
        stand_->show(samples::healthyCluster());
        QVERIFY(!words("services.log.title").contains(u"not heard"_s));
        QCOMPARE(stand_->logs.followed.size(), choices); // it goes on where it was
    }

    void tooManyLogsAreSaid()
    {
        stand_->show(samples::manyMembers(30));
        open();
        QTest::keyClick(stand_->find<QPushButton>("services.log.scope.1"), Qt::Key_Space);
        QCOMPARE(stand_->logs.followed.last().size(), ServicesPage::mostLogs);
        QVERIFY2(words("services.log.title").contains(u"not of 16 more"_s),
            qPrintable(words("services.log.title")));
    }

    void followsUntilSomebodyScrollsUp()
    {
        stand_->show(samples::healthyCluster());
        open();
        QVERIFY(words("services.log.empty").contains(u"No line"_s));
        write(u"s-pg1"_s, 0, 200);
        QCOMPARE(lastLine(), u"LOG:  line 199"_s);
        QVERIFY(atNewest());
        QVERIFY2(words("services.log.state").startsWith(u"Following, 200 lines"_s),
            qPrintable(words("services.log.state")));
        log()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
        const int place = log()->verticalScrollBar()->value();
        write(u"s-pg1"_s, 200, 30);
        QCOMPARE(log()->model()->rowCount(), 200);
        QCOMPARE(log()->verticalScrollBar()->value(), place);
        QVERIFY2(
            words("services.log.state").contains(u"30 new lines"_s), qPrintable(words("services.log.state")));
        QTest::keyClick(stand_->find<QPushButton>("services.log.follow"), Qt::Key_Space);
        QCOMPARE(lastLine(), u"LOG:  line 229"_s);
        QVERIFY(atNewest());
        log()->setFocus();
        QTest::keyClick(log(), Qt::Key_Home);
        QVERIFY(!stand_->find<QPushButton>("services.log.follow")->isChecked());
        QTest::keyClick(log(), Qt::Key_End);
        QVERIFY(stand_->find<QPushButton>("services.log.follow")->isChecked());
    }

    void findsByKeyboard()
    {
        stand_->show(samples::healthyCluster());
        open();
        write(u"s-pg1"_s, 0, 100);
        QTest::keyClick(stand_->window->currentPage(), Qt::Key_F, Qt::ControlModifier);
        auto* field = stand_->find<QLineEdit>("services.log.find");
        QTest::keyClicks(field, u"LINE 9"_s);
        QCOMPARE(words("services.log.found"), u"11 lines"_s); // 9 and 90 to 99
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(words("services.log.found"), u"1 of 11"_s);
        QCOMPARE(log()->currentIndex().row(), 9);
        QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(log()->currentIndex().row(), 99);
        QVERIFY(!stand_->find<QPushButton>("services.log.follow")->isChecked()); // somebody reads this line
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(words("services.log.found"), u"1 of 11"_s);
        QTest::keyClicks(field, u"zz"_s);
        QCOMPARE(words("services.log.found"), u"not found"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
    }

    void copiesAndSaves()
    {
        stand_->show(samples::healthyCluster());
        open();
        auto* copy = stand_->find<QPushButton>("services.log.copy");
        QVERIFY(!copy->isEnabled());
        write(u"s-pg1"_s, 0, 3);
        log()->setCurrentIndex(log()->model()->index(1, 0));
        QTest::keyClick(log(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(
            QGuiApplication::clipboard()->text(), u"1970-01-01 00:00:01.000Z orders_pg1 LOG:  line 1\n"_s);
        QCOMPARE(words("services.log.state"), u"1 line copied"_s);
        stand_->clock.advance(5s);
        QTRY_VERIFY(!words("services.log.state").contains(u"copied"_s));
        QTest::keyClick(stand_->find<QPushButton>("services.log.save"), Qt::Key_Space);
        auto* dialog = stand_->find<QFileDialog>("services.log.saveDialog");
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(u"/tmp/pg1.log"_s);
        dialog->close();
        QCOMPARE(stand_->logs.saves, QStringList{u"/tmp/pg1.log: 3 lines"_s});
        QCOMPARE(words("services.log.state"), u"Saved to /tmp/pg1.log"_s);
    }

    void saysThatALogIsLost()
    {
        stand_->show(samples::healthyCluster());
        open();
        write(u"s-pg1"_s, 0, 3);
        logs::LogRecord lost = ScriptedLogs::line(u"s-pg1"_s, 4000, {});
        lost.kind = logs::LogRecord::Kind::Lost;
        lost.error = std::make_shared<const Error>(Error{ErrorKind::Timeout, u"engine.timeout"_s, {}, {}});
        stand_->logs.write({lost});
        QVERIFY2(words("services.log.state").startsWith(u"The log of orders_pg1 is not read now"_s),
            qPrintable(words("services.log.state")));
        QVERIFY2(
            lastLine().startsWith(u"The log is not read from here on. The Docker engine did not answer"_s),
            qPrintable(lastLine()));
        logs::LogRecord resumed = ScriptedLogs::line(u"s-pg1"_s, 5000, {});
        resumed.kind = logs::LogRecord::Kind::Resumed;
        stand_->logs.write({resumed});
        QVERIFY(words("services.log.state").startsWith(u"Following"_s));
        QCOMPARE(lastLine(), u"The log is read again"_s);
    }

    void anotherChoiceBeginsAnew()
    {
        stand_->show(samples::healthyCluster());
        open();
        write(u"s-pg1"_s, 0, 3);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(stand_->logs.followed.last(), QStringList{u"s-pg2"_s});
        QCOMPARE(log()->model()->rowCount(), 0);
    }
};

QTEST_MAIN(ServicesPageTest)
#include "services_page_test.moc"
