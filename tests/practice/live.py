"""The deployed practice Swarm as the tests of this tier see it: psql, the PgBouncer console, the docker CLI, switchyardctl.

Everything here reads through the tools of others, so that a test compares two witnesses and not our code with itself."""
import json
import os
import subprocess
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
CTL = os.path.join(ROOT, "build", "bin", "switchyardctl")
PRACTICE = os.path.join(ROOT, "resources", "practice", "practice")
MEMBERS = {"pg1": "node1", "pg2": "node2", "pg3": "node3"}
POOLERS = {"pgbouncer-1": "node1", "pgbouncer-2": "node2"}


def run(command, timeout=30, check=True, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL, **options)
    if check and done.returncode != 0:
        raise AssertionError(f"{command} exited with {done.returncode}: {done.stdout}{done.stderr}")
    return done


class Live:
    def __init__(self):
        self.status = json.loads(run([PRACTICE, "status", "--json"]).stdout)
        self.address = {node["name"]: node["address"] for node in self.status["nodes"]}
        self.socket = {node["name"]: node["socket"] for node in self.status["nodes"]}
        self.passfile = self.status["passwords"]["passfile"]

    def psql(self, where, sql, user="postgres", database="postgres", port=5432, timeout=10):
        """Rows as lists of text; `where` is a member, a pooler or a node."""
        node = MEMBERS.get(where) or POOLERS.get(where) or where
        env = dict(os.environ, PGPASSFILE=self.passfile, PGCONNECT_TIMEOUT="5")
        done = run(["psql", "-X", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", self.address[node], "-p", str(port),
                    "-U", user, "-d", database, "-c", sql], timeout=timeout, env=env)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def value(self, member, sql, **options):
        return self.psql(member, sql, **options)[0][0]

    def console(self, pooler, command):
        """A SHOW command of the console as a list of dicts."""
        env = dict(os.environ, PGPASSFILE=self.passfile, PGCONNECT_TIMEOUT="5")
        done = run(["psql", "-X", "-A", "-F", "\t", "-P", "footer=off", "-h", self.address[POOLERS[pooler]], "-p", "6432",
                    "-U", "switchyard", "-d", "pgbouncer", "-c", command], env=env)
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        return [dict(zip(lines[0], row)) for row in lines[1:]]

    def docker(self, *words, node="node1", timeout=60):
        return run(["docker", "-H", "unix://" + self.socket[node], *words], timeout=timeout).stdout

    def ctl(self, *words, cluster="practice", timeout=30, env=None):
        return run([CTL, "--cluster", cluster, *words], timeout=timeout, check=False, env=env)

    def seen(self, **options):
        """`switchyardctl status --json`, which must have been able to look."""
        done = self.ctl("status", "--json", **options)
        assert done.returncode in (0, 1), f"exit {done.returncode}: {done.stderr}"
        return json.loads(done.stdout)

    def whole(self, seconds=120):
        """Waits until the cluster is as it was deployed and stays so for a while; returns its status.

        A node that comes back can look whole for a moment: Swarm replaces the containers of a node that it had given up,
        and that begins only when the node has registered again."""
        since, last = None, None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            status, last = self._settled()
            if last:
                since = None
            elif since is None:
                since = time.monotonic()
            elif time.monotonic() - since >= 3:
                return status
            time.sleep(0.3)
        raise AssertionError(f"the cluster is not whole after {seconds} s: {last or 'it has been whole for less than 3 s'}")

    def _settled(self):
        """The status, and what is missing (None when nothing is)."""
        done = self.ctl("status", "--json")
        if done.returncode != 0:
            return None, f"switchyardctl status ended with {done.returncode}: {done.stdout}{done.stderr}"
        status = json.loads(done.stdout)
        states = {m["name"]: m["state"] for m in status["members"] if m["role"] != "primary"}
        if len(states) != 2 or set(states.values()) != {"streaming"}:
            return status, f"standbys: {states}"
        nodes = {n["name"]: n["state"] for n in status["swarm"]["nodes"]}
        if len(nodes) != 3 or set(nodes.values()) != {"ready"}:
            return status, f"nodes: {nodes}"
        short = [s for s in status["swarm"]["services"] if s["running"] != s["desired"]]
        return status, f"services: {short}" if short else None

    def cut(self, node, seconds):
        """Starts a cut that ends by itself; returns at once."""
        run([PRACTICE, "cut", node, str(seconds), "--detach"])

    def writers(self, seconds, clients=4):
        """pgbench through a pooler; ends by itself."""
        env = dict(os.environ, PGPASSFILE=self.passfile)
        return subprocess.Popen(["pgbench", "-n", "-c", str(clients), "-j", "1", "-T", str(seconds), "-h", self.address["node1"],
                                 "-p", "6432", "-U", "app", "-f", os.path.join(os.path.dirname(__file__), "write.sql"), "app"],
                                env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def member(status, name):
    return next(m for m in status["members"] if m["name"] == name)


def pooler(status, name):
    return next(p for p in status["poolers"] if p["name"] == name)


def until(what, condition, seconds=30, every=0.3):
    """Waits for a condition; its last failure is the message."""
    deadline = time.monotonic() + seconds
    last = None
    while time.monotonic() < deadline:
        try:
            result = condition()
            if result:
                return result
            last = f"last seen: {result!r}"
        except (AssertionError, subprocess.SubprocessError, StopIteration, KeyError) as error:
            last = str(error)
        time.sleep(every)
    raise AssertionError(f"{what}: not within {seconds} s; {last}")
