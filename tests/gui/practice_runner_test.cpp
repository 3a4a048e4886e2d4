// Starting the practice Swarm, with shells in its place: what it says, how it ends, and that nobody waits.

#include "app/gui/practice_runner.h"
#include "tests/gui/support/stand.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;

class PracticeRunnerTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Result<ClusterProfile>> ended_;
    QStringList said_;

    std::unique_ptr<PracticeRunner> start(const QStringList& command)
    {
        ended_.reset();
        said_.clear();
        auto runner = std::make_unique<PracticeRunner>(command);
        connect(runner.get(), &PracticeRunner::said, this, [this](const QString& line) { said_ << line; });
        connect(runner.get(), &PracticeRunner::ended, this, [this](const Result<ClusterProfile>& profile) {
            ended_ = std::make_unique<Result<ClusterProfile>>(profile);
        });
        runner->start();
        return runner;
    }
    static QStringList shell(const QString& script) { return {u"/bin/sh"_s, u"-c"_s, script}; }

private Q_SLOTS:
    void init() { testing::failOnAnyWarning(); }

    void itsStatusBecomesAProfile()
    {
        const auto runner = start(shell(uR"(echo one >&2; echo; echo two >&2
            echo '{"manager_endpoint": "unix:///run/p/node1.sock", "cluster": "practice",'
            echo '"passwords": {"passfile": "/var/lib/p/pgpass"}}')"_s));
        QTRY_VERIFY(ended_);
        QCOMPARE(said_, (QStringList{u"one"_s, u"two"_s}));
        QVERIFY(*ended_);
        QCOMPARE((*ended_)->name, u"practice"_s);
        QCOMPARE((*ended_)->passFile, u"/var/lib/p/pgpass"_s);
        QVERIFY((*ended_)->engine == docker::Endpoint(docker::UnixEndpoint{u"/run/p/node1.sock"_s}));
        QVERIFY(parseProfile(formatProfile(**ended_), u"practice"_s)); // it can be saved
    }

    void aFailureIsToldWithItsLastWords()
    {
        const auto runner = start(shell(u"echo 'practice: no docker' >&2; exit 1"_s));
        QTRY_VERIFY(ended_);
        QCOMPARE(ended_->error().code, u"practice.failed"_s);
        QCOMPARE(ended_->error().detail, u"practice: no docker"_s);
        runner->start(); // it can be tried again
        QTRY_COMPARE(said_.size(), 2);
    }

    void whatIsNoStatusIsTold()
    {
        const auto runner = start(shell(u"echo nonsense"_s));
        QTRY_VERIFY(ended_);
        QCOMPARE(ended_->error().code, u"practice.failed"_s);
    }

    void aProgramThatIsNotThereIsTold()
    {
        const auto runner = start({u"/nonexistent/start"_s});
        QTRY_VERIFY(ended_);
        QCOMPARE(ended_->error().code, u"practice.failed"_s);
        QVERIFY(!ended_->error().detail.isEmpty());
    }

    void itCanBeStopped()
    {
        const auto runner = start(shell(u"echo on >&2; exec sleep 60"_s));
        QTRY_COMPARE(said_.size(), 1);
        runner->cancel();
        QTRY_VERIFY(ended_);
        QCOMPARE(ended_->error().code, u"practice.cancelled"_s);
    }

    void theProgramOfTheSourceTreeIsFound()
    {
        // Root runs it, others through pkexec, or are told what to type.
        const auto command = practiceCommand();
        const QString said = command ? command->join(u' ') : command.error().detail;
        QVERIFY2(said.contains(u"/resources/practice/start"_s), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(PracticeRunnerTest)
#include "practice_runner_test.moc"
