#pragma once
#include "ui/theme/theme.h"

#include <QComboBox>

namespace switchyard::ui {

/// A box that offers a choice, with our chevron.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(const Theme& theme, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
};

} // namespace switchyard::ui
