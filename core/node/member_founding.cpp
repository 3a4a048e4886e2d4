// MemberLife: how a data directory comes to be, by founding a cluster or by cloning a member. Both work
// beside the final place and take it by one rename at the end, so that what is half done is never taken for
// data.

#include "core/node/member_life.h"
#include "core/node/roles_sql.h"
#include "core/node/templates.h"

#include <QDir>
#include <QFile>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto foundingTime = 5min;
constexpr auto cloningTime = 48h;
constexpr auto rewindingTime = 2h;
constexpr auto statementTime = 60s;

} // namespace

Result<void> MemberLife::found(const std::stop_token& stop)
{
    enter(Phase::Founding, u"making a new cluster"_s);
    const QString directory = settings_.paths.newData();
    if (const auto made = tools_.initdb(directory, {Deadline::in(foundingTime), stop}); !made)
        return made;
    // They are not used: the server gets its configuration from outside the data directory.
    QFile::remove(directory + u"/postgresql.conf"_s);
    QFile::remove(directory + u"/pg_hba.conf"_s);
    // Nobody may connect before the passwords are set, and no commit can wait for a standby that does not
    // exist yet.
    if (const auto started =
            server_.start(directory, {u"listen_addresses="_s, u"synchronous_standby_names="_s});
        !started)
        return started;
    const auto filled = fillNewCluster(stop);
    const bool clean = server_.stop(60s);
    if (!filled)
        return filled;
    if (!clean)
        return fail(ErrorKind::Internal, u"node.founding"_s, u"the new cluster did not shut down cleanly"_s);
    if (const auto marked = markStandby(directory); !marked)
        return marked;
    // Whatever etcd remembers of an earlier cluster of this name is over.
    const Call etcd{Deadline::in(5s), stop};
    for (const QByteArray& key : {lease_->keys().system(), lease_->keys().mode()}) {
        if (const auto removed = lease_->remove(key, etcd); !removed)
            return removed;
    }
    const Claim claim{settings_.name, {}, 0};
    if (const auto claimed = lease_->put(lease_->keys().claims(), formatClaims({claim}), 0s, etcd); !claimed)
        return claimed;
    forgetLed(settings_.paths);
    log_.say(u"founded a new cluster with the databases repmgr and %1"_s.arg(settings_.database));
    return adoptNewData(settings_.paths);
}

Result<void> MemberLife::fillNewCluster(const std::stop_token& stop)
{
    if (const auto ready = server_.waitReady({Deadline::in(foundingTime), stop}); !ready)
        return ready;
    return ensureRoles(stop);
}

Result<void> MemberLife::ensureRoles(const std::stop_token& stop)
{
    const std::pair<QString, QByteArray> inputs[] = {{u"postgres"_s, rolesSql(settings_, verifiers_)},
        {u"repmgr"_s, repmgrDatabaseSql(settings_.paths)},
        {settings_.database, applicationDatabaseSql(settings_)}};
    for (const auto& [database, sql] : inputs) {
        if (const auto done = tools_.psqlLocal(database, sql, {Deadline::in(statementTime), stop}); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<void> MemberLife::clone(const QString& upstream, const std::stop_token& stop)
{
    enter(Phase::Cloning, u"copying %1"_s.arg(upstream));
    const QString directory = settings_.paths.newData();
    if (const auto slot = renewSlot(upstream, stop); !slot)
        return slot;
    if (const auto copied = tools_.baseBackup(upstream, directory, {Deadline::in(cloningTime), stop});
        !copied)
        return copied;
    if (const auto ok = follow(upstream, directory, stop); !ok)
        return ok;
    if (const auto marked = markStandby(directory); !marked)
        return marked;
    if (const auto adopted = adoptNewData(settings_.paths); !adopted)
        return adopted;
    forgetLed(settings_.paths);
    QFile::remove(rewindMark(settings_.paths));
    step_ = tried_ = RejoinStep::Follow;
    log_.say(u"copied %1"_s.arg(upstream));
    QDir(directory).removeRecursively(); // what stood there before, if anything did
    return {};
}

// A slot that has lost what it kept cannot be used again.
Result<void> MemberLife::renewSlot(const QString& upstream, const std::stop_token& stop)
{
    const Call call{Deadline::in(statementTime), stop};
    const QByteArray name = sqlLiteral(slotName(settings_.name).toUtf8());
    const auto dropped = sql_->at(upstream,
        {"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = " + name +
            " AND wal_status = 'lost'"},
        call);
    return dropped ? tools_.ensureSlot(upstream, call) : tl::unexpected(dropped.error());
}

// Between its beginning and the moment when the server has caught up, the directory is neither the old nor
// the new one; the mark says so.
Result<void> MemberLife::rewind(const QString& upstream, const std::stop_token& stop)
{
    enter(Phase::Rewinding, u"going back to where the history of %1 and the own one parted"_s.arg(upstream));
    const Call call{Deadline::in(rewindingTime), stop};
    // pg_rewind reads the source's timeline from its last checkpoint.
    if (const auto checkpoint = sql_->at(upstream, {"SET statement_timeout = '120s'", "CHECKPOINT"}, call);
        !checkpoint)
        return tl::unexpected(checkpoint.error());
    tried_ = RejoinStep::Rewind;
    if (const auto marked = writeDurably(rewindMark(settings_.paths), "unfinished\n"); !marked)
        return marked;
    // The single-user server that ends an unclean shutdown does not start as a standby.
    QFile::remove(standbySignal(settings_.paths.data()));
    if (const auto rewound = tools_.rewind(upstream, settings_.paths.data(), call); !rewound)
        return rewound;
    if (const auto marked = markStandby(settings_.paths.data()); !marked)
        return marked;
    if (const auto followed = follow(upstream, settings_.paths.data(), stop); !followed)
        return followed;
    QFile::remove(
        settings_.paths.data() + u"/pg_stat/repmgrd_state.txt"_s); // the leader's pause flag, not ours
    forgetLed(settings_.paths);
    log_.say(u"rewound to the history of %1"_s.arg(upstream));
    return {};
}

Result<void> MemberLife::follow(
    const QString& upstream, const QString& directory, const std::stop_token& stop)
{
    if (const auto slot = tools_.ensureSlot(upstream, {Deadline::in(statementTime), stop}); !slot)
        return slot;
    return writeUpstream(upstream, directory);
}

Result<void> MemberLife::writeUpstream(const QString& upstream, const QString& directory)
{
    QFile existing(directory + u"/postgresql.auto.conf"_s);
    const QByteArray before = existing.open(QIODevice::ReadOnly) ? existing.readAll() : QByteArray();
    return writeDurably(existing.fileName(), standbyAutoConf(before, settings_, upstream));
}

} // namespace switchyard::node
