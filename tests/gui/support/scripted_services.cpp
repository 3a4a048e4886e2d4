#include "tests/gui/support/scripted_services.h"

using namespace Qt::StringLiterals;

namespace switchyard::testing {

namespace {

using Step = TestLine::Step;
using Outcome = TestLine::Outcome;

TestLine line(Step step, const QString& subject, Outcome outcome, const QMap<QString, QString>& args,
    const Error& error = {})
{
    return {step, subject, outcome, error, {}, args};
}

QVector<TestLine> throughTheSwarm()
{
    return {line(Step::Engine, {}, Outcome::Passed,
                {{u"endpoint"_s, u"ssh://dba@node1"_s}, {u"name"_s, u"node1"_s},
                    {u"version"_s, u"20.10.24"_s}, {u"api"_s, u"1.41"_s}}),
        line(Step::Manager, {}, Outcome::Passed, {{u"nodes"_s, u"3"_s}, {u"managers"_s, u"3"_s}}),
        line(Step::Found, {}, Outcome::Passed,
            {{u"cluster"_s, u"orders"_s}, {u"members"_s, u"3"_s}, {u"poolers"_s, u"2"_s}})};
}

QMap<QString, QString> place(const QString& address)
{
    return {{u"address"_s, address}, {u"user"_s, u"switchyard"_s}};
}

QMap<QString, QString> member(const QString& address, const QString& role)
{
    auto args = place(address);
    args.insert(u"version"_s, u"15.8"_s);
    args.insert(u"role"_s, role);
    return args;
}

QMap<QString, QString> pooler(const QString& address)
{
    auto args = place(address);
    args.insert(u"version"_s, u"1.18"_s);
    args.insert(u"databases"_s, u"4"_s);
    return args;
}

TestLine rights(const QString& name, Outcome outcome)
{
    return line(Step::Rights, name, outcome, {{u"user"_s, u"switchyard"_s}});
}

} // namespace

workstation::Offers sampleOffers()
{
    using workstation::EngineOffer;
    using workstation::LoginOffer;
    workstation::Offers offers;
    offers.engines = {{EngineOffer::Source::DockerContext, u"orders-prod"_s, u"ssh://dba@node1"_s, {}, true},
        {EngineOffer::Source::DockerContext, u"lab"_s, u"tcp://10.0.0.1:2376"_s,
            docker::TlsFiles{u"/c/ca.pem"_s, u"/c/cert.pem"_s, u"/c/key.pem"_s}, false},
        {EngineOffer::Source::SshAlias, u"node2"_s, u"ssh://node2"_s, {}, false}};
    offers.logins = {{LoginOffer::Source::Service, u"orders"_s, u"db1"_s, 5432, u"repmgr"_s, u"monitor"_s,
                         u"verify-full"_s, {}},
        {LoginOffer::Source::PassFile, {}, {}, 0, {}, u"switchyard"_s, {}, u"/home/dba/.pgpass"_s}};
    return offers;
}

QVector<TestLine> sampleTroubledTest()
{
    QVector<TestLine> lines = throughTheSwarm();
    const Error refused{ErrorKind::Unreachable, u"pg.unreachable"_s, u"Connection refused"_s, {}};
    const Error login{ErrorKind::Rejected, u"pg.auth"_s,
        u"password authentication failed for user \"switchyard\""_s, u"password.keychain"_s};
    lines << line(Step::Login, u"pg1"_s, Outcome::Passed, member(u"10.77.0.1:5432"_s, u"primary"_s))
          << rights(u"pg1"_s, Outcome::Passed)
          << line(Step::Login, u"pg2"_s, Outcome::Passed, member(u"10.77.0.2:5432"_s, u"standby"_s))
          << rights(u"pg2"_s, Outcome::Warned)
          << line(Step::Login, u"pg3"_s, Outcome::Failed, place(u"10.77.0.3:5432"_s), refused)
          << line(Step::Console, u"pgbouncer-1"_s, Outcome::Passed, pooler(u"10.77.0.1:6432"_s))
          << line(Step::Console, u"pgbouncer-2"_s, Outcome::Failed, place(u"10.77.0.2:6432"_s), login);
    return lines;
}

QVector<TestLine> sampleGoodTest()
{
    QVector<TestLine> lines = throughTheSwarm();
    for (int i = 1; i <= 3; ++i) {
        const QString name = u"pg%1"_s.arg(i), address = u"10.77.0.%1:5432"_s.arg(i);
        lines << line(Step::Login, name, Outcome::Passed,
                     member(address, i == 1 ? u"primary"_s : u"standby"_s))
              << rights(name, Outcome::Passed);
    }
    for (int i = 1; i <= 2; ++i)
        lines << line(
            Step::Console, u"pgbouncer-%1"_s.arg(i), Outcome::Passed, pooler(u"10.77.0.%1:6432"_s.arg(i)));
    return lines;
}

} // namespace switchyard::testing
