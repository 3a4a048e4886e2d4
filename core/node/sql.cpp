#include "core/node/sql.h"

#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

Result<postgres::Rows> lastOf(const postgres::Answer& answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    return answer->isEmpty() ? postgres::Rows{} : answer->last();
}

} // namespace

Result<postgres::Rows> Sql::here(const QByteArrayList& statements, const Call& call, const QString& database)
{
    postgres::Question question;
    question.target.host = settings_.paths.sockets;
    question.target.database = database;
    question.target.user = u"postgres"_s;
    question.target.applicationName = u"switchyard-node"_s;
    question.target.session = postgres::Session::Observing;
    question.statements = statements;
    question.repeatable = false;
    return lastOf(near_.queryAll({question}, call).front());
}

postgres::Question Sql::question(const QString& member, const QByteArrayList& statements) const
{
    postgres::Question question;
    question.target.host = settings_.replicationHost(member);
    question.target.database = u"repmgr"_s;
    question.target.user = u"repmgr"_s;
    question.target.password = password_;
    question.target.applicationName = u"switchyard-node"_s;
    question.target.session = postgres::Session::Observing;
    question.statements = statements;
    question.repeatable = false;
    return question;
}

Result<postgres::Rows> Sql::at(const QString& member, const QByteArrayList& statements, const Call& call)
{
    return lastOf(far_.queryAll({question(member, statements)}, call).front());
}

QMap<QString, Error> Sql::atEach(const QMap<QString, QByteArrayList>& orders, const Call& call)
{
    std::vector<postgres::Question> questions;
    for (auto it = orders.begin(); it != orders.end(); ++it)
        questions.push_back(question(it.key(), it.value()));
    QMap<QString, Error> failed;
    if (questions.empty())
        return failed;
    const auto answers = far_.queryAll(questions, call);
    std::size_t place = 0;
    for (auto it = orders.begin(); it != orders.end(); ++it, ++place) {
        if (!answers[place])
            failed.insert(it.key(), answers[place].error());
    }
    return failed;
}

QByteArray oneValue(const postgres::Rows& rows)
{
    return rows.rows.isEmpty() ? QByteArray() : rows.rows.first().value(0).value_or(QByteArray());
}

QByteArrayList followSql(const QString& conninfo, const QString& slot)
{
    return {"ALTER SYSTEM SET primary_conninfo = " + sqlLiteral(conninfo.toUtf8()),
        "ALTER SYSTEM SET primary_slot_name = " + sqlLiteral(slot.toUtf8()), "SELECT pg_reload_conf()"};
}

QByteArray ensureSlotSql(const QString& slot)
{
    const QByteArray name = sqlLiteral(slot.toUtf8());
    return "SELECT pg_create_physical_replication_slot(" + name +
           ", true) WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = " + name + ")";
}

} // namespace switchyard::node
