#pragma once
// One connection and the question that is asked on it: a state machine over libpq that never waits by itself.

#include "core/postgres/connector.h"
#include "core/postgres/resolver.h"
#include "core/postgres/server_error.h"

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <poll.h>

namespace switchyard::postgres {

/// ask() begins, advance() goes on for as long as there is nothing to wait for, until finished(). Waiting is
/// the caller's: poll waitsFor() anew after every advance(), since the socket may be another one between two
/// polls.
class Conversation
{
public:
    /// `resolver` must outlive it.
    Conversation(Target target, Resolver& resolver);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    const Target& target() const { return target_; }
    void ask(const Question& question);
    /// `ready`: the last poll said that what it waits for is there.
    void advance(bool ready);
    bool finished() const { return answer_.has_value(); }
    /// Empty while it waits for the resolver, whose wake-up rings then.
    std::optional<pollfd> waitsFor() const;
    /// TLS may hold decrypted bytes that poll(2) cannot see: advance(true) now and then is needed, and
    /// harmless.
    bool mayHideInput() const;
    /// Ends an unfinished question and drops its connection, so that no late answer is taken for another's.
    void giveUp(ErrorKind why);
    Answer takeAnswer();
    /// A connection that can be kept for the next question.
    bool isOpen() const { return connection_ != nullptr; }

private:
    enum class State { Closed, Resolving, Connecting, Sending, Receiving, Ready };
    struct Closing
    {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    struct Clearing
    {
        void operator()(PGresult* result) const { PQclear(result); }
    };

    void resolve();
    void connect(const QVector<QByteArray>& addresses);
    void goOnConnecting();
    void connected();
    void sendNext();
    bool send(const QByteArray& statement);
    void flush(bool ready);
    void receive(bool ready);
    void note(const PGresult* result);
    void statementEnded();
    void finish(Answer answer);
    void failed(Error error);
    bool isStale() const;
    bool mayAskAgain(const Error& error) const;

    Target target_;
    Resolver& resolver_;
    std::unique_ptr<PGconn, Closing> connection_;
    State state_ = State::Closed;
    ConnectStage stage_ = ConnectStage::Reaching;
    short pollEvents_ = 0;

    QVector<QByteArray> statements_;
    bool repeatable_ = true;
    bool prepare_ = false;
    QVector<QByteArray> prepared_; ///< on this connection; the place of each is its name
    bool preparing_ = false;       ///< the current one, which is run after that
    bool onKeptConnection_ = false;
    bool sent_ = false;
    QVector<Rows> rows_;          ///< of the statements that are done
    std::optional<Rows> current_; ///< of the one that is not
    std::optional<Error> error_;  ///< what the server said against the current one
    std::optional<Answer> answer_;
};

} // namespace switchyard::postgres
