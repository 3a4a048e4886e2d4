#!/usr/bin/python3
"""The practice Swarm's program, tried for real in an instance of its own beside any other.

Run as root; needs docker.io, iptables and iproute2, and busybox-static for the part with containers. Takes about a
minute: most of it is Swarm's managers electing a leader after all of them were killed.
"""
import contextlib
import glob
import ipaddress
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
PROGRAM = f"{ROOT}/resources/practice/practice"
sys.path.insert(0, os.path.dirname(PROGRAM))

from practice_swarm import name_server, network  # noqa: E402
from practice_swarm.engine_api import ApiError, Engine  # noqa: E402
from practice_swarm.instance import Instance, node_named  # noqa: E402
from practice_swarm.progress import wait_until  # noqa: E402

NOBODY = 65534
BASE = tempfile.mkdtemp(prefix="switchyard-practice-test-")
os.chmod(BASE, 0o755)
INSTANCE = Instance(f"{BASE}/state")


def practice(*arguments, as_nobody=False, **options):
    command = [PROGRAM, *arguments]
    if as_nobody:
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    environment = dict(os.environ, SWITCHYARD_PRACTICE_DIR=INSTANCE.state_dir, SUDO_UID=str(NOBODY))
    return subprocess.run(command, capture_output=True, text=True, timeout=200, env=environment, check=False, **options)


def in_background(*arguments):
    environment = dict(os.environ, SWITCHYARD_PRACTICE_DIR=INSTANCE.state_dir, SUDO_UID=str(NOBODY))
    return subprocess.Popen([PROGRAM, *arguments], env=environment, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, start_new_session=True)


def facts():
    return json.loads(practice("status", "--json").stdout)


def node(name):
    return next(entry for entry in facts()["nodes"] if entry["name"] == name)


def follower():
    """The last node that does not lead: losing the leader costs the Swarm an election of 10 to 20 s each time."""
    names = [n["name"] for n in facts()["nodes"] if n["engine_reachable"]]
    members = wait_until(lambda: _members(names), 60, pause=0.5)
    return max(m["Description"]["Hostname"] for m in members if not m["ManagerStatus"].get("Leader"))


def _members(names):
    try:
        members = Engine(names[0], INSTANCE.socket(node_named(names[0]))).get("/nodes")
    except ApiError:
        return None
    return members if any(m["ManagerStatus"].get("Leader") for m in members) else None


def reaches(address, port, seconds=1.0):
    try:
        with socket.create_connection((address, port), timeout=seconds):
            return True
    except OSError:
        return False


def page(address, port):
    """What a little web server says, or None."""
    try:
        with socket.create_connection((address, port), timeout=2) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            received = b""
            while block := connection.recv(4096):
                received += block
    except OSError:
        return None
    return received.decode().partition("\r\n\r\n")[2].strip() or None


def machine():
    """What `down` must leave as it was before the first `up`."""
    rules = subprocess.run(["iptables-save"], capture_output=True, text=True, check=False).stdout
    fixed_places = ["/etc/docker", "/opt/containerd", "/var/lib/docker", "/var/lib/containerd", "/run/docker",
                    "/run/containerd", "/run/netns", "/run/mount", "/etc/cni"]
    sysctls = {}
    for path in ["/proc/sys/net/ipv4/ip_forward", *glob.glob("/proc/sys/net/bridge/*"),
                 *glob.glob("/proc/sys/net/ipv4/conf/all/*"), "/proc/sys/kernel/hostname"]:
        with contextlib.suppress(OSError), open(path, encoding="utf-8") as file:
            sysctls[path] = file.read()
    return {"rules": [line for line in rules.splitlines() if line[:1] in "-*"], "sysctls": sysctls,
            "places": {place: sorted(os.listdir(place)) if os.path.isdir(place) else None for place in fixed_places}}


def traces():
    """Whatever on this machine is named after the instance under test."""
    names = (INSTANCE.state_dir, INSTANCE.run_dir + "/", INSTANCE.cgroup + "/")
    found = glob.glob(f"/run/*{INSTANCE.id}*") + glob.glob(f"/sys/class/net/*{INSTANCE.id}*")
    found += glob.glob(f"/sys/fs/cgroup{INSTANCE.cgroup}") + glob.glob(f"/sys/fs/cgroup/*{INSTANCE.cgroup}")
    found += [INSTANCE.state_dir] if os.path.exists(INSTANCE.state_dir) else []
    for directory in glob.glob("/proc/[0-9]*"):
        for kind in ("cmdline", "cgroup", "mountinfo"):
            with contextlib.suppress(OSError), open(f"{directory}/{kind}", encoding="utf-8", errors="replace") as file:
                text = file.read()
                if any(name in text for name in names):
                    found.append(f"{directory}/{kind}")
    return found


class Alone(unittest.TestCase):
    """Needs no Swarm."""

    def test_without_root_it_says_so(self):
        done = practice("up", as_nobody=True)
        self.assertEqual(done.returncode, 77)
        self.assertIn("only root may do", done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1)

    def test_wrong_usage(self):
        self.assertEqual(practice("up", "sideways").returncode, 64)
        self.assertEqual(practice().returncode, 64)
        self.assertEqual(practice("cut", "node1", "soon").returncode, 64)
        self.assertEqual(practice("load", "/nonexistent", "--change", "CMD x").returncode, 1)

    def test_unknown_node(self):
        done = practice("cut", "node9", "1")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no node called node9", done.stderr)

    def test_foreign_directory_is_left_alone(self):
        directory = tempfile.mkdtemp(dir=BASE)
        with open(f"{directory}/precious", "w", encoding="utf-8"):
            pass
        for command in ("up", "down"):
            done = practice(command, "--state-dir", directory)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertTrue(os.path.exists(f"{directory}/precious"))
        shutil.rmtree(directory)

    def test_choosing_a_network(self):
        taken = [ipaddress.ip_network(n) for n in ("10.77.0.0/24", "10.78.0.128/25", "0.0.0.0/1")]
        self.assertEqual(network.first_free(network.NODE_NETWORKS, taken), "10.79.0.0/24")
        taken = [ipaddress.ip_network("10.0.0.0/8")]
        self.assertEqual(network.first_free(network.NODE_NETWORKS, taken), "192.168.177.0/24")

    def test_name_server_knows_no_name(self):
        question = b"\x03foo\x00\x00\x01\x00\x01"
        additional = b"\x00\x00\x29\x10\x00\x00\x00\x00\x00\x00\x00"
        query = b"\xab\xcd\x01\x00\x00\x01\x00\x00\x00\x00\x00\x01" + question + additional
        self.assertEqual(name_server.no_such_name(query),
                         b"\xab\xcd\x81\x83\x00\x01\x00\x00\x00\x00\x00\x00" + question)
        self.assertIsNone(name_server.no_such_name(b"short"))
        self.assertIsNone(name_server.no_such_name(b"\xab\xcd\x81" + query[3:]))  # an answer is not answered


class Whole(unittest.TestCase):
    """One life of a Swarm: each test goes on from where the one before left it."""

    def up(self):
        done = practice("up")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(facts()["complete"], facts())
        return done

    def test_01_nothing_is_up(self):
        self.assertFalse(facts()["running"])
        done = practice("down")
        self.assertEqual((done.returncode, traces()), (0, []))
        self.assertIn("nothing to do", done.stderr)
        self.assertEqual(practice("cut", "node1", "1").returncode, 1)

    def test_02_up(self):
        started = time.monotonic()
        done = practice("up", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(time.monotonic() - started, 60)
        self.assertTrue(json.loads(done.stdout)["complete"])

    def test_03_status_says_where_things_are(self):
        told = facts()
        self.assertEqual((told["cluster"], told["database"]), ("practice", "app"))
        self.assertEqual(told["ports"], {"postgres": 5432, "pgbouncer": 6432})
        self.assertEqual(told["users"], {"monitor": "switchyard", "app": "app"})
        self.assertEqual([n["name"] for n in told["nodes"]], ["node1", "node2", "node3"])
        for entry in told["nodes"]:
            self.assertTrue(entry["engine_reachable"])
            self.assertEqual(entry["swarm_state"], "active")
            self.assertLess(len(entry["socket"]), 108)
            self.assertTrue(os.path.exists(f"/proc/{entry['pid']}"))
        self.assertEqual(told["manager_endpoint"], f"unix://{told['nodes'][0]['socket']}")
        self.assertFalse(told["passwords"]["written"])
        passfile = os.stat(told["passwords"]["passfile"])
        self.assertEqual((passfile.st_uid, passfile.st_mode & 0o777), (NOBODY, 0o600))

    def test_04_the_asking_user_can_use_it(self):
        told = json.loads(practice("status", "--json", as_nobody=True).stdout)
        self.assertTrue(told["complete"], told)

    def test_05_three_managers_with_labels(self):
        members = Engine("node3", node("node3")["socket"]).get("/nodes")
        labels = {m["Description"]["Hostname"]: m["Spec"]["Labels"] for m in members}
        self.assertEqual(labels["node2"], {"io.switchyard.region": "eu-central", "io.switchyard.rack": "b"})
        self.assertEqual(labels["node3"], {"io.switchyard.region": "eu-west", "io.switchyard.rack": "a"})
        self.assertTrue(all(m["ManagerStatus"]["Reachability"] == "reachable" for m in members))

    def test_05_wrong_requests_are_one_sentence(self):
        for request in (("cut", "node1", "0"), ("cut", "node1", "1e9"), ("load", "/nonexistent"), ("load", BASE),
                        ("load", PROGRAM, "--tag", "swy-test:0"), ("exec", "node1")):
            done = practice(*request)
            self.assertEqual(done.returncode, 1, request)
            self.assertTrue(done.stderr.splitlines()[-1].startswith("practice: "), done.stderr)
            self.assertNotIn("Traceback", done.stderr)

    def test_06_up_twice(self):
        before = [n["pid"] for n in facts()["nodes"]]
        self.assertIn("nothing to do", self.up().stderr)
        self.assertEqual([n["pid"] for n in facts()["nodes"]], before)

    def test_07_containers_reach_each_other_and_are_reached(self):
        busybox = "/bin/busybox"
        image = f"{BASE}/image.tar"
        with tarfile.open(image, "w") as tar:
            tar.add(busybox, "bin/busybox")
        load = ("load", image, "--tag", "swy-test:1", "--change", 'ENTRYPOINT ["/bin/busybox"]')
        done = practice(*load)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("nothing to do", practice(*load).stderr)
        engines = [Engine(n["name"], n["socket"]) for n in facts()["nodes"]]
        self.assertEqual(len({engine.get("/images/swy-test:1/json")["Id"] for engine in engines}), 1)
        self._deploy(engines[0])
        for entry in facts()["nodes"]:
            # Each node's server hands out what it fetched from all three over the overlay network.
            address, everyone = entry["address"], "node1 node2 node3"
            wait_until(lambda a=address: page(a, 18080) == everyone, 60, pause=0.5)
            self.assertEqual(page(address, 18080), everyone, entry)

    def _deploy(self, engine):
        overlay = engine.post("/networks/create", {"Name": "net", "Driver": "overlay"})["Id"]
        script = ("b=/bin/busybox; $b mkdir -p /www/own; $b hostname >/www/own/name; $b httpd -h /www -p 80;"
                  " while :; do n=; for a in $($b nslookup tasks.web | $b awk '/^Address/ && !/:53/ {print $2}'); do"
                  " n=\"$n $($b printf 'GET /own/name HTTP/1.0\\r\\n\\r\\n' | $b nc -w 2 $a 80 | $b tail -n 1)\";"
                  " done;"
                  " $b echo $n | $b tr ' ' '\\n' | $b sort | $b xargs $b echo >/www/new;"
                  " $b mv /www/new /www/index.html;"
                  " $b sleep 0.5; done")
        engine.post("/services/create", {
            "Name": "web", "Mode": {"Global": {}},
            "TaskTemplate": {"ContainerSpec": {"Image": "swy-test:1", "Args": ["sh", "-c", script],
                                               "Hostname": "{{.Node.Hostname}}"},
                             "Networks": [{"Target": overlay}]},
            "EndpointSpec": {"Mode": "dnsrr", "Ports": [
                {"TargetPort": 80, "PublishedPort": 18080, "PublishMode": "host", "Protocol": "tcp"}]}})

    def test_08_an_unknown_name_is_answered_at_once(self):
        started = time.monotonic()
        done = practice("exec", "node1", "--", sys.executable, "-c",
                        "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(3);"
                        f"s.sendto(bytes(5) + b'\\x01' + bytes(6) + b'\\x01x\\0\\0\\1\\0\\1', ('{self._dns()}', 53));"
                        "print(s.recv(99)[3] & 15)")
        self.assertEqual(done.stdout.strip(), "3", done.stderr)
        self.assertLess(time.monotonic() - started, 2)

    def _dns(self):
        return network.name_server_address(INSTANCE.load())

    def test_09_cut_comes_back_by_itself(self):
        name = follower()
        address = node(name)["address"]
        done = practice("cut", name, "5", "--detach")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(reaches(address, 2377))
        self.assertGreater(node(name)["cut_seconds_left"], 0)
        self.assertTrue(wait_until(lambda: reaches(address, 2377), 30))
        self.assertIsNone(node(name)["cut_seconds_left"])

    def test_10_cut_comes_back_though_its_command_was_killed(self):
        name = follower()
        address = node(name)["address"]
        command = in_background("cut", name, "4")
        self.assertTrue(wait_until(lambda: not reaches(address, 2377, 0.3), 10))
        command.send_signal(signal.SIGKILL)
        command.wait()
        self.assertTrue(wait_until(lambda: reaches(address, 2377), 30))

    def test_11_up_ends_a_cut(self):
        name = follower()
        practice("cut", name, "600", "--detach")
        self.up()
        self.assertTrue(reaches(node(name)["address"], 2377))

    def test_12_kill_and_start(self):
        name = follower()
        self.assertEqual(practice("kill", name).returncode, 0)
        self.assertEqual((node(name)["pid"], facts()["complete"]), (None, False))
        self.assertEqual(practice("start", name).returncode, 0)
        self.up()

    def test_13_up_after_an_engine_was_killed(self):
        before = {n["name"]: n["pid"] for n in facts()["nodes"]}
        name = follower()
        os.kill(before[name], signal.SIGKILL)
        self.up()
        after = {n["name"]: n["pid"] for n in facts()["nodes"]}
        self.assertEqual([n for n in before if before[n] != after[n]], [name])

    def test_14_up_after_a_reboot(self):
        """Everything that lives in memory is gone, the data is there."""
        own_id = Engine("node1", node("node1")["socket"]).get("/swarm")["ID"]
        for entry in facts()["nodes"]:
            practice("kill", entry["name"])
        name_server.stop(INSTANCE)
        for path in glob.glob(f"{INSTANCE.run_dir}/*.net"):
            subprocess.run(["umount", "-n", path], check=True)
        shutil.rmtree(INSTANCE.run_dir)
        # The interface goes with the hub's namespace, a moment later.
        self.assertTrue(wait_until(lambda: not os.path.exists(f"/sys/class/net/{INSTANCE.uplink}"), 10))
        self.up()
        self.assertEqual(Engine("node1", node("node1")["socket"]).get("/swarm")["ID"], own_id)

    def test_15_down_leaves_nothing(self):
        practice("cut", "node1", "600", "--detach")
        started = time.monotonic()
        done = practice("down")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(time.monotonic() - started, 15)
        # The kernel takes a moment to reap what was killed.
        wait_until(lambda: not traces(), 5)
        self.assertEqual(traces(), [])
        self.assertEqual(machine(), BEFORE)
        self.assertIn("nothing to do", practice("down").stderr)

    def test_16_up_after_an_unfinished_up_and_two_at_once(self):
        first = in_background("up")
        self.assertTrue(wait_until(lambda: os.path.exists(INSTANCE.state_file), 20))
        first.send_signal(signal.SIGKILL)
        first.wait()
        second = in_background("up")
        self.up()
        self.assertEqual(second.wait(timeout=200), 0)
        self.assertEqual(practice("down").returncode, 0)
        wait_until(lambda: not traces(), 5)
        self.assertEqual(traces(), [])
        self.assertEqual(machine(), BEFORE)


def main():
    if os.geteuid() != 0:
        print("The practice Swarm's test needs root; run it with sudo.", file=sys.stderr)
        return 77
    program = unittest.main(exit=False, verbosity=2)
    result = program.result
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    print(f"{result.testsRun - failed - skipped} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


BEFORE = machine()

if __name__ == "__main__":
    code = 1
    try:
        code = main()
    finally:
        if os.geteuid() == 0:
            practice("down")
        shutil.rmtree(BASE, ignore_errors=True)
    sys.exit(code)
