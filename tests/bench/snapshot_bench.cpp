// What a snapshot of 60 members costs the UI thread: the whole window, every value changing.

#include "core/history/history.h"
#include "tests/bench/figures.h"
#include "tests/support/sample_snapshots.h"
#include "ui/pools/pooler_desk.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

constexpr int memberCount = 60, rounds = 200;

/// The same cluster a second later, every member further along.
ClusterSnapshot later(ClusterSnapshot snapshot, int second)
{
    for (const Member& member : QVector<Member>(snapshot.members)) {
        samples::changeFacts(snapshot, member.name, [second](MemberFacts& facts) {
            const auto moved = static_cast<std::uint64_t>(second) * 1'000'000;
            facts.transactions += second * 100;
            for (auto* lsn : {&facts.insert, &facts.flush, &facts.received, &facts.replayed}) {
                if (*lsn)
                    *lsn = Lsn((*lsn)->bytes() + moved);
            }
        });
    }
    ++snapshot.generation;
    return snapshot;
}

/// Nobody acts on poolers here, or looks at their lists.
class QuietDesk final : public ui::PoolerDesk
{
public:
    QString adminUser() const override { return {}; }
    void readLists(const QString&, const ServerAddress&) override {}
    void act(const ActionOrder&) override {}
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 64;
    ui::Theme theme(ui::Scheme::Light);
    theme.applyTo(application);
    const SystemClock clock;
    History history;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    QuietDesk desk;
    ui::MainWindow window(
        {theme, history, clock}, {}, {[] {}, [](std::chrono::milliseconds) {}}, desk, settings);
    window.resize(1440, 900);
    window.show();

    bench::Figures figures;
    const ClusterSnapshot first = samples::manyMembers(memberCount, clock.now());
    for (int index = 0; index < window.pageCount(); ++index) {
        window.openPage(index);
        const QString page = window.currentPage()->objectName();
        std::vector<double> handled, painted;
        for (int round = 0; round < rounds; ++round) {
            const auto snapshot = std::make_shared<const ClusterSnapshot>(later(first, round));
            QElapsedTimer timer;
            timer.start();
            history.append(*snapshot);
            window.showSnapshot(snapshot);
            handled.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            timer.restart();
            QImage image(window.size(), QImage::Format_RGB32);
            window.render(&image);
            painted.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        // The first ones build what later ones only change.
        handled.erase(handled.begin(), handled.begin() + 5);
        painted.erase(painted.begin(), painted.begin() + 5);
        figures.add(page + u", snapshot taken in, median"_s, bench::median(handled), u"ms"_s, 16);
        figures.add(page + u", whole window painted, median"_s, bench::median(painted), u"ms"_s);
    }
    return figures.write(QString::fromLocal8Bit(argv[1])) ? 0 : 1;
}
