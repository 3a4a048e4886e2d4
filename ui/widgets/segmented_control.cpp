#include "ui/widgets/segmented_control.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

QString place(qsizetype index, qsizetype count)
{
    if (count == 1)
        return u"only"_s;
    return index == 0 ? u"first"_s : index == count - 1 ? u"last"_s : u"middle"_s;
}

} // namespace

SegmentedControl::SegmentedControl(const QString& name, const QStringList& labels, Mode mode, QWidget* parent)
    : QWidget(parent), mode_(mode)
{
    setObjectName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    group->setExclusive(mode == Mode::OneOf);
    for (const QString& label : labels) {
        const int index = static_cast<int>(buttons_.size());
        auto* button = new QPushButton(label, this);
        button->setObjectName(name + u"."_s + QString::number(index));
        button->setAccessibleName(label);
        button->setCheckable(true);
        button->setProperty("segment", place(index, labels.size()));
        group->addButton(button, index);
        row->addWidget(button);
        buttons_.push_back(button);
        connect(button, &QPushButton::toggled, this, [this, index](bool on) {
            if (on || mode_ == Mode::Each)
                Q_EMIT toggled(index, on);
        });
    }
    if (mode == Mode::OneOf && !buttons_.isEmpty())
        buttons_.front()->setChecked(true);
}

int SegmentedControl::current() const
{
    for (int i = 0; i < buttons_.size(); ++i) {
        if (buttons_[i]->isChecked())
            return i;
    }
    return -1;
}

bool SegmentedControl::isOn(int index) const
{
    return buttons_.at(index)->isChecked();
}

void SegmentedControl::setOn(int index, bool on)
{
    buttons_.at(index)->setChecked(on);
}

} // namespace switchyard::ui
