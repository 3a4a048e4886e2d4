#pragma once
// Certificates made on the fly with the `openssl` program, so that none in the repository ever expires.

#include "core/docker/endpoint.h"

#include <QTemporaryDir>

namespace switchyard::docker::testing {

class TestCertificates
{
public:
    /// Makes two authorities ("ca", "otherca"); check `error()` before use.
    TestCertificates();

    struct Wish
    {
        QString name; ///< of the files NAME.pem and NAME.key
        QString authority = QStringLiteral("ca");
        QString alternativeNames{}; ///< "DNS:localhost,IP:127.0.0.1"; empty for clients
        bool expired = false;
        bool rsa = false; ///< else an elliptic curve
    };
    void make(const Wish& wish);

    QString error() const { return error_; } ///< what openssl said if it failed
    QString file(const QString& name) const { return directory_.filePath(name); }
    /// The client's files: verifies by `ca`, shows `name`.
    TlsFiles client(const QString& name, const QString& ca = QStringLiteral("ca")) const;

private:
    void run(const QStringList& arguments);
    QStringList newKey(const QString& name, bool rsa) const;
    void sign(const Wish& wish);

    QTemporaryDir directory_;
    QString error_;
};

} // namespace switchyard::docker::testing
