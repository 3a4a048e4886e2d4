// Writes a picture of every page in every state, light and dark, and looks at what it wrote.

#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_lists.h"
#include "tests/support/sample_snapshots.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::testing;

namespace {

const QString folder = QDir::currentPath() + u"/screenshots"_s;

struct Situation
{
    QString name;
    ClusterSnapshot snapshot;
    bool shown = true;
    bool withHistory = true;
    Duration later{};
};

ClusterSnapshot busyCluster()
{
    // Clients that wait and a standby that lags, at once: warnings, no error.
    ClusterSnapshot snapshot = samples::clientsWaiting();
    const ClusterSnapshot lagging = samples::laggingStandby();
    for (Member& member : snapshot.members) {
        if (const Member* other = lagging.member(member.name))
            member = *other;
    }
    return samples::judged(snapshot);
}

QVector<Situation> situations()
{
    using namespace std::chrono_literals;
    return {{u"loading"_s, {}, false, false, 0s}, {u"empty"_s, samples::nothingKnown(), true, false, 0s},
        {u"live"_s, samples::healthyCluster(), true, true, 400ms},
        {u"busy"_s, busyCluster(), true, true, 400ms},
        {u"trouble"_s, samples::node3CutOff(), true, true, 400ms},
        {u"stale"_s, samples::healthyCluster(), true, true, 21s}};
}

int distinctColors(const QImage& image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colors.insert(image.pixel(x, y));
    }
    return static_cast<int>(colors.size());
}

// Texts that must be readable in full at this size; only names of unknown length may be cut.
QStringList cutTexts(const QWidget& window)
{
    QStringList cut;
    for (const auto* line : window.findChildren<ui::TextLine*>()) {
        if (line->isVisible() && line->isElided() && line->objectName() != u"status.manager"_s)
            cut << line->text();
    }
    return cut;
}

// Sentences that have less room than their lines need.
QStringList squeezedTexts(const QWidget& window)
{
    QStringList squeezed;
    for (const auto* block : window.findChildren<ui::TextBlock*>()) {
        if (block->isVisible() && block->height() < block->heightForWidth(block->width()))
            squeezed << block->text();
    }
    return squeezed;
}

} // namespace

class Screenshots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void everyPage_data()
    {
        QTest::addColumn<int>("situation");
        QTest::addColumn<bool>("dark");
        const QVector<Situation> all = situations();
        for (int i = 0; i < all.size(); ++i) {
            for (const bool dark : {false, true})
                QTest::addRow("%s-%s", qPrintable(all[i].name), dark ? "dark" : "light") << i << dark;
        }
    }

    void everyPage()
    {
        QFETCH(int, situation);
        QFETCH(bool, dark);
        const Situation it = situations().at(situation);
        QVERIFY(QDir().mkpath(folder));
        Stand stand(dark ? ui::Scheme::Dark : ui::Scheme::Light, samples::sampleInstant());
        if (it.withHistory)
            samples::fillLivedHistory(stand.history, it.snapshot);
        stand.clock.advance(it.later);
        stand.desk.answer = [snapshot = it.snapshot](
                                const QString& pooler) -> std::optional<Result<PoolerLists>> {
            return samples::listsOf(snapshot, pooler);
        };
        stand.window->resize(1440, 900);
        stand.window->show();
        if (it.shown)
            stand.show(it.snapshot);
        const QColor ground = stand.theme.tokens().rail;
        for (int page = 0; stand.window->findChild<QWidget*>(u"rail."_s + QString::number(page)); ++page) {
            stand.window->openPage(page);
            const QString name = stand.window->currentPage()->objectName();
            QTRY_VERIFY(!it.shown || stand.window->currentPage()->isVisible());
            if (name == u"services"_s && !stand.logs.followed.isEmpty())
                stand.logs.write(sampleLog(stand.logs.followed.last(), 1'795'438'951'000));
            // Layouts settle in the event loop: one turn for each widget that stands in another.
            for (int turn = 0; turn < 6; ++turn)
                QCoreApplication::sendPostedEvents();
            const bool roomy = QTest::qWaitFor([&] { return cutTexts(*stand.window).isEmpty(); }, 1000);
            const QImage image = stand.window->grab().toImage();
            QCOMPARE(image.size(), QSize(1440, 900));
            QCOMPARE(image.pixelColor(4, 500), ground); // the theme asked for is the one in force
            QVERIFY2(distinctColors(image) > 40, qPrintable(name + u" is blank"_s));
            const QString file =
                folder + u'/' + name + u'-' + it.name + (dark ? u"-dark.png"_s : u"-light.png"_s);
            QVERIFY2(image.save(file), qPrintable(file));
            QVERIFY2(roomy, qPrintable(name + u": "_s + cutTexts(*stand.window).join(u" | "_s)));
        }
    }

    void poolActions_data()
    {
        QTest::addColumn<int>("pose");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("dark");
        int pose = 0;
        for (const QString& name : {u"clients"_s, u"servers"_s, u"kill"_s, u"pause-running"_s,
                 u"pause-taken-back"_s, u"kill-failed"_s, u"no-admin"_s}) {
            for (const bool dark : {false, true})
                QTest::addRow("%s-%s", qPrintable(name), dark ? "dark" : "light") << pose << name << dark;
            ++pose;
        }
    }

    void poolActions()
    {
        QFETCH(int, pose);
        QFETCH(QString, name);
        QFETCH(bool, dark);
        QVERIFY(QDir().mkpath(folder));
        Stand stand(dark ? ui::Scheme::Dark : ui::Scheme::Light, samples::sampleInstant());
        const ClusterSnapshot snapshot = samples::clientsWaiting();
        samples::fillLivedHistory(stand.history, snapshot);
        stand.desk.answer = [&](const QString& pooler) -> std::optional<Result<PoolerLists>> {
            return samples::listsOf(snapshot, pooler);
        };
        if (name == u"no-admin")
            stand.desk.admin.clear();
        stand.window->resize(1440, 900);
        stand.window->show();
        stand.show(snapshot);
        stand.window->openPage(2);
        const auto click = [&](const char* button) { stand.find<QPushButton>(button)->click(); };
        auto* why = stand.find<QWidget>("pools.inspector.reasons");
        QTRY_VERIFY(why->accessibleName().contains(u"invoice-worker"_s));
        switch (pose) {
        case 0: click("pools.grouping.2"); break;
        case 1: click("pools.grouping.2"), click("pools.connections.kind.1"); break;
        case 2: click("pools.action.kill.open"); break;
        case 3:
        case 4:
            click("pools.action.pause.open"), click("pools.sheet.confirm");
            if (pose == 4)
                stand.desk.finish(ActionResult::TakenBack, {},
                    {{u"invoice-worker"_s, u"app"_s, u"10.0.4.17"_s, std::chrono::seconds(43), {}}});
            break;
        case 5:
            click("pools.action.kill.open");
            stand.find<QLineEdit>("pools.sheet.typed")->setText(u"billing"_s);
            click("pools.sheet.confirm");
            stand.desk.finish(ActionResult::Failed,
                Error{ErrorKind::Rejected, u"pg.auth"_s, u"password authentication failed"_s,
                    u"no line of /home/dba/.pgpass fits 10.77.0.2:6432:pgbouncer:pooladmin"_s});
            break;
        default: break;
        }
        // Layouts settle in the event loop.
        QTRY_COMPARE(squeezedTexts(*stand.window), QStringList());
        const bool roomy = QTest::qWaitFor([&] { return cutTexts(*stand.window).isEmpty(); }, 1000);
        const QString file = folder + u"/pools-"_s + name + (dark ? u"-dark.png"_s : u"-light.png"_s);
        QVERIFY2(stand.window->grab().save(file), qPrintable(file));
        QVERIFY2(roomy, qPrintable(name + u": "_s + cutTexts(*stand.window).join(u" | "_s)));
    }

    void everySize_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("name");
        QTest::newRow("the smallest") << QSize(1024, 640) << u"small"_s;
        QTest::newRow("a large screen") << QSize(3840, 2160) << u"large"_s;
    }

    /// The most that there is to say, in the smallest and in a very large window; also run at fractional
    /// scales, whose pictures have the scale in their name.
    void everySize()
    {
        QFETCH(QSize, size);
        QFETCH(QString, name);
        QVERIFY(QDir().mkpath(folder));
        const double scale = qApp->devicePixelRatio();
        const QString suffix = scale == 1 ? QString() : u"-at-%1"_s.arg(scale * 100);
        if (scale * size.width() > 4000)
            size /= scale; // as large in pixels as the largest screens are
        Stand stand(ui::Scheme::Light, samples::sampleInstant());
        const ClusterSnapshot snapshot = samples::node3CutOff();
        samples::fillLivedHistory(stand.history, snapshot);
        stand.window->resize(size);
        stand.window->show();
        stand.show(snapshot);
        for (int page = 0; page < stand.window->pageCount(); ++page) {
            stand.window->openPage(page);
            for (int turn = 0; turn < 6; ++turn)
                QCoreApplication::sendPostedEvents();
            QCOMPARE(stand.window->size(), size); // no page asks for more than there is
            const QString file =
                folder + u'/' + stand.window->currentPage()->objectName() + u'-' + name + suffix + u".png"_s;
            const QImage image = stand.window->grab().toImage();
            QCOMPARE(image.devicePixelRatio(), scale);
            QVERIFY2(image.save(file), qPrintable(file));
            QVERIFY(distinctColors(image) > 40);
        }
    }

    /// What lies over a page for a moment.
    void everyOverlay_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<bool>("dark");
        for (const bool dark : {false, true}) {
            const char* look = dark ? "dark" : "light";
            QTest::addRow("palette-%s", look) << u"palette"_s << Qt::Key_K << dark;
            QTest::addRow("keyboard-%s", look) << u"keyboard"_s << Qt::Key_F1 << dark;
        }
    }
    void everyOverlay()
    {
        QFETCH(QString, name);
        QFETCH(Qt::Key, key);
        QFETCH(bool, dark);
        QVERIFY(QDir().mkpath(folder));
        Stand stand(dark ? ui::Scheme::Dark : ui::Scheme::Light, samples::sampleInstant());
        stand.window->resize(1440, 900);
        stand.window->show();
        stand.show(samples::node3CutOff());
        QTest::keyClick(stand.window.get(), key, key == Qt::Key_K ? Qt::ControlModifier : Qt::NoModifier);
        if (key == Qt::Key_K)
            QTest::keyClicks(stand.window->focusWidget(), u"pg"_s);
        for (int turn = 0; turn < 6; ++turn)
            QCoreApplication::sendPostedEvents();
        QVERIFY(stand.find<QWidget>(name.toLatin1().constData())->isVisible());
        const QString file = folder + u'/' + name + (dark ? u"-dark.png"_s : u"-light.png"_s);
        QVERIFY2(stand.window->grab().save(file), qPrintable(file));
    }
};

QTEST_MAIN(Screenshots)
#include "screenshots.moc"
