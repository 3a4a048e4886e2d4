#include "core/node/surroundings.h"

#include "core/node/pause.h"
#include "core/node/report_server.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lookAroundEvery = 2s;
constexpr auto oneEtcd = 800ms;
constexpr auto allReports = 1s;

} // namespace

QStringList changesIn(const Around& before, const Around& now)
{
    QStringList lines;
    for (qsizetype i = 0; i < now.etcds.size(); ++i) {
        const EtcdFacts& etcd = now.etcds[i];
        const bool known = i < before.etcds.size();
        if (!etcd.answers && (!known || before.etcds[i].answers))
            lines << u"%1 does not answer"_s.arg(etcd.name);
        else if (etcd.answers && !etcd.hasLeader && (!known || before.etcds[i].hasLeader))
            lines << u"%1 sees no majority of the etcds"_s.arg(etcd.name);
        else if (known && etcd.hasLeader && !before.etcds[i].hasLeader)
            lines << u"%1 is well again"_s.arg(etcd.name);
    }
    if (now.etcdFull != before.etcdFull)
        lines << (now.etcdFull ? u"etcd is full: it takes no writes, so nobody can take over the lead"_s
                               : u"etcd takes writes again"_s);
    return lines;
}

Surroundings::~Surroundings()
{
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void Surroundings::start()
{
    thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

Around Surroundings::now() const
{
    const std::lock_guard lock(mutex_);
    return around_;
}

void Surroundings::watch(const std::stop_token& stop)
{
    etcd::Client client(settings_.etcd);
    do {
        Around seen = look(client, stop);
        if (stop.stop_requested())
            return;
        for (const QString& line : changesIn(now(), seen))
            log_.say(line);
        const std::lock_guard lock(mutex_);
        around_ = std::move(seen);
    } while (pause(lookAroundEvery, stop));
}

Around Surroundings::look(etcd::Client& client, const std::stop_token& stop)
{
    Around seen;
    for (qsizetype i = 0; i < client.endpointCount(); ++i) {
        const auto status = client.status(i, {Deadline::in(oneEtcd), stop});
        EtcdFacts facts{settings_.etcd[i].host};
        facts.answers = status.has_value();
        if (status) {
            facts.hasLeader = status->hasLeader;
            facts.isLeader = status->isLeader;
            facts.databaseBytes = status->databaseBytes;
        }
        seen.etcds << facts;
    }
    seen.etcdFull = client.isFull({Deadline::in(oneEtcd), stop}).value_or(false);
    QStringList hosts;
    for (const QString& peer : settings_.peers())
        hosts << settings_.administrationHost(peer);
    const auto reports = askReports(hosts, reportPort, {Deadline::in(allReports), stop});
    for (qsizetype i = 0; i < reports.size(); ++i) {
        // A name may lead to another member's container for a moment after it moved.
        if (reports[i] && reports[i]->member == settings_.peers()[i])
            seen.members << *reports[i];
    }
    return seen;
}

} // namespace switchyard::node
