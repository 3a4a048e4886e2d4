#include "core/node/member_life.h"

#include "core/node/boot_clock.h"
#include "core/node/roles_sql.h"
#include "core/node/scram.h"
#include "core/node/secrets.h"
#include "core/node/templates.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lookEvery = 200ms;

} // namespace

MemberLife::MemberLife(const Settings& settings, Processes& processes, Connectors connectors, Log& log)
    : settings_(settings), processes_(processes), log_(log), connectors_(std::move(connectors)),
      tools_(settings, processes), server_(settings, processes), repmgrd_(tools_, processes, log),
      surroundings_(settings, log)
{
}

Result<void> MemberLife::run(const std::stop_token& stop)
{
    if (const auto ready = prepare(); !ready)
        return ready;
    serverEndedAt_ = bootNow();
    while (!stop.stop_requested()) {
        const Self self = lookAtSelf(stop);
        const QVector<Peer> peers = askPeers(stop);
        if (stop.stop_requested())
            break;
        const StartDecision decision = decideStart(self, peers);
        log_.sayOnce(decision.reason);
        enter(Phase::Waiting, decision.reason);
        if (decision.action != StartAction::Wait) {
            const auto done = act(decision, stop);
            if (!done && !stop.stop_requested())
                log_.say(done.error().detail);
            serverEndedAt_ = bootNow();
        }
        (void)handleRequest(false, stop);
        control_.waitForRequest(lookEvery, stop);
    }
    enter(Phase::Stopping, u"asked to stop"_s);
    return {};
}

Result<void> MemberLife::prepare()
{
    if (const auto locked = takeLock(); !locked)
        return locked;
    if (const auto written = writeFiles(); !written)
        return written;
    const auto monitor = readSecret(settings_.paths, u"switchyard"_s);
    const auto repmgr = readSecret(settings_.paths, u"repmgr"_s);
    if (!monitor || !repmgr)
        return tl::unexpected(monitor ? repmgr.error() : monitor.error());
    probe_ = std::make_unique<MemberProbe>(*connectors_.probe, *monitor);
    sql_ = std::make_unique<Sql>(settings_, *connectors_.near, *connectors_.far, *repmgr);
    lease_ = std::make_unique<Lease>(
        LeaseSettings{settings_.etcd, settings_.cluster, settings_.name, settings_.leaseTime}, log_,
        [this] { server_.stopAtOnce(); });
    door_ = std::make_unique<Door>(parts());
    status_.report.member = settings_.name;
    log_.say(
        u"member %1 of cluster %2, repmgr node %3; the others: %4"_s.arg(settings_.name, settings_.cluster)
            .arg(nodeId(settings_.name))
            .arg(settings_.peers().isEmpty() ? u"none"_s : settings_.peers().join(u", "_s)));
    lease_->start();
    surroundings_.start();
    if (const auto listening = control_.start(controlSocket(settings_.paths)); !listening)
        return listening;
    return reports_.start(reportPort, status_.report);
}

Self MemberLife::lookAtSelf(const std::stop_token& stop)
{
    const LeaseView view = lease_->view();
    Self self;
    self.name = settings_.name;
    self.founder = settings_.name == settings_.founder;
    self.disk = readDisk(stop);
    self.rewindUnfinished = QFile::exists(rewindMark(settings_.paths));
    self.ledTimeline = ledTimeline(settings_.paths);
    self.step = step_;
    self.leaseKnown = view.known;
    self.leader = view.agreement.leader;
    self.waited = bootNow() - serverEndedAt_;
    status_.report.disk = self.disk;
    publish();
    return self;
}

// Two supervisors on one data directory would each start a server on it.
Result<void> MemberLife::takeLock()
{
    const QString path = settings_.paths.volume + u"/switchyard.lock"_s;
    lock_ = ::open(QFile::encodeName(path).constData(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock_ < 0)
        return fail(ErrorKind::Internal, u"node.volume"_s,
            u"the volume %1 cannot be written to; is it mounted, and does it belong to the user postgres?"_s
                .arg(settings_.paths.volume));
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorKind::Rejected, u"node.volume_in_use"_s,
            u"another supervisor works on the volume %1"_s.arg(settings_.paths.volume));
    return {};
}

Result<void> MemberLife::writeFiles()
{
    const Paths& paths = settings_.paths;
    QByteArray passwords;
    for (const QString& role : roleNames()) {
        const auto secret = readSecret(paths, role);
        if (!secret)
            return tl::unexpected(secret.error());
        verifiers_.insert(role, scramVerifier(role, *secret));
        if (role == u"repmgr" || role == u"replicator" || role == u"rewinder")
            passwords += passFileLine(role, *secret);
    }
    QFile source(paths.templates + u"/repmgr.conf"_s);
    if (!source.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::NotFound, u"node.template"_s, source.fileName() + u": "_s + source.errorString());
    const auto repmgrConf = fillTemplate(source.readAll(), repmgrValues(settings_));
    if (!repmgrConf)
        return tl::unexpected(repmgrConf.error());
    for (const auto& [path, content] :
        {std::pair{paths.passFile(), passwords}, std::pair{tools_.repmgrConf(), *repmgrConf},
            std::pair{paths.run + u"/member.conf"_s,
                memberConf(settings_, settings_.synchronous ? settings_.peers() : QStringList())}}) {
        if (const auto written = writeDurably(path, content); !written)
            return written;
    }
    return {};
}

DiskFacts MemberLife::readDisk(const std::stop_token& stop)
{
    const Paths& paths = settings_.paths;
    DiskFacts facts;
    if (QFile::exists(paths.newData())) {
        log_.say(u"removing %1, which an interrupted founding or cloning left"_s.arg(paths.newData()));
        QDir(paths.newData()).removeRecursively();
    }
    if (!QFile::exists(paths.data()))
        return facts;
    QFile version(paths.data() + u"/PG_VERSION"_s);
    const bool readable = version.open(QIODevice::ReadOnly);
    const QByteArray major = readable ? version.readAll().trimmed() : QByteArray();
    facts.kind = DiskKind::Foreign;
    if (major != "15") {
        facts.problem = readable ? u"it is of version %1, not 15"_s.arg(QString::fromLatin1(major))
                                 : u"it has no PG_VERSION"_s;
        return facts;
    }
    const auto control = tools_.controlData(paths.data(), {Deadline::in(30s), stop});
    if (!control) {
        facts.problem = control.error().detail;
        return facts;
    }
    return parseControlData(*control, QFile::exists(standbySignal(paths.data())));
}

QVector<Peer> MemberLife::askPeers(const std::stop_token& stop)
{
    QVector<MemberProbe::Address> addresses;
    for (const QString& peer : settings_.peers())
        addresses << MemberProbe::Address{peer, settings_.administrationHost(peer)};
    return probe_->ask(addresses, {Deadline::in(1s), stop});
}

void MemberLife::enter(Phase phase, const QString& detail)
{
    status_.report.phase = phase;
    status_.report.detail = detail;
    publish();
}

void MemberLife::publish()
{
    status_.writtenAt = QDateTime::currentMSecsSinceEpoch();
    reports_.set(status_.report);
    const LeaseView view = lease_->view();
    LeadFacts lead{view.known, view.problem.section(u':', 0, 0), view.agreement.leader,
        view.agreement.asynchronous, settings_.synchronous, view.latency,
        std::chrono::milliseconds(settings_.leaseTime) - leaseMargin, surroundings_.now()};
    if (const auto written = writeStatus(settings_.paths, status_, lead); !written)
        log_.sayOnce(u"the state file cannot be written: %1"_s.arg(written.error().detail));
}

Result<void> MemberLife::act(const StartDecision& decision, const std::stop_token& stop)
{
    switch (decision.action) {
    case StartAction::Wait: return {};
    case StartAction::Found: return found(stop);
    case StartAction::Clone: return clone(decision.upstream, stop);
    case StartAction::Rewind:
        if (const auto done = rewind(decision.upstream, stop); !done) {
            step_ = RejoinStep::Clone;
            return done;
        }
        step_ = RejoinStep::Follow;
        return serve(decision.upstream, stop);
    case StartAction::Start:
        if (const auto marked = markStandby(settings_.paths.data()); !marked)
            return marked;
        // Of nobody at first: whom it may follow is known when it says how far its history goes.
        if (const auto detached = writeUpstream({}, settings_.paths.data()); !detached)
            return detached;
        return serve(decision.upstream, stop);
    }
    return {};
}

bool MemberLife::isPrimary() const
{
    // PostgreSQL removes the file when it is promoted.
    return !QFile::exists(standbySignal(settings_.paths.data()));
}

} // namespace switchyard::node
