#pragma once
#include "ui/theme/theme.h"

#include <QWidget>

namespace switchyard::ui {

/// What stands in the place of a page until the first snapshot: grey bars, no numbers.
class FirstLook : public QWidget
{
    Q_OBJECT
public:
    FirstLook(const Theme& theme, const QString& cluster, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintCard(QPainter& painter, const QRectF& box) const;

    const Theme& theme_;
    QString cluster_;
};

} // namespace switchyard::ui
