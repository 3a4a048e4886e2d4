#pragma once
#include "ui/widgets/overlay.h"
#include "ui/widgets/text_line.h"

class QPlainTextEdit;

namespace switchyard::ui {

/// A text to read and to copy, over the window: what a crash left behind.
class ReportSheet : public Overlay
{
    Q_OBJECT
public:
    ReportSheet(const Theme& theme, QWidget* host);
    /// `where`: the file that it stands in.
    void openText(const QString& where, const QString& text);

private:
    TextLine* where_;
    QPlainTextEdit* text_;
};

} // namespace switchyard::ui
