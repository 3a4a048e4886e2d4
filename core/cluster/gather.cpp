#include "core/cluster/gather.h"

#include "core/cluster/address.h"
#include "core/cluster/pooler_query.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

/// What one server is asked, or why it is not.
template<typename Server>
Result<postgres::Question> questionFor(const Server& server, const ClusterProfile::Login& login,
    const Credentials& credentials, postgres::Session session, QVector<QByteArray> statements)
{
    auto target = serverTarget({server.host, server.port, server.serviceName}, login, credentials);
    if (!target)
        return tl::unexpected<Error>(target.error());
    target->session = session;
    return postgres::Question{*target, std::move(statements)};
}

/// Collects the questions of all servers for one queryAll, and remembers where each answer belongs.
class Round
{
public:
    void add(Result<postgres::Question> question)
    {
        if (question) {
            places_.push_back(questions_.size());
            questions_.push_back(std::move(*question));
            errors_.emplace_back();
        } else {
            places_.push_back(none);
            errors_.push_back(std::move(question.error()));
        }
    }
    void ask(postgres::Connector& connector, const Call& call)
    {
        answers_ = connector.queryAll(questions_, call);
    }
    /// Asks once more, and only those that were added as these; the others keep their answers and
    /// connections.
    void askAgain(
        postgres::Connector& connector, const QHash<std::size_t, QByteArray>& statements, const Call& call)
    {
        if (statements.isEmpty())
            return;
        std::vector<postgres::Question> again = questions_;
        for (auto& question : again)
            question.statements.clear();
        for (auto it = statements.begin(); it != statements.end(); ++it)
            again[places_[it.key()]].statements = {it.value()};
        auto answers = connector.queryAll(again, call);
        for (auto it = statements.begin(); it != statements.end(); ++it)
            answers_[places_[it.key()]] = std::move(answers[places_[it.key()]]);
    }

    /// What the `i`-th added answered; a refused login says which passfile was used.
    postgres::Answer answer(
        std::size_t i, const Credentials& credentials, const ClusterProfile::Login& login) const
    {
        if (places_[i] == none)
            return tl::unexpected<Error>(errors_[i]);
        const postgres::Answer& answer = answers_.at(places_[i]);
        if (answer || answer.error().code != u"pg.auth")
            return answer;
        const postgres::Target& target = questions_[places_[i]].target;
        return tl::unexpected<Error>(credentials.explain(answer.error(), target.host, target.port, login));
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<postgres::Question> questions_;
    std::vector<postgres::Answer> answers_;
    std::vector<std::size_t> places_;
    std::vector<Error> errors_;
};

QString addressOf(const Member& member)
{
    return u"%1:%2"_s.arg(member.host).arg(member.port);
}

/// One statement, prepared once for each connection: planning it costs more than running it.
Result<postgres::Question> memberQuestion(const Member& member, const ClusterProfile::Login& login,
    const Credentials& credentials, const QByteArray& statement)
{
    auto question = questionFor(member, login, credentials, postgres::Session::Observing, {statement});
    if (question)
        question->prepared = true;
    return question;
}

} // namespace

Result<postgres::Target> serverTarget(
    const ServerAddress& server, const ClusterProfile::Login& login, const Credentials& credentials)
{
    if (server.host.isEmpty() || server.port == 0)
        return fail(ErrorKind::NotFound, u"member.no_address"_s,
            server.port == 0 ? u"service %1 publishes no port"_s.arg(server.serviceName)
                             : u"no task of service %1 has a node"_s.arg(server.serviceName));
    const auto password = credentials.passwordFor(server.host, server.port, login);
    if (!password)
        return tl::unexpected<Error>(password.error());
    postgres::Target target;
    target.host = server.host;
    target.port = server.port;
    target.database = login.database;
    target.user = login.user;
    target.password = *password;
    target.sslMode = login.sslMode;
    return target;
}

Result<SwarmFacts> gatherSwarm(docker::DockerApi& api, const QString& clusterLabel, const Call& call)
{
    SwarmFacts facts;
    auto info = api.info(call);
    if (!info)
        return tl::unexpected<Error>(info.error());
    facts.engine = std::move(*info);
    if (!facts.engine.isManager)
        return fail(ErrorKind::Rejected, u"engine.not_a_manager"_s,
            u"%1 is no manager of a Swarm (state: %2)"_s.arg(facts.engine.name, facts.engine.swarmState));
    auto nodes = api.nodes(call);
    if (!nodes)
        return tl::unexpected<Error>(nodes.error());
    auto services = api.services({{u"io.switchyard.cluster"_s, clusterLabel}}, call);
    if (!services)
        return tl::unexpected<Error>(services.error());
    auto tasks = api.tasks(call);
    if (!tasks)
        return tl::unexpected<Error>(tasks.error());
    facts.nodes = std::move(*nodes);
    facts.services = std::move(*services);
    QSet<QString> ours;
    for (const auto& service : facts.services)
        ours.insert(service.id);
    for (auto& task : *tasks) {
        if (ours.contains(task.serviceId))
            facts.tasks << std::move(task);
        else if (holdsItsNode(task))
            facts.foreignUse[task.nodeId].add(task);
    }
    return facts;
}

DatabaseAnswers gatherDatabases(postgres::Connector& connector, const ClusterProfile& profile,
    const Discovery& discovery, const Credentials& credentials, MemberAsking& asking, const Call& call)
{
    const SteadyTime now = std::chrono::steady_clock::now();
    const auto memberCount = static_cast<std::size_t>(discovery.members.size());
    Round round;
    for (const Member& member : discovery.members)
        round.add(memberQuestion(
            member, profile.postgres, credentials, asking.statementFor(addressOf(member), now)));
    for (const Pooler& pooler : discovery.poolers)
        round.add(questionFor(
            pooler, profile.pgbouncer, credentials, postgres::Session::Plain, poolerStatements()));
    round.ask(connector, call);
    const auto take = [&](std::size_t i) {
        return asking.take(addressOf(discovery.members[static_cast<qsizetype>(i)]),
            round.answer(i, credentials, profile.postgres), now);
    };
    std::vector<std::optional<Result<MemberFacts>>> taken(memberCount);
    QHash<std::size_t, QByteArray> again;
    for (std::size_t i = 0; i < memberCount; ++i) {
        taken[i] = take(i);
        if (!taken[i])
            again.insert(i, fullMemberSql());
    }
    round.askAgain(connector, again, call);
    DatabaseAnswers answers;
    for (std::size_t i = 0; i < memberCount; ++i)
        answers.members.push_back(taken[i] ? std::move(*taken[i]) : take(i).value());
    for (std::size_t i = memberCount; const Pooler& pooler : discovery.poolers) {
        Q_UNUSED(pooler);
        const auto answer = round.answer(i++, credentials, profile.pgbouncer);
        answers.poolers.push_back(
            answer ? parsePoolerFacts(*answer) : Result<PoolerFacts>(tl::unexpected<Error>(answer.error())));
    }
    return answers;
}

bool anyLoginRefused(const DatabaseAnswers& answers)
{
    const auto refused = [](const auto& answer) { return !answer && answer.error().code == u"pg.auth"; };
    return std::any_of(answers.members.begin(), answers.members.end(), refused) ||
           std::any_of(answers.poolers.begin(), answers.poolers.end(), refused);
}

} // namespace switchyard
