// The window as a person drives it, by keyboard; offscreen, on a clock that stands still.

#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/pools/pools_view.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"
#include "ui/window/bell_button.h"
#include "ui/window/findings_popup.h"
#include "ui/window/place.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

namespace {

// What lies in a scroll area may lie beyond the window's edge: it can be scrolled to.
bool scrolls(const QWidget& widget)
{
    for (const QWidget* at = widget.parentWidget(); at; at = at->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(at))
            return true;
    }
    return false;
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;

    QString words(const char* name) const
    {
        const auto* line = stand_->find<TextLine>(name);
        return line ? line->text() : u"no such widget"_s;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(stand_->window.get(), key, modifiers);
    }
    void openPools() const
    {
        for (int number = 1; stand_->window->currentPage()->objectName() != u"pools"_s && number < 10;
             ++number)
            press(static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        stand_ = std::make_unique<Stand>(Scheme::Light, samples::sampleInstant());
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
    }
    void cleanup() { stand_.reset(); }

    void saysThatItLooksBeforeItKnows()
    {
        QCOMPARE(words("top.sentence"), u"Looking at practice…"_s);
        QVERIFY(stand_->find<QWidget>("firstLook")->isVisible());
        QVERIFY(!stand_->window->currentPage()->isVisible());
        stand_->show(samples::healthyCluster());
        QVERIFY(!stand_->find<QWidget>("firstLook")->isVisible());
        QVERIFY(stand_->window->currentPage()->isVisible());
        QVERIFY(words("top.sentence").startsWith(u"Healthy: pg1 leads"_s));
    }

    void pagesOpenByKeys()
    {
        stand_->show(samples::healthyCluster());
        QStringList opened;
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_1}) {
            press(key, Qt::ControlModifier);
            QVERIFY(stand_->window->currentPage()->isVisible());
            opened << stand_->window->currentPage()->objectName();
        }
        QCOMPARE(opened[0], opened[2]);
        QVERIFY(opened[0] != opened[1]);
        press(Qt::Key_9, Qt::ControlModifier);
        QCOMPARE(stand_->window->currentPage()->objectName(), opened[2]);
    }

    void refreshIsAskedNotWaitedFor()
    {
        const int before = stand_->refreshes;
        press(Qt::Key_F5);
        QCOMPARE(stand_->refreshes, before + 1);
        stand_->show(samples::nothingKnown());
        auto* retry = stand_->find<QPushButton>("banner.retry");
        QVERIFY(retry->isVisible());
        QTest::keyClick(retry, Qt::Key_Space);
        QCOMPARE(stand_->refreshes, before + 2);
    }

    void ageTellsOldFromLive()
    {
        stand_->show(samples::healthyCluster());
        QCOMPARE(words("top.age"), u"live, 0.0 s"_s);
        QCOMPARE(words("top.ageDetail"), u"every 1 s"_s);
        stand_->clock.advance(4s);
        QTRY_COMPARE(words("top.age"), u"late, 4.0 s"_s);
        stand_->clock.advance(20s);
        QTRY_COMPARE(words("top.age"), u"old, 24 s"_s);
        // An old state is not told as one of now, on no page.
        QVERIFY2(words("top.sentence").startsWith(u"Unknown, last seen as Healthy"_s),
            qPrintable(words("top.sentence")));
        QVERIFY(stand_->find<QWidget>("banner")->isVisible());
        QVERIFY(words("banner.sentence").startsWith(u"Nothing new since "_s));
        stand_->show(samples::node3CutOff(stand_->clock.now()));
        QCOMPARE(words("top.ageDetail"), u"pg3: 14 s old"_s);
        stand_->show(samples::nothingKnown(stand_->clock.now()));
        QCOMPARE(words("top.age"), u"no answer, 0.0 s"_s);
    }

    void poolsFilterAndKeepTheChoice()
    {
        ClusterSnapshot snapshot = samples::clientsWaiting();
        stand_->show(snapshot);
        openPools();
        auto* table = stand_->find<PoolsView>("pools.table");
        const auto chosen = [table] { return table->currentIndex().data(PoolsModel::KeyRole).toString(); };
        QCOMPARE(chosen(), u"pgbouncer-2/billing"_s); // where clients wait
        QVERIFY(stand_->find<TextBlock>("pools.inspector.sentence")->text().contains(u"7 clients wait"_s));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(chosen(), u"pgbouncer-2/billing_ro"_s);
        QVERIFY(stand_->find<TextBlock>("pools.inspector.sentence")->text().contains(u"nobody waits"_s));

        auto* filter = stand_->find<QLineEdit>("pools.filter");
        QTest::keyClicks(filter, u"billing"_s);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->rowCount(table->model()->index(0, 0)), 2);
        QCOMPARE(chosen(), u"pgbouncer-2/billing_ro"_s);
        samples::changePooler(
            snapshot, u"pgbouncer-1"_s, [](PoolerFacts& facts) { facts.databases.removeFirst(); });
        stand_->show(snapshot);
        QCOMPARE(chosen(), u"pgbouncer-2/billing_ro"_s);
        QTest::keyClicks(filter, u"zzz"_s);
        QVERIFY(words("pools.empty").contains(u"billingzzz"_s));
        QVERIFY(stand_->find<TextLine>("pools.empty")->isVisible());
        filter->clear();
        QVERIFY(!stand_->find<TextLine>("pools.empty")->isVisible());
    }

    void foldedPoolersStayFolded()
    {
        ClusterSnapshot snapshot = samples::clientsWaiting();
        stand_->show(snapshot);
        openPools();
        auto* table = stand_->find<PoolsView>("pools.table");
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Left);
        QVERIFY(!table->isExpanded(table->model()->index(0, 0)));
        stand_->show(snapshot);
        QVERIFY(!table->isExpanded(table->model()->index(0, 0)));
        QTest::keyClick(table, Qt::Key_Right);
        QVERIFY(table->isExpanded(table->model()->index(0, 0)));
    }

    void lookSwitchesLiveAndIsRemembered()
    {
        stand_->show(samples::healthyCluster());
        const auto corner = [this] { return stand_->window->grab().toImage().pixelColor(4, 400); };
        QCOMPARE(corner(), Tokens::light().rail);
        press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(corner(), Tokens::darkTheme().rail);
        Theme nextTime(Scheme::System);
        restoreScheme(*stand_->settings, nextTime);
        QVERIFY(nextTime.tokens().dark);
        Theme askedFor(Scheme::Light); // at the start, which goes before what was remembered
        restoreScheme(*stand_->settings, askedFor);
        QVERIFY(!askedFor.tokens().dark);
    }

    void findingsOpenByKeyAndByBell()
    {
        const ClusterSnapshot snapshot = samples::node3CutOff();
        stand_->show(snapshot);
        auto* popup = stand_->find<FindingsPopup>("findings");
        QCOMPARE(stand_->find<BellButton>("top.bell")->count(), snapshot.findings.size());
        QVERIFY(!popup->isVisible());
        press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(popup->isVisible());
        const auto rows = popup->findChildren<FindingRow*>();
        QCOMPARE(rows.size(), snapshot.findings.size());
        QVERIFY2(
            rows.first()->accessibleName().contains(u"node3"_s), qPrintable(rows.first()->accessibleName()));
        QTest::keyClick(popup, Qt::Key_Escape);
        QVERIFY(!popup->isVisible());
        QTest::keyClick(stand_->find<BellButton>("top.bell"), Qt::Key_Space);
        QVERIFY(popup->isVisible());
        popup->close();
    }

    void crosshairIsShared()
    {
        const ClusterSnapshot snapshot = samples::healthyCluster();
        samples::fillLivedHistory(stand_->history, snapshot);
        stand_->show(snapshot);
        for (int number = 1; stand_->window->currentPage()->objectName() != u"replication"_s; ++number)
            press(static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        auto* time = stand_->find<Chart>("replication.lag.pg2.time");
        auto* wal = stand_->find<Chart>("replication.wal.chart");
        QTRY_VERIFY(!time->data().lines.first().buckets.isEmpty());
        QTest::keyClick(time, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(time->crosshair().has_value());
        QCOMPARE(wal->crosshair(), time->crosshair());
        const QStringList plate = plateOf(time->data(), *time->crosshair());
        QCOMPARE(plate.size(), 5); // the time, write, flush, replay, of how long these are the highest
        QVERIFY2(plate[3].startsWith(u"replay\t"_s) && plate[3].endsWith(u"ms"_s), qPrintable(plate[3]));
        QTest::keyClick(time, Qt::Key_Escape);
        QVERIFY(!wal->crosshair().has_value());
    }

    void asksLessWhileHidden()
    {
        stand_->intervals.clear();
        stand_->window->hide();
        QCOMPARE(stand_->intervals, QVector<std::chrono::milliseconds>{5000ms});
        const int before = stand_->refreshes;
        stand_->window->show();
        QCOMPARE(stand_->intervals.last(), 1000ms);
        QCOMPARE(stand_->refreshes, before + 1);
    }

    void everyControlHasANameAndFitsASmallWindow()
    {
        stand_->window->resize(1024, 640);
        stand_->show(samples::clientsWaiting());
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4}) {
            press(key, Qt::ControlModifier);
            QTRY_COMPARE(stand_->window->size(), QSize(1024, 640));
            const QRect room = stand_->window->rect();
            for (const auto* widget : stand_->window->currentPage()->findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus ||
                    qobject_cast<const QScrollBar*>(widget))
                    continue;
                const QByteArray name = widget->objectName().toUtf8();
                QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
                QVERIFY2(!widget->accessibleName().isEmpty(), name.constData());
                if (scrolls(*widget))
                    continue;
                const QRect place(widget->mapTo(stand_->window.get(), QPoint()), widget->size());
                QVERIFY2(place.left() >= 0 && place.right() <= room.right(), name.constData());
            }
        }
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
