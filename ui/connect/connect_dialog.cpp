#include "ui/connect/connect_dialog.h"

#include "ui/connect/profile_form.h"
#include "ui/connect/test_view.h"
#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr int formWidth = 472;
}

ConnectDialog::ConnectDialog(const Theme& theme, ConnectServices& services,
    const std::optional<ClusterProfile>& profile, QWidget* parent)
    : QDialog(parent), theme_(theme), services_(services), isNew_(!profile),
      name_(profile ? profile->name : QString()), form_(new ProfileForm(theme)),
      lines_(new TestView(theme, this)), notice_(new TextBlock(theme, FontRole::Table, this)),
      test_(new QPushButton(tr("&Test"), this)), save_(new QPushButton(tr("&Save and open"), this)),
      remove_(new QPushButton(tr("&Remove profile…"), this)), cancel_(new QPushButton(tr("Cancel"), this))
{
    setObjectName(u"connect"_s);
    setWindowTitle(isNew_ ? tr("Connect to a cluster") : tr("Profile %1").arg(name_));
    setAccessibleName(windowTitle());
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    resize(1000, 720);
    if (profile)
        form_->setProfile(*profile);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"connect.form"_s);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(form_);
    scroll->setFixedWidth(formWidth);
    auto* across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(scroll);
    across->addWidget(new Rule(theme, this, Qt::Vertical));
    across->addWidget(lines_, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addLayout(across, 1);
    all->addWidget(makeFoot());
    connect(&services, &ConnectServices::offersRead, form_, &ProfileForm::setOffers);
    connect(&services, &ConnectServices::testLine, this, [this](const TestLine& line) {
        if (testing_)
            lines_->showLine(line);
    });
    connect(&services, &ConnectServices::testEnded, this, &ConnectDialog::onEnded);
    connect(&services, &ConnectServices::saved, this, [this](const QString& name) {
        if (!saving_)
            return;
        Q_EMIT saved(name);
        accept();
    });
    connect(&services, &ConnectServices::removed, this, &QDialog::reject);
    connect(&services, &ConnectServices::saveFailed, this, [this](const Error& error) {
        saving_ = false;
        save_->setEnabled(true);
        say(text::sentence(error), true);
    });
    connect(form_, &ProfileForm::changed, this, [this] { say({}, false); });
    services.readOffers();
}

QWidget* ConnectDialog::makeHead()
{
    auto* head = new Panel(theme_, Panel::Edge::Bottom, Panel::Ground::Surface, this);
    head->setFixedHeight(72);
    auto* words = new QVBoxLayout(head);
    words->setContentsMargins(24, 12, 24, 12);
    words->setSpacing(2);
    words->addWidget(
        new TextLine(theme_, FontRole::SheetTitle, head, {{windowTitle(), Ink::Text, QFont::DemiBold}}));
    words->addWidget(new TextLine(theme_, FontRole::Table, head,
        {{tr("A Swarm manager names members and poolers; two logins read them. Nothing is installed, nothing "
             "is changed."),
            Ink::Text2}}));
    return head;
}

QWidget* ConnectDialog::makeFoot()
{
    auto* foot = new Panel(theme_, Panel::Edge::Top, Panel::Ground::Raised, this);
    foot->setMinimumHeight(64);
    notice_->setObjectName(u"connect.notice"_s);
    test_->setObjectName(u"connect.test"_s);
    save_->setObjectName(u"connect.save"_s);
    remove_->setObjectName(u"connect.remove"_s);
    cancel_->setObjectName(u"connect.cancel"_s);
    test_->setAccessibleName(tr("Test the connection, or stop the test"));
    save_->setAccessibleName(tr("Save the profile and open the cluster"));
    remove_->setAccessibleName(tr("Remove the profile"));
    cancel_->setAccessibleName(tr("Close without saving"));
    setButtonKind(*save_, ButtonKind::Primary);
    setButtonKind(*remove_, ButtonKind::Danger);
    setButtonKind(*test_, ButtonKind::Secondary);
    setButtonKind(*cancel_, ButtonKind::Secondary);
    save_->setAutoDefault(false);
    remove_->setAutoDefault(false);
    cancel_->setAutoDefault(false);
    test_->setDefault(true); // Enter tries; saving is a choice
    remove_->setVisible(!isNew_);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(24, 12, 24, 12);
    row->setSpacing(8);
    row->addWidget(remove_);
    row->addWidget(notice_, 1);
    row->addWidget(test_);
    row->addWidget(cancel_);
    row->addWidget(save_);
    connect(test_, &QPushButton::clicked, this, &ConnectDialog::test);
    connect(save_, &QPushButton::clicked, this, &ConnectDialog::save);
    connect(remove_, &QPushButton::clicked, this, &ConnectDialog::askBeforeRemoving);
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

void ConnectDialog::setUnknownFields(const QString& sentence)
{
    say(sentence, true);
}

void ConnectDialog::say(const QString& sentence, bool bad)
{
    notice_->setRuns({{sentence, bad ? Ink::Bad : Ink::Text2}});
    if (removeAsked_) {
        removeAsked_ = false;
        remove_->setText(tr("&Remove profile…"));
    }
}

void ConnectDialog::test()
{
    if (testing_) {
        services_.cancelTest();
        return;
    }
    const auto profile = form_->read();
    if (!profile)
        return say(tr("A field cannot be used yet; it says why."), true);
    say({}, false);
    lines_->begin();
    testing_ = true;
    test_->setText(tr("S&top the test"));
    services_.startTest(*profile, form_->passwords());
}

void ConnectDialog::onEnded(bool passed, bool cancelled)
{
    if (!testing_)
        return;
    testing_ = false;
    test_->setText(tr("&Test"));
    lines_->end(passed, cancelled);
}

void ConnectDialog::save()
{
    const auto profile = form_->read();
    if (!profile)
        return say(tr("A field cannot be used yet; it says why."), true);
    if (isNew_ && profileNames().contains(profile->name)) {
        form_->complain(
            u"name"_s, tr("There is a profile of this name; edit that one, or choose another name."));
        return;
    }
    saving_ = true;
    save_->setEnabled(false);
    services_.save(*profile, form_->passwords());
}

void ConnectDialog::askBeforeRemoving()
{
    // The second press removes; anything else typed takes the question back.
    if (!removeAsked_) {
        say(tr("The profile and its passwords in the keychain go; the cluster itself stays as it is."), true);
        removeAsked_ = true;
        remove_->setText(tr("&Remove %1 now").arg(name_));
        return;
    }
    services_.remove(name_);
}

void ConnectDialog::done(int result)
{
    if (testing_)
        services_.cancelTest();
    testing_ = false;
    QDialog::done(result);
}

void ConnectDialog::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme_.tokens().surface);
}

} // namespace switchyard::ui
