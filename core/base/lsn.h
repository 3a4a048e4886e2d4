#pragma once
// A position in PostgreSQL's write-ahead log (pg_lsn), as bytes since the beginning.

#include <QString>

#include <compare>
#include <cstdint>
#include <optional>

namespace switchyard {

class Lsn
{
public:
    constexpr Lsn() = default;
    explicit constexpr Lsn(std::uint64_t bytes) : bytes_(bytes) {}
    /// "4/7A21F3C8" as the server prints it; empty for anything else.
    static std::optional<Lsn> parse(QStringView text);
    QString toString() const;
    constexpr std::uint64_t bytes() const { return bytes_; }
    constexpr auto operator<=>(const Lsn&) const = default;
    /// Bytes from `earlier` to this one; negative if this one is earlier.
    constexpr std::int64_t bytesSince(Lsn earlier) const
    {
        return static_cast<std::int64_t>(bytes_ - earlier.bytes_);
    }

private:
    std::uint64_t bytes_ = 0;
};

} // namespace switchyard
