#pragma once
// Reading what PgBouncer's console answers: columns by name, since versions differ in number and order.

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/postgres/types.h"

#include <initializer_list>

namespace switchyard {

/// One row of a SHOW; what is missing or NULL reads as empty, or zero.
class ConsoleRow
{
public:
    ConsoleRow(const postgres::Rows& rows, qsizetype index) : rows_(rows), index_(index) {}

    QByteArray bytes(QByteArrayView column) const
    {
        const int place = rows_.column(column);
        const auto& values = rows_.rows[index_];
        return place < 0 || place >= values.size() ? QByteArray() : values[place].value_or(QByteArray());
    }
    QString text(QByteArrayView column) const { return QString::fromUtf8(bytes(column)); }
    std::int64_t number(QByteArrayView column) const { return bytes(column).toLongLong(); }
    int count(QByteArrayView column) const { return bytes(column).toInt(); }
    Duration microseconds(QByteArrayView column) const { return Duration(number(column)); }

private:
    const postgres::Rows& rows_;
    qsizetype index_;
};

/// "pg.garbage" (Protocol): what answered is no console.
inline tl::unexpected<Error> poolerGarbage(const QString& what)
{
    return fail(ErrorKind::Protocol, QStringLiteral("pg.garbage"), what);
}

/// "pg.garbage" with the first of `columns` that the answer to `command` lacks.
inline Result<void> mustHave(
    const postgres::Rows& rows, const char* command, std::initializer_list<const char*> columns)
{
    for (const char* column : columns) {
        if (rows.column(column) < 0)
            return poolerGarbage(QStringLiteral("%1 has no column %2")
                                     .arg(QString::fromLatin1(command), QString::fromLatin1(column)));
    }
    return {};
}

} // namespace switchyard
