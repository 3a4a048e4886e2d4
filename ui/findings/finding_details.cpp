#include "ui/findings/finding_details.h"

#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr int longestValueInARow = 26; ///< characters; longer ones wrap below their name

} // namespace

FindingDetails::FindingDetails(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Left, Ground::Surface, parent), parts_(parts),
      mark_(new StateMark(parts.theme, 16, this)),
      severity_(new Badge(parts.theme, FontRole::Table, 24, this)),
      title_(new TextBlock(parts.theme, FontRole::Sentence, this)),
      times_(new TextLine(parts.theme, FontRole::Table, this)), open_(new QPushButton(tr("Show it"), this)),
      copy_(new QPushButton(tr("Copy"), this)), scroll_(new QScrollArea(this)),
      meaning_(new TextBlock(parts.theme, FontRole::Table, this)),
      remedy_(new TextBlock(parts.theme, FontRole::Table, this)),
      said_(new TextBlock(parts.theme, FontRole::Table, this)),
      cause_(new TextBlock(parts.theme, FontRole::Table, this)),
      effects_(new TextBlock(parts.theme, FontRole::Table, this)),
      evidence_(new KeyValues(parts.theme, FontRole::Table, 22, this))
{
    setObjectName(u"findings.details"_s);
    setAccessibleName(tr("Chosen finding"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto* content = new QWidget(this);
    content->setProperty("scrollContent", true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeHead(column);
    meaningBox_ = section(tr("What it means"), meaning_, column);
    remedyBox_ = section(tr("What to do"), remedy_, column);
    causeBox_ = section(tr("Follows from"), cause_, column);
    effectsBox_ = section(tr("What follows from it"), effects_, column);
    auto* values = new QWidget(content);
    auto* valueColumn = new QVBoxLayout(values);
    valueColumn->setContentsMargins(0, 0, 0, 0);
    valueColumn->setSpacing(4);
    valueColumn->addWidget(evidence_);
    valueColumn->addWidget(said_);
    evidenceBox_ = section(tr("Evidence"), values, column);
    column->addStretch(1);
    evidence_->setAccessibleName(tr("Evidence"));
    remedy_->setObjectName(u"findings.details.remedy"_s);
    scroll_->setObjectName(u"findings.details.scroll"_s);
    scroll_->setAccessibleName(tr("Chosen finding"));
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->addWidget(scroll_);
    connect(open_, &QPushButton::clicked, this, &FindingDetails::openRequested);
    connect(copy_, &QPushButton::clicked, this, &FindingDetails::copyRequested);
    show(nullptr, {}, {});
}

void FindingDetails::makeHead(QVBoxLayout* column)
{
    open_->setObjectName(u"findings.details.open"_s);
    open_->setAccessibleName(tr("Show what the finding is about"));
    open_->setToolTip(tr("Enter"));
    setButtonKind(*open_, ButtonKind::Secondary, true);
    copy_->setObjectName(u"findings.details.copy"_s);
    copy_->setAccessibleName(tr("Copy the finding as text"));
    copy_->setToolTip(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText));
    setButtonKind(*copy_, ButtonKind::Secondary, true);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(mark_);
    first->addWidget(severity_);
    first->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(open_);
    buttons->addWidget(copy_);
    buttons->addStretch(1);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 16, 16, 16);
    head->setSpacing(8);
    head->addLayout(first);
    head->addWidget(title_);
    head->addWidget(times_);
    head->addLayout(buttons);
    column->addLayout(head);
}

QWidget* FindingDetails::section(const QString& title, QWidget* content, QVBoxLayout* column)
{
    auto* box = new QWidget(this);
    auto* outer = new QVBoxLayout(box);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(new Rule(parts_.theme, box));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 12, 16, 14);
    inner->setSpacing(6);
    inner->addWidget(new TextLine(parts_.theme, FontRole::Body, box, {{title, Ink::Text, QFont::DemiBold}}));
    inner->addWidget(content);
    outer->addLayout(inner);
    column->addWidget(box);
    return box;
}

void FindingDetails::show(const FindingLine* line, const QString& cause, const QStringList& effects)
{
    chosen_ = line != nullptr;
    for (QWidget* part :
        std::initializer_list<QWidget*>{mark_, times_, open_, copy_, meaningBox_, remedyBox_, evidenceBox_})
        part->setVisible(chosen_);
    causeBox_->setVisible(chosen_ && !cause.isEmpty());
    effectsBox_->setVisible(chosen_ && !effects.isEmpty());
    if (!line) {
        severity_->setContent({}, State::Unknown);
        title_->setRuns({{tr("Choose a finding to see what it means and what to do."), Ink::Muted}});
        return;
    }
    line_ = *line;
    mark_->setMark(line->mark);
    severity_->setContent(line->severity, stateOf(line->finding.severity));
    title_->setRuns({{line->title, Ink::Text, QFont::DemiBold}});
    meaning_->setRuns({{line->meaning, Ink::Text2}});
    remedy_->setRuns({{text::remedy(line->finding), Ink::Text}});
    cause_->setRuns({{cause, Ink::Text2}});
    effects_->setRuns({{effects.join(QChar(QChar::LineSeparator)), Ink::Text2}});
    showEvidence(line->finding);
    updateAges();
}

void FindingDetails::showEvidence(const Finding& finding)
{
    QVector<KeyValue> rows;
    TextRuns wrapped;
    const QVector<text::Evidence> all = text::evidence(finding);
    for (const text::Evidence& value : all) {
        if (value.value.size() <= longestValueInARow)
            rows.append({value.name, {{value.value, Ink::Text}}, {}, {}});
        else
            wrapped << TextRun{(wrapped.isEmpty() ? QString() : QString(QChar::LineSeparator)) + value.name +
                                   u": "_s,
                           Ink::Muted}
                    << TextRun{value.value, Ink::Text};
    }
    evidence_->setRows(rows);
    evidence_->setVisible(!rows.isEmpty());
    said_->setRuns(wrapped);
    said_->setVisible(!wrapped.isEmpty());
    evidenceBox_->setVisible(!all.isEmpty());
}

void FindingDetails::updateAges()
{
    if (!chosen_)
        return;
    const FindingTimes times = findingTimes(line_, parts_.clock.now());
    const bool over = line_.kind == FindingLine::Kind::Ended;
    const QString first = over ? times.first : tr("since %1").arg(times.first);
    times_->setRuns({{first + u", "_s + times.second, Ink::Muted}});
}

} // namespace switchyard::ui
