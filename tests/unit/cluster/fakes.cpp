#include "tests/unit/cluster/fakes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace switchyard::fakes {

using namespace Qt::StringLiterals;

namespace {

void put(QJsonObject& object, const QString& name, const std::optional<Lsn>& lsn)
{
    if (lsn)
        object.insert(name, lsn->toString());
}

QJsonObject senderJson(const Sender& sender)
{
    QJsonObject row{{u"application_name"_s, sender.applicationName}, {u"state"_s, sender.state},
        {u"sync_state"_s, sender.syncState}};
    if (sender.replayLag)
        row.insert(u"replay_lag_us"_s, QString::number(sender.replayLag->count()));
    return row;
}

QJsonObject receiverJson(const Receiver& receiver)
{
    QJsonObject row{{u"status"_s, receiver.status}, {u"sender_host"_s, receiver.senderHost},
        {u"sender_port"_s, receiver.senderPort}};
    put(row, u"written_lsn"_s, receiver.written);
    put(row, u"flushed_lsn"_s, receiver.flushed);
    return row;
}

postgres::Rows table(const QVector<QByteArray>& columns, const QVector<QByteArray>& row)
{
    postgres::Rows rows;
    rows.columns = columns;
    rows.rows.append(QVector<std::optional<QByteArray>>(row.begin(), row.end()));
    return rows;
}

} // namespace

QVector<postgres::Rows> rowsOf(const MemberFacts& facts)
{
    QJsonArray senders;
    for (const Sender& sender : facts.senders)
        senders.append(senderJson(sender));
    QJsonObject root{{u"version"_s, u"15.14"_s}, {u"system_identifier"_s, facts.systemIdentifier},
        {u"standby"_s, facts.inRecovery}, {u"timeline"_s, facts.timeline}, {u"max_connections"_s, 100},
        {u"server_time"_s, u"2026-11-23T12:00:00.000Z"_s}, {u"sees_statistics"_s, true},
        {u"senders"_s, senders}};
    put(root, u"insert"_s, facts.insert);
    put(root, u"flush"_s, facts.flush);
    put(root, u"received"_s, facts.received);
    put(root, u"replayed"_s, facts.replayed);
    if (facts.receiver)
        root.insert(u"receiver"_s, receiverJson(*facts.receiver));
    return {table({"facts"}, {QJsonDocument(root).toJson(QJsonDocument::Compact)})};
}

QVector<postgres::Rows> poolRows(const QString& host)
{
    return {table({"version"}, {"PgBouncer 1.18.0"}),
        table({"name", "host", "port", "database", "pool_size", "pool_mode", "max_connections",
                  "current_connections", "paused", "disabled"},
            {"orders", host.toUtf8(), "5432", "orders", "20", "transaction", "0", "3", "0", "0"}),
        table({"database", "user", "cl_active", "cl_waiting", "sv_active", "sv_idle", "sv_used", "sv_tested",
                  "sv_login", "maxwait", "maxwait_us", "pool_mode"},
            {"orders", "app", "7", "0", "3", "0", "0", "0", "0", "0", "0", "transaction"}),
        table({"database", "total_xact_count", "total_query_count", "total_xact_time", "total_query_time",
                  "total_wait_time"},
            {"orders", "10", "20", "100", "90", "5"})};
}

// ---- Engine
// ------------------------------------------------------------------------------------------------

class FakeEngine::Api final : public docker::DockerApi
{
public:
    explicit Api(FakeEngine& engine) : engine_(engine) {}

    Result<docker::EngineInfo> info(const Call& call) override
    {
        {
            const std::lock_guard lock(engine_.mutex_);
            ++engine_.looks_;
        }
        engine_.changed_.notify_all();
        return answer<docker::EngineInfo>(call, [](const SwarmFacts& f) { return f.engine; });
    }
    Result<QVector<docker::Node>> nodes(const Call& call) override
    {
        return answer<QVector<docker::Node>>(call, [](const SwarmFacts& f) { return f.nodes; });
    }
    Result<QVector<docker::Service>> services(const docker::Labels& labels, const Call& call) override
    {
        return answer<QVector<docker::Service>>(call, [&](const SwarmFacts& f) {
            auto found = f.services;
            found.removeIf([&](const docker::Service& s) {
                return s.labels.value(labels.firstKey()) != labels.first();
            });
            return found;
        });
    }
    Result<QVector<docker::Task>> tasks(const Call& call) override
    {
        return answer<QVector<docker::Task>>(call, [](const SwarmFacts& f) { return f.tasks; });
    }
    Result<QVector<docker::Config>> configs(const docker::Labels&, const Call&) override { return {}; }
    Result<QVector<docker::Network>> networks(const docker::Labels&, const Call&) override { return {}; }
    Result<void> serviceLogs(const QString&, const LogOptions&,
        const std::function<bool(const docker::LogLine&)>&, const Call&) override
    {
        return {};
    }
    Result<void> events(const std::function<bool(const docker::Event&)>& sink, const Call& call) override
    {
        qsizetype next = 0;
        while (true) {
            std::unique_lock lock(engine_.mutex_);
            const bool more = engine_.changed_.wait_until(
                lock, call.stop, call.deadline.at(), [&] { return engine_.events_.size() > next; });
            if (!more)
                return {};
            const docker::Event event = engine_.events_[next++];
            lock.unlock();
            sink(event);
        }
    }

private:
    template<typename T, typename Pick> Result<T> answer(const Call& call, const Pick& pick)
    {
        std::unique_lock lock(engine_.mutex_);
        engine_.changed_.wait_until(
            lock, call.stop, call.deadline.at(), [&] { return engine_.mood_ != EngineMood::Hangs; });
        if (call.stop.stop_requested())
            return switchyard::fail(ErrorKind::Cancelled, u"cancelled"_s);
        switch (engine_.mood_) {
        case EngineMood::Hangs: return switchyard::fail(ErrorKind::Timeout, u"engine.timeout"_s);
        case EngineMood::Refuses: return switchyard::fail(ErrorKind::Unreachable, u"engine.unreachable"_s);
        case EngineMood::Answers:
        case EngineMood::IsNoManager: break;
        }
        SwarmFacts facts = engine_.facts_;
        facts.engine.isManager = engine_.mood_ == EngineMood::Answers;
        return pick(facts);
    }

    FakeEngine& engine_;
};

std::unique_ptr<docker::DockerApi> FakeEngine::connect()
{
    return std::make_unique<Api>(*this);
}

void FakeEngine::set(const SwarmFacts& facts)
{
    const std::lock_guard lock(mutex_);
    facts_ = facts;
}

void FakeEngine::set(EngineMood mood)
{
    {
        const std::lock_guard lock(mutex_);
        mood_ = mood;
    }
    changed_.notify_all();
}

void FakeEngine::emitEvent(const docker::Event& event)
{
    {
        const std::lock_guard lock(mutex_);
        events_ << event;
    }
    changed_.notify_all();
}

int FakeEngine::looks() const
{
    const std::lock_guard lock(mutex_);
    return looks_;
}

// ---- Databases
// ---------------------------------------------------------------------------------------------

class FakeDatabases::AllServers final : public postgres::Connector
{
public:
    explicit AllServers(FakeDatabases& databases) : databases_(databases) {}

    std::vector<postgres::Answer> queryAll(
        const std::vector<postgres::Question>& questions, const Call& call) override
    {
        std::unique_lock lock(databases_.mutex_);
        ++databases_.rounds_;
        std::vector<postgres::Answer> answers;
        bool silent = false;
        for (const auto& question : questions) {
            answers.push_back(answerTo(question.target));
            silent = silent || (!answers.back() && answers.back().error().code == u"pg.timeout");
        }
        if (silent)
            databases_.changed_.wait_until(lock, call.stop, call.deadline.at(), [] { return false; });
        return answers;
    }

private:
    postgres::Answer answerTo(const postgres::Target& target) const
    {
        if (target.password.reveal() != databases_.password_)
            return switchyard::fail(ErrorKind::Rejected, u"pg.auth"_s, u"password authentication failed"_s);
        const auto it = databases_.answers_.find(u"%1:%2"_s.arg(target.host).arg(target.port));
        if (it == databases_.answers_.end())
            return switchyard::fail(ErrorKind::Unreachable, u"pg.unreachable"_s, u"connection refused"_s);
        return it->second;
    }

    FakeDatabases& databases_;
};

std::unique_ptr<postgres::Connector> FakeDatabases::connect()
{
    return std::make_unique<AllServers>(*this);
}

void FakeDatabases::set(const QString& hostPort, const MemberFacts& facts)
{
    set(hostPort, rowsOf(facts));
}

void FakeDatabases::set(const QString& hostPort, const QVector<postgres::Rows>& rows)
{
    const std::lock_guard lock(mutex_);
    answers_.insert_or_assign(hostPort, rows);
}

void FakeDatabases::fail(const QString& hostPort, ErrorKind kind, const QString& code)
{
    const std::lock_guard lock(mutex_);
    answers_.insert_or_assign(hostPort, switchyard::fail(kind, code));
}

void FakeDatabases::requirePassword(const QByteArray& password)
{
    const std::lock_guard lock(mutex_);
    password_ = password;
}

int FakeDatabases::rounds() const
{
    const std::lock_guard lock(mutex_);
    return rounds_;
}

// ---- Snapshots
// ---------------------------------------------------------------------------------------------

Observer::Sink Snapshots::sink()
{
    return [this](const SnapshotPtr& snapshot) {
        {
            const std::lock_guard lock(mutex_);
            all_ << snapshot;
        }
        changed_.notify_all();
    };
}

SnapshotPtr Snapshots::waitFor(const std::function<bool(const ClusterSnapshot&)>& fits)
{
    const auto giveUp = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    std::unique_lock lock(mutex_);
    while (true) {
        for (; seen_ < all_.size(); ++seen_) {
            if (fits(*all_[seen_]))
                return all_[seen_++];
        }
        if (!changed_.wait_until(lock, giveUp, [&] { return seen_ < all_.size(); }))
            return {};
    }
}

SnapshotPtr Snapshots::next()
{
    return waitFor([](const ClusterSnapshot&) { return true; });
}

QVector<SnapshotPtr> Snapshots::all() const
{
    const std::lock_guard lock(mutex_);
    return all_;
}

} // namespace switchyard::fakes
