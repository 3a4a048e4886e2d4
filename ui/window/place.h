#pragma once
// What the window remembers from one start to the next: its place on the screen and its look.

#include "ui/theme/theme.h"

class QSettings;
class QWidget;

namespace switchyard::ui {

void rememberScheme(QSettings& settings, Scheme scheme);
/// Takes the remembered look, unless another one than the system's was asked for at the start.
void restoreScheme(const QSettings& settings, Theme& theme);

void rememberPlace(QSettings& settings, const QWidget& window);
void restorePlace(const QSettings& settings, QWidget& window);

} // namespace switchyard::ui
