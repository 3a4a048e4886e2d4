#include "tests/gui/support/clusters_stand.h"

#include "tests/support/sample_snapshots.h"

using namespace Qt::StringLiterals;

namespace switchyard::testing {

ClustersStand::ClustersStand(ui::Scheme scheme, Instant at)
    : clock(at), theme(scheme),
      settings(std::make_unique<QSettings>(directory.filePath(u"window.ini"_s), QSettings::IniFormat))
{
    reopen();
}

void ClustersStand::reopen()
{
    window.reset();
    window = std::make_unique<ui::ClustersWindow>(theme, clock, *settings);
}

void ClustersStand::open(const QString& name, bool production)
{
    Asked& asks = asked[name];
    ui::WindowInfo info;
    info.clusterName = name;
    info.endpoint = u"tcp://%1.example:2376"_s.arg(name);
    info.operatorName = u"dba@desk-14"_s;
    info.production = production;
    window->addCluster({info, &asks.history,
        {[&asks] { ++asks.refreshes; },
            [&asks](std::chrono::milliseconds interval) { asks.intervals << interval; }, {}},
        [&asks] {
            return ui::ClusterPorts{asks.desk, asks.logs};
        }});
}

void ClustersStand::show(const QString& name, const ClusterSnapshot& snapshot)
{
    window->showSnapshot(name, std::make_shared<const ClusterSnapshot>(snapshot));
}

void ClustersStand::know(const QString& name, ui::ClusterEntry::Phase phase, const QString& trouble)
{
    ui::ClusterEntry entry;
    entry.name = name;
    entry.phase = phase;
    entry.trouble = trouble;
    window->setEntry(entry);
}

void showFive(ClustersStand& stand)
{
    using Phase = ui::ClusterEntry::Phase;
    stand.know(u"archive"_s, Phase::Closed);
    stand.know(u"lab"_s, Phase::Broken,
        u"The profile is not valid JSON: /home/dba/.config/switchyard/clusters/lab.json: unterminated object "
        "in line 4, column 2. Correct the file at that place."_s);
    stand.open(u"billing-prod"_s, true);
    stand.open(u"orders-prod"_s, true);
    stand.open(u"reporting"_s);
    stand.window->showCluster(u"orders-prod"_s);
    stand.show(u"orders-prod"_s, samples::healthyCluster(stand.clock.now()));
    stand.show(u"billing-prod"_s, samples::node3CutOff(stand.clock.now()));
    stand.show(u"reporting"_s, samples::nothingKnown(stand.clock.now()));
}

} // namespace switchyard::testing
