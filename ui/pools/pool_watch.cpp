#include "ui/pools/pool_watch.h"

#include <QTimer>

namespace switchyard::ui {

namespace {
constexpr std::chrono::milliseconds closeInterval{2000}, farInterval{10'000};
}

PoolWatch::PoolWatch(PoolerDesk& desk, const Clock& clock, QObject* parent)
    : QObject(parent), desk_(desk), clock_(clock), next_(new QTimer(this))
{
    next_->setSingleShot(true);
    connect(next_, &QTimer::timeout, this, &PoolWatch::ask);
    connect(&desk, &PoolerDesk::listsRead, this, &PoolWatch::takeLists);
}

void PoolWatch::setPooler(const QString& pooler, const ServerAddress& address)
{
    if (pooler == pooler_ && address == address_)
        return;
    const bool other = pooler != pooler_;
    pooler_ = pooler;
    address_ = address;
    if (other) {
        lists_ = {};
        asked_ = false;
        Q_EMIT changed();
    }
    if (active_)
        ask();
}

void PoolWatch::setClose(bool close)
{
    if (close == close_)
        return;
    close_ = close;
    if (close && active_)
        ask();
}

void PoolWatch::setActive(bool active)
{
    if (active == active_)
        return;
    active_ = active;
    if (active)
        ask();
    else
        next_->stop();
}

void PoolWatch::ask()
{
    if (asked_ || pooler_.isEmpty() || address_.host.isEmpty())
        return;
    next_->stop();
    asked_ = true;
    desk_.readLists(pooler_, address_);
}

void PoolWatch::takeLists(const QString& pooler, const Result<PoolerLists>& lists)
{
    if (pooler != pooler_)
        return; // of a pooler that nobody looks at any more
    asked_ = false;
    lists_ = lists ? Fact<PoolerLists>::known(*lists, clock_.now()) : lists_.failed(lists.error());
    if (active_)
        next_->start(close_ ? closeInterval : farInterval);
    Q_EMIT changed();
}

} // namespace switchyard::ui
