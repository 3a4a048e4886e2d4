#include "ui/palette/keyboard_help.h"

#include "ui/widgets/key_caps.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr QSize helpCard{560, 560};
constexpr int capsColumn = 176;

/// One row: the keys that do the same, then what they do.
class KeyRow : public QWidget
{
public:
    KeyRow(const Theme& theme, const QVector<QKeySequence>& keys, const QString& does, QWidget* parent)
        : QWidget(parent), theme_(theme)
    {
        QStringList spoken;
        for (const QKeySequence& one : keys) {
            caps_ << keyCaps(one);
            spoken << one.toString(QKeySequence::NativeText);
        }
        setAccessibleName(does + u": "_s + spoken.join(u", "_s));
        setFixedHeight(26);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(capsColumn, 0, 0, 0);
        row->addWidget(new TextLine(theme, FontRole::Table, this, {{does, Ink::Text}}));
        QObject::connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        double x = 0;
        for (const QStringList& one : caps_) {
            paintKeyCaps(painter, QRectF(x, 0, width(), height()), one, theme_);
            x += keyCapsWidth(one, theme_) + 12;
        }
    }

private:
    const Theme& theme_;
    QVector<QStringList> caps_;
};

} // namespace

KeyboardHelp::KeyboardHelp(const Theme& theme, QWidget* host)
    : Overlay(theme, host, helpCard), theme_(theme), scroll_(new QScrollArea(card()))
{
    setObjectName(u"keyboard"_s);
    setAccessibleName(tr("Keys"));
    scroll_->setObjectName(u"keyboard.list"_s);
    scroll_->setAccessibleName(tr("Keys"));
    scroll_->setFocusPolicy(Qt::StrongFocus);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(card());
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(scroll_);
}

void KeyboardHelp::openFor(
    const QString& page, const QVector<PageKey>& pageKeys, const QVector<Action>& actions)
{
    auto* content = new QWidget;
    content->setProperty("scrollContent", true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(0);
    const auto heading = [&](const QString& title) {
        if (column->count() > 0)
            column->addSpacing(12);
        auto* line = new TextLine(theme_, FontRole::Body, content, {{title, Ink::Text, QFont::DemiBold}});
        line->setFixedHeight(28);
        column->addWidget(line);
    };
    if (!pageKeys.isEmpty())
        heading(tr("On the page %1").arg(page));
    for (const PageKey& key : pageKeys)
        column->addWidget(new KeyRow(theme_, key.keys, key.does, content));
    QString group;
    for (const Action& action : actions) {
        if (action.keys.isEmpty())
            continue;
        if (action.group != group)
            heading(group = action.group);
        column->addWidget(new KeyRow(theme_, {action.keys}, action.title, content));
    }
    column->addStretch(1);
    delete scroll_->takeWidget();
    scroll_->setWidget(content);
    open(scroll_);
}

} // namespace switchyard::ui
