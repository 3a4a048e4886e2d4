#pragma once
// The inspector's part "If pg1 died now".

#include "ui/topology/succession_words.h"

#include <QWidget>

class QVBoxLayout;

namespace switchyard::ui {
class TextBlock;
class TextLine;
} // namespace switchyard::ui

namespace switchyard::ui::topology {

class SuccessionSection : public QWidget
{
    Q_OBJECT
public:
    explicit SuccessionSection(const Theme& theme, QWidget* parent);
    /// Hides itself when there is nothing to say.
    void setContent(const SuccessionContent& content);

private:
    struct Figure
    {
        QWidget* box;
        TextLine *key, *value;
    };
    struct Line
    {
        QWidget* box;
        StateMark* mark;
        TextBlock* words;
    };
    Figure makeFigure(const QString& key);
    Line makeLine();
    void setLines(const QVector<SuccessionLine>& lines);

    const Theme& theme_;
    QVBoxLayout* layout_;
    StateMark* mark_;
    TextLine* title_;
    TextBlock* headline_;
    QWidget* figures_;
    Figure atRisk_, remaining_;
    QVector<Line> lines_;
    SuccessionContent shown_;
};

} // namespace switchyard::ui::topology
