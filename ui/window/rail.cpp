#include "ui/window/rail.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

class Sign : public QWidget
{
public:
    explicit Sign(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
    {
        setFixedHeight(space::topHeight);
        setAccessibleName(u"Switchyard"_s);
        QObject::connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = theme_.tokens();
        paintLogo(painter, QRectF(16, 18, 20, 20), t.accent, t.line2);
        painter.setFont(theme_.font(FontRole::Body, QFont::DemiBold));
        painter.setPen(t.text);
        painter.drawText(
            QRectF(44, 0, width() - 44, height()), Qt::AlignVCenter | Qt::AlignLeft, u"Switchyard"_s);
        painter.fillRect(0, height() - 1, width(), 1, t.line);
    }

private:
    const Theme& theme_;
};

} // namespace

RailButton::RailButton(const Theme& theme, Icon icon, const QString& label, QWidget* parent)
    : QAbstractButton(parent), theme_(theme), icon_(icon)
{
    setText(label);
    setAccessibleName(label);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RailButton::setIconKind(Icon icon)
{
    icon_ = icon;
    update();
}

void RailButton::setCount(int count, State state)
{
    count_ = count, countState_ = state;
    setAccessibleDescription(count > 0 ? tr("%1 need attention").arg(count) : QString());
    update();
}

void RailButton::enterEvent(QEnterEvent*)
{
    update();
}

void RailButton::leaveEvent(QEvent*)
{
    update();
}

void RailButton::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(8.5, 0.5, -8.5, -0.5);
    if (isChecked())
        painter.fillRect(QRectF(0, 6, 3, height() - 12), t.accent);
    if (isChecked() || hasFocus() || underMouse()) {
        painter.setPen(QPen(hasFocus()    ? t.accent
                            : isChecked() ? t.line
                                          : Qt::transparent,
            hasFocus() ? 2 : 1));
        painter.setBrush(isChecked() ? t.surface : underMouse() ? t.raised : QColor(Qt::transparent));
        painter.drawRoundedRect(hasFocus() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, space::controlRadius,
            space::controlRadius);
    }
    const QColor ink = isChecked() ? t.text : t.text2;
    paintIcon(painter, QRectF(20, height() / 2.0 - 8, 16, 16), icon_, ink);
    painter.setFont(theme_.font(FontRole::Body, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(ink);
    painter.drawText(QRectF(48, 0, width() - 60, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (count_ <= 0)
        return;
    const StateColors& colors = t.state(countState_);
    painter.setFont(theme_.font(FontRole::Caption, QFont::DemiBold));
    const QString number = QString::number(count_);
    const double width = std::max(20.0, painter.fontMetrics().horizontalAdvance(number) + 12.0);
    const QRectF pill(this->width() - width - 19, height() / 2.0 - 8, width, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(pill, 8, 8);
    painter.setPen(colors.onTint);
    painter.drawText(pill, Qt::AlignCenter, number);
}

Rail::Rail(Theme& theme, QWidget* parent)
    : Panel(theme, Edge::Right, Ground::Rail, parent), theme_(theme),
      scheme_(new RailButton(theme, Icon::Moon, QString(), this))
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Pages"));
    setFixedWidth(space::railWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 8);
    column->setSpacing(2);
    column->addWidget(new Sign(theme, this));
    column->addSpacing(6);
    column->addStretch(1);
    scheme_->setObjectName(u"rail.scheme"_s);
    scheme_->setToolTip(tr("Ctrl+Shift+L"));
    column->addWidget(scheme_);
    connect(scheme_, &QAbstractButton::clicked, this, &Rail::schemeRequested);
    connect(&theme, &Theme::changed, this, &Rail::showScheme);
    showScheme();
}

void Rail::showScheme()
{
    const bool dark = theme_.tokens().dark;
    scheme_->setIconKind(dark ? Icon::Sun : Icon::Moon);
    scheme_->setText(dark ? tr("Light look") : tr("Dark look"));
    scheme_->setAccessibleName(scheme_->text());
}

void Rail::addPage(Icon icon, const QString& label, const QString& shortcut)
{
    const int index = static_cast<int>(pages_.size());
    auto* button = new RailButton(theme_, icon, label, this);
    button->setObjectName(u"rail."_s + QString::number(index));
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setToolTip(shortcut);
    connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT pageRequested(index); });
    static_cast<QVBoxLayout*>(layout())->insertWidget(2 + index, button);
    pages_.push_back(button);
}

void Rail::setCurrent(int index)
{
    pages_.at(index)->setChecked(true);
    update();
}

void Rail::setCount(int index, int count, State state)
{
    pages_.at(index)->setCount(count, state);
}

} // namespace switchyard::ui
