// switchyard-node: process 1 of every container of the stack, and what a person in such a container runs.

#include "app/node/commands.h"

#include <cstdlib>

int main(int argc, char** argv)
{
    // A name that the Swarm does not know (a member that is down) must not hold up a look at the others.
    ::setenv("RES_OPTIONS", "timeout:1 attempts:1", 1);
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return switchyard::node::runCommand(arguments);
}
