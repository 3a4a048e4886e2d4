#pragma once
// What synchronous_standby_names asks for. Forms of the setting: "", "a, b", "2 (a, b)", "FIRST 2 (…)",
// "ANY 1 (…)" (PostgreSQL 15 manual, 20.6.2).

#include <QString>
#include <QStringList>

namespace switchyard {

struct SyncNames
{
    int required = 0;  ///< standbys that must confirm a commit; 0: none
    bool any = false;  ///< any of the names; else the first that stream, in their order
    QStringList names; ///< as written, without quotes; "*" means every standby
};
SyncNames parseSyncNames(const QString& setting);

/// "sync", "quorum", "potential", "async" are the words of pg_stat_replication; the first two count for
/// commits.
bool confirmsCommits(const QString& syncState);

} // namespace switchyard
