#include "core/node/pooler_life.h"

#include "core/node/pause.h"
#include "core/node/scram.h"
#include "core/node/secrets.h"
#include "core/node/templates.h"

#include <QDateTime>
#include <QFile>

#include <csignal>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto poolerLooksEvery = 200ms;
// A member that is gone costs each look so much, so it must stay well below a second.
constexpr auto poolerLook = 400ms;

} // namespace

Result<void> PoolerLife::run(const std::stop_token& stop)
{
    if (const auto written = writeUserList(); !written)
        return written;
    const auto monitor = readSecret(settings_.paths, u"switchyard"_s);
    if (!monitor)
        return tl::unexpected(monitor.error());
    MemberProbe probe(connector_, *monitor);
    QVector<MemberProbe::Address> addresses;
    for (const QString& member : settings_.members)
        addresses << MemberProbe::Address{member, member};
    log_.say(u"pooler %1 of cluster %2; looking for the primary among %3"_s.arg(
        settings_.name, settings_.cluster, settings_.members.join(u", "_s)));
    while (!stop.stop_requested()) {
        follow(probe.askServers(addresses, {Deadline::in(poolerLook), stop}));
        pause(poolerLooksEvery, stop);
    }
    publish(Phase::Stopping, u"asked to stop"_s);
    stopPooler();
    return {};
}

// PgBouncer logs in to look up others' verifiers, and for that needs a password itself: it stands in this
// file, in memory. Of the console's users it only needs verifiers.
Result<void> PoolerLife::writeUserList()
{
    QByteArray list;
    const QString lookup = u"pgbouncer"_s;
    const auto password = readSecret(settings_.paths, lookup);
    if (!password)
        return tl::unexpected(password.error());
    list += userListLine(lookup, password->reveal());
    for (const QString& user : {u"switchyard"_s, u"pooladmin"_s}) {
        const auto secret = readSecret(settings_.paths, user);
        if (!secret)
            return tl::unexpected(secret.error());
        list += userListLine(user, scramVerifier(user, *secret));
    }
    return writeDurably(userList(), list);
}

Result<void> PoolerLife::writeConfiguration()
{
    QFile source(settings_.paths.templates + u"/pgbouncer.ini"_s);
    if (!source.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::NotFound, u"node.template"_s, source.fileName() + u": "_s + source.errorString());
    const auto ini = fillTemplate(source.readAll(),
        {{"DATABASES", poolDatabases(targets_, settings_.database)}, {"USERLIST", userList().toUtf8()}});
    if (!ini)
        return tl::unexpected(ini.error());
    return writeDurably(iniFile(), *ini);
}

void PoolerLife::follow(const QVector<Peer>& members)
{
    const PoolTargets wanted = chooseTargets(targets_, members, settings_.readLag);
    if (pid_ == 0 && wanted.primary.isEmpty()) {
        // Not open yet: better no answer than one from a server that may be the wrong one.
        log_.sayOnce(u"no primary is seen yet"_s);
        publish(Phase::Waiting, u"no primary is seen yet"_s);
        return;
    }
    if (wanted != targets_ || pid_ == 0) {
        targets_ = wanted;
        log_.say(u"clients go to %1"_s.arg(describeTargets(targets_)));
        if (const auto written = writeConfiguration(); !written)
            log_.say(written.error().detail);
        else if (pid_ != 0)
            ::kill(pid_, SIGHUP); // PgBouncer's RELOAD
    }
    keepRunning();
    publish(
        pid_ != 0 ? Phase::Pooling : Phase::Waiting, u"clients go to %1"_s.arg(describeTargets(targets_)));
}

void PoolerLife::keepRunning()
{
    if (pid_ != 0) {
        const auto status = processes_.ended(pid_);
        if (!status)
            return;
        log_.say(u"PgBouncer %1; it is started again"_s.arg(status->text()));
        pid_ = 0;
    }
    const auto pid = processes_.start({{u"/usr/sbin/pgbouncer"_s, iniFile()}, {}});
    if (pid)
        pid_ = *pid;
    else
        log_.sayOnce(u"PgBouncer cannot be started: %1"_s.arg(pid.error().detail));
}

void PoolerLife::publish(Phase phase, const QString& detail)
{
    Status status;
    status.report.member = settings_.name;
    status.report.phase = phase;
    status.report.detail = detail;
    status.writtenAt = QDateTime::currentMSecsSinceEpoch();
    if (const auto written = writeStatus(settings_.paths, status); !written)
        log_.sayOnce(u"the state file cannot be written: %1"_s.arg(written.error().detail));
}

void PoolerLife::stopPooler()
{
    if (pid_ == 0 || processes_.ended(pid_))
        return;
    log_.say(u"stopping PgBouncer"_s);
    ::kill(pid_, SIGTERM); // at once: clients of a pooler connect to the other one
    if (!processes_.wait(pid_, {Deadline::in(5s)}))
        ::kill(pid_, SIGKILL);
}

bool poolerAnswers(const QString& socketDirectory)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(socketDirectory + u"/.s.PGSQL.6432"_s);
    if (path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return false;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool answers =
        fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    if (fd >= 0)
        ::close(fd);
    return answers;
}

} // namespace switchyard::node
