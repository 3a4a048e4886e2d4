// Every command by keyboard: how words are found, what the palette runs, what the keyboard overview says.

#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"
#include "ui/palette/command_list.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/fuzzy.h"
#include "ui/palette/keyboard_help.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::testing;
using namespace switchyard::ui;

class PaletteTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(stand_->window.get(), key, modifiers);
    }
    QLineEdit* field() const { return stand_->find<QLineEdit>("palette.field"); }
    CommandPalette* palette() const { return stand_->find<CommandPalette>("palette"); }
    QString first() const
    {
        const auto* list = stand_->find<QListView>("palette.list");
        return list->currentIndex().data().toString();
    }
    void type(const QString& words) const
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(field(), words);
    }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        stand_ = std::make_unique<Stand>(Scheme::Light, samples::sampleInstant());
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
        stand_->show(samples::node3CutOff());
    }
    void cleanup() { stand_.reset(); }

    void lettersInOrderFit_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("beginning") << u"go"_s << u"Go to Pools"_s << true;
        QTest::newRow("initials") << u"gtp"_s << u"Go to Pools"_s << true;
        QTest::newRow("with gaps") << u"gpls"_s << u"Go to Pools"_s << true;
        QTest::newRow("wrong order") << u"slp"_s << u"Go to Pools"_s << false;
        QTest::newRow("too often") << u"gooooo"_s << u"Go to Pools"_s << false;
        QTest::newRow("words in any order") << u"pools go"_s << u"Go to Pools"_s << true;
        QTest::newRow("a word too many") << u"pools now"_s << u"Go to Pools"_s << false;
        QTest::newRow("nothing typed") << u" "_s << u"Go to Pools"_s << true;
        QTest::newRow("nothing to find it in") << u"a"_s << QString() << false;
    }
    void lettersInOrderFit()
    {
        QFETCH(QString, typed);
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QCOMPARE(fuzzyMatch(typed, text).has_value(), fits);
    }

    void theBetterFitScoresHigher_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("a word before letters here and there")
            << u"pool"_s << u"Go to Pools"_s << u"Page of logs on legs"_s;
        QTest::newRow("the beginning of a word") << u"pg1"_s << u"Inspect pg1"_s << u"Inspect orders_pg1"_s;
        QTest::newRow("the shorter one") << u"pg1"_s << u"Inspect pg1"_s << u"Inspect pg10"_s;
        QTest::newRow("initials before a middle") << u"ln"_s << u"Look now"_s << u"Go to the lane"_s;
    }
    void theBetterFitScoresHigher()
    {
        QFETCH(QString, typed);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        QVERIFY(fuzzyMatch(typed, better)->score > fuzzyMatch(typed, worse)->score);
    }

    void placesAreThoseThatCount()
    {
        QCOMPARE(fuzzyMatch(u"gtp"_s, u"Go to Pools"_s)->places, (QVector<int>{0, 3, 6}));
        QCOMPARE(fuzzyMatch(u"pools"_s, u"pop Pools"_s)->places, (QVector<int>{4, 5, 6, 7, 8}));
    }

    void everyActionHasANameOfItsOwn()
    {
        QSet<QString> ids, keys;
        for (const Action& action : stand_->window->actions().all()) {
            QVERIFY2(!action.id.isEmpty() && !action.title.isEmpty() && !action.group.isEmpty(),
                qPrintable(action.id + action.title));
            QVERIFY2(!ids.contains(action.id), qPrintable(action.id));
            ids.insert(action.id);
            const QString pressed = action.keys.toString();
            QVERIFY2(pressed.isEmpty() || !keys.contains(pressed), qPrintable(pressed));
            keys.insert(pressed);
        }
        for (const auto& id :
            {u"page.topology"_s, u"page.findings"_s, u"refresh"_s, u"look.dark"_s, u"keys"_s,
                u"inspect.pg1"_s, u"inspect.pgbouncer-1"_s, u"inspect.node2"_s, u"inspect.orders_pg1"_s})
            QVERIFY2(ids.contains(id), qPrintable(id));
    }

    void goesToAPage()
    {
        type(u"go pools"_s);
        QCOMPARE(first(), u"Go to Pools"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(!palette()->isVisible());
        QCOMPARE(stand_->window->currentPage()->objectName(), u"pools"_s);
    }

    void findsByWordsThatAreNotShown()
    {
        const int before = stand_->refreshes;
        type(u"reload"_s);
        QCOMPARE(first(), u"Look again now"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(stand_->refreshes, before + 1);
    }

    void inspectsTheOneThatLeads()
    {
        stand_->show(samples::healthyCluster());
        stand_->window->openPage(1);
        type(u"primary"_s);
        QCOMPARE(first(), u"Inspect pg1"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(stand_->window->currentPage()->objectName(), u"topology"_s);
    }

    void switchesTheLook()
    {
        type(u"dark"_s);
        QCOMPARE(first(), u"Dark look"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(stand_->theme.tokens().dark);
        type(u"as the system"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(stand_->theme.scheme(), Scheme::System);
    }

    void whoeverAddsAnActionIsFound()
    {
        int ran = 0;
        stand_->window->actions().addSource([&] {
            return QVector<Action>{
                {u"cluster.billing"_s, u"Clusters"_s, u"Switch to billing-prod"_s, {}, [&] { ++ran; }, {}}};
        });
        type(u"billing"_s);
        QCOMPARE(first(), u"Switch to billing-prod"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(ran, 1);
    }

    void arrowsChooseAndTellAScreenReader()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        const QString before = first();
        QTest::keyClick(field(), Qt::Key_Down);
        QVERIFY(first() != before);
        QVERIFY2(field()->accessibleDescription().startsWith(first() + u", "_s),
            qPrintable(field()->accessibleDescription()));
        QTest::keyClick(field(), Qt::Key_Up);
        QTest::keyClick(field(), Qt::Key_Up);
        QCOMPARE(first(), before);
        QTest::keyClick(field(), Qt::Key_Tab);
        QVERIFY(field()->hasFocus());
    }

    void nothingFoundRunsNothing()
    {
        type(u"qqqq"_s);
        QVERIFY(stand_->find<QWidget>("palette.none")->isVisible());
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(palette()->isVisible());
    }

    void escGivesTheFocusBack()
    {
        auto* bell = stand_->find<QWidget>("top.bell");
        bell->setFocus();
        press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(field()->hasFocus());
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(!palette()->isVisible());
        QVERIFY(bell->hasFocus());
    }

    void theListIsAWholeModel()
    {
        CommandList list;
        QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        list.setActions(stand_->window->actions().all());
        const int all = list.rowCount();
        list.find(u"go"_s);
        QVERIFY(list.rowCount() > 0 && list.rowCount() < all);
        list.find(u"qqqq"_s);
        QCOMPARE(list.rowCount(), 0);
    }

    void helpNamesTheKeysOfThePageAndAll()
    {
        stand_->window->openPage(3);
        press(Qt::Key_F1);
        auto* help = stand_->find<KeyboardHelp>("keyboard");
        QVERIFY(help->isVisible());
        QStringList said;
        for (const auto* row : help->findChildren<QWidget*>())
            said << row->accessibleName();
        for (const auto& words : {u"Find a command: Ctrl+K"_s, u"Look again now: F5"_s,
                 u"Go to Findings: Ctrl+4"_s, u"Copy the chosen finding: Ctrl+C"_s})
            QVERIFY2(said.contains(words), qPrintable(words + u" not in\n"_s + said.join(u'\n')));
        QTest::keyClick(stand_->window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!help->isVisible());
    }
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
