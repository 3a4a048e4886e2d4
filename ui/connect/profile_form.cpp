#include "ui/connect/profile_form.h"

#include "ui/connect/form_field.h"
#include "ui/connect/offer_words.h"
#include "ui/text/text.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

const QString sslModes[] = {
    u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s};

bool isTcp(const QString& endpoint)
{
    return endpoint.trimmed().startsWith(u"tcp:");
}

/// "engine.endpoint: why (line 4)" without its field and its line, which mean nothing in a form.
QString reasonOf(const Error& error, const QString& field)
{
    QString reason = error.detail.mid(field.size() + 2);
    const auto line = reason.lastIndexOf(u" (line "_s);
    if (line > 0)
        reason.truncate(line);
    return reason.left(1).toUpper() + reason.mid(1) + u'.';
}

} // namespace

ProfileForm::ProfileForm(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setProperty("scrollContent", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 24);
    column->setSpacing(12);
    addLine(u"name"_s, tr("Name of the profile"), tr("orders-prod"));
    addLine(
        u"cluster"_s, tr("Cluster: value of the label io.switchyard.cluster"), tr("the same as the name"));
    production_ = new QCheckBox(tr("Production: ask more carefully before anything is changed"), this);
    production_->setObjectName(u"connect.production"_s);
    production_->setAccessibleName(production_->text());
    column->addWidget(production_);
    connect(production_, &QCheckBox::toggled, this, &ProfileForm::changed);
    addEngine();
    addLogins();
    addPasswords();
    addHeading(tr("Addresses"));
    addresses_ = new QPlainTextEdit(this);
    addresses_->setFixedHeight(76);
    addresses_->setTabChangesFocus(true);
    addresses_->setFont(theme.font(FontRole::Mono));
    addresses_->setPlaceholderText(u"pg1 = 127.0.0.1:15432"_s);
    add(u"addresses"_s, tr("For NAT and tunnels: one member or pooler a line, and where it is from here"),
        addresses_)
        ->setHint(tr("All others are asked at their Swarm node's address and published port."));
    connect(addresses_, &QPlainTextEdit::textChanged, this, &ProfileForm::changed);
    column->addStretch(1);
    setProfile({});
}

FormField* ProfileForm::add(const QString& name, const QString& label, QWidget* editor)
{
    auto* field = new FormField(theme_, name, label, editor, this);
    fields_[name] = field;
    static_cast<QVBoxLayout*>(layout())->addWidget(field);
    return field;
}

QLineEdit* ProfileForm::addLine(const QString& name, const QString& label, const QString& example)
{
    auto* line = new QLineEdit(this);
    line->setPlaceholderText(example);
    FormField* field = add(name, label, line);
    connect(line, &QLineEdit::textChanged, this, [this, field] {
        field->setComplaint({});
        Q_EMIT changed();
    });
    return line;
}

QComboBox* ProfileForm::addSslMode(const QString& name)
{
    auto* mode = new QComboBox(this);
    for (const QString& word : sslModes)
        mode->addItem(word);
    add(name, tr("sslmode"), mode);
    connect(mode, &QComboBox::currentTextChanged, this, &ProfileForm::changed);
    return mode;
}

void ProfileForm::addHeading(const QString& words)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addSpacing(4);
    column->addWidget(new Rule(theme_, this));
    column->addWidget(new TextLine(theme_, FontRole::Body, this, {{words, Ink::Text, QFont::DemiBold}}));
}

void ProfileForm::addEngine()
{
    addHeading(tr("Docker engine of a Swarm manager"));
    engines_ = new QComboBox(this);
    add(u"engines"_s, tr("Known on this workstation"), engines_);
    problems_ = new TextBlock(theme_, FontRole::Table, this);
    problems_->setObjectName(u"connect.problems"_s);
    layout()->addWidget(problems_);
    problems_->hide();
    auto* endpoint =
        addLine(u"engine.endpoint"_s, tr("Address"), u"ssh://user@host, tcp://host:2376, unix:///path"_s);
    addLine(u"engine.ca"_s, tr("Certificate of its authority (ca.pem)"),
        tr("none: plain TCP, which anybody can read"));
    addLine(u"engine.certificate"_s, tr("Our certificate (cert.pem)"));
    addLine(u"engine.key"_s, tr("Our key (key.pem)"));
    connect(endpoint, &QLineEdit::textChanged, this, &ProfileForm::showTls);
    connect(engines_, &QComboBox::activated, this, [this](int index) {
        if (index > 0)
            takeEngine(offers_.engines.at(index - 1));
    });
}

void ProfileForm::addLogins()
{
    addHeading(tr("Logins"));
    logins_ = new QComboBox(this);
    add(u"logins"_s, tr("Known from libpq services and passfile"), logins_);
    addLine(u"postgres.user"_s, tr("PostgreSQL user: pg_monitor is enough to see everything"));
    addLine(u"postgres.database"_s, tr("Database that holds the extension repmgr"));
    addSslMode(u"postgres.sslmode"_s);
    addLine(u"pgbouncer.user"_s, tr("User of PgBouncer's console: one of its stats_users is enough"));
    addSslMode(u"pgbouncer.sslmode"_s);
    addLine(u"pgbouncer.admin_user"_s, tr("User who may PAUSE and RESUME there (one of its admin_users)"),
        tr("nobody: nothing is done to a pooler from here"));
    connect(logins_, &QComboBox::activated, this, [this](int index) {
        if (index > 0)
            takeLogin(offers_.logins.at(index - 1));
    });
}

void ProfileForm::addPasswords()
{
    addHeading(tr("Passwords"));
    source_ = new SegmentedControl(u"connect.source"_s, {tr("Passfile"), tr("Keychain"), tr("Ask each time")},
        SegmentedControl::Mode::OneOf, this);
    layout()->addWidget(source_);
    addLine(u"passfile"_s, tr("Passfile"), tr("~/.pgpass"))
        ->setToolTip(tr("One line host:port:database:user:password per login, readable by its owner alone"));
    const QPair<QString, QString> lines[] = {{u"password.postgres"_s, tr("Password of the PostgreSQL user")},
        {u"password.pgbouncer"_s, tr("Password of the console's user")},
        {u"password.admin"_s, tr("Password of the console's admin")}};
    for (const auto& [name, label] : lines)
        addLine(name, label, name == lines[0].first ? QString() : tr("the same"))
            ->setEchoMode(QLineEdit::Password);
    connect(qobject_cast<QLineEdit*>(fields_[u"pgbouncer.admin_user"_s]->editor()), &QLineEdit::textChanged,
        this, &ProfileForm::showSource);
    connect(source_, &SegmentedControl::toggled, this, [this] {
        showSource();
        Q_EMIT changed();
    });
}

void ProfileForm::showSource()
{
    const bool file = source_->current() == 0, keychain = source_->current() == 1;
    fields_[u"passfile"_s]->setVisible(file);
    fields_[u"password.postgres"_s]->setVisible(!file);
    fields_[u"password.pgbouncer"_s]->setVisible(!file);
    fields_[u"password.admin"_s]->setVisible(!file && !text(u"pgbouncer.admin_user"_s).isEmpty());
    fields_[u"passfile"_s]->setHint(tr("The file that psql reads too. It must be its owner's alone (0600)."));
    fields_[u"password.postgres"_s]->setHint(
        keychain
            ? tr("Kept in your desktop's keychain, never in the profile. Empty: what is there stays.")
            : tr("For this test only. You are asked each time the cluster is opened; it is kept in memory."));
}

void ProfileForm::showTls()
{
    const bool tcp = isTcp(text(u"engine.endpoint"_s));
    for (const QString& name : {u"engine.ca"_s, u"engine.certificate"_s, u"engine.key"_s})
        fields_[name]->setVisible(tcp);
}

QString ProfileForm::text(const QString& name) const
{
    const QWidget* editor = fields_.value(name)->editor();
    if (const auto* mode = qobject_cast<const QComboBox*>(editor))
        return mode->currentText();
    return qobject_cast<const QLineEdit*>(editor)->text().trimmed();
}

void ProfileForm::setText(const QString& name, const QString& text)
{
    QWidget* editor = fields_.value(name)->editor();
    if (auto* mode = qobject_cast<QComboBox*>(editor))
        mode->setCurrentText(text);
    else
        qobject_cast<QLineEdit*>(editor)->setText(text);
}

void ProfileForm::setProfile(const ClusterProfile& profile)
{
    base_ = profile;
    const bool isNew = profile.name.isEmpty();
    setText(u"name"_s, profile.name);
    fields_[u"name"_s]->editor()->setEnabled(isNew);
    setText(u"cluster"_s, profile.clusterLabel == profile.name ? QString() : profile.clusterLabel);
    production_->setChecked(profile.production);
    setText(u"engine.endpoint"_s, isNew ? QString() : docker::formatEndpoint(profile.engine));
    const auto* tcp = std::get_if<docker::TcpEndpoint>(&profile.engine);
    const docker::TlsFiles tls = tcp && tcp->tls ? *tcp->tls : docker::TlsFiles{};
    setText(u"engine.ca"_s, tls.ca);
    setText(u"engine.certificate"_s, tls.certificate);
    setText(u"engine.key"_s, tls.key);
    setText(u"postgres.user"_s, profile.postgres.user);
    setText(u"postgres.database"_s, profile.postgres.database);
    setText(u"postgres.sslmode"_s, profile.postgres.sslMode);
    setText(u"pgbouncer.user"_s, profile.pgbouncer.user);
    setText(u"pgbouncer.sslmode"_s, profile.pgbouncer.sslMode);
    setText(u"pgbouncer.admin_user"_s, profile.poolerAdmin);
    source_->setOn(static_cast<int>(profile.passwordSource));
    setText(u"passfile"_s, profile.passFile);
    QStringList lines;
    for (auto it = profile.addressOverrides.begin(); it != profile.addressOverrides.end(); ++it)
        lines << it.key() + u" = "_s + it.value();
    addresses_->setPlainText(lines.join(u'\n'));
    setOffers(offers_);
    showSource();
    showTls();
}

void ProfileForm::setOffers(const workstation::Offers& offers)
{
    offers_ = offers;
    engines_->clear();
    engines_->addItem(offers.engines.isEmpty() ? tr("no Docker context, ssh alias or socket found")
                                               : tr("choose one of %1").arg(offers.engines.size()));
    for (const auto& offer : offers.engines)
        engines_->addItem(offerWords(offer));
    engines_->setEnabled(!offers.engines.isEmpty());
    logins_->clear();
    logins_->addItem(offers.logins.isEmpty() ? tr("no service or entry found")
                                             : tr("choose one of %1").arg(offers.logins.size()));
    for (const auto& offer : offers.logins)
        logins_->addItem(offerWords(offer));
    logins_->setEnabled(!offers.logins.isEmpty());
    QStringList problems;
    for (const Error& problem : offers.problems)
        problems << text::sentence(problem);
    problems_->setRuns({{problems.join(u' '), Ink::Warn}});
    problems_->setVisible(!problems.isEmpty());
}

void ProfileForm::takeEngine(const workstation::EngineOffer& offer)
{
    setText(u"engine.endpoint"_s, offer.url);
    const docker::TlsFiles tls = offer.tls.value_or(docker::TlsFiles{});
    setText(u"engine.ca"_s, tls.ca);
    setText(u"engine.certificate"_s, tls.certificate);
    setText(u"engine.key"_s, tls.key);
    if (text(u"name"_s).isEmpty() && isProfileName(offer.name))
        setText(u"name"_s, offer.name);
}

void ProfileForm::takeLogin(const workstation::LoginOffer& offer)
{
    if (!offer.user.isEmpty())
        setText(u"postgres.user"_s, offer.user);
    // A service of the application's database is no place for repmgr's extension; a person may change it.
    if (!offer.database.isEmpty() && offer.database != u"replication"_s)
        setText(u"postgres.database"_s, offer.database);
    if (!offer.sslMode.isEmpty())
        setText(u"postgres.sslmode"_s, offer.sslMode);
    if (!offer.passFile.isEmpty()) {
        source_->setOn(static_cast<int>(PasswordSource::PassFile));
        setText(u"passfile"_s, offer.passFile);
    }
}

Passwords ProfileForm::passwords() const
{
    const auto typed = [this](const QString& name) {
        return qobject_cast<const QLineEdit*>(fields_.value(name)->editor())->text().toUtf8();
    };
    const QByteArray postgres = typed(u"password.postgres"_s), console = typed(u"password.pgbouncer"_s),
                     admin = typed(u"password.admin"_s);
    const bool hasAdmin = !text(u"pgbouncer.admin_user"_s).isEmpty();
    return {Secret(postgres), Secret(console.isEmpty() ? postgres : console),
        Secret(!hasAdmin         ? QByteArray()
               : admin.isEmpty() ? postgres
                                 : admin)};
}

QByteArray ProfileForm::asJson(QString* badAddressLine) const
{
    QJsonObject root = QJsonDocument::fromJson(formatProfile(base_)).object();
    QJsonObject engine{{u"endpoint"_s, text(u"engine.endpoint"_s)}};
    for (const QString& part : {u"ca"_s, u"certificate"_s, u"key"_s}) {
        const QString path = text(u"engine."_s + part);
        if (isTcp(text(u"engine.endpoint"_s)) && !path.isEmpty())
            engine.insert(part, path);
    }
    QJsonObject addresses;
    for (const QString& line : addresses_->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const QString name = line.section(u'=', 0, 0).trimmed(), address = line.section(u'=', 1).trimmed();
        if (line.trimmed().isEmpty())
            continue;
        if ((name.isEmpty() || address.isEmpty()) && badAddressLine->isEmpty())
            *badAddressLine = line.trimmed();
        addresses.insert(name, address);
    }
    const QString sources[] = {u"passfile"_s, u"keychain"_s, u"ask"_s};
    const QString label = text(u"cluster"_s);
    root.insert(u"name"_s, text(u"name"_s));
    root.insert(u"cluster"_s, label.isEmpty() ? text(u"name"_s) : label);
    root.insert(u"production"_s, production_->isChecked());
    root.insert(u"engine"_s, engine);
    root.insert(u"postgres"_s,
        QJsonObject{{u"user"_s, text(u"postgres.user"_s)}, {u"database"_s, text(u"postgres.database"_s)},
            {u"sslmode"_s, text(u"postgres.sslmode"_s)}});
    QJsonObject pgbouncer{
        {u"user"_s, text(u"pgbouncer.user"_s)}, {u"sslmode"_s, text(u"pgbouncer.sslmode"_s)}};
    if (const QString admin = text(u"pgbouncer.admin_user"_s); !admin.isEmpty())
        pgbouncer.insert(u"admin_user"_s, admin);
    root.insert(u"pgbouncer"_s, pgbouncer);
    root.insert(u"password"_s, sources[source_->current()]);
    root.insert(u"passfile"_s, text(u"passfile"_s));
    root.insert(u"addresses"_s, addresses);
    return QJsonDocument(root).toJson();
}

Result<ClusterProfile> ProfileForm::read()
{
    for (FormField* field : std::as_const(fields_))
        field->setComplaint({});
    QString badLine;
    auto profile = parseProfile(asJson(&badLine), text(u"name"_s));
    if (!badLine.isEmpty() && profile)
        profile = fail(ErrorKind::BadInput, u"profile.field"_s, u"addresses: "_s + badLine);
    if (profile)
        return profile;
    const QString field = profile.error().detail.section(u": "_s, 0, 0);
    if (field == u"addresses"_s && !badLine.isEmpty())
        complain(field, tr("'%1' is not name = host:port.").arg(badLine));
    else if (field.startsWith(u"addresses."_s))
        complain(u"addresses"_s, tr("%1: %2").arg(field.section(u'.', 1), reasonOf(profile.error(), field)));
    else
        complain(field, reasonOf(profile.error(), field));
    return profile;
}

void ProfileForm::complain(const QString& field, const QString& sentence)
{
    FormField* found = fields_.value(field);
    if (!found)
        return;
    found->setComplaint(sentence);
    found->editor()->setFocus();
    for (QWidget* above = parentWidget(); above; above = above->parentWidget()) {
        if (auto* scroll = qobject_cast<QScrollArea*>(above))
            scroll->ensureWidgetVisible(found);
    }
}

} // namespace switchyard::ui
