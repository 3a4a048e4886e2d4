// Lines as the programs of the practice stack wrote them, and what is not to be taken for a level.

#include "core/logs/log_file.h"
#include "core/logs/log_level.h"
#include "core/logs/log_record.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace switchyard;
using namespace switchyard::logs;
using namespace Qt::StringLiterals;

class LogLevelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("level");
        const auto row = [](const char* name, const QString& line, LogLevel level) {
            QTest::newRow(name) << line << static_cast<int>(level);
        };
        row("postgres log", u"2026-11-23 22:35:47.123 UTC [71] LOG:  checkpoint starting: time"_s,
            LogLevel::Info);
        row("postgres error",
            u"2026-11-23 22:35:47.123 UTC [88] app@orders ERROR:  relation \"t\" does not exist at character 15"_s,
            LogLevel::Error);
        row("postgres fatal",
            u"2026-11-23 22:35:47 UTC [88] [unknown]@[unknown] FATAL:  the database system is "
            "starting up"_s,
            LogLevel::Fatal);
        row("postgres panic", u"PANIC:  could not write to file"_s, LogLevel::Fatal);
        row("postgres statement", u"2026-11-23 22:35:47.123 UTC [88] STATEMENT:  SELECT 'ERROR:  no'"_s,
            LogLevel::Detail);
        row("postgres debug", u"2026-11-23 22:35:47.123 UTC [88] DEBUG2:  autovacuum"_s, LogLevel::Debug);
        row("message that quotes", u"2026-11-23 22:35:47.123 UTC [88] LOG:  statement: select 'FATAL:  x'"_s,
            LogLevel::Info);
        row("continued", u"\tfrom generate_series(1, 10)"_s, LogLevel::Detail);
        row("pgbouncer log",
            u"2026-11-23 22:35:47.123 UTC [12] LOG C-0x5581: orders/app@10.0.1.7:53122 login "
            "attempt"_s,
            LogLevel::Info);
        row("pgbouncer warning",
            u"2026-11-23 22:35:47.123 UTC [12] WARNING C-0x5581: pooler error: no such "
            "database"_s,
            LogLevel::Warning);
        row("repmgrd", u"[2026-11-23 22:35:47] [WARNING] unable to ping \"host=pg1\""_s, LogLevel::Warning);
        row("repmgrd detail", u"[2026-11-23 22:35:47] [DETAIL] PQping() returned \"PQPING_REJECT\""_s,
            LogLevel::Detail);
        row("repmgr", u"NOTICE: promoting standby to primary"_s, LogLevel::Notice);
        row("ours", u"2026-11-23 22:35:47.123 UTC [switchyard pg1] ERROR is a word of this sentence"_s,
            LogLevel::Info);
        row("etcd", u"{\"level\":\"warn\",\"ts\":\"2026-11-23T22:35:47.123Z\",\"msg\":\"slow\"}"_s,
            LogLevel::Warning);
        row("json without", u"{\"msg\":\"ERROR: x\"}"_s, LogLevel::Unknown);
        row("prose", u"An ERROR in a sentence is none of ours"_s, LogLevel::Unknown);
        row("empty", QString(), LogLevel::Unknown);
        row("far away", QString(300, u'x') + u" ERROR:  late"_s, LogLevel::Unknown);
    }
    void reads()
    {
        QFETCH(QString, line);
        QFETCH(int, level);
        QCOMPARE(static_cast<int>(levelOf(line)), level);
    }

    void cleansWhatIsForTerminals()
    {
        QCOMPARE(cleanText("\x1b[31mERROR:\x1b[0m  a\tb\r\x07"), u"ERROR:  a    b"_s);
        QCOMPARE(cleanText("cut \x1b["), u"cut "_s);
        QCOMPARE(cleanText("\xff"), QString(QChar(QChar::ReplacementCharacter)));
    }

    void writesAFileWholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"pg1.log"_s);
        LogRecord record;
        record.atMs = 1'795'473'347'123;
        record.text = u"ERROR:  größer"_s;
        record.serviceId = u"s1"_s;
        LogRecord lost = record;
        lost.kind = LogRecord::Kind::Lost;
        lost.text = u"not read"_s;
        lost.taskId = u"t7"_s;
        const LogNames names{{{u"s1"_s, u"pg1"_s}}, {{u"t7"_s, u"pg1.2"_s}}};
        QVERIFY(writeLog(path, {record, lost}, names));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()),
            u"2026-11-23 22:35:47.123Z pg1 ERROR:  größer\n2026-11-23 22:35:47.123Z pg1.2 [not read]\n"_s);
        const auto refused = writeLog(folder.filePath(u"none/pg1.log"_s), {record}, names);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"log.write"_s);
        QVERIFY(refused.error().detail.contains(u"none/pg1.log"_s));
    }
};

QTEST_APPLESS_MAIN(LogLevelTest)
#include "log_level_test.moc"
