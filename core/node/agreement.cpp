#include "core/node/agreement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> notUnderstood(const QByteArray& key)
{
    return fail(ErrorKind::Protocol, u"node.agreement"_s,
        u"the value of %1 in etcd cannot be understood"_s.arg(QString::fromUtf8(key)));
}

std::optional<QVector<Claim>> parseClaims(const QByteArray& bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isArray())
        return std::nullopt;
    QVector<Claim> claims;
    for (const QJsonValue entry : document.array()) {
        const QJsonObject object = entry.toObject();
        Claim claim;
        claim.leader = object.value(u"leader").toString();
        claim.quorum = object.value(u"quorum").toInt(-1);
        for (const QJsonValue name : object.value(u"standbys").toArray())
            claim.standbys << name.toString();
        if (claim.leader.isEmpty() || claim.quorum < 0 || claim.standbys.contains(QString()))
            return std::nullopt;
        claims << claim;
    }
    return claims;
}

std::optional<StopNote> parseStop(const QString& member, const QByteArray& bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto checkpoint = Lsn::parse(object.value(u"checkpoint").toString());
    StopNote note;
    note.member = member;
    note.clean = object.value(u"clean").toBool();
    note.timeline = object.value(u"timeline").toInt();
    if (!checkpoint || note.timeline <= 0 || !object.value(u"clean").isBool())
        return std::nullopt;
    note.checkpoint = *checkpoint;
    return note;
}

} // namespace

QByteArray formatClaims(const QVector<Claim>& claims)
{
    QJsonArray array;
    for (const Claim& claim : claims)
        array << QJsonObject{{u"leader"_s, claim.leader},
            {u"standbys"_s, QJsonArray::fromStringList(claim.standbys)}, {u"quorum"_s, claim.quorum}};
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QByteArray formatStop(const StopNote& note)
{
    const QJsonObject object{{u"clean"_s, note.clean}, {u"checkpoint"_s, note.checkpoint.toString()},
        {u"timeline"_s, note.timeline}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Agreement> parseAgreement(const Keys& keys, const QMap<QByteArray, etcd::Value>& values)
{
    Agreement agreement;
    const QByteArray members = keys.member({});
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QByteArray& key = it.key();
        if (key == keys.leader()) {
            agreement.leader = QString::fromUtf8(it->bytes);
            agreement.leaderLease = it->lease;
            if (agreement.leader.isEmpty() || it->lease == 0)
                return notUnderstood(key);
        } else if (key == keys.claims()) {
            const auto claims = parseClaims(it->bytes);
            if (!claims)
                return notUnderstood(key);
            agreement.claims = *claims;
        } else if (key == keys.system()) {
            agreement.systemIdentifier = QString::fromUtf8(it->bytes);
        } else if (key == keys.handover()) {
            agreement.handoverTo = QString::fromUtf8(it->bytes);
        } else if (key == keys.mode()) {
            agreement.asynchronous = it->bytes == "asynchronous";
        } else if (key.startsWith(members)) {
            const QString member = QString::fromUtf8(key.mid(members.size()));
            const auto note = parseStop(member, it->bytes);
            if (!note)
                return notUnderstood(key);
            agreement.stops.insert(member, *note);
        }
    }
    return agreement;
}

} // namespace switchyard::node
