// A connection test against a real PostgreSQL and a real PgBouncer; only the engine is scripted.

#include "core/cluster/address.h"
#include "core/cluster/connection_test.h"
#include "tests/unit/cluster/fakes.h"
#include "tests/unit/cluster/samples.h"
#include "tests/unit/postgres/local_cluster.h"

#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;
using switchyard::test::LocalCluster;
using Outcome = TestLine::Outcome;
using Step = TestLine::Step;

class ConnectionRealTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<LocalCluster> cluster_;
    fakes::FakeEngine engine_;
    SystemClock clock_;

    ClusterProfile profile() const
    {
        ClusterProfile profile;
        profile.name = profile.clusterLabel = u"practice"_s;
        profile.engine = docker::UnixEndpoint{u"/run/docker.sock"_s};
        profile.postgres.user = u"monitor"_s;
        profile.pgbouncer.user = u"stats"_s;
        profile.passwordSource = PasswordSource::Keychain;
        profile.addressOverrides = {{u"pg1"_s, formatHostPort(u"127.0.0.1"_s, cluster_->primary().port())},
            {u"pg2"_s, formatHostPort(u"127.0.0.1"_s, LocalCluster::freePort())},
            {u"pool1"_s, formatHostPort(u"127.0.0.1"_s, cluster_->pooler().port())}};
        return profile;
    }
    QMap<QString, TestLine> run(const ClusterProfile& profile, const Passwords& passwords)
    {
        QMap<QString, TestLine> ends;
        testConnection(profile, passwords,
            {[this] { return engine_.connect(); }, postgres::makeLibpqConnector, clock_},
            [&](const TestLine& line) { ends[QString::number(int(line.step)) + line.subject] = line; }, {});
        return ends;
    }
    static QString key(Step step, const char* subject)
    {
        return QString::number(int(step)) + QString::fromLatin1(subject);
    }

private Q_SLOTS:
    void initTestCase()
    {
        cluster_ = std::make_unique<LocalCluster>();
        cluster_->startPrimary();
        cluster_->startPooler();
        SwarmFacts swarm = samples::swarm();
        swarm.services.removeIf([](const docker::Service& s) {
            return s.name.endsWith(u"pg3"_s) || s.name.endsWith(u"pool2"_s);
        });
        engine_.set(swarm);
    }
    void cleanupTestCase() { cluster_.reset(); }

    void readsWhatIsThere()
    {
        const Secret password(LocalCluster::password().toUtf8());
        const auto ends = run(profile(), {password, password});
        const TestLine login = ends[key(Step::Login, "pg1")];
        QCOMPARE(login.outcome, Outcome::Passed);
        QVERIFY(login.args.value(u"version"_s).startsWith(u"15."_s));
        QCOMPARE(login.args.value(u"role"_s), u"primary"_s);
        QCOMPARE(ends[key(Step::Console, "pool1")].outcome, Outcome::Passed);
        QVERIFY(!ends[key(Step::Console, "pool1")].args.value(u"version"_s).isEmpty());
        const TestLine gone = ends[key(Step::Login, "pg2")];
        QCOMPARE(gone.outcome, Outcome::Failed);
        QCOMPARE(gone.error.code, u"pg.unreachable"_s);
    }

    void tellsALoginThatSeesLess()
    {
        const Secret password(LocalCluster::password().toUtf8());
        ClusterProfile plain = profile();
        plain.postgres.user = u"plain"_s;
        QCOMPARE(run(plain, {password, password})[key(Step::Rights, "pg1")].outcome, Outcome::Warned);
    }

    void tellsAPasswordThatIsWrong()
    {
        const auto ends = run(profile(), {Secret("wrong"), Secret("wrong")});
        for (const QString& k : {key(Step::Login, "pg1"), key(Step::Console, "pool1")}) {
            QCOMPARE(ends[k].outcome, Outcome::Failed);
            QCOMPARE(ends[k].error.code, u"pg.auth"_s);
            QCOMPARE(ends[k].error.hint, u"password.keychain"_s);
            QVERIFY(!ends[k].error.detail.contains(u"wrong"_s));
        }
    }
};

QTEST_GUILESS_MAIN(ConnectionRealTest)
#include "connection_real_test.moc"
