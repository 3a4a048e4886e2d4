#include "scripted_engine.h"

#include <QFile>
#include <QLocalSocket>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace switchyard::docker::testing {

namespace {

constexpr int sliceMs = 10;

// Plain POSIX: Qt's local server wants a thread with Qt's event dispatcher.
int listenAt(const sockaddr* address, socklen_t length)
{
    const int listener = ::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(listener, address, length) != 0 || ::listen(listener, 16) != 0)
        qFatal("a scripted engine cannot listen");
    return listener;
}

int listenAtPath(const QString& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(path), sizeof address.sun_path);
    return listenAt(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

int listenAtAnyPort(quint16& port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int listener = listenAt(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    socklen_t length = sizeof address;
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
    port = ntohs(address.sin_port);
    return listener;
}

/// -1 if nobody came.
int acceptWithin(int listener, int ms)
{
    pollfd entry{listener, POLLIN, 0};
    return ::poll(&entry, 1, ms) > 0 ? ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)
                                     : -1;
}

bool connected(QIODevice& device)
{
    if (auto* local = qobject_cast<QLocalSocket*>(&device))
        return local->state() == QLocalSocket::ConnectedState;
    return static_cast<QAbstractSocket&>(device).state() == QAbstractSocket::ConnectedState;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// As dockerd --tlsverify does it: a client without a certificate of the authority is refused with a TLS
// alert.
QSslConfiguration serverConfiguration(const ScriptedEngine::Tls& tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    const QSslCertificate certificate(contents(tls.certificate), QSsl::Pem);
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(QSslKey(contents(tls.key), certificate.publicKey().algorithm()));
    configuration.setCaCertificates(QSslCertificate::fromData(contents(tls.clientAuthority)));
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setHandshakeMustInterruptOnError(true);
    configuration.setMissingCertificateIsFatal(true);
    return configuration;
}

} // namespace

Step readRequest()
{
    return {Step::Kind::ReadRequest};
}

Step send(QByteArray bytes)
{
    return {Step::Kind::Send, std::move(bytes)};
}

Step sendByteByByte(QByteArray bytes)
{
    return {Step::Kind::SendByteByByte, std::move(bytes)};
}

Step silence()
{
    return {Step::Kind::Silence};
}

QByteArray answer(const QByteArray& body, int status, const QByteArray& moreHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Type: application/json\r\n" +
           moreHeaders + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

Script ping(const QByteArray& apiVersion)
{
    return {readRequest(), send(answer("OK", 200, "Api-Version: " + apiVersion + "\r\n"))};
}

Script engineAnswering(const QVector<QByteArray>& answers)
{
    Script script = ping();
    for (const QByteArray& each : answers)
        script << readRequest() << send(each);
    return script << silence();
}

ScriptedEngine::ScriptedEngine(Listen listen, QVector<Script> scripts, Tls tls)
    : listen_(listen), scripts_(std::move(scripts)), tls_(std::move(tls))
{
    // Listening before the thread begins: a client that comes at once only waits in the queue.
    listener_ = listen_ == Listen::Unix ? listenAtPath(path()) : listenAtAnyPort(port_);
    thread_ = std::thread([this] { acceptAll(); });
}

ScriptedEngine::~ScriptedEngine()
{
    stop_.request_stop();
    thread_.join();
    ::close(listener_);
}

QVector<QByteArray> ScriptedEngine::requests() const
{
    const std::lock_guard lock(mutex_);
    return requests_;
}

QByteArray ScriptedEngine::lastRequest() const
{
    const std::lock_guard lock(mutex_);
    return lastRequest_;
}

int ScriptedEngine::connections() const
{
    const std::lock_guard lock(mutex_);
    return connections_;
}

const Script& ScriptedEngine::nextScript()
{
    const std::lock_guard lock(mutex_);
    return scripts_[std::min<qsizetype>(connections_++, scripts_.size() - 1)];
}

void ScriptedEngine::acceptAll()
{
    while (!stop_.stop_requested()) {
        const int descriptor = acceptWithin(listener_, sliceMs);
        if (descriptor < 0)
            continue;
        const Script& script = nextScript();
        if (listen_ == Listen::Unix) {
            QLocalSocket socket;
            socket.setSocketDescriptor(descriptor);
            play(socket, script);
            continue;
        }
        QSslSocket socket;
        socket.setSocketDescriptor(descriptor);
        if (listen_ == Listen::Tls) {
            socket.setSslConfiguration(serverConfiguration(tls_));
            socket.startServerEncryption();
            if (!socket.waitForEncrypted(5000))
                continue;
        }
        play(socket, script);
    }
}

void ScriptedEngine::play(QIODevice& device, const Script& script)
{
    for (const Step& step : script) {
        switch (step.kind) {
        case Step::Kind::ReadRequest:
            if (!readRequestFrom(device))
                return;
            break;
        case Step::Kind::Send: sendTo(device, step.bytes); break;
        case Step::Kind::SendByteByByte:
            for (const char c : step.bytes)
                sendTo(device, QByteArray(1, c));
            break;
        case Step::Kind::Silence:
            while (connected(device) && !stop_.stop_requested())
                device.waitForReadyRead(sliceMs);
            break;
        }
    }
}

bool ScriptedEngine::readRequestFrom(QIODevice& device)
{
    QByteArray request;
    while (!request.contains("\r\n\r\n")) {
        if (stop_.stop_requested())
            return false;
        request += device.readAll();
        if (request.contains("\r\n\r\n"))
            break;
        if (!connected(device))
            return false;
        device.waitForReadyRead(sliceMs);
    }
    const std::lock_guard lock(mutex_);
    requests_ << request.left(request.indexOf(" HTTP/"));
    lastRequest_ = request;
    return true;
}

void ScriptedEngine::sendTo(QIODevice& device, const QByteArray& bytes)
{
    if (!connected(device))
        return;
    device.write(bytes);
    auto* ssl = qobject_cast<QSslSocket*>(&device);
    while (device.bytesToWrite() + (ssl ? ssl->encryptedBytesToWrite() : 0) > 0 && connected(device) &&
           !stop_.stop_requested())
        device.waitForBytesWritten(sliceMs);
}

} // namespace switchyard::docker::testing
