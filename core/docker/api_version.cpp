#include "core/docker/api_version.h"

#include <QRegularExpression>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestMinor = 40;
constexpr int newestMinor = 44;

} // namespace

Result<QString> negotiateApiVersion(const QString& engineSpeaks)
{
    static const QRegularExpression form(u"\\A([0-9]{1,3})\\.([0-9]{1,4})\\z"_s);
    const auto match = form.match(engineSpeaks);
    if (!match.hasMatch())
        return fail(
            ErrorKind::Protocol, u"engine.garbage"_s, u"not an API version: "_s + engineSpeaks.left(40));
    const int major = match.captured(1).toInt();
    const int minor = match.captured(2).toInt();
    if (major < 1 || (major == 1 && minor < oldestMinor))
        return fail(ErrorKind::Rejected, u"engine.too_old"_s,
            u"the engine speaks API %1, 1.%2 is needed"_s.arg(engineSpeaks).arg(oldestMinor));
    const int spoken = major > 1 ? newestMinor : std::min(minor, newestMinor);
    return u"1.%1"_s.arg(spoken);
}

} // namespace switchyard::docker
