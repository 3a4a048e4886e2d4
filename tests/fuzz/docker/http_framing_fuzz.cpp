// Whatever a peer sends: framing must not crash, not keep more than its limits, and not depend on how the
// bytes were cut into pieces on the way.

#include "core/net/http_reader.h"

#include <cstdint>
#include <cstdlib>

using switchyard::net::HttpLimits;
using switchyard::net::HttpReader;

namespace {

constexpr HttpLimits limits{.headerBytes = 4096, .bodyBytes = 16 * 1024};

struct Outcome
{
    QByteArray body;
    bool failed = false;
    bool done = false;
    bool reusable = false;
    int status = 0;
};

Outcome read(QByteArrayView wire, qsizetype piece)
{
    Outcome outcome;
    HttpReader reader([&](QByteArrayView part) { outcome.body.append(part); }, limits);
    for (qsizetype at = 0; at < wire.size() && !outcome.failed && !reader.done(); at += piece)
        outcome.failed = !reader.feed(wire.sliced(at, std::min(piece, wire.size() - at)));
    outcome.reusable = reader.reusable();
    outcome.done = !outcome.failed && reader.endOfStream();
    outcome.status = reader.header() ? reader.header()->status : 0;
    return outcome;
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    // The first byte says how the rest is cut.
    const qsizetype piece = 1 + data[0];
    const QByteArrayView wire(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const Outcome cut = read(wire, piece);
    require(static_cast<quint64>(cut.body.size()) <= limits.bodyBytes);
    require(!(cut.failed && cut.reusable));
    require(!cut.reusable || cut.done);

    const Outcome whole = read(wire, std::max<qsizetype>(wire.size(), 1));
    // Bytes beyond the answer are seen only when they come together with it, and headers near the limit may
    // be judged earlier in pieces; an answer that both took must be the same one.
    if (cut.done && whole.done)
        require(cut.body == whole.body && cut.status == whole.status);
    return 0;
}
