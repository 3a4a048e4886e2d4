#pragma once
// How standard controls look, made from the tokens.

#include "ui/theme/tokens.h"

#include <QString>

class QAbstractButton;

namespace switchyard::ui {

/// The application's style sheet over Fusion. Controls say what they are by dynamic properties:
/// "kind" (see ButtonKind) and "small". Every focused control has a 2 px accent border.
QString controlStyleSheet(const Tokens& tokens);

enum class ButtonKind {
    Secondary, ///< border and surface: the usual one
    Primary,   ///< filled: one per view at most
    Danger,    ///< red words and border
    Ghost,     ///< no border until hovered: icon buttons in a bar
};
/// Call before the button is shown. small: 24 px high instead of 32.
void setButtonKind(QAbstractButton& button, ButtonKind kind, bool small = false);

} // namespace switchyard::ui
