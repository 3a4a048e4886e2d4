#include "core/docker/tls_files.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

// PEM files are some kilobytes; more than this is not one (a device, somebody's dump).
constexpr qint64 largestPem = 1024 * 1024;

tl::unexpected<Error> unusable(const QString& path, const QString& why)
{
    return fail(ErrorKind::BadInput, u"engine.tls"_s, path + u": "_s + why, u"tls.files"_s);
}

Result<QByteArray> readPem(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    return file.read(largestPem);
}

Result<QList<QSslCertificate>> readCertificates(const QString& path)
{
    const auto pem = readPem(path);
    if (!pem)
        return tl::unexpected(pem.error());
    auto certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty())
        return unusable(path, u"holds no certificate"_s);
    return certificates;
}

} // namespace

Result<QSslConfiguration> loadTls(const TlsFiles& files)
{
    const auto authorities = readCertificates(files.ca);
    if (!authorities)
        return tl::unexpected(authorities.error());
    const auto chain = readCertificates(files.certificate);
    if (!chain)
        return tl::unexpected(chain.error());
    const auto pem = readPem(files.key);
    if (!pem)
        return tl::unexpected(pem.error());
    // The kind of key is the certificate's: trying one kind after the other would leave errors in OpenSSL's
    // queue.
    const QSslKey key(*pem, chain->first().publicKey().algorithm(), QSsl::Pem, QSsl::PrivateKey);
    if (key.isNull())
        return unusable(
            files.key, u"holds no private key that fits the certificate (or it needs a passphrase)"_s);

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(*authorities);
    configuration.setLocalCertificateChain(*chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace switchyard::docker
