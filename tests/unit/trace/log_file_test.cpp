#include "core/trace/log_file.h"
#include "core/trace/qt_messages.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

class StillClock final : public Clock
{
public:
    Instant now() const override
    {
        return {WallTime(std::chrono::milliseconds(1'795'438'951'042)), SteadyTime(std::chrono::seconds(1))};
    }
};

const StillClock stillClock;

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LogFileTest : public QObject
{
    Q_OBJECT
    QTemporaryDir directory_;

    QString freshDirectory() const
    {
        static int number = 0;
        return directory_.filePath(u"state/log-%1"_s.arg(++number));
    }

private Q_SLOTS:
    void aLineSaysWhenHowGraveAndAboutWhat()
    {
        QByteArray also;
        LogFile log({freshDirectory()}, stillClock, [&](const QByteArray& line) { also = line; });
        log.write(LogLevel::Warning, u"window"_s, u"the settings\ncannot be written"_s);
        QCOMPARE(also, "2026-11-23T13:02:31.042Z warning window: the settings cannot be written");
        QCOMPARE(contents(log.path()), also + '\n');
    }

    void whatIsLessThanAskedForIsLeftOut()
    {
        LogFile log({freshDirectory(), LogLevel::Warning}, stillClock);
        log.write(LogLevel::Info, u"a"_s, u"no"_s);
        log.write(LogLevel::Error, u"a"_s, u"yes"_s);
        QCOMPARE(contents(log.path()).count('\n'), 1);
    }

    void onlyTheOwnerMayReadIt()
    {
        const QString directory = freshDirectory();
        LogFile log({directory}, stillClock);
        const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QCOMPARE(QFile::permissions(log.path()), owner);
        QCOMPARE(QFile::permissions(directory), owner | QFile::ExeOwner | QFile::ExeUser);
    }

    void itDoesNotGrowWithoutEnd()
    {
        const QString directory = freshDirectory();
        LogFile log({directory, LogLevel::Info, 1000, 2}, stillClock);
        for (int i = 0; i < 100; ++i)
            log.write(LogLevel::Info, u"n"_s, QString::number(i).rightJustified(60, u'.'));
        QCOMPARE(QDir(directory).entryList(QDir::Files, QDir::Name),
            (QStringList{u"switchyard.log"_s, u"switchyard.log.1"_s, u"switchyard.log.2"_s}));
        for (const QString& name : QDir(directory).entryList(QDir::Files))
            QVERIFY(QFileInfo(directory + u'/' + name).size() <= 1000);
        QVERIFY(contents(log.path()).endsWith(".99\n"));
        QVERIFY(contents(log.path() + u".1"_s) < contents(log.path())); // older lines are in older files
    }

    void twoProgramsShareIt()
    {
        const QString directory = freshDirectory();
        LogFile one({directory, LogLevel::Info, 2000, 3}, stillClock),
            two({directory, LogLevel::Info, 2000, 3}, stillClock);
        for (int i = 0; i < 60; ++i)
            (i % 2 ? one : two).write(LogLevel::Info, u"n"_s, QString::number(i).rightJustified(40, u'.'));
        QByteArray all;
        for (const char* suffix : {".3", ".2", ".1", ""})
            all += contents(one.path() + QString::fromLatin1(suffix));
        QCOMPARE(all.count('\n'), 60);
    }

    void threadsDoNotMixTheirLines()
    {
        LogFile log({freshDirectory()}, stillClock);
        {
            std::vector<std::jthread> writers;
            for (int w = 0; w < 4; ++w)
                writers.emplace_back([&log] {
                    for (int i = 0; i < 50; ++i)
                        log.write(LogLevel::Info, u"w"_s, QString(80, u'x'));
                });
        }
        const QList<QByteArray> lines = contents(log.path()).split('\n');
        QCOMPARE(lines.size(), 201);
        for (int i = 0; i < 200; ++i)
            QVERIFY(lines[i].endsWith(" w: " + QByteArray(80, 'x')));
    }

    void withoutAFileTheProgramGoesOn()
    {
        QFile blocker(directory_.filePath(u"blocker"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        LogFile log({blocker.fileName() + u"/below"_s}, stillClock);
        QVERIFY(log.path().isEmpty());
        log.write(LogLevel::Error, u"a"_s, u"b"_s);
    }

    void secretsNeverGetThere_data()
    {
        QTest::addColumn<QString>("said");
        QTest::newRow("key=value") << u"host=pg1 password=hunter2secret user=x"_s;
        QTest::newRow("quoted") << u"password='hunter2secret with blanks' user=x"_s;
        QTest::newRow("quoted with an escape") << u"password='a\\'hunter2secret' user=x"_s;
        QTest::newRow("JSON") << uR"({"user": "x", "password": "hunter2secret"})"_s;
        QTest::newRow("environment") << u"PGPASSWORD=hunter2secret psql"_s;
        QTest::newRow("another name") << u"REPMGR_PASSWORD_NEW: hunter2secret"_s;
        QTest::newRow("URL") << u"postgresql://switchyard:hunter2secret@pg1:5432/repmgr"_s;
        QTest::newRow("URL with an @ in it") << u"postgres://u:p@hunter2secret@pg1/db"_s;
        QTest::newRow("SCRAM verifier") << u"role x SCRAM-SHA-256$4096:hunter2secret$abc:def"_s;
        QTest::newRow("token") << u"auth_token=hunter2secret"_s;
        QTest::newRow("header") << u"Authorization: Bearer hunter2secret"_s;
        QTest::newRow("SQL") << u"ALTER ROLE x PASSWORD = 'hunter2secret'"_s;
    }
    void secretsNeverGetThere()
    {
        QFETCH(QString, said);
        QByteArray kept;
        LogFile log({freshDirectory()}, stillClock, [&](const QByteArray& line) { kept = line; });
        log.write(LogLevel::Error, u"a"_s, said);
        QVERIFY2(!kept.contains("hunter2secret"), kept.constData());
        QVERIFY2(!contents(log.path()).contains("hunter2secret"), kept.constData());
        QVERIFY(kept.contains("***"));
    }

    void whatIsNoSecretStays()
    {
        const QString said = u"pg3 did not accept the password: authentication of user switchyard failed"_s;
        QVERIFY(forLog(said).contains(u"user switchyard failed"));
        QCOMPARE(forLog(u"10.77.0.3:5432: Connection refused"_s), u"10.77.0.3:5432: Connection refused"_s);
    }

    void whatQtSaysIsLogged()
    {
        LogFile log({freshDirectory()}, stillClock);
        {
            const QtMessages messages(log);
            qInfo("a layout without a widget");
            qInfo(QLoggingCategory("switchyard.test"), "by topic");
        }
        qInfo("after it went"); // goes to QtTest again
        const QByteArray text = contents(log.path());
        QVERIFY2(text.contains(" info qt: a layout without a widget\n"), text.constData());
        QVERIFY2(text.contains(" info switchyard.test: by topic\n"), text.constData());
        QVERIFY(!text.contains("after it went"));
    }

    void levelsHaveNames()
    {
        QCOMPARE(logLevelNamed(u"warning"), LogLevel::Warning);
        QVERIFY(!logLevelNamed(u"loud"));
    }

    void theStateDirectoryFollowsTheSpecification()
    {
        qputenv("XDG_STATE_HOME", "/tmp/state");
        QCOMPARE(stateDirectory(), u"/tmp/state/switchyard"_s);
        qputenv("XDG_STATE_HOME", "relative");
        QCOMPARE(stateDirectory(), QDir::homePath() + u"/.local/state/switchyard"_s);
        qunsetenv("XDG_STATE_HOME");
        QCOMPARE(stateDirectory(), QDir::homePath() + u"/.local/state/switchyard"_s);
    }
};

QTEST_GUILESS_MAIN(LogFileTest)
#include "log_file_test.moc"
