#include "core/etcd/client.h"

#include <QJsonArray>

namespace switchyard::etcd {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> garbage(const QString& what)
{
    return fail(ErrorKind::Protocol, u"etcd.garbage"_s, what);
}

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray::FromBase64Result decoded(const QJsonValue& value)
{
    return QByteArray::fromBase64Encoding(
        value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
}

// 64-bit numbers are text in this JSON (protobuf's mapping).
qint64 number(const QJsonValue& value)
{
    return value.isString() ? value.toString().toLongLong() : static_cast<qint64>(value.toDouble());
}

QString text(qint64 value)
{
    return QString::number(value);
}

Result<QMap<QByteArray, Value>> valuesOf(const QJsonObject& range)
{
    if (!range.contains(u"header"))
        return garbage(u"a range without header"_s);
    QMap<QByteArray, Value> values;
    for (const QJsonValue entry : range.value(u"kvs").toArray()) {
        const QJsonObject object = entry.toObject();
        const auto key = decoded(object.value(u"key"));
        const auto bytes = decoded(object.value(u"value"));
        Value value;
        value.lease = number(object.value(u"lease"));
        value.modRevision = number(object.value(u"mod_revision"));
        if (!key || (*key).isEmpty() || !bytes || value.modRevision <= 0)
            return garbage(u"a key without name, value or revision"_s);
        value.bytes = *bytes;
        values.insert(*key, value);
    }
    return values;
}

Result<std::optional<Value>> firstOf(const QJsonObject& range)
{
    const auto values = valuesOf(range);
    if (!values)
        return tl::unexpected(values.error());
    return values->isEmpty() ? std::nullopt : std::optional<Value>(values->first());
}

/// The end of the range of keys that begin so: its last byte one higher (etcd documentation, "Key ranges").
QByteArray endOf(QByteArray prefix)
{
    prefix.back() = static_cast<char>(prefix.back() + 1);
    return prefix;
}

QJsonObject putRequest(const QByteArray& key, const QByteArray& value, qint64 lease)
{
    return {{u"key"_s, base64(key)}, {u"value"_s, base64(value)}, {u"lease"_s, text(lease)}};
}

} // namespace

Result<qint64> Client::grantLease(std::chrono::seconds timeToLive, const Call& call)
{
    const auto answer = gateway_.post("/v3/lease/grant", {{u"TTL"_s, text(timeToLive.count())}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    const qint64 lease = number(answer->value(u"ID"));
    if (lease == 0)
        return garbage(u"a lease without number"_s);
    // etcd may grant more than was asked for, never less; more would break what the caller counts on.
    if (number(answer->value(u"TTL")) < timeToLive.count())
        return garbage(u"a lease that is shorter than asked"_s);
    return lease;
}

Result<std::chrono::seconds> Client::keepAlive(qint64 lease, const Call& call)
{
    const auto answer = gateway_.post("/v3/lease/keepalive", {{u"ID"_s, text(lease)}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    const QJsonObject result = answer->value(u"result").toObject();
    if (number(result.value(u"ID")) != lease)
        return garbage(u"an answer about another lease"_s);
    const qint64 left = number(result.value(u"TTL"));
    if (left <= 0)
        return fail(ErrorKind::NotFound, u"etcd.lease_gone"_s);
    return std::chrono::seconds(left);
}

Result<void> Client::revokeLease(qint64 lease, const Call& call)
{
    const auto answer = gateway_.post("/v3/lease/revoke", {{u"ID"_s, text(lease)}}, call);
    if (!answer && answer.error().hint != u"5") // gRPC: not found
        return tl::unexpected(answer.error());
    return {};
}

Result<std::optional<Value>> Client::get(const QByteArray& key, const Call& call)
{
    const auto answer = gateway_.post("/v3/kv/range", {{u"key"_s, base64(key)}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    return firstOf(*answer);
}

Result<QMap<QByteArray, Value>> Client::list(const QByteArray& prefix, const Call& call)
{
    const auto answer = gateway_.post(
        "/v3/kv/range", {{u"key"_s, base64(prefix)}, {u"range_end"_s, base64(endOf(prefix))}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    return valuesOf(*answer);
}

Result<void> Client::put(const QByteArray& key, const QByteArray& value, qint64 lease, const Call& call)
{
    const auto answer = gateway_.post("/v3/kv/put", putRequest(key, value, lease), call);
    if (!answer)
        return tl::unexpected(answer.error());
    return answer->contains(u"header") ? Result<void>{} : garbage(u"a put without header"_s);
}

Result<void> Client::remove(const QByteArray& key, const Call& call)
{
    const auto answer = gateway_.post("/v3/kv/deleterange", {{u"key"_s, base64(key)}}, call);
    return answer ? Result<void>{} : tl::unexpected(answer.error());
}

Result<Value> Client::createIfAbsent(
    const QByteArray& key, const QByteArray& value, qint64 lease, const Call& call)
{
    const QJsonObject absent{{u"key"_s, base64(key)}, {u"target"_s, u"CREATE"_s}, {u"result"_s, u"EQUAL"_s},
        {u"create_revision"_s, u"0"_s}};
    const QJsonObject put{{u"request_put"_s, putRequest(key, value, lease)}};
    const QJsonObject range{{u"request_range"_s, QJsonObject{{u"key"_s, base64(key)}}}};
    const auto answer = gateway_.post("/v3/kv/txn",
        {{u"compare"_s, QJsonArray{absent}}, {u"success"_s, QJsonArray{put, range}},
            {u"failure"_s, QJsonArray{range}}},
        call);
    if (!answer)
        return tl::unexpected(answer.error());
    const QJsonArray responses = answer->value(u"responses").toArray();
    const QJsonObject last = responses.isEmpty() ? QJsonObject() : responses.last().toObject();
    const auto found = firstOf(last.value(u"response_range").toObject());
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return garbage(u"a transaction that left no key"_s);
    return **found;
}

Result<bool> Client::putWhile(const QByteArray& guard, qint64 guardLease, const QByteArray& key,
    const QByteArray& value, const Call& call)
{
    const QJsonObject held{{u"key"_s, base64(guard)}, {u"target"_s, u"LEASE"_s}, {u"result"_s, u"EQUAL"_s},
        {u"lease"_s, text(guardLease)}};
    const QJsonObject put{{u"request_put"_s, putRequest(key, value, 0)}};
    const auto answer = gateway_.post(
        "/v3/kv/txn", {{u"compare"_s, QJsonArray{held}}, {u"success"_s, QJsonArray{put}}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!answer->contains(u"header"))
        return garbage(u"a transaction without header"_s);
    return answer->value(u"succeeded").toBool();
}

Result<EndpointStatus> Client::status(qsizetype endpoint, const Call& call)
{
    const auto answer = gateway_.postTo(endpoint, "/v3/maintenance/status", {}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    const QString leader = answer->value(u"leader").toString();
    EndpointStatus status;
    status.version = answer->value(u"version").toString();
    status.databaseBytes = number(answer->value(u"dbSize"));
    status.hasLeader = !leader.isEmpty() && leader != u"0";
    status.isLeader =
        status.hasLeader && leader == answer->value(u"header").toObject().value(u"member_id").toString();
    return status;
}

Result<bool> Client::isFull(const Call& call)
{
    const auto answer = gateway_.post("/v3/maintenance/alarm", {{u"action"_s, u"GET"_s}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    for (const QJsonValue alarm : answer->value(u"alarms").toArray()) {
        if (alarm.toObject().value(u"alarm").toString() == u"NOSPACE")
            return true;
    }
    return false;
}

} // namespace switchyard::etcd
