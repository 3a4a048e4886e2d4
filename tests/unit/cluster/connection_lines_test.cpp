// What a connection test says, line by line, in every way in which it can go.

#include "core/cluster/connection_test.h"
#include "tests/unit/cluster/fakes.h"
#include "tests/unit/cluster/samples.h"
#include "ui/text/connection_words.h"

#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace switchyard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = TestLine::Outcome;
using Step = TestLine::Step;

namespace {

QChar letter(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Running: return u'.';
    case Outcome::Passed: return u'+';
    case Outcome::Warned: return u'~';
    case Outcome::Failed: return u'-';
    case Outcome::Skipped: return u'o';
    }
    return u'?';
}

const char* const stepNames[] = {"engine", "manager", "found", "login", "rights", "console"};

} // namespace

namespace connection_lines {

struct Trial
{
    Trial()
    {
        profile.name = profile.clusterLabel = u"practice"_s;
        profile.engine = docker::UnixEndpoint{u"/run/docker.sock"_s};
        profile.passwordSource = PasswordSource::Ask;
        passwords = {Secret("right"), Secret("right")};
        databases.requirePassword("right");
        SwarmFacts swarm = samples::swarm();
        swarm.engine.name = u"node1"_s;
        swarm.engine.version = u"20.10"_s;
        engine.set(swarm);
        databases.set(u"10.77.0.1:5432"_s, samples::primaryFacts(1000));
        databases.set(u"10.77.0.2:5432"_s, samples::standbyFacts(u"pg1"_s, 1000, 1000));
        databases.set(u"10.77.0.3:5432"_s, samples::standbyFacts(u"pg1"_s, 1000, 900));
        databases.set(u"10.77.0.1:6432"_s, fakes::poolRows(u"pg1"_s));
        databases.set(u"10.77.0.2:6432"_s, fakes::poolRows(u"pg2"_s));
    }
    bool run(const std::stop_token& stop = {})
    {
        lines.clear();
        return testConnection(
            profile, passwords,
            {[this] { return engine.connect(); }, [this] { return databases.connect(); }, clock},
            [this](const TestLine& line) { lines << line; }, stop);
    }
    /// "engine+ manager+ login:pg1-": what came of each, without what only runs.
    QString ends() const
    {
        QStringList words;
        for (const TestLine& line : lines) {
            if (line.outcome == Outcome::Running)
                continue;
            QString word = QString::fromLatin1(stepNames[static_cast<int>(line.step)]);
            if (!line.subject.isEmpty())
                word += u':' + line.subject;
            words << word + letter(line.outcome);
        }
        return words.join(u' ');
    }
    TestLine last(Step step, const QString& subject = {}) const
    {
        for (auto it = lines.rbegin(); it != lines.rend(); ++it) {
            if (it->step == step && it->subject == subject)
                return *it;
        }
        return {};
    }

    ClusterProfile profile;
    Passwords passwords;
    fakes::FakeEngine engine;
    fakes::FakeDatabases databases;
    SystemClock clock;
    QVector<TestLine> lines;
};

} // namespace connection_lines

using connection_lines::Trial;

namespace {

QString words(const TestLine& line)
{
    const text::TestWords said = text::testWords(line);
    return said.title + u". "_s + said.detail;
}

} // namespace

class ConnectionLinesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void everythingWorks()
    {
        Trial trial;
        QVERIFY(trial.run());
        QCOMPARE(trial.ends(),
            u"engine+ manager+ found+ login:pg1+ rights:pg1+ login:pg2+ rights:pg2+ login:pg3+ "
            "rights:pg3+ console:pool1+ console:pool2+"_s);
        // Each is told before it is tried.
        for (const TestLine& line : trial.lines) {
            const auto same = [&](const TestLine& l) {
                return l.step == line.step && l.subject == line.subject && l.outcome == Outcome::Running;
            };
            QVERIFY(line.step == Step::Rights || std::any_of(trial.lines.begin(), trial.lines.end(), same));
            QVERIFY2(!words(line).contains(u'%'), qPrintable(words(line)));
        }
        QCOMPARE(words(trial.last(Step::Login, u"pg2"_s)),
            u"pg2: logged in. 10.77.0.2:5432 as switchyard, PostgreSQL 15.14, standby"_s);
        QCOMPARE(words(trial.last(Step::Manager)), u"It is a Swarm manager. 3 nodes, 3 of them managers"_s);
    }

    void anEngineThatIsNotThere()
    {
        Trial trial;
        trial.engine.set(fakes::EngineMood::Refuses);
        QVERIFY(!trial.run());
        QCOMPARE(trial.ends(), u"engine- managero foundo"_s);
        QCOMPARE(trial.last(Step::Engine).error.code, u"engine.unreachable"_s);
        QVERIFY(words(trial.last(Step::Found)).endsWith(u"because the engine was not reached"_s));
        QCOMPARE(trial.databases.rounds(), 0);
    }

    void aWorker()
    {
        Trial trial;
        trial.engine.set(fakes::EngineMood::IsNoManager);
        QVERIFY(!trial.run());
        QCOMPARE(trial.ends(), u"engine+ manager- foundo"_s);
        QVERIFY(words(trial.last(Step::Manager)).contains(u"Only a manager knows the Swarm"_s));
    }

    void aClusterOfAnotherName()
    {
        Trial trial;
        trial.profile.clusterLabel = u"practise"_s;
        QVERIFY(!trial.run());
        QCOMPARE(trial.ends(), u"engine+ manager+ found-"_s);
        QVERIFY2(words(trial.last(Step::Found)).contains(u"There are: practice."_s),
            qPrintable(words(trial.last(Step::Found))));
    }

    void withoutPoolers()
    {
        Trial trial;
        SwarmFacts swarm = samples::swarm();
        swarm.services.removeIf([](const docker::Service& s) { return s.name.contains(u"pool"_s); });
        trial.engine.set(swarm);
        QVERIFY(trial.run());
        QVERIFY(trial.ends().contains(u"found~ "_s));
    }

    void everyMemberForItself()
    {
        Trial trial;
        trial.databases.fail(u"10.77.0.2:5432"_s, ErrorKind::Unreachable, u"pg.unreachable"_s);
        trial.databases.fail(u"10.77.0.3:5432"_s, ErrorKind::Rejected, u"pg.auth"_s);
        MemberFacts blind = samples::primaryFacts(1000);
        blind.canSeeAll = false;
        trial.databases.set(u"10.77.0.1:5432"_s, blind);
        trial.databases.fail(u"10.77.0.1:6432"_s, ErrorKind::Rejected, u"pg.auth"_s);
        QVERIFY(!trial.run());
        QCOMPARE(trial.ends(),
            u"engine+ manager+ found+ login:pg1+ rights:pg1~ login:pg2- login:pg3- console:pool1- "
            "console:pool2+"_s);
        QVERIFY(
            words(trial.last(Step::Login, u"pg2"_s)).startsWith(u"pg2: not reached. 10.77.0.2:5432 as"_s));
        QVERIFY(words(trial.last(Step::Login, u"pg3"_s)).startsWith(u"pg3: reached, but not logged in"_s));
        QVERIFY(words(trial.last(Step::Rights, u"pg1"_s)).contains(u"GRANT pg_monitor TO switchyard;"_s));
    }

    void aPasswordThatIsWrong()
    {
        Trial trial;
        trial.passwords.postgres = Secret("wrong");
        QVERIFY(!trial.run());
        const TestLine line = trial.last(Step::Login, u"pg1"_s);
        QCOMPARE(line.error.code, u"pg.auth"_s);
        QCOMPARE(line.error.hint, u"password.ask"_s);
        QVERIFY(trial.ends().contains(u"console:pool1+"_s)); // the other login has its own
        for (const TestLine& l : trial.lines)
            QVERIFY(!words(l).contains(u"wrong"_s));
    }

    void overridesAreTried()
    {
        Trial trial;
        trial.profile.addressOverrides = {{u"pg3"_s, u"127.0.0.1:15432"_s}};
        trial.databases.set(u"127.0.0.1:15432"_s, samples::standbyFacts(u"pg1"_s, 1000, 900));
        trial.databases.fail(u"10.77.0.3:5432"_s, ErrorKind::Unreachable, u"pg.unreachable"_s);
        QVERIFY(trial.run());
        QCOMPARE(trial.last(Step::Login, u"pg3"_s).args.value(u"address"_s), u"127.0.0.1:15432"_s);
    }

    void stopsWhenAsked()
    {
        Trial trial;
        trial.engine.set(fakes::EngineMood::Hangs);
        std::stop_source stop;
        const auto began = std::chrono::steady_clock::now();
        bool passed = true;
        std::jthread worker([&] { passed = trial.run(stop.get_token()); });
        stop.request_stop();
        worker.join();
        QVERIFY(!passed);
        QVERIFY(std::chrono::steady_clock::now() - began < 2s);
        QCOMPARE(trial.ends(), QString()); // what was not tried to its end has no outcome
    }
};

QTEST_APPLESS_MAIN(ConnectionLinesTest)
#include "connection_lines_test.moc"
