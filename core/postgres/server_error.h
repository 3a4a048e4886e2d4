#pragma once
// What libpq and the server said, as one of the codes of connector.h.

#include "core/base/error.h"

#include <QByteArray>

namespace switchyard::postgres {

/// How far a connection had come when it failed.
enum class ConnectStage {
    Reaching, ///< no connection yet
    Tls,      ///< connected, agreeing on encryption
    Login,    ///< connected, no right to ask yet
};

/// `message` is PQerrorMessage of a failed connection, written with PQERRORS_VERBOSE (the only way to learn
/// the SQLSTATE of a refusal) and untranslated.
Error connectError(ConnectStage stage, const QByteArray& message);

/// `sqlState` and `message` are those of a failed result; the state is empty if the client wrote the message.
Error statementError(const QByteArray& sqlState, const QByteArray& message);

/// A connection that came to its end without a word of the server.
Error lostError(const QByteArray& message);

} // namespace switchyard::postgres
