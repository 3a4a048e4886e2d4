#include "ui/widgets/accessible.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/key_caps.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QAbstractButton>
#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

/// A widget of ours that does something on Return or on a click.
class Pressable : public QAccessibleWidget
{
public:
    explicit Pressable(QWidget* widget) : QAccessibleWidget(widget, QAccessible::Button) {}

    QAccessible::Role role() const override
    {
        const auto* button = qobject_cast<QAbstractButton*>(widget());
        return button && button->autoExclusive() ? QAccessible::RadioButton : QAccessible::Button;
    }

    QStringList actionNames() const override
    {
        return QStringList{pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString& name) override
    {
        if (name != pressAction())
            return QAccessibleWidget::doAction(name);
        if (auto* button = qobject_cast<QAbstractButton*>(widget()))
            return button->click();
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, Qt::Key_Return, Qt::NoModifier, u"\r"_s);
            QCoreApplication::sendEvent(widget(), &event);
        }
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        if (const auto* button = qobject_cast<QAbstractButton*>(widget())) {
            state.checkable = button->isCheckable();
            state.checked = button->isChecked();
        }
        return state;
    }
};

QAccessibleInterface* ofWords(QWidget* widget)
{
    return new QAccessibleWidget(widget, QAccessible::StaticText);
}

/// Null: Qt's own classes know better.
QAccessibleInterface* makeInterface(const QString& name, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget)
        return nullptr;
    const bool ours = name.startsWith(u"switchyard::ui::");
    if (name == u"QScrollArea" && widget->focusPolicy() != Qt::NoFocus)
        return new QAccessibleWidget(widget, QAccessible::Pane); // arrows scroll it
    if (!ours) // a class without a meta object of its own, which only a name tells from a plain container
        return name == u"QWidget" && qstrcmp(object->metaObject()->className(), "QWidget") == 0 &&
                       !widget->accessibleName().isEmpty()
                   ? ofWords(widget)
                   : nullptr;
    if (qobject_cast<TextLine*>(object) || qobject_cast<TextBlock*>(object) || qobject_cast<Badge*>(object) ||
        qobject_cast<KeyHints*>(object) || qobject_cast<KeyValues*>(object))
        return ofWords(widget);
    if (qobject_cast<StateMark*>(object))
        return new QAccessibleWidget(widget, QAccessible::Graphic);
    if (qobject_cast<Chart*>(object) || qobject_cast<Sparkline*>(object))
        return new QAccessibleWidget(widget, QAccessible::Chart);
    if (qobject_cast<Rule*>(object))
        return new QAccessibleWidget(widget, QAccessible::Separator);
    if (qobject_cast<Overlay*>(object))
        return new QAccessibleWidget(widget, QAccessible::Dialog);
    if (qobject_cast<QAbstractButton*>(object))
        return new Pressable(widget);
    // Tables, fields and windows of ours stay what their base class is.
    for (const char* known : {"QAbstractScrollArea", "QLineEdit", "QMainWindow", "QFrame", "QDialog"}) {
        if (object->inherits(known))
            return nullptr;
    }
    if (widget->focusPolicy() != Qt::NoFocus)
        return new Pressable(widget);
    return new QAccessibleWidget(widget, QAccessible::Grouping);
}

} // namespace

void installAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace switchyard::ui
