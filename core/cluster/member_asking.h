#pragma once
// Which statement each member is asked: the full one, or the brief one while the last full answer holds.

#include "core/base/clock.h"
#include "core/cluster/member_query.h"
#include "core/postgres/connector.h"

#include <QHash>

namespace switchyard {

/// Belongs to one thread; lives as long as what it remembers is of use.
class MemberAsking
{
public:
    /// A full answer is asked for anew after this long: nothing else tells that files wait for the archiver,
    /// or that repmgr appeared.
    static constexpr Duration fullEvery = std::chrono::seconds(15);

    /// What to ask the server at this address ("host:port").
    QByteArray statementFor(const QString& address, SteadyTime now) const;

    /// What it answered to that, or empty when the server has to be asked again, and then in full: it is not
    /// the one that it was, or refused the brief statement. An error is told as it is, and forgets the
    /// server.
    std::optional<Result<MemberFacts>> take(
        const QString& address, const postgres::Answer& answer, SteadyTime now);

private:
    struct Known
    {
        MemberReading reading;
        SteadyTime readAt;
    };
    bool asksBriefly(const QString& address, SteadyTime now) const;

    QHash<QString, Known> known_;
};

} // namespace switchyard
