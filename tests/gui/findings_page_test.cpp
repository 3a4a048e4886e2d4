// The findings page as a person drives it, and what it lists, as pure functions.

#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/findings/finding_report.h"
#include "ui/findings/findings_model.h"
#include "ui/findings/findings_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

namespace {

Instant later(Duration by)
{
    Instant at = samples::sampleInstant();
    at.wall += std::chrono::duration_cast<WallTime::duration>(by);
    at.steady += by;
    return at;
}

/// A lag that began, a node that was lost on top of it, and pg3 that cannot be read: something in each
/// section.
ClusterSnapshot everything()
{
    const ClusterSnapshot lag = samples::judged(samples::laggingStandby(later(-60s)));
    const ClusterSnapshot waits = samples::judged(samples::clientsWaiting(later(-30s)), &lag);
    ClusterSnapshot now = samples::node3CutOff();
    return samples::judged(now, &waits);
}

QStringList outline(const QVector<FindingLine>& lines)
{
    QStringList out;
    for (const FindingLine& line : lines)
        out << QString(line.depth, u'>') + (line.kind == FindingLine::Kind::Section ? u"= "_s : QString()) +
                   line.title;
    return out;
}

} // namespace

class FindingsPageTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;

    void openFindings() const
    {
        for (int page = 0; stand_->window->currentPage()->objectName() != u"findings"; ++page)
            stand_->window->openPage(page);
    }
    FindingsView* table() const { return stand_->find<FindingsView>("findings.table"); }
    QString chosen() const { return table()->currentIndex().data(FindingsModel::KeyRole).toString(); }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        stand_ = std::make_unique<Stand>(Scheme::Light, samples::sampleInstant());
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
    }
    void cleanup() { stand_.reset(); }

    void causesStandAboveWhatFollowsFromThem()
    {
        const QStringList lines = outline(findingLines(everything(), {}));
        QCOMPARE(lines.value(0), u"= Now"_s);
        QCOMPARE(lines.value(1), u"node3 is cut off: Swarm misses its heartbeats"_s);
        const int memberAt = static_cast<int>(
            lines.indexOf(QRegularExpression(u"^>+pg3 does not answer because node3 is cut off$"_s)));
        QVERIFY2(memberAt > 1, qPrintable(lines.join(u'\n')));
        QVERIFY(lines.contains(u"= Ended since the window was opened"_s));
        // Every finding of the snapshot stands there once.
        const ClusterSnapshot all = everything();
        QCOMPARE(lines.size() - lines.filter(QRegularExpression(u"^= "_s)).size(),
            all.findings.size() + all.unjudged.size() + all.ended.size());
    }

    void whatCannotBeJudgedIsSaid()
    {
        const ClusterSnapshot two = samples::judged(samples::twoPrimaries());
        ClusterSnapshot one = samples::twoPrimaries(later(1s));
        samples::makeUnreachable(one, u"pg3"_s, {ErrorKind::Timeout, u"pg.timeout"_s, {}, {}}, 1s);
        const QStringList lines = outline(findingLines(samples::judged(one, &two), {}));
        const auto section = lines.indexOf(u"= Not judged now: not read since"_s);
        QVERIFY2(section > 0, qPrintable(lines.join(u'\n')));
        QVERIFY(lines.indexOf(u"pg1 and pg3 both accept writes"_s) > section);
    }

    void timesAreOfTheClockAndAges()
    {
        FindingLine line;
        line.finding.since = later(0s).wall;
        line.finding.sinceSteady = later(0s).steady;
        QCOMPARE(findingTimes(line, later(0s)).second, u"just now"_s);
        QCOMPARE(findingTimes(line, later(41s)).second, u"41 s ago"_s);
        Instant jumped = later(41s);
        jumped.wall -= 5h; // a wall clock that was set back makes nothing younger
        QCOMPARE(findingTimes(line, jumped).second, u"41 s ago"_s);
        line.kind = FindingLine::Kind::Ended;
        line.ended = later(41s);
        QCOMPARE(findingTimes(line, later(221s)), (FindingTimes{u"ended 3 min ago"_s, u"lasted 41 s"_s}));
    }

    void aFilterKeepsTheCauseOfWhatItFinds()
    {
        FindingFilter warnings;
        warnings.severity = Severity::Warning;
        const QStringList lines = outline(findingLines(samples::node3CutOff(), warnings));
        QVERIFY2(lines.contains(u"node3 is cut off: Swarm misses its heartbeats"_s),
            qPrintable(lines.join(u'\n')));
        QVERIFY(lines.filter(u"managers"_s).size() == 1);
        FindingFilter words;
        words.words = u"no such words"_s;
        QVERIFY(findingLines(samples::node3CutOff(), words).isEmpty());
    }

    void theReportSaysAll()
    {
        const ClusterSnapshot c = samples::node3CutOff();
        const QString report = findingsAsText(c, findingLines(c, {}), later(10s));
        QVERIFY2(report.startsWith(u"Findings of orders-prod, read 2026-11-23 "), qPrintable(report));
        for (const auto& words : {u"Error: node3 is cut off"_s, u"What it means: "_s, u"What to do: "_s,
                 u"Evidence: Node: node3; "_s, u"Swarm says: heartbeat failure"_s, u"Keeps: 47 MB"_s})
            QVERIFY2(report.contains(words), qPrintable(words + u"\n"_s + report));
    }

    void modelChangesRowByRow()
    {
        FindingsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QVector<ClusterSnapshot> course{samples::healthyCluster(), everything(), samples::node3CutOff(),
            samples::twoPrimaries(), everything(), samples::nothingKnown(), samples::healthyCluster()};
        for (const ClusterSnapshot& c : course) {
            const QVector<FindingLine> lines = findingLines(c, {});
            model.setLines(lines, later(5s));
            QCOMPARE(model.lines(), lines);
            for (int row = 0; row < lines.size(); ++row)
                QCOMPARE(model.times(row), findingTimes(lines[row], later(5s)));
        }
    }

    void keysChooseAndTheChoiceStays()
    {
        stand_->show(everything());
        openFindings();
        table()->setFocus();
        QVERIFY(chosen().startsWith(u"node_down|node3"));
        QTest::keyClick(table(), Qt::Key_Down);
        const QString second = chosen();
        QVERIFY(!second.startsWith(u"node_down"));
        stand_->clock.advance(3s);
        stand_->show(everything());
        QCOMPARE(chosen(), second);
        auto* remedy = stand_->find<TextBlock>("findings.details.remedy");
        QVERIFY(remedy->isVisible() && !remedy->text().isEmpty());
    }

    void enterGoesToTheObject()
    {
        stand_->show(samples::laggingStandby());
        openFindings();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(stand_->window->currentPage()->objectName(), u"topology"_s);
    }

    void copiesAsText()
    {
        stand_->show(samples::laggingStandby());
        openFindings();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(QGuiApplication::clipboard()->text().startsWith(u"Warning: pg3 is 48 MB"),
            qPrintable(QGuiApplication::clipboard()->text()));
        QTest::keyClick(stand_->find<QPushButton>("findings.copyAll"), Qt::Key_Space);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Findings of orders-prod"));
    }

    void filtersByKeyboard()
    {
        stand_->show(samples::node3CutOff());
        openFindings();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        auto* field = stand_->find<QLineEdit>("findings.filter");
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"repmgr_slot"_s);
        QVERIFY(table()->model()->rowCount() < 5);
        QTest::keyClicks(field, u"zzz"_s);
        QVERIFY(stand_->find<TextLine>("findings.empty")->isVisible());
        field->clear();
        QVERIFY(table()->isVisible());
    }

    void nothingWrongIsSaidWithWhatWasJudged()
    {
        stand_->show(samples::healthyCluster());
        openFindings();
        QCOMPARE(stand_->find<TextLine>("findings.empty")->text(), u"Nothing is wrong that we can see"_s);
        QVERIFY(!table()->isVisible());
    }

    void theRailCounts()
    {
        stand_->show(samples::node3CutOff());
        openFindings();
        const auto buttons = stand_->find<QWidget>("rail")->findChildren<QWidget*>();
        QVERIFY(std::any_of(buttons.begin(), buttons.end(), [](const QWidget* b) {
            return b->accessibleName() == u"Findings" && b->accessibleDescription() == u"5 need attention";
        }));
    }
};

QTEST_MAIN(FindingsPageTest)
#include "findings_page_test.moc"
