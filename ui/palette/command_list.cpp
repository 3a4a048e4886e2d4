#include "ui/palette/command_list.h"

#include "ui/palette/fuzzy.h"
#include "ui/widgets/key_caps.h"
#include "ui/widgets/text_run.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

void CommandList::setActions(const QVector<Action>& actions)
{
    actions_ = actions;
    find({});
}

void CommandList::find(const QString& typed)
{
    struct Scored
    {
        Found found;
        int score;
    };
    QVector<Scored> scored;
    for (const Action& action : actions_) {
        if (const auto match = fuzzyMatch(typed, action.title))
            scored.append({{action, match->places}, match->score + 1000});
        else if (const auto other =
                     fuzzyMatch(typed, action.title + u' ' + action.group + u' ' + action.also))
            scored.append({{action, {}}, other->score}); // by words that are not shown: after the others
    }
    std::stable_sort(
        scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.score > b.score; });
    beginResetModel();
    found_.clear();
    for (const Scored& one : scored)
        found_.append(one.found);
    endResetModel();
}

const CommandList::Found* CommandList::found(int row) const
{
    return row >= 0 && row < found_.size() ? &found_[row] : nullptr;
}

int CommandList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(found_.size());
}

QVariant CommandList::data(const QModelIndex& index, int role) const
{
    const Found* at = index.isValid() ? found(index.row()) : nullptr;
    if (!at)
        return {};
    if (role == Qt::DisplayRole)
        return at->action.title;
    if (role == Qt::AccessibleTextRole) {
        const QString keys = at->action.keys.toString(QKeySequence::NativeText);
        return QStringList{at->action.title, at->action.group, keys}.join(u", "_s);
    }
    return {};
}

CommandDelegate::CommandDelegate(const Theme& theme, const CommandList& list, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), list_(list)
{
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, space::row};
}

void CommandDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const CommandList::Found* found = list_.found(index.row());
    if (!found)
        return;
    const Tokens& t = theme_.tokens();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(4, 1, -4, -1);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? t.accentState.tint : t.raised);
        painter->drawRoundedRect(box, space::controlRadius, space::controlRadius);
    }
    const QStringList caps = keyCaps(found->action.keys);
    double right = box.right() - 12;
    if (!caps.isEmpty()) {
        const double width = keyCapsWidth(caps, theme_);
        paintKeyCaps(*painter, QRectF(right - width, box.top(), width, box.height()), caps, theme_);
        right -= width + 12;
    }
    const TextRuns group{{found->action.group, Ink::Muted}};
    const double groupWidth = runsWidth(group, theme_, FontRole::Caption);
    paintRuns(*painter, QRectF(right - groupWidth - 1, box.top(), groupWidth + 1, box.height()), group,
        theme_, FontRole::Caption);
    TextRuns title;
    for (int i = 0; i < found->action.title.size(); ++i) {
        const bool typed = found->places.contains(i);
        const QFont::Weight weight = typed ? QFont::Bold : QFont::Normal;
        if (title.isEmpty() || title.last().weight != weight)
            title.append({{}, Ink::Text, weight});
        title.last().text += found->action.title.at(i);
    }
    paintRuns(*painter,
        QRectF(box.left() + 12, box.top(), right - groupWidth - box.left() - 28, box.height()), title, theme_,
        FontRole::Body);
}

} // namespace switchyard::ui
