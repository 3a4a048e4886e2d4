#include "core/base/error.h"

namespace switchyard {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadInput: return QStringLiteral("bad_input");
    case ErrorKind::NotFound: return QStringLiteral("not_found");
    case ErrorKind::Unreachable: return QStringLiteral("unreachable");
    case ErrorKind::Timeout: return QStringLiteral("timeout");
    case ErrorKind::Cancelled: return QStringLiteral("cancelled");
    case ErrorKind::Rejected: return QStringLiteral("rejected");
    case ErrorKind::Protocol: return QStringLiteral("protocol");
    case ErrorKind::Internal: return QStringLiteral("internal");
    }
    return {};
}

} // namespace switchyard
