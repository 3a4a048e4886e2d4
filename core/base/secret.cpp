#include "core/base/secret.h"

#include <cstring>

namespace switchyard {

void Secret::wipe()
{
    if (!value_.isEmpty())
        explicit_bzero(value_.data(), static_cast<size_t>(value_.size()));
}

} // namespace switchyard
