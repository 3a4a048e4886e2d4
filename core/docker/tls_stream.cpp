#include "core/docker/tls_stream.h"

#include "core/net/waiting.h"

#include <QSslConfiguration>
#include <QSslError>

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using namespace net;

namespace {

// The alerts of RFC 8446, section 6.2, that a server sends because of the certificate that a client showed.
bool isAboutOurCertificate(QSsl::AlertType type)
{
    switch (type) {
    case QSsl::AlertType::NoCertificate:
    case QSsl::AlertType::BadCertificate:
    case QSsl::AlertType::UnsupportedCertificate:
    case QSsl::AlertType::CertificateRevoked:
    case QSsl::AlertType::CertificateExpired:
    case QSsl::AlertType::CertificateUnknown:
    case QSsl::AlertType::UnknownCa:
    case QSsl::AlertType::AccessDenied:
    case QSsl::AlertType::CertificateRequired: return true;
    default: return false;
    }
}

Error tls(const QString& detail, const QString& hint)
{
    return {ErrorKind::Rejected, u"engine.tls"_s, detail, hint};
}

} // namespace

Error TcpStream::tlsError() const
{
    if (const auto held = socket_.sslHandshakeErrors(); !held.isEmpty()) {
        QStringList reasons;
        for (const QSslError& error : held)
            reasons << error.errorString();
        return tls(u"this computer refused the engine's certificate: "_s + reasons.join(u"; "_s),
            u"tls.server_certificate"_s);
    }
    if (alert_ && isAboutOurCertificate(alert_->type))
        return tls(u"the engine refused this computer's client certificate: "_s + alert_->description,
            u"tls.client_certificate"_s);
    if (alert_)
        return tls(u"the engine ended the TLS handshake: "_s + alert_->description, u"tls.handshake"_s);
    return tls(u"no TLS connection with the engine: "_s + socket_.errorString(), u"tls.handshake"_s);
}

TcpStream::TcpStream()
{
    QObject::connect(&socket_, &QSslSocket::alertReceived, &socket_,
        [this](QSsl::AlertLevel, QSsl::AlertType type, const QString& description) {
            // close_notify is how TLS says goodbye, not a complaint.
            if (type != QSsl::AlertType::CloseNotify && !alert_)
                alert_ = TlsAlert{type, description};
        });
}

Result<void> TcpStream::encrypt(const QSslConfiguration& configuration, const QString& host, const Call& call)
{
    socket_.setSslConfiguration(configuration);
    socket_.setPeerVerifyName(host);
    socket_.startClientEncryption();
    // Nothing was waited for yet: an error by now is that the TLS library does not take what the files hold.
    if (ended())
        return fail(ErrorKind::BadInput, u"engine.tls"_s,
            u"the certificate and the private key do not belong together: "_s + socket_.errorString(),
            u"tls.files"_s);
    while (!socket_.isEncrypted()) {
        if (ended())
            return tl::unexpected(tlsError());
        if (auto stop = mustReturn(call, u"waiting for the TLS handshake"_s))
            return tl::unexpected(std::move(*stop));
        socket_.waitForEncrypted(nextSliceMs(call));
    }
    return {};
}

bool TcpStream::ended()
{
    if (socket_.state() != QAbstractSocket::ConnectedState)
        return true;
    // A wait that timed out is an error to Qt, and the only one after which the connection lives on.
    const auto error = socket_.error();
    return error != QAbstractSocket::UnknownSocketError && error != QAbstractSocket::SocketTimeoutError &&
           error != QAbstractSocket::TemporaryError;
}

std::optional<Error> TcpStream::endReason(const Call&)
{
    if (alert_ || socket_.error() == QAbstractSocket::SslInternalError)
        return tlsError();
    return std::nullopt;
}

} // namespace switchyard::docker
