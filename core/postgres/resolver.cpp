#include "core/postgres/resolver.h"

#include <map>
#include <mutex>
#include <netdb.h>
#include <system_error>
#include <thread>

namespace switchyard::postgres {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto keepAnswer = 30s;
constexpr auto keepFailure = 1s;

struct FreeAddresses
{
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

/// Non-blocking with AI_NUMERICHOST: the system then asks nobody.
int addressList(const QByteArray& host, int flags, std::unique_ptr<addrinfo, FreeAddresses>& list)
{
    addrinfo wanted = {};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = flags;
    addrinfo* found = nullptr;
    const int failure = ::getaddrinfo(host.constData(), nullptr, &wanted, &found);
    list.reset(found);
    return failure;
}

bool isAddress(const QByteArray& host)
{
    std::unique_ptr<addrinfo, FreeAddresses> list;
    return addressList(host, AI_NUMERICHOST, list) == 0;
}

} // namespace

Addresses lookUpHost(const QByteArray& host)
{
    std::unique_ptr<addrinfo, FreeAddresses> list;
    if (const int failure = addressList(host, 0, list); failure != 0)
        return fail(ErrorKind::Unreachable, u"pg.resolve"_s,
            QString::fromUtf8(host) + u": "_s + QString::fromLocal8Bit(::gai_strerror(failure)));
    QVector<QByteArray> addresses;
    for (const addrinfo* entry = list.get(); entry; entry = entry->ai_next) {
        char text[NI_MAXHOST] = {};
        if (::getnameinfo(entry->ai_addr, entry->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) !=
            0)
            continue;
        if (!addresses.contains(QByteArrayView(text)))
            addresses.append(QByteArray(text));
    }
    if (addresses.isEmpty())
        return fail(ErrorKind::Unreachable, u"pg.resolve"_s, QString::fromUtf8(host) + u": no address"_s);
    return addresses;
}

/// What is known by name. Shared with the threads that look up, which may outlive the resolver.
struct Resolver::Book
{
    struct Entry
    {
        std::optional<Addresses> answer;
        SteadyTime at{};
        bool underWay = false;

        bool isFresh() const
        {
            return answer && std::chrono::steady_clock::now() - at < (*answer ? keepAnswer : keepFailure);
        }
    };
    std::mutex mutex;
    std::map<QByteArray, Entry> entries;

    void note(const QByteArray& host, Addresses answer)
    {
        const std::lock_guard lock(mutex);
        Entry& entry = entries[host];
        entry.answer = std::move(answer);
        entry.at = std::chrono::steady_clock::now();
        entry.underWay = false;
    }
};

Resolver::Resolver(std::shared_ptr<WakeUp> wakeUp, HostLookup lookup)
    : wakeUp_(std::move(wakeUp)), lookup_(std::move(lookup)), book_(std::make_shared<Book>())
{
}

Resolver::~Resolver() = default;

std::optional<Addresses> Resolver::addresses(const QString& host)
{
    const QByteArray name = host.toUtf8();
    if (name.isEmpty())
        return fail(ErrorKind::BadInput, u"pg.resolve"_s, u"the host's name is empty"_s);
    if (isAddress(name))
        return QVector<QByteArray>{name};
    {
        const std::lock_guard lock(book_->mutex);
        Book::Entry& entry = book_->entries[name];
        if (entry.isFresh())
            return entry.answer;
        const bool servable = entry.answer && *entry.answer;
        if (entry.underWay)
            return servable ? entry.answer : std::nullopt;
        entry.underWay = true;
        if (!servable)
            entry.answer.reset();
    }
    beginLookup(name);
    const std::lock_guard lock(book_->mutex);
    return book_->entries[name].answer;
}

void Resolver::beginLookup(const QByteArray& host)
{
    try {
        std::thread([host, book = book_, wakeUp = wakeUp_, lookup = lookup_] {
            book->note(host, lookup(host));
            wakeUp->ring();
        }).detach();
    } catch (const std::system_error& error) {
        book_->note(host, fail(ErrorKind::Internal, u"pg.resolve"_s, QString::fromLocal8Bit(error.what())));
    }
}

void Resolver::forget(const QString& host)
{
    const std::lock_guard lock(book_->mutex);
    const auto entry = book_->entries.find(host.toUtf8());
    if (entry != book_->entries.end() && !entry->second.underWay)
        book_->entries.erase(entry);
}

} // namespace switchyard::postgres
