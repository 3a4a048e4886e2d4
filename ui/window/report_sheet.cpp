#include "ui/window/report_sheet.h"

#include "ui/theme/style_sheet.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr QSize reportCard{860, 640};
}

ReportSheet::ReportSheet(const Theme& theme, QWidget* host)
    : Overlay(theme, host, reportCard), where_(new TextLine(theme, FontRole::Table, card())),
      text_(new QPlainTextEdit(card()))
{
    setObjectName(u"report"_s);
    setAccessibleName(tr("Report"));
    text_->setObjectName(u"report.text"_s);
    text_->setAccessibleName(tr("Text of the report"));
    text_->setReadOnly(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    text_->setTabChangesFocus(true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setFont(theme.font(FontRole::Mono));
    auto* copy = new QPushButton(tr("Copy"), card());
    copy->setObjectName(u"report.copy"_s);
    copy->setAccessibleName(tr("Copy the whole report"));
    setButtonKind(*copy, ButtonKind::Secondary, true);
    auto* close = new QPushButton(tr("Close"), card());
    close->setObjectName(u"report.close"_s);
    close->setAccessibleName(tr("Close the report"));
    close->setToolTip(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText));
    setButtonKind(*close, ButtonKind::Secondary, true);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(where_, 1);
    head->addWidget(copy);
    head->addWidget(close);
    auto* column = new QVBoxLayout(card());
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(text_, 1);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(text_->toPlainText()); });
    connect(close, &QPushButton::clicked, this, &ReportSheet::dismiss);
}

void ReportSheet::openText(const QString& where, const QString& text)
{
    where_->setRuns({{where, Ink::Text2}});
    text_->setPlainText(text);
    open(text_);
}

} // namespace switchyard::ui
