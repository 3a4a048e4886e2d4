#include "ui/services/log_search.h"

#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

LogSearch::LogSearch(const Theme& theme, const LogModel& model, LogView& view, QWidget* parent)
    : QWidget(parent), model_(model), view_(view), field_(new QLineEdit(this)),
      previous_(new QPushButton(this)), next_(new QPushButton(this)),
      count_(new TextLine(theme, FontRole::Table, this))
{
    field_->setObjectName(u"services.log.find"_s);
    field_->setAccessibleName(tr("Find in the log"));
    field_->setPlaceholderText(tr("Find in the log"));
    field_->setMinimumWidth(96);
    field_->setMaximumWidth(200);
    field_->installEventFilter(this);
    count_->setObjectName(u"services.log.found"_s);
    const auto button = [&](QPushButton* b, const QString& name, const QString& words, Icon icon,
                            const QKeySequence& keys) {
        b->setObjectName(name);
        b->setAccessibleName(words);
        b->setToolTip(tr("%1 (%2)").arg(words, keys.toString(QKeySequence::NativeText)));
        setButtonKind(*b, ButtonKind::Secondary, true);
        b->setFixedWidth(30);
        const auto tint = [b, icon, &theme] {
            b->setIcon(makeIcon(icon, theme.tokens().text2, theme.tokens().muted));
        };
        tint();
        connect(&theme, &Theme::changed, b, tint);
    };
    button(previous_, u"services.log.previous"_s, tr("Previous line"), Icon::ChevronLeft,
        QKeySequence(Qt::SHIFT | Qt::Key_F3));
    button(next_, u"services.log.next"_s, tr("Next line"), Icon::ChevronRight, QKeySequence(Qt::Key_F3));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(field_, 1);
    row->addWidget(previous_);
    row->addWidget(next_);
    row->addWidget(count_);
    connect(field_, &QLineEdit::textChanged, this, [this](const QString& words) {
        view_.setNeedle(words);
        refresh();
    });
    connect(previous_, &QPushButton::clicked, this, [this] { step(-1); });
    connect(next_, &QPushButton::clicked, this, [this] { step(1); });
    refresh();
}

void LogSearch::focusField()
{
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

bool LogSearch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3: step(key->modifiers() & Qt::ShiftModifier ? -1 : 1); return true;
    case Qt::Key_Escape: field_->clear(); return true;
    default: return QWidget::eventFilter(watched, event);
    }
}

void LogSearch::refresh()
{
    found_ = findAll(model_.records(), field_->text());
    previous_->setEnabled(!found_.isEmpty());
    next_->setEnabled(!found_.isEmpty());
    showCount();
}

void LogSearch::step(int by)
{
    if (found_.isEmpty())
        return;
    const QModelIndex current = view_.currentIndex();
    qsizetype to = 0;
    if (by > 0) {
        const qsizetype row = current.isValid() ? current.row() : -1;
        to = std::upper_bound(found_.begin(), found_.end(), row) - found_.begin();
        to = to == found_.size() ? 0 : to; // round to the first one again
    } else {
        const qsizetype row = current.isValid() ? current.row() : model_.rowCount();
        to = std::lower_bound(found_.begin(), found_.end(), row) - found_.begin() - 1;
        to = to < 0 ? found_.size() - 1 : to;
    }
    Q_EMIT stepped();
    const QModelIndex line = model_.index(static_cast<int>(found_[to]), LogModel::Time);
    view_.setCurrentIndex(line);
    view_.scrollTo(line, QAbstractItemView::EnsureVisible);
    showCount();
}

void LogSearch::showCount()
{
    if (field_->text().isEmpty())
        return count_->setRuns({});
    const qsizetype row = view_.currentIndex().isValid() ? view_.currentIndex().row() : -1;
    const auto at = std::lower_bound(found_.begin(), found_.end(), row);
    const bool onOne = at != found_.end() && *at == row;
    if (found_.isEmpty())
        count_->setRuns({{tr("not found"), Ink::Warn}});
    else if (onOne)
        count_->setRuns(
            {{tr("%1 of %2").arg(text::count(at - found_.begin() + 1), text::count(found_.size())),
                Ink::Text2}});
    else
        count_->setRuns({{found_.size() == 1 ? tr("1 line") : tr("%1 lines").arg(text::count(found_.size())),
            Ink::Text2}});
}

} // namespace switchyard::ui
