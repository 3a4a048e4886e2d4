#pragma once
// How to reach a cluster: a JSON file in ~/.config/switchyard/clusters/NAME.json. Holds no secret:
// passwords stand in a libpq passfile that the profile only names.

#include "core/base/error.h"
#include "core/docker/endpoint.h"

#include <QMap>
#include <QString>

#include <chrono>

namespace switchyard {

struct ClusterProfile
{
    QString name;
    docker::Endpoint engine;
    QString clusterLabel; ///< value of io.switchyard.cluster; the same as `name` if the file says nothing
    bool production = false;
    struct Login
    {
        QString user;
        QString database; ///< poolers: always "pgbouncer"
        QString sslMode = QStringLiteral("prefer");
        bool operator==(const Login&) const = default;
    };
    Login postgres{QStringLiteral("switchyard"), QStringLiteral("repmgr")};
    Login pgbouncer{QStringLiteral("switchyard"), QStringLiteral("pgbouncer")};
    /// Who may ask the members' supervisors to change something; empty: nobody from here.
    QString memberAdmin;
    /// Who may PAUSE, RESUME, RECONNECT, KILL and RELOAD on a pooler's console; empty: nobody from here.
    QString poolerAdmin;
    QString passFile;                        ///< absolute path; empty: libpq's default (~/.pgpass)
    QMap<QString, QString> addressOverrides; ///< member or pooler name -> "host:port", for NAT and tunnels
    std::chrono::milliseconds interval{1000};
    bool operator==(const ClusterProfile&) const = default;
};

/// Reads a profile's text. BadInput with the field and the reason for anything that is not one
/// ("profile.json", "profile.field"); an unknown field is an error too, so that a typo is not silence.
/// A field that looks like a password is refused with "profile.secret".
Result<ClusterProfile> parseProfile(const QByteArray& json, const QString& nameFromFile);
QByteArray formatProfile(const ClusterProfile& profile);

/// 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front: what a file and a label can be called.
bool isProfileName(QStringView name);

/// ~/.config/switchyard/clusters, or $XDG_CONFIG_HOME/switchyard/clusters.
QString profileDirectory();
/// As parseProfile, and "profile.not_found", "profile.unreadable".
Result<ClusterProfile> loadProfile(const QString& name);
/// Atomic: a crash leaves the old file. The file is its owner's alone (0600). "profile.field",
/// "profile.write".
Result<void> saveProfile(const ClusterProfile& profile);
QStringList profileNames();

} // namespace switchyard
