#include "ui/pools/reason_list.h"

#include "ui/widgets/text_block.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace switchyard::ui {

ReasonList::ReasonList(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), rows_(new QVBoxLayout(this))
{
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(8);
}

void ReasonList::setReasons(const QVector<Reason>& reasons)
{
    if (reasons == reasons_)
        return;
    reasons_ = reasons;
    while (QLayoutItem* item = rows_->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const Reason& reason : reasons) {
        auto* line = new QWidget(this);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto* mark = new StateMark(theme_, 14, line);
        mark->setMark(reason.mark);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(new TextBlock(theme_, FontRole::Table, line, reason.words), 1);
        rows_->addWidget(line);
    }
    setAccessibleName(text());
}

QString ReasonList::text() const
{
    QStringList sentences;
    for (const Reason& reason : reasons_)
        sentences << plainText(reason.words);
    return sentences.join(QChar(u'\n'));
}

} // namespace switchyard::ui
