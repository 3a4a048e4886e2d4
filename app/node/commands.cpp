#include "app/node/commands.h"

#include "core/node/member_life.h"
#include "core/node/pooler_life.h"
#include "core/node/server.h"
#include "core/node/state_file.h"

#include <QDateTime>
#include <QFile>

#include <cstdio>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

constexpr int done = 0, failed = 1, badUsage = 64;

constexpr auto usage = "Usage: switchyard-node COMMAND\n"
                       "  run            supervise this container's server (what the image starts)\n"
                       "  status         say what it does; exit 0 if it is well (the health check)\n"
                       "  promote        make this member the primary\n"
                       "  allow-primary  let a former primary start without hearing the other members\n";

int status()
{
    const Paths paths;
    const auto state = readStatus(paths);
    const bool pooling = state && state->report.phase == Phase::Pooling;
    const bool answers = pooling ? poolerAnswers(paths.run) : serverAnswers(paths.sockets);
    const Health health = judgeHealth(state, QDateTime::currentMSecsSinceEpoch(), answers);
    std::fprintf(health.healthy ? stdout : stderr, "%s\n", qPrintable(health.text));
    return health.healthy ? done : failed;
}

// The one door to being writable stays shut until there is an exclusive right to lead that it can take:
// without one, two members can be promoted at once (see docs/decisions).
int promote()
{
    std::fputs(
        "switchyard-node: not promoted. Nothing here can prove yet that the old primary is stopped, and two "
        "writable members would lose data.\n"
        "Stop the old primary first (docker service scale CLUSTER_pgN=0, and see that its task has ended), "
        "then "
        "promote this member with: repmgr standby promote\n",
        stderr);
    return failed;
}

int allowPrimary()
{
    const Paths paths;
    const auto state = readStatus(paths);
    if (!state) {
        std::fputs("switchyard-node: no supervisor runs in this container.\n", stderr);
        return failed;
    }
    if (state->report.phase != Phase::Waiting || state->report.disk.kind != DiskKind::Data ||
        state->report.disk.standby) {
        std::fprintf(stderr, "switchyard-node: this member is not a former primary that waits; it is %s.\n",
            qPrintable(phaseName(state->report.phase)));
        return failed;
    }
    if (const auto written = writeDurably(allowPrimaryFile(paths), "allowed\n"); !written) {
        std::fprintf(stderr, "switchyard-node: %s\n", qPrintable(written.error().detail));
        return failed;
    }
    std::puts(
        "It may start as primary without hearing the others, once. Make sure that none of them is writable.");
    return done;
}

} // namespace

int runCommand(const QStringList& arguments)
{
    const QString command = arguments.value(0);
    if (arguments.size() == 1 && command == u"run")
        return supervise();
    if (arguments.size() == 1 && command == u"status")
        return status();
    if (arguments.size() == 1 && command == u"promote")
        return promote();
    if (arguments.size() == 1 && command == u"allow-primary")
        return allowPrimary();
    const bool asked = command == u"help" || command == u"--help";
    std::fputs(usage, asked ? stdout : stderr);
    return asked ? done : badUsage;
}

} // namespace switchyard::node
