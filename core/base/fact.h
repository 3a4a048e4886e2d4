#pragma once
// What we know about a group of facts, and since when: never an old value dressed up as live.

#include "core/base/clock.h"
#include "core/base/error.h"

#include <optional>
#include <variant>

namespace switchyard {

/// Known{value, at} | Stale{value, at, error} | Unknown{error}.
/// Known: read in this gather. Stale: read earlier, the last attempt failed with `error`.
/// Unknown: never read since this observer began.
template<typename T> class Fact
{
public:
    struct Known
    {
        T value;
        Instant at;
        bool operator==(const Known&) const = default;
    };
    struct Stale
    {
        T value;
        Instant at;
        Error error;
        bool operator==(const Stale&) const = default;
    };
    struct Unknown
    {
        Error error;
        bool operator==(const Unknown&) const = default;
    };

    Fact() : state_(Unknown{Error{ErrorKind::NotFound, QStringLiteral("not_observed_yet"), {}, {}}}) {}
    static Fact known(T value, Instant at) { return Fact(Known{std::move(value), at}); }
    static Fact unknown(Error error) { return Fact(Unknown{std::move(error)}); }
    /// What this fact becomes when reading it failed: the last value stays, marked stale.
    Fact failed(Error error) const
    {
        if (const T* last = lastValue())
            return Fact(Stale{*last, *at(), std::move(error)});
        return unknown(std::move(error));
    }

    bool isKnown() const { return std::holds_alternative<Known>(state_); }
    bool isStale() const { return std::holds_alternative<Stale>(state_); }
    bool isUnknown() const { return std::holds_alternative<Unknown>(state_); }

    /// The value if it is live, else null. What decides anything uses this one.
    const T* live() const
    {
        const auto* k = std::get_if<Known>(&state_);
        return k ? &k->value : nullptr;
    }
    /// The value live or stale, else null: for showing, always beside its age.
    const T* lastValue() const
    {
        if (const auto* k = std::get_if<Known>(&state_))
            return &k->value;
        if (const auto* s = std::get_if<Stale>(&state_))
            return &s->value;
        return nullptr;
    }
    /// When the value was read; empty if it never was.
    std::optional<Instant> at() const
    {
        if (const auto* k = std::get_if<Known>(&state_))
            return k->at;
        if (const auto* s = std::get_if<Stale>(&state_))
            return s->at;
        return std::nullopt;
    }
    const Error* error() const
    {
        if (const auto* s = std::get_if<Stale>(&state_))
            return &s->error;
        if (const auto* u = std::get_if<Unknown>(&state_))
            return &u->error;
        return nullptr;
    }

    bool operator==(const Fact&) const = default;

private:
    using State = std::variant<Known, Stale, Unknown>;
    explicit Fact(State state) : state_(std::move(state)) {}
    State state_;
};

} // namespace switchyard
