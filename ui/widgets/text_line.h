#pragma once
// A line of words that elides at its end, with the whole as a tooltip then.

#include "ui/widgets/text_run.h"

#include <QWidget>

namespace switchyard::ui {

class TextLine : public QWidget
{
    Q_OBJECT
public:
    TextLine(const Theme& theme, FontRole role, QWidget* parent = nullptr, const TextRuns& runs = {});
    void setRuns(const TextRuns& runs);
    const TextRuns& runs() const { return runs_; }
    QString text() const { return plainText(runs_); }
    void setAlignment(Qt::Alignment horizontal);
    bool isElided() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    const Theme& theme_;
    FontRole role_;
    TextRuns runs_;
    Qt::Alignment horizontal_ = Qt::AlignLeft;
};

} // namespace switchyard::ui
