#include "core/workstation/docker_contexts.h"
#include "core/workstation/libpq_files.h"
#include "core/workstation/ssh_hosts.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace switchyard;
using namespace switchyard::workstation;
using namespace Qt::StringLiterals;

namespace {

/// A home directory and an environment that a test writes.
struct Desk
{
    void write(const QString& path, const QByteArray& text, bool ownersAlone = false)
    {
        const QString full = home.filePath(path);
        QDir().mkpath(QFileInfo(full).path());
        QFile file(full);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(full));
        if (ownersAlone)
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    Places places() const
    {
        return {home.path(), [this](const char* name) { return variables.value(QString::fromLatin1(name)); }};
    }
    template<typename Add> Offers read(Add add) const
    {
        Offers offers;
        add(places(), offers);
        return offers;
    }
    QTemporaryDir home;
    QMap<QString, QString> variables{{u"PGSYSCONFDIR"_s, u"/nonexistent"_s}};
};

QStringList urls(const Offers& offers)
{
    QStringList all;
    for (const EngineOffer& offer : offers.engines)
        all << offer.name + u'=' + offer.url + (offer.current ? u"*"_s : QString());
    return all;
}

QByteArray context(const QByteArray& name, const QByteArray& host)
{
    return R"({"Name":")" + name + R"(","Metadata":{},"Endpoints":{"docker":{"Host":")" + host +
           R"(","SkipTLSVerify":false}}})";
}

QString wordsOf(const QVector<SshLine>& lines)
{
    QStringList words;
    for (const SshLine& line : lines)
        words << (line.kind == SshLine::Kind::Include ? u"+"_s : QString()) + line.word;
    return words.join(u' ');
}

} // namespace

class OffersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void contextsWithTheirCertificates()
    {
        Desk desk;
        desk.write(u".docker/contexts/meta/a1/meta.json"_s, context("prod", "tcp://10.0.0.1:2376"));
        desk.write(u".docker/contexts/tls/a1/docker/ca.pem"_s, "ca");
        desk.write(u".docker/contexts/tls/a1/docker/cert.pem"_s, "cert");
        desk.write(u".docker/contexts/tls/a1/docker/key.pem"_s, "key");
        desk.write(u".docker/contexts/meta/b2/meta.json"_s, context("lab", "ssh://dba@lab"));
        desk.write(u".docker/config.json"_s, R"({"currentContext":"lab"})");
        Offers offers = desk.read(addDockerOffers);
        QCOMPARE(urls(offers), (QStringList{u"prod=tcp://10.0.0.1:2376"_s, u"lab=ssh://dba@lab*"_s}));
        const QString tls = desk.home.filePath(u".docker/contexts/tls/a1/docker/"_s);
        QCOMPARE(offers.engines[0].tls,
            (docker::TlsFiles{tls + u"ca.pem"_s, tls + u"cert.pem"_s, tls + u"key.pem"_s}));
        QVERIFY(!offers.engines[1].tls);
        desk.variables[u"DOCKER_CONTEXT"_s] = u"prod"_s;
        QCOMPARE(urls(desk.read(addDockerOffers)).first(), u"prod=tcp://10.0.0.1:2376*"_s);
        QVERIFY(offers.problems.isEmpty());
    }

    void dockerHostGoesFirst()
    {
        Desk desk;
        desk.write(u"conf/contexts/meta/b2/meta.json"_s, context("lab", "ssh://lab"));
        desk.write(u"conf/config.json"_s, R"({"currentContext":"lab"})");
        desk.variables[u"DOCKER_CONFIG"_s] = desk.home.filePath(u"conf"_s);
        desk.variables[u"DOCKER_HOST"_s] = u"tcp://m1:2376"_s;
        desk.variables[u"DOCKER_TLS_VERIFY"_s] = u"1"_s;
        desk.variables[u"DOCKER_CERT_PATH"_s] = u"/certs"_s;
        const Offers offers = desk.read(addDockerOffers);
        QCOMPARE(urls(offers), (QStringList{u"=tcp://m1:2376*"_s, u"lab=ssh://lab"_s}));
        QCOMPARE(offers.engines[0].tls,
            (docker::TlsFiles{u"/certs/ca.pem"_s, u"/certs/cert.pem"_s, u"/certs/key.pem"_s}));
        QVERIFY(!offerOfVariables({}, true, u"/certs"_s));
        QVERIFY(!offerOfVariables(u"unix:///s"_s, true, u"/certs"_s)->tls);
    }

    void badFilesAreToldAndCostNothingElse()
    {
        Desk desk;
        desk.write(u".docker/config.json"_s, "{ half");
        desk.write(u".docker/contexts/meta/a1/meta.json"_s, "[]");
        desk.write(u".docker/contexts/meta/b2/meta.json"_s, context("windows", "npipe:////./pipe/docker"));
        desk.write(u".docker/contexts/meta/c3/meta.json"_s, context("lab", "ssh://lab"));
        desk.write(u".docker/contexts/meta/d4/meta.json"_s, QByteArray((1 << 20) + 1, ' '));
        const Offers offers = desk.read(addDockerOffers);
        QCOMPARE(urls(offers), QStringList{u"lab=ssh://lab"_s});
        QCOMPARE(offers.problems.size(), 4);
        for (const Error& problem : offers.problems)
            QVERIFY2(problem.detail.startsWith(desk.home.path()), qPrintable(problem.detail));
        QCOMPARE(offers.problems.last().code, u"workstation.unreadable"_s);
        QVERIFY(desk.read(addSshOffers).problems.isEmpty()); // what is not there is no problem
    }

    void sshConfig_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("plain") << QByteArray("Host db1\n  HostName 10.0.0.1\nHost db2 db3\n")
                               << u"db1 db2 db3"_s;
        QTest::newRow("patterns") << QByteArray("Host * !bad db? *.example real\n") << u"real"_s;
        QTest::newRow("case, equals, tabs") << QByteArray("hOsT=a\nHOST = b\n\thost\tc\n") << u"a b c"_s;
        QTest::newRow("quotes") << QByteArray("Host \"a\" b # c\n# Host d\n") << u"a b"_s;
        QTest::newRow("include") << QByteArray("Include conf.d/* \"~/x y\"\r\nHost z\r\n")
                                 << u"+conf.d/* +~/x y z"_s;
        QTest::newRow("others") << QByteArray("Match host q\n HostName x\nHostKeyAlias y\nProxyJump z\n")
                                << QString();
    }
    void sshConfig()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        QCOMPARE(wordsOf(parseSshConfig(text)), words);
    }

    void sshIncludes()
    {
        Desk desk;
        desk.write(
            u".ssh/config"_s, "Include conf.d/*.conf\nInclude ~/other none\nHost own db1\nInclude config\n");
        desk.write(u".ssh/conf.d/1.conf"_s, "Host db1\n");
        desk.write(u".ssh/conf.d/2.conf"_s, "Host db2\n");
        desk.write(u".ssh/conf.d/3.txt"_s, "Host no\n");
        desk.write(u"other"_s, "Host far\n");
        const Offers offers = desk.read(addSshOffers); // and ends, though a file includes itself
        QCOMPARE(urls(offers),
            (QStringList{u"db1=ssh://db1"_s, u"db2=ssh://db2"_s, u"far=ssh://far"_s, u"own=ssh://own"_s}));
    }

    void services()
    {
        const Services services =
            parseServices("# mine\n[prod]\nhost=db1\nport=6432\ndbname=repmgr\nuser = dba\n"
                          "password=hunter2\nsslmode=verify-full\n\n[lab]\nhostaddr=10.0.0.1\n");
        QVERIFY(!services.problem);
        QCOMPARE(services.found.size(), 2);
        const LoginOffer expected{LoginOffer::Source::Service, u"prod"_s, u"db1"_s, 6432, u"repmgr"_s,
            u"dba"_s, u"verify-full"_s, {}};
        QCOMPARE(services.found[0], expected);
        QCOMPARE(services.found[1].host, u"10.0.0.1"_s);
        const Services broken = parseServices("[a]\nhost=x\nwhat is this\n[b]\n");
        QCOMPARE(broken.found.size(), 1);
        QVERIFY(broken.problem->detail.startsWith(u"line 3 "_s));
        QVERIFY(parseServices("host=x\n").problem->detail.startsWith(u"line 1 "_s));
    }

    void passFileEntriesWithoutPasswords()
    {
        Desk desk;
        desk.write(u".pgpass"_s, "db1:5432:repmgr:dba:hunter2\n*:*:*:app:hunter2\n*:*:*:app:other\n", true);
        desk.write(u".pg_service.conf"_s, "[prod]\nhost=db1\n");
        const Offers offers = desk.read(addLibpqOffers);
        QCOMPARE(offers.logins.size(), 3);
        QCOMPARE(offers.logins[0].name, u"prod"_s);
        QCOMPARE(offers.logins[1].port, quint16(5432));
        QCOMPARE(offers.logins[1].user, u"dba"_s);
        QCOMPARE(offers.logins[2].host, QString());
        QCOMPARE(offers.logins[2].passFile, desk.home.filePath(u".pgpass"_s));

        desk.write(u"open"_s, "db1:5432:repmgr:dba:hunter2\n");
        QFile::setPermissions(desk.home.filePath(u"open"_s), QFile::ReadOwner | QFile::ReadOther);
        desk.variables[u"PGPASSFILE"_s] = desk.home.filePath(u"open"_s);
        const Offers refused = desk.read(addLibpqOffers);
        QCOMPARE(refused.logins.size(), 1);
        QCOMPARE(refused.problems.first().code, u"passfile.permissions"_s);
        QVERIFY(!refused.problems.first().detail.contains(u"hunter2"_s));
    }
};

QTEST_APPLESS_MAIN(OffersTest)
#include "offers_test.moc"
