// The window: options, then the objects, handed to each other here and nowhere else.

#include "app/gui/first_frame.h"
#include "app/gui/live_feed.h"
#include "app/gui/live_logs.h"
#include "app/gui/measure.h"
#include "app/gui/options.h"
#include "app/gui/pooler_worker.h"
#include "app/gui/screenshots.h"
#include "core/docker/engine.h"
#include "core/postgres/connection_options.h"
#include "core/postgres/connector.h"
#include "ui/text/text.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QSysInfo>
#include <QTemporaryDir>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

void nameTheApplication()
{
    QCoreApplication::setApplicationName(u"switchyard"_s);
    QCoreApplication::setOrganizationName(u"switchyard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SWITCHYARD_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Switchyard"_s);
}

ui::WindowInfo infoOf(const ClusterProfile& profile)
{
    ui::WindowInfo info;
    info.clusterName = profile.name;
    info.endpoint = docker::formatEndpoint(profile.engine);
    info.operatorName = qEnvironmentVariable("USER", u"root"_s) + u'@' + QSysInfo::machineHostName();
    info.interval = profile.interval;
    info.production = profile.production;
    return info;
}

/// What a person at the keyboard does not ask for: pictures, measurements.
void attachInstruments(const Options& options, ui::MainWindow& window, ui::Theme& theme, LiveFeed& feed)
{
    if (!options.screenshots.isEmpty()) {
        constexpr int snapshotsFirst = 25, patienceSeconds = 45; // charts need samples to show
        auto* pictures =
            new Screenshots(window, theme, QDir(options.screenshots), snapshotsFirst, patienceSeconds);
        QObject::connect(&feed, &LiveFeed::arrived, pictures, &Screenshots::onSnapshot);
    }
    if (options.measureSeconds > 0) {
        auto* measure = new Measure(options.measureSeconds, &window);
        QObject::connect(&feed, &LiveFeed::arrived, measure, &Measure::onSnapshot);
    }
    if (options.quitAfterFirstFrame)
        new FirstFrame(window);
}

int run(QApplication& application, const Options& options, const ClusterProfile& profile)
{
    const SystemClock clock;
    // All clusters of a window together: with what they show, 40 of them stay below 200 MB.
    const auto historyBudget = std::make_shared<HistoryBudget>(64'000'000);
    History history(std::chrono::hours(7 * 24), historyBudget);
    ui::Theme theme(ui::Scheme::System);
    theme.applyTo(application);

    // Instruments leave no trace in the user's settings, and do not depend on them.
    const bool instrument =
        !options.screenshots.isEmpty() || options.measureSeconds > 0 || options.quitAfterFirstFrame;
    const QTemporaryDir scratch;
    QSettings settings(
        instrument ? scratch.filePath(u"settings.ini"_s) : QSettings().fileName(), QSettings::IniFormat);

    LiveFeed feed;
    const auto& endpoint = profile.engine;
    Observer observer(profile,
        {[endpoint] { return docker::makeEngine(endpoint); }, [] { return postgres::makeLibpqConnector(); },
            clock},
        [&feed](SnapshotPtr snapshot) { feed.offer(std::move(snapshot)); });
    const ui::WindowInfo info = infoOf(profile);
    PoolerWorker poolers(
        {profile, [] { return postgres::makeLibpqConnector(); }, clock, AuditLog(), info.operatorName});
    LiveLogs logs([endpoint] { return docker::makeEngine(endpoint); }, clock);
    ui::MainWindow window({theme, history, clock, &logs}, info,
        {[&observer] { observer.refreshNow(); },
            [&observer](std::chrono::milliseconds interval) { observer.setInterval(interval); },
            [&observer](const LagLimits& limits) { observer.setLagLimits(limits); }},
        poolers, settings);
    if (options.scheme) {
        theme.setScheme(*options.scheme);
        theme.applyTo(application);
    }
    QObject::connect(&feed, &LiveFeed::arrived, &window, [&](const SnapshotPtr& snapshot) {
        history.append(*snapshot);
        window.showSnapshot(snapshot);
    });
    if (instrument)
        window.resize(1440, 900);
    attachInstruments(options, window, theme, feed);
    window.show();
    observer.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    postgres::ignoreLibpqEnvironment();
    QApplication application(argc, argv);
    nameTheApplication();
    const auto options = readOptions(application.arguments());
    if (!options)
        return options.error();
    const auto profile = loadProfile(options->cluster);
    if (!profile)
        return refuse(text::sentence(profile.error()), exitCouldNotLook);
    return run(application, *options, *profile);
}
