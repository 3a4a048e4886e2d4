#pragma once
// How to reach a cluster: a JSON file in ~/.config/switchyard/clusters/NAME.json. Holds no secret: it only
// says where passwords come from.

#include "core/base/error.h"
#include "core/docker/endpoint.h"

#include <QMap>
#include <QString>

#include <chrono>

namespace switchyard {

/// Where the passwords of a cluster's logins come from.
enum class PasswordSource {
    PassFile, ///< a libpq passfile, read by us
    Keychain, ///< the desktop's keychain
    Ask,      ///< a person is asked when the cluster is opened; kept in memory only
};

/// The database of PgBouncer's console.
inline const QString consoleDatabase = QStringLiteral("pgbouncer");

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
    PasswordSource passwordSource = PasswordSource::PassFile;
    QString passFile;                        ///< absolute path; empty: libpq's default (~/.pgpass)
    QMap<QString, QString> addressOverrides; ///< member or pooler name -> "host:port", for NAT and tunnels
    std::chrono::milliseconds interval{1000};
    bool operator==(const ClusterProfile&) const = default;
};

/// What is done with a field that we do not know.
enum class UnknownFields {
    Refuse, ///< an error, so that a typo is not silence
    Ignore, ///< for a dialog that edits the rest of the profile
};

/// Reads a profile's text. BadInput with the field, its line and the reason for anything that is not one
/// ("profile.json", "profile.field"). Fields that begin with "x-" are other programs' and are left alone
/// everywhere. A field that looks like a password is refused with "profile.secret".
Result<ClusterProfile> parseProfile(
    const QByteArray& json, const QString& nameFromFile, UnknownFields unknown = UnknownFields::Refuse);
/// The profile's text. `over` is what the file held before: fields of it that we do not know are kept.
QByteArray formatProfile(const ClusterProfile& profile, const QByteArray& over = {});

/// 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front: what a file and a label can be called.
bool isProfileName(QStringView name);

/// ~/.config/switchyard/clusters, or $XDG_CONFIG_HOME/switchyard/clusters.
QString profileDirectory();
/// As parseProfile, and "profile.not_found", "profile.unreadable".
Result<ClusterProfile> loadProfile(const QString& name, UnknownFields unknown = UnknownFields::Refuse);
/// Atomic: a crash leaves the old file. The file is its owner's alone (0600). What the file holds that we do
/// not know stays; a file that is no JSON is left as it is, with its "profile.json". "profile.field",
/// "profile.write".
Result<void> saveProfile(const ClusterProfile& profile);
/// "profile.not_found", "profile.write".
Result<void> removeProfile(const QString& name);
QStringList profileNames();

} // namespace switchyard
