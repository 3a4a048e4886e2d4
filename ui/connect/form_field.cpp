#include "ui/connect/form_field.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

FormField::FormField(
    const Theme& theme, const QString& name, const QString& label, QWidget* editor, QWidget* parent)
    : QWidget(parent), editor_(editor), complaint_(new TextBlock(theme, FontRole::Table, this)),
      hint_(new TextBlock(theme, FontRole::Table, this))
{
    setObjectName(u"connect.field."_s + name);
    editor->setParent(this);
    editor->setObjectName(u"connect."_s + name);
    editor->setAccessibleName(label);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(new TextLine(theme, FontRole::Table, this, {{label, Ink::Text2, QFont::Medium}}));
    column->addWidget(editor);
    column->addWidget(hint_);
    column->addWidget(complaint_);
    showWords();
}

void FormField::setComplaint(const QString& sentence)
{
    complaint_->setRuns(sentence.isEmpty() ? TextRuns() : TextRuns{{sentence, Ink::Bad}});
    editor_->setAccessibleDescription(sentence.isEmpty() ? hint_->text() : sentence);
    showWords();
}

void FormField::setHint(const QString& hint)
{
    hint_->setRuns({{hint, Ink::Muted}});
    editor_->setAccessibleDescription(hint);
    showWords();
}

void FormField::showWords()
{
    complaint_->setVisible(!complaint_->text().isEmpty());
    hint_->setVisible(complaint_->text().isEmpty() && !hint_->text().isEmpty());
}

} // namespace switchyard::ui
