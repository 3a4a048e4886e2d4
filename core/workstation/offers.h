#pragma once
// What this workstation already knows of engines and logins, so that nobody types it twice: Docker contexts,
// ssh host aliases, libpq services, passfile entries. Never a password.

#include "core/base/error.h"
#include "core/docker/endpoint.h"

#include <QString>
#include <QVector>

#include <functional>
#include <optional>

namespace switchyard::workstation {

/// A place where an engine may listen.
struct EngineOffer
{
    enum class Source {
        DockerHost,    ///< the variable DOCKER_HOST
        DockerContext, ///< `docker context ls`
        SshAlias,      ///< a Host of ~/.ssh/config
        LocalSocket,   ///< /var/run/docker.sock of this machine
    };
    Source source{};
    QString name; ///< of the context or alias
    QString url;  ///< "ssh://db1", "tcp://10.0.0.1:2376", "unix:///var/run/docker.sock"
    std::optional<docker::TlsFiles> tls;
    bool current = false; ///< the one that `docker` itself would use now
    bool operator==(const EngineOffer&) const = default;
};

/// A login to databases. Empty fields and port 0: the file says nothing, or fits all.
struct LoginOffer
{
    enum class Source { Service, PassFile };
    Source source{};
    QString name; ///< of the service
    QString host;
    quint16 port = 0;
    QString database, user, sslMode;
    QString passFile; ///< the one that the entry stands in, or that the service names
    bool operator==(const LoginOffer&) const = default;
};

struct Offers
{
    QVector<EngineOffer> engines;
    QVector<LoginOffer> logins;
    /// Files that could not be used: "workstation.unreadable" (Rejected) or "workstation.garbage" (BadInput),
    /// the detail is the path and why. What the others say is there all the same.
    QVector<Error> problems;
};

/// Where to look. The functions are those of the process, or a test's.
struct Places
{
    QString home;
    std::function<QString(const char*)> variable; ///< an environment variable; empty: not set
};
/// As the process has them now; call it before postgres::ignoreLibpqEnvironment(). Any thread may use the
/// copy.
Places placesOfThisUser();

/// Reads files, nothing else; blocks on the disk: for a worker thread. A file that is not there is no
/// problem.
Offers readOffers(const Places& places);

} // namespace switchyard::workstation
