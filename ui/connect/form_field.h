#pragma once
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QWidget>

class QLineEdit;

namespace switchyard::ui {

/// A label, what is filled in, and below it what is wrong with that, if anything is.
class FormField : public QWidget
{
    Q_OBJECT
public:
    /// `editor` becomes the field's; its objectName is "connect." + `name`, the field's own "connect.field."
    /// + name.
    FormField(
        const Theme& theme, const QString& name, const QString& label, QWidget* editor, QWidget* parent);

    QWidget* editor() const { return editor_; }
    void setComplaint(const QString& sentence); ///< empty: nothing is wrong
    QString complaint() const { return complaint_->text(); }
    void setHint(const QString& hint); ///< muted words below, hidden by a complaint

private:
    void showWords();

    QWidget* editor_;
    TextBlock* complaint_;
    TextBlock* hint_;
};

} // namespace switchyard::ui
