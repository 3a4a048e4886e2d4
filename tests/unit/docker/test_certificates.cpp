#include "test_certificates.h"

#include <QFile>
#include <QProcess>

namespace switchyard::docker::testing {

using namespace Qt::StringLiterals;

TestCertificates::TestCertificates()
{
    QFile config(file(u"ca.cnf"_s));
    if (config.open(QIODevice::WriteOnly))
        config.write("[ca]\ndefault_ca=this\n[this]\ndatabase=index.txt\nrand_serial=yes\nnew_certs_dir=."
                     "\ndefault_md=sha256\n"
                     "unique_subject=no\npolicy=any\n[any]\ncommonName=supplied\n");
    config.close();
    QFile index(file(u"index.txt"_s));
    if (!index.open(QIODevice::WriteOnly))
        error_ = index.errorString();
    for (const QString& name : {u"ca"_s, u"otherca"_s})
        run(QStringList{u"req"_s, u"-x509"_s, u"-subj"_s, u"/CN="_s + name, u"-days"_s, u"2"_s, u"-out"_s,
                name + u".pem"_s} +
            newKey(name, false));
}

QStringList TestCertificates::newKey(const QString& name, bool rsa) const
{
    const QStringList kind =
        rsa ? QStringList{u"-newkey"_s, u"rsa:2048"_s}
            : QStringList{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s};
    return kind + QStringList{u"-nodes"_s, u"-keyout"_s, name + u".key"_s};
}

void TestCertificates::make(const Wish& wish)
{
    run(QStringList{
            u"req"_s, u"-new"_s, u"-subj"_s, u"/CN="_s + wish.name, u"-out"_s, wish.name + u".csr"_s} +
        newKey(wish.name, wish.rsa));
    sign(wish);
}

void TestCertificates::sign(const Wish& wish)
{
    QFile extensions(file(wish.name + u".ext"_s));
    if (extensions.open(QIODevice::WriteOnly))
        extensions.write(wish.alternativeNames.isEmpty()
                             ? QByteArray("extendedKeyUsage=clientAuth\n")
                             : "subjectAltName=" + wish.alternativeNames.toLatin1() + "\n");
    extensions.close();
    const QStringList validity =
        wish.expired ? QStringList{u"-startdate"_s, u"20200101000000Z"_s, u"-enddate"_s, u"20200102000000Z"_s}
                     : QStringList{u"-days"_s, u"2"_s};
    run(QStringList{u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, u"ca.cnf"_s, u"-cert"_s,
            wish.authority + u".pem"_s, u"-keyfile"_s, wish.authority + u".key"_s, u"-in"_s,
            wish.name + u".csr"_s, u"-out"_s, wish.name + u".pem"_s, u"-extfile"_s, wish.name + u".ext"_s} +
        validity);
}

TlsFiles TestCertificates::client(const QString& name, const QString& ca) const
{
    return {file(ca + u".pem"_s), file(name + u".pem"_s), file(name + u".key"_s)};
}

void TestCertificates::run(const QStringList& arguments)
{
    if (!error_.isEmpty())
        return;
    QProcess openssl;
    openssl.setWorkingDirectory(directory_.path());
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished() || openssl.exitStatus() != QProcess::NormalExit || openssl.exitCode() != 0)
        error_ = u"openssl "_s + arguments.first() + u": "_s + openssl.errorString() + u' ' +
                 QString::fromLocal8Bit(openssl.readAllStandardError());
}

} // namespace switchyard::docker::testing
