#pragma once
// Rows of "key ........ value", as in the inspector's facts.

#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_run.h"

#include <QWidget>

#include <optional>

namespace switchyard::ui {

struct KeyValue
{
    QString key;
    TextRuns value;
    std::optional<Mark> mark; ///< before the value
    QString toolTip;
    bool operator==(const KeyValue&) const = default;
};

class KeyValues : public QWidget
{
    Q_OBJECT
public:
    KeyValues(const Theme& theme, FontRole role, int rowHeight, QWidget* parent = nullptr);
    void setRows(const QVector<KeyValue>& rows);
    const QVector<KeyValue>& rows() const { return rows_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    const Theme& theme_;
    FontRole role_;
    int rowHeight_;
    QVector<KeyValue> rows_;
};

} // namespace switchyard::ui
