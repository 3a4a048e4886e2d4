#pragma once
// The commands of switchyard-node.

#include <QStringList>

namespace switchyard::node {

/// Exit codes: 0 done, 1 it could not be done (the reason is on standard error), 64 bad usage.
int runCommand(const QStringList& arguments);

/// `run`: supervises until SIGTERM or SIGINT. Blocks these signals and SIGCHLD for the whole process.
int supervise();

} // namespace switchyard::node
