// What goes into the log of findings that begin and end, and what is offered after a crash.

#include "app/gui/trail.h"
#include "tests/gui/support/clusters_stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/widgets/text_line.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;

namespace {

SnapshotPtr at(Duration later, const ClusterSnapshot& sample, const SnapshotPtr& before)
{
    ClusterSnapshot c = sample;
    c.observedAt.wall += later;
    c.observedAt.steady += later;
    return std::make_shared<const ClusterSnapshot>(samples::judged(c, before.get()));
}

} // namespace

class TrailTest : public QObject
{
    Q_OBJECT
    QTemporaryDir state_;

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        qputenv("XDG_STATE_HOME", state_.path().toUtf8());
    }

    void findingsAreLoggedOnceEach()
    {
        StandingClock clock(samples::sampleInstant());
        QString path;
        {
            Trail trail(LogLevel::Info, clock);
            path = trail.log().path();
            const SnapshotPtr lag = at(0s, samples::laggingStandby(), nullptr);
            const SnapshotPtr still = at(20s, samples::laggingStandby(), lag);
            const SnapshotPtr good = at(41s, samples::healthyCluster(), still);
            for (const SnapshotPtr& snapshot : {lag, still, good, at(42s, samples::healthyCluster(), good)})
                trail.follow(snapshot);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString log = QString::fromUtf8(file.readAll());
        QCOMPARE(log.count(u" warning orders-prod: began: replay_lag_high pg3\n"), 1);
        QCOMPARE(log.count(u" info orders-prod: ended: replay_lag_high pg3, lasted 41 s\n"), 1);
        QCOMPARE(log.count(u'\n'), 4); // and the program's own begin and end
    }

    void aReportIsOfferedInOneSentence()
    {
        ClustersStand stand(ui::Scheme::Light, samples::sampleInstant());
        stand.open(u"orders-prod"_s);
        stand.window->showCluster(u"orders-prod"_s);
        stand.window->show();
        auto* bar = stand.find<QWidget>("notice");
        QVERIFY(!bar->isVisible());
        int shown = 0, dismissed = 0;
        const auto offer = [&] {
            stand.window->offer(
                u"Switchyard ended unexpectedly."_s, u"Show the report"_s,
                [&] {
                    ++shown;
                    stand.window->showReport(u"/state/crash-1-2.txt"_s, u"Signal: 11"_s);
                },
                [&] { ++dismissed; });
        };
        offer();
        QVERIFY(bar->isVisible());
        QTest::keyClick(stand.find<QPushButton>("notice.button"), Qt::Key_Space);
        QCOMPARE(shown, 1);
        auto* text = stand.find<QPlainTextEdit>("report.text");
        QVERIFY(text->isVisible() && text->toPlainText() == u"Signal: 11");
        QTest::keyClick(stand.find<QPushButton>("report.close"), Qt::Key_Space);
        QVERIFY(!text->isVisible());
        offer(); // again: the answers of before are forgotten
        QTest::keyClick(stand.find<QPushButton>("notice.dismiss"), Qt::Key_Space);
        QVERIFY(!bar->isVisible());
        QCOMPARE(shown, 1);
        QCOMPARE(dismissed, 1);
    }
};

QTEST_MAIN(TrailTest)
#include "trail_test.moc"
