#pragma once
// What the command line asks for.

#include <QString>
#include <QStringList>

#include <chrono>
#include <tl/expected.hpp>

namespace switchyard::ctl {

enum class Command { Status, Topology, Pools, Nodes, Lag, Degrade, Restore, Profiles, Help, Version };

struct Options
{
    Command command = Command::Status;
    QString cluster;     ///< name of a profile; empty if a file is given
    QString profileFile; ///< path of a profile file; empty if a name is given
    bool json = false;
    bool watch = false;
    std::chrono::milliseconds timeout{2000}; ///< for one look: 1 s for the Swarm, 1 s for the databases
    bool yes = false; ///< of a command that changes something: do it, rather than say what it would do
    bool operator==(const Options&) const = default;
};

/// `arguments` as main() has them, the program's name first. The error is a sentence for stderr (exit 64).
tl::expected<Options, QString> parseOptions(const QStringList& arguments);
/// For --help.
QString helpText();

/// sysexits.h and the contract of `switchyardctl`.
enum ExitCode { Healthy = 0, Unhealthy = 1, CouldNotLook = 2, BadUsage = 64 };

} // namespace switchyard::ctl
