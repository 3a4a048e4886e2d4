#include "ui/window/notice_bar.h"

#include "ui/theme/style_sheet.h"
#include "ui/widgets/state_mark.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

NoticeBar::NoticeBar(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), sentence_(new TextLine(theme, FontRole::Table, this)),
      button_(new QPushButton(this))
{
    setObjectName(u"notice"_s);
    setFixedHeight(40);
    setVisible(false);
    auto* mark = new StateMark(theme, 16, this);
    mark->setMark(Mark::Info);
    sentence_->setObjectName(u"notice.sentence"_s);
    button_->setObjectName(u"notice.button"_s);
    setButtonKind(*button_, ButtonKind::Secondary, true);
    auto* dismiss = new QPushButton(tr("Dismiss"), this);
    dismiss->setObjectName(u"notice.dismiss"_s);
    dismiss->setAccessibleName(tr("Dismiss the notice"));
    setButtonKind(*dismiss, ButtonKind::Secondary, true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(12);
    row->addWidget(mark);
    row->addWidget(sentence_, 1);
    row->addWidget(button_);
    row->addWidget(dismiss);
    connect(button_, &QPushButton::clicked, this, &NoticeBar::accepted);
    connect(dismiss, &QPushButton::clicked, this, [this] {
        setVisible(false);
        Q_EMIT dismissed();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void NoticeBar::show(const QString& sentence, const QString& button)
{
    sentence_->setRuns({{sentence, Ink::Text}});
    button_->setText(button);
    button_->setAccessibleName(button);
    setAccessibleName(sentence);
    setVisible(true);
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.accentState.tint);
    painter.fillRect(0, height() - 1, width(), 1, t.line);
}

} // namespace switchyard::ui
