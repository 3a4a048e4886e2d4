#include "app/gui/profile_claims.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTimer>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

constexpr std::chrono::seconds answerWithin{3};
constexpr qint64 longestMessage = 4096;
constexpr const char* activationToken = "XDG_ACTIVATION_TOKEN"; // Wayland: who may come forward

} // namespace

QString runtimeDirectory()
{
    const QString given = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString path =
        given.isEmpty() ? QDir::tempPath() + u"/switchyard-%1"_s.arg(getuid()) : given + u"/switchyard"_s;
    if (!QFileInfo::exists(path) && QDir().mkpath(path))
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QFileInfo info(path);
    return info.isDir() && !info.isSymLink() && info.ownerId() == getuid() ? path : QString();
}

ProfileClaims::ProfileClaims(const QDir& directory, QObject* parent) : QObject(parent), directory_(directory)
{
}

ProfileClaims::~ProfileClaims()
{
    while (!claims_.empty())
        release(claims_.begin()->first);
}

QString ProfileClaims::path(const QString& name, const char* suffix) const
{
    return directory_.filePath(name + QLatin1String(suffix));
}

bool ProfileClaims::claim(const QString& name)
{
    if (claims_.contains(name))
        return true;
    Claim claim;
    claim.lock =
        ::open(QFile::encodeName(path(name, ".lock")).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (claim.lock >= 0 && ::flock(claim.lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(claim.lock);
        return false;
    }
    claim.server = std::make_unique<QLocalServer>();
    listen(name, *claim.server);
    claims_[name] = std::move(claim);
    return true;
}

void ProfileClaims::listen(const QString& name, QLocalServer& server)
{
    // We hold the lock: whatever lies there is nobody's.
    const QString socket = path(name, ".sock");
    QLocalServer::removeServer(socket);
    server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server, &QLocalServer::newConnection, this, [this, name, &server] {
        while (QLocalSocket* peer = server.nextPendingConnection()) {
            connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
            connect(peer, &QLocalSocket::readyRead, this, [this, name, peer] {
                if (!peer->canReadLine() && peer->bytesAvailable() < longestMessage)
                    return;
                const QByteArray token = peer->readLine(longestMessage).trimmed().mid(6);
                if (!token.isEmpty())
                    qputenv(activationToken, token);
                Q_EMIT raiseRequested(name);
                peer->write("here\n");
                peer->disconnectFromServer();
            });
        }
    });
    server.listen(socket);
}

void ProfileClaims::release(const QString& name)
{
    const auto it = claims_.find(name);
    if (it == claims_.end())
        return;
    it->second.server.reset(); // before the lock: nobody else can be listening there yet
    if (it->second.lock >= 0)
        ::close(it->second.lock);
    claims_.erase(it);
}

void ProfileClaims::askToRaise(const QString& name)
{
    auto* socket = new QLocalSocket(this);
    const auto end = [this, name, socket, done = std::make_shared<bool>(false)](bool cameForward) {
        if (std::exchange(*done, true))
            return;
        socket->deleteLater();
        Q_EMIT answered(name, cameForward);
    };
    connect(socket, &QLocalSocket::connected, socket,
        [socket] { socket->write("raise " + qgetenv(activationToken) + '\n'); });
    connect(socket, &QLocalSocket::readyRead, socket, [end] { end(true); });
    connect(socket, &QLocalSocket::disconnected, socket, [end] { end(false); });
    connect(socket, &QLocalSocket::errorOccurred, socket, [end] { end(false); });
    QTimer::singleShot(answerWithin, socket, [end] { end(false); });
    // From the event loop, so that whoever asks can listen for the answer first.
    QTimer::singleShot(0, socket, [this, name, socket] { socket->connectToServer(path(name, ".sock")); });
}

} // namespace switchyard
