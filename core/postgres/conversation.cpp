#include "core/postgres/conversation.h"

#include "core/postgres/connection_options.h"

namespace switchyard::postgres {

using namespace Qt::StringLiterals;

namespace {

Rows toRows(const PGresult* result)
{
    Rows rows;
    const int columns = PQnfields(result), count = PQntuples(result);
    rows.commandTag = PQcmdStatus(const_cast<PGresult*>(result)); // libpq's one getter without const
    rows.columns.reserve(columns);
    for (int column = 0; column < columns; ++column)
        rows.columns.append(PQfname(result, column));
    rows.rows.reserve(count);
    for (int row = 0; row < count; ++row) {
        QVector<std::optional<QByteArray>> values;
        values.reserve(columns);
        for (int column = 0; column < columns; ++column) {
            if (PQgetisnull(result, row, column))
                values.append(std::nullopt);
            else
                values.append(QByteArray(PQgetvalue(result, row, column), PQgetlength(result, row, column)));
        }
        rows.rows.append(std::move(values));
    }
    return rows;
}

Error resultError(const PGresult* result)
{
    const QByteArray state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const QByteArray primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return statementError(state, primary.isEmpty() ? QByteArray(PQresultErrorMessage(result)) : primary);
}

void ignoreNotice(void*, const PGresult*)
{
}

} // namespace

Conversation::Conversation(Target target, Resolver& resolver)
    : target_(std::move(target)), resolver_(resolver)
{
}

Conversation::~Conversation() = default;

void Conversation::ask(const Question& question)
{
    statements_ = question.statements;
    repeatable_ = question.repeatable;
    prepare_ = question.prepared;
    rows_.clear();
    current_.reset();
    error_.reset();
    answer_.reset();
    sent_ = false;
    if (statements_.isEmpty()) {
        finish(QVector<Rows>{});
        return;
    }
    onKeptConnection_ = connection_ && !isStale();
    if (onKeptConnection_) {
        sendNext();
    } else {
        connection_.reset();
        state_ = State::Resolving;
    }
}

void Conversation::advance(bool ready)
{
    if (finished())
        return;
    switch (state_) {
    case State::Closed:
    case State::Ready: break;
    case State::Resolving: resolve(); break;
    case State::Connecting:
        if (ready)
            goOnConnecting();
        break;
    case State::Sending: flush(ready); break;
    case State::Receiving: receive(ready); break;
    }
}

std::optional<pollfd> Conversation::waitsFor() const
{
    if (!connection_)
        return std::nullopt;
    return pollfd{PQsocket(connection_.get()), pollEvents_, 0};
}

bool Conversation::mayHideInput() const
{
    return connection_ && PQsslInUse(connection_.get());
}

void Conversation::giveUp(ErrorKind why)
{
    if (finished())
        return;
    Error error{why, why == ErrorKind::Cancelled ? u"pg.cancelled"_s : u"pg.timeout"_s, {}, {}};
    switch (state_) {
    case State::Closed:
    case State::Ready: break;
    case State::Resolving:
        if (why == ErrorKind::Timeout)
            error.code = u"pg.resolve"_s;
        error.detail = u"while looking up "_s + target_.host;
        break;
    case State::Connecting:
        error.detail = stage_ == ConnectStage::Reaching ? u"while connecting"_s : u"while logging in"_s;
        resolver_.forget(target_.host);
        break;
    case State::Sending:
    case State::Receiving: error.detail = u"while waiting for the answer"_s; break;
    }
    error.connectionLost = true;
    error.outcomeUnknown = sent_ && !repeatable_;
    finish(tl::unexpected(std::move(error)));
}

Answer Conversation::takeAnswer()
{
    Answer answer = std::move(*answer_);
    answer_.reset();
    return answer;
}

void Conversation::resolve()
{
    if (target_.host.startsWith(u'/')) {
        connect({});
        return;
    }
    const auto addresses = resolver_.addresses(target_.host);
    if (!addresses)
        return;
    if (*addresses)
        connect(**addresses);
    else
        failed(addresses->error());
}

void Conversation::connect(const QVector<QByteArray>& addresses)
{
    const ConnectionOptions options(target_, addresses);
    prepared_.clear();
    connection_.reset(PQconnectStartParams(options.keywords(), options.values(), 0));
    if (!connection_) {
        failed(Error{ErrorKind::Internal, u"pg.unreachable"_s, u"out of memory"_s, {}});
        return;
    }
    PQsetErrorVerbosity(connection_.get(), PQERRORS_VERBOSE);
    PQsetNoticeReceiver(connection_.get(), ignoreNotice, nullptr);
    state_ = State::Connecting;
    stage_ = ConnectStage::Reaching;
    pollEvents_ = POLLOUT; // libpq: begin as if PQconnectPoll had wanted to write
    if (PQstatus(connection_.get()) == CONNECTION_BAD)
        failed(connectError(stage_, PQerrorMessage(connection_.get())));
}

void Conversation::goOnConnecting()
{
    const PostgresPollingStatusType polled = PQconnectPoll(connection_.get());
    switch (PQstatus(connection_.get())) {
    case CONNECTION_BAD: break; // says nothing of where it was
    case CONNECTION_NEEDED:
    case CONNECTION_STARTED: stage_ = ConnectStage::Reaching; break;
    case CONNECTION_SSL_STARTUP: stage_ = ConnectStage::Tls; break;
    default: stage_ = ConnectStage::Login; break;
    }
    switch (polled) {
    case PGRES_POLLING_READING: pollEvents_ = POLLIN; break;
    case PGRES_POLLING_WRITING: pollEvents_ = POLLOUT; break;
    case PGRES_POLLING_OK: connected(); break;
    default:
        resolver_.forget(target_.host);
        failed(connectError(stage_, PQerrorMessage(connection_.get())));
        break;
    }
}

void Conversation::connected()
{
    // Also for PQfinish, which would wait for a peer that does not read.
    if (PQsetnonblocking(connection_.get(), 1) != 0) {
        failed(lostError(PQerrorMessage(connection_.get())));
        return;
    }
    sendNext();
}

void Conversation::sendNext()
{
    current_.reset();
    error_.reset();
    sent_ = true;
    if (!send(statements_[rows_.size()])) {
        failed(lostError(PQerrorMessage(connection_.get())));
        return;
    }
    state_ = State::Sending;
    flush(false);
}

bool Conversation::send(const QByteArray& statement)
{
    PGconn* connection = connection_.get();
    preparing_ = false;
    if (!prepare_)
        return PQsendQuery(connection, statement.constData()) == 1;
    const qsizetype known = prepared_.indexOf(statement);
    preparing_ = known < 0;
    const QByteArray name = QByteArray::number(preparing_ ? prepared_.size() : known);
    if (preparing_)
        return PQsendPrepare(connection, name.constData(), statement.constData(), 0, nullptr) == 1;
    return PQsendQueryPrepared(connection, name.constData(), 0, nullptr, nullptr, nullptr, 0) == 1;
}

void Conversation::flush(bool ready)
{
    // A peer that cannot take more until we have read is read from meanwhile, or both would wait for ever.
    if (ready)
        PQconsumeInput(connection_.get());
    if (PQflush(connection_.get()) == 1) {
        pollEvents_ = POLLIN | POLLOUT;
        return;
    }
    // Sent, or broken: if broken, reading says why.
    state_ = State::Receiving;
    pollEvents_ = POLLIN;
    receive(ready);
}

void Conversation::receive(bool ready)
{
    if (ready)
        PQconsumeInput(connection_.get()); // if it fails, the results say so, after what had come before
    while (state_ == State::Receiving && !finished() && !PQisBusy(connection_.get())) {
        const std::unique_ptr<PGresult, Clearing> result(PQgetResult(connection_.get()));
        if (result)
            note(result.get());
        else
            statementEnded();
    }
}

void Conversation::note(const PGresult* result)
{
    switch (PQresultStatus(result)) {
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY: current_ = toRows(result); break;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH: {
        Error error{ErrorKind::BadInput, u"pg.sql"_s, u"COPY from or to the client is not spoken here"_s, {}};
        error.connectionLost = true;
        failed(std::move(error));
        break;
    }
    default:
        if (!error_)
            error_ = resultError(result);
        break;
    }
}

void Conversation::statementEnded()
{
    if (error_) {
        failed(*error_);
        return;
    }
    if (preparing_) {
        prepared_.append(statements_[rows_.size()]);
        sendNext();
        return;
    }
    rows_.append(current_.value_or(Rows{}));
    if (rows_.size() < statements_.size())
        sendNext();
    else
        finish(std::move(rows_));
}

void Conversation::failed(Error error)
{
    if (mayAskAgain(error)) {
        onKeptConnection_ = false;
        connection_.reset();
        error_.reset();
        state_ = State::Resolving;
        resolve();
        return;
    }
    error.outcomeUnknown = error.connectionLost && sent_ && !repeatable_;
    finish(tl::unexpected(std::move(error)));
}

/// A kept connection that died while nobody looked: once more on a new one, if nothing of an answer arrived.
bool Conversation::mayAskAgain(const Error& error) const
{
    return onKeptConnection_ && repeatable_ && error.connectionLost && rows_.isEmpty() && !current_ &&
           error.code == "pg.lost"_L1;
}

void Conversation::finish(Answer answer)
{
    answer_ = std::move(answer);
    if (!connection_) {
        state_ = State::Closed;
        return;
    }
    // Kept only when the next question would find it as new: answered in full, and in no transaction.
    const bool lost = !*answer_ && answer_->error().connectionLost;
    if (lost || PQstatus(connection_.get()) != CONNECTION_OK ||
        PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) {
        connection_.reset();
        state_ = State::Closed;
        return;
    }
    state_ = State::Ready;
}

/// Looks, without waiting, whether the server has closed a kept connection. Twice, because its farewell may
/// stand before the end of the stream.
bool Conversation::isStale() const
{
    return PQstatus(connection_.get()) != CONNECTION_OK || !PQconsumeInput(connection_.get()) ||
           !PQconsumeInput(connection_.get()) || PQstatus(connection_.get()) != CONNECTION_OK;
}

} // namespace switchyard::postgres
