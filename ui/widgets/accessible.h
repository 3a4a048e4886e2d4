#pragma once
// What a screen reader is told about widgets that Qt does not know: ours, which paint themselves.

namespace switchyard::ui {

/// Tells Qt's accessibility, once per program and after the application object: words are static text, marks
/// are graphics, our buttons can be pressed, pages and panels are groups, and whatever else takes the focus
/// is a button that Return presses. Names are those of QWidget::accessibleName().
void installAccessibility();

} // namespace switchyard::ui
