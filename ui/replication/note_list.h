#pragma once
#include "ui/replication/page_notes.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace switchyard::ui {

/// Sentences above the charts, each with its mark; takes no room when there is nothing to say.
class NoteList : public QWidget
{
    Q_OBJECT
public:
    explicit NoteList(const Theme& theme, QWidget* parent = nullptr);
    void setNotes(const QVector<PageNote>& notes);
    const QVector<PageNote>& notes() const { return notes_; }

private:
    const Theme& theme_;
    QVector<PageNote> notes_;
    QVBoxLayout* column_;
};

} // namespace switchyard::ui
