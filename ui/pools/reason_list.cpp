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
    while (lines_.size() < reasons.size())
        lines_.push_back(makeLine());
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        const bool used = i < reasons.size();
        if (used) {
            lines_[i].mark->setMark(reasons[i].mark);
            lines_[i].words->setRuns(reasons[i].words);
        }
        lines_[i].box->setVisible(used);
    }
    setAccessibleName(text());
}

ReasonList::Line ReasonList::makeLine()
{
    Line line;
    line.box = new QWidget(this);
    auto* row = new QHBoxLayout(line.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    line.mark = new StateMark(theme_, 14, line.box);
    line.words = new TextBlock(theme_, FontRole::Table, line.box);
    row->addWidget(line.mark, 0, Qt::AlignTop);
    row->addWidget(line.words, 1);
    rows_->addWidget(line.box);
    return line;
}

QString ReasonList::text() const
{
    QStringList sentences;
    for (const Reason& reason : reasons_)
        sentences << plainText(reason.words);
    return sentences.join(QChar(u'\n'));
}

} // namespace switchyard::ui
