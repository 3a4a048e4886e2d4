#pragma once
// The real desk of the pools page: lists on one thread, actions on another, so that a PAUSE that waits holds
// up no list.

#include "core/pooler/pooler_work.h"
#include "ui/pools/pooler_desk.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace switchyard {

/// Runs jobs one after the other. A stop ends the job that runs (as far as it listens) and drops those that
/// wait.
class JobThread
{
public:
    JobThread() : thread_([this](const std::stop_token& stop) { work(stop); }) {}
    void push(std::function<void(const std::stop_token&)> job);
    /// Asks for the end and waits for it; nothing that is pushed afterwards runs. Any thread but its own.
    void finish();

private:
    void work(const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<std::function<void(const std::stop_token&)>> jobs_;
    std::jthread thread_; ///< last: it uses all above
};

class PoolerWorker final : public ui::PoolerDesk
{
    Q_OBJECT
public:
    explicit PoolerWorker(PoolerWorkParts parts, QObject* parent = nullptr);
    /// Waits for what runs: a PAUSE is taken back first, which takes seconds at most.
    ~PoolerWorker() override = default;

    QString adminUser() const override { return parts_.profile.poolerAdmin; }
    void readLists(const QString& pooler, const ServerAddress& address) override;
    void act(const ActionOrder& order) override;
    /// Ends both threads, so that the destructor has nothing to wait for. Blocks; any thread.
    void finish();

private:
    const PoolerWorkParts parts_;
    JobThread lists_, actions_; ///< last: their threads use the parts, and go before them
};

} // namespace switchyard
