#include "core/cluster/profile.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

/// JSON with ' for ", which reads better between C++'s own.
QByteArray json(const QByteArray& quoted)
{
    return QByteArray(quoted).replace('\'', '"');
}

const QByteArray full = json(
    "{ "
    "'version': 1, 'name': 'prod', 'cluster': 'orders', 'production': true, "
    "'engine': {'endpoint': 'tcp://manager.example:2376', 'ca': '/c/ca.pem', "
    "'certificate': '/c/cert.pem', 'key': '/c/key.pem'}, "
    "'postgres': {'user': 'dba', 'database': 'repmgr', 'sslmode': 'verify-full', 'admin_user': 'operator'}, "
    "'pgbouncer': {'user': 'looker', 'sslmode': 'require', 'admin_user': 'pooladmin'}, "
    "'passfile': '/home/dba/.pgpass', "
    "'addresses': {'pg1': '127.0.0.1:15432', 'pool1': '[::1]:16432', 'pg2': '10.%1.%0.2:5432'}, "
    "'interval_ms': 2000}");

QByteArray minimalWith(const QByteArray& more)
{
    return json("{'version': 1, 'engine': {'endpoint': 'unix:///var/run/docker.sock'}" + more + "}");
}

ClusterProfile sample(const QString& name)
{
    return parseProfile(minimalWith({}), name).value();
}

} // namespace

class ProfileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void readsEveryField()
    {
        const auto profile = parseProfile(full, u"prod"_s);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().detail));
        ClusterProfile expected;
        expected.name = u"prod"_s;
        expected.clusterLabel = u"orders"_s;
        expected.production = true;
        expected.engine = docker::TcpEndpoint{
            u"manager.example"_s, 2376, docker::TlsFiles{u"/c/ca.pem"_s, u"/c/cert.pem"_s, u"/c/key.pem"_s}};
        expected.postgres = {u"dba"_s, u"repmgr"_s, u"verify-full"_s};
        expected.pgbouncer = {u"looker"_s, u"pgbouncer"_s, u"require"_s};
        expected.memberAdmin = u"operator"_s;
        expected.poolerAdmin = u"pooladmin"_s;
        expected.passFile = u"/home/dba/.pgpass"_s;
        expected.addressOverrides = {{u"pg1"_s, u"127.0.0.1:15432"_s}, {u"pool1"_s, u"[::1]:16432"_s},
            {u"pg2"_s, u"10.%1.%0.2:5432"_s}};
        expected.interval = std::chrono::milliseconds(2000);
        QVERIFY(*profile == expected);
    }

    void fillsInWhatTheFileLeavesOut()
    {
        const auto profile = parseProfile(minimalWith({}), u"lab"_s);
        QVERIFY(profile);
        QCOMPARE(profile->name, u"lab"_s);
        QCOMPARE(profile->clusterLabel, u"lab"_s);
        QCOMPARE(profile->pgbouncer.database, u"pgbouncer"_s);
        QCOMPARE(profile->interval.count(), 1000);
        QVERIFY(!profile->production);
        QVERIFY(profile->poolerAdmin.isEmpty());
        QVERIFY(std::holds_alternative<docker::UnixEndpoint>(profile->engine));
    }

    void readsWhatItWrote()
    {
        for (const QByteArray& text : {full, minimalWith({})}) {
            const auto first = parseProfile(text, u"prod"_s);
            QVERIFY(first);
            const auto again = parseProfile(formatProfile(*first), u"prod"_s);
            QVERIFY(again);
            QVERIFY(*again == *first);
        }
    }

    void saysInWhichLine()
    {
        const QByteArray typo = "{\n \"version\": 1,\n \"engine\": {\n  \"endpoint\": \"gopher://x\"\n }\n}";
        QVERIFY(parseProfile(typo, u"lab"_s).error().detail.endsWith(u" (line 4)"));
        const QByteArray half = "{\n \"version\": 1,\n \"engine\" {}\n}";
        const QString said = parseProfile(half, u"lab"_s).error().detail;
        QVERIFY2(said.startsWith(u"line 3, column "_s), qPrintable(said));
    }

    void knowsWherePasswordsComeFrom()
    {
        QCOMPARE(sample(u"lab"_s).passwordSource, PasswordSource::PassFile); // profiles of before
        for (const auto source : {PasswordSource::PassFile, PasswordSource::Keychain, PasswordSource::Ask}) {
            ClusterProfile profile = sample(u"lab"_s);
            profile.passwordSource = source;
            QCOMPARE(parseProfile(formatProfile(profile), u"lab"_s)->passwordSource, source);
        }
    }

    void leavesFieldsOfOthersAlone()
    {
        const QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        QVERIFY(saveProfile(sample(u"lab"_s)));
        const QString path = profileDirectory() + u"/lab.json"_s;
        const auto write = [&](const QByteArray& text) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        const auto read = [&] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                                  : QJsonObject();
        };
        write(minimalWith(", 'x-team': 'dba', 'engine': {'endpoint': 'tcp://a:1', 'ca': '/c', 'x-rack': 7}, "
                          "'producton': true, 'addresses': {'pg1': 'h:1'}"));
        QCOMPARE(loadProfile(u"lab"_s).error().code, u"profile.field"_s); // the typo
        auto profile = loadProfile(u"lab"_s, UnknownFields::Ignore);
        QVERIFY(profile);
        profile->engine = docker::TcpEndpoint{u"b"_s, 2, {}};
        profile->addressOverrides.clear();
        QVERIFY(saveProfile(*profile));
        const QJsonObject now = read(), engine = now.value(u"engine"_s).toObject();
        QCOMPARE(now.value(u"x-team"_s).toString(), u"dba"_s);
        QVERIFY(now.value(u"producton"_s).toBool());
        QCOMPARE(engine.value(u"x-rack"_s).toInt(), 7);
        QCOMPARE(engine.value(u"endpoint"_s).toString(), u"tcp://b:2"_s);
        QVERIFY(!engine.contains(u"ca"_s) && now.value(u"addresses"_s).toObject().isEmpty());

        write("{ half");
        QCOMPARE(saveProfile(*profile).error().code, u"profile.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{ half")); // nothing of it is lost
        QVERIFY(removeProfile(u"lab"_s));
        QVERIFY(!QFile::exists(path));
        QCOMPARE(removeProfile(u"lab"_s).error().code, u"profile.not_found"_s);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const QByteArray& text, const char* code, const char* field) {
            QTest::newRow(name) << json(text) << QString::fromLatin1(code) << QString::fromLatin1(field);
        };
        row("empty", "", "profile.json", "");
        row("half", "{'version': 1,", "profile.json", "");
        row("list", "[]", "profile.json", "");
        row("too large", QByteArray(2 << 20, ' '), "profile.json", "");
        row("no version", "{'engine': {'endpoint': 'unix:///s'}}", "profile.field", "version");
        row("later version", "{'version': 2, 'engine': {'endpoint': 'unix:///s'}}", "profile.field",
            "version");
        row("no engine", "{'version': 1}", "profile.field", "engine.endpoint");
        row("engine is text", "{'version': 1, 'engine': 'unix:///s'}", "profile.field", "engine");
        row("bad scheme", "{'version': 1, 'engine': {'endpoint': 'gopher://x'}}", "profile.field",
            "engine.endpoint");
        row("lone key", "{'version': 1, 'engine': {'endpoint': 'tcp://x:1', 'ca': '/a', 'key': '/k'}}",
            "profile.field", "engine.certificate");
        row("relative ca", "{'version': 1, 'engine': {'endpoint': 'tcp://x:1', 'ca': 'a'}}", "profile.field",
            "engine.ca");
        row("tls on a socket", "{'version': 1, 'engine': {'endpoint': 'unix:///s', 'ca': '/a'}}",
            "profile.field", "engine.ca");
        row("typo", minimalWith(", 'producton': true"), "profile.field", "producton");
        row("typo inside", minimalWith(", 'postgres': {'usr': 'x'}"), "profile.field", "postgres.usr");
        row("other name", minimalWith(", 'name': 'other'"), "profile.field", "name");
        row("name with a path", minimalWith(", 'name': '../x'"), "profile.field", "name");
        row("empty cluster", minimalWith(", 'cluster': ''"), "profile.field", "cluster");
        row("production as text", minimalWith(", 'production': 'yes'"), "profile.field", "production");
        row("sslmode", minimalWith(", 'postgres': {'sslmode': 'on'}"), "profile.field", "postgres.sslmode");
        row("pooler's database", minimalWith(", 'pgbouncer': {'database': 'x'}"), "profile.field",
            "pgbouncer.database");
        row("empty user", minimalWith(", 'pgbouncer': {'user': ''}"), "profile.field", "pgbouncer.user");
        row("relative passfile", minimalWith(", 'passfile': '~/.pgpass'"), "profile.field", "passfile");
        row("address without port", minimalWith(", 'addresses': {'pg1': 'host'}"), "profile.field",
            "addresses.pg1");
        row("address as number", minimalWith(", 'addresses': {'pg1': 5432}"), "profile.field",
            "addresses.pg1");
        row("interval 0", minimalWith(", 'interval_ms': 0"), "profile.field", "interval_ms");
        row("interval as text", minimalWith(", 'interval_ms': '1s'"), "profile.field", "interval_ms");
        row("interval in halves", minimalWith(", 'interval_ms': 1000.5"), "profile.field", "interval_ms");
        row("password of an unknown kind", minimalWith(", 'password': 'hunter2'"), "profile.secret",
            "password");
        row("password as number", minimalWith(", 'password': 5"), "profile.field", "password");
        row("line break", minimalWith(", 'cluster': 'a\\nb'"), "profile.field", "cluster");
        row("password", minimalWith(", 'postgres': {'user': 'x', 'password': 'hunter2'}"), "profile.secret",
            "postgres.password");
        row("password on top", minimalWith(", 'dbPwd': 'hunter2'"), "profile.secret", "dbPwd");
        row("password in a url", "{'version': 1, 'engine': {'endpoint': 'ssh://u:hunter2@h'}}",
            "profile.secret", "engine.endpoint");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, field);
        const auto profile = parseProfile(text, u"prod"_s);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, code);
        QCOMPARE(profile.error().kind, ErrorKind::BadInput);
        if (!field.isEmpty())
            QVERIFY2(profile.error().detail.startsWith(field + u": "_s), qPrintable(profile.error().detail));
        QVERIFY(!profile.error().detail.contains(u"hunter2"));
    }

    void knowsNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("usual") << u"prod-eu_1.a"_s << true;
        QTest::newRow("64") << QString(64, u'a') << true;
        QTest::newRow("65") << QString(65, u'a') << false;
        for (const char* bad : {"", ".", "..", ".hidden", "a/b", "a b", "a\n", "ä"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << false;
    }
    void knowsNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(isProfileName(name), good);
        if (!good)
            QCOMPARE(loadProfile(name).error().code, u"profile.field"_s);
    }

    void keepsFilesToTheirOwner()
    {
        const QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        QCOMPARE(profileNames(), QStringList());
        QCOMPARE(loadProfile(u"lab"_s).error().code, u"profile.not_found"_s);
        QCOMPARE(loadProfile(u"lab"_s).error().kind, ErrorKind::NotFound);

        ClusterProfile lab = sample(u"lab"_s);
        QVERIFY(saveProfile(lab));
        QVERIFY(saveProfile(sample(u"Demo"_s)));
        QCOMPARE(profileNames(), (QStringList{u"Demo"_s, u"lab"_s}));
        QVERIFY(*loadProfile(u"lab"_s) == lab);

        lab.production = true;
        QVERIFY(saveProfile(lab));
        QVERIFY(loadProfile(u"lab"_s)->production);

        const QString file = profileDirectory() + u"/lab.json"_s;
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(file) & others));
        QVERIFY(!(QFile::permissions(profileDirectory()) & others));
        QCOMPARE(QDir(profileDirectory()).entryList(QDir::Files).size(), 2); // no half-written files are left
    }

    void writesNothingThatItCouldNotRead()
    {
        const QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        ClusterProfile bad = sample(u"lab"_s);
        bad.interval = std::chrono::milliseconds(1);
        QCOMPARE(saveProfile(bad).error().code, u"profile.field"_s);
        bad = sample(u"lab"_s);
        bad.name = u"../lab"_s;
        QCOMPARE(saveProfile(bad).error().code, u"profile.field"_s);
        QCOMPARE(profileNames(), QStringList());
    }

    void reportsADirectoryThatCannotBeMade()
    {
        const QTemporaryDir home;
        QFile file(home.filePath(u"switchyard"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        QCOMPARE(saveProfile(sample(u"lab"_s)).error().code, u"profile.write"_s);
    }
};

QTEST_APPLESS_MAIN(ProfileTest)
#include "profile_test.moc"
