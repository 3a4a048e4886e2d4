#include "core/postgres/server_error.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <initializer_list>

namespace switchyard::postgres {

using namespace Qt::StringLiterals;

namespace {

struct Refusal
{
    QString sqlState;
    QString message;
};

bool saysOneOf(const QString& text, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(),
        [&](QLatin1StringView word) { return text.contains(word, Qt::CaseInsensitive); });
}

/// libpq writes one paragraph per address it tried; the last one is why it gave up.
QString lastAttempt(const QByteArray& message)
{
    const QString text = QString::fromUtf8(message);
    const auto begin = std::max<qsizetype>(0, text.lastIndexOf("connection to server "_L1));
    return text.sliced(begin).trimmed();
}

/// "FATAL:  28P01: password authentication failed …", in whatever language the severity is.
std::optional<Refusal> findRefusal(const QString& text)
{
    static const QRegularExpression pattern(u":  ([0-9A-Z]{5}): ([^\n]*)"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return Refusal{match.captured(1), match.captured(2).trimmed()};
}

QString firstLine(const QString& text)
{
    return text.section(u'\n', 0, 0).trimmed();
}

bool meansLost(const QString& text)
{
    return saysOneOf(text,
        {"closed the connection"_L1, "could not receive data"_L1, "could not send"_L1,
            "no connection to the server"_L1, "connection not open"_L1, "SSL connection has been closed"_L1,
            "SSL SYSCALL error"_L1, "SSL error"_L1, "connection has been closed"_L1});
}

bool meansNoServer(const QString& text)
{
    return saysOneOf(text, {"received invalid response"_L1, "received unencrypted data"_L1,
                               "expected authentication request"_L1, "lost synchronization"_L1,
                               "unexpected response from server"_L1, "invalid authentication request"_L1});
}

// PgBouncer says nearly everything with the state 08P01, so that only its words tell.
bool meansAuth(const QString& text)
{
    return saysOneOf(text,
        {"no such user"_L1, "password authentication failed"_L1, "SASL authentication failed"_L1,
            "authentication failed"_L1, "auth failed"_L1, "login failed"_L1, "login rejected"_L1,
            "not allowed"_L1, "no password supplied"_L1, "SCRAM"_L1, "SASL"_L1, "authentication method"_L1,
            "channel binding"_L1, "TLS certificate"_L1, "server requested"_L1});
}

Error make(ErrorKind kind, const QString& code, const QString& detail, const QString& hint = {})
{
    return Error{kind, code, detail, hint};
}

Error refusalError(const Refusal& refusal)
{
    const QString& state = refusal.sqlState;
    if (state == "57P03"_L1)
        return make(ErrorKind::Unreachable, u"pg.starting"_s, refusal.message, state);
    if (state.startsWith("28"_L1) || (state == "08P01"_L1 && meansAuth(refusal.message)))
        return make(ErrorKind::Rejected, u"pg.auth"_s, refusal.message, state);
    return make(ErrorKind::Rejected, u"pg.sql"_s, refusal.message, state);
}

Error tlsStageError(const QString& text)
{
    if (meansNoServer(text))
        return make(ErrorKind::Protocol, u"pg.garbage"_s, text);
    if (saysOneOf(text, {"closed the connection"_L1, "could not receive data"_L1, "could not send"_L1}))
        return make(ErrorKind::Unreachable, u"pg.lost"_s, text);
    return make(ErrorKind::Rejected, u"pg.tls"_s, text);
}

Error loginStageError(const QString& text)
{
    if (meansNoServer(text))
        return make(ErrorKind::Protocol, u"pg.garbage"_s, text);
    if (meansLost(text))
        return make(ErrorKind::Unreachable, u"pg.lost"_s, text);
    if (meansAuth(text))
        return make(ErrorKind::Rejected, u"pg.auth"_s, text);
    if (saysOneOf(text, {"does not support SSL"_L1, "certificate"_L1}))
        return make(ErrorKind::Rejected, u"pg.tls"_s, text);
    return make(ErrorKind::Protocol, u"pg.garbage"_s, text);
}

} // namespace

Error connectError(ConnectStage stage, const QByteArray& message)
{
    const QString attempt = lastAttempt(message);
    Error error;
    if (const auto refusal = findRefusal(attempt)) {
        error = refusalError(*refusal);
    } else {
        const QString text = firstLine(attempt);
        switch (stage) {
        case ConnectStage::Reaching:
            error = saysOneOf(text, {"sslmode"_L1, "SSL"_L1, "certificate"_L1})
                        ? make(ErrorKind::Rejected, u"pg.tls"_s, text)
                        : make(ErrorKind::Unreachable, u"pg.unreachable"_s, text);
            break;
        case ConnectStage::Tls: error = tlsStageError(text); break;
        case ConnectStage::Login: error = loginStageError(text); break;
        }
    }
    error.connectionLost = true;
    return error;
}

Error statementError(const QByteArray& sqlState, const QByteArray& message)
{
    const QString text = QString::fromUtf8(message).trimmed();
    if (sqlState.isEmpty()) {
        if (meansLost(text))
            return lostError(message);
        Error garbage = make(ErrorKind::Protocol, u"pg.garbage"_s, text);
        garbage.connectionLost = true; // after such an answer the next one cannot be trusted to be its own
        return garbage;
    }
    // The server ends the session with these: shut down by an administrator, after a crash, or not open yet.
    if (sqlState == "57P01" || sqlState == "57P02" || sqlState == "57P03") {
        Error lost = lostError(message);
        lost.hint = QString::fromLatin1(sqlState);
        return lost;
    }
    return make(ErrorKind::Rejected, u"pg.sql"_s, text, QString::fromLatin1(sqlState));
}

Error lostError(const QByteArray& message)
{
    Error error = make(ErrorKind::Unreachable, u"pg.lost"_s, firstLine(QString::fromUtf8(message).trimmed()));
    error.connectionLost = true;
    return error;
}

} // namespace switchyard::postgres
