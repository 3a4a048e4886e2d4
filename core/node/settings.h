#pragma once
// What a container is told about itself: by environment variables, which never hold a secret.

#include "core/base/error.h"
#include "core/etcd/gateway.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace switchyard::node {

enum class NodeRole { Postgres, Pooler };

/// Where things lie in the image. Only tests use others.
struct Paths
{
    QString volume = QStringLiteral("/var/lib/postgresql"); ///< survives the container
    QString run = QStringLiteral("/run/switchyard");        ///< in memory only (tmpfs)
    QString secrets = QStringLiteral("/run/secrets");       ///< in memory only, from the Swarm
    QString templates = QStringLiteral("/etc/switchyard");  ///< Swarm configs, else the image's own
    QString sockets = QStringLiteral("/run/postgresql");
    QString programs = QStringLiteral("/usr/lib/postgresql/15/bin");

    /// The data directory. It only ever appears whole, by renaming `newData()`.
    QString data() const { return volume + QStringLiteral("/data"); }
    QString newData() const { return volume + QStringLiteral("/data.unfinished"); }
    QString passFile() const { return run + QStringLiteral("/pgpass"); }
};

/// SWITCHYARD_ROLE=postgres|pgbouncer, _CLUSTER, _NAME (this one's), _MEMBERS (all of them, "pg1,pg2,pg3"),
/// _FOUNDER (who may make a new cluster), _DATABASE, _SYNCHRONOUS=on|off, and what is put behind a member's
/// name to reach it: _REPLICATION_SUFFIX, _ADMINISTRATION_SUFFIX. Of members: _ETCD ("etcd-1,etcd-2:2379")
/// and _LEASE_SECONDS (3 to 60). Of poolers: _READ_LAG_SECONDS.
struct Settings
{
    NodeRole role = NodeRole::Postgres;
    QString cluster;
    QString name;
    QStringList members;
    QString founder;
    QString database = QStringLiteral("app");
    bool synchronous = true;
    QString replicationSuffix;
    QString administrationSuffix;
    QVector<etcd::Endpoint> etcd;
    std::chrono::seconds leaseTime{5};
    std::chrono::seconds readLag{30}; ///< a standby that is further behind gets no reads from a pooler
    Paths paths;

    QStringList peers() const; ///< the other members
    QString replicationHost(const QString& member) const { return member + replicationSuffix; }
    QString administrationHost(const QString& member) const { return member + administrationSuffix; }
};

/// The number at the end of a member's name, which is its repmgr node id; 0 if there is none.
/// It stays the same when other members come and go, as an index in a list would not.
int nodeId(const QString& member);
/// The slot that repmgr expects for this member.
QString slotName(const QString& member);

/// BadInput "node.settings"; `detail` names the variable and what is wrong with it.
Result<Settings> parseSettings(const QMap<QString, QString>& environment);

} // namespace switchyard::node
