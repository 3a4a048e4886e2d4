// Several clusters in one window, driven by keyboard; offscreen, on a clock that stands still.

#include "tests/gui/support/clusters_stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/text_line.h"
#include "ui/window/cluster_box.h"
#include "ui/window/cluster_switcher.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

class ClustersTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<ClustersStand> stand_;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(stand_->window.get(), key, modifiers);
    }
    ClusterSwitcher* switcher() const { return stand_->find<ClusterSwitcher>("clusters"); }
    QLineEdit* find() const { return stand_->find<QLineEdit>("clusters.find"); }
    QString sentence() const
    {
        return stand_->window->view()->findChild<TextLine*>(u"top.sentence"_s)->text();
    }
    QString chosen() const
    {
        return stand_->find<QListView>("clusters.list")
            ->currentIndex()
            .data(ClustersModel::NameRole)
            .toString();
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        stand_ = std::make_unique<ClustersStand>(Scheme::Light, samples::sampleInstant());
        showFive(*stand_);
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
    }
    void cleanup() { stand_.reset(); }

    void listSaysWhatIsKnownOfEach()
    {
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(switcher()->isVisible());
        QCOMPARE(chosen(), u"orders-prod"_s);
        const auto* model = stand_->find<QListView>("clusters.list")->model();
        QStringList spoken;
        for (int i = 0; i < model->rowCount(); ++i)
            spoken << model->index(i, 0).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(spoken.size(), 5);
        QVERIFY2(spoken[0].startsWith(u"archive, Not open, "_s), qPrintable(spoken[0]));
        QVERIFY2(spoken[1].startsWith(u"billing-prod, Degraded, pg1 leads"_s), qPrintable(spoken[1]));
        QVERIFY2(spoken[1].endsWith(u"live, 0.0 s"_s), qPrintable(spoken[1]));
        QVERIFY2(spoken[2].startsWith(u"lab, Cannot be opened, The profile is not valid JSON"_s),
            qPrintable(spoken[2]));
        QVERIFY2(spoken[3].startsWith(u"orders-prod, Healthy, "_s), qPrintable(spoken[3]));
        QVERIFY2(spoken[4].startsWith(u"reporting, Unknown, "_s), qPrintable(spoken[4]));
        QTest::keyClick(find(), Qt::Key_Escape);
        QVERIFY(!switcher()->isVisible());
    }

    void listIsLiveAndKeepsTheChoice()
    {
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const auto* model = stand_->find<QListView>("clusters.list")->model();
        QAbstractItemModelTester tester(const_cast<QAbstractItemModel*>(model));
        QTest::keyClick(find(), Qt::Key_Down);
        QCOMPARE(chosen(), u"reporting"_s);
        stand_->show(u"reporting"_s, samples::healthyCluster());
        stand_->know(u"aaa-first"_s, ClusterEntry::Phase::Closed);
        QCOMPARE(model->rowCount(), 6);
        QCOMPARE(chosen(), u"reporting"_s);
        QTRY_VERIFY(model->index(5, 0).data(Qt::AccessibleTextRole).toString().contains(u"Healthy"_s));
        // What nobody asked for a while is not told as live: a hidden one is asked every 5 s.
        stand_->clock.advance(10s);
        QTRY_VERIFY(model->index(5, 0).data(Qt::AccessibleTextRole).toString().endsWith(u"live, 10 s"_s));
        stand_->clock.advance(60s);
        QTRY_VERIFY(model->index(5, 0)
                        .data(Qt::AccessibleTextRole)
                        .toString()
                        .startsWith(u"reporting, Unknown, last seen as Healthy"_s));
        stand_->window->removeEntry(u"aaa-first"_s);
        QCOMPARE(model->rowCount(), 5);
    }

    void typingFindsAndEnterOpens()
    {
        QSignalSpy opened(stand_->window.get(), &ClustersWindow::openRequested);
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(find(), u"BILL"_s);
        QCOMPARE(chosen(), u"billing-prod"_s);
        QTest::keyClick(find(), Qt::Key_Return);
        QVERIFY(!switcher()->isVisible());
        QCOMPARE(stand_->window->shownCluster(), u"billing-prod"_s);
        QVERIFY2(sentence().startsWith(u"Degraded: "_s), qPrintable(sentence()));
        QVERIFY(stand_->window->windowTitle().startsWith(u"billing-prod"_s));
        QCOMPARE(opened.count(), 0);

        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(find()->text(), QString()); // the next search begins anew
        QTest::keyClicks(find(), u"arch"_s);
        QTest::keyClick(find(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), u"archive"_s);
        QCOMPARE(stand_->window->shownCluster(), u"billing-prod"_s); // until it is open

        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(find(), u"zzz"_s);
        QTest::keyClick(find(), Qt::Key_Return);
        QVERIFY(switcher()->isVisible());
        QCOMPARE(opened.count(), 1);
    }

    void eachClusterKeepsItsOwnPages()
    {
        MainWindow* orders = stand_->window->view();
        orders->openPage(1);
        stand_->window->showCluster(u"billing-prod"_s);
        MainWindow* billing = stand_->window->view();
        QVERIFY(billing != orders);
        QVERIFY(!orders->isVisible());
        const QString before = sentence();
        stand_->show(u"orders-prod"_s, samples::twoPrimaries());
        QCOMPARE(sentence(), before);
        stand_->window->showCluster(u"orders-prod"_s);
        QCOMPARE(stand_->window->view(), orders);
        QVERIFY2(sentence().startsWith(u"Two primaries"_s), qPrintable(sentence())); // the newest, at once
        QCOMPARE(orders->currentPage(), orders->findChild<Page*>(u"replication"_s));
        press(Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(stand_->window->shownCluster(), u"reporting"_s);
        press(Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(stand_->window->shownCluster(), u"orders-prod"_s);
    }

    void whatIsNotShownIsAskedLess()
    {
        const auto last = [this](const QString& name) { return stand_->asked.at(name).intervals.last(); };
        QCOMPARE(last(u"orders-prod"_s), 1000ms);
        QCOMPARE(last(u"billing-prod"_s), 5000ms);
        const int before = stand_->asked.at(u"billing-prod"_s).refreshes;
        stand_->window->showCluster(u"billing-prod"_s);
        QCOMPARE(last(u"billing-prod"_s), 1000ms);
        QCOMPARE(stand_->asked.at(u"billing-prod"_s).refreshes, before + 1);
        QCOMPARE(last(u"orders-prod"_s), 5000ms);
        stand_->window->hide();
        QCOMPARE(last(u"billing-prod"_s), 5000ms);
    }

    void othersInTroubleAreCounted()
    {
        auto* box = stand_->window->view()->findChild<ClusterBox*>(u"top.cluster"_s);
        auto* badge = box->findChild<Badge*>(u"top.cluster.others"_s);
        QTRY_COMPARE(badge->text(), u"2"_s);
        QCOMPARE(badge->state(), State::Bad);
        QVERIFY2(box->accessibleDescription().contains(u"billing-prod, reporting"_s),
            qPrintable(box->accessibleDescription()));
        stand_->show(u"billing-prod"_s, samples::healthyCluster());
        stand_->show(u"reporting"_s, samples::healthyCluster());
        QTRY_VERIFY(!badge->isVisible());
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(switcher()->isVisible());
    }

    void closingShowsTheOneBefore()
    {
        QSignalSpy closed(stand_->window.get(), &ClustersWindow::closeRequested);
        stand_->window->showCluster(u"reporting"_s);
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(stand_->find<QPushButton>("clusters.close"), Qt::Key_Space);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(closed.first().first().toString(), u"reporting"_s);
        stand_->window->removeCluster(u"reporting"_s);
        QCOMPARE(stand_->window->shownCluster(), u"orders-prod"_s);
        QVERIFY(!stand_->find<QPushButton>("clusters.close")->isEnabled()); // "reporting" is not open now
        stand_->show(u"reporting"_s, samples::healthyCluster());            // too late
        QCOMPARE(stand_->window->openClusters(), (QStringList{u"billing-prod"_s, u"orders-prod"_s}));
    }

    void manyClustersKeepFewPages()
    {
        for (int i = 0; i < 10; ++i) {
            const QString name = u"more-%1"_s.arg(i);
            stand_->open(name);
            stand_->show(name, samples::healthyCluster());
            stand_->window->showCluster(name);
        }
        QCOMPARE(stand_->window->findChildren<MainWindow*>().size(), 6);
        stand_->window->showCluster(u"orders-prod"_s);
        QVERIFY(sentence().startsWith(u"Healthy"_s));
    }

    void placeIsRemembered()
    {
        stand_->window->resize(1100, 700);
        stand_->window->close();
        stand_->reopen();
        QCOMPARE(stand_->window->size(), QSize(1100, 700));
    }
};

QTEST_MAIN(ClustersTest)
#include "clusters_test.moc"
