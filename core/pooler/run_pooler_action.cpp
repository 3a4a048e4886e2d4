#include "core/pooler/run_pooler_action.h"

#include "core/cluster/console_rows.h"

#include <QUuid>

#include <thread>

namespace switchyard {

using namespace Qt::StringLiterals;
using postgres::Rows;
using std::chrono::steady_clock;

namespace {

constexpr Duration lookBudget = std::chrono::seconds(1); ///< of one look while taking back
constexpr Duration betweenLooks = std::chrono::milliseconds(50);

/// What the console says about the database and about our own command's connection.
struct Sight
{
    bool exists = false, paused = false;
    bool actorThere = false; ///< the connection that sent the command is still in the pooler's list
    QVector<Holder> holders;
};

class Run
{
public:
    Run(const ActionOrder& order, const postgres::Target& console, postgres::Connector& connector,
        const Call& call, Duration budget)
        : order_(order), console_(console), actor_(console), connector_(connector), call_(call),
          budget_(budget), command_(poolerCommand(order.action, order.database))
    {
        // A name of its own, by which the pooler's list shows whether the command's connection is gone.
        actor_.applicationName = u"switchyard-"_s + QUuid::createUuid().toString(QUuid::Id128).left(12);
    }

    ActionOutcome run()
    {
        const SteadyTime began = steady_clock::now();
        out_.order = order_;
        attempt();
        out_.took = std::chrono::duration_cast<Duration>(steady_clock::now() - began);
        return out_;
    }

private:
    void attempt()
    {
        if (order_.action == PoolerAction::Reload)
            return reload();
        const auto before = look(call_);
        if (!before)
            return end(ActionResult::Failed, before.error());
        if (!before->exists || command_.isEmpty())
            return end(ActionResult::Failed,
                Error{ErrorKind::NotFound, u"pooler.no_database"_s, order_.database, {}});
        out_.paused = before->paused;
        wasPaused_ = before->paused;
        if ((order_.action == PoolerAction::Pause && before->paused) ||
            (order_.action == PoolerAction::Resume && !before->paused))
            return end(ActionResult::NotNeeded);
        const bool pause = order_.action == PoolerAction::Pause;
        const auto error = send(pause ? Call{call_.deadline.within(budget_), call_.stop} : call_);
        if (error && !error->outcomeUnknown)
            return end(ActionResult::Failed, error);
        if (pause && error)
            return takeBack(*error);
        settle(error);
    }

    void reload()
    {
        // Nothing shows whether a configuration was read again.
        const auto error = send(call_);
        end(!error                  ? ActionResult::Done
            : error->outcomeUnknown ? ActionResult::Unknown
                                    : ActionResult::Failed,
            error);
    }

    /// After the command: what it left, and what that says about an answer that was lost.
    void settle(const std::optional<Error>& lost)
    {
        out_.paused.reset();
        const auto after = look(Call{Deadline::in(lookBudget)});
        if (after)
            out_.paused = after->paused;
        if (!lost) {
            if (after && order_.action == PoolerAction::Resume && after->paused)
                return end(ActionResult::Failed,
                    Error{ErrorKind::Rejected, u"pooler.still_paused"_s, order_.database, {}});
            return end(ActionResult::Done);
        }
        if (!after)
            return end(ActionResult::Unknown, lost);
        switch (order_.action) {
        case PoolerAction::Kill:
            if (wasPaused_) // it would be paused either way
                return end(ActionResult::Unknown, lost);
            if (after->paused)
                return end(ActionResult::Done);
            break;
        case PoolerAction::Resume:
            if (!after->paused)
                return end(ActionResult::Done);
            return resumeAgain(*lost);
        case PoolerAction::Pause: // taken back, never looked up
        case PoolerAction::Reconnect:
        case PoolerAction::Reload: return end(ActionResult::Unknown, lost);
        }
        end(after->actorThere ? ActionResult::Unknown : ActionResult::Failed, lost);
    }

    void resumeAgain(const Error& lost)
    {
        const Call again{Deadline::in(lookBudget)};
        (void)send(again);
        const auto after = look(Call{Deadline::in(lookBudget)});
        out_.paused = after ? std::optional(after->paused) : std::nullopt;
        end(after && !after->paused ? ActionResult::Done : ActionResult::Unknown,
            after && !after->paused ? std::nullopt : std::optional(lost));
    }

    void takeBack(const Error& why)
    {
        // The connector dropped the connection of the unanswered PAUSE when its time was over.
        const Deadline until = Deadline::in(takeBackBudget);
        out_.paused.reset();
        std::optional<Error> trouble;
        for (;;) {
            const auto before = look(Call{until.within(lookBudget)});
            if (before) {
                if (!before->holders.isEmpty() && out_.holders.isEmpty())
                    out_.holders = before->holders;
                out_.paused = before->paused;
                if (!before->paused && !before->actorThere)
                    break;
            } else {
                trouble = before.error();
            }
            if (!before || before->paused) // RESUME changes nothing where nothing is paused
                resume(Call{until.within(lookBudget)});
            if (until.passed())
                return end(ActionResult::Unknown, trouble ? *trouble : why);
            std::this_thread::sleep_for(betweenLooks);
        }
        end(ActionResult::TakenBack, why);
    }

    /// On a connection of its own; what became of it is looked up by the caller.
    void resume(const Call& call)
    {
        postgres::Question question{console_, {poolerCommand(PoolerAction::Resume, order_.database)}};
        question.repeatable = false;
        (void)connector_.queryAll({question}, call);
    }

    std::optional<Error> send(const Call& call)
    {
        postgres::Question question{actor_, {command_}};
        question.repeatable = false;
        const auto answers = connector_.queryAll({question}, call);
        return answers.at(0) ? std::nullopt : std::optional(answers.at(0).error());
    }

    Result<Sight> look(const Call& call)
    {
        const auto answers = connector_.queryAll({{console_, {"SHOW CLIENTS", "SHOW DATABASES"}}}, call);
        if (!answers.at(0))
            return tl::unexpected<Error>(answers.at(0).error());
        const Rows &clients = answers[0]->at(0), &databases = answers[0]->at(1);
        const auto parsed = parseClients(clients);
        if (!parsed)
            return tl::unexpected<Error>(parsed.error());
        if (const auto good = mustHave(databases, "SHOW DATABASES", {"name", "paused"}); !good)
            return tl::unexpected<Error>(good.error());
        Sight sight;
        PoolerLists lists;
        lists.clients = *parsed;
        sight.holders = holdersOf(lists, order_.database);
        for (qsizetype i = 0; i < clients.rows.size(); ++i) {
            if (ConsoleRow(clients, i).text("application_name") == actor_.applicationName)
                sight.actorThere = true;
        }
        for (qsizetype i = 0; i < databases.rows.size(); ++i) {
            const ConsoleRow row(databases, i);
            if (row.text("name") != order_.database)
                continue;
            sight.exists = true;
            sight.paused = row.count("paused") != 0;
        }
        return sight;
    }

    void end(ActionResult result, std::optional<Error> error = std::nullopt)
    {
        out_.result = result;
        out_.error = std::move(error);
    }

    const ActionOrder& order_;
    const postgres::Target& console_;
    postgres::Target actor_;
    postgres::Connector& connector_;
    const Call& call_;
    const Duration budget_;
    const QByteArray command_;
    bool wasPaused_ = false;
    ActionOutcome out_;
};

} // namespace

QString actionResultName(ActionResult result)
{
    switch (result) {
    case ActionResult::Done: return u"done"_s;
    case ActionResult::NotNeeded: return u"not_needed"_s;
    case ActionResult::TakenBack: return u"taken_back"_s;
    case ActionResult::Failed: return u"failed"_s;
    case ActionResult::Unknown: return u"unknown"_s;
    }
    return {};
}

ActionOutcome runPoolerAction(const ActionOrder& order, const postgres::Target& console,
    postgres::Connector& connector, const Call& call, Duration budget)
{
    return Run(order, console, connector, call, budget).run();
}

} // namespace switchyard
