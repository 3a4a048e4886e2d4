#include "app/gui/live_feed.h"

#include <utility>

namespace switchyard {

void LiveFeed::offer(SnapshotPtr snapshot)
{
    bool alreadyQueued = false;
    {
        const std::scoped_lock lock(mutex_);
        alreadyQueued = newest_ != nullptr;
        newest_ = std::move(snapshot);
    }
    if (!alreadyQueued)
        QMetaObject::invokeMethod(
            this, [this] { deliver(); }, Qt::QueuedConnection);
}

void LiveFeed::deliver()
{
    SnapshotPtr snapshot;
    {
        const std::scoped_lock lock(mutex_);
        snapshot = std::exchange(newest_, nullptr);
    }
    if (snapshot)
        Q_EMIT arrived(snapshot);
}

} // namespace switchyard
