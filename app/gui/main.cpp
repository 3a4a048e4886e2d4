// The window: options, then the objects, handed to each other here and nowhere else.

#include "app/gui/first_frame.h"
#include "app/gui/measure.h"
#include "app/gui/options.h"
#include "app/gui/practice_runner.h"
#include "app/gui/screenshots.h"
#include "app/gui/session.h"
#include "app/gui/system_look.h"
#include "app/gui/trail.h"
#include "app/keychain/keychain.h"
#include "core/postgres/connection_options.h"
#include "ui/connect/first_run.h"
#include "ui/text/text.h"
#include "ui/text/translations.h"
#include "ui/widgets/accessible.h"

#include <QApplication>
#include <QFile>
#include <QLocale>
#include <QSettings>
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

/// What a person at the keyboard does not ask for: pictures, measurements. They leave no trace in the user's
/// settings, and do not depend on them.
bool isInstrument(const Options& options)
{
    return !options.screenshots.isEmpty() || options.measureSeconds > 0 || options.quitAfterFirstFrame ||
           options.quitAfterFirstTopology;
}

bool isWhole(const ClusterSnapshot& snapshot)
{
    return snapshot.swarm.isKnown() && !snapshot.members.isEmpty() &&
           std::all_of(snapshot.members.begin(), snapshot.members.end(),
               [](const Member& member) { return member.facts.isKnown(); });
}

/// After the window has shown a snapshot in which every member was read, and has painted it.
void waitForTopology(ui::ClustersWindow& window, OpenClusters& clusters)
{
    new FirstFrame(window, "first-frame", [] {});
    auto* seen = new QObject(&window);
    QObject::connect(&clusters, &OpenClusters::arrived, seen,
        [seen, &window](const QString&, const SnapshotPtr& snapshot) {
            if (!isWhole(*snapshot))
                return;
            seen->deleteLater();
            // What was changed is painted by the next update of the view.
            new FirstFrame(*window.view()->currentPage(), "first-topology", &QCoreApplication::quit);
            window.view()->currentPage()->update();
        });
}

/// Offers the newest report of a crash that the person was not told of yet.
void offerCrashReport(ui::ClustersWindow& window, QSettings& settings)
{
    const QVector<CrashReport> reports = crashReports(stateDirectory());
    if (reports.isEmpty() || settings.value(u"crash/told"_s).toString() == reports.first().path)
        return;
    const CrashReport& report = reports.first();
    const auto told = [&settings, path = report.path] { settings.setValue(u"crash/told"_s, path); };
    window.offer(
        QCoreApplication::translate("switchyard::Crash",
            "Switchyard ended unexpectedly on %1. What is known of it stands in a report.")
            .arg(report.at.toString(u"yyyy-MM-dd HH:mm"_s)),
        QCoreApplication::translate("switchyard::Crash", "Show the report"),
        [&window, path = report.path, told] {
            QFile file(path);
            const bool read = file.open(QIODevice::ReadOnly);
            window.showReport(path, read ? QString::fromUtf8(file.readAll()) : file.errorString());
            told();
        },
        told);
}

void attachInstruments(
    const Options& options, ui::ClustersWindow& window, ui::Theme& theme, OpenClusters& clusters)
{
    if (!options.screenshots.isEmpty()) {
        constexpr int snapshotsFirst = 25, patienceSeconds = 45; // charts need samples to show
        auto* pictures =
            new Screenshots(window, theme, QDir(options.screenshots), snapshotsFirst, patienceSeconds);
        QObject::connect(&clusters, &OpenClusters::arrived, pictures, &Screenshots::onSnapshot);
    }
    if (options.measureSeconds > 0) {
        auto* measure = new Measure(options.measureSeconds, &window);
        QObject::connect(&clusters, &OpenClusters::arrived, measure, &Measure::onSnapshot);
    }
    if (options.quitAfterFirstFrame)
        new FirstFrame(window, "first-frame", &QCoreApplication::quit);
    if (options.quitAfterFirstTopology)
        waitForTopology(window, clusters);
    if (isInstrument(options))
        window.resize(1440, 900);
}

/// What is seen while no cluster is open.
void welcome(ui::Theme& theme, ui::ClustersWindow& window, Session& session, PracticeRunner& practice,
    const QString& cannotPractice)
{
    auto* page = new ui::FirstRun(theme, profileDirectory(), cannotPractice, &window);
    window.setWelcome(page);
    page->setProfileCount(static_cast<int>(profileNames().size()));
    QObject::connect(&session, &Session::profilesChanged, page, &ui::FirstRun::setProfileCount);
    QObject::connect(page, &ui::FirstRun::connectRequested, &session, &Session::connectNew);
    QObject::connect(page, &ui::FirstRun::listRequested, &window, &ui::ClustersWindow::openSwitcher);
    QObject::connect(page, &ui::FirstRun::practiceRequested, &practice, [page, &practice] {
        page->practiceBegan(PracticeRunner::canCancel());
        practice.start();
    });
    QObject::connect(page, &ui::FirstRun::practiceCancelled, &practice, &PracticeRunner::cancel);
    QObject::connect(&practice, &PracticeRunner::said, page, &ui::FirstRun::practiceSaid);
    QObject::connect(
        &practice, &PracticeRunner::ended, page, [page, &session](const Result<ClusterProfile>& profile) {
            const Result<void> saved =
                profile ? saveProfile(*profile) : tl::unexpected<Error>(profile.error());
            page->practiceEnded(saved.has_value(),
                saved ? Session::tr("The practice Swarm runs; its profile is called practice.")
                      : text::sentence(saved.error()));
            if (saved)
                session.openAndShow(profile->name);
        });
}

int run(QApplication& application, const Options& options, const workstation::Places& places)
{
    const SystemClock clock;
    Trail trail(options.logLevel, clock);
    ui::Theme theme(ui::Scheme::System);
    theme.applyTo(application);
    const QTemporaryDir scratch;
    QSettings settings(isInstrument(options) ? scratch.filePath(u"settings.ini"_s) : QSettings().fileName(),
        QSettings::IniFormat);

    // A measurement asks every cluster at its full pace, seen or not.
    OpenClusters clusters(
        clock, options.measureSeconds > 0 ? std::nullopt : std::optional(std::chrono::milliseconds(5000)));
    ui::ClustersWindow window(theme, clock, settings);
    if (options.scheme) {
        theme.setScheme(*options.scheme);
        theme.applyTo(application);
    }
    const QString runtime = runtimeDirectory();
    ProfileClaims claims{QDir(runtime)};
    Keychain keychain;
    PasswordDesk passwords(keychain, theme, window);
    ConnectBackend backend(places, passwords, clock);
    const auto command = practiceCommand();
    PracticeRunner practice(command.value_or(QStringList()));
    Session session({theme, window, clusters, passwords, backend, settings,
        isInstrument(options) || runtime.isEmpty() ? nullptr : &claims});
    welcome(theme, window, session, practice, command ? QString() : text::sentence(command.error()));
    QObject::connect(&clusters, &OpenClusters::arrived, &window,
        [&trail](const QString&, const SnapshotPtr& snapshot) { trail.follow(snapshot); });
    attachInstruments(options, window, theme, clusters);
    const SystemLook look(theme, [&] { theme.applyTo(application); });
    if (!isInstrument(options))
        offerCrashReport(window, settings);
    if (session.begin(options.clusters))
        window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    const workstation::Places places = workstation::placesOfThisUser();
    postgres::ignoreLibpqEnvironment();
    QApplication application(argc, argv);
    nameTheApplication();
    text::installTranslations(application, QLocale());
    ui::installAccessibility();
    const auto options = readOptions(application.arguments());
    if (!options)
        return options.error();
    for (const QString& name : options->clusters) {
        if (const auto profile = loadProfile(name); !profile)
            return refuse(text::sentence(profile.error()), exitCouldNotLook);
    }
    return run(application, *options, places);
}
