// Writes pictures of the topology page in its states, light and dark, as it stands in a window of 1440 x 900:
// `topology_pictures DIR`. For looking at; what must hold is in topology_test.cpp.

#include "tests/gui/topology_samples.h"
#include "tests/support/sample_snapshots.h"
#include "ui/topology/topology_page.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTextStream>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

struct Picture
{
    QString name, inspected;
    SnapshotPtr snapshot; ///< null: before the first one
    bool fit = false, list = false;
};

QVector<Picture> pictures()
{
    const auto shared = [](ClusterSnapshot s) {
        return std::make_shared<const ClusterSnapshot>(std::move(s));
    };
    ClusterSnapshot empty = samples::healthyCluster();
    empty.members.clear();
    empty.poolers.clear();
    return {{u"live"_s, u"pg2"_s, shared(samples::healthyCluster())},
        {u"lagging"_s, u"pg1"_s, shared(samples::laggingStandby())},
        {u"trouble"_s, u"pg3"_s, shared(samples::node3CutOff())},
        {u"node"_s, u"node3"_s, shared(samples::node3CutOff())},
        {u"pooler"_s, u"pgbouncer-2"_s, shared(samples::clientsWaiting())},
        {u"stale"_s, {}, shared(samples::nothingAnswers(samples::healthyCluster()))},
        {u"loading"_s, {}, nullptr}, {u"empty"_s, {}, shared(samples::judged(empty))},
        {u"unknown"_s, {}, shared(samples::nothingKnown())},
        {u"two-primaries"_s, {}, shared(samples::twoPrimaries())},
        {u"many"_s, u"pg7"_s, shared(samples::manyMembers(20))},
        {u"fork"_s, u"pg3"_s, shared(samples::partedStandby())},
        {u"twelve"_s, u"pg5"_s, shared(samples::manyMembers(12))},
        {u"cascade"_s, u"pg5"_s, shared(samples::cascade())},
        {u"list"_s, u"pg3"_s, shared(samples::node3CutOff()), false, true},
        {u"fit"_s, {}, shared(samples::manyMembers(60)), true}};
}

/// Layouts answer in several rounds, from the inside out.
void settle()
{
    for (int round = 0; round < 4; ++round)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc != 2) {
        QTextStream(stderr) << "usage: topology_pictures DIR\n";
        return 64;
    }
    const QDir dir(QString::fromLocal8Bit(argv[1]));
    samples::SettableClock clock(samples::sampleInstant());
    clock.advance(std::chrono::milliseconds(400));
    for (const bool dark : {false, true}) {
        ui::Theme theme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
        theme.applyTo(app);
        for (const Picture& p : pictures()) {
            const ClusterSnapshot lived = p.snapshot ? *p.snapshot : samples::healthyCluster();
            const History history = samples::filledHistory(lived, samples::sampleInstant().wall);
            ui::TopologyPage page({theme, history, clock});
            page.resize(1272, 820);
            page.show();
            if (p.snapshot)
                page.showSnapshot(p.snapshot);
            if (!p.inspected.isEmpty())
                page.inspect(p.inspected);
            settle();
            if (p.list)
                page.findChild<QPushButton*>(u"view.1"_s)->click();
            if (p.fit)
                page.findChild<QPushButton*>(u"zoomFit"_s)->click();
            settle();
            page.grab().save(
                dir.filePath(u"topology-%1-%2.png"_s.arg(p.name, dark ? u"dark"_s : u"light"_s)));
        }
    }
    return 0;
}
