#pragma once
// Host names to addresses without waiting: getaddrinfo(3) has no deadline, so it runs on a thread of its own.

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/postgres/wake_up.h"

#include <QByteArray>
#include <QString>
#include <QVector>

#include <functional>
#include <memory>
#include <optional>

namespace switchyard::postgres {

/// Numeric addresses ("10.77.0.1", "fe80::1%eth0"), at least one, best first.
using Addresses = Result<QVector<QByteArray>>;
/// Blocks for as long as it likes; called on any thread. The error's code is "pg.resolve".
using HostLookup = std::function<Addresses(const QByteArray& host)>;

Addresses lookUpHost(const QByteArray& host); ///< the system's: getaddrinfo(3)

/// Belongs to one thread. At most one lookup per name is under way; a lookup that outlives the resolver ends
/// unheard. Answers are kept for 30 s and served for as long as their renewal takes; failures for 1 s.
class Resolver
{
public:
    Resolver(std::shared_ptr<WakeUp> wakeUp, HostLookup lookup);
    ~Resolver();

    /// At once: the addresses, why there are none, or nothing yet: then the wake-up is rung when there is
    /// more to say. An address is its own answer.
    std::optional<Addresses> addresses(const QString& host);
    /// The address did not answer: look it up anew next time.
    void forget(const QString& host);

private:
    struct Book;
    void beginLookup(const QByteArray& host);

    std::shared_ptr<WakeUp> wakeUp_;
    HostLookup lookup_;
    std::shared_ptr<Book> book_;
};

} // namespace switchyard::postgres
