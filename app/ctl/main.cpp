// switchyardctl: wiring only. What is said stands in the library beside this file, what is known in core.

#include "app/ctl/commit_mode_command.h"
#include "app/ctl/exit_code.h"
#include "app/ctl/json_output.h"
#include "app/ctl/options.h"
#include "app/ctl/passwords.h"
#include "app/ctl/profiles.h"
#include "app/ctl/screen.h"
#include "app/ctl/views.h"
#include "app/ctl/watch.h"
#include "app/keychain/keychain.h"
#include "core/cluster/observer.h"
#include "core/docker/engine.h"
#include "core/postgres/connector.h"
#include "ui/text/text.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace switchyard;
using namespace switchyard::ctl;
using namespace Qt::StringLiterals;

namespace {

QString render(const Options& options, const ClusterSnapshot& snapshot, const Screen& screen)
{
    if (!options.json)
        return textFor(options.command, snapshot, Paint(screen.colour()));
    const auto format = options.watch ? QJsonDocument::Compact : QJsonDocument::Indented;
    QString json = QString::fromUtf8(QJsonDocument(jsonFor(options.command, snapshot)).toJson(format));
    return json.endsWith(u'\n') ? json : json + u'\n';
}

int lookOnce(
    const Options& options, const ClusterProfile& profile, const ObserverParts& parts, Screen& screen)
{
    const SnapshotPtr snapshot = observeOnce(profile, parts, options.timeout);
    screen.print(render(options, *snapshot, screen));
    const ExitCode code = exitCodeFor(*snapshot);
    if (code == CouldNotLook && snapshot->swarm.error())
        screen.complain(text::sentence(*snapshot->swarm.error()));
    return code;
}

int lookOn(const Options& options, const ClusterProfile& profile, const ObserverParts& parts, Screen& screen)
{
    const StopSignals signals;
    watch(profile, parts, signals, [&](const ClusterSnapshot& snapshot) {
        const QString text = render(options, snapshot, screen);
        return options.json ? screen.print(text) : screen.redraw(text);
    });
    return Healthy;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"switchyardctl"_s);
    Screen screen;
    const auto options = parseOptions(QCoreApplication::arguments());
    if (!options) {
        screen.complain(options.error());
        screen.complain(
            QCoreApplication::translate("switchyard::ctl", "\"switchyardctl --help\" shows what it can do."));
        return BadUsage;
    }
    switch (options->command) {
    case Command::Help: return screen.print(helpText()) ? Healthy : CouldNotLook;
    case Command::Version:
        return screen.print(u"switchyardctl " SWITCHYARD_VERSION "\n"_s) ? Healthy : CouldNotLook;
    case Command::Profiles: return listProfiles(options->json, screen);
    default: break;
    }
    const auto profile = findProfile(*options);
    if (!profile) {
        screen.complain(text::sentence(profile.error()));
        return CouldNotLook;
    }
    Keychain keychain;
    const auto passwords = passwordsFor(*profile, keychain);
    if (!passwords) {
        screen.complain(text::sentence(passwords.error()));
        return CouldNotLook;
    }
    const SystemClock clock;
    const ObserverParts parts{
        [&] { return docker::makeEngine(profile->engine); }, postgres::makeLibpqConnector, clock, *passwords};
    if (options->command == Command::Degrade || options->command == Command::Restore)
        return changeCommitMode(*options, *profile, parts, screen);
    return options->watch ? lookOn(*options, *profile, parts, screen)
                          : lookOnce(*options, *profile, parts, screen);
}
