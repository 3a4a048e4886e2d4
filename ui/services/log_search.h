#pragma once
#include "ui/services/log_view.h"
#include "ui/widgets/text_line.h"

class QLineEdit;
class QPushButton;

namespace switchyard::ui {

/// Finds words in a log: a field, "3 of 17", and steps to the next and the previous line that has them.
class LogSearch : public QWidget
{
    Q_OBJECT
public:
    LogSearch(const Theme& theme, const LogModel& model, LogView& view, QWidget* parent = nullptr);
    void focusField();
    /// Looks again: lines came or went.
    void refresh();

Q_SIGNALS:
    void stepped(); ///< to a line that a person wants to read

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void step(int by);
    void showCount();

    const LogModel& model_;
    LogView& view_;
    QVector<qsizetype> found_; ///< rows
    QLineEdit* field_;
    QPushButton *previous_, *next_;
    TextLine* count_;
};

} // namespace switchyard::ui
