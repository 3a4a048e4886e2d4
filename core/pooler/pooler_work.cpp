#include "core/pooler/pooler_work.h"

#include "core/cluster/address.h"
#include "core/cluster/credentials.h"

#include <QUuid>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

ActionOutcome notDone(const ActionOrder& order, Error error)
{
    ActionOutcome outcome;
    outcome.order = order;
    outcome.result = ActionResult::Failed;
    outcome.error = std::move(error);
    return outcome;
}

ActionOutcome runAsAdmin(const PoolerWorkParts& parts, const ActionOrder& order, const Call& call)
{
    ClusterProfile::Login login = parts.profile.pgbouncer;
    login.user = parts.profile.poolerAdmin;
    Credentials credentials(parts.profile, parts.passwords);
    credentials.refresh(false);
    const auto target = serverTarget(order.address, login, credentials);
    if (!target)
        return notDone(order, target.error());
    ActionOutcome outcome = runPoolerAction(order, *target, *parts.makeConnector(), call);
    if (outcome.error && outcome.error->code == "pg.auth"_L1)
        outcome.error = credentials.explain(*outcome.error, target->host, target->port, login);
    return outcome;
}

} // namespace

Result<PoolerLists> readPoolerLists(
    const PoolerWorkParts& parts, const ServerAddress& address, const Call& call)
{
    Credentials credentials(parts.profile, parts.passwords);
    credentials.refresh(false);
    const auto target = serverTarget(address, parts.profile.pgbouncer, credentials);
    if (!target)
        return tl::unexpected<Error>(target.error());
    const auto answers = parts.makeConnector()->queryAll({{*target, listStatements()}}, call);
    if (!answers.at(0)) {
        const bool refused = answers[0].error().code == "pg.auth"_L1;
        return tl::unexpected<Error>(refused ? credentials.explain(answers[0].error(), target->host,
                                                   target->port, parts.profile.pgbouncer)
                                             : answers[0].error());
    }
    return parsePoolerLists(*answers[0]);
}

ActionOutcome performPoolerAction(const PoolerWorkParts& parts, const ActionOrder& order, const Call& call)
{
    if (parts.profile.poolerAdmin.isEmpty())
        return notDone(order, Error{ErrorKind::Rejected, u"pooler.no_admin"_s, {}, {}});
    AuditEntry entry;
    entry.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    entry.event = u"begin"_s;
    entry.when = parts.clock.now().wall;
    entry.who = parts.who;
    entry.cluster = parts.profile.name;
    entry.pooler = order.pooler;
    entry.address = formatHostPort(order.address.host, order.address.port);
    entry.user = parts.profile.poolerAdmin;
    entry.command = QString::fromUtf8(poolerCommand(order.action, order.database));
    if (const auto written = parts.audit.write(entry); !written)
        return notDone(order, written.error());

    ActionOutcome outcome = runAsAdmin(parts, order, call);

    entry.event = u"end"_s;
    entry.when = parts.clock.now().wall;
    entry.outcome = actionResultName(outcome.result);
    entry.took = outcome.took;
    if (outcome.error)
        entry.detail = outcome.error->code + (outcome.error->detail.isEmpty() ? QString() : u": "_s) +
                       outcome.error->detail;
    if (const auto written = parts.audit.write(entry); !written && !outcome.error)
        outcome.error = Error{ErrorKind::Internal, u"audit.incomplete"_s, written.error().detail, {}};
    return outcome;
}

} // namespace switchyard
