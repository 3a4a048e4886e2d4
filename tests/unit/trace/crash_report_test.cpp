// A program that really dies: a child of the test, whose report is read afterwards.

#include "core/trace/crash_report.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <exception>

#include <sys/wait.h>
#include <unistd.h>

using namespace switchyard;
using namespace Qt::StringLiterals;

// Not static and not inlined: its name has to stand in the backtrace.
[[gnu::noinline]] void dieOfSignal(int number)
{
    ::raise(number);
    asm volatile(""); // no tail call: the frame stays
}

namespace {

/// Runs `die` in a child with a reporter; the signal that ended it.
int signalOf(const QString& directory, void (*die)())
{
    const pid_t child = ::fork();
    if (child == 0) {
        const CrashReporter reporter(directory, u"1.2.3"_s);
        for (int i = 0; i < 50; ++i)
            CrashReporter::remember("line number " + QByteArray::number(i));
        die();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

QString reportIn(const QString& directory)
{
    const QVector<CrashReport> reports = crashReports(directory);
    if (reports.size() != 1)
        return u"%1 reports"_s.arg(reports.size());
    QFile file(reports.first().path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : u"unreadable"_s;
}

} // namespace

class CrashReportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCrashLeavesAReadableReport()
    {
        const QTemporaryDir directory;
        const qint64 before = QDateTime::currentSecsSinceEpoch();
        QCOMPARE(signalOf(directory.path(), [] { dieOfSignal(SIGSEGV); }), SIGSEGV);
        const QString report = reportIn(directory.path());
        const QDateTime at = crashReports(directory.path()).first().at;
        QVERIFY(at.toSecsSinceEpoch() >= before && at.toSecsSinceEpoch() <= before + 60);
        const QString moment = at.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
        QVERIFY2(
            report.startsWith(u"Switchyard 1.2.3 ended unexpectedly at "_s + moment), qPrintable(report));
        QVERIFY2(report.contains(u"Signal: 11 (SIGSEGV, "), qPrintable(report));
        QVERIFY2(report.contains(u"dieOfSignal"), qPrintable(report));
        // The last lines, in their order, and no more than are kept.
        QVERIFY2(report.contains(u"line number 10\nline number 11\n"), qPrintable(report));
        QVERIFY2(report.endsWith(u"line number 49\n"), qPrintable(report));
        QVERIFY(!report.contains(u"line number 9\n"));
        QCOMPARE(QFile::permissions(crashReports(directory.path()).first().path),
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
    }

    void anExceptionThatNobodyCatchesIsACrash()
    {
        const QTemporaryDir directory;
        QCOMPARE(signalOf(directory.path(), [] { std::terminate(); }), SIGABRT);
        QVERIFY(reportIn(directory.path()).contains(u"SIGABRT"));
    }

    void withoutADirectoryTheSignalStillEndsIt()
    {
        QCOMPARE(signalOf(u"/nonexistent/place"_s, [] { dieOfSignal(SIGSEGV); }), SIGSEGV);
    }

    void aGoodEndLeavesNone()
    {
        const QTemporaryDir directory;
        QCOMPARE(signalOf(directory.path(), [] {}), 0);
        QVERIFY(crashReports(directory.path()).isEmpty());
    }

    void theNewestComesFirst()
    {
        const QTemporaryDir directory;
        for (const auto& name : {u"crash-999-5.txt"_s, u"crash-1795438951-7.txt"_s, u"notes.txt"_s}) {
            QFile file(directory.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const QVector<CrashReport> reports = crashReports(directory.path());
        QCOMPARE(reports.size(), 2);
        QVERIFY(reports[0].path.endsWith(u"crash-1795438951-7.txt"));
        QCOMPARE(reports[0].at.toSecsSinceEpoch(), 1'795'438'951);
    }
};

QTEST_GUILESS_MAIN(CrashReportTest)
#include "crash_report_test.moc"
