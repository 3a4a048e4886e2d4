#pragma once
// Asking many servers at once: PostgreSQL members and PgBouncer consoles alike.

#include "core/postgres/types.h"

#include <memory>
#include <vector>

namespace switchyard::postgres {

/// Statements for one server, run one after the other on one connection (PgBouncer's console takes one at a
/// time), by the simple protocol unless `prepared`; the first that fails is the last. No statements: nothing
/// is sent, and a kept connection to that target stays open.
struct Question
{
    Target target;
    QVector<QByteArray> statements;
    /// True for what only reads: it is asked once more on a new connection when a kept one turns out to be
    /// dead. False for an action: never sent twice, and Error::outcomeUnknown says if it may have happened.
    bool repeatable = true;
    /// True: each statement (one command, without parameters) is prepared once on a connection and only run
    /// from then on, by the extended protocol. For what is asked again and again; PgBouncer's console has
    /// none.
    bool prepared = false;
};

/// One Rows per statement, or what went wrong first. Codes: "pg.resolve", "pg.unreachable" (refused, no
/// route), "pg.timeout", "pg.auth" (28P01, 28000, and PgBouncer's words for them), "pg.starting" (57P03),
/// "pg.lost", "pg.tls", "pg.sql" (detail is the server's message, `hint` its SQLSTATE), "pg.garbage",
/// "pg.cancelled". `detail` of the others is what the server or the system said, in English as far as it is
/// the client's side.
using Answer = Result<QVector<Rows>>;

/// Belongs to one thread. Connections are kept between calls by target, reopened when they were lost (once
/// within the same call, if nothing of an answer arrived), and closed when a call does not ask for their
/// target.
class Connector
{
public:
    virtual ~Connector() = default;

    /// Asks all at once and returns one answer per question, in order, at the latest when the deadline has
    /// passed: a server that does not answer costs the others nothing. A connection whose statement did not
    /// finish is dropped, so that a late answer is never taken for that of a later question.
    virtual std::vector<Answer> queryAll(const std::vector<Question>& questions, const Call& call) = 0;
};

/// The real one, over libpq in non-blocking mode and poll(2).
std::unique_ptr<Connector> makeLibpqConnector();

} // namespace switchyard::postgres
