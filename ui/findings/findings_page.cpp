#include "ui/findings/findings_page.h"

#include "ui/findings/finding_details.h"
#include "ui/findings/finding_report.h"
#include "ui/findings/findings_view.h"
#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

FindingsPage::FindingsPage(const PageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts), model_(new FindingsModel(this)),
      severity_(new SegmentedControl(u"findings.severity"_s,
          {tr("All"), tr("Errors"), tr("Warnings"), tr("Notes")}, SegmentedControl::Mode::OneOf, this)),
      words_(new QLineEdit(this)), totals_(new TextLine(parts.theme, FontRole::Table, this)),
      view_(new FindingsView(parts.theme, *model_, this)), details_(new FindingDetails(parts, this))
{
    setObjectName(u"findingsPage"_s);
    setAccessibleName(tr("Findings"));
    auto* left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(makeHeader());
    left->addWidget(view_, 1);
    left->addWidget(makeEmpty(), 1);
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(left, 1);
    page->addWidget(details_, 0);

    connect(severity_, &SegmentedControl::toggled, this, [this] { fill(); });
    connect(words_, &QLineEdit::textChanged, this, [this] { fill(); });
    connect(view_, &FindingsView::opened, this, &FindingsPage::openChosen);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& at) {
            if (const FindingLine* line = model_->line(at); line && line->kind != FindingLine::Kind::Section)
                chosen_ = line->key;
            showChosen();
        });
    connect(details_, &FindingDetails::openRequested, this, &FindingsPage::openChosen);
    connect(details_, &FindingDetails::copyRequested, this, &FindingsPage::copyChosen);
    const auto bind = [this](const QKeySequence& keys, auto action) {
        auto* shortcut = new QShortcut(keys, this, this, action);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    };
    bind(QKeySequence(QKeySequence::Copy), [this] { copyChosen(); });
    bind(QKeySequence(QKeySequence::Find), [this] { words_->setFocus(Qt::ShortcutFocusReason); });
    view_->setVisible(false);
}

QWidget* FindingsPage::makeHeader()
{
    auto* header = new Panel(parts_.theme, Panel::Edge::Bottom, Panel::Ground::Surface, this);
    header->setFixedHeight(48);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    auto* title = new TextLine(
        parts_.theme, FontRole::PageTitle, header, {{tr("Findings"), Ink::Text, QFont::DemiBold}});
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(title);
    severity_->setAccessibleName(tr("Severity"));
    row->addWidget(severity_);
    words_->setObjectName(u"findings.filter"_s);
    words_->setAccessibleName(tr("Filter by subject or words"));
    words_->setPlaceholderText(tr("Filter"));
    words_->setToolTip(tr("By subject or words, %1")
                           .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    words_->setMinimumWidth(72);
    words_->setMaximumWidth(176);
    row->addWidget(words_, 1);
    totals_->setObjectName(u"findings.totals"_s);
    totals_->setAlignment(Qt::AlignRight);
    row->addWidget(totals_, 2);
    auto* copy = new QPushButton(tr("Copy all"), header);
    copy->setObjectName(u"findings.copyAll"_s);
    copy->setAccessibleName(tr("Copy all listed findings as text"));
    setButtonKind(*copy, ButtonKind::Secondary, true);
    connect(copy, &QPushButton::clicked, this, &FindingsPage::copyAll);
    row->addWidget(copy);
    return header;
}

QWidget* FindingsPage::makeEmpty()
{
    empty_ = new Panel(parts_.theme, Panel::Edge::None, Panel::Ground::Window, this);
    emptyMark_ = new StateMark(parts_.theme, 20, empty_);
    emptyTitle_ = new TextLine(parts_.theme, FontRole::PageTitle, empty_);
    emptyTitle_->setObjectName(u"findings.empty"_s);
    emptyTitle_->setAlignment(Qt::AlignHCenter);
    emptyWhy_ = new TextLine(parts_.theme, FontRole::Body, empty_);
    emptyWhy_->setAlignment(Qt::AlignHCenter);
    auto* column = new QVBoxLayout(empty_);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(emptyMark_, 0, Qt::AlignHCenter);
    column->addWidget(emptyTitle_);
    column->addWidget(emptyWhy_);
    column->addStretch(3);
    return empty_;
}

FindingFilter FindingsPage::filter() const
{
    FindingFilter filter;
    switch (severity_->current()) {
    case 1: filter.severity = Severity::Error; break;
    case 2: filter.severity = Severity::Warning; break;
    case 3: filter.severity = Severity::Info; break;
    default: break;
    }
    filter.words = words_->text().trimmed();
    return filter;
}

void FindingsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    totals_->setRuns({{findingTotals(*snapshot), Ink::Text2}});
    fill();
}

void FindingsPage::fill()
{
    if (!snapshot_)
        return;
    model_->setLines(findingLines(*snapshot_, filter()), parts_.clock.now());
    const bool none = model_->rowCount() == 0;
    view_->setVisible(!none);
    empty_->setVisible(none);
    if (none)
        showEmpty();
    const QModelIndex current = model_->indexOf(chosen_);
    if (current.isValid() && view_->currentIndex().row() != current.row())
        view_->setCurrentIndex(current);
    else if (!current.isValid() && !none)
        view_->setCurrentIndex(model_->index(1, 0)); // row 0 is a heading
    showChosen();
}

void FindingsPage::showEmpty()
{
    const FindingFilter asked = filter();
    if (asked.severity || !asked.words.isEmpty()) {
        emptyMark_->setMark(Mark::Hollow);
        emptyTitle_->setRuns({{tr("No finding passes the filter"), Ink::Text, QFont::DemiBold}});
        emptyWhy_->setRuns(
            {{findingTotals(*snapshot_).isEmpty() ? tr("There are no findings at all.")
                                                  : tr("In all: %1.").arg(findingTotals(*snapshot_)),
                Ink::Text2}});
        return;
    }
    emptyMark_->setMark(Mark::Ok);
    emptyTitle_->setRuns({{tr("Nothing is wrong that we can see"), Ink::Text, QFont::DemiBold}});
    emptyWhy_->setRuns({{tr("The Swarm, %1 members and %2 poolers were judged at %3.")
                             .arg(snapshot_->members.size())
                             .arg(snapshot_->poolers.size())
                             .arg(text::clockTime(snapshot_->observedAt.wall)),
        Ink::Text2}});
}

void FindingsPage::showChosen()
{
    const QModelIndex at = model_->indexOf(chosen_);
    const FindingLine* line = model_->line(at);
    if (!line)
        return details_->show(nullptr, {}, {});
    QString cause;
    QStringList effects;
    if (line->kind == FindingLine::Kind::Now) {
        for (int row = at.row() - 1; row >= 0 && cause.isEmpty() && line->depth > 0; --row) {
            if (model_->lines()[row].depth == line->depth - 1)
                cause = model_->lines()[row].title;
        }
        for (int row = at.row() + 1; row < model_->rowCount(); ++row) {
            const FindingLine& below = model_->lines()[row];
            if (below.kind != FindingLine::Kind::Now || below.depth <= line->depth)
                break;
            effects << below.title;
        }
    }
    details_->show(line, cause, effects);
}

void FindingsPage::updateAges()
{
    model_->setNow(parts_.clock.now());
    details_->updateAges();
}

void FindingsPage::openChosen()
{
    if (const FindingLine* line = model_->line(model_->indexOf(chosen_)))
        Q_EMIT inspectRequested(line->finding.subject);
}

void FindingsPage::copyChosen() const
{
    if (const FindingLine* line = model_->line(model_->indexOf(chosen_)))
        QGuiApplication::clipboard()->setText(findingAsText(*line, parts_.clock.now()));
}

void FindingsPage::copyAll() const
{
    if (snapshot_)
        QGuiApplication::clipboard()->setText(
            findingsAsText(*snapshot_, model_->lines(), parts_.clock.now()));
}

QVector<Action> FindingsPage::offers()
{
    const QString group = tr("Findings");
    return {{u"findings.copy"_s, group, tr("Copy the chosen finding"), QKeySequence(QKeySequence::Copy),
                [this] { copyChosen(); }, {}},
        {u"findings.copyAll"_s, group, tr("Copy all listed findings"), {}, [this] { copyAll(); },
            tr("export text")}};
}

QVector<PageKey> FindingsPage::keys() const
{
    return {{{QKeySequence(Qt::Key_Up), QKeySequence(Qt::Key_Down)}, tr("Choose a finding")},
        {{QKeySequence(Qt::Key_Return)}, tr("Show what it is about")},
        {{QKeySequence(QKeySequence::Copy)}, tr("Copy the chosen finding")},
        {{QKeySequence(QKeySequence::Find)}, tr("Filter by subject or words")}};
}

} // namespace switchyard::ui
