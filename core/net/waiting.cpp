#include "core/net/waiting.h"

namespace switchyard::net {

using namespace Qt::StringLiterals;

std::optional<Error> mustReturn(const Call& call, const QString& during)
{
    if (call.stop.stop_requested())
        return Error{ErrorKind::Cancelled, u"engine.cancelled"_s, during, {}};
    if (call.deadline.passed())
        return Error{ErrorKind::Timeout, u"engine.timeout"_s, during, {}};
    return std::nullopt;
}

int nextSliceMs(const Call& call)
{
    return std::clamp(call.deadline.remainingMs(), 1, waitSliceMs);
}

} // namespace switchyard::net
