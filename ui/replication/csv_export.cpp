#include "ui/replication/csv_export.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr auto csvHead =
    "time_utc,member,write_lag_max_s,flush_lag_max_s,replay_lag_max_s,write_lag_max_bytes,"
    "flush_lag_max_bytes,replay_lag_max_bytes,wal_max_bytes_per_s\r\n";

QByteArray csvField(const QString& text)
{
    QByteArray field = text.toUtf8();
    if (field.contains(',') || field.contains('"') || field.contains('\n') || field.contains('\r'))
        field = '"' + field.replace('"', "\"\"") + '"';
    return field;
}

bool writeMember(const CsvMember& member, QIODevice& out)
{
    constexpr auto none = std::numeric_limits<std::int64_t>::max();
    std::array<qsizetype, csvMetrics.size()> next{};
    const QByteArray name = csvField(member.name);
    for (;;) {
        std::int64_t at = none;
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (next[i] < member.columns[i].size())
                at = std::min(at, member.columns[i][next[i]].atMs);
        }
        if (at == none)
            return true;
        QByteArray row =
            QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1() + ',' + name;
        for (std::size_t i = 0; i < next.size(); ++i) {
            row += ',';
            const QVector<Bucket>& column = member.columns[i];
            if (next[i] < column.size() && column[next[i]].atMs == at)
                row += QByteArray::number(column[next[i]++].max, 'g', 15);
        }
        if (out.write(row + "\r\n") < 0)
            return false;
    }
}

} // namespace

int csvBuckets(qsizetype members)
{
    constexpr qsizetype mostValues = 2'000'000, day = 86'400;
    const qsizetype lines = std::max<qsizetype>(1, members) * static_cast<qsizetype>(csvMetrics.size());
    return static_cast<int>(std::min(day, mostValues / lines));
}

CsvMember csvMember(const History& history, const QString& name, const TimeSpan& span, int buckets)
{
    CsvMember member{name, {}};
    for (std::size_t i = 0; i < csvMetrics.size(); ++i)
        member.columns[i] = history.query({name, csvMetrics[i]}, span.fromMs, span.toMs, buckets);
    return member;
}

bool writeCsv(const QVector<CsvMember>& members, QIODevice& out)
{
    if (out.write(csvHead) < 0)
        return false;
    return std::all_of(
        members.begin(), members.end(), [&](const CsvMember& member) { return writeMember(member, out); });
}

} // namespace switchyard::ui
