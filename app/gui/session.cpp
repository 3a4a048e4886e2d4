#include "app/gui/session.h"

#include "ui/text/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {
// Forty clusters that are opened together are asked one after the other within a second.
constexpr std::chrono::milliseconds openingGap{25};
} // namespace

Session::Session(const Parts& parts) : parts_(parts)
{
    ui::ClustersWindow& window = parts_.window;
    OpenClusters& clusters = parts_.clusters;
    connect(&clusters, &OpenClusters::opened, &window, &ui::ClustersWindow::addCluster);
    connect(&clusters, &OpenClusters::arrived, &window, &ui::ClustersWindow::showSnapshot);
    connect(&clusters, &OpenClusters::closing, &window, &ui::ClustersWindow::removeCluster);
    connect(&window, &ui::ClustersWindow::openRequested, this, &Session::openAndShow);
    connect(&window, &ui::ClustersWindow::shownChanged, this, &Session::remember);
    connect(&window, &ui::ClustersWindow::closeRequested, this, [this](const QString& name) {
        if (parts_.window.openClusters().size() < 2)
            return; // there would be nothing to see
        parts_.clusters.close(name);
        if (parts_.claims)
            parts_.claims->release(name);
        remember();
    });
    if (parts_.claims) {
        connect(parts_.claims, &ProfileClaims::raiseRequested, this, [this](const QString& name) {
            parts_.window.showCluster(name);
            parts_.window.raiseForPerson();
        });
    }
    listProfiles();
}

void Session::listProfiles()
{
    for (const QString& name : profileNames()) {
        if (parts_.clusters.isOpen(name))
            continue;
        ui::ClusterEntry entry;
        entry.name = name;
        const auto profile = loadProfile(name);
        if (profile) {
            entry.production = profile->production;
        } else {
            entry.phase = ui::ClusterEntry::Phase::Broken;
            entry.trouble = text::sentence(profile.error());
        }
        parts_.window.setEntry(entry);
    }
}

QStringList Session::remembered() const
{
    const QStringList known = profileNames();
    QStringList last = parts_.settings.value(u"clusters/open"_s).toStringList();
    last.removeIf([&](const QString& name) { return !known.contains(name); });
    if (last.isEmpty() && known.size() == 1)
        return known;
    return last;
}

bool Session::begin(const QStringList& named)
{
    const QStringList wanted = named.isEmpty() ? remembered() : named;
    const QString shownLast = parts_.settings.value(u"clusters/shown"_s).toString();
    QStringList elsewhere;
    std::chrono::milliseconds delay{0};
    for (const QString& name : wanted) {
        if (parts_.claims && !parts_.claims->claim(name)) {
            elsewhere << name;
            continue;
        }
        if (open(name, delay))
            delay += openingGap;
    }
    const QStringList opened = parts_.window.openClusters();
    if (!opened.isEmpty() || elsewhere.isEmpty()) {
        const QString first = opened.contains(wanted.value(0)) ? wanted.value(0) : opened.value(0);
        parts_.window.showCluster(named.isEmpty() && opened.contains(shownLast) ? shownLast : first);
        return true;
    }
    leaving_ = true;
    connect(parts_.claims, &ProfileClaims::answered, this, [](const QString& name, bool cameForward) {
        std::fprintf(stderr, "switchyard: %s\n",
            qPrintable(cameForward ? u"'%1' is open already; its window was asked to come forward"_s.arg(name)
                                   : u"'%1' is open in another process, which does not answer"_s.arg(name)));
        QCoreApplication::exit(cameForward ? 0 : 1);
    });
    parts_.claims->askToRaise(elsewhere.first());
    return false;
}

bool Session::open(const QString& name, std::chrono::milliseconds delay)
{
    const auto profile = loadProfile(name);
    if (!profile) {
        complain(name, text::sentence(profile.error()));
        return false;
    }
    parts_.clusters.open(*profile, delay);
    return true;
}

void Session::openAndShow(const QString& name)
{
    if (parts_.claims && !parts_.claims->claim(name)) {
        parts_.claims->askToRaise(name);
        complain(name, tr("It is open in another window, which was asked to come forward."));
        return;
    }
    if (open(name, {}))
        parts_.window.showCluster(name);
}

void Session::complain(const QString& name, const QString& sentence)
{
    ui::ClusterEntry entry;
    entry.name = name;
    entry.phase = ui::ClusterEntry::Phase::Broken;
    entry.trouble = sentence;
    parts_.window.setEntry(entry);
}

void Session::remember() const
{
    if (leaving_)
        return;
    parts_.settings.setValue(u"clusters/open"_s, parts_.window.openClusters());
    parts_.settings.setValue(u"clusters/shown"_s, parts_.window.shownCluster());
}

} // namespace switchyard
