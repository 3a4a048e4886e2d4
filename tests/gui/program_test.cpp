// The program itself, as a process: on each platform, at fractional scales, with its options, and what it
// leaves behind.

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(SWITCHYARD_PROGRAM);

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir home_;
    QProcess server_; ///< Xvfb
    QString display_;

    /// An environment of its own: nothing of the user's is read or written.
    QProcessEnvironment environment(const QString& platform, const QString& scale = {}) const
    {
        QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
        env.insert(u"HOME"_s, home_.path());
        for (const auto& name : {u"CONFIG"_s, u"STATE"_s, u"CACHE"_s, u"DATA"_s})
            env.insert(u"XDG_%1_HOME"_s.arg(name), home_.filePath(name.toLower()));
        env.insert(u"XDG_RUNTIME_DIR"_s, home_.filePath(u"run"_s));
        env.insert(u"QT_QPA_PLATFORM"_s, platform);
        env.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + home_.filePath(u"no-bus"_s));
        env.remove(u"WAYLAND_DISPLAY"_s);
        if (!display_.isEmpty())
            env.insert(u"DISPLAY"_s, display_);
        if (!scale.isEmpty())
            env.insert(u"QT_SCALE_FACTOR"_s, scale);
        return env;
    }

    struct Ended
    {
        int code = -1;
        QString out, err;
    };
    Ended run(const QStringList& words, const QProcessEnvironment& env) const
    {
        QProcess process;
        process.setProcessEnvironment(env);
        process.start(program, words);
        if (!process.waitForFinished(60000))
            return {-1, {}, process.errorString()};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
    }

    QString readAll(const QString& path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(home_.filePath(u"run"_s)));
        QFile::setPermissions(
            home_.filePath(u"run"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QString clusters = home_.filePath(u"config/switchyard/clusters"_s);
        QVERIFY(QDir().mkpath(clusters));
        QFile profile(clusters + u"/lab.json"_s);
        QVERIFY(profile.open(QIODevice::WriteOnly));
        profile.write(QJsonDocument(
            QJsonObject{{u"version"_s, 1}, {u"name"_s, u"lab"_s},
                {u"engine"_s, QJsonObject{{u"endpoint"_s, u"unix:///nonexistent/docker.sock"_s}}}})
                          .toJson());
        server_.start(u"Xvfb"_s,
            {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1000x24"_s, u"-nolisten"_s, u"tcp"_s});
        QVERIFY2(server_.waitForReadyRead(30000), qPrintable(server_.errorString()));
        display_ = u':' + QString::fromLatin1(server_.readLine()).trimmed();
    }
    void cleanupTestCase()
    {
        server_.terminate();
        server_.waitForFinished(10000);
    }

    void opensOnEveryPlatform_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::addColumn<QString>("scale");
        for (const char* platform : {"offscreen", "xcb"}) {
            for (const char* scale : {"1", "1.25", "2"})
                QTest::addRow("%s at %s", platform, scale)
                    << QString::fromLatin1(platform) << QString::fromLatin1(scale);
        }
    }
    void opensOnEveryPlatform()
    {
        QFETCH(QString, platform);
        QFETCH(QString, scale);
        const Ended ended =
            run({u"--cluster"_s, u"lab"_s, u"--quit-after-first-frame"_s}, environment(platform, scale));
        QVERIFY2(ended.code == 0, qPrintable(ended.err));
        QVERIFY2(ended.out.startsWith(u"first-frame-ns "), qPrintable(ended.out));
        // Not a single warning, but for what the offscreen platform says of itself.
        const QStringList said =
            ended.err.split(u'\n', Qt::SkipEmptyParts)
                .filter(QRegularExpression(u"^(?!switchyard: This plugin does not support )"_s));
        QVERIFY2(said.isEmpty(), qPrintable(ended.err));
    }

    void saysWhatItIs()
    {
        const Ended version = run({u"--version"_s}, environment(u"offscreen"_s));
        QCOMPARE(version.code, 0);
        QVERIFY2(version.out.contains(QStringLiteral(SWITCHYARD_VERSION)), qPrintable(version.out));
        const Ended help = run({u"--help"_s}, environment(u"offscreen"_s));
        QCOMPARE(help.code, 0);
        for (const auto& option : {u"--cluster"_s, u"--theme"_s, u"--log-level"_s, u"--version"_s})
            QVERIFY2(help.out.contains(option), qPrintable(help.out));
        const Ended wrong = run({u"--log-level"_s, u"loud"_s}, environment(u"offscreen"_s));
        QCOMPARE(wrong.code, 64);
        QVERIFY2(wrong.err.contains(u"debug, info, warning or error"), qPrintable(wrong.err));
    }

    void leavesALog()
    {
        const QString path = home_.filePath(u"state/switchyard/switchyard.log"_s);
        QFile::remove(path);
        QCOMPARE(
            run({u"--cluster"_s, u"lab"_s, u"--quit-after-first-frame"_s}, environment(u"offscreen"_s)).code,
            0);
        const QString log = readAll(path);
        const QString version = QStringLiteral(SWITCHYARD_VERSION);
        QVERIFY2(
            log.contains(u" info program: Switchyard %1 begins, process "_s.arg(version)), qPrintable(log));
        QVERIFY2(log.contains(u" info program: Switchyard ends\n"), qPrintable(log));
    }

    void aCrashLeavesAReport()
    {
        QProcess process;
        process.setProcessEnvironment(environment(u"offscreen"_s));
        process.start(program, {u"--cluster"_s, u"lab"_s, u"--measure"_s, u"60"_s});
        QVERIFY(process.waitForStarted(30000));
        const QString log = home_.filePath(u"state/switchyard/switchyard.log"_s);
        const auto id = process.processId(); // gone once it has ended
        const QString mine = u"process %1,"_s.arg(id);
        QTRY_VERIFY_WITH_TIMEOUT(readAll(log).contains(mine), 30000);
        ::kill(static_cast<pid_t>(id), SIGSEGV);
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        const QDir state(home_.filePath(u"state/switchyard"_s));
        const QStringList reports = state.entryList({u"crash-*-%1.txt"_s.arg(id)});
        QCOMPARE(reports.size(), 1);
        const QString report = readAll(state.filePath(reports.first()));
        QVERIFY2(report.contains(u"SIGSEGV") && report.contains(mine) && report.contains(u"Backtrace"),
            qPrintable(report));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
