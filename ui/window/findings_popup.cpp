#include "ui/window/findings_popup.h"

#include "ui/text/text.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr int popupWidth = 480, consequenceIndent = 27, mostHeight = 560;
}

FindingRow::FindingRow(const Theme& theme, const Finding& finding, QWidget* parent)
    : QWidget(parent), theme_(theme), subject_(finding.subject)
{
    setObjectName(u"finding."_s + text::findingCodeName(finding.code) + u'.' + finding.subject);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(text::title(finding));
    setAccessibleDescription(text::explanation(finding));
    auto* mark = new StateMark(theme, 16, this);
    mark->setMark(markOf(finding.severity));
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(
        new TextBlock(theme, FontRole::Table, this, {{text::title(finding), Ink::Text, QFont::DemiBold}}));
    if (const QString more = text::explanation(finding); !more.isEmpty())
        words->addWidget(new TextBlock(theme, FontRole::Table, this, {{more, Ink::Text2}}));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16 + (finding.causes.isEmpty() ? 0 : consequenceIndent), 10, 16, 10);
    row->setSpacing(12);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    if (finding.since != WallTime{})
        row->addWidget(new TextLine(theme, FontRole::Caption, this,
                           {{tr("since %1").arg(text::clockTime(finding.since)), Ink::Muted}}),
            0, Qt::AlignTop);
}

void FindingRow::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, t.line);
    if (!hasFocus())
        return;
    painter.fillRect(rect().adjusted(0, 0, 0, -1), t.accentState.tint);
    painter.setPen(QPen(t.accent, 2));
    painter.drawRect(QRectF(1, 1, width() - 2, height() - 3));
}

void FindingRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT activated(subject_);
    else
        QWidget::keyPressEvent(event);
}

void FindingRow::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT activated(subject_);
}

void FindingRow::focusInEvent(QFocusEvent* event)
{
    update();
    QWidget::focusInEvent(event);
}

void FindingRow::focusOutEvent(QFocusEvent* event)
{
    update();
    QWidget::focusOutEvent(event);
}

FindingsPopup::FindingsPopup(const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup), theme_(theme), scroll_(new QScrollArea(this)), column_(new QVBoxLayout)
{
    setObjectName(u"findings"_s);
    setAccessibleName(tr("Findings"));
    auto* content = new QWidget(this);
    content->setProperty("scrollContent", true);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    content->setLayout(column_);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->addWidget(scroll_);
    setFixedWidth(popupWidth);
}

void FindingsPopup::showFindings(const QVector<Finding>& findings)
{
    if (findings == findings_ && !rows_.isEmpty())
        return;
    const auto focused =
        std::find_if(rows_.begin(), rows_.end(), [](const FindingRow* row) { return row->hasFocus(); });
    const QString focusName = focused == rows_.end() ? QString() : (*focused)->objectName();
    findings_ = findings;
    rows_.clear();
    while (QLayoutItem* item = column_->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const Finding& finding : findings) {
        auto* row = new FindingRow(theme_, finding, this);
        connect(row, &FindingRow::activated, this, [this](const QString& subject) {
            close();
            Q_EMIT inspectRequested(subject);
        });
        column_->addWidget(row);
        rows_.push_back(row);
        if (isVisible() && row->objectName() == focusName)
            row->setFocus();
    }
    if (findings.isEmpty()) {
        auto* none = new TextLine(
            theme_, FontRole::Body, this, {{tr("Nothing is wrong that we can see"), Ink::Text2}});
        none->setFixedHeight(56);
        none->setAlignment(Qt::AlignHCenter);
        column_->addWidget(none);
    }
    column_->addStretch(1);
}

void FindingsPopup::openAt(const QPoint& upperRight)
{
    ensurePolished();
    column_->activate();
    int height = 2;
    for (int i = 0; i < column_->count(); ++i) {
        QLayoutItem* item = column_->itemAt(i);
        if (item->widget())
            height +=
                item->hasHeightForWidth() ? item->heightForWidth(popupWidth - 2) : item->sizeHint().height();
    }
    setFixedHeight(std::min(height, mostHeight));
    move(upperRight - QPoint(popupWidth, 0));
    show();
    if (!rows_.isEmpty())
        rows_.front()->setFocus();
}

void FindingsPopup::moveFocus(int by)
{
    const auto at =
        std::find_if(rows_.begin(), rows_.end(), [](const FindingRow* row) { return row->hasFocus(); });
    const int current = at == rows_.end() ? -by : static_cast<int>(at - rows_.begin());
    const int next = std::clamp(current + by, 0, std::max(0, static_cast<int>(rows_.size()) - 1));
    if (next < rows_.size()) {
        rows_[next]->setFocus();
        scroll_->ensureWidgetVisible(rows_[next], 0, 0);
    }
}

void FindingsPopup::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape: close(); break;
    case Qt::Key_Down: moveFocus(1); break;
    case Qt::Key_Up: moveFocus(-1); break;
    default: QFrame::keyPressEvent(event);
    }
}

void FindingsPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(QPen(theme_.tokens().line2, 1));
    painter.setBrush(theme_.tokens().surface);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace switchyard::ui
