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
        {u"repmgr"_s, repmgrDatabaseSql()}, {settings_.database, applicationDatabaseSql(settings_)}};
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
    if (const auto slot = tools_.ensureSlot(upstream, {Deadline::in(statementTime), stop}); !slot)
        return slot;
    if (const auto copied = tools_.baseBackup(upstream, directory, {Deadline::in(cloningTime), stop});
        !copied)
        return copied;
    if (const auto ok = follow(upstream, directory, stop); !ok)
        return ok;
    if (const auto marked = markStandby(directory); !marked)
        return marked;
    log_.say(u"copied %1"_s.arg(upstream));
    return adoptNewData(settings_.paths);
}

Result<void> MemberLife::follow(
    const QString& upstream, const QString& directory, const std::stop_token& stop)
{
    if (const auto slot = tools_.ensureSlot(upstream, {Deadline::in(statementTime), stop}); !slot)
        return slot;
    QFile existing(directory + u"/postgresql.auto.conf"_s);
    const QByteArray before = existing.open(QIODevice::ReadOnly) ? existing.readAll() : QByteArray();
    return writeDurably(existing.fileName(), standbyAutoConf(before, settings_, upstream));
}

} // namespace switchyard::node
