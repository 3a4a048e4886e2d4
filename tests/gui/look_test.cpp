// What is kept from one start to the next, and a look that follows the desktop's.

#include "app/gui/system_look.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/window/arrangement.h"

#include <QApplication>
#include <QDBusVariant>
#include <QHeaderView>
#include <QSignalSpy>
#include <QSplitter>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

namespace {

class ArrangedPage : public Page
{
public:
    ArrangedPage()
    {
        setObjectName(u"arranged"_s);
        splitter = new QSplitter(this);
        splitter->setObjectName(u"arranged.split"_s);
        table = new QTableWidget(2, 3, splitter);
        table->setObjectName(u"arranged.table"_s);
        splitter->addWidget(new QWidget);
        auto* column = new QVBoxLayout(this);
        column->addWidget(splitter);
        resize(800, 400);
        show();
    }
    void showSnapshot(const SnapshotPtr&) override {}
    void saveTo(QSettings& settings) const override { settings.setValue(u"arranged/zoom"_s, zoom); }
    void restoreFrom(const QSettings& settings) override
    {
        zoom = settings.value(u"arranged/zoom"_s, 1.0).toDouble();
    }

    QSplitter* splitter;
    QTableWidget* table;
    double zoom = 1;
};

} // namespace

class LookTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void thePageIsRemembered()
    {
        Stand stand(Scheme::Light, samples::sampleInstant());
        stand.window->show();
        stand.show(samples::healthyCluster());
        stand.window->openPage(2);
        const QString page = stand.window->currentPage()->objectName();
        stand.window->close();
        stand.reopen();
        stand.window->show();
        QCOMPARE(stand.window->currentPage()->objectName(), page);
    }

    void columnsSplittersAndZoomAreRemembered()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
        QList<int> sizes;
        {
            ArrangedPage page;
            page.zoom = 0.75;
            page.table->horizontalHeader()->resizeSection(1, 177);
            page.splitter->setSizes({300, 480});
            sizes = page.splitter->sizes();
            keepArrangement(settings, page);
        }
        settings.sync();
        QSettings again(settings.fileName(), QSettings::IniFormat);
        ArrangedPage page;
        restoreArrangement(again, page);
        QCOMPARE(page.zoom, 0.75);
        QCOMPARE(page.table->columnWidth(1), 177);
        QCOMPARE(page.splitter->sizes(), sizes);
    }

    void whatWasNeverKeptChangesNothing()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"none.ini"_s), QSettings::IniFormat);
        ArrangedPage page;
        const int before = page.table->columnWidth(1);
        restoreArrangement(settings, page);
        QCOMPARE(page.zoom, 1.0);
        QCOMPARE(page.table->columnWidth(1), before);
    }

    void pagesAreMadeWhenTheyAreOpened()
    {
        Stand stand(Scheme::Light, samples::sampleInstant());
        QVERIFY(stand.window->findChildren<Page*>().isEmpty());
        stand.window->show();
        stand.show(samples::healthyCluster());
        QCOMPARE(stand.window->findChildren<Page*>().size(), 1);
        stand.window->openPage(1);
        QCOMPARE(stand.window->findChildren<Page*>().size(), 2);
    }

    void theSystemsLookIsFollowed()
    {
        Theme theme(Scheme::System);
        theme.applyTo(*qApp);
        const bool before = theme.tokens().dark;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setSystemDark(!before);
        QCOMPARE(theme.tokens().dark, !before);
        QCOMPARE(changed.count(), 1);
        theme.setSystemDark(!before);
        QCOMPARE(changed.count(), 1); // nothing new
        theme.setScheme(Scheme::Light);
        theme.setSystemDark(true);
        QVERIFY(!theme.tokens().dark); // a person chose
        theme.setScheme(Scheme::System);
        QVERIFY(theme.tokens().dark); // and goes back to what the system says by now, not to our own palette
    }

    void thePortalsAnswerIsUnderstood_data()
    {
        QTest::addColumn<QVariant>("answer");
        QTest::addColumn<int>("dark"); // -1: no answer
        QTest::newRow("dark") << QVariant(1u) << 1;
        QTest::newRow("light") << QVariant(2u) << 0;
        QTest::newRow("no preference") << QVariant(0u) << 0;
        QTest::newRow("a variant in a variant")
            << QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(1u)))) << 1;
        QTest::newRow("words") << QVariant(u"prefer-dark"_s) << -1;
        QTest::newRow("nothing") << QVariant() << -1;
    }
    void thePortalsAnswerIsUnderstood()
    {
        QFETCH(QVariant, answer);
        QFETCH(int, dark);
        const std::optional<bool> said = saysDark(answer);
        QCOMPARE(said ? int(*said) : -1, dark);
    }

    /// While open: every colour that can be seen is of the new look.
    void aChangeWhileOpenRedrawsAll()
    {
        Stand stand(Scheme::Light, samples::sampleInstant());
        stand.window->show();
        stand.show(samples::node3CutOff());
        for (int page = 0; page < stand.window->pageCount(); ++page) {
            stand.window->openPage(page);
            stand.theme.setScheme(Scheme::Dark);
            stand.theme.applyTo(*qApp);
            QCoreApplication::sendPostedEvents();
            const QImage switched = stand.window->grab().toImage();
            Stand fresh(Scheme::Dark, samples::sampleInstant());
            fresh.window->resize(stand.window->size());
            fresh.window->show();
            fresh.show(samples::node3CutOff());
            fresh.window->openPage(page);
            for (int turn = 0; turn < 6; ++turn)
                QCoreApplication::sendPostedEvents();
            const QImage made = fresh.window->grab().toImage();
            int differ = 0;
            for (int y = 0; y < made.height(); y += 2) {
                for (int x = 0; x < made.width(); x += 2)
                    differ += switched.pixel(x, y) != made.pixel(x, y) ? 1 : 0;
            }
            // A caret or a hair of an antialiased line may differ, nothing more.
            QVERIFY2(differ < 60,
                qPrintable(
                    u"%1: %2 of the points"_s.arg(stand.window->currentPage()->objectName()).arg(differ)));
            stand.theme.setScheme(Scheme::Light);
            stand.theme.applyTo(*qApp);
        }
    }
};

QTEST_MAIN(LookTest)
#include "look_test.moc"
