// A stream that was opened again repeats lines: each is shown once, and what may be missing is said.

#include "core/logs/resume_filter.h"

#include <QTest>
#include <QTimeZone>

using namespace switchyard;
using namespace switchyard::logs;
using namespace Qt::StringLiterals;
using Verdict = ResumeFilter::Verdict;

namespace {

docker::LogLine line(const QString& task, int second, const QByteArray& text)
{
    return {docker::LogLine::Stream::Stdout,
        QDateTime::fromMSecsSinceEpoch(second * 1000LL, QTimeZone::utc()),
        {{u"com.docker.swarm.task.id"_s, task}}, text};
}

} // namespace

class ResumeFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsNewAtFirst()
    {
        ResumeFilter filter;
        QVERIFY(!filter.since().isValid());
        QCOMPARE(filter.judge(line(u"t1"_s, 1, "a")), Verdict::New);
        QCOMPARE(filter.judge(line(u"t1"_s, 1, "a")), Verdict::New); // said twice is shown twice
        QCOMPARE(filter.judge(line(u"t1"_s, 2, "b")), Verdict::New);
    }
    void repeatsNothing()
    {
        ResumeFilter filter;
        filter.judge(line(u"t1"_s, 1, "a"));
        filter.judge(line(u"t1"_s, 2, "b"));
        filter.judge(line(u"t1"_s, 2, "b"));
        filter.reopen();
        QCOMPARE(filter.judge(line(u"t1"_s, 1, "a")), Verdict::Seen);
        QCOMPARE(filter.judge(line(u"t1"_s, 2, "b")), Verdict::Seen);
        QCOMPARE(filter.judge(line(u"t1"_s, 2, "b")), Verdict::Seen);
        QCOMPARE(filter.judge(line(u"t1"_s, 2, "b")), Verdict::New); // a third one in the same millisecond
        QCOMPARE(filter.judge(line(u"t1"_s, 3, "c")), Verdict::New);
        QCOMPARE(filter.judge(line(u"t1"_s, 2, "late")), Verdict::New); // not repeated any more: out of order
    }
    void tasksAreKeptApart()
    {
        ResumeFilter filter;
        filter.judge(line(u"t1"_s, 100, "a"));
        filter.judge(line(u"t2"_s, 5, "x"));
        QCOMPARE(filter.since().toSecsSinceEpoch(), 5);
        filter.reopen();
        QCOMPARE(filter.judge(line(u"t2"_s, 5, "x")), Verdict::Seen);
        QCOMPARE(filter.judge(line(u"t2"_s, 6, "y")), Verdict::New);
        QCOMPARE(filter.judge(line(u"t1"_s, 100, "a")), Verdict::Seen);
        QCOMPARE(filter.judge(line(u"t3"_s, 1, "begun meanwhile")), Verdict::New);
    }
    void saysWhatMayBeMissing()
    {
        ResumeFilter filter;
        filter.judge(line(u"t1"_s, 1, "a"));
        filter.reopen();
        QCOMPARE(filter.judge(line(u"t1"_s, 60, "much later")), Verdict::NewAfterGap);
        QCOMPARE(filter.judge(line(u"t1"_s, 61, "next")), Verdict::New);
        filter.reopen();
        QCOMPARE(filter.judge(line(u"t1"_s, 61, "other text of that millisecond")), Verdict::New);
    }
    void twoLossesWithoutALineBetween()
    {
        ResumeFilter filter;
        filter.judge(line(u"t1"_s, 1, "a"));
        filter.reopen();
        filter.reopen();
        QCOMPARE(filter.judge(line(u"t1"_s, 1, "a")), Verdict::Seen);
        QCOMPARE(filter.judge(line(u"t1"_s, 2, "b")), Verdict::New);
    }
};

QTEST_APPLESS_MAIN(ResumeFilterTest)
#include "resume_filter_test.moc"
