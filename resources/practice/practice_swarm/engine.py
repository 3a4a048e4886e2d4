"""Starting and stopping a node: one Docker engine in namespaces of its own."""
import json
import os
import subprocess

from . import cgroups, network, processes, system
from .engine_api import Engine
from .errors import PracticeError
from .progress import wait_until

START_PATIENCE = 90

# Runs in the node's network namespace with a mount and a UTS namespace of its own ("ip netns exec" would not do: it
# mounts a new /sys without the cgroups, and dockerd stops at that). The private /run hides
#  - /run/docker and /run/containerd, where engines meet by fixed paths,
#  - the system bus, over which dockerd would let firewalld put its rules into the machine's own namespace,
#  - /run/xtables.lock, for which the nodes' engines would wait in turns.
# Engines also write to fixed places outside their data: /etc/docker/key.json (the nodes would share one identity),
# /var/lib/docker/network and /opt/containerd. Overlays take these writes and vanish with the node.
# In its own world the node's socket also has the usual name, for containers that bind-mount it.
# The process number stays the same through every exec, so the one that we start is dockerd's.
_ENTER = """
set -e
name=$1 run=$2 state=$3 private=$4
shift 4
echo "$name" > /proc/sys/kernel/hostname
mount -n -t tmpfs -o mode=755 switchyard "$private"
mkdir -p "$private/${run#/run/}" "$private/state"
mount -n --bind "$run" "$private/${run#/run/}"
mount -n --bind "$state" "$private/state"
for directory in etc opt var/lib; do
    mkdir -p "$private/upper/$directory" "$private/work/$directory"
    mount -n -t overlay switchyard "/$directory" \
        -o "lowerdir=/$directory,upperdir=$private/upper/$directory,workdir=$private/work/$directory"
done
mount -n --move "$private/state" "$state"
ln -s "$run/$name.sock" "$private/docker.sock"
mount -n --move "$private" /run
exec "$@"
"""


def api(instance, node):
    return Engine(node.name, instance.socket(node))


def is_healthy(instance, node):
    """The engine runs in the namespace that is plugged in, and answers."""
    process = processes.engine_of(instance, node)
    namespace = instance.namespace(node)
    if not process or not network.is_namespace(namespace):
        return False
    try:
        same = os.stat(f"/proc/{process.pid}/ns/net").st_ino == os.stat(namespace).st_ino
    except OSError:
        return False
    return same and api(instance, node).alive()


def start(instance, state, node):
    """Begins a node from a clean slate but for its data; `wait_for` waits until it answers."""
    clear(instance, node)
    network.build_node(instance, state, node)
    directory = instance.node_run_dir(node)
    os.makedirs(f"{directory}/private", mode=0o755)
    os.makedirs(instance.data_dir(node), mode=0o711, exist_ok=True)
    config = f"{directory}/daemon.json"
    with open(config, "w", encoding="utf-8") as file:
        json.dump(_configuration(instance, state, node), file, indent=1)
    command = ["nsenter", f"--net={instance.namespace(node)}",
               "unshare", "--mount", "--propagation=slave", "--uts",
               "sh", "-c", _ENTER, "sh", node.name, instance.run_dir, instance.state_dir, f"{directory}/private",
               "dockerd", f"--config-file={config}"]
    log = instance.log(node)
    if os.path.exists(log):
        os.replace(log, log + ".old")
    with open(log, "wb") as output:
        # Its own session and no terminal: it outlives the command, the shell and the login that started it.
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/",
                                env=system.CLEAN_ENVIRONMENT, start_new_session=True)


def wait_for(instance, node, process):
    """Until the engine answers, or says in its log why it will not."""
    def answered():
        if process.poll() is not None:
            raise PracticeError(f"{node.name}'s Docker engine stopped while starting: {last_complaint(instance, node)}"
                                f" (whole log: {instance.log(node)}).")
        return api(instance, node).alive()

    if not wait_until(answered, START_PATIENCE):
        raise PracticeError(f"{node.name}'s Docker engine did not answer within {START_PATIENCE} s; its log "
                            f"{instance.log(node)} ends with: {last_complaint(instance, node)}")
    process.returncode = 0  # it runs on without us, and Python shall not warn about that


def copies_whole_images(instance, node):
    """True if the engine had to fall back to the storage driver vfs. (Asking it takes a Swarm with a leader.)"""
    return os.path.isdir(f"{instance.data_dir(node)}/image/vfs")


def hand_over(instance, node, owner):
    """The socket to the user who asked. Whoever may use it is root on this machine: theirs alone, then."""
    os.chown(instance.socket(node), owner[0], owner[1])
    os.chmod(instance.socket(node), 0o660)


def clear(instance, node):
    """Ends whatever the node still runs and removes what it left, except for its data."""
    processes.kill(instance, node)
    system.remove_tree(instance.node_run_dir(node))
    for path in (instance.socket(node), instance.cut_record(node)):
        if os.path.exists(path):
            os.unlink(path)
    cgroups.remove(instance.node_cgroup(node))


def last_complaint(instance, node):
    try:
        with open(instance.log(node), encoding="utf-8", errors="replace") as file:
            lines = [line.strip() for line in file if line.strip()]
    except OSError:
        return "nothing was logged"
    serious = [line for line in lines if "level=error" in line or "level=fatal" in line or "level=" not in line]
    return (serious or lines or ["nothing was logged"])[-1]


def _configuration(instance, state, node):
    directory = instance.node_run_dir(node)
    return {
        "hosts": [f"unix://{instance.socket(node)}"],
        "data-root": instance.data_dir(node),
        "exec-root": f"{directory}/exec",
        "pidfile": f"{directory}/dockerd.pid",
        "cgroup-parent": instance.node_cgroup(node),
        # By name, whatever the machine's init is: with systemd's driver the parent would have to be a slice.
        "exec-opts": ["native.cgroupdriver=cgroupfs"],
        "default-address-pools": [{"base": state["networks"]["bridges"], "size": 24}],
        "dns": [network.name_server_address(state)],
        "log-driver": "json-file",
        "log-opts": {"max-size": "10m", "max-file": "2"},
    }
