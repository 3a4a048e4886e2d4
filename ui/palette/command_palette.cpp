#include "ui/palette/command_palette.h"

#include "ui/widgets/table_paint.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr QSize paletteCard{600, 460};
constexpr int rowsOfAPage = 8;
} // namespace

CommandPalette::CommandPalette(const Theme& theme, const Actions& actions, QWidget* host)
    : Overlay(theme, host, paletteCard), actions_(actions), list_(new CommandList(this)),
      field_(new QLineEdit(card())), view_(new QListView(card())),
      none_(new TextLine(
          theme, FontRole::Body, card(), {{tr("No command has these letters in this order"), Ink::Muted}}))
{
    setObjectName(u"palette"_s);
    setAccessibleName(tr("Commands"));
    field_->setObjectName(u"palette.field"_s);
    field_->setAccessibleName(tr("Find a command"));
    field_->setPlaceholderText(tr("Find a command, a member, a node…"));
    field_->installEventFilter(this);
    view_->setObjectName(u"palette.list"_s);
    view_->setAccessibleName(tr("Commands that fit"));
    view_->setModel(list_);
    view_->setItemDelegate(new CommandDelegate(theme, *list_, this));
    prepareTable(*view_);
    view_->setFocusPolicy(Qt::NoFocus); // the field drives it
    view_->setUniformItemSizes(true);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    none_->setObjectName(u"palette.none"_s);
    none_->setAlignment(Qt::AlignHCenter);
    none_->setFixedHeight(64);
    auto* column = new QVBoxLayout(card());
    column->setContentsMargins(12, 12, 12, 8);
    column->setSpacing(8);
    column->addWidget(field_);
    column->addWidget(none_);
    column->addWidget(view_, 1);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(view_, &QListView::clicked, this, [this](const QModelIndex& at) {
        choose(at.row());
        run();
    });
}

void CommandPalette::openEmpty()
{
    list_->setActions(actions_.all());
    field_->clear();
    find({});
    open(field_);
}

void CommandPalette::find(const QString& typed)
{
    list_->find(typed);
    const bool none = list_->rowCount() == 0;
    none_->setVisible(none);
    view_->setVisible(!none);
    choose(0);
}

void CommandPalette::choose(int row)
{
    const int last = list_->rowCount() - 1;
    if (last < 0) {
        field_->setAccessibleDescription(none_->text());
        return;
    }
    const QModelIndex at = list_->index(std::clamp(row, 0, last));
    view_->setCurrentIndex(at);
    view_->scrollTo(at);
    // The focus stays in the field: a screen reader is told what Enter would run.
    field_->setAccessibleDescription(
        tr("%1, %2 of %3").arg(at.data(Qt::AccessibleTextRole).toString()).arg(at.row() + 1).arg(last + 1));
    QAccessibleEvent changed(field_, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void CommandPalette::run()
{
    const CommandList::Found* found = list_->found(view_->currentIndex().row());
    if (!found)
        return;
    const auto action = found->action.run; // the list may change while it runs
    dismiss();
    action();
}

bool CommandPalette::handleKey(int key)
{
    const int row = view_->currentIndex().row();
    switch (key) {
    case Qt::Key_Down: choose(row + 1); return true;
    case Qt::Key_Up: choose(row - 1); return true;
    case Qt::Key_PageDown: choose(row + rowsOfAPage); return true;
    case Qt::Key_PageUp: choose(row - rowsOfAPage); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: run(); return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true;
    default: return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress &&
        handleKey(static_cast<QKeyEvent*>(event)->key()))
        return true;
    return Overlay::eventFilter(watched, event);
}

} // namespace switchyard::ui
