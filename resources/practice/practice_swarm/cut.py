"""Cutting a node off the network for a while. It always comes back by itself.

The command writes down when the cut ends and starts a small process of its own session, the restorer, before it takes
the node's port down. So killing the command changes nothing, and `up` and `down` restore at once.
"""
import json
import os
import signal
import subprocess
import sys
import time

from . import engine, network, processes, system
from .errors import PracticeError
from .instance import NODES
from .progress import wait_until

LONGEST = 24 * 3600


def cut(instance, node, seconds, wait, progress):
    if not 0 < seconds <= LONGEST:
        raise PracticeError(f"A cut lasts more than 0 and at most {LONGEST} seconds, not {seconds:g}.")
    if network.port_is_up(instance, node) is None or not engine.is_healthy(instance, node):
        raise PracticeError(f"{node.name} is not running, so it cannot be cut off; start it with `practice up`.")
    _end(instance, node)  # an earlier cut of this node is replaced
    _write(instance, node, {"until": _now() + seconds})
    restorer = _start_restorer(instance, node)
    _write(instance, node, {"until": _now() + seconds, "restorer": restorer})
    network.set_port(instance, node, up=False)
    progress.say(f"{node.name} is cut off the network for {seconds:g} s")
    if not wait:
        return
    # The restorer ends it. Should it have been killed, this command does, a little later.
    if not wait_until(lambda: remaining(instance, node) is None, seconds + 2):
        _end(instance, node)
    progress.say(f"{node.name} is back on the network")


def restore_in_time(instance, node):
    """The restorer's whole life."""
    while (left := remaining(instance, node)) is not None and left > 0:
        time.sleep(min(left, 1))
    if left is not None:
        _restore(instance, node)


def remaining(instance, node):
    """Seconds until this node's cut ends (below zero: overdue), or None if it is not cut."""
    record = _read(instance, node)
    return None if record is None else record["until"] - _now()


def end_all(instance):
    for node in NODES:
        _end(instance, node)


def forget_all(instance):
    """Before everything is removed anyway: only the restorers have to end."""
    for node in NODES:
        _stop_restorer(_read(instance, node))


def _end(instance, node):
    record = _read(instance, node)
    if record is not None:
        _stop_restorer(record)
        _restore(instance, node)


def _restore(instance, node):
    if network.port_is_up(instance, node) is False:
        network.set_port(instance, node, up=True)
    if os.path.exists(instance.cut_record(node)):
        os.unlink(instance.cut_record(node))


def _start_restorer(instance, node):
    process = subprocess.Popen(
        [sys.executable, instance.program, "restore", node.name, "--state-dir", instance.state_dir],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
        env=system.CLEAN_ENVIRONMENT, start_new_session=True)
    identity = {"pid": process.pid, "start_time": processes.start_time(process.pid)}
    process.returncode = 0  # it runs on without us, and Python shall not warn about that
    return identity


def _stop_restorer(record):
    restorer = (record or {}).get("restorer")
    if restorer and restorer["pid"] != os.getpid():
        processes.kill_exactly(restorer["pid"], restorer["start_time"], signal.SIGTERM)


def _now():
    """A clock that nobody sets and that all processes share."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _read(instance, node):
    try:
        with open(instance.cut_record(node), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None
    except ValueError:
        return {"until": 0}


def _write(instance, node, record):
    temporary = instance.cut_record(node) + ".new"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(record, file)
    os.replace(temporary, instance.cut_record(node))
