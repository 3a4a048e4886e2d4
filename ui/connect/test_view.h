#pragma once
#include "core/cluster/connection_test.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QScrollArea>

class QVBoxLayout;

namespace switchyard::ui {

/// The lines of a connection test, each with its mark, as they come.
class TestView : public QScrollArea
{
    Q_OBJECT
public:
    explicit TestView(const Theme& theme, QWidget* parent = nullptr);
    void begin();
    void showLine(const TestLine& line);
    void end(bool passed, bool cancelled);
    QString summary() const { return summary_->text(); }
    int lineCount() const { return static_cast<int>(rows_.size()); }
    QString lineText(int index) const; ///< as it is spoken

private:
    struct Row
    {
        TestLine line;
        QWidget* box = nullptr;
        StateMark* mark = nullptr;
        TextLine* title = nullptr;
        TextBlock* detail = nullptr;
    };
    Row& rowFor(const TestLine& line);
    void showSummary(Mark mark, const QString& words);

    const Theme& theme_;
    StateMark* mark_;
    TextBlock* summary_;
    QVBoxLayout* column_;
    QVector<Row> rows_;
};

} // namespace switchyard::ui
