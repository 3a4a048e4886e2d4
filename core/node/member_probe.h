#pragma once
// Asks members what they are: their PostgreSQL over SQL, and their supervisors for their reports.

#include "core/base/deadline.h"
#include "core/node/peers.h"
#include "core/postgres/connector.h"

namespace switchyard::node {

/// Belongs to one thread. Connections are kept between calls.
class MemberProbe
{
public:
    MemberProbe(postgres::Connector& connector, Secret password)
        : connector_(connector), password_(std::move(password))
    {
    }

    struct Address
    {
        QString member;
        QString host;
    };
    /// What PostgreSQL of each says, in order; `report` stays empty.
    QVector<Peer> askServers(const QVector<Address>& addresses, const Call& call);
    /// Both: PostgreSQL and supervisor of each, in order.
    QVector<Peer> ask(const QVector<Address>& addresses, const Call& call);

private:
    postgres::Connector& connector_;
    Secret password_;
};

} // namespace switchyard::node
