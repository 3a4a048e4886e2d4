#include "core/node/settings.h"

#include <QTest>

using namespace switchyard::node;
using namespace Qt::StringLiterals;

using Environment = QMap<QString, QString>;

namespace {

const Environment good{{u"SWITCHYARD_ROLE"_s, u"postgres"_s}, {u"SWITCHYARD_CLUSTER"_s, u"practice"_s},
    {u"SWITCHYARD_NAME"_s, u"pg2"_s}, {u"SWITCHYARD_MEMBERS"_s, u"pg1,pg2,pg3"_s}, {u"PATH"_s, u"/bin"_s},
    {u"SWITCHYARD_ETCD"_s, u"etcd-1,etcd-2:2381"_s}};

} // namespace

class NodeSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsWhatItIsTold()
    {
        Environment environment = good;
        environment.insert(u"SWITCHYARD_REPLICATION_SUFFIX"_s, u"-replication"_s);
        environment.insert(u"SWITCHYARD_SYNCHRONOUS"_s, u"off"_s);
        const auto settings = parseSettings(environment);
        QVERIFY(settings.has_value());
        QCOMPARE(settings->role, NodeRole::Postgres);
        QCOMPARE(settings->peers(), QStringList({u"pg1"_s, u"pg3"_s}));
        QCOMPARE(settings->founder, u"pg1"_s);
        QCOMPARE(settings->database, u"app"_s);
        QCOMPARE(settings->synchronous, false);
        QCOMPARE(
            settings->etcd, (QVector<switchyard::etcd::Endpoint>{{u"etcd-1"_s, 2379}, {u"etcd-2"_s, 2381}}));
        QCOMPARE(settings->leaseTime, std::chrono::seconds(5));
        QCOMPARE(settings->replicationHost(u"pg3"_s), u"pg3-replication"_s);
        QCOMPARE(settings->administrationHost(u"pg3"_s), u"pg3"_s);
    }

    void aPoolerNeedNotBeAMember()
    {
        Environment environment = good;
        environment.insert(u"SWITCHYARD_ROLE"_s, u"pgbouncer"_s);
        environment.insert(u"SWITCHYARD_NAME"_s, u"pgbouncer-1"_s);
        const auto settings = parseSettings(environment);
        QVERIFY(settings.has_value());
        QCOMPARE(settings->peers(), QStringList({u"pg1"_s, u"pg2"_s, u"pg3"_s}));
    }

    void refusesNonsense_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* variable, const char* value) {
            QTest::addRow("%s=%s", variable, value)
                << QString::fromLatin1(variable) << QString::fromLatin1(value);
        };
        row("ETCD", "");
        row("ETCD", "etcd-1:x");
        row("ETCD", "etcd-1:1:2");
        row("LEASE_SECONDS", "2");
        row("LEASE_SECONDS", "soon");
        row("READ_LAG_SECONDS", "0");
        row("ROLE", "");
        row("ROLE", "mysql");
        row("CLUSTER", "");
        row("CLUSTER", "Two Words");
        row("NAME", "pg9");
        row("NAME", "");
        row("MEMBERS", "");
        row("MEMBERS", "pg1,pg2,one");
        row("MEMBERS", "pg1,pg2,node1");
        row("MEMBERS", "pg1,pg2,pg0");
        row("MEMBERS", "pg1,pg2,pg3'; drop");
        row("FOUNDER", "pg7");
        row("DATABASE", "repmgr");
        row("DATABASE", "a\"b");
        row("SYNCHRONOUS", "maybe");
        row("REPLICATION_SUFFIX", " host=evil");
    }

    void refusesNonsense()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        Environment environment = good;
        environment.insert(u"SWITCHYARD_"_s + variable, value);
        const auto settings = parseSettings(environment);
        QVERIFY(!settings.has_value());
        QCOMPARE(settings.error().code, u"node.settings"_s);
        QVERIFY2(settings.error().detail.contains(variable) || variable == u"REPLICATION_SUFFIX",
            qPrintable(settings.error().detail));
    }

    void numbersMembers()
    {
        QCOMPARE(nodeId(u"pg1"_s), 1);
        QCOMPARE(nodeId(u"db-20"_s), 20);
        QCOMPARE(nodeId(u"pg"_s), 0);
        QCOMPARE(slotName(u"pg3"_s), u"repmgr_slot_3"_s);
    }
};

QTEST_GUILESS_MAIN(NodeSettingsTest)
#include "node_settings_test.moc"
