#pragma once
// Why clients of a pool wait, or that nothing is wrong with it: a pure function of a snapshot.

#include "core/cluster/snapshot.h"
#include "core/pooler/pooler_lists.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_run.h"

namespace switchyard::ui {

struct Reason
{
    Mark mark = Mark::Info;
    TextRuns words;
    bool operator==(const Reason&) const = default;
};

const Pooler* findPooler(const ClusterSnapshot& snapshot, const QString& name);
const PoolDatabase* findDatabase(const Pooler& pooler, const QString& name); ///< live or last seen

/// Cause first. lists: live ones of this pooler, or null; with them, who holds the connections is named.
QVector<Reason> waitReasons(const ClusterSnapshot& snapshot, const Pooler& pooler,
    const PoolDatabase& database, const PoolerLists* lists);
QVector<KeyValue> poolFacts(const Pooler& pooler, const PoolDatabase& database);

} // namespace switchyard::ui
