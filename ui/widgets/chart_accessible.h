#pragma once
// Charts for who cannot see them: the role, the values under the crosshair, and the whole in words. Asked for
// only while somebody listens, so that charts that change every second cost nothing.

class QWidget;

namespace switchyard::ui {

void installChartAccessibility(); ///< any number of times; UI thread
/// The crosshair moved: whoever listens reads the values there.
void tellAccessibleValue(QWidget& chart);

} // namespace switchyard::ui
