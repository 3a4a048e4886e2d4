#pragma once
// Words that wrap: explanations, reasons, advice.

#include "ui/widgets/text_run.h"

#include <QWidget>

class QTextLayout;

namespace switchyard::ui {

class TextBlock : public QWidget
{
    Q_OBJECT
public:
    TextBlock(const Theme& theme, FontRole role, QWidget* parent = nullptr, const TextRuns& runs = {});
    void setRuns(const TextRuns& runs);
    QString text() const { return plainText(runs_); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double layOut(QTextLayout& layout, double width) const; ///< the height

    const Theme& theme_;
    FontRole role_;
    TextRuns runs_;
};

} // namespace switchyard::ui
