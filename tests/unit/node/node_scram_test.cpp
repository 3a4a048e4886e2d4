#include "core/node/scram.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;

class NodeScramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    // The exchange of RFC 7677, section 3: with ServerKey one can make the signature that stands there, and
    // the client's proof leads to StoredKey.
    void fitsTheExchangeOfTheRfc()
    {
        const QByteArray salt = QByteArray::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ==");
        const QByteArray verifier = scramVerifier(Secret("pencil"), salt, 4096);
        QVERIFY(verifier.startsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"));
        const QList<QByteArray> keys = verifier.mid(verifier.lastIndexOf('$') + 1).split(':');
        QCOMPARE(keys.size(), 2);
        const QByteArray storedKey = QByteArray::fromBase64(keys[0]),
                         serverKey = QByteArray::fromBase64(keys[1]);
        const QByteArray message =
            "n=user,r=rOprNGfwEbeRWgbNEkqO,"
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        const auto hmac = [](const QByteArray& key, const QByteArray& text) {
            return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
        };
        QCOMPARE(
            hmac(serverKey, message).toBase64(), QByteArray("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        QByteArray clientKey = QByteArray::fromBase64("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        const QByteArray signature = hmac(storedKey, message);
        for (qsizetype i = 0; i < clientKey.size(); ++i)
            clientKey[i] = static_cast<char>(clientKey[i] ^ signature[i]);
        QCOMPARE(QCryptographicHash::hash(clientKey, QCryptographicHash::Sha256), storedKey);
    }

    void isTheSameForTheSameAndDiffersElse()
    {
        const QByteArray verifier = scramVerifier(u"app"_s, Secret("secret"));
        QCOMPARE(scramVerifier(u"app"_s, Secret("secret")), verifier);
        QVERIFY(scramVerifier(u"app"_s, Secret("Secret")) != verifier);
        QVERIFY(scramVerifier(u"ap"_s, Secret("secret")) != verifier);
        QVERIFY(!verifier.contains("secret"));
    }
};

QTEST_GUILESS_MAIN(NodeScramTest)
#include "node_scram_test.moc"
