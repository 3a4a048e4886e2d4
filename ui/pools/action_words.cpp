#include "ui/pools/action_words.h"

#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct ActionText
{
    Q_DECLARE_TR_FUNCTIONS(PoolerActions)
};

constexpr qsizetype mostHolders = 3; ///< named one by one

Reason said(Mark mark, const QString& bold, const QString& more = {})
{
    Reason reason{mark, {{bold, Ink::Text, QFont::DemiBold}}};
    if (!more.isEmpty())
        reason.words.push_back({u' ' + more, Ink::Text2});
    return reason;
}

Reason plain(Mark mark, const QString& words)
{
    return {mark, {{words, Ink::Text}}};
}

QString connectionCount(int servers)
{
    return servers == 1 ? ActionText::tr("1 server connection")
                        : ActionText::tr("%1 server connections").arg(servers);
}

/// Clients that have asked nothing for longer than a PAUSE may wait: it will not get past them.
int stuck(const ActionPlan& plan)
{
    return static_cast<int>(std::count_if(
        plan.holders.begin(), plan.holders.end(), [](const Holder& h) { return h.idle >= pauseBudget; }));
}

QString budgetWords()
{
    return text::duration(pauseBudget);
}

Reason refusedWords(const ActionPlan& plan)
{
    switch (*plan.refused) {
    case NoAction::PoolerSilent:
        return said(Mark::Unknown, ActionText::tr("Not now."),
            ActionText::tr("%1 does not answer, so what it would do is unknown.").arg(plan.pooler));
    case NoAction::NoDatabase:
        return said(Mark::Unknown, ActionText::tr("Not possible."),
            ActionText::tr("%1 has no database %2 that its console could name.")
                .arg(plan.pooler, plan.database));
    case NoAction::PausedAlready:
        return said(Mark::Info, ActionText::tr("Nothing to do."),
            ActionText::tr("%1 is paused already.").arg(plan.database));
    case NoAction::NotPaused:
        return said(Mark::Info, ActionText::tr("Nothing to do."),
            ActionText::tr("%1 is not paused.").arg(plan.database));
    }
    return {};
}

Reason pauseSummary(const ActionPlan& plan)
{
    const QString then =
        ActionText::tr("New queries wait until RESUME. After %1 without success it is taken back.")
            .arg(budgetWords());
    if (plan.holding == 0)
        return said(Mark::Info, ActionText::tr("Paused at once."),
            ActionText::tr("No client holds a server connection. New queries wait until RESUME."));
    const QString holding = clientCount(plan.holding);
    if (plan.sessionPooling)
        return said(Mark::Warn, ActionText::tr("Waits for disconnects."),
            ActionText::tr("Session pooling: %1 must disconnect first.").arg(holding) + u' ' + then);
    if (const int idle = stuck(plan); idle > 0)
        return said(Mark::Warn, ActionText::tr("Would take over %1.").arg(budgetWords()),
            (idle == 1 ? ActionText::tr("1 client stands idle in a transaction.")
                       : ActionText::tr("%1 clients stand idle in a transaction.").arg(idle)) +
                u' ' + then);
    return said(Mark::Info,
        plan.holding == 1 ? ActionText::tr("Waits for 1 transaction.")
                          : ActionText::tr("Waits for %1 transactions.").arg(plan.holding),
        then);
}

Reason killSummary(const ActionPlan& plan)
{
    return said(Mark::Bad,
        plan.clients == 0 ? ActionText::tr("Breaks nobody now.")
                          : ActionText::tr("Breaks %1.").arg(clientCount(plan.clients)),
        ActionText::tr("Drops their connections and pauses %1 until RESUME. You type the name to confirm.")
            .arg(plan.database));
}

Reason reconnectSummary(const ActionPlan& plan)
{
    const QString connections = connectionCount(plan.servers);
    return said(Mark::Ok, ActionText::tr("Clients notice nothing."),
        plan.sessionPooling
            ? ActionText::tr("%1 to replace, each when its client disconnects.").arg(connections)
            : ActionText::tr("%1 to replace, each when its transaction ends.").arg(connections));
}

void addHolders(QVector<Reason>& details, const QVector<Holder>& holders)
{
    for (const Holder& holder : holders.first(std::min(mostHolders, holders.size())))
        details.push_back(plain(holder.idle >= pauseBudget ? Mark::Warn : Mark::Info, holderWords(holder)));
    if (const qsizetype more = holders.size() - mostHolders; more > 0)
        details.push_back(plain(
            Mark::Info, more == 1 ? ActionText::tr("and 1 more") : ActionText::tr("and %1 more").arg(more)));
}

void addWaitLimit(QVector<Reason>& details, const ActionPlan& plan)
{
    if (!plan.queryWaitTimeout)
        return;
    details.push_back(
        *plan.queryWaitTimeout == Duration{}
            ? plain(Mark::Info, ActionText::tr("Clients wait for as long as it stays paused."))
            : plain(Mark::Warn, ActionText::tr("Clients that wait longer than %1 lose their connection "
                                               "(query_wait_timeout).")
                                    .arg(text::duration(*plan.queryWaitTimeout))));
}

QString doneWords(const ActionOrder& order)
{
    switch (order.action) {
    case PoolerAction::Pause: return ActionText::tr("%1 was paused on %2.").arg(order.database, order.pooler);
    case PoolerAction::Resume:
        return ActionText::tr("%1 was resumed on %2.").arg(order.database, order.pooler);
    case PoolerAction::Reconnect:
        return ActionText::tr("The server connections of %1 on %2 were marked to be replaced.")
            .arg(order.database, order.pooler);
    case PoolerAction::Kill:
        return ActionText::tr("All connections of %1 on %2 were dropped, and it was paused.")
            .arg(order.database, order.pooler);
    case PoolerAction::Reload: return ActionText::tr("%1 read its configuration again.").arg(order.pooler);
    }
    return {};
}

QVector<Reason> takenBackWords(const ActionOutcome& outcome)
{
    QVector<Reason> words{said(Mark::Warn,
        ActionText::tr("%1 was not paused within %2, and was resumed.")
            .arg(outcome.order.database, budgetWords()),
        outcome.holders.isEmpty() ? ActionText::tr("Nobody was seen to hold it up: try again.")
                                  : ActionText::tr("These clients held it up:"))};
    addHolders(words, outcome.holders);
    return words;
}

} // namespace

QString clientCount(int clients)
{
    return clients == 1 ? ActionText::tr("1 client") : ActionText::tr("%1 clients").arg(clients);
}

QString holderWords(const Holder& holder)
{
    const QString name = holder.applicationName.isEmpty() ? holder.user : holder.applicationName;
    const QString who = ActionText::tr("%1 at %2").arg(name, holder.address);
    if (holder.idle > Duration{})
        return ActionText::tr("%1, idle for %2").arg(who, text::duration(holder.idle));
    if (holder.running > Duration{})
        return ActionText::tr("%1, its query runs for %2").arg(who, text::duration(holder.running));
    return who;
}

Reason planSummary(const ActionPlan& plan)
{
    if (plan.refused)
        return refusedWords(plan);
    switch (plan.action) {
    case PoolerAction::Pause: return pauseSummary(plan);
    case PoolerAction::Resume:
        return said(Mark::Ok, ActionText::tr("Serves again."),
            plan.waiting == 0 ? ActionText::tr("Nobody waits for it now.")
                              : ActionText::tr("%1 waiting now may go on.").arg(clientCount(plan.waiting)));
    case PoolerAction::Reconnect: return reconnectSummary(plan);
    case PoolerAction::Kill: return killSummary(plan);
    case PoolerAction::Reload:
        return said(Mark::Info, ActionText::tr("Reads its file again."),
            ActionText::tr(
                "For all databases of %1. What was changed with SET goes back to what the file says.")
                .arg(plan.pooler));
    }
    return {};
}

QVector<Reason> planDetails(const ActionPlan& plan)
{
    QVector<Reason> details{planSummary(plan)};
    if (plan.refused)
        return details;
    switch (plan.action) {
    case PoolerAction::Pause:
        addHolders(details, plan.holders);
        addWaitLimit(details, plan);
        break;
    case PoolerAction::Kill:
        addHolders(details, plan.holders);
        if (plan.waiting > 0)
            details.push_back(plain(Mark::Warn,
                ActionText::tr("%1 waiting now are dropped too.").arg(clientCount(plan.waiting))));
        if (plan.serverLoginRetry && *plan.serverLoginRetry > Duration{})
            details.push_back(
                plain(Mark::Warn, ActionText::tr("After RESUME clients may wait up to %1 for the first "
                                                 "server connection (server_login_retry).")
                                      .arg(text::duration(*plan.serverLoginRetry))));
        break;
    case PoolerAction::Reload:
        details.push_back(
            plain(Mark::Info, ActionText::tr("%1 stay connected.").arg(clientCount(plan.clients))));
        break;
    case PoolerAction::Resume:
    case PoolerAction::Reconnect: break;
    }
    if (!plan.listsKnown && (plan.action == PoolerAction::Pause || plan.action == PoolerAction::Kill))
        details.push_back(plain(
            Mark::Unknown, ActionText::tr("Who the clients are is unknown: the lists of %1 were not read.")
                               .arg(plan.pooler)));
    return details;
}

QString verbOf(PoolerAction action)
{
    return poolerActionName(action).toUpper();
}

QString openLabel(PoolerAction action)
{
    switch (action) {
    case PoolerAction::Pause: return ActionText::tr("Pause…");
    case PoolerAction::Resume: return ActionText::tr("Resume…");
    case PoolerAction::Reconnect: return ActionText::tr("Reconnect…");
    case PoolerAction::Kill: return ActionText::tr("Kill…");
    case PoolerAction::Reload: return ActionText::tr("Reload…");
    }
    return {};
}

QString confirmLabel(const ActionPlan& plan)
{
    switch (plan.action) {
    case PoolerAction::Pause: return ActionText::tr("Pause %1").arg(plan.database);
    case PoolerAction::Resume: return ActionText::tr("Resume %1").arg(plan.database);
    case PoolerAction::Reconnect: return ActionText::tr("Reconnect %1").arg(plan.database);
    case PoolerAction::Kill: return ActionText::tr("Kill %1").arg(plan.database);
    case PoolerAction::Reload: return ActionText::tr("Reload %1").arg(plan.pooler);
    }
    return {};
}

QString runningWords(const ActionOrder& order)
{
    const QString what = order.database.isEmpty() ? order.pooler : order.database;
    return order.action == PoolerAction::Pause
               ? ActionText::tr("Pausing %1, for at most %2…").arg(what, budgetWords())
               : ActionText::tr("%1 %2 is under way…").arg(verbOf(order.action), what);
}

QVector<Reason> outcomeWords(const ActionOutcome& outcome)
{
    const ActionOrder& order = outcome.order;
    const QString why = outcome.error ? text::sentence(*outcome.error) : QString();
    QVector<Reason> words;
    switch (outcome.result) {
    case ActionResult::Done:
        words.push_back(said(Mark::Ok, doneWords(order),
            outcome.paused == true ? ActionText::tr("Queries wait until RESUME.") : QString()));
        break;
    case ActionResult::NotNeeded:
        words.push_back(said(Mark::Info, ActionText::tr("Nothing was sent."),
            order.action == PoolerAction::Pause ? ActionText::tr("%1 was paused already.").arg(order.database)
                                                : ActionText::tr("%1 was not paused.").arg(order.database)));
        break;
    case ActionResult::TakenBack: return takenBackWords(outcome);
    case ActionResult::Failed:
        words.push_back(said(Mark::Bad, ActionText::tr("%1 did not happen.").arg(verbOf(order.action)), why));
        return words;
    case ActionResult::Unknown:
        words.push_back(said(
            Mark::Unknown, ActionText::tr("Whether %1 happened is unknown.").arg(verbOf(order.action)), why));
        if (order.action == PoolerAction::Pause)
            words.push_back(said(Mark::Bad, ActionText::tr("%1 may still be paused.").arg(order.database),
                ActionText::tr("Look at its state as soon as %1 answers, and resume it.").arg(order.pooler)));
        return words;
    }
    if (outcome.error) // it happened, but could not be written down
        words.push_back({Mark::Warn, {{why, Ink::Text}}});
    return words;
}

} // namespace switchyard::ui
