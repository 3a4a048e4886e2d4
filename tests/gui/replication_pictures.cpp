// Pictures of the replication page in the states that a plain snapshot does not show.

#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/replication/replication_page.h"
#include "ui/widgets/chart.h"

#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

namespace {

// What happened in the sample hour: a deploy, a promotion, a standby that came back.
void addEvents(Stand& stand, const ClusterSnapshot& now)
{
    const auto at = [&](std::chrono::minutes before, auto change) {
        ClusterSnapshot then = now;
        then.observedAt.wall -= before;
        then.observedAt.steady -= before;
        for (Member& member : then.members) {
            if (const MemberFacts* facts = member.facts.live())
                member.facts = Fact<MemberFacts>::known(*facts, then.observedAt);
        }
        change(then);
        stand.history.append(then);
    };
    const auto older = [](ClusterSnapshot& then) {
        samples::changeFacts(then, u"pg1"_s, [](MemberFacts& f) { f.timeline = 3; });
        samples::memberOf(then, u"pg2"_s).image = u"switchyard-pg:r40"_s;
    };
    at(60min, older);
    at(41min, [&](ClusterSnapshot& then) {
        older(then);
        samples::memberOf(then, u"pg2"_s).image = u"switchyard-pg:r41"_s;
    });
    at(30min,
        [](ClusterSnapshot& then) { samples::memberOf(then, u"pg2"_s).image = u"switchyard-pg:r41"_s; });
}

} // namespace

class ReplicationPictures : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;

    void open(bool dark, const ClusterSnapshot& snapshot, bool events, QSize size = {1440, 900})
    {
        stand_ = std::make_unique<Stand>(dark ? Scheme::Dark : Scheme::Light, samples::sampleInstant());
        samples::fillLivedHistory(stand_->history, snapshot);
        if (events)
            addEvents(*stand_, snapshot);
        stand_->clock.advance(400ms);
        stand_->window->resize(size);
        stand_->window->show();
        stand_->show(snapshot);
        for (int page = 0; stand_->window->currentPage()->objectName() != u"replication"_s; ++page)
            stand_->window->openPage(page);
        QTest::mouseClick(stand_->find<QPushButton>("replication.range.1"), Qt::LeftButton);
        QTRY_VERIFY(!chart("replication.wal.chart")->data().lines.isEmpty());
    }
    Chart* chart(const char* name) const { return stand_->find<Chart>(name); }
    void save(const QString& state, bool dark) const
    {
        const QString folder = QDir::currentPath() + u"/screenshots"_s;
        QVERIFY(QDir().mkpath(folder));
        QCoreApplication::processEvents(); // layouts and redraws settle in the event loop
        QCoreApplication::processEvents();
        const QString file = folder + u"/replication-"_s + state + (dark ? u"-dark.png"_s : u"-light.png"_s);
        QVERIFY2(stand_->window->grab().save(file), qPrintable(file));
    }

private Q_SLOTS:
    void init() { failOnAnyWarning(); }
    void cleanup() { stand_.reset(); }
    void states_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void states()
    {
        QFETCH(bool, dark);
        open(dark, samples::healthyCluster(), true);
        auto* page = qobject_cast<ReplicationPage*>(stand_->window->currentPage());
        LagLimits limits;
        limits.all = {100'000, 80ms};
        limits.ofStandby.insert(u"pg3"_s, LagLimit{1'000'000, 1s});
        page->setLimits(limits);
        Chart* time = chart("replication.lag.pg2.time");
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(time, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(time->crosshair().has_value());
        save(u"crosshair"_s, dark);

        time->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(time, Qt::Key_Plus);
        QTest::keyClick(time, Qt::Key_Escape);
        save(u"zoomed"_s, dark);
        QTest::keyClick(stand_->find<QPushButton>("replication.thresholdsButton"), Qt::Key_Space);
        auto* dialog = stand_->window->findChild<QDialog*>(u"replication.thresholds"_s);
        QVERIFY(dialog);
        QCoreApplication::processEvents();
        QVERIFY(dialog->grab().save(QDir::currentPath() + u"/screenshots/replication-thresholds"_s +
                                    (dark ? u"-dark.png"_s : u"-light.png"_s)));
        dialog->reject();
    }

    void small_data() { states_data(); }
    void small()
    {
        QFETCH(bool, dark);
        open(dark, samples::laggingStandby(), true, {1024, 640});
        save(u"small"_s, dark);
    }

    void many_data() { states_data(); }
    void many()
    {
        QFETCH(bool, dark);
        open(dark, samples::manyMembers(7), false);
        save(u"six"_s, dark);
        auto* bar = stand_->find<QScrollArea>("replication.scroll")->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        save(u"six-below"_s, dark);
    }

    void exceeded_data() { states_data(); }
    void exceeded()
    {
        QFETCH(bool, dark);
        const ClusterSnapshot snapshot = samples::laggingStandby();
        open(dark, snapshot, false);
        const std::int64_t end =
            std::chrono::duration_cast<std::chrono::milliseconds>(snapshot.observedAt.wall.time_since_epoch())
                .count();
        for (int second = 1; second <= 400; ++second) { // a quarter of an hour later: a hill that stays
            const double height = std::min(1.0, second / 200.0);
            const std::int64_t at = end + second * 1000;
            for (const auto& [metric, top] :
                {std::pair{Metric::ReplayLagSeconds, 14.0}, {Metric::FlushLagSeconds, 0.7},
                    {Metric::WriteLagSeconds, 0.4}, {Metric::ReplayLagBytes, 48e6},
                    {Metric::FlushLagBytes, 2.1e6}, {Metric::WriteLagBytes, 1e6}})
                stand_->history.add({u"pg3"_s, metric}, at, top * height);
        }
        stand_->clock.advance(400s);
        ClusterSnapshot later = samples::laggingStandby(stand_->clock.now());
        stand_->show(later);
        save(u"exceeded"_s, dark);
    }
};

QTEST_MAIN(ReplicationPictures)
#include "replication_pictures.moc"
