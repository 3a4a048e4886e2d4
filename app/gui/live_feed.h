#pragma once
// The one bridge from observer threads to the UI thread: only immutable snapshots cross it, and only the
// newest.

#include "core/cluster/observer.h"

#include <QObject>

#include <mutex>

namespace switchyard {

class LiveFeed : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Any thread. If the UI thread is behind, older snapshots that it has not seen yet are dropped.
    void offer(SnapshotPtr snapshot);

Q_SIGNALS:
    /// UI thread.
    void arrived(const switchyard::SnapshotPtr& snapshot);

private:
    void deliver();

    std::mutex mutex_;
    SnapshotPtr newest_;
};

} // namespace switchyard
