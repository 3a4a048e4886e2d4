#include "ui/connect/password_prompt.h"

#include "ui/connect/form_field.h"
#include "ui/theme/style_sheet.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

PasswordPrompt::PasswordPrompt(
    const Theme& theme, const ClusterProfile& profile, const QString& reason, bool mayKeep, QWidget* parent)
    : QDialog(parent), theme_(theme), postgres_(new QLineEdit(this)), pgbouncer_(new QLineEdit(this)),
      admin_(new QLineEdit(this)), keep_(new QCheckBox(tr("Keep them in the keychain"), this))
{
    setObjectName(u"passwords"_s);
    setWindowTitle(tr("Passwords of %1").arg(profile.name));
    setAccessibleName(windowTitle());
    setAccessibleDescription(reason);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setFixedWidth(440);
    for (QLineEdit* line : {postgres_, pgbouncer_, admin_})
        line->setEchoMode(QLineEdit::Password);
    pgbouncer_->setPlaceholderText(tr("the same"));
    admin_->setPlaceholderText(tr("the same"));
    keep_->setObjectName(u"passwords.keep"_s);
    keep_->setAccessibleName(keep_->text());
    keep_->setVisible(mayKeep);
    keep_->setChecked(mayKeep);
    auto* open = new QPushButton(tr("&Open %1").arg(profile.name), this);
    open->setObjectName(u"passwords.open"_s);
    open->setAccessibleName(tr("Open %1 with these passwords").arg(profile.name));
    open->setDefault(true);
    setButtonKind(*open, ButtonKind::Primary);
    auto* later = new QPushButton(tr("Not now"), this);
    later->setObjectName(u"passwords.later"_s);
    later->setAccessibleName(tr("Leave %1 closed").arg(profile.name));
    later->setAutoDefault(false);
    setButtonKind(*later, ButtonKind::Secondary);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(later);
    buttons->addWidget(open);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(
        new TextLine(theme, FontRole::SheetTitle, this, {{windowTitle(), Ink::Text, QFont::DemiBold}}));
    column->addWidget(new TextBlock(theme, FontRole::Body, this, {{reason, Ink::Text2}}));
    column->addWidget(new FormField(
        theme, u"prompt.postgres"_s, tr("PostgreSQL, user %1").arg(profile.postgres.user), postgres_, this));
    column->addWidget(new FormField(theme, u"prompt.pgbouncer"_s,
        tr("PgBouncer's console, user %1").arg(profile.pgbouncer.user), pgbouncer_, this));
    auto* admin = new FormField(
        theme, u"prompt.admin"_s, tr("PgBouncer's admin, user %1").arg(profile.poolerAdmin), admin_, this);
    admin->setVisible(!profile.poolerAdmin.isEmpty());
    column->addWidget(admin);
    column->addWidget(keep_);
    column->addSpacing(4);
    column->addLayout(buttons);
    connect(open, &QPushButton::clicked, this, &PasswordPrompt::give);
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    postgres_->setFocus();
}

void PasswordPrompt::give()
{
    const QByteArray postgres = postgres_->text().toUtf8();
    const auto orTheSame = [&](const QLineEdit* line) {
        return Secret(line->text().isEmpty() ? postgres : line->text().toUtf8());
    };
    const Secret admin = admin_->isVisible() ? orTheSame(admin_) : Secret();
    Q_EMIT given({Secret(postgres), orTheSame(pgbouncer_), admin}, keep_->isChecked());
    accept();
}

void PasswordPrompt::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme_.tokens().surface);
}

} // namespace switchyard::ui
