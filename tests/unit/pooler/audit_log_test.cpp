#include "core/pooler/audit_log.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

class AuditLogTest : public QObject
{
    Q_OBJECT

    static AuditEntry entry(const QString& event)
    {
        AuditEntry e;
        e.id = u"1"_s;
        e.event = event;
        e.when = WallTime(std::chrono::seconds(1'764'000'000));
        e.who = u"dba@desk-14"_s;
        e.cluster = u"orders-prod"_s;
        e.pooler = u"pgbouncer-2"_s;
        e.address = u"10.77.0.2:6432"_s;
        e.user = u"pooladmin"_s;
        e.command = u"KILL billing;"_s;
        e.outcome = u"done"_s;
        e.took = std::chrono::milliseconds(12);
        return e;
    }
    static QList<QByteArray> lines(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void appendsOneLineEach()
    {
        const QTemporaryDir directory;
        const AuditLog log(directory.filePath(u"new/folder/audit.log"_s));
        QVERIFY(log.write(entry(u"begin"_s)));
        QVERIFY(log.write(entry(u"end"_s)));
        const auto written = lines(log.path());
        QCOMPARE(written.size(), 2);
        const QJsonObject begin = QJsonDocument::fromJson(written[0]).object();
        const QJsonObject end = QJsonDocument::fromJson(written[1]).object();
        QCOMPARE(begin[u"when"_s].toString(), u"2025-11-24T16:00:00.000Z"_s);
        QCOMPARE(begin[u"command"_s].toString(), u"KILL billing;"_s);
        QVERIFY(!begin.contains(u"outcome"_s));
        QCOMPARE(end[u"outcome"_s].toString(), u"done"_s);
        QCOMPARE(end[u"took_ms"_s].toInt(), 12);
    }

    void isItsOwnersAlone()
    {
        const QTemporaryDir directory;
        const AuditLog log(directory.filePath(u"new/audit.log"_s));
        QVERIFY(log.write(entry(u"begin"_s)));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(log.path()) & others));
        QVERIFY(!(QFile::permissions(QFileInfo(log.path()).path()) & others));
    }

    void aTornLineStaysAlone()
    {
        const QTemporaryDir directory;
        const AuditLog log(directory.filePath(u"audit.log"_s));
        QFile file(log.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"id\":\"0\",\"ev");
        file.close();
        QVERIFY(log.write(entry(u"begin"_s)));
        const auto written = lines(log.path());
        QCOMPARE(written.size(), 2);
        QVERIFY(QJsonDocument::fromJson(written[1]).isObject());
    }

    void saysThatItCannot()
    {
        const auto written = AuditLog(u"/proc/no/audit.log"_s).write(entry(u"begin"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().code, u"audit.write"_s);
    }

    void followsTheStateFolder()
    {
        qputenv("XDG_STATE_HOME", "/var/tmp/state");
        QCOMPARE(AuditLog::defaultPath(), u"/var/tmp/state/switchyard/audit.log"_s);
        qputenv("XDG_STATE_HOME", "relative"); // the specification: ignored unless absolute
        QVERIFY(AuditLog::defaultPath().endsWith(u"/.local/state/switchyard/audit.log"_s));
    }
};

QTEST_GUILESS_MAIN(AuditLogTest)
#include "audit_log_test.moc"
