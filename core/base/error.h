#pragma once
// One error value for the whole program, with properties instead of a class tree.

#include <QString>
#include <tl/expected.hpp>

namespace switchyard {

/// What went wrong, seen from the person who has to do something about it.
enum class ErrorKind {
    BadInput,    ///< what we were given cannot be used (a file, an argument, a profile)
    NotFound,    ///< the thing asked for is not there
    Unreachable, ///< no connection could be made
    Timeout,     ///< the deadline passed without an answer
    Cancelled,   ///< a stop was requested
    Rejected,    ///< the peer understood and said no (rights, password, conflict)
    Protocol,    ///< the peer's answer makes no sense
    Internal,    ///< our own fault, or the operating system's
};

/// An error as a value. `code` is stable and for programs ("engine.not_a_manager"), `detail` is what the
/// failing part said (never a secret), `hint` says what would help; sentences are made in ui/text.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString code;
    QString detail;
    QString hint;
    bool connectionLost = false; ///< the connection is gone; a new one is needed
    bool outcomeUnknown = false; ///< the action may have happened: look it up, never repeat it blindly

    bool operator==(const Error&) const = default;
};

template<typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, QString code, QString detail = {}, QString hint = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(code), std::move(detail), std::move(hint)});
}

/// The name of a kind as it stands in JSON and logs ("timeout").
QString errorKindName(ErrorKind kind);

} // namespace switchyard
