#include "core/node/scram.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QString>

namespace switchyard::node {

namespace {

constexpr auto sha256 = QCryptographicHash::Sha256;

QByteArray hmac(const QByteArray& key, const QByteArray& message)
{
    return QMessageAuthenticationCode::hash(message, key, sha256);
}

// Hi() of RFC 5802: PBKDF2 with HMAC-SHA-256 and one block of output.
QByteArray salted(const Secret& password, const QByteArray& salt, int iterations)
{
    QByteArray last = hmac(password.reveal(), salt + QByteArray("\0\0\0\1", 4));
    QByteArray result = last;
    for (int i = 1; i < iterations; ++i) {
        last = hmac(password.reveal(), last);
        for (qsizetype b = 0; b < result.size(); ++b)
            result[b] = static_cast<char>(result[b] ^ last[b]);
    }
    return result;
}

} // namespace

QByteArray scramVerifier(const Secret& password, const QByteArray& salt, int iterations)
{
    const Secret key(salted(password, salt, iterations));
    const QByteArray storedKey = QCryptographicHash::hash(hmac(key.reveal(), "Client Key"), sha256);
    const QByteArray serverKey = hmac(key.reveal(), "Server Key");
    return "SCRAM-SHA-256$" + QByteArray::number(iterations) + ':' + salt.toBase64() + '$' +
           storedKey.toBase64() + ':' + serverKey.toBase64();
}

QByteArray scramVerifier(const QString& user, const Secret& password)
{
    const QByteArray salt = hmac(password.reveal(), "switchyard salt " + user.toUtf8()).left(16);
    return scramVerifier(password, salt, 4096);
}

} // namespace switchyard::node
