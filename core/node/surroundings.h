#pragma once
// What a member's supervisor sees around it: each etcd, and what the other supervisors are doing. Nothing is
// decided by it: it stands in the state file, which the window reads over SQL.

#include "core/etcd/client.h"
#include "core/node/log.h"
#include "core/node/peers.h"

#include <mutex>
#include <thread>

namespace switchyard::node {

struct EtcdFacts
{
    QString name;
    bool answers = false;
    bool hasLeader = false; ///< it belongs to a majority that has elected one
    bool isLeader = false;
    qint64 databaseBytes = 0;
    bool operator==(const EtcdFacts&) const = default;
};

struct Around
{
    QVector<EtcdFacts> etcds;
    bool etcdFull = false;   ///< etcd takes no more writes: its database has reached its quota
    QVector<Report> members; ///< of the other members, those that answered
    bool operator==(const Around&) const = default;
};

/// What changed for the worse or the better, for the log: one line for each etcd, and for fullness.
QStringList changesIn(const Around& before, const Around& now);

/// Thread-safe. Looks on a thread of its own, every two seconds.
class Surroundings
{
public:
    Surroundings(const Settings& settings, Log& log) : settings_(settings), log_(log) {}
    ~Surroundings();
    void start();
    Around now() const;

private:
    void watch(const std::stop_token& stop);
    Around look(etcd::Client& client, const std::stop_token& stop);

    const Settings& settings_;
    Log& log_;
    mutable std::mutex mutex_; ///< of around_
    Around around_;
    std::jthread thread_;
};

} // namespace switchyard::node
