"""Switching single nodes off, and looking inside one."""
import os

from . import network, processes
from .errors import PracticeError
from .up import require_state


def off(instance, node):
    """As a power cut: first silence on the network, then everything of the node ends at once."""
    require_state(instance)
    if network.port_is_up(instance, node):
        network.set_port(instance, node, up=False)  # else the kernel would say goodbye on its open connections
    processes.kill(instance, node)


def run_inside(instance, node, program):
    """Becomes the program, in the node's network, mount and UTS namespaces."""
    engine = processes.engine_of(instance, node)
    if not engine:
        raise PracticeError(f"{node.name} is not running; start it with `practice up`.")
    try:
        os.execvp("nsenter", ["nsenter", f"--target={engine.pid}", "--net", "--mount", "--uts", "--", *program])
    except FileNotFoundError as error:
        raise PracticeError("nsenter is missing; install with: apt-get install util-linux") from error
