#pragma once
// A window with several clusters as a test holds it: what an observer would be asked is written down instead.

#include "tests/gui/support/stand.h"
#include "ui/window/clusters_window.h"

#include <map>

namespace switchyard::testing {

class ClustersStand
{
public:
    ClustersStand(ui::Scheme scheme, Instant at);
    /// A new window on the same settings, as after a restart.
    void reopen();
    /// Opens a cluster; it is shown only if a test shows it.
    void open(const QString& name, bool production = false);
    void show(const QString& name, const ClusterSnapshot& snapshot);
    /// What is known of one that is not open.
    void know(const QString& name, ui::ClusterEntry::Phase phase, const QString& trouble = {});
    template<typename Widget> Widget* find(const char* objectName) const
    {
        return window->findChild<Widget*>(QString::fromLatin1(objectName));
    }

    struct Asked
    {
        History history;
        int refreshes = 0;
        QVector<std::chrono::milliseconds> intervals;
        ScriptedDesk desk;
        ScriptedLogs logs;
    };
    QTemporaryDir directory;
    StandingClock clock;
    ui::Theme theme;
    std::unique_ptr<QSettings> settings;
    std::map<QString, Asked> asked;
    std::unique_ptr<ui::ClustersWindow> window;
};

/// Five clusters, each in another state: healthy (shown), lagging, without an answer, broken, not open.
void showFive(ClustersStand& stand);

} // namespace switchyard::testing
