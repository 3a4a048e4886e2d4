// Writes pictures of the list of clusters, light and dark, beside those of the pages.

#include "tests/gui/support/clusters_stand.h"
#include "tests/gui/support/lived_history.h"
#include "tests/support/sample_snapshots.h"
#include "ui/widgets/badge.h"
#include "ui/window/cluster_switcher.h"

#include <QDir>
#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::testing;

class ClustersPictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void switcher_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void switcher()
    {
        QFETCH(bool, dark);
        const QString folder = QDir::currentPath() + u"/screenshots"_s;
        QVERIFY(QDir().mkpath(folder));
        ClustersStand stand(dark ? ui::Scheme::Dark : ui::Scheme::Light, samples::sampleInstant());
        showFive(stand);
        samples::fillLivedHistory(stand.asked.at(u"orders-prod"_s).history, samples::healthyCluster());
        stand.window->resize(1440, 900);
        stand.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand.window.get()));
        stand.clock.advance(std::chrono::milliseconds(400));
        auto* others = stand.window->view()->findChild<ui::Badge*>(u"top.cluster.others"_s);
        QTRY_COMPARE(others->text(), u"2"_s);
        QTest::keyClick(stand.window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        auto* list = stand.find<ui::ClusterSwitcher>("clusters");
        QTRY_VERIFY(list->isVisible());
        QVERIFY(QTest::qWaitForWindowExposed(list));
        QPixmap picture = stand.window->grab();
        QPainter(&picture).drawPixmap(stand.window->mapFromGlobal(list->pos()), list->grab());
        QCOMPARE(picture.toImage().pixelColor(4, 500), stand.theme.tokens().rail);
        QVERIFY(picture.save(folder + (dark ? u"/switcher-dark.png"_s : u"/switcher-light.png"_s)));
    }
};

QTEST_MAIN(ClustersPictures)
#include "clusters_pictures.moc"
