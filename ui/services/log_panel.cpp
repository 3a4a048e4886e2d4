#include "ui/services/log_panel.h"

#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

using logs::LogRecord;

namespace {

constexpr std::chrono::seconds saidFor{4};

} // namespace

LogPanel::LogPanel(const PageParts& parts, LogPort& port, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts), port_(port),
      held_(LogModel::mostLines, LogModel::mostCharacters), model_(new LogModel(this)),
      view_(new LogView(parts.theme, *model_, this)),
      search_(new LogSearch(parts.theme, *model_, *view_, this)),
      scope_(new SegmentedControl(
          u"services.log.scope"_s, {tr("Chosen"), tr("All services")}, SegmentedControl::Mode::OneOf, this)),
      follow_(new QPushButton(tr("Follow"), this)), copy_(new QPushButton(tr("Copy"), this)),
      save_(new QPushButton(tr("Save…"), this)), title_(new TextLine(parts.theme, FontRole::Body, this)),
      empty_(new TextLine(parts.theme, FontRole::Table, this)),
      state_(new TextLine(parts.theme, FontRole::Table, this)),
      stateMark_(new StateMark(parts.theme, 14, this))
{
    setObjectName(u"services.logs"_s);
    setAccessibleName(tr("Logs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeTools());
    column->addWidget(new Rule(parts.theme, this));
    empty_->setObjectName(u"services.log.empty"_s);
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    column->addWidget(empty_, 1);
    column->addWidget(view_, 1);
    column->addWidget(new Rule(parts.theme, this));
    column->addWidget(makeFoot());
    connect(scope_, &SegmentedControl::toggled, this, &LogPanel::scopeChanged);
    connect(follow_, &QPushButton::toggled, this, &LogPanel::setFollowing);
    connect(copy_, &QPushButton::clicked, this, &LogPanel::copy);
    connect(save_, &QPushButton::clicked, this, &LogPanel::askWhereToSave);
    connect(search_, &LogSearch::stepped, this, [this] { follow_->setChecked(false); });
    connect(view_, &LogView::leftNewest, this, [this] { follow_->setChecked(false); });
    connect(view_, &LogView::reachedNewest, this, [this] { follow_->setChecked(true); });
    connect(view_, &LogView::copyRequested, this, &LogPanel::copy);
    connect(&port_, &LogPort::arrived, this, &LogPanel::take);
    connect(&port_, &LogPort::saved, this, [this](const QString& path) {
        sayForAWhile(Mark::Ok, {{tr("Saved to %1").arg(path), Ink::Text2}});
    });
    connect(&port_, &LogPort::saveFailed, this, [this](const Error& error) {
        sayForAWhile(Mark::Bad, {{text::sentence(error), Ink::Bad, QFont::Medium}});
    });
    showState();
}

QWidget* LogPanel::makeHead()
{
    auto* head = new QWidget(this);
    head->setFixedHeight(40);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(12);
    title_->setObjectName(u"services.log.title"_s);
    row->addWidget(title_, 1);
    scope_->setAccessibleName(tr("Whose logs"));
    row->addWidget(scope_);
    return head;
}

QWidget* LogPanel::makeTools()
{
    auto* tools = new QWidget(this);
    tools->setFixedHeight(34);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(16, 0, 12, 8);
    row->setSpacing(8);
    row->addWidget(search_, 1);
    const auto button = [&](QPushButton* b, const QString& name, const QString& tip) {
        b->setObjectName(name);
        b->setAccessibleName(b->text());
        b->setToolTip(tip);
        row->addWidget(b);
    };
    follow_->setCheckable(true);
    follow_->setChecked(true);
    follow_->setProperty("segment", u"only"_s);
    button(follow_, u"services.log.follow"_s,
        tr("New lines are shown as they come. Scrolling up stops this; what comes meanwhile is kept."));
    setButtonKind(*copy_, ButtonKind::Secondary, true);
    button(
        copy_, u"services.log.copy"_s, tr("Copies the selected lines, or all if none is selected (Ctrl+C)"));
    setButtonKind(*save_, ButtonKind::Secondary, true);
    button(save_, u"services.log.save"_s, tr("Saves all lines that are here as a text file"));
    return tools;
}

QWidget* LogPanel::makeFoot()
{
    auto* foot = new QWidget(this);
    foot->setFixedHeight(28);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    state_->setObjectName(u"services.log.state"_s);
    row->addWidget(stateMark_);
    row->addWidget(state_, 1);
    return foot;
}

void LogPanel::choose(const LogChoice& choice)
{
    if (choice == choice_)
        return;
    const bool others = choice.serviceIds != choice_.serviceIds || choice.nodeId != choice_.nodeId;
    choice_ = choice;
    if (others) {
        model_->clear();
        held_.clear();
        lost_.clear();
        follow_->setChecked(true);
        search_->refresh();
        port_.follow(choice.serviceIds);
    }
    showState();
}

void LogPanel::take(const QVector<LogRecord>& records)
{
    QVector<LogRecord> fresh;
    fresh.reserve(records.size());
    for (LogRecord record : records) {
        if (!choice_.nodeId.isEmpty() && !record.nodeId.isEmpty() && record.nodeId != choice_.nodeId)
            continue;
        if (record.kind == LogRecord::Kind::Lost)
            lost_.insert(record.serviceId, record);
        else if (record.kind == LogRecord::Kind::Resumed)
            lost_.remove(record.serviceId);
        if (record.kind != LogRecord::Kind::Line)
            record.text = markWords(record);
        fresh.append(std::move(record));
    }
    if (!following_) {
        held_.merge(std::move(fresh), logs::unannounced());
        showState();
        return;
    }
    view_->merge(fresh);
    showState();
    search_->refresh();
    view_->scrollToNewest();
}

void LogPanel::setFollowing(bool following)
{
    following_ = following;
    if (following) {
        view_->merge(held_.records());
        held_.clear();
        search_->refresh();
        view_->scrollToNewest();
    }
    showState();
}

void LogPanel::focusSearch()
{
    search_->focusField();
}

void LogPanel::copy()
{
    QApplication::clipboard()->setText(view_->selectedText());
    const auto selected = view_->selectionModel()->selectedRows().size();
    const auto lines = selected > 0 ? selected : model_->rowCount();
    sayForAWhile(Mark::Ok,
        {{lines == 1 ? tr("1 line copied") : tr("%1 lines copied").arg(text::count(lines)), Ink::Text2}});
}

void LogPanel::askWhereToSave()
{
    auto* dialog = new QFileDialog(this, tr("Save the log"));
    dialog->setObjectName(u"services.log.saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"log"_s);
    QString name = choice_.serviceIds.size() == 1 ? choice_.title : u"services"_s;
    name.replace(u'/', u'_');
    dialog->selectFile(name + QDateTime::currentDateTime().toString(u"-yyyyMMdd-HHmmss"_s) + u".log"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& path) { port_.save(path, model_->records(), model_->names()); });
    dialog->open();
}

void LogPanel::say(Mark mark, const TextRuns& words)
{
    stateMark_->setMark(mark);
    state_->setRuns(words);
}

void LogPanel::sayForAWhile(Mark mark, const TextRuns& words)
{
    saidAt_ = parts_.clock.now().steady;
    say(mark, words);
}

void LogPanel::updateAges()
{
    if (saidAt_)
        showState();
}

void LogPanel::showState()
{
    const bool any = model_->rowCount() > 0, chosen = !choice_.serviceIds.isEmpty();
    // What goes is hidden first: else both would share the place for a moment.
    if (any)
        empty_->hide();
    view_->setVisible(any);
    if (!any)
        empty_->show();
    copy_->setEnabled(any);
    save_->setEnabled(any);
    empty_->setRuns({{chosen ? tr("No line of it yet") : tr("Choose a service to see its log"), Ink::Muted}});
    title_->setRuns({{tr("Log"), Ink::Text, QFont::DemiBold}, {u"   "_s + choice_.title, Ink::Muted},
        {choice_.note.isEmpty() ? QString() : u", "_s + choice_.note, Ink::Warn}});
    showFoot();
}

void LogPanel::showFoot()
{
    if (saidAt_ && parts_.clock.now().steady - *saidAt_ < saidFor)
        return;
    saidAt_.reset();
    if (!lost_.isEmpty()) {
        const LogRecord& first = *lost_.constBegin();
        const QString whose = nameOf(first, model_->names());
        return say(Mark::Bad,
            {{lost_.size() == 1 ? tr("The log of %1 is not read now. ").arg(whose)
                                : tr("The logs of %1 services are not read now. ").arg(lost_.size()),
                 Ink::Bad, QFont::Medium},
                {text::sentence(*first.error), Ink::Text2}});
    }
    if (choice_.serviceIds.isEmpty())
        return say(Mark::Hollow, {{tr("No log is read"), Ink::Muted}});
    if (!following_) {
        const QString held =
            held_.size() == 1 ? tr("1 new line") : tr("%1 new lines").arg(text::count(held_.size()));
        return say(Mark::ToDo, {{tr("Standing still, "), Ink::Text2}, {held, Ink::Text, QFont::Medium}});
    }
    const QString lines =
        model_->rowCount() == 1 ? tr("1 line") : tr("%1 lines").arg(text::count(model_->rowCount()));
    TextRuns runs{{tr("Following, %1").arg(lines), Ink::Text2}};
    if (model_->rowCount() > 0)
        runs.append({tr(" from %1 on")
                         .arg(text::clockTime(WallTime(std::chrono::milliseconds(model_->record(0).atMs)))),
            Ink::Text2});
    if (model_->dropped() > 0)
        runs.append({tr(", earlier ones left out"), Ink::Muted});
    say(Mark::Running, runs);
}

} // namespace switchyard::ui
