// The replication page as a person drives it: zoom, crosshair, pause, thresholds, filter, export.

#include "core/cluster/findings.h"
#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/replication/durability_panel.h"
#include "ui/replication/lag_panel.h"
#include "ui/replication/lag_settings.h"
#include "ui/replication/note_list.h"
#include "ui/replication/replication_page.h"
#include "ui/replication/slot_rows.h"
#include "ui/replication/slots_model.h"
#include "ui/text/quantities.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/text_block.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QBuffer>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

class ReplicationTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;
    ReplicationPage* page_ = nullptr;

    Chart* chart(const char* name) const { return stand_->find<Chart>(name); }
    Chart* time() const { return chart("replication.lag.pg2.time"); }
    Chart* wal() const { return chart("replication.wal.chart"); }
    QPushButton* button(const char* name) const { return stand_->find<QPushButton>(name); }
    QString words(const char* name) const
    {
        const auto* line = stand_->find<TextLine>(name);
        return line ? line->text() : u"no such widget"_s;
    }
    static TimeSpan spanOf(const Chart* chart) { return {chart->data().fromMs, chart->data().toMs}; }
    void show(const ClusterSnapshot& snapshot) const
    {
        stand_->show(snapshot);
        QTRY_VERIFY(!time() || !time()->data().lines.isEmpty());
    }
    void open(const ClusterSnapshot& snapshot)
    {
        samples::fillLivedHistory(stand_->history, snapshot);
        stand_->show(snapshot);
        for (int number = 1; stand_->window->currentPage()->objectName() != u"replication"_s; ++number)
            QTest::keyClick(
                stand_->window.get(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        page_ = qobject_cast<ReplicationPage*>(stand_->window->currentPage());
        QVERIFY(page_);
        QTest::mouseClick(button("replication.range.1"), Qt::LeftButton); // an hour
        QTRY_VERIFY(!wal()->data().lines.isEmpty() && !wal()->data().lines.first().buckets.isEmpty());
    }
    static QPoint inPlot(const Chart* chart, double share)
    {
        const QRectF plot = chart->plot();
        return QPointF(plot.left() + plot.width() * share, plot.center().y()).toPoint();
    }
    static void wheel(Chart* chart, double share, QPoint angle, Qt::KeyboardModifiers modifiers)
    {
        const QPointF at = inPlot(chart, share);
        QWheelEvent event(
            at, chart->mapToGlobal(at), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(chart, &event);
    }
    static void drag(Chart* chart, double from, double to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(chart, Qt::LeftButton, modifiers, inPlot(chart, from));
        QTest::mouseMove(chart, inPlot(chart, (from + to) / 2));
        QTest::mouseMove(chart, inPlot(chart, to));
        QTest::mouseRelease(chart, Qt::LeftButton, modifiers, inPlot(chart, to));
    }
    QString saveBy(int action, const QString& name) const
    {
        const QString path = stand_->directory.filePath(name);
        stand_->find<QMenu>("replication.export.menu")->actions().at(action)->trigger();
        auto* dialog = stand_->find<QFileDialog>("replication.export.dialog");
        if (!dialog || !dialog->isVisible())
            return {};
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        return path;
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        qputenv("TZ", "UTC");
        stand_ = std::make_unique<Stand>(Scheme::Light, samples::sampleInstant());
        stand_->window->resize(1440, 900);
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
    }
    void cleanup() { stand_.reset(); }

    void dragZoomsAllChartsAndPauses()
    {
        open(samples::healthyCluster());
        const TimeSpan before = spanOf(time());
        drag(time(), 0.25, 0.5);
        const TimeSpan zoomedTo = spanOf(time());
        QVERIFY(std::abs(zoomedTo.length() - before.length() / 4) < before.length() / 100);
        QVERIFY(std::abs(zoomedTo.fromMs - before.fromMs - before.length() / 4) < before.length() / 100);
        QCOMPARE(spanOf(wal()), zoomedTo);
        QCOMPARE(spanOf(chart("replication.lag.pg3.bytes")), zoomedTo);
        QCOMPARE(button("replication.follow")->text(), u"paused"_s);
        QVERIFY(button("replication.toNow")->isVisible());
        // What arrives meanwhile moves nothing.
        stand_->clock.advance(5s);
        show(samples::healthyCluster(stand_->clock.now()));
        QCOMPARE(spanOf(time()), zoomedTo);
        QTest::keyClick(button("replication.toNow"), Qt::Key_Space);
        QCOMPARE(button("replication.follow")->text(), u"follows now"_s);
        QCOMPARE(spanOf(time()).toMs, before.toMs + 5000);
        QVERIFY(!button("replication.toNow")->isVisible());
    }

    void aClickZoomsNothing()
    {
        open(samples::healthyCluster());
        const TimeSpan before = spanOf(time());
        QTest::mouseClick(time(), Qt::LeftButton, {}, inPlot(time(), 0.4));
        QCOMPARE(spanOf(time()), before);
        QCOMPARE(button("replication.follow")->text(), u"follows now"_s);
    }

    void wheelZoomsAroundThePointer()
    {
        open(samples::healthyCluster());
        const TimeSpan before = spanOf(time());
        wheel(time(), 0.5, {0, 120}, Qt::ControlModifier);
        const TimeSpan closer = spanOf(time());
        QCOMPARE(closer.length(), before.length() * 3 / 4);
        QVERIFY(
            std::abs((closer.fromMs + closer.toMs) - (before.fromMs + before.toMs)) < before.length() / 50);
        wheel(time(), 0.5, {0, -120 * 9}, Qt::ControlModifier);
        QCOMPARE(spanOf(time()).toMs, before.toMs); // no farther than now
        QTest::mouseDClick(time(), Qt::LeftButton, {}, inPlot(time(), 0.5));
        QCOMPARE(spanOf(time()), before);
    }

    void aWheelThatPassesGoesOnScrolling()
    {
        open(samples::manyMembers(9));
        auto* bar = stand_->find<QScrollArea>("replication.scroll")->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        const TimeSpan before = spanOf(time());
        stand_->window->setFocus();
        wheel(time(), 0.5, {0, -120}, {});
        QCOMPARE(spanOf(time()), before);
        time()->setFocus();
        wheel(time(), 0.5, {0, 120}, {});
        QVERIFY(spanOf(time()).length() < before.length());
    }

    void keysMoveZoomAndPan()
    {
        open(samples::healthyCluster());
        const TimeSpan before = spanOf(time());
        QTest::keyClick(time(), Qt::Key_Left, Qt::ShiftModifier);
        const std::int64_t first = time()->crosshair().value();
        QTest::keyClick(time(), Qt::Key_Left);
        const std::int64_t second = time()->crosshair().value();
        QTest::keyClick(time(), Qt::Key_Right);
        QCOMPARE(time()->crosshair().value(), first);
        QCOMPARE(before.toMs - first, 10 * (first - second));
        QCOMPARE(wal()->crosshair(), time()->crosshair());
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(time(), Qt::Key_Plus);
        QCOMPARE(spanOf(time()).length(), before.length() / 8);
        QVERIFY(spanOf(time()).fromMs <= first && spanOf(time()).toMs >= first);
        const TimeSpan closer = spanOf(time());
        QTest::keyClick(time(), Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(spanOf(time()).fromMs, closer.fromMs - closer.length() / 4);
        QCOMPARE(spanOf(time()).length(), closer.length());
        QTest::keyClick(time(), Qt::Key_Home);
        QCOMPARE(spanOf(time()), before);
        QTest::keyClick(time(), Qt::Key_Space);
        QCOMPARE(button("replication.follow")->text(), u"paused"_s);
        QTest::keyClick(time(), Qt::Key_Space);
        QCOMPARE(button("replication.follow")->text(), u"follows now"_s);
        QTest::keyClick(time(), Qt::Key_End);
        QCOMPARE(time()->crosshair().value(), before.toMs);
        QTest::keyClick(time(), Qt::Key_Escape);
        QVERIFY(!wal()->crosshair());
    }

    void shiftAndDragPans()
    {
        open(samples::healthyCluster());
        drag(time(), 0.25, 0.5);
        const TimeSpan before = spanOf(time());
        QTest::mousePress(time(), Qt::LeftButton, Qt::ShiftModifier, inPlot(time(), 0.5));
        QTest::mouseMove(time(), inPlot(time(), 0.75));
        QTest::mouseRelease(time(), Qt::LeftButton, Qt::ShiftModifier, inPlot(time(), 0.75));
        QCOMPARE(spanOf(time()).length(), before.length());
        QVERIFY(std::abs(before.fromMs - spanOf(time()).fromMs - before.length() / 4) < before.length() / 50);
    }

    void chartsTellThemselvesInWords()
    {
        open(samples::healthyCluster());
        auto* accessible = QAccessible::queryAccessibleInterface(time());
        QVERIFY(accessible);
        QCOMPARE(accessible->role(), QAccessible::Chart);
        QCOMPARE(accessible->text(QAccessible::Name), u"pg2 behind, in time"_s);
        const QString all = accessible->text(QAccessible::Description);
        QVERIFY2(all.startsWith(u"replay last "_s) && all.contains(u"highest"_s) &&
                     all.contains(u"warn above 10 s"_s) && all.contains(u"one stretch was not read"_s),
            qPrintable(all));
        QTest::keyClick(time(), Qt::Key_Left);
        QVERIFY2(accessible->text(QAccessible::Value).contains(u"replay "_s),
            qPrintable(accessible->text(QAccessible::Value)));
    }

    void thresholdsAreEditedKeptAndJudgedBy()
    {
        open(samples::healthyCluster());
        QCOMPARE(time()->data().threshold.value(), 10.0);
        QTest::keyClick(button("replication.thresholdsButton"), Qt::Key_Space);
        auto* all = stand_->find<QLineEdit>("replication.thresholds.time.");
        auto* third = stand_->find<QLineEdit>("replication.thresholds.time.pg3");
        QVERIFY(all && third);
        QCOMPARE(all->text(), u"10 s"_s);
        all->setText(u"soon"_s);
        QTest::keyClick(all, Qt::Key_Return);
        QVERIFY2(words("replication.thresholds.problem").contains(u"soon"_s),
            qPrintable(words("replication.thresholds.problem")));
        QVERIFY(all->isVisible());
        QSignalSpy changed(page_, &ReplicationPage::limitsChanged);
        all->setText(u"8 ms"_s);
        third->setText(u"2 s"_s);
        QTest::keyClick(all, Qt::Key_Return);
        QCOMPARE(changed.size(), 1);
        QTRY_COMPARE(time()->data().threshold.value(), 0.008);
        QTRY_COMPARE(chart("replication.lag.pg3.time")->data().threshold.value(), 2.0);
        const auto* now = stand_->find<TextLine>("replication.lag.pg2.now");
        QCOMPARE(now->runs().at(1).ink, Ink::Warn); // 12 ms
        QCOMPARE(now->runs().at(3).ink, Ink::Text); // 392 B
        // Findings judge by the very same values, and the next window remembers them.
        FindingLimits judged;
        judged.replayLag = page_->limits();
        const auto findings = findFindings(samples::healthyCluster(), nullptr, judged);
        QVERIFY(std::any_of(findings.begin(), findings.end(),
            [](const Finding& f) { return f.code == FindingCode::ReplayLagHigh && f.subject == u"pg2"; }));
        QVERIFY(std::none_of(findings.begin(), findings.end(),
            [](const Finding& f) { return f.code == FindingCode::ReplayLagHigh && f.subject == u"pg3"; }));
        const LagLimits kept = page_->limits();
        stand_->reopen();
        QCOMPARE(stand_->window->findChild<ReplicationPage*>()->limits(), kept);
    }

    void quantitiesAreReadAsTheyAreWritten()
    {
        QCOMPARE(text::parseDuration(u"80 ms"_s), Duration(80'000));
        QCOMPARE(text::parseDuration(u" 1,5s "_s), Duration(1'500'000));
        QCOMPARE(text::parseDuration(u"2"_s), Duration(2'000'000));
        QCOMPARE(text::parseDuration(u"2 min"_s), Duration(120s));
        QCOMPARE(text::parseBytes(u"16 MB"_s), 16'000'000);
        QCOMPARE(text::parseBytes(u"1.5 gb"_s), 1'500'000'000);
        for (const QString& wrong : {u""_s, u"-1 s"_s, u"1 fortnight"_s, u"s"_s, u"1e9 h"_s, u"99999999 h"_s})
            QVERIFY2(!text::parseDuration(wrong), qPrintable(wrong));
        for (const QString& wrong : {u"16 Mb/s"_s, u"x"_s, u"99999 TB"_s})
            QVERIFY2(!text::parseBytes(wrong), qPrintable(wrong));
    }

    void filterFindsAmongMany()
    {
        open(samples::manyMembers(60));
        auto* filter = stand_->find<QLineEdit>("replication.filter");
        QVERIFY(filter->isVisible());
        QVERIFY2(words("replication.counts").startsWith(u"59 standbys"_s),
            qPrintable(words("replication.counts")));
        const auto visible = [this] {
            QStringList names;
            for (const LagPanel* panel : page_->findChildren<LagPanel*>()) {
                if (!panel->isHidden())
                    names << panel->member();
            }
            names.sort();
            return names;
        };
        QTest::keyClicks(filter, u"pg17"_s);
        QCOMPARE(visible(), QStringList{u"pg17"_s});
        QVERIFY(words("replication.counts").startsWith(u"1 of 59"_s));
        QTRY_VERIFY(!chart("replication.lag.pg17.time")->data().lines.isEmpty());
        stand_->show(samples::manyMembers(60));
        QCOMPARE(visible(), QStringList{u"pg17"_s});
        filter->clear();
        QCOMPARE(visible().size(), 59);
        // What is far below is drawn when it is scrolled to, and is as readable there as above.
        auto* bar = stand_->find<QScrollArea>("replication.scroll")->verticalScrollBar();
        Chart* last = chart("replication.lag.pg60.time");
        QVERIFY(last->data().lines.isEmpty());
        QTRY_VERIFY(bar->maximum() > 5000);
        stand_->find<QScrollArea>("replication.scroll")->ensureWidgetVisible(last);
        QTRY_VERIFY(!last->data().lines.isEmpty());
        QVERIFY(last->height() >= 120);
    }

    void sentencesForWhatIsMissing()
    {
        open(samples::healthyCluster());
        auto* notes = stand_->find<NoteList>("replication.notes");
        QVERIFY(notes->notes().isEmpty() && !notes->isVisible());
        ClusterSnapshot without = samples::healthyCluster();
        without.members.removeLast();
        stand_->show(without);
        QCOMPARE(notes->notes().size(), 1);
        QVERIFY2(notes->notes().first().sentence.startsWith(u"pg3 is no longer part"_s),
            qPrintable(notes->notes().first().sentence));
        QVERIFY(!chart("replication.lag.pg3.time") || !chart("replication.lag.pg3.time")->isVisible());
        stand_->show(samples::healthyCluster());
        QVERIFY(notes->notes().isEmpty());
        stand_->show(samples::twoPrimaries());
        QVERIFY(notes->notes().first().sentence.contains(u"pg1 and pg3 all accept writes"_s));
        ClusterSnapshot alone = samples::manyMembers(1);
        stand_->show(alone);
        QVERIFY2(words("replication.empty").contains(u"pg1 leads alone"_s),
            qPrintable(words("replication.empty")));
        samples::makeUnreachable(alone, u"pg1"_s, {ErrorKind::Timeout, u"pg.timeout"_s, u"1.0 s"_s, {}}, 14s);
        stand_->show(alone);
        QVERIFY(notes->notes().first().sentence.startsWith(u"No member is known to lead"_s));
        stand_->show(samples::nothingKnown());
        QVERIFY(words("replication.empty").startsWith(u"No member is known"_s));
    }

    void saysWhatCommitsWaitForAndWhatIsArchived()
    {
        ClusterSnapshot snapshot = samples::healthyCluster();
        open(snapshot);
        const auto said = [this](const char* name) { return stand_->find<TextBlock>(name)->text(); };
        QVERIFY2(
            said("replication.synchronous").contains(u"waits for one standby; pg2 and pg3 can confirm"_s),
            qPrintable(said("replication.synchronous")));
        QVERIFY2(said("replication.archiver").contains(u"last archived 40 s ago, no file waits"_s),
            qPrintable(said("replication.archiver")));
        samples::changeFacts(snapshot, u"pg1"_s, [](MemberFacts& f) {
            f.synchronousStandbyNames = u"FIRST 2 (pg2, pg3, pg4)"_s;
            f.senders.removeLast();
            f.archiver.lastFailedAt = f.archiver.lastArchivedAt.addSecs(10);
            f.archiver.lastFailedWal = u"000000040000000400000047"_s;
            f.archiver.readyFiles = 34;
            f.archiver.readyCountedAt = f.serverTime.addSecs(-9);
        });
        stand_->show(samples::judged(snapshot));
        QVERIFY2(said("replication.synchronous").contains(u"commits hang, since 1 of 2 needed"_s),
            qPrintable(said("replication.synchronous")));
        QVERIFY2(said("replication.archiver").contains(u"failing for"_s) &&
                     said("replication.archiver").contains(u"34 files wait as counted 9 s ago"_s),
            qPrintable(said("replication.archiver")));
        samples::changeFacts(snapshot, u"pg1"_s, [](MemberFacts& f) {
            f.synchronousStandbyNames.clear();
            f.archiver.enabled = false;
        });
        stand_->show(samples::judged(snapshot));
        QVERIFY(said("replication.synchronous").contains(u"off: a commit waits for no standby"_s));
        QVERIFY(said("replication.archiver").contains(u"off: archive_mode is off"_s));
    }

    void slotsTellHowLongAndUntilWhen()
    {
        ClusterSnapshot snapshot = samples::healthyCluster();
        samples::changeFacts(snapshot, u"pg1"_s, [](MemberFacts& f) {
            Slot idle = f.replicationSlots.first();
            idle.name = u"report_2023"_s;
            idle.active = false;
            idle.retainedBytes = 3'400'000'000;
            idle.safeBytes = 16'600'000'000;
            Slot fresh = idle;
            fresh.name = u"unused"_s;
            fresh.restart.reset();
            fresh.retainedBytes.reset();
            f.replicationSlots << idle << fresh;
        });
        const ClusterSnapshot before = samples::judged(snapshot);
        snapshot.observedAt.wall += 18min;
        const SlotTable table = slotTable(samples::judged(snapshot, &before), 3.2e6);
        QCOMPARE(table.rows.size(), 4);
        QCOMPARE(table.rows[2].state, u"inactive for 18 min or more"_s);
        QCOMPARE(table.rows[2].fullIn, u"about 1 h 26 min"_s);
        QCOMPARE(table.rows[3].state, u"never used"_s);
        QCOMPARE(table.rows[3].fullIn, u"not filling"_s);
        SlotsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(table.rows);
        model.setLimit(table.limitBytes);
        QCOMPARE(
            model.headerData(SlotsModel::Share, Qt::Horizontal, Qt::DisplayRole).toString(), u"Of 20 GB"_s);
        model.setRows(table.rows.mid(1));
        QCOMPARE(model.rowCount(), 3);
    }

    void exportsTheSamplesThatAreShown()
    {
        open(samples::healthyCluster());
        drag(time(), 0.5, 0.6);
        const TimeSpan shown = spanOf(time());
        const QString path = saveBy(1, u"table.csv"_s);
        QVERIFY(!path.isEmpty());
        QTRY_VERIFY(QFile::exists(path));
        auto* notes = stand_->find<NoteList>("replication.notes");
        QTRY_VERIFY(!notes->notes().isEmpty());
        QVERIFY2(notes->notes().first().sentence.contains(path), qPrintable(notes->notes().first().sentence));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
        QCOMPARE(lines.first(),
            u"time_utc,member,write_lag_max_s,flush_lag_max_s,replay_lag_max_s,write_lag_max_bytes,"
            "flush_lag_max_bytes,replay_lag_max_bytes,wal_max_bytes_per_s"_s);
        // A row for each sample of each member, within what is shown.
        const qsizetype expected = shown.length() / 1000;
        const qsizetype rows = lines.filter(u",pg2,"_s).size();
        QVERIFY2(std::abs(rows - expected) <= 2, qPrintable(QString::number(rows)));
        QVERIFY(!lines.filter(u",pg1,,,,,,,"_s).isEmpty());
        for (const QString& line : lines.mid(1)) {
            const QDateTime at = QDateTime::fromString(line.section(u',', 0, 0), Qt::ISODateWithMs);
            QVERIFY2(at.isValid() && line.section(u',', 0, 0).endsWith(u'Z'), qPrintable(line));
            QVERIFY(at.toMSecsSinceEpoch() >= shown.fromMs && at.toMSecsSinceEpoch() <= shown.toMs);
            QCOMPARE(line.count(u','), 8);
        }
        stand_->clock.advance(16s);
        QTRY_VERIFY(notes->notes().isEmpty()); // it said so for long enough
    }

    void exportsThePicture()
    {
        open(samples::manyMembers(5));
        const QSize whole = stand_->find<QScrollArea>("replication.scroll")->widget()->size();
        const QString path = saveBy(0, u"charts.png"_s);
        QTRY_VERIFY(QFile::exists(path));
        const QImage image(path);
        QCOMPARE(image.size(), whole + QSize(0, 40)); // also what lies below the window's edge
    }

    void saysWhyAFileWasNotWritten()
    {
        open(samples::healthyCluster());
        QVERIFY(QFile(stand_->directory.filePath(u"plain"_s)).open(QIODevice::WriteOnly));
        Exporter exporter(stand_->history, page_);
        QSignalSpy told(&exporter, &Exporter::told);
        exporter.ask(Exporter::Kind::Csv, {u"orders-prod"_s, {u"pg2"_s}, spanOf(time()), {}});
        auto* dialog = stand_->find<QFileDialog>("replication.export.dialog");
        Q_EMIT dialog->fileSelected(stand_->directory.filePath(u"plain/below.csv"_s));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(!told.first().at(0).toBool());
        QVERIFY2(told.first().at(1).toString().contains(u"was not written: "_s),
            qPrintable(told.first().at(1).toString()));
        dialog->reject();
    }

    void csvQuotesWhatItMust()
    {
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        CsvMember odd{u"a,\"b"_s, {}};
        odd.columns[0] = {{1000, 0.1, 0.25, 0.1, false}};
        odd.columns[6] = {{1000, 1, 2, 2, false}, {2500, 3, 3, 3, false}};
        QVERIFY(writeCsv({odd}, buffer));
        const auto lines = buffer.data().split('\n');
        QCOMPARE(lines.at(1), QByteArray("1970-01-01T00:00:01.000Z,\"a,\"\"b\",0.25,,,,,,2\r"));
        QCOMPARE(lines.at(2), QByteArray("1970-01-01T00:00:02.500Z,\"a,\"\"b\",,,,,,,3\r"));
    }
};

QTEST_MAIN(ReplicationTest)
#include "replication_test.moc"
