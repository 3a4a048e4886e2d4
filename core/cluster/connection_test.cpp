#include "core/cluster/connection_test.h"

#include "core/cluster/address.h"
#include "core/cluster/discovery.h"
#include "core/cluster/gather.h"
#include "core/cluster/look_deadline.h"

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;
using Step = TestLine::Step;
using Outcome = TestLine::Outcome;
using Args = QMap<QString, QString>;

namespace {

/// Longer than a look of the observer: a first login over a slow line must not look like a refusal.
constexpr Duration testDatabases = std::chrono::seconds(3);
const QString clusterLabelName = QStringLiteral("io.switchyard.cluster");

class Test
{
public:
    Test(const ClusterProfile& profile, const Passwords& passwords, const ObserverParts& parts,
        const TestSink& sink, std::stop_token stop)
        : profile_(profile), passwords_(passwords), parts_(parts), sink_(sink), stop_(std::move(stop))
    {
    }

    bool run()
    {
        const auto api = parts_.makeDockerApi();
        SwarmFacts swarm;
        if (!engine(*api, swarm))
            skip(Step::Engine, {Step::Manager, Step::Found});
        else if (!manager(*api, swarm))
            skip(Step::Manager, {Step::Found});
        else if (found(*api, swarm))
            databases();
        return !failed_ && !stop_.stop_requested();
    }

private:
    void say(Step step, const QString& subject, Outcome outcome, Args args = {}, Error error = {})
    {
        if (stop_.stop_requested())
            return;
        failed_ = failed_ || outcome == Outcome::Failed;
        sink_({step, subject, outcome, std::move(error), {}, std::move(args)});
    }
    bool refuse(Step step, const Error& error, Args args = {})
    {
        say(step, {}, Outcome::Failed, std::move(args), error);
        return false;
    }
    void skip(Step after, std::initializer_list<Step> steps)
    {
        for (const Step step : steps) {
            if (!stop_.stop_requested())
                sink_({step, {}, Outcome::Skipped, {}, after, {}});
        }
    }
    Call engineCall() const { return Call{Deadline::in(lookDeadline(profile_.engine)), stop_}; }

    bool engine(docker::DockerApi& api, SwarmFacts& swarm)
    {
        Args args{{u"endpoint"_s, docker::formatEndpoint(profile_.engine)}};
        say(Step::Engine, {}, Outcome::Running, args);
        auto info = api.info(engineCall());
        if (!info)
            return refuse(Step::Engine, info.error(), args);
        swarm.engine = std::move(*info);
        args[u"name"_s] = swarm.engine.name;
        args[u"version"_s] = swarm.engine.version;
        args[u"api"_s] = swarm.engine.apiVersion;
        say(Step::Engine, {}, Outcome::Passed, args);
        return true;
    }

    bool manager(docker::DockerApi& api, SwarmFacts& swarm)
    {
        say(Step::Manager, {}, Outcome::Running);
        if (!swarm.engine.isManager)
            return refuse(
                Step::Manager, {ErrorKind::Rejected, u"engine.not_a_manager"_s,
                                   u"%1 (state: %2)"_s.arg(swarm.engine.name, swarm.engine.swarmState), {}});
        auto nodes = api.nodes(engineCall());
        if (!nodes)
            return refuse(Step::Manager, nodes.error());
        swarm.nodes = std::move(*nodes);
        const auto count = [&](auto what) {
            return QString::number(std::count_if(swarm.nodes.begin(), swarm.nodes.end(), what));
        };
        say(Step::Manager, {}, Outcome::Passed,
            {{u"nodes"_s, QString::number(swarm.nodes.size())},
                {u"managers"_s, count([](const docker::Node& n) { return n.manager; })}});
        return true;
    }

    bool found(docker::DockerApi& api, SwarmFacts& swarm)
    {
        say(Step::Found, {}, Outcome::Running);
        // All clusters' services: if ours has none, the others' names show what was mistyped.
        auto services = api.services({{clusterLabelName, {}}}, engineCall());
        auto tasks = services ? api.tasks(engineCall()) : Result<QVector<docker::Task>>();
        if (!services || !tasks)
            return refuse(Step::Found, services ? tasks.error() : services.error());
        QStringList others;
        for (const docker::Service& service : *services) {
            const QString label = service.labels.value(clusterLabelName);
            if (label == profile_.clusterLabel)
                swarm.services << service;
            else if (!others.contains(label))
                others << label;
        }
        swarm.tasks = std::move(*tasks);
        discovery_ = discover(swarm, profile_);
        others.sort();
        Args args{{u"members"_s, QString::number(discovery_.members.size())},
            {u"poolers"_s, QString::number(discovery_.poolers.size())}, {u"cluster"_s, profile_.clusterLabel},
            {u"others"_s, others.join(u", "_s)}};
        if (discovery_.members.isEmpty())
            return refuse(Step::Found, {ErrorKind::NotFound, u"cluster.nothing_found"_s, {}, {}}, args);
        say(Step::Found, {}, discovery_.poolers.isEmpty() ? Outcome::Warned : Outcome::Passed, args);
        return true;
    }

    template<typename Server> Args argsOf(const Server& server, const ClusterProfile::Login& login) const
    {
        return {{u"address"_s, formatHostPort(server.host, server.port)}, {u"user"_s, login.user}};
    }

    void databases()
    {
        for (const Member& member : discovery_.members)
            say(Step::Login, member.name, Outcome::Running, argsOf(member, profile_.postgres));
        for (const Pooler& pooler : discovery_.poolers)
            say(Step::Console, pooler.name, Outcome::Running, argsOf(pooler, profile_.pgbouncer));
        Credentials credentials(profile_, passwords_);
        credentials.refresh(false);
        const auto began = std::chrono::steady_clock::now();
        const DatabaseAnswers answers = gatherDatabases(*parts_.makeConnector(), profile_, discovery_,
            credentials, Call{Deadline::in(testDatabases), stop_});
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
        took_ = QString::number(took.count());
        for (std::size_t i = 0; i < answers.members.size(); ++i)
            member(discovery_.members[static_cast<qsizetype>(i)], answers.members[i]);
        for (std::size_t i = 0; i < answers.poolers.size(); ++i)
            pooler(discovery_.poolers[static_cast<qsizetype>(i)], answers.poolers[i]);
    }

    void member(const Member& member, const Result<MemberFacts>& answer)
    {
        Args args = argsOf(member, profile_.postgres);
        if (!answer)
            return say(Step::Login, member.name, Outcome::Failed, args, answer.error());
        args[u"version"_s] = answer->serverVersion;
        args[u"role"_s] = answer->inRecovery ? u"standby"_s : u"primary"_s;
        args[u"ms"_s] = took_;
        say(Step::Login, member.name, Outcome::Passed, args);
        say(Step::Rights, member.name, answer->canSeeAll ? Outcome::Passed : Outcome::Warned,
            {{u"user"_s, profile_.postgres.user}});
    }

    void pooler(const Pooler& pooler, const Result<PoolerFacts>& answer)
    {
        Args args = argsOf(pooler, profile_.pgbouncer);
        if (!answer)
            return say(Step::Console, pooler.name, Outcome::Failed, args, answer.error());
        args[u"version"_s] = answer->version;
        args[u"databases"_s] = QString::number(answer->databases.size());
        args[u"ms"_s] = took_;
        say(Step::Console, pooler.name, Outcome::Passed, args);
    }

    const ClusterProfile& profile_;
    const Passwords& passwords_;
    const ObserverParts& parts_;
    const TestSink& sink_;
    const std::stop_token stop_;
    Discovery discovery_;
    QString took_;
    bool failed_ = false;
};

} // namespace

bool testConnection(const ClusterProfile& profile, const Passwords& passwords, const ObserverParts& parts,
    const TestSink& sink, const std::stop_token& stop)
{
    return Test(profile, passwords, parts, sink, stop).run();
}

} // namespace switchyard
