// What a screen reader meets, and what a person without a mouse can reach: every page, in every state.

#include "tests/gui/support/lived_history.h"
#include "tests/gui/support/stand.h"
#include "tests/support/sample_snapshots.h"

#include <QAccessible>
#include <QApplication>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace switchyard;
using namespace switchyard::testing;

namespace {

const QMetaEnum roleNames = QMetaEnum::fromType<QAccessible::Role>();

bool isControl(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::Button:
    case QAccessible::RadioButton:
    case QAccessible::CheckBox:
    case QAccessible::EditableText:
    case QAccessible::ComboBox:
    case QAccessible::List:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::Chart:
    case QAccessible::Dialog:
    case QAccessible::Link:
    case QAccessible::Slider:
    case QAccessible::SpinBox: return true;
    default: return false;
    }
}

/// No role that says what it is: a container, or nobody thought of it.
bool isVague(QAccessible::Role role)
{
    return role == QAccessible::NoRole || role == QAccessible::Client || role == QAccessible::Whitespace;
}

QString describe(QAccessibleInterface& item)
{
    const QObject* object = item.object();
    return u"%1 '%2' role %3, name '%4'"_s.arg(
        object ? QString::fromLatin1(object->metaObject()->className()) : u"(item)"_s,
        object ? object->objectName() : QString(), QString::fromLatin1(roleNames.valueToKey(item.role())),
        item.text(QAccessible::Name));
}

/// Walks all that is visible below `item` and notes what a screen reader could not tell.
void walk(QAccessibleInterface* item, QStringList& wrong, int& met)
{
    if (!item || !item->isValid() || item->state().invisible)
        return;
    // Cells and headers are read with their row; bars belong to what they scroll.
    if (item->role() == QAccessible::Cell || item->role() == QAccessible::ScrollBar)
        return;
    ++met;
    const bool named = !item->text(QAccessible::Name).isEmpty();
    const auto* widget = qobject_cast<QWidget*>(item->object());
    const bool ours =
        widget && QString::fromLatin1(widget->metaObject()->className()).startsWith(u"switchyard::");
    const bool takesKeys = widget && widget->focusPolicy() != Qt::NoFocus && widget->isEnabled();
    if ((takesKeys || isControl(item->role())) && (!named || isVague(item->role())))
        wrong << describe(*item);
    else if (ours && isVague(item->role()))
        wrong << describe(*item);
    for (int i = 0; i < item->childCount(); ++i)
        walk(item->child(i), wrong, met);
}

struct AccessibleSituation
{
    const char* name;
    std::function<ClusterSnapshot()> snapshot; ///< empty: none has come yet
    Duration later{};
};

const QVector<AccessibleSituation>& situations()
{
    static const QVector<AccessibleSituation> all{{"loading", {}},
        {"empty", [] { return samples::nothingKnown(); }}, {"live", [] { return samples::healthyCluster(); }},
        {"busy", [] { return samples::clientsWaiting(); }},
        {"trouble", [] { return samples::node3CutOff(); }},
        {"two primaries", [] { return samples::twoPrimaries(); }},
        {"stale", [] { return samples::healthyCluster(); }, 21s}};
    return all;
}

QString nameOf(const QWidget* widget)
{
    return widget ? QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()
                  : u"none"_s;
}

} // namespace

class AccessibleTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Stand> stand_;

    void enter(const AccessibleSituation& situation)
    {
        stand_ = std::make_unique<Stand>(ui::Scheme::Light, samples::sampleInstant());
        stand_->window->resize(1440, 900);
        stand_->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(stand_->window.get()));
        if (!situation.snapshot)
            return;
        const ClusterSnapshot snapshot = situation.snapshot();
        samples::fillLivedHistory(stand_->history, snapshot);
        stand_->clock.advance(situation.later);
        stand_->show(snapshot);
    }

    /// Where Tab (or Shift+Tab) leads from here, until it comes round; a widget that keeps it ends the walk.
    QVector<QWidget*> round(Qt::Key key) const
    {
        QVector<QWidget*> path;
        for (int step = 0; step < 400; ++step) {
            QWidget* at = stand_->window->focusWidget();
            QTest::keyClick(at ? at : stand_->window.get(), key,
                key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
            QWidget* next = stand_->window->focusWidget();
            if (next == at || path.contains(next))
                break;
            path << next;
        }
        return path;
    }

    QSet<QWidget*> reachable() const
    {
        QSet<QWidget*> all;
        for (QWidget* widget : stand_->window->findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
                !widget->isWindow() && widget->window() == stand_->window.get() && !widget->focusProxy())
                all.insert(widget);
        }
        return all;
    }

private Q_SLOTS:
    void init() { failOnAnyWarning(); }
    void cleanup() { stand_.reset(); }

    void everythingHasANameAndARole_data()
    {
        QTest::addColumn<int>("situation");
        for (int i = 0; i < situations().size(); ++i)
            QTest::newRow(situations()[i].name) << i;
    }
    void everythingHasANameAndARole()
    {
        QFETCH(int, situation);
        enter(situations()[situation]);
        QStringList wrong;
        int met = 0;
        for (int page = 0; page < stand_->window->pageCount(); ++page) {
            stand_->window->openPage(page);
            QCoreApplication::sendPostedEvents();
            walk(QAccessible::queryAccessibleInterface(stand_->window.get()), wrong, met);
        }
        for (const Qt::Key key : {Qt::Key_K, Qt::Key_F1}) {
            QTest::keyClick(
                stand_->window.get(), key, key == Qt::Key_K ? Qt::ControlModifier : Qt::NoModifier);
            walk(QAccessible::queryAccessibleInterface(stand_->window.get()), wrong, met);
            QTest::keyClick(stand_->window->focusWidget(), Qt::Key_Escape);
        }
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
        QVERIFY2(met > 100, qPrintable(QString::number(met)));
    }

    void tabReachesAllAndTrapsNobody_data() { everythingHasANameAndARole_data(); }
    void tabReachesAllAndTrapsNobody()
    {
        QFETCH(int, situation);
        enter(situations()[situation]);
        for (int page = 0; page < stand_->window->pageCount(); ++page) {
            stand_->window->openPage(page);
            QCoreApplication::sendPostedEvents();
            for (const Qt::Key key : {Qt::Key_Tab, Qt::Key_Backtab}) {
                const QVector<QWidget*> path = round(key);
                QSet<QWidget*> missed = reachable();
                for (QWidget* widget : path)
                    missed.remove(widget);
                QStringList names;
                for (const QWidget* widget : std::as_const(missed))
                    names << nameOf(widget);
                QVERIFY2(missed.isEmpty(),
                    qPrintable(u"page %1, %2: not reached: %3; the last was %4"_s.arg(page).arg(
                        key == Qt::Key_Tab ? u"Tab"_s : u"Shift+Tab"_s, names.join(u", "_s),
                        nameOf(path.isEmpty() ? nullptr : path.last()))));
            }
        }
    }

    /// What a screen reader's "press" does is what Return does.
    void buttonsCanBePressed()
    {
        enter(situations()[4]);
        QAccessibleInterface* bell = QAccessible::queryAccessibleInterface(stand_->find<QWidget>("top.bell"));
        QCOMPARE(bell->role(), QAccessible::Button);
        QVERIFY(bell->actionInterface()->actionNames().contains(QAccessibleActionInterface::pressAction()));
        bell->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        auto* popup = stand_->find<QWidget>("findings");
        QVERIFY(popup->isVisible());
        popup->close();
        QAccessibleInterface* page = QAccessible::queryAccessibleInterface(stand_->find<QWidget>("rail.2"));
        QCOMPARE(page->role(), QAccessible::RadioButton);
        page->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(stand_->window->currentPage()->objectName(), u"pools"_s);
        QVERIFY(page->state().checked);
    }
};

QTEST_MAIN(AccessibleTest)
#include "accessible_test.moc"
