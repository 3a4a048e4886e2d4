"""Which processes belong to this practice Swarm, and ending exactly those.

They are recognised by what they are, not by remembered numbers, so that nothing is missed after a crash and nothing
else is hit after a number was reused: an engine's process (owned by root) names a path below this instance's run
directory on its command line; a container's process is in this instance's cgroup.
"""
import dataclasses
import os
import signal

from .errors import PracticeError
from .instance import NODES
from .progress import wait_until

ENGINE_PROGRAMS = ("dockerd", "containerd", "containerd-shim-runc-v2", "containerd-shim", "runc", "docker-proxy")


@dataclasses.dataclass(frozen=True)
class Process:
    pid: int
    start_time: int  # in clock ticks since boot: with the number it names one process for ever
    program: str
    node: str


def of_node(instance, node):
    return [process for process in of_instance(instance) if process.node == node.name]


def engine_of(instance, node):
    """The dockerd of this node, or None."""
    for process in of_node(instance, node):
        if process.program == "dockerd":
            return process
    return None


def of_instance(instance):
    namespaces = {_namespace_number(instance.namespace(node)): node.name for node in NODES}
    namespaces.pop(None, None)
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            process = _examine(instance, int(entry), namespaces)
            if process:
                found.append(process)
    return found


def kill(instance, node=None, seconds=20):
    """Ends the node's processes (all nodes' without one) at once, as a power cut would, and sees that they are gone."""
    def none_left():
        left = [p for p in of_instance(instance) if node is None or p.node == node.name]
        # The engine first: it would otherwise restart what is killed under it.
        for process in sorted(left, key=lambda p: p.program != "dockerd"):
            kill_exactly(process.pid, process.start_time)
        return not left

    if not wait_until(none_left, seconds, pause=0.05):
        left = ", ".join(f"{p.pid} ({p.program})" for p in of_instance(instance))
        raise PracticeError(
            f"Processes of the practice Swarm did not end within {seconds} s of being killed: {left}. They wait for "
            "the kernel, usually for a disk; run the command again when they are gone.")


def start_time(pid):
    """Of a living process; None when it is gone or only waits to be reaped."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            # The second field is the program's name in parentheses and may contain anything.
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def _examine(instance, pid, namespaces):
    started = start_time(pid)
    if started is None:
        return None
    arguments = _read(f"/proc/{pid}/cmdline").split("\0")
    program = os.path.basename(arguments[0])
    node = _node_by_cgroup(instance, _read(f"/proc/{pid}/cgroup"))
    if node is None and program in ENGINE_PROGRAMS and _owned_by_root(pid):
        node = _node_by_arguments(instance, arguments)
        if node is None and program == "docker-proxy":  # names no path, but lives in its node's network
            node = namespaces.get(_namespace_number(f"/proc/{pid}/ns/net"))
    return Process(pid, started, program, node) if node else None


def _node_by_cgroup(instance, text):
    for line in text.splitlines():
        path = line.split(":", 2)[-1]
        for node in NODES:
            if path.startswith(instance.node_cgroup(node) + "/"):
                return node.name
    return None


def _node_by_arguments(instance, arguments):
    for node in NODES:
        below = instance.node_run_dir(node) + "/"
        if any(below in argument for argument in arguments):
            return node.name
    return None


def kill_exactly(pid, started, which=signal.SIGKILL):
    """Signals the process with this number only if it is still the one that began at `started`."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        # The handle is on whatever has the number now; look again before the signal.
        if start_time(pid) == started:
            signal.pidfd_send_signal(handle, which)
    except ProcessLookupError:
        pass
    finally:
        os.close(handle)


def _namespace_number(path):
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


def _owned_by_root(pid):
    try:
        return os.stat(f"/proc/{pid}").st_uid == 0
    except OSError:
        return False


def _read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
