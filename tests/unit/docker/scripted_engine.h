#pragma once
// An "engine" that does exactly what a test wrote down, byte for byte, on a thread of its own: the real
// transport carries it, so that what is tested is all of ours and none of theirs.

#include "core/docker/endpoint.h"

#include <QByteArray>
#include <QTemporaryDir>
#include <QVector>

#include <mutex>
#include <stop_token>
#include <thread>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace switchyard::docker::testing {

/// What is done on one accepted connection, in order; at the end the connection is closed.
struct Step
{
    enum class Kind { ReadRequest, Send, SendByteByByte, Silence };
    Kind kind;
    QByteArray bytes{};
};
using Script = QVector<Step>;

Step readRequest(); ///< until the empty line
Step send(QByteArray bytes);
Step sendByteByByte(QByteArray bytes);
Step silence(); ///< until the client goes away or the test ends
/// "HTTP/1.1 200 OK" with Content-Length.
QByteArray answer(const QByteArray& body, int status = 200, const QByteArray& moreHeaders = {});
/// The script's beginning for every Engine: /_ping answered with this version.
Script ping(const QByteArray& apiVersion = "1.41");
/// Ping, then each of `answers` to one request each, then silence.
Script engineAnswering(const QVector<QByteArray>& answers);

class ScriptedEngine
{
public:
    enum class Listen { Unix, Tcp, Tls };
    struct Tls
    {
        QString certificate, key; ///< the server's
        QString clientAuthority;  ///< who must have signed the client's
    };

    /// The n-th connection gets the n-th script, the last one all that follow.
    ScriptedEngine(Listen listen, QVector<Script> scripts, Tls tls = {});
    ~ScriptedEngine();

    QString path() const { return directory_.filePath(QStringLiteral("engine.sock")); }
    quint16 port() const { return port_; }
    UnixEndpoint endpoint() const { return {path()}; }
    /// "GET /v1.41/nodes" of every request seen so far.
    QVector<QByteArray> requests() const;
    QByteArray lastRequest() const; ///< all of it
    int connections() const;

private:
    void acceptAll();
    const Script& nextScript();
    void play(QIODevice& device, const Script& script);
    bool readRequestFrom(QIODevice& device);
    void sendTo(QIODevice& device, const QByteArray& bytes);

    Listen listen_;
    QVector<Script> scripts_;
    Tls tls_;
    QTemporaryDir directory_;
    quint16 port_ = 0;
    int listener_ = -1;
    mutable std::mutex mutex_;
    QVector<QByteArray> requests_;
    QByteArray lastRequest_;
    int connections_ = 0;
    std::stop_source stop_;
    std::thread thread_;
};

} // namespace switchyard::docker::testing
