#include "core/docker/engine.h"
#include "scripted_engine.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace switchyard;
using namespace switchyard::docker;
using namespace switchyard::docker::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Listen = ScriptedEngine::Listen;

// Stands for ssh and for the far `docker system dial-stdio`: notes its arguments, then relays to a socket.
const QByteArray relay = "#!/usr/bin/env python3\n"
                         "import os, socket, sys, threading\n"
                         "here = os.path.dirname(os.path.abspath(__file__))\n"
                         "open(here + '/arguments', 'w').write('\\n'.join(sys.argv[1:]))\n"
                         "peer = socket.socket(socket.AF_UNIX)\n"
                         "peer.connect(open(here + '/target').read())\n"
                         "def up():\n"
                         "    while data := os.read(0, 65536):\n"
                         "        peer.sendall(data)\n"
                         "    peer.shutdown(socket.SHUT_WR)\n"
                         "threading.Thread(target=up, daemon=True).start()\n"
                         "while data := peer.recv(65536):\n"
                         "    os.write(1, data)\n";

Call ample()
{
    return {Deadline::in(20s)};
}

const SshEndpoint manager{u"dba"_s, u"manager1"_s, 2222};

} // namespace

class SshStreamTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        path_ = qgetenv("PATH");
        qputenv("PATH", directory_.path().toLocal8Bit() + ':' + path_);
    }
    void cleanupTestCase() { qputenv("PATH", path_); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void talksThroughDialStdio()
    {
        const QByteArray large = answer("[{\"ID\":\"a\"}" + QByteArray(1'000'000, ' ') + "]");
        ScriptedEngine server(Listen::Unix, {engineAnswering({answer("[]"), large})});
        writeSsh(relay, server.path());
        const auto engine = makeEngine(manager);
        const auto tasks = engine->tasks(ample());
        QVERIFY2(tasks, tasks ? "" : qPrintable(tasks.error().code + u' ' + tasks.error().detail));
        const auto nodes = engine->nodes(ample());
        QVERIFY(nodes);
        QCOMPARE(nodes->size(), 1);
        QCOMPARE(server.connections(), 1);
        QFile arguments(directory_.filePath(u"arguments"_s));
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        QCOMPARE(arguments.readAll().split('\n'),
            QList<QByteArray>({"-T", "-o", "BatchMode=yes", "-l", "dba", "-p", "2222", "--", "manager1",
                "docker", "system", "dial-stdio"}));
    }
    void opensAgainWhenItWasClosed()
    {
        ScriptedEngine server(Listen::Unix,
            {ping() << readRequest() << send(answer("[]")), {readRequest(), send(answer("[]")), silence()}});
        writeSsh(relay, server.path());
        const auto engine = makeEngine(manager);
        QVERIFY(engine->tasks(ample()));
        const auto again = engine->tasks(ample());
        QVERIFY2(again, again ? "" : qPrintable(again.error().code + u' ' + again.error().detail));
        QCOMPARE(server.connections(), 2);
    }

    void saysWhatSshSaid_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        QTest::newRow("no key") << QByteArray("echo 'Warning: added host' >&2; echo 'dba@manager1: "
                                              "Permission denied (publickey).' >&2; exit 255")
                                << u"engine.denied"_s
                                << u"ssh: dba@manager1: Permission denied (publickey)."_s;
        QTest::newRow("host key") << QByteArray("echo 'Host key verification failed.' >&2; exit 255")
                                  << u"engine.denied"_s << u"ssh: Host key verification failed."_s;
        QTest::newRow("no host")
            << QByteArray(
                   "echo 'ssh: Could not resolve hostname manager1: Name or service not known' >&2; exit 255")
            << u"engine.unreachable"_s
            << u"ssh: ssh: Could not resolve hostname manager1: Name or service not known"_s;
        QTest::newRow("no docker") << QByteArray(
                                          "echo 'bash: line 1: docker: command not found' >&2; exit 127")
                                   << u"engine.unreachable"_s
                                   << u"ssh: bash: line 1: docker: command not found"_s;
        QTest::newRow("no word") << QByteArray("exit 3") << u"engine.unreachable"_s
                                 << u"ssh ended with exit code 3"_s;
        QTest::newRow("much talk") << QByteArray("i=0; while [ $i -lt 3000 ]; do echo \"line $i of a long "
                                                 "story\" >&2; i=$((i+1)); done; exit 1")
                                   << u"engine.unreachable"_s << u"ssh: line 2999 of a long story"_s;
    }
    void saysWhatSshSaid()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        writeSsh("#!/bin/sh\necho x >> \"$(dirname \"$0\")/runs\"\n" + script + "\n", {});
        const auto nodes = makeEngine(manager)->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, code);
        QCOMPARE(nodes.error().detail, detail);
        QVERIFY(nodes.error().connectionLost);
        // A refusal is not knocked at twice: some hosts lock an account after a few attempts.
        QFile runs(directory_.filePath(u"runs"_s));
        QVERIFY(runs.open(QIODevice::ReadOnly));
        QCOMPARE(runs.readAll(), "x\n");
    }

    void silenceEndsAtTheDeadline()
    {
        writeSsh("#!/bin/sh\nexec sleep 60\n", {});
        auto engine = makeEngine(manager);
        QElapsedTimer timer;
        timer.start();
        const auto nodes = engine->nodes({Deadline::in(400ms)});
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.timeout"_s);
        engine.reset();
        QVERIFY2(timer.elapsed() < 900, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
    }
    void aStopIsSeenAtOnce()
    {
        writeSsh("#!/bin/sh\necho > \"$(dirname \"$0\")/runs\"\nexec sleep 60\n", {});
        const auto engine = makeEngine(manager);
        std::stop_source source;
        std::atomic<qint64> stoppedAt = 0;
        QElapsedTimer timer;
        timer.start();
        std::jthread stopper([&, runs = directory_.filePath(u"runs"_s)] {
            while (!QFile::exists(runs) && timer.elapsed() < 10'000)
                std::this_thread::yield();
            stoppedAt = timer.elapsed();
            source.request_stop();
        });
        const auto nodes = engine->nodes({Deadline::in(20s), source.get_token()});
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().kind, ErrorKind::Cancelled);
        QVERIFY(timer.elapsed() - stoppedAt < 200);
    }
    void noSshAtAll()
    {
        QVERIFY(QFile::remove(directory_.filePath(u"ssh"_s)));
        qputenv("PATH", directory_.path().toLocal8Bit());
        const auto nodes = makeEngine(manager)->nodes(ample());
        qputenv("PATH", directory_.path().toLocal8Bit() + ':' + path_);
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.unreachable"_s);
        QVERIFY(nodes.error().detail.startsWith(u"ssh: "));
    }

private:
    void writeSsh(const QByteArray& script, const QString& target)
    {
        QFile::remove(directory_.filePath(u"runs"_s));
        const QString name = directory_.filePath(u"ssh"_s);
        QFile::remove(name);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QFile where(directory_.filePath(u"target"_s));
        QVERIFY(where.open(QIODevice::WriteOnly | QIODevice::Truncate));
        where.write(target.toLocal8Bit());
    }

    QTemporaryDir directory_;
    QByteArray path_;
};

QTEST_GUILESS_MAIN(SshStreamTest)
#include "ssh_stream_test.moc"
