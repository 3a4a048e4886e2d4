// The topology as a list, as pictures, and on its way from one layout to the next.

#include "tests/gui/topology_samples.h"
#include "tests/support/sample_snapshots.h"
#include "ui/topology/canvas.h"
#include "ui/topology/card_item.h"
#include "ui/topology/inspector.h"
#include "ui/topology/layout/glide.h"
#include "ui/topology/list_model.h"
#include "ui/topology/list_view.h"
#include "ui/topology/picture.h"
#include "ui/topology/topology_page.h"
#include "ui/widgets/text_line.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <memory>

using namespace switchyard;
using namespace switchyard::ui;
using namespace switchyard::ui::topology;
using namespace Qt::StringLiterals;

namespace {

struct Desk
{
    QTemporaryDir directory;
    QSettings settings{directory.filePath(u"window.ini"_s), QSettings::IniFormat};
    samples::SettableClock clock{samples::sampleInstant()};
    Theme theme{Scheme::Light};
    History history;
    std::unique_ptr<TopologyPage> page;
    bool active = false;

    Desk() { reopen(); }
    void reopen()
    {
        if (page)
            page->saveTo(settings);
        page = std::make_unique<TopologyPage>(PageParts{theme, history, clock});
        page->restoreFrom(settings);
        page->resize(1272, 820);
        page->show();
        // Shortcuts belong to the window that is in use, and to what has the keyboard in it.
        page->activateWindow();
        page->setFocus();
        active = QTest::qWaitForWindowActive(page.get());
    }
    void show(const ClusterSnapshot& snapshot)
    {
        page->showSnapshot(std::make_shared<const ClusterSnapshot>(snapshot));
    }
    ListView* list() const { return page->findChild<ListView*>(u"topologyList"_s); }
    Canvas* canvas() const { return page->findChild<Canvas*>(u"topologyCanvas"_s); }
    const InspectorContent& inspected() const
    {
        return page->findChild<Inspector*>(u"inspector"_s)->content();
    }
    void openList() const { QTest::mouseClick(page->findChild<QPushButton*>(u"view.1"_s), Qt::LeftButton); }
    QString cell(int row, int column) const { return list()->model()->index(row, column).data().toString(); }
};

Scene sceneOf(const ClusterSnapshot& snapshot)
{
    const Graph graph = graphOf(snapshot);
    return {graph, layoutOf(graph, {928, 780})};
}

ClusterSnapshot pg2Leads()
{
    ClusterSnapshot s = samples::healthyCluster();
    Member &pg1 = samples::memberOf(s, u"pg1"_s), &pg2 = samples::memberOf(s, u"pg2"_s);
    std::swap(pg1.facts, pg2.facts);
    std::swap(pg1.stream, pg2.stream);
    for (Member& m : s.members) {
        if (m.stream)
            m.stream->upstream = u"pg2"_s;
    }
    return s;
}

} // namespace

class TopologyListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
    }
    void theListSaysAllInWords();
    void theListIsReadOut();
    void movingInTheListInspects();
    void rowsChangeInPlace();
    void theChoiceOfViewIsRemembered();
    void aPictureIsSavedWithoutWaiting_data();
    void aPictureIsSavedWithoutWaiting();
    void whatCannotBeSavedIsSaid();
    void wordsStayWordsInSvg();
    void thePictureShowsAllOfIt();
    void whatMovesGlides();
    void layoutsMixAsTheyShould();
    void zoomKeepsWhatIsUnderThePointer();
};

void TopologyListTest::theListSaysAllInWords()
{
    Desk desk;
    desk.show(samples::healthyCluster());
    QVERIFY(!desk.list()->isVisible());
    desk.openList();
    QVERIFY(desk.list()->isVisible());
    QVERIFY(!desk.canvas()->isVisible());
    QCOMPARE(desk.list()->model()->rowCount(), 3 + 2 + 3);
    QCOMPARE(desk.cell(0, ListModel::Name), u"pg1"_s);
    QCOMPARE(desk.cell(0, ListModel::Role), u"primary"_s);
    QCOMPARE(desk.cell(0, ListModel::State), u"leads"_s);
    QCOMPARE(desk.cell(1, ListModel::Role), u"standby"_s);
    QCOMPARE(desk.cell(1, ListModel::State), u"streaming"_s);
    QCOMPARE(desk.cell(1, ListModel::Follows), u"pg1"_s);
    QCOMPARE(desk.cell(1, ListModel::InLine), u"1st, 0 B at risk"_s);
    QCOMPARE(desk.cell(1, ListModel::Node), u"node2"_s);
    QVERIFY(desk.cell(1, ListModel::Figures).startsWith(u"392 B behind, replay 12 ms, quorum, timeline 4"_s));
    QCOMPARE(desk.cell(3, ListModel::Name), u"pgbouncer-1"_s);
    QCOMPARE(desk.cell(3, ListModel::Follows), u"pg1"_s);
    QCOMPARE(desk.cell(7, ListModel::Role), u"Swarm node"_s);
    QVERIFY(desk.cell(7, ListModel::Figures).startsWith(u"eu-west, rack a, 8 CPUs"_s));
    desk.show(samples::node3CutOff());
    QCOMPARE(desk.cell(2, ListModel::State), u"unknown"_s);
    QCOMPARE(desk.cell(2, ListModel::Seen), u"14 s ago"_s);
    QCOMPARE(desk.cell(2, ListModel::InLine), u"not reachable"_s);
}

void TopologyListTest::theListIsReadOut()
{
    Desk desk;
    desk.show(samples::healthyCluster());
    desk.openList();
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(desk.list());
    QVERIFY(table);
    QCOMPARE(table->role(), QAccessible::Table);
    QCOMPARE(table->text(QAccessible::Name), u"Topology as a list"_s);
    const QString said =
        desk.list()->model()->index(1, ListModel::Name).data(Qt::AccessibleTextRole).toString();
    for (const QString& fact : {u"pg2, standby"_s, u"Stream from pg1 to pg2"_s, u"392 B behind"_s,
             u"quorum"_s, u"timeline 4"_s, u"Supervisor, repmgrd: running"_s, u"1st in line to lead"_s,
             u"on node2"_s, u"seen 0.0 s ago"_s.left(5)})
        QVERIFY2(said.contains(fact), qPrintable(fact + u" is not in: "_s + said));
}

void TopologyListTest::movingInTheListInspects()
{
    Desk desk;
    desk.show(samples::healthyCluster());
    desk.page->inspect(u"pg1"_s);
    desk.openList();
    desk.list()->setFocus();
    QCOMPARE(desk.list()->currentIndex().row(), 0);
    QTest::keyClick(desk.list(), Qt::Key_Down);
    QCOMPARE(desk.inspected().name, u"pg2"_s);
    desk.page->inspect(u"node3"_s);
    QCOMPARE(desk.list()->currentIndex().row(), 7);
    QTest::keyClick(desk.page.get(), Qt::Key_Escape);
    QVERIFY(!desk.list()->currentIndex().isValid());
    QCOMPARE(desk.inspected().name, samples::healthyCluster().cluster);
}

void TopologyListTest::rowsChangeInPlace()
{
    Desk desk;
    const QAbstractItemModelTester tester(
        desk.list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    ClusterSnapshot s = samples::manyMembers(12);
    desk.show(s);
    desk.openList();
    desk.page->inspect(u"pg10"_s);
    QCOMPARE(desk.cell(desk.list()->currentIndex().row(), ListModel::Name), u"pg10"_s);
    QCOMPARE(desk.cell(1, ListModel::Name), u"pg2"_s); // as people count
    const auto ended = s.members;
    s.members.erase(std::remove_if(s.members.begin(), s.members.end(),
                        [](const Member& m) { return m.name == u"pg2" || m.name == u"pg12"; }),
        s.members.end());
    desk.show(samples::judged(s));
    QCOMPARE(desk.cell(desk.list()->currentIndex().row(), ListModel::Name), u"pg10"_s);
    s.members = ended;
    desk.show(samples::judged(s));
    QCOMPARE(desk.list()->model()->rowCount(), 12 + 2 + 12);
    QCOMPARE(desk.cell(desk.list()->currentIndex().row(), ListModel::Name), u"pg10"_s);
}

void TopologyListTest::theChoiceOfViewIsRemembered()
{
    Desk desk;
    desk.show(samples::healthyCluster());
    QVERIFY(desk.active);
    desk.openList();
    desk.reopen();
    desk.show(samples::healthyCluster());
    QVERIFY(desk.list()->isVisible());
    QTest::keyClick(desk.list(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(desk.canvas()->isVisible());
    desk.reopen();
    desk.show(samples::healthyCluster());
    QVERIFY(desk.canvas()->isVisible());
}

void TopologyListTest::aPictureIsSavedWithoutWaiting_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("png") << Qt::KeyboardModifiers(Qt::ControlModifier) << QByteArray("\x89PNG");
    QTest::newRow("svg") << (Qt::ControlModifier | Qt::ShiftModifier) << QByteArray("<?xml");
}

void TopologyListTest::aPictureIsSavedWithoutWaiting()
{
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(QByteArray, begins);
    Desk desk;
    desk.show(samples::healthyCluster());
    QTest::keyClick(desk.page.get(), Qt::Key_S, modifiers);
    auto* dialog = desk.page->findChild<QFileDialog*>(u"pictureDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    const QString path = desk.directory.filePath(u"picture."_s + dialog->defaultSuffix());
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    const auto* note = desk.page->findChild<TextLine*>(u"topologyNote"_s);
    QTRY_COMPARE(note->text(), u"Saved as picture.%1"_s.arg(path.section(u'.', -1)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith(begins));
}

void TopologyListTest::whatCannotBeSavedIsSaid()
{
    Desk desk;
    desk.show(samples::healthyCluster());
    QTest::keyClick(desk.page.get(), Qt::Key_S, Qt::ControlModifier);
    auto* dialog = desk.page->findChild<QFileDialog*>(u"pictureDialog"_s);
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(desk.directory.filePath(u"no/such/folder/picture.png"_s));
    dialog->close();
    const auto* note = desk.page->findChild<TextLine*>(u"topologyNote"_s);
    QTRY_VERIFY(note->text().startsWith(u"picture.png could not be saved: "_s));
}

void TopologyListTest::wordsStayWordsInSvg()
{
    Desk desk;
    desk.show(samples::node3CutOff());
    QXmlStreamReader reader(svgOf(*desk.canvas(), u"orders-prod"_s));
    QString words;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters())
            words += reader.text().toString().trimmed() + u'\n';
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    for (const QString& said :
        {u"pg1"_s, u"node3"_s, u"Stream broken for 13 s"_s, u"Out of line: not reachable"_s, u"timeline 4"_s})
        QVERIFY2(words.contains(said), qPrintable(said));
}

void TopologyListTest::thePictureShowsAllOfIt()
{
    Desk desk;
    desk.show(samples::manyMembers(3));
    const QImage small = pictureOf(*desk.canvas());
    QCOMPARE(small.size(), (desk.canvas()->sizeAt100() * 2).toSize());
    desk.show(samples::manyMembers(30));
    const QImage large = pictureOf(*desk.canvas());
    QCOMPARE(large.size() / large.devicePixelRatio(), desk.canvas()->sizeAt100().toSize());
    // The last member's card is on it, though it is scrolled away: its corner is no canvas.
    const CardItem* last = desk.page->findChild<CardItem*>(u"member:pg30"_s);
    const QPointF inside = last->rect100().center() * large.devicePixelRatio();
    QCOMPARE(large.pixelColor(inside.toPoint()), desk.theme.tokens().surface);
}

void TopologyListTest::whatMovesGlides()
{
    Desk desk;
    desk.show(samples::healthyCluster());
    const CardItem* pg2 = desk.page->findChild<CardItem*>(u"member:pg2"_s);
    const QRectF before = pg2->rect100();
    desk.show(pg2Leads());
    const int card = graphOf(pg2Leads()).card(CardKind::Member, u"pg2"_s);
    const auto end = [&] { return desk.canvas()->geometry100().cards[card].rect; };
    QVERIFY(end().top() < before.top());
    if (desk.page->style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0)
        QCOMPARE(pg2->rect100(), before); // on its way, from where it was
    QTRY_COMPARE(pg2->rect100(), end());
    for (QAction* action : desk.page->actions()) {
        if (action->isCheckable())
            action->setChecked(false);
    }
    desk.show(samples::healthyCluster());
    QCOMPARE(pg2->rect100(), end());
}

void TopologyListTest::layoutsMixAsTheyShould()
{
    const Scene before = sceneOf(samples::healthyCluster()), after = sceneOf(pg2Leads());
    QVERIFY(anythingMoves(before, after));
    QVERIFY(!anythingMoves(before, before));
    QCOMPARE(between(before, after, 1), after.layout);
    const int pg1 = before.graph.card(CardKind::Member, u"pg1"_s);
    const int pg3 = before.graph.card(CardKind::Member, u"pg3"_s);
    QCOMPARE(between(before, after, 0).cards[pg1].rect, before.layout.cards[pg1].rect);
    const double half = between(before, after, 0.5).cards[pg1].rect.top();
    QCOMPARE(half, (before.layout.cards[pg1].rect.top() + after.layout.cards[pg1].rect.top()) / 2);
    QCOMPARE(between(before, after, 0.5).cards[pg3], after.layout.cards[pg3]);
    // One that is new stands in its place at once.
    const Scene more = sceneOf(samples::manyMembers(4));
    const int fresh = more.graph.card(CardKind::Member, u"pg4"_s);
    QCOMPARE(between(before, more, 0.3).cards[fresh], more.layout.cards[fresh]);
}

void TopologyListTest::zoomKeepsWhatIsUnderThePointer()
{
    Desk desk;
    desk.show(samples::manyMembers(60));
    QWidget* viewport = desk.canvas()->parentWidget();
    QTRY_VERIFY(desk.canvas()->width() > viewport->width());
    desk.page->inspect(u"pg30"_s); // scrolls there
    const QPointF pointer(300, 200);
    const auto under = [&] { return (pointer - QPointF(desk.canvas()->pos())) / desk.canvas()->zoom(); };
    const QPointF before = under();
    QWheelEvent wheel(pointer, viewport->mapToGlobal(pointer), {}, {0, 120}, Qt::NoButton,
        Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(viewport, &wheel);
    QCOMPARE(desk.canvas()->zoom(), 1.1);
    QVERIFY2(QLineF(before, under()).length() < 2, qPrintable(u"%1, %2"_s.arg(under().x()).arg(under().y())));
}

QTEST_MAIN(TopologyListTest)
#include "topology_list_test.moc"
