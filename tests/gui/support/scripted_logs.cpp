#include "tests/gui/support/scripted_logs.h"

namespace switchyard::testing {

using namespace Qt::StringLiterals;

void ScriptedLogs::follow(const QStringList& serviceIds)
{
    followed << serviceIds;
}

void ScriptedLogs::save(const QString& path, const QVector<logs::LogRecord>& records, const logs::LogNames&)
{
    saves << u"%1: %2 lines"_s.arg(path).arg(records.size());
    Q_EMIT saved(path);
}

logs::LogRecord ScriptedLogs::line(const QString& serviceId, std::int64_t ms, const QString& text)
{
    logs::LogRecord record;
    record.atMs = ms;
    record.serviceId = serviceId;
    record.taskId = u"t-"_s + serviceId;
    record.text = text;
    record.level = logs::levelOf(text);
    return record;
}

QVector<logs::LogRecord> sampleLog(const QStringList& serviceIds, std::int64_t endMs)
{
    struct Said
    {
        int secondsBefore;
        const char16_t* postgres;
        const char16_t* pgbouncer;
    };
    static const Said lines[] = {
        {840, u"LOG:  checkpoint starting: time", u"LOG stats: 611 xacts/s, 1203 queries/s, in 182044 B/s"},
        {826, u"LOG:  checkpoint complete: wrote 1811 buffers (11.1%); 0 WAL file(s) added, 0 removed",
            nullptr},
        {540, u"WARNING:  there is no transaction in progress", nullptr},
        {322, u"ERROR:  duplicate key value violates unique constraint \"orders_pkey\"", nullptr},
        {322, u"DETAIL:  Key (id)=(184221) already exists.", nullptr},
        {322, u"STATEMENT:  insert into orders (id, customer, total) values ($1, $2, $3)", nullptr},
        {180, nullptr, u"WARNING C-0x5581d0: orders/app@10.0.1.7:53122 pooler error: query_wait_timeout"},
        {120, nullptr, u"LOG stats: 640 xacts/s, 1251 queries/s, in 190210 B/s"},
        {61, u"FATAL:  password authentication failed for user \"report\"", nullptr},
        {12, u"LOG:  automatic vacuum of table \"orders.public.orders\": index scans: 1", nullptr},
    };
    QVector<logs::LogRecord> records;
    for (const Said& said : lines) {
        int offset = 0;
        for (const QString& id : serviceIds) {
            const bool pooler = id.contains(u"pgbouncer"_s);
            const char16_t* words = pooler ? said.pgbouncer : said.postgres;
            offset += 137;
            if (words)
                records << ScriptedLogs::line(id, endMs - said.secondsBefore * 1000 + offset,
                    u"2026-11-23 12:50:00.000 UTC [71] "_s + QString::fromUtf16(words));
        }
    }
    return records;
}

} // namespace switchyard::testing
