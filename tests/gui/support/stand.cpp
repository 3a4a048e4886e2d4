#include "tests/gui/support/stand.h"

#include "ui/widgets/accessible.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace switchyard::testing {

Stand::Stand(ui::Scheme scheme, Instant at)
    : clock(at), theme(scheme),
      settings(std::make_unique<QSettings>(directory.filePath(u"window.ini"_s), QSettings::IniFormat))
{
    ui::installAccessibility();
    reopen();
}

void Stand::reopen()
{
    window.reset();
    ui::WindowInfo info;
    info.clusterName = u"practice"_s;
    info.endpoint = u"unix:///run/switchyard/node1/docker.sock"_s;
    info.operatorName = u"dba@desk-14"_s;
    const ui::ObserverControl control{
        [this] { ++refreshes; }, [this](std::chrono::milliseconds interval) { intervals << interval; }};
    window = std::make_unique<ui::MainWindow>(
        ui::PageParts{theme, history, clock, &logs}, info, control, desk, *settings);
}

void Stand::show(const ClusterSnapshot& snapshot)
{
    window->showSnapshot(std::make_shared<const ClusterSnapshot>(snapshot));
}

void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support )"_s));
}

} // namespace switchyard::testing
