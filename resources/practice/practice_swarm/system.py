"""Running the system's own tools, and what must be there before anything starts."""
import os
import shutil
import subprocess

from .errors import PracticeError

# Not the caller's environment: a proxy or DOCKER_* variable of theirs must not reach the engines.
CLEAN_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}

PACKAGE_OF_TOOL = {
    "dockerd": "docker.io", "containerd": "containerd", "runc": "runc", "ip": "iproute2", "iptables": "iptables",
    "nsenter": "util-linux", "unshare": "util-linux", "mount": "mount",
}


def find(tool):
    return shutil.which(tool, path=CLEAN_ENVIRONMENT["PATH"])


def require_tools():
    missing = [tool for tool in PACKAGE_OF_TOOL if not find(tool)]
    if missing:
        packages = sorted({PACKAGE_OF_TOOL[tool] for tool in missing})
        raise PracticeError(
            f"The practice Swarm needs {', '.join(missing)}, which this machine lacks; "
            f"install with: apt-get install {' '.join(packages)}")


def run(arguments, given=None):
    """Runs a tool and returns what it printed; its own complaint becomes our error."""
    done = subprocess.run(arguments, input=given, capture_output=True, text=True, env=CLEAN_ENVIRONMENT, check=False)
    if done.returncode != 0:
        complaint = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise PracticeError(f"`{' '.join(arguments)}` failed: {complaint}")
    return done.stdout


def in_network(namespace, arguments):
    return ["nsenter", f"--net={namespace}", *arguments]


def mounts_below(directory):
    """Mount points at or below a directory, deepest first."""
    with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as file:
        points = [line.split()[4].replace("\\040", " ") for line in file]
    return sorted((p for p in points if p == directory or p.startswith(directory + "/")), key=len, reverse=True)


def unmount_below(directory):
    for point in mounts_below(directory):
        run(["umount", "--no-mtab", "--lazy", point])


def remove_tree(directory):
    if not os.path.lexists(directory):
        return
    unmount_below(directory)
    try:
        shutil.rmtree(directory)
    except OSError as error:
        raise PracticeError(f"{error.filename} could not be removed ({error.strerror}); "
                            "see what holds it, then run the command again.") from error
