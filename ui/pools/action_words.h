#pragma once
// What an action would do, and what it did, in words: pure functions of values.

#include "core/pooler/run_pooler_action.h"
#include "ui/pools/wait_reasons.h"

namespace switchyard::ui {

/// In short, for the list of actions: "Breaks 40 clients. Drops their connections …"
Reason planSummary(const ActionPlan& plan);
/// In full, for the confirmation, the most important first.
QVector<Reason> planDetails(const ActionPlan& plan);
QString verbOf(PoolerAction action);          ///< "PAUSE", as the console has it
QString openLabel(PoolerAction action);       ///< "Pause…"
QString confirmLabel(const ActionPlan& plan); ///< "Pause billing"
QString runningWords(const ActionOrder& order);
/// What came of it, in past tense, and what to do if it is not what was wanted.
QVector<Reason> outcomeWords(const ActionOutcome& outcome);
/// "invoice-worker at 10.0.4.17, idle for 41 s"
QString holderWords(const Holder& holder);
/// "1 client", "40 clients"
QString clientCount(int clients);

} // namespace switchyard::ui
