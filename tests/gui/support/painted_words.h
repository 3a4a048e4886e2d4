#pragma once
// All words that a widget paints, whoever paints them: caught where Qt hands them to the paint engine.

#include <QStringList>

class QWidget;

namespace switchyard::testing {

/// Renders the widget and its children into nothing, and returns the texts in the order in which they were
/// drawn.
QStringList paintedWords(QWidget& widget);

} // namespace switchyard::testing
