#pragma once
// Answers whoever connects on the administration network with this member's report, and asks the others for
// theirs.

#include "core/base/deadline.h"
#include "core/node/peers.h"

#include <mutex>
#include <thread>

namespace switchyard::node {

/// Listens on a thread of its own. Thread-safe.
class ReportServer
{
public:
    /// Errors: "node.report_port" if the port is taken. Port 0: any that is free.
    Result<void> start(quint16 port, const Report& report);
    void set(const Report& report);
    quint16 port() const; ///< the one that it listens on
    ~ReportServer();      ///< within about 100 ms

private:
    void serve(const std::stop_token& stop);
    QByteArray line();

    std::mutex mutex_;
    Report report_;
    int socket_ = -1;
    std::jthread thread_;
};

/// Asks all hosts at once; empty for those that gave no whole report by the deadline. Names are looked up one
/// after the other, each for at most a second (main sets the resolver's options so).
QVector<std::optional<Report>> askReports(const QStringList& hosts, quint16 port, const Call& call);

} // namespace switchyard::node
