#include "ui/connect/first_run.h"

#include "ui/theme/style_sheet.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr int firstRunWidth = 760;
constexpr qsizetype linesShown = 5;
} // namespace

FirstRun::FirstRun(
    const Theme& theme, const QString& profileDirectory, const QString& cannotPractice, QWidget* parent)
    : QWidget(parent), theme_(theme), title_(new TextLine(theme, FontRole::Number, this)),
      lead_(new TextBlock(theme, FontRole::Body, this)), column_(new QVBoxLayout),
      connect_(new QPushButton(tr("&Connect to a cluster…"), this)), list_(new QPushButton(this)),
      practice_(new QPushButton(tr("Start the &practice Swarm"), this)),
      practiceMark_(new StateMark(theme, 16, this)),
      practiceState_(new TextBlock(theme, FontRole::Table, this)),
      practiceLines_(new TextBlock(theme, FontRole::Table, this))
{
    setObjectName(u"firstRun"_s);
    setAccessibleName(tr("No cluster is open"));
    title_->setObjectName(u"firstRun.title"_s);
    connect_->setObjectName(u"firstRun.connect"_s);
    connect_->setAccessibleName(tr("Connect to a cluster"));
    list_->setObjectName(u"firstRun.list"_s);
    setButtonKind(*connect_, ButtonKind::Primary);
    setButtonKind(*list_, ButtonKind::Secondary);
    column_->setSpacing(12);
    column_->addWidget(title_);
    column_->addWidget(lead_);
    column_->addSpacing(4);
    QVBoxLayout* card = addCard(tr("Connect to your Swarm"),
        tr("You need the address of a Swarm manager (a Docker context, an ssh host or a socket will do) and "
           "two logins: "
           "one to PostgreSQL with pg_monitor, one to PgBouncer's console. A test says line by line what "
           "works before "
           "anything is saved."),
        connect_);
    auto* known = new QHBoxLayout;
    known->addWidget(list_);
    known->addStretch(1);
    card->addLayout(known);
    addPracticeCard(cannotPractice);
    addCommandCard(profileDirectory);
    auto* narrow = new QWidget(this);
    narrow->setFixedWidth(firstRunWidth);
    narrow->setLayout(column_);
    auto* all = new QVBoxLayout(this);
    all->addStretch(1);
    all->addWidget(narrow, 0, Qt::AlignHCenter);
    all->addStretch(2);
    connect(connect_, &QPushButton::clicked, this, &FirstRun::connectRequested);
    connect(list_, &QPushButton::clicked, this, &FirstRun::listRequested);
    connect(practice_, &QPushButton::clicked, this,
        [this] { practising_ ? Q_EMIT practiceCancelled() : Q_EMIT practiceRequested(); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setProfileCount(0);
}

QVBoxLayout* FirstRun::addCard(const QString& title, const QString& words, QPushButton* button)
{
    auto* card = new Panel(theme_, Panel::Edge::Card, Panel::Ground::Surface, this);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    column->addWidget(new TextLine(theme_, FontRole::PageTitle, card, {{title, Ink::Text, QFont::DemiBold}}));
    column->addWidget(new TextBlock(theme_, FontRole::Body, card, {{words, Ink::Text2}}));
    if (button) {
        auto* row = new QHBoxLayout;
        row->addWidget(button);
        row->addStretch(1);
        column->addSpacing(4);
        column->addLayout(row);
    }
    column_->addWidget(card);
    return column;
}

void FirstRun::addPracticeCard(const QString& cannotPractice)
{
    practice_->setObjectName(u"firstRun.practice"_s);
    practice_->setAccessibleName(tr("Start the practice Swarm on this machine"));
    setButtonKind(*practice_, ButtonKind::Secondary);
    practice_->setEnabled(cannotPractice.isEmpty());
    QVBoxLayout* card = addCard(tr("Practise on this machine"),
        tr("A real Swarm of three Docker engines, each in namespaces of its own on this machine, with one "
           "primary, two "
           "standbys and a pooler on each node: to cut off, kill and promote without fear. It needs root, "
           "since only root "
           "may make network namespaces; you are asked for the password. The first start builds the image "
           "from Debian's "
           "packages and takes some minutes, later ones take seconds. An engine of yours is not touched, and "
           "practice "
           "down leaves nothing behind."),
        practice_);
    practiceState_->setObjectName(u"firstRun.practice.state"_s);
    practiceLines_->setObjectName(u"firstRun.practice.lines"_s);
    auto* state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(practiceMark_, 0, Qt::AlignTop);
    state->addWidget(practiceState_, 1);
    card->addLayout(state);
    card->addWidget(practiceLines_);
    practiceLines_->setVisible(false);
    practiceMark_->setMark(Mark::Warn);
    practiceMark_->setVisible(!cannotPractice.isEmpty());
    practiceState_->setVisible(!cannotPractice.isEmpty());
    practiceState_->setRuns({{cannotPractice, Ink::Warn}});
}

void FirstRun::addCommandCard(const QString& profileDirectory)
{
    QVBoxLayout* card = addCard(tr("From a terminal"),
        tr("switchyardctl says the same as this window, in words or as JSON. Profiles are files in %1.")
            .arg(profileDirectory),
        nullptr);
    card->addWidget(new TextLine(theme_, FontRole::Table, this,
        {{u"switchyardctl profiles"_s, Ink::Text, QFont::Normal, true}, {u"     "_s, Ink::Text},
            {u"switchyardctl --cluster NAME status --watch"_s, Ink::Text, QFont::Normal, true}}));
}

void FirstRun::setProfileCount(int count)
{
    title_->setRuns(
        {{count == 0 ? tr("Welcome to Switchyard") : tr("No cluster is open"), Ink::Text, QFont::DemiBold}});
    lead_->setRuns(
        {{tr("See PostgreSQL high availability on Docker Swarm as it is now: who leads, who follows, how far "
             "behind, and what is wrong and why. Nothing is installed on your servers."),
            Ink::Text2}});
    list_->setVisible(count > 0);
    list_->setText(
        count == 1 ? tr("&Open the profile that is there…") : tr("&Open one of %1 profiles…").arg(count));
    list_->setAccessibleName(tr("Open a cluster that has a profile"));
}

void FirstRun::practiceBegan(bool canStop)
{
    practising_ = true;
    lines_.clear();
    practice_->setText(canStop ? tr("Sto&p starting it") : tr("Starting…"));
    practice_->setEnabled(canStop);
    practiceMark_->setMark(Mark::Running);
    practiceMark_->show();
    practiceState_->setRuns({{tr("Starting the practice Swarm…"), Ink::Text, QFont::Medium}});
    practiceState_->show();
    practiceLines_->setRuns({});
    practiceLines_->hide();
}

void FirstRun::practiceSaid(const QString& line)
{
    lines_ << line;
    practiceLines_->setRuns(
        {{lines_.mid(std::max<qsizetype>(0, lines_.size() - linesShown)).join(QChar(QChar::LineSeparator)),
            Ink::Text2, QFont::Normal, true}});
    practiceLines_->show();
}

void FirstRun::practiceEnded(bool good, const QString& sentence)
{
    practising_ = false;
    practice_->setEnabled(true);
    practice_->setText(tr("Start the &practice Swarm"));
    practiceMark_->setMark(good ? Mark::Ok : Mark::Bad);
    practiceState_->setRuns({{sentence, good ? Ink::Ok : Ink::Bad, QFont::Medium}});
}

void FirstRun::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme_.tokens().win);
}

} // namespace switchyard::ui
