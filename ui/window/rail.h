#pragma once
#include "ui/theme/theme.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/panel.h"

#include <QAbstractButton>

namespace switchyard::ui {

/// One entry of the rail: icon, word, and a count when something asks for attention.
class RailButton : public QAbstractButton
{
    Q_OBJECT
public:
    RailButton(const Theme& theme, Icon icon, const QString& label, QWidget* parent = nullptr);
    void setIconKind(Icon icon);
    void setCount(int count, State state);
    QSize sizeHint() const override { return {space::railWidth - 1, 36}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const Theme& theme_;
    Icon icon_;
    int count_ = 0;
    State countState_ = State::Warn;
};

/// The left edge of the window: the product's sign, the pages, and the switch between light and dark.
class Rail : public Panel
{
    Q_OBJECT
public:
    explicit Rail(Theme& theme, QWidget* parent = nullptr);
    /// Entries appear in the order in which they are added.
    void addPage(Icon icon, const QString& label, const QString& shortcut);
    void setCurrent(int index);
    void setCount(int index, int count, State state);

Q_SIGNALS:
    void pageRequested(int index);
    void schemeRequested();

private:
    void showScheme();

    Theme& theme_;
    QVector<RailButton*> pages_;
    RailButton* scheme_;
};

} // namespace switchyard::ui
