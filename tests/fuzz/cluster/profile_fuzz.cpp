// A profile is a file that anybody may have written: whatever it holds, it is read or refused, and what was
// read says the same after it was written and read again.
#include "core/cluster/profile.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace switchyard;
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto profile = parseProfile(text, QStringLiteral("prod"));
    if (!profile) {
        if (profile.error().code.isEmpty() || profile.error().kind != ErrorKind::BadInput)
            std::abort();
        return 0;
    }
    const auto again = parseProfile(formatProfile(*profile), profile->name);
    if (!again || !(*again == *profile))
        std::abort();
    return 0;
}
