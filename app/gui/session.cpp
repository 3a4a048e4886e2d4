#include "app/gui/session.h"

#include "ui/connect/connect_dialog.h"
#include "ui/text/text.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace switchyard {

using Phase = ui::ClusterEntry::Phase;

namespace {
// Forty clusters that are opened together are asked one after the other within a second.
constexpr std::chrono::milliseconds openingGap{25};
} // namespace

Session::Session(const Parts& parts) : parts_(parts)
{
    connectWindow();
    connect(&parts_.backend, &ui::ConnectServices::removed, this, &Session::onRemoved);
    connect(&parts_.passwords, &PasswordDesk::keptNot, this, [](const QString& name, const Error& error) {
        // It is open all the same; the next time it is asked for again.
        std::fprintf(stderr, "switchyard: %s: %s\n", qPrintable(name), qPrintable(text::sentence(error)));
    });
    if (parts_.claims) {
        connect(parts_.claims, &ProfileClaims::raiseRequested, this, [this](const QString& name) {
            parts_.window.showCluster(name);
            parts_.window.raiseForPerson();
        });
    }
    listProfiles();
}

void Session::connectWindow()
{
    ui::ClustersWindow& window = parts_.window;
    OpenClusters& clusters = parts_.clusters;
    connect(&clusters, &OpenClusters::opened, &window, &ui::ClustersWindow::addCluster);
    connect(&clusters, &OpenClusters::arrived, &window, &ui::ClustersWindow::showSnapshot);
    connect(&clusters, &OpenClusters::closing, &window, &ui::ClustersWindow::removeCluster);
    connect(&window, &ui::ClustersWindow::openRequested, this, &Session::openAndShow);
    connect(&window, &ui::ClustersWindow::shownChanged, this, &Session::remember);
    connect(&window, &ui::ClustersWindow::closeRequested, this, &Session::close);
    connect(&window, &ui::ClustersWindow::editRequested, this, &Session::edit);
    connect(&window, &ui::ClustersWindow::newRequested, this, &Session::connectNew);
}

void Session::listProfiles()
{
    const QStringList names = profileNames();
    for (const QString& name : names) {
        if (parts_.clusters.isOpen(name) || opening_.contains(name))
            continue;
        ui::ClusterEntry entry;
        entry.name = name;
        const auto profile = loadProfile(name);
        if (profile) {
            entry.production = profile->production;
        } else {
            entry.phase = Phase::Broken;
            entry.trouble = text::sentence(profile.error());
        }
        parts_.window.setEntry(entry);
    }
    Q_EMIT profilesChanged(static_cast<int>(names.size()));
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
    wanted_ = named.isEmpty() && wanted.contains(shownLast) ? shownLast : wanted.value(0);
    QString elsewhere;
    std::chrono::milliseconds delay{0};
    bool any = wanted.isEmpty();
    for (const QString& name : wanted) {
        if (parts_.claims && !parts_.claims->claim(name)) {
            elsewhere = name;
            setEntry(name, Phase::Broken, tr("It is open in another window of yours."));
            continue;
        }
        any = true;
        open(name, delay);
        delay += openingGap;
    }
    if (!any) {
        leaveTo(elsewhere);
        return false;
    }
    showAny();
    return true;
}

void Session::leaveTo(const QString& elsewhere)
{
    leaving_ = true;
    connect(parts_.claims, &ProfileClaims::answered, this, [](const QString& name, bool cameForward) {
        std::fprintf(stderr, "switchyard: %s\n",
            qPrintable(cameForward
                           ? tr("'%1' is open already; its window was asked to come forward").arg(name)
                           : tr("'%1' is open in another process, which does not answer").arg(name)));
        QCoreApplication::exit(cameForward ? 0 : 1);
    });
    parts_.claims->askToRaise(elsewhere);
}

void Session::open(const QString& name, std::chrono::milliseconds delay)
{
    const auto profile = loadProfile(name);
    if (!profile) {
        setEntry(name, Phase::Broken, text::sentence(profile.error()));
        return;
    }
    if (profile->passwordSource == PasswordSource::PassFile)
        return openWith(*profile, Passwords{}, delay);
    if (opening_.contains(name))
        return;
    opening_.insert(name);
    setEntry(name, Phase::Opening,
        profile->passwordSource == PasswordSource::Keychain
            ? tr("waiting for the keychain, which may ask you to unlock it")
            : tr("waiting for its passwords"));
    parts_.passwords.collect(*profile, [this, profile = *profile, delay](const Result<Passwords>& passwords) {
        openWith(profile, passwords, delay);
    });
}

void Session::openWith(
    const ClusterProfile& profile, const Result<Passwords>& passwords, std::chrono::milliseconds delay)
{
    const QString name = profile.name;
    opening_.remove(name);
    if (!passwords) {
        if (parts_.claims)
            parts_.claims->release(name);
        setEntry(name, Phase::Broken, text::sentence(passwords.error()));
        if (name == wanted_)
            wanted_.clear();
        showAny();
        return;
    }
    parts_.clusters.open(profile, *passwords, delay);
    if (name == wanted_) {
        wanted_.clear();
        parts_.window.showCluster(name);
    } else {
        remember();
    }
    if (wanted_.isEmpty())
        showAny();
}

void Session::showAny()
{
    const QStringList opened = parts_.window.openClusters();
    if (parts_.window.shownCluster().isEmpty() && !opened.isEmpty())
        parts_.window.showCluster(opened.first());
}

void Session::openAndShow(const QString& name)
{
    if (parts_.claims && !parts_.claims->claim(name)) {
        parts_.claims->askToRaise(name);
        setEntry(name, Phase::Broken,
            tr("It is open in another window of yours, which was asked to come forward."));
        return;
    }
    wanted_ = name;
    open(name, {});
}

void Session::close(const QString& name)
{
    parts_.clusters.close(name);
    if (parts_.claims)
        parts_.claims->release(name);
    remember();
}

void Session::connectNew()
{
    showDialog(std::nullopt, {});
}

void Session::edit(const QString& name)
{
    const auto strict = loadProfile(name);
    const auto profile = loadProfile(name, UnknownFields::Ignore);
    if (!profile) {
        // Nothing of the file can be shown in fields; the list says why, and in which line. What is open
        // stays open.
        if (!parts_.clusters.isOpen(name))
            setEntry(name, Phase::Broken, text::sentence(profile.error()));
        parts_.window.openSwitcher();
        return;
    }
    showDialog(*profile, strict ? QString() : text::sentence(strict.error()));
}

void Session::showDialog(const std::optional<ClusterProfile>& profile, const QString& unknownFields)
{
    auto* dialog = new ui::ConnectDialog(parts_.theme, parts_.backend, profile, &parts_.window);
    if (!unknownFields.isEmpty())
        dialog->setUnknownFields(unknownFields);
    connect(dialog, &ui::ConnectDialog::saved, this, &Session::onSaved);
    dialog->open();
}

void Session::onSaved(const QString& name)
{
    close(name); // what is open was opened with the profile of before
    listProfiles();
    openAndShow(name);
}

void Session::onRemoved(const QString& name)
{
    close(name);
    parts_.window.removeEntry(name);
    listProfiles();
}

void Session::setEntry(const QString& name, Phase phase, const QString& sentence)
{
    ui::ClusterEntry entry;
    entry.name = name;
    entry.phase = phase;
    entry.trouble = sentence;
    parts_.window.setEntry(entry);
}

void Session::remember() const
{
    if (leaving_)
        return;
    // Those that wait for a password are wanted the next time, too.
    QStringList open = parts_.window.openClusters() + QStringList(opening_.begin(), opening_.end());
    open.sort();
    parts_.settings.setValue(u"clusters/open"_s, open);
    parts_.settings.setValue(u"clusters/shown"_s, parts_.window.shownCluster());
}

} // namespace switchyard
