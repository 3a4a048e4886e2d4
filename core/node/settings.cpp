#include "core/node/settings.h"

#include <QRegularExpression>
#include <QSet>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString& variable, const QString& why)
{
    return fail(ErrorKind::BadInput, u"node.settings"_s, u"SWITCHYARD_%1 %2"_s.arg(variable, why));
}

bool isName(const QString& text)
{
    static const QRegularExpression pattern(u"^[a-z][a-z0-9_-]{0,30}$"_s);
    return pattern.match(text).hasMatch();
}

bool isSuffix(const QString& text)
{
    static const QRegularExpression pattern(u"^[a-z0-9.-]{0,60}$"_s);
    return pattern.match(text).hasMatch();
}

Result<void> checkMembers(const Settings& settings)
{
    if (settings.members.isEmpty())
        return wrong(u"MEMBERS"_s, u"must list the PostgreSQL members, for example pg1,pg2,pg3"_s);
    QSet<int> ids;
    for (const QString& member : settings.members) {
        const int id = nodeId(member);
        if (!isName(member) || id == 0)
            return wrong(u"MEMBERS"_s,
                u"holds \"%1\": a member's name is lower case and ends in its number"_s.arg(member));
        if (ids.contains(id))
            return wrong(u"MEMBERS"_s, u"holds the number %1 twice"_s.arg(id));
        ids.insert(id);
    }
    return {};
}

Result<void> readLease(
    Settings& settings, const QString& etcd, const QString& leaseSeconds, const QString& readLag)
{
    const auto endpoints = etcd::parseEndpoints(etcd);
    if (!endpoints || (endpoints->isEmpty() && settings.role == NodeRole::Postgres))
        return wrong(u"ETCD"_s,
            u"is \"%1\": it must list the etcd services, for example etcd-1,etcd-2,etcd-3"_s.arg(etcd));
    settings.etcd = *endpoints;
    bool leaseOk = false, lagOk = false;
    settings.leaseTime = std::chrono::seconds(leaseSeconds.toInt(&leaseOk));
    settings.readLag = std::chrono::seconds(readLag.toInt(&lagOk));
    if (!leaseOk || settings.leaseTime.count() < 3 || settings.leaseTime.count() > 60)
        return wrong(u"LEASE_SECONDS"_s, u"is \"%1\": it must be 3 to 60"_s.arg(leaseSeconds));
    if (!lagOk || settings.readLag.count() < 1)
        return wrong(u"READ_LAG_SECONDS"_s, u"is \"%1\": it must be 1 or more"_s.arg(readLag));
    return {};
}

} // namespace

QStringList Settings::peers() const
{
    QStringList others = members;
    others.removeAll(name);
    return others;
}

int nodeId(const QString& member)
{
    static const QRegularExpression digits(u"([1-9][0-9]{0,5})$"_s);
    return digits.match(member).captured(1).toInt();
}

QString slotName(const QString& member)
{
    return u"repmgr_slot_%1"_s.arg(nodeId(member));
}

Result<Settings> parseSettings(const QMap<QString, QString>& environment)
{
    const auto value = [&](const QString& variable, const QString& otherwise = {}) {
        return environment.value(u"SWITCHYARD_"_s + variable, otherwise).trimmed();
    };
    Settings settings;
    const QString role = value(u"ROLE"_s);
    if (role != u"postgres" && role != u"pgbouncer")
        return wrong(u"ROLE"_s, u"is \"%1\": it must be postgres or pgbouncer"_s.arg(role));
    settings.role = role == u"postgres" ? NodeRole::Postgres : NodeRole::Pooler;
    settings.cluster = value(u"CLUSTER"_s);
    settings.name = value(u"NAME"_s);
    settings.members = value(u"MEMBERS"_s).split(u',', Qt::SkipEmptyParts);
    if (!isName(settings.cluster))
        return wrong(u"CLUSTER"_s, u"is \"%1\": lower-case letters, digits, - and _"_s.arg(settings.cluster));
    if (!isName(settings.name))
        return wrong(u"NAME"_s, u"is \"%1\": lower-case letters, digits, - and _"_s.arg(settings.name));
    if (const auto ok = checkMembers(settings); !ok)
        return tl::unexpected(ok.error());
    settings.founder = value(u"FOUNDER"_s, settings.members.first());
    if (!settings.members.contains(settings.founder))
        return wrong(u"FOUNDER"_s, u"is \"%1\", which is not among the members"_s.arg(settings.founder));
    if (settings.role == NodeRole::Postgres && !settings.members.contains(settings.name))
        return wrong(u"NAME"_s, u"is \"%1\", which is not among the members"_s.arg(settings.name));
    settings.database = value(u"DATABASE"_s, u"app"_s);
    if (!isName(settings.database) || settings.database == u"repmgr" || settings.database == u"postgres")
        return wrong(u"DATABASE"_s, u"is \"%1\": it must be a name of its own"_s.arg(settings.database));
    const QString synchronous = value(u"SYNCHRONOUS"_s, u"on"_s);
    if (synchronous != u"on" && synchronous != u"off")
        return wrong(u"SYNCHRONOUS"_s, u"is \"%1\": it must be on or off"_s.arg(synchronous));
    settings.synchronous = synchronous == u"on";
    settings.replicationSuffix = value(u"REPLICATION_SUFFIX"_s);
    settings.administrationSuffix = value(u"ADMINISTRATION_SUFFIX"_s);
    if (!isSuffix(settings.replicationSuffix) || !isSuffix(settings.administrationSuffix))
        return wrong(u"…_SUFFIX"_s, u"may hold letters, digits, dots and dashes"_s);
    if (const auto ok = readLease(settings, value(u"ETCD"_s), value(u"LEASE_SECONDS"_s, u"5"_s),
            value(u"READ_LAG_SECONDS"_s, u"30"_s));
        !ok)
        return tl::unexpected(ok.error());
    return settings;
}

} // namespace switchyard::node
