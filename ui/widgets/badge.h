#pragma once
// A word on the tint of its state: "sync", "Swarm leader", "1 warning: pg3 is 1.8 MB behind".

#include "ui/theme/theme.h"
#include "ui/widgets/state_mark.h"

#include <QWidget>

#include <optional>

namespace switchyard::ui {

/// What a badge of this text takes: 8 px of air left and right, `height` as given; 20 px more with a mark.
QSizeF badgeSize(const QString& text, const QFont& font, double height, bool withMark = false);
/// Draws into `box`; the text is elided if it does not fit.
void paintBadge(QPainter& painter, const QRectF& box, const QString& text, State state, const QFont& font,
    const Tokens& tokens, std::optional<Mark> mark = {});

class Badge : public QWidget
{
    Q_OBJECT
public:
    Badge(const Theme& theme, FontRole role, int height, QWidget* parent = nullptr);
    /// An empty text hides the badge.
    void setContent(const QString& text, State state, std::optional<Mark> mark = {});
    QString text() const { return text_; }
    State state() const { return state_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont badgeFont() const;

    const Theme& theme_;
    FontRole role_;
    int height_;
    QString text_;
    State state_ = State::Unknown;
    std::optional<Mark> mark_;
};

} // namespace switchyard::ui
