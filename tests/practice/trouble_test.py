#!/usr/bin/python3
"""Bad peers against the real programs: each becomes words within the deadline, with the exit code that scripts rely on.
Needs a deployed practice Swarm; works on copies of its profile."""
import contextlib
import json
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
import unittest

from live import MEMBERS, Live, member, until


@contextlib.contextmanager
def peer(path, talk):
    """A unix socket that accepts and then does what `talk(connection)` does."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(16)
    server.settimeout(0.1)
    stop = threading.Event()
    held = []

    def serve():
        while not stop.is_set():
            with contextlib.suppress(socket.timeout):
                connection, _ = server.accept()
                held.append(connection)
                with contextlib.suppress(OSError):
                    talk(connection)
    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        for connection in held:
            connection.close()
        server.close()


class Trouble(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        Live().whole()

    def setUp(self):
        self.live = Live()
        self.folder = tempfile.mkdtemp(prefix="switchyard-trouble-")
        self.addCleanup(shutil.rmtree, self.folder)
        config = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
        with open(os.path.join(config, "switchyard", "clusters", "practice.json"), encoding="utf-8") as file:
            self.profile = json.load(file)
        self.clusters = os.path.join(self.folder, "switchyard", "clusters")
        os.makedirs(self.clusters)

    def look(self, *words, name="bad", **changes):
        """Runs `status` on a changed copy of the profile; returns (process, seconds)."""
        profile = dict(self.profile, name=name, cluster=self.profile.get("cluster", "practice"))
        profile.update(changes)
        with open(os.path.join(self.clusters, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(profile, file)
        began = time.monotonic()
        done = self.live.ctl("status", *words, cluster=name, env=dict(os.environ, XDG_CONFIG_HOME=self.folder))
        return done, time.monotonic() - began

    def assert_words(self, done, code, *parts):
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, code, said)
        for part in parts:
            self.assertIn(part, said)
        self.assertNotIn("Traceback", said)

    def test_wrong_password(self):
        passfile = os.path.join(self.folder, "pgpass")
        with open(passfile, "w", encoding="utf-8") as file:
            file.write("*:*:*:*:certainly-not-it\n")
        os.chmod(passfile, 0o600)
        done, took = self.look("--json", passfile=passfile)
        status = json.loads(done.stdout)
        self.assertEqual(done.returncode, 1)
        self.assertEqual({m["reachable"] for m in status["members"]}, {False})
        self.assertEqual({(f["subject"], f["code"]) for f in status["findings"] if f["subject"] in MEMBERS},
                         {(name, "member_auth_failed") for name in MEMBERS}, done.stdout)
        self.assertNotIn("certainly-not-it", done.stdout + done.stderr)
        self.assertEqual(len(status["swarm"]["nodes"]), 3, "the Swarm is still seen")
        self.assertLess(took, 4)

    def test_engine_that_is_not_there(self):
        done, took = self.look(engine={"endpoint": f"unix://{self.folder}/none.sock"})
        self.assert_words(done, 2, "none.sock")
        self.assertLess(took, 4)

    def test_engine_that_accepts_and_says_nothing(self):
        path = os.path.join(self.folder, "mute.sock")
        with peer(path, lambda connection: None):
            done, took = self.look(engine={"endpoint": "unix://" + path})
        self.assert_words(done, 2, "did not answer")
        self.assertLess(took, 5)

    def test_engine_that_talks_garbage(self):
        path = os.path.join(self.folder, "garbage.sock")
        with peer(path, lambda connection: connection.sendall(b"\x00\xff220 this is no engine\r\n\r\n")):
            done, took = self.look(engine={"endpoint": "unix://" + path})
        self.assert_words(done, 2)
        self.assertLess(took, 5)

    def test_manager_that_is_none(self):
        # Each change of role is waited out, here and for the tests that follow: Swarm loses its way in a promotion that
        # overtakes a demotion, and a change of its leader makes every node look unknown for a moment.
        until("node3 to be a manager",
              lambda: self.manager_status("node3") in ("Reachable", "Leader") and self.controls("node3") == "true", seconds=90)
        self.change_role("demote", "node3")
        try:
            until("node3 to be a worker", lambda: self.controls("node3") == "false")
            done, took = self.look(engine={"endpoint": "unix://" + self.live.socket["node3"]})
            self.assert_words(done, 2, "manager")
            self.assertLess(took, 5)
        finally:
            until("node3's demotion to be complete", lambda: self.manager_status("node3") == "")
            self.change_role("promote", "node3")
            until("node3 to be a manager again",
                  lambda: self.manager_status("node3") == "Reachable" and self.controls("node3") == "true", seconds=90)
            self.live.whole()

    def change_role(self, word, node):
        """The docker CLI reads the node and sends the change with the version that it read. When the Swarm wrote in between, it
        refuses ("update out of sequence") and nothing was changed: then it is read and asked again."""
        until(f"the Swarm to take the change ({word})", lambda: self.live.docker("node", word, node), seconds=15)

    def controls(self, node):
        return self.live.docker("info", "--format", "{{.Swarm.ControlAvailable}}", node=node).strip()

    def manager_status(self, node):
        return self.live.docker("node", "ls", "--filter", f"name={node}", "--format", "{{.ManagerStatus}}").strip()

    def test_member_that_accepts_and_says_nothing(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        done, took = self.look("--json", addresses={"pg3": f"127.0.0.1:{listener.getsockname()[1]}"})
        status = json.loads(done.stdout)
        self.assertFalse(member(status, "pg3")["reachable"])
        self.assertTrue(member(status, "pg1")["reachable"])
        self.assertTrue(member(status, "pg2")["reachable"])
        self.assertLess(took, 4)

    def test_bad_usage_and_profiles(self):
        self.assert_words(self.live.ctl("conquer"), 64)
        self.assert_words(self.live.ctl("status", cluster="nowhere"), 2, "nowhere")
        with open(os.path.join(self.clusters, "torn.json"), "w", encoding="utf-8") as file:
            file.write('{"version": 1, "name": "torn", "engine"')
        done = self.live.ctl("status", cluster="torn", env=dict(os.environ, XDG_CONFIG_HOME=self.folder))
        self.assert_words(done, 2, "torn")


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
