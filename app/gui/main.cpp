// The window: options, then the objects, handed to each other here and nowhere else.

#include "app/gui/first_frame.h"
#include "app/gui/measure.h"
#include "app/gui/options.h"
#include "app/gui/screenshots.h"
#include "app/gui/session.h"
#include "core/postgres/connection_options.h"
#include "ui/text/text.h"

#include <QApplication>
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
    return !options.screenshots.isEmpty() || options.measureSeconds > 0 || options.quitAfterFirstFrame;
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
        new FirstFrame(window);
    if (isInstrument(options))
        window.resize(1440, 900);
}

int run(QApplication& application, const Options& options)
{
    const SystemClock clock;
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
    Session session(
        {window, clusters, settings, isInstrument(options) || runtime.isEmpty() ? nullptr : &claims});
    attachInstruments(options, window, theme, clusters);
    if (session.begin(options.clusters))
        window.show();
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
    if (options->clusters.isEmpty() && profileNames().isEmpty())
        return refuse(
            u"there is no cluster profile in %1 yet; ./demo makes one for the practice Swarm, and README.md "
            "shows what one looks like"_s.arg(profileDirectory()),
            exitCouldNotLook);
    for (const QString& name : options->clusters) {
        if (const auto profile = loadProfile(name); !profile)
            return refuse(text::sentence(profile.error()), exitCouldNotLook);
    }
    return run(application, *options);
}
