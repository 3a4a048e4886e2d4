"""One practice Swarm: where everything of it lies and what it is called, all derived from its state directory.

Two instances with different state directories share no name, path, network or cgroup.
"""
import dataclasses
import hashlib
import json
import os
import pwd
import sys

from .errors import PracticeError

DEFAULT_STATE_DIR = "/var/lib/switchyard-practice"
CLUSTER = "practice"
DATABASE = "app"
PORTS = {"postgres": 5432, "pgbouncer": 6432}
USERS = {"monitor": "switchyard", "app": "app"}


@dataclasses.dataclass(frozen=True)
class Node:
    """A node's name, the last number of its address, and where it pretends to stand."""
    name: str
    number: int
    region: str
    rack: str

    def labels(self):
        return {"io.switchyard.region": self.region, "io.switchyard.rack": self.rack}


NODES = (
    Node("node1", 1, "eu-central", "a"),
    Node("node2", 2, "eu-central", "b"),
    Node("node3", 3, "eu-west", "a"),
)


def node_named(name):
    for node in NODES:
        if node.name == name:
            return node
    raise PracticeError(f"There is no node called {name}; the nodes are node1, node2 and node3.")


class Instance:
    def __init__(self, state_dir):
        self.state_dir = os.path.realpath(state_dir)
        if self.state_dir == DEFAULT_STATE_DIR:
            self.id = "practice"
            self.run_dir = "/run/switchyard-practice"
        else:
            self.id = hashlib.sha256(self.state_dir.encode()).hexdigest()[:6]
            # Not below the state directory: a unix socket's path has 107 bytes at most.
            self.run_dir = f"/run/switchyard-practice-{self.id}"
        self.program = os.path.realpath(sys.argv[0])  # starts itself anew for what must outlive a command
        self.uplink = f"swy-{self.id}"  # this machine's own interface to the nodes; 15 characters at most
        self.cgroup = f"/switchyard-{self.id}"
        self.lock_path = f"/run/switchyard-{self.id}.lock"
        self.hub_namespace = f"{self.run_dir}/hub.net"
        self.state_file = f"{self.state_dir}/state.json"
        self.log_dir = f"{self.state_dir}/log"
        self.passfile = f"{self.state_dir}/pgpass"

    # What belongs to one node.
    def node_run_dir(self, node):
        return f"{self.run_dir}/{node.name}"

    def namespace(self, node):
        return f"{self.run_dir}/{node.name}.net"

    def socket(self, node):
        return f"{self.run_dir}/{node.name}.sock"

    def cut_record(self, node):
        return f"{self.run_dir}/{node.name}.cut"

    def data_dir(self, node):
        return f"{self.state_dir}/{node.name}"

    def log(self, node):
        return f"{self.log_dir}/{node.name}.log"

    def node_cgroup(self, node):
        return f"{self.cgroup}/{node.name}"

    # What is remembered between commands.
    def load(self):
        """The remembered facts, or None if this instance was never brought up."""
        try:
            with open(self.state_file, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise PracticeError(
                f"The practice Swarm's notes in {self.state_file} cannot be read ({error}); "
                "remove it all with `practice down` and bring it up again.") from error

    def save(self, state):
        """Replaces the file as a whole, so that a crash leaves the old one or the new one."""
        temporary = self.state_file + ".new"
        with open(temporary, "w", encoding="utf-8") as file:
            json.dump(state, file, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self.state_file)


def asking_user():
    """(uid, gid) of the person behind sudo or pkexec: the sockets and the passfile become theirs."""
    for variable in ("SUDO_UID", "PKEXEC_UID"):
        if os.environ.get(variable, "").isdigit():
            uid = int(os.environ[variable])
            try:
                return uid, pwd.getpwuid(uid).pw_gid
            except KeyError:
                return uid, uid
    return os.getuid(), os.getgid()
