#pragma once
// Sentences with a mark before each, one below the other.

#include "ui/pools/wait_reasons.h"

#include <QWidget>

class QVBoxLayout;

namespace switchyard::ui {

class TextBlock;

class ReasonList : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonList(const Theme& theme, QWidget* parent = nullptr);
    void setReasons(const QVector<Reason>& reasons);
    QString text() const; ///< the sentences, one per line

private:
    struct Line
    {
        QWidget* box = nullptr;
        StateMark* mark = nullptr;
        TextBlock* words = nullptr;
    };
    Line makeLine();

    const Theme& theme_;
    QVBoxLayout* rows_;
    QVector<Reason> reasons_;
    QVector<Line> lines_; ///< as many as were ever needed: sentences that change do not flicker
};

} // namespace switchyard::ui
