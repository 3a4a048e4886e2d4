#include "ui/replication/note_list.h"

#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

NoteList::NoteList(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), column_(new QVBoxLayout(this))
{
    setObjectName(u"replication.notes"_s);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(4);
    hide();
}

void NoteList::setNotes(const QVector<PageNote>& notes)
{
    if (notes == notes_)
        return;
    notes_ = notes;
    while (QLayoutItem* item = column_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const PageNote& note : notes) {
        auto* card = new Panel(theme_, Panel::Edge::Card, Panel::Ground::Surface, this);
        auto* row = new QHBoxLayout(card);
        row->setContentsMargins(16, 8, 16, 8);
        row->setSpacing(8);
        auto* mark = new StateMark(theme_, 14, card);
        mark->setMark(note.mark);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(new TextBlock(theme_, FontRole::Table, card, {{note.sentence, Ink::Text}}), 1);
        column_->addWidget(card);
    }
    setVisible(!notes.isEmpty());
}

} // namespace switchyard::ui
