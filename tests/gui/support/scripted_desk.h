#pragma once
// The desk of the pools page as a test scripts it.

#include "ui/pools/pooler_desk.h"

namespace switchyard::testing {

class ScriptedDesk final : public ui::PoolerDesk
{
    Q_OBJECT
public:
    QString admin = QStringLiteral("pooladmin");
    /// What the next question gets; nothing at all while it is empty.
    std::function<std::optional<Result<PoolerLists>>(const QString& pooler)> answer;
    QStringList asked;           ///< poolers, in order
    QVector<ActionOrder> orders; ///< in order; a test ends one with finish()

    QString adminUser() const override { return admin; }
    void readLists(const QString& pooler, const ServerAddress&) override
    {
        asked << pooler;
        if (const auto lists = answer ? answer(pooler) : std::nullopt)
            QMetaObject::invokeMethod(
                this, [this, pooler, lists] { Q_EMIT listsRead(pooler, *lists); }, Qt::QueuedConnection);
    }
    void act(const ActionOrder& order) override { orders << order; }

    void finish(
        ActionResult result, const std::optional<Error>& error = {}, const QVector<Holder>& holders = {})
    {
        ActionOutcome outcome;
        outcome.order = orders.constLast();
        outcome.result = result;
        outcome.error = error;
        outcome.holders = holders;
        outcome.paused = result == ActionResult::Done && (outcome.order.action == PoolerAction::Pause ||
                                                             outcome.order.action == PoolerAction::Kill);
        Q_EMIT acted(outcome);
    }
};

} // namespace switchyard::testing
