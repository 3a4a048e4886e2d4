#include "app/gui/pooler_worker.h"

namespace switchyard {

namespace {
constexpr Duration listsDeadline = std::chrono::seconds(2), actionDeadline = std::chrono::seconds(5);
}

void JobThread::push(std::function<void(const std::stop_token&)> job)
{
    {
        const std::scoped_lock lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
}

void JobThread::finish()
{
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void JobThread::work(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !jobs_.empty(); })) {
        if (stop.stop_requested())
            return;
        const auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job(stop);
        lock.lock();
    }
}

PoolerWorker::PoolerWorker(PoolerWorkParts parts, QObject* parent)
    : ui::PoolerDesk(parent), parts_(std::move(parts))
{
}

void PoolerWorker::finish()
{
    lists_.finish();
    actions_.finish();
}

void PoolerWorker::readLists(const QString& pooler, const ServerAddress& address)
{
    lists_.push([this, pooler, address](const std::stop_token& stop) {
        auto lists = readPoolerLists(parts_, address, Call{Deadline::in(listsDeadline), stop});
        QMetaObject::invokeMethod(
            this, [this, pooler, lists = std::move(lists)] { Q_EMIT listsRead(pooler, lists); },
            Qt::QueuedConnection);
    });
}

void PoolerWorker::act(const ActionOrder& order)
{
    actions_.push([this, order](const std::stop_token& stop) {
        auto outcome = performPoolerAction(parts_, order, Call{Deadline::in(actionDeadline), stop});
        QMetaObject::invokeMethod(
            this, [this, outcome = std::move(outcome)] { Q_EMIT acted(outcome); }, Qt::QueuedConnection);
    });
}

} // namespace switchyard
