#include "core/node/processes.h"

#include "core/node/pause.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Command shell(const QString& script, const QByteArray& input = {})
{
    return {{u"/bin/sh"_s, u"-c"_s, script}, input};
}

} // namespace

class NodeProcessesTest : public QObject
{
    Q_OBJECT

    // What process 1's main thread does, without taking SIGCHLD away from the test program.
    std::atomic<bool> done_ = false;
    Processes processes_{{{"GREETING", "hello"}}};
    std::thread reaper_;

private Q_SLOTS:
    void initTestCase()
    {
        reaper_ = std::thread([this] {
            while (!done_) {
                processes_.reap();
                std::this_thread::sleep_for(2ms);
            }
        });
    }

    void cleanupTestCase()
    {
        done_ = true;
        reaper_.join();
    }

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void givesInputAndTakesOutput()
    {
        const auto output =
            processes_.run(shell(u"cat; echo $GREETING"_s, "from here\n"), {Deadline::in(20s)});
        QVERIFY(output.has_value());
        QCOMPARE(*output, QByteArray("from here\nhello\n"));
    }

    void largeInputAndOutputDoNotBlock()
    {
        const QByteArray large(3'000'000, 'x');
        const auto output = processes_.run(shell(u"cat"_s, large), {Deadline::in(20s)});
        QVERIFY(output.has_value());
        QCOMPARE(output->size(), large.size());
    }

    void saysHowItFailed_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("expected");
        QTest::newRow("code") << u"echo not good >&2; exit 3"_s << u"ended with code 3: not good"_s;
        QTest::newRow("errors first") << u"echo ERROR: no link >&2; echo DETAIL: a; echo b; exit 1"_s
                                      << u"ended with code 1: ERROR: no link"_s;
        QTest::newRow("signal") << u"kill -9 $$"_s << u"was ended by signal 9"_s;
    }

    void saysHowItFailed()
    {
        QFETCH(QString, script);
        QFETCH(QString, expected);
        const auto output = processes_.run(shell(script), {Deadline::in(20s)});
        QVERIFY(!output.has_value());
        QCOMPARE(output.error().code, u"process.failed"_s);
        QVERIFY2(output.error().detail.contains(expected), qPrintable(output.error().detail));
    }

    void saysThatThereIsNoSuchProgram()
    {
        const auto output = processes_.run({{u"/no/such/program"_s}, {}}, {Deadline::in(20s)});
        QCOMPARE(output.error().code, u"process.start"_s);
    }

    void endsWhatTakesTooLong()
    {
        QElapsedTimer timer;
        timer.start();
        const auto output = processes_.run(shell(u"exec sleep 60"_s), {Deadline::in(100ms)});
        QCOMPARE(output.error().kind, ErrorKind::Timeout);
        QVERIFY(timer.elapsed() < 20'000);
    }

    void endsWhatIsNoLongerWanted()
    {
        std::stop_source source;
        std::thread canceller([&] {
            std::this_thread::sleep_for(50ms);
            source.request_stop();
        });
        const auto output =
            processes_.run(shell(u"exec sleep 60"_s), {Deadline::in(60s), source.get_token()});
        canceller.join();
        QCOMPARE(output.error().kind, ErrorKind::Cancelled);
    }

    void childrenGetTheirSignals()
    {
        sigset_t set, before;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set, &before);
        const auto pid = processes_.start({{u"/bin/sleep"_s, u"60"_s}, {}});
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        QVERIFY(pid.has_value());
        QVERIFY(!processes_.ended(*pid));
        ::kill(*pid, SIGTERM);
        const auto status = processes_.wait(*pid, {Deadline::in(20s)});
        QVERIFY(status.has_value());
        QCOMPARE(status->signal, SIGTERM);
        QVERIFY(processes_.ended(*pid).has_value());
    }

    void aPauseEndsAtAStop()
    {
        std::stop_source source;
        QVERIFY(pause(1ms, source.get_token()));
        source.request_stop();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!pause(60s, source.get_token()));
        QVERIFY(timer.elapsed() < 20'000);
    }
};

QTEST_GUILESS_MAIN(NodeProcessesTest)
#include "node_processes_test.moc"
