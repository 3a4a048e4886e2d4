"""Removing the control groups that the engines made for their containers, in every hierarchy (version 1 or 2)."""
import os

from .errors import PracticeError
from .progress import wait_until


def remove(group, seconds=10):
    """Removes a group and all below it. It must be empty of processes; the kernel may need a moment to see that."""
    for root in _hierarchies():
        directory = root + group
        if not wait_until(lambda d=directory: _removed(d), seconds, pause=0.05):
            raise PracticeError(f"The control group {directory} could not be removed; a process is still in it "
                                f"(see {directory}/cgroup.procs).")


def _hierarchies():
    with open("/proc/self/mounts", encoding="utf-8") as file:
        fields = [line.split() for line in file]
    return [entry[1] for entry in fields if entry[2] in ("cgroup", "cgroup2")]


def _removed(directory):
    if not os.path.isdir(directory):
        return True
    try:
        for path, _, _ in os.walk(directory, topdown=False):
            os.rmdir(path)
    except FileNotFoundError:
        pass
    except OSError:
        return False
    return not os.path.isdir(directory)
