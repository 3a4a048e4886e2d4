#pragma once
#include "core/trace/log_file.h"

namespace switchyard {

/// While it lives, what Qt and our own qWarning() say goes into the log, and on to standard error from
/// warnings on. One at a time: Qt has a single handler.
class QtMessages
{
public:
    explicit QtMessages(LogFile& log); ///< outlives it
    ~QtMessages();
    QtMessages(const QtMessages&) = delete;
    QtMessages& operator=(const QtMessages&) = delete;
};

} // namespace switchyard
