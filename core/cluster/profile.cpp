// A profile as text, both ways. Strict on purpose: whoever edits the file by hand learns of a typo at once,
// and a password that somebody put there is refused instead of being kept.
#include "core/cluster/profile.h"

#include "core/cluster/address.h"
#include "core/cluster/json_place.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxProfileBytes = 1
                                      << 20; // far beyond any real one; keeps a wrong file from being parsed
constexpr int minIntervalMs = 100, maxIntervalMs = 60'000;

/// Reads fields one by one and keeps the first complaint; after that every read answers with its default.
class FieldReader
{
public:
    explicit FieldReader(UnknownFields unknown) : unknown_(unknown) {}
    bool ok() const { return !error_; }
    const Error& error() const { return *error_; }

    void complain(const QString& field, const QString& reason, QString code = u"profile.field"_s)
    {
        if (error_)
            return;
        error_ = Error{ErrorKind::BadInput, std::move(code), u"%1: %2"_s.arg(field, reason), {}};
        field_ = field;
    }
    const QString& field() const { return field_; } ///< that the complaint is about
    void allow(const QJsonObject& object, const QString& where, const QStringList& names)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString field = where + it.key();
            if (names.contains(it.key()) || it.key().startsWith(u"x-"))
                continue;
            if (looksSecret(it.key()))
                complain(field, u"a profile holds no secret; passwords stand in the passfile"_s,
                    u"profile.secret"_s);
            else if (unknown_ == UnknownFields::Refuse)
                complain(field, u"unknown field"_s);
        }
    }
    QString text(
        const QJsonObject& object, const QString& where, const QString& name, const QString& otherwise)
    {
        const QJsonValue value = object.value(name);
        if (value.isUndefined())
            return otherwise;
        if (!value.isString()) {
            complain(where + name, u"expected a string"_s);
            return otherwise;
        }
        const QString text = value.toString();
        if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20; }))
            complain(where + name, u"control characters are not allowed"_s);
        return text;
    }
    QString someText(
        const QJsonObject& object, const QString& where, const QString& name, const QString& otherwise)
    {
        const QString value = text(object, where, name, otherwise);
        if (value.isEmpty())
            complain(where + name, u"must not be empty"_s);
        return value;
    }
    QString absolutePath(const QJsonObject& object, const QString& where, const QString& name)
    {
        const QString path = text(object, where, name, {});
        if (!path.isEmpty() && !path.startsWith(u'/'))
            complain(where + name, u"expected an absolute path"_s);
        return path;
    }
    QJsonObject object(const QJsonObject& parent, const QString& name)
    {
        const QJsonValue value = parent.value(name);
        if (!value.isUndefined() && !value.isObject())
            complain(name, u"expected an object"_s);
        return value.toObject();
    }

private:
    static bool looksSecret(const QString& key)
    {
        const QString k = key.toLower();
        for (const auto& word : {u"pass"_s, u"pwd"_s, u"secret"_s, u"token"_s, u"credential"_s}) {
            if (k.contains(word))
                return true;
        }
        return false;
    }
    UnknownFields unknown_;
    std::optional<Error> error_;
    QString field_;
};

ClusterProfile::Login readLogin(FieldReader& in, const QJsonObject& root, const QString& name,
    ClusterProfile::Login login, bool databaseIsFree)
{
    const QJsonObject object = in.object(root, name);
    const QString where = name + u'.';
    in.allow(object, where,
        databaseIsFree ? QStringList{u"user"_s, u"database"_s, u"sslmode"_s, u"admin_user"_s}
                       : QStringList{u"user"_s, u"sslmode"_s, u"admin_user"_s});
    login.user = in.someText(object, where, u"user"_s, login.user);
    if (databaseIsFree)
        login.database = in.someText(object, where, u"database"_s, login.database);
    login.sslMode = in.text(object, where, u"sslmode"_s, login.sslMode);
    const QStringList modes{
        u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    if (!modes.contains(login.sslMode))
        in.complain(where + u"sslmode"_s, u"expected one of "_s + modes.join(u", "_s));
    return login;
}

std::optional<docker::TlsFiles> readTls(FieldReader& in, const QJsonObject& engine)
{
    docker::TlsFiles tls;
    tls.ca = in.absolutePath(engine, u"engine."_s, u"ca"_s);
    tls.certificate = in.absolutePath(engine, u"engine."_s, u"certificate"_s);
    tls.key = in.absolutePath(engine, u"engine."_s, u"key"_s);
    if (tls == docker::TlsFiles{})
        return std::nullopt;
    if (tls.ca.isEmpty())
        in.complain(u"engine.ca"_s, u"needed to know the engine's certificate"_s);
    if (tls.certificate.isEmpty() != tls.key.isEmpty())
        in.complain(tls.key.isEmpty() ? u"engine.key"_s : u"engine.certificate"_s,
            u"a certificate and its key come together"_s);
    return tls;
}

bool holdsPassword(const QString& url)
{
    const qsizetype start = url.indexOf(u"://"_s), at = url.lastIndexOf(u'@');
    return start >= 0 && at > start && !url.startsWith(u"unix:"_s) &&
           QStringView(url).mid(start + 3, at - start - 3).contains(u':');
}

docker::Endpoint readEngine(FieldReader& in, const QJsonObject& root)
{
    const QJsonObject engine = in.object(root, u"engine"_s);
    in.allow(engine, u"engine."_s, {u"endpoint"_s, u"ca"_s, u"certificate"_s, u"key"_s});
    const QString url = in.someText(engine, u"engine."_s, u"endpoint"_s, {});
    const auto tls = readTls(in, engine);
    if (!in.ok())
        return {};
    if (holdsPassword(url)) {
        in.complain(u"engine.endpoint"_s, u"an endpoint holds no password; use a key"_s, u"profile.secret"_s);
        return {};
    }
    const auto endpoint = docker::parseEndpoint(url, tls);
    if (!endpoint) {
        const QString why =
            endpoint.error().detail.isEmpty() ? endpoint.error().code : endpoint.error().detail;
        in.complain(u"engine.endpoint"_s, why);
        return {};
    }
    if (tls && !std::holds_alternative<docker::TcpEndpoint>(*endpoint))
        in.complain(u"engine.ca"_s, u"only a tcp:// endpoint uses certificates"_s);
    return *endpoint;
}

QMap<QString, QString> readAddresses(FieldReader& in, const QJsonObject& root)
{
    QMap<QString, QString> addresses;
    const QJsonObject object = in.object(root, u"addresses"_s);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString field = u"addresses."_s + it.key();
        const auto address = parseHostPort(it.value().toString());
        if (it.key().isEmpty())
            in.complain(u"addresses"_s, u"a name must not be empty"_s);
        else if (!address)
            in.complain(field, u"expected \"host:port\""_s);
        else
            addresses.insert(it.key(), formatHostPort(address->host, address->port));
    }
    return addresses;
}

std::chrono::milliseconds readInterval(FieldReader& in, const QJsonObject& root)
{
    const QJsonValue value = root.value(u"interval_ms"_s);
    if (value.isUndefined())
        return ClusterProfile{}.interval;
    const double ms = value.toDouble(-1);
    if (!value.isDouble() || std::floor(ms) != ms || ms < minIntervalMs || ms > maxIntervalMs) {
        in.complain(u"interval_ms"_s,
            u"expected a whole number from %1 to %2"_s.arg(minIntervalMs).arg(maxIntervalMs));
        return {};
    }
    return std::chrono::milliseconds(static_cast<int>(ms));
}

const QMap<QString, PasswordSource>& sourceNames()
{
    static const QMap<QString, PasswordSource> names{{u"passfile"_s, PasswordSource::PassFile},
        {u"keychain"_s, PasswordSource::Keychain}, {u"ask"_s, PasswordSource::Ask}};
    return names;
}

PasswordSource readSource(FieldReader& in, const QJsonObject& root)
{
    const QString name = in.text(root, {}, u"password"_s, u"passfile"_s);
    // Whoever wrote a password there reads why it is refused; the answer does not repeat it.
    if (!sourceNames().contains(name))
        in.complain(u"password"_s,
            u"says where passwords come from: \"passfile\", \"keychain\" or \"ask\"; it is not for a password itself"_s,
            u"profile.secret"_s);
    return sourceNames().value(name);
}

QString readName(FieldReader& in, const QJsonObject& root, const QString& nameFromFile)
{
    const QString name = in.text(root, {}, u"name"_s, nameFromFile);
    if (!isProfileName(name))
        in.complain(u"name"_s, u"expected 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front"_s);
    else if (!nameFromFile.isEmpty() && name != nameFromFile)
        in.complain(u"name"_s, u"differs from the file's name"_s);
    return name;
}

ClusterProfile readProfile(FieldReader& in, const QJsonObject& root, const QString& nameFromFile)
{
    in.allow(root, {},
        {u"version"_s, u"name"_s, u"engine"_s, u"cluster"_s, u"production"_s, u"postgres"_s, u"pgbouncer"_s,
            u"password"_s, u"passfile"_s, u"addresses"_s, u"interval_ms"_s});
    if (root.value(u"version"_s).toDouble() != 1)
        in.complain(u"version"_s, u"expected 1"_s);
    ClusterProfile profile;
    profile.name = readName(in, root, nameFromFile);
    profile.engine = readEngine(in, root);
    profile.clusterLabel = in.someText(root, {}, u"cluster"_s, profile.name);
    const QJsonValue production = root.value(u"production"_s);
    if (!production.isUndefined() && !production.isBool())
        in.complain(u"production"_s, u"expected true or false"_s);
    profile.production = production.toBool();
    profile.postgres = readLogin(in, root, u"postgres"_s, profile.postgres, true);
    profile.pgbouncer = readLogin(in, root, u"pgbouncer"_s, profile.pgbouncer, false);
    profile.memberAdmin = in.text(root.value(u"postgres"_s).toObject(), u"postgres."_s, u"admin_user"_s, {});
    profile.poolerAdmin =
        in.text(root.value(u"pgbouncer"_s).toObject(), u"pgbouncer."_s, u"admin_user"_s, {});
    profile.passwordSource = readSource(in, root);
    profile.passFile = in.absolutePath(root, {}, u"passfile"_s);
    profile.addressOverrides = readAddresses(in, root);
    profile.interval = readInterval(in, root);
    return profile;
}

} // namespace

bool isProfileName(QStringView name)
{
    const auto allowed = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ||
               c == u'.' || c == u'_' || c == u'-';
    };
    return !name.isEmpty() && name.size() <= 64 && !name.startsWith(u'.') &&
           std::all_of(name.begin(), name.end(), allowed);
}

Result<ClusterProfile> parseProfile(
    const QByteArray& json, const QString& nameFromFile, UnknownFields unknown)
{
    if (json.size() > maxProfileBytes)
        return fail(ErrorKind::BadInput, u"profile.json"_s, u"larger than 1 MiB"_s);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const JsonPlace at = placeOfByte(json, problem.offset);
        return fail(ErrorKind::BadInput, u"profile.json"_s,
            u"line %1, column %2: %3"_s.arg(at.line).arg(at.column).arg(problem.errorString()));
    }
    if (!document.isObject())
        return fail(ErrorKind::BadInput, u"profile.json"_s, u"expected an object"_s);
    FieldReader in(unknown);
    ClusterProfile profile = readProfile(in, document.object(), nameFromFile);
    if (in.ok())
        return profile;
    Error error = in.error();
    if (const int line = placeOfField(json, in.field()).line; line > 0)
        error.detail += u" (line %1)"_s.arg(line);
    return tl::unexpected<Error>(std::move(error));
}

namespace {

/// `ours` over `before`: fields that only `before` has are kept, in objects of both too.
QJsonObject merged(QJsonObject before, const QJsonObject& ours, const QStringList& droppable)
{
    for (const QString& name : droppable)
        before.remove(name);
    for (auto it = ours.begin(); it != ours.end(); ++it)
        before.insert(it.key(), it.value());
    return before;
}

} // namespace

QByteArray formatProfile(const ClusterProfile& profile, const QByteArray& over)
{
    QJsonObject engine{{u"endpoint"_s, docker::formatEndpoint(profile.engine)}};
    const auto* tcp = std::get_if<docker::TcpEndpoint>(&profile.engine);
    if (tcp && tcp->tls) {
        engine.insert(u"ca"_s, tcp->tls->ca);
        if (!tcp->tls->certificate.isEmpty())
            engine.insert(u"certificate"_s, tcp->tls->certificate);
        if (!tcp->tls->key.isEmpty())
            engine.insert(u"key"_s, tcp->tls->key);
    }
    QJsonObject addresses;
    for (auto it = profile.addressOverrides.begin(); it != profile.addressOverrides.end(); ++it)
        addresses.insert(it.key(), it.value());
    const auto& pg = profile.postgres;
    const auto& bouncer = profile.pgbouncer;
    QJsonObject pooler{{u"user"_s, bouncer.user}, {u"sslmode"_s, bouncer.sslMode}};
    if (!profile.poolerAdmin.isEmpty())
        pooler.insert(u"admin_user"_s, profile.poolerAdmin);
    QJsonObject member{{u"user"_s, pg.user}, {u"database"_s, pg.database}, {u"sslmode"_s, pg.sslMode}};
    if (!profile.memberAdmin.isEmpty())
        member.insert(u"admin_user"_s, profile.memberAdmin);
    const QJsonObject before = QJsonDocument::fromJson(over).object();
    const auto kept = [&](const QString& name) { return before.value(name).toObject(); };
    const QJsonObject root{{u"version"_s, 1}, {u"name"_s, profile.name},
        {u"engine"_s, merged(kept(u"engine"_s), engine, {u"ca"_s, u"certificate"_s, u"key"_s})},
        {u"cluster"_s, profile.clusterLabel.isEmpty() ? profile.name : profile.clusterLabel},
        {u"production"_s, profile.production},
        {u"postgres"_s, merged(kept(u"postgres"_s), member, {u"admin_user"_s})},
        {u"pgbouncer"_s, merged(kept(u"pgbouncer"_s), pooler, {u"admin_user"_s})},
        {u"password"_s, sourceNames().key(profile.passwordSource)}, {u"passfile"_s, profile.passFile},
        {u"addresses"_s, addresses}, {u"interval_ms"_s, static_cast<int>(profile.interval.count())}};
    return QJsonDocument(merged(before, root, {})).toJson(QJsonDocument::Indented);
}

} // namespace switchyard
