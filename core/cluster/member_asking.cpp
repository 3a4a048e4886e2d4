#include "core/cluster/member_asking.h"

namespace switchyard {

using namespace Qt::StringLiterals;

bool MemberAsking::asksBriefly(const QString& address, SteadyTime now) const
{
    const auto known = known_.constFind(address);
    return known != known_.constEnd() && now - known->readAt < fullEvery;
}

QByteArray MemberAsking::statementFor(const QString& address, SteadyTime now) const
{
    return asksBriefly(address, now) ? briefMemberSql(known_.constFind(address)->reading.traits)
                                     : fullMemberSql();
}

std::optional<Result<MemberFacts>> MemberAsking::take(
    const QString& address, const postgres::Answer& answer, SteadyTime now)
{
    const bool brief = asksBriefly(address, now);
    if (!answer) {
        known_.remove(address);
        if (brief && answer.error().code == u"pg.sql"_s)
            return std::nullopt;
        return Result<MemberFacts>(tl::unexpected<Error>(answer.error()));
    }
    if (brief) {
        auto facts = parseBriefAnswer(*answer, known_.constFind(address)->reading);
        if (facts && *facts)
            return Result<MemberFacts>(std::move(**facts));
        known_.remove(address);
        return std::nullopt;
    }
    auto reading = parseFullAnswer(*answer);
    if (!reading)
        return Result<MemberFacts>(tl::unexpected<Error>(reading.error()));
    MemberFacts facts = reading->facts;
    known_.insert(address, {std::move(*reading), now});
    return Result<MemberFacts>(std::move(facts));
}

} // namespace switchyard
