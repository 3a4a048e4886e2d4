#include "ui/theme/style_sheet.h"

#include <QAbstractButton>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

// Token names in the sheet stand as @name, so that a rule reads like the token list.
constexpr const char* buttons = R"(
QPushButton, QToolButton { color: @text; background: @surface; border: 1px solid @line2; border-radius: 4px;
    padding: 0 11px; min-height: 30px; max-height: 30px; }
QPushButton[small="true"], QToolButton[small="true"] { padding: 0 7px; min-height: 22px; max-height: 22px; }
QPushButton:hover, QToolButton:hover { border-color: @accent; }
QPushButton:pressed, QToolButton:pressed { background: @raised; }
QPushButton:disabled, QToolButton:disabled { color: @unknownText; background: @unknownTint; border-color: @line; }
QPushButton[kind="primary"] { color: @onFill; background: @fill; border-color: @fill; font-weight: 500; }
QPushButton[kind="primary"]:disabled { color: @unknownText; background: @unknownTint; border-color: @line; }
QPushButton[kind="danger"] { color: @badText; border-color: @badMark; }
QPushButton[kind="danger"]:disabled { color: @unknownText; border-color: @line; }
QPushButton[kind="ghost"], QToolButton[kind="ghost"] { background: transparent; border-color: @line; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 0 10px; min-height: 28px; max-height: 28px; }
QPushButton[small="true"]:focus, QToolButton[small="true"]:focus { padding: 0 6px; min-height: 20px; max-height: 20px; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
)";

constexpr const char* segments = R"(
QPushButton[segment="first"], QPushButton[segment="middle"], QPushButton[segment="last"], QPushButton[segment="only"] {
    color: @text2; background: @surface; border: 1px solid @line2; border-radius: 0; padding: 0 9px;
    min-height: 22px; max-height: 22px; }
QPushButton[segment="middle"], QPushButton[segment="last"] { border-left: 0; }
QPushButton[segment="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QPushButton[segment="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QPushButton[segment="only"] { border-radius: 4px; }
QPushButton[segment]:hover { background: @raised; }
QPushButton[segment]:checked { color: @accentText; background: @accentTint; font-weight: 500; }
QPushButton[segment]:focus { border: 2px solid @accent; padding: 0 8px; min-height: 20px; max-height: 20px; }
QPushButton[segment="middle"]:focus, QPushButton[segment="last"]:focus { padding: 0 8px 0 7px; }
)";

constexpr const char* fields = R"(
QLineEdit { color: @text; background: @surface; border: 1px solid @line2; border-radius: 4px; padding: 0 8px;
    min-height: 22px; max-height: 22px; selection-background-color: @fill; selection-color: @onFill; }
QLineEdit:hover { border-color: @accent; }
QLineEdit:focus { border: 2px solid @accent; padding: 0 7px; min-height: 20px; max-height: 20px; }
QPlainTextEdit { color: @text; background: @surface; border: 1px solid @line2; border-radius: 4px; padding: 2px 4px;
    selection-background-color: @fill; selection-color: @onFill; }
QPlainTextEdit:hover, QComboBox:hover { border-color: @accent; }
QPlainTextEdit:focus { border: 2px solid @accent; padding: 1px 3px; }
QComboBox { color: @text; background: @surface; border: 1px solid @line2; border-radius: 4px; padding: 0 8px;
    min-height: 22px; max-height: 22px; }
QComboBox:focus { border: 2px solid @accent; padding: 0 7px; min-height: 20px; max-height: 20px; }
QComboBox:disabled, QLineEdit:disabled { color: @unknownText; background: @unknownTint; border-color: @line; }
QToolTip { color: @text; background: @raised; border: 1px solid @line2; padding: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea, QScrollArea > QWidget > QWidget[scrollContent="true"] { background: transparent; border: 0; }
)";

constexpr const char* tables = R"(
QAbstractItemView { color: @text; background: @surface; alternate-background-color: @surface; border: 0;
    outline: 0; selection-background-color: @accentTint; selection-color: @text; gridline-color: @line; }
QHeaderView { background: @raised; border: 0; }
QHeaderView::section { color: @text2; background: @raised; border: 0; border-bottom: 1px solid @line;
    padding: 0 8px; font-weight: 500; }
QHeaderView::section:first { padding-left: 16px; }
QHeaderView::section:last { padding-right: 16px; }
QMenu { color: @text; background: @surface; border: 1px solid @line2; padding: 4px; }
QMenu::item { padding: 6px 16px; border-radius: 4px; }
QMenu::item:selected { background: @accentTint; color: @text; }
)";

QString filled(QString sheet, const Tokens& t)
{
    // Longer names first where one is the beginning of another.
    const QPair<QString, QColor> values[] = {{u"@unknownText"_s, t.unknown.text},
        {u"@unknownTint"_s, t.unknown.tint}, {u"@accentText"_s, t.accentState.text},
        {u"@accentTint"_s, t.accentState.tint}, {u"@badText"_s, t.bad.text}, {u"@badMark"_s, t.bad.mark},
        {u"@surface"_s, t.surface}, {u"@raised"_s, t.raised}, {u"@accent"_s, t.accent},
        {u"@onFill"_s, t.onFill}, {u"@fill"_s, t.fill}, {u"@line2"_s, t.line2}, {u"@line"_s, t.line},
        {u"@text2"_s, t.text2}, {u"@text"_s, t.text}, {u"@muted"_s, t.muted}};
    for (const auto& [name, color] : values)
        sheet.replace(name, color.name());
    return sheet;
}

QString kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Secondary: return u"secondary"_s;
    case ButtonKind::Primary: return u"primary"_s;
    case ButtonKind::Danger: return u"danger"_s;
    case ButtonKind::Ghost: return u"ghost"_s;
    }
    return {};
}

} // namespace

QString controlStyleSheet(const Tokens& tokens)
{
    QString sheet;
    for (const char* part : {buttons, segments, fields, tables})
        sheet += QString::fromLatin1(part);
    return filled(sheet, tokens);
}

void setButtonKind(QAbstractButton& button, ButtonKind kind, bool small)
{
    button.setProperty("kind", kindName(kind));
    button.setProperty("small", small);
}

} // namespace switchyard::ui
