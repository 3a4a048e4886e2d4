// The real binary: what it answers to usage errors, wrong profiles and an engine that is not there.

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

struct Outcome
{
    int code = -1;
    QString out, err;
};

} // namespace

class CtlProgramTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir home_;

    std::unique_ptr<QProcess> start(const QStringList& arguments) const
    {
        auto p = std::make_unique<QProcess>();
        QProcessEnvironment env;
        env.insert(u"XDG_CONFIG_HOME"_s, home_.path());
        env.insert(u"HOME"_s, home_.path());
        env.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        for (const QString& name : {u"ASAN_OPTIONS"_s, u"TSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s}) {
            if (qEnvironmentVariableIsSet(qPrintable(name)))
                env.insert(name, qEnvironmentVariable(qPrintable(name)));
        }
        p->setProcessEnvironment(env);
        p->start(QStringLiteral(SWITCHYARDCTL), arguments);
        return p;
    }
    Outcome run(const QStringList& arguments) const
    {
        const auto p = start(arguments);
        if (!p->waitForFinished(30'000) || p->exitStatus() != QProcess::NormalExit)
            return {};
        return {p->exitCode(), QString::fromUtf8(p->readAllStandardOutput()),
            QString::fromUtf8(p->readAllStandardError())};
    }
    QString writeProfile(const QString& name, const QByteArray& json) const
    {
        const QString directory = home_.path() + u"/switchyard/clusters"_s;
        QDir().mkpath(directory);
        QFile f(directory + u'/' + name + u".json"_s);
        if (!f.open(QIODevice::WriteOnly) || f.write(json) != json.size())
            qFatal("cannot write %s", qPrintable(f.fileName()));
        return f.fileName();
    }
    QByteArray profileOfNobody() const
    {
        return "{\"version\": 1, \"engine\": {\"endpoint\": \"unix://" + home_.path().toUtf8() +
               "/nobody.sock\"}}";
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        QDir(home_.path() + u"/switchyard"_s).removeRecursively();
    }

    void badUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
        QTest::newRow("unknown command") << QStringList{u"--cluster"_s, u"a"_s, u"promote"_s};
        QTest::newRow("no cluster") << QStringList{u"status"_s};
    }
    void badUsage()
    {
        QFETCH(QStringList, arguments);
        const Outcome o = run(arguments);
        QCOMPARE(o.code, 64);
        QCOMPARE(o.out, QString());
        QVERIFY2(o.err.startsWith(u"switchyardctl: ") && o.err.contains(u"--help"), qPrintable(o.err));
    }

    void helpAndVersion()
    {
        const Outcome help = run({u"--help"_s});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.startsWith(u"Usage: switchyardctl"));
        QCOMPARE(help.err, QString());
        QCOMPARE(run({u"--version"_s}).out, u"switchyardctl " SWITCHYARD_VERSION "\n"_s);
    }

    void unknownProfile()
    {
        const Outcome o = run({u"--cluster"_s, u"nowhere"_s, u"status"_s});
        QCOMPARE(o.code, 2);
        QCOMPARE(o.out, QString());
        QVERIFY2(o.err.contains(u"no such profile") && o.err.contains(u"nowhere"), qPrintable(o.err));
    }
    void unknownProfileFile()
    {
        const Outcome o = run({u"--profile"_s, home_.path() + u"/none.json"_s, u"status"_s});
        QCOMPARE(o.code, 2);
        QVERIFY2(o.err.contains(u"/none.json"), qPrintable(o.err));
    }
    void aProfileWithAPassword()
    {
        writeProfile(u"leaky"_s, "{\"version\": 1, \"engine\": {\"endpoint\": \"unix:///run/docker.sock\"}, "
                                 "\"password\": \"hunter2\"}");
        const Outcome o = run({u"--cluster"_s, u"leaky"_s, u"status"_s});
        QCOMPARE(o.code, 2);
        QVERIFY2(o.err.contains(u"passfile"), qPrintable(o.err));
        QVERIFY(!o.err.contains(u"hunter2") && !o.out.contains(u"hunter2"));
    }

    void profilesAreListedWithWhatIsWrong()
    {
        QVERIFY(run({u"profiles"_s}).out.startsWith(u"There are no profiles in "));
        writeProfile(u"good"_s, "{\"version\": 1, \"engine\": {\"endpoint\": \"unix:///run/docker.sock\"}, "
                                "\"production\": true}");
        writeProfile(u"wrong"_s, "{");
        const Outcome o = run({u"profiles"_s});
        QCOMPARE(o.code, 0);
        QVERIFY2(o.out.contains(u"good     unix:///run/docker.sock  production\n"), qPrintable(o.out));
        QVERIFY2(o.out.contains(u"wrong    The profile is not valid JSON"), qPrintable(o.out));
    }

    void anEngineThatIsNotThere()
    {
        const QString file = writeProfile(u"nobody"_s, profileOfNobody());
        const Outcome o = run({u"--profile"_s, file, u"status"_s, u"--json"_s, u"--timeout"_s, u"1"_s});
        QCOMPARE(o.code, 2);
        QVERIFY2(o.err.contains(u"cannot be reached"), qPrintable(o.err));
        const QJsonObject json = QJsonDocument::fromJson(o.out.toUtf8()).object();
        QCOMPARE(json[u"cluster"], QJsonValue(u"nobody"_s));
        QCOMPARE(json[u"primary"], QJsonValue(QJsonValue::Null));
        QCOMPARE(json[u"findings"][0][u"code"], QJsonValue(u"engine_unreachable"_s));
    }

    void watchingEndsCleanly_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void watchingEndsCleanly()
    {
        QFETCH(int, signal);
        writeProfile(u"nobody"_s, profileOfNobody());
        const auto p = start({u"--cluster"_s, u"nobody"_s, u"status"_s, u"--json"_s, u"--watch"_s});
        QByteArray seen;
        // Two whole lines: it looks again by itself.
        while (seen.count('\n') < 2) {
            QVERIFY2(p->waitForReadyRead(20'000), seen.constData());
            seen += p->readAllStandardOutput();
        }
        for (const QByteArray& line : seen.left(seen.lastIndexOf('\n')).split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
        ::kill(static_cast<pid_t>(p->processId()), signal);
        QVERIFY(p->waitForFinished(10'000));
        QCOMPARE(p->exitStatus(), QProcess::NormalExit);
        QCOMPARE(p->exitCode(), 0);
        QCOMPARE(QString::fromUtf8(p->readAllStandardError()), QString());
    }
};

QTEST_GUILESS_MAIN(CtlProgramTest)
#include "ctl_program_test.moc"
