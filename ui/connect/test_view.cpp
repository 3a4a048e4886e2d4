#include "ui/connect/test_view.h"

#include "ui/text/connection_words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

Mark markOf(TestLine::Outcome outcome)
{
    switch (outcome) {
    case TestLine::Outcome::Running: return Mark::Running;
    case TestLine::Outcome::Passed: return Mark::Ok;
    case TestLine::Outcome::Warned: return Mark::Warn;
    case TestLine::Outcome::Failed: return Mark::Bad;
    case TestLine::Outcome::Skipped: return Mark::ToDo;
    }
    return Mark::Unknown;
}

} // namespace

TestView::TestView(const Theme& theme, QWidget* parent)
    : QScrollArea(parent), theme_(theme), mark_(new StateMark(theme, 20, this)),
      summary_(new TextBlock(theme, FontRole::Body, this)), column_(new QVBoxLayout)
{
    setObjectName(u"connect.test.lines"_s);
    setAccessibleName(tr("What the test found"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    summary_->setObjectName(u"connect.test.summary"_s);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(mark_, 0, Qt::AlignTop);
    head->addWidget(summary_, 1);
    auto* content = new QWidget;
    content->setProperty("scrollContent", true);
    auto* outer = new QVBoxLayout(content);
    outer->setContentsMargins(16, 16, 16, 16);
    outer->setSpacing(14);
    outer->addLayout(head);
    column_->setSpacing(12);
    outer->addLayout(column_);
    outer->addStretch(1);
    setWidget(content);
    showSummary(
        Mark::ToDo, tr("Not tested yet. Test tries, line by line, all that watching this cluster needs, and "
                       "changes nothing."));
}

void TestView::showSummary(Mark mark, const QString& words)
{
    mark_->setMark(mark);
    summary_->setRuns({{words, Ink::Text, rows_.isEmpty() ? QFont::Normal : QFont::DemiBold}});
    setAccessibleDescription(words);
}

void TestView::begin()
{
    for (const Row& row : rows_)
        row.box->deleteLater();
    rows_.clear();
    showSummary(Mark::Running, tr("Testing…"));
}

TestView::Row& TestView::rowFor(const TestLine& line)
{
    const auto same = [&](const Row& row) {
        return row.line.step == line.step && row.line.subject == line.subject;
    };
    const auto it = std::find_if(rows_.begin(), rows_.end(), same);
    if (it != rows_.end())
        return *it;
    Row row;
    row.box = new QWidget(widget());
    row.mark = new StateMark(theme_, 16, row.box);
    row.title = new TextLine(theme_, FontRole::Body, row.box);
    row.detail = new TextBlock(theme_, FontRole::Table, row.box);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(row.title);
    words->addWidget(row.detail);
    auto* across = new QHBoxLayout(row.box);
    across->setContentsMargins(2, 0, 0, 0);
    across->setSpacing(12);
    across->addWidget(row.mark, 0, Qt::AlignTop);
    across->addLayout(words, 1);
    // The rights of a member stand below its login, though other members' logins were told before.
    const bool rights = line.step == TestLine::Step::Rights;
    const auto login = std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) {
        return rights && r.line.step == TestLine::Step::Login && r.line.subject == line.subject;
    });
    const auto place = login == rows_.end() ? rows_.size() : (login - rows_.begin()) + 1;
    row.line = line;
    column_->insertWidget(static_cast<int>(place), row.box);
    rows_.insert(place, row);
    return rows_[place];
}

void TestView::showLine(const TestLine& line)
{
    Row& row = rowFor(line);
    row.line = line;
    const text::TestWords words = text::testWords(line);
    row.mark->setMark(markOf(line.outcome));
    row.title->setRuns({{words.title, Ink::Text, QFont::Medium}});
    row.detail->setRuns({{words.detail, Ink::Text2}});
    row.box->setAccessibleName(words.title + u". "_s + words.detail);
}

void TestView::end(bool passed, bool cancelled)
{
    const auto count = [&](TestLine::Outcome outcome) {
        return static_cast<int>(std::count_if(
            rows_.begin(), rows_.end(), [&](const Row& row) { return row.line.outcome == outcome; }));
    };
    for (Row& row : rows_) { // what was running when it was stopped has no outcome
        if (row.line.outcome == TestLine::Outcome::Running)
            row.mark->setMark(Mark::Unknown);
    }
    const int failed = count(TestLine::Outcome::Failed), warned = count(TestLine::Outcome::Warned);
    if (cancelled)
        showSummary(Mark::Unknown, tr("Stopped before everything was tried"));
    else if (!passed)
        showSummary(Mark::Bad,
            failed == 1 ? tr("1 thing does not work yet") : tr("%1 things do not work yet").arg(failed));
    else if (warned > 0)
        showSummary(Mark::Warn, tr("Everything works, but not everything can be seen"));
    else
        showSummary(Mark::Ok, tr("Everything works"));
}

QString TestView::lineText(int index) const
{
    return rows_.at(index).box->accessibleName();
}

} // namespace switchyard::ui
