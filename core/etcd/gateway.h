#pragma once
// Requests to etcd's JSON gateway (etcd documentation, "gRPC gateway") over plain HTTP, on whichever of the
// endpoints answers.

#include "core/base/deadline.h"
#include "core/base/error.h"
#include "core/net/posix_connect.h"
#include "core/net/resolver.h"

#include <QJsonObject>
#include <QVector>

namespace switchyard::etcd {

struct Endpoint
{
    QString host;
    quint16 port = 2379;
    bool operator==(const Endpoint&) const = default;
};

/// "etcd-1:2379,etcd-2" as it stands in the supervisor's settings. BadInput "etcd.endpoints".
Result<QVector<Endpoint>> parseEndpoints(const QString& text);

/// Belongs to one thread. Keeps one connection open, to the endpoint that answered last.
class Gateway
{
public:
    explicit Gateway(QVector<Endpoint> endpoints);

    /// The answer's object, from the first endpoint that gives one; each gets its share of the time that is
    /// left. A request may so be done twice, which all of Client's bear. Errors: "etcd.unreachable" (no
    /// endpoint answered; the detail says why the last did not), "etcd.no_quorum" (they answer, but have no
    /// leader), "etcd.no_space", "etcd.garbage", "etcd.refused" (detail: etcd's words, hint: its gRPC code),
    /// "etcd.cancelled".
    Result<QJsonObject> post(const QByteArray& path, const QJsonObject& body, const Call& call);
    /// The same, asking this endpoint only.
    Result<QJsonObject> postTo(
        qsizetype endpoint, const QByteArray& path, const QJsonObject& body, const Call& call);
    const QVector<Endpoint>& endpoints() const { return endpoints_; }

private:
    struct Answer
    {
        int status = 0;
        QByteArray body;
    };
    Result<void> open(qsizetype endpoint, const Call& call);
    Result<Answer> exchange(const QByteArray& request, const Call& call);
    Result<Answer> receive(const Call& call);

    QVector<Endpoint> endpoints_;
    QVector<std::vector<net::SocketAddress>> addresses_; ///< by endpoint; empty: to be looked up
    qsizetype current_ = 0;
    net::Descriptor socket_; ///< to current_
};

} // namespace switchyard::etcd
