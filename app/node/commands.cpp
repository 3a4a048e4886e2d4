#include "app/node/commands.h"

#include "core/node/control.h"
#include "core/node/pooler_life.h"
#include "core/node/server.h"
#include "core/node/state_file.h"

#include <QDateTime>
#include <QFile>

#include <cstdio>
#include <unistd.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

constexpr int done = 0, failed = 1, badUsage = 64;

constexpr auto usage =
    "Usage: switchyard-node COMMAND\n"
    "  run                  supervise this container's server (what the image starts)\n"
    "  status [--json]      say what it does; exit 0 if it is well (the health check)\n"
    "  promote              make this member the primary, if nothing acknowledged can be lost\n"
    "  demote [MEMBER]      stop being the primary; with MEMBER, only that one may take over for 10 s\n"
    "  demote --detach [MEMBER]  the same, without waiting for the end (for COPY ... TO PROGRAM)\n"
    "  rejoin rewind|clone  come back to the primary's history by pg_rewind, or by a new copy\n"
    "  degrade              commits wait for no standby, in the whole cluster\n"
    "  restore              commits wait for a standby again\n"
    "  follow               what repmgrd calls; the supervisor follows by itself\n";

int status(bool json)
{
    const Paths paths;
    if (QFile file(stateFile(paths)); json && file.open(QIODevice::ReadOnly))
        std::printf("%s\n", file.readAll().constData());
    const auto state = readStatus(paths);
    const bool pooling = state && state->report.phase == Phase::Pooling;
    const bool answers = pooling ? poolerAnswers(paths.run) : serverAnswers(paths.sockets);
    const Health health = judgeHealth(state, QDateTime::currentMSecsSinceEpoch(), answers);
    if (!json || !health.healthy)
        std::fprintf(health.healthy ? stdout : stderr, "%s\n", qPrintable(health.text));
    return health.healthy ? done : failed;
}

int ask(const QStringList& words)
{
    // Longer than the supervisor itself waits before it says that it is busy.
    const auto reply = askControl(controlSocket(Paths{}), words, {Deadline::in(std::chrono::seconds(120))});
    if (!reply) {
        std::fprintf(stderr, "switchyard-node: %s\n",
            reply.error().code == u"node.not_running" ? "no supervisor of a member runs in this container."
                                                      : qPrintable(reply.error().detail));
        return failed;
    }
    std::fprintf(reply->done ? stdout : stderr, "%s\n", qPrintable(reply->text));
    return reply->done ? done : failed;
}

// The stop ends the session that asked for it, and with it its child: so another process asks.
int askDetached(const QStringList& words)
{
    const pid_t child = ::fork();
    if (child != 0)
        return child > 0 ? done : failed;
    ::setsid();
    return ask(words);
}

bool isRequest(const QStringList& words)
{
    const QString& command = words.first();
    if (command == u"demote")
        return words.size() <= 2;
    if (command == u"rejoin")
        return words.size() == 2 && (words[1] == u"rewind" || words[1] == u"clone");
    return words.size() == 1 &&
           QStringList{u"promote"_s, u"degrade"_s, u"restore"_s, u"follow"_s}.contains(command);
}

} // namespace

int runCommand(const QStringList& arguments)
{
    const QString command = arguments.value(0);
    if (arguments.size() == 1 && command == u"run")
        return supervise();
    if (command == u"status" && (arguments.size() == 1 || arguments.mid(1) == QStringList{u"--json"_s}))
        return status(arguments.size() == 2);
    QStringList words = arguments;
    const bool detached = command == u"demote" && words.removeAll(u"--detach"_s) == 1;
    if (!words.isEmpty() && isRequest(words))
        return detached ? askDetached(words) : ask(words);
    const bool asked = command == u"help" || command == u"--help";
    std::fputs(usage, asked ? stdout : stderr);
    return asked ? done : badUsage;
}

} // namespace switchyard::node
