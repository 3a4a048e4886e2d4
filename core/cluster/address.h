#pragma once
// "host:port" as people write it in a profile.

#include <QString>

#include <optional>

namespace switchyard {

struct HostPort
{
    QString host; ///< without brackets
    quint16 port = 0;
    bool operator==(const HostPort&) const = default;
};

/// "db.example:5432", "10.0.0.1:5432", "[fd00::1]:5432"; empty for anything else (no port, port 0, spaces).
std::optional<HostPort> parseHostPort(QStringView text);
/// Puts brackets around an IPv6 address.
QString formatHostPort(const QString& host, quint16 port);

} // namespace switchyard
