#!/usr/bin/python3
"""The deployed stack, tried on the running practice Swarm: replication, poolers, passwords, and coming back from harm.

Needs root (for the engines' sockets), psql and docker, and a practice Swarm with the stack on it, as resources/practice/deploy
leaves it; --state-dir or SWITCHYARD_PRACTICE_DIR names another instance. Leaves the cluster as it found it.
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
MEMBERS, POOLERS = ("pg1", "pg2", "pg3"), ("pgbouncer-1", "pgbouncer-2")
PATIENCE = 90  # seconds for anything to become as it should be


def run(*arguments, check=True, timeout=60, **options):
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=timeout, check=False, **options)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done


def until(what, condition, patience=PATIENCE):
    """Waits for a condition that returns None when it holds, else what is missing."""
    deadline = time.monotonic() + patience
    while True:
        try:
            missing = condition()
        except (AssertionError, subprocess.TimeoutExpired, StopIteration) as error:
            missing = str(error) or type(error).__name__
        if missing is None:
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"after {patience} s, {what} is still missing: {missing}")
        time.sleep(0.2)


class Stack:
    """The practice Swarm and how to reach its parts."""

    def __init__(self, state_dir):
        environment = dict(os.environ, **({"SWITCHYARD_PRACTICE_DIR": state_dir} if state_dir else {}))
        facts = json.loads(run(f"{ROOT}/resources/practice/practice", "status", "--json", env=environment).stdout)
        self.cluster = facts["cluster"]
        self.manager = facts["manager_endpoint"]
        self.passfile = facts["passwords"]["passfile"]
        self.sockets = {node["name"]: f"unix://{node['socket']}" for node in facts["nodes"]}
        addresses = {node["name"]: node["address"] for node in facts["nodes"]}
        self.place = {name: next(node for node in self.sockets if self._labelled(node, name))
                      for name in MEMBERS + POOLERS}
        self.address = {name: addresses[self.place[name]] for name in MEMBERS + POOLERS}

    def _labelled(self, node, name):
        kind = "pooler" if name in POOLERS else "member"
        labels = self.docker("node", "inspect", "--format", "{{json .Spec.Labels}}", node)
        return json.loads(labels).get(f"io.switchyard.{kind}.{name}") == self.cluster

    def docker(self, *arguments, node=None, **options):
        host = self.sockets[node] if node else self.manager
        return run("docker", "-H", host, *arguments, **options).stdout.strip()

    def container(self, name):
        found = self.docker("ps", "-q", "--filter", f"label=com.docker.swarm.service.name={self.cluster}_{name}",
                            node=self.place[name]).split()
        if len(found) != 1:
            raise AssertionError(f"{name} has {len(found)} containers")
        return found[0]

    def logs(self, name):
        """What each of its containers wrote, by id, also those that ended. From the node's engine: the Swarm's broker, which `docker
        service logs` asks, was seen to wait for ever for a task whose container went away while it was asked."""
        containers = self.docker("ps", "-aq", "--filter", f"label=com.docker.swarm.service.name={self.cluster}_{name}",
                                 node=self.place[name]).split()
        logs = {container: run("docker", "-H", self.sockets[self.place[name]], "logs", container, check=False) for container in containers}
        gone = {container for container, log in logs.items() if log.returncode != 0 and "No such container" in log.stderr}
        for container, log in logs.items():  # Swarm may have removed one of the older ones meanwhile
            if log.returncode != 0 and container not in gone:
                raise AssertionError(f"the log of {container} cannot be read: {log.stderr}")
        return {container: log.stdout + log.stderr for container, log in logs.items() if container not in gone}

    def log(self, name):
        return "".join(self.logs(name).values())

    def inside(self, name, *command, **options):
        return self.docker("exec", self.container(name), *command, node=self.place[name], **options)

    def kill(self, name):
        self.docker("kill", self.container(name), node=self.place[name])

    def sql(self, name, statement, user="switchyard", database=None, password=None, check=True):
        port = "6432" if name in POOLERS else "5432"
        environment = dict(os.environ, PGPASSFILE=self.passfile, PGCONNECT_TIMEOUT="3")
        if password is not None:
            environment.update(PGPASSWORD=password, PGPASSFILE="/dev/null")
        done = run("psql", "-XAtqw", "-h", self.address[name], "-p", port, "-U", user,
                   "-d", database or ("app" if name in POOLERS else "repmgr"), "-c", statement,
                   env=environment, check=check, timeout=15)
        return done.stdout.strip() if check else done

    def service(self, name):
        return json.loads(self.docker("service", "inspect", f"{self.cluster}_{name}"))[0]

    def passwords(self):
        with open(self.passfile, encoding="utf-8") as file:
            return {line.split(":")[3]: line.rstrip("\n").split(":")[4] for line in file}

    def leader(self):
        """Who is writable; an AssertionError if that is not exactly one."""
        found = [name for name in MEMBERS if self.sql(name, "SELECT pg_is_in_recovery()", check=False).stdout.strip() == "f"]
        if len(found) != 1:
            raise AssertionError(f"writable: {found}")
        return found[0]

    def hand_over(self, successor):
        """A planned change of the leader, by the supervisors' own door."""
        if self.leader() != successor:
            self.inside(self.leader(), "switchyard-node", "demote", successor)

    # What must be true of a whole cluster; None when it is, else what is missing.
    def shortcoming(self, primary):
        for member in MEMBERS:
            recovering = self.sql(member, "SELECT pg_is_in_recovery()")
            if recovering != ("f" if member == primary else "t"):
                return f"{member} in recovery: {recovering}"
        standbys = sorted(set(MEMBERS) - {primary})
        streams = self.sql(primary, "SELECT application_name, state FROM pg_stat_replication ORDER BY 1").split()
        if streams != [f"{member}|streaming" for member in standbys]:
            return f"streams of {primary}: {streams}"
        for member in MEMBERS:
            running = self.sql(member, "SELECT repmgr.repmgrd_is_running()")
            if running != "t":
                return f"repmgrd of {member} runs: {running}"
            nodes = self.sql(member, "SELECT node_name, type, active FROM repmgr.nodes ORDER BY 1").split()
            wanted = [f"{one}|{'primary' if one == primary else 'standby'}|t" for one in MEMBERS]
            if nodes != wanted:
                return f"{member} has in repmgr.nodes: {nodes}"
        for pooler in POOLERS:
            databases = self.sql(pooler, "SHOW DATABASES", database="pgbouncer").split("\n")
            hosts = {line.split("|")[0]: line.split("|")[1] for line in databases}
            if hosts["app"] != primary or hosts["app_ro"] != ",".join(standbys):
                return f"{pooler} sends clients to {hosts}"
            if self.sql(pooler, "SELECT pg_is_in_recovery()", user="app") != "f":
                return f"{pooler}: app is read-only"
        return None


STACK = None


class StackTest(unittest.TestCase):
    def setUp(self):
        self.whole()

    def whole(self, primary=None):
        until(f"a whole cluster{' led by ' + primary if primary else ''}", lambda: STACK.shortcoming(primary or STACK.leader()))

    def test_standbys_stream_through_their_own_slots(self):
        STACK.hand_over("pg1")
        self.whole("pg1")
        slots = STACK.sql("pg1", "SELECT slot_name, active, wal_status FROM pg_replication_slots ORDER BY 1").split()
        self.assertEqual(slots, ["repmgr_slot_2|t|reserved", "repmgr_slot_3|t|reserved"])
        self.assertEqual(STACK.sql("pg1", "SHOW synchronous_standby_names"), 'ANY 1 ("pg2", "pg3")')

    def test_repmgr_agrees_on_every_node(self):
        leader = STACK.leader()
        for member in MEMBERS:
            rows = STACK.inside(member, "repmgr", "cluster", "show", "--csv").split("\n")
            # node id, connection (0: reachable), recovery (0: primary, 1: standby)
            self.assertEqual(rows, [f"{name[-1]},0,{0 if name == leader else 1}" for name in MEMBERS], f"as {member} sees it")

    def test_a_monitoring_role_reads_two_files_and_asks_for_nothing(self):
        for member in MEMBERS:
            said = json.loads(STACK.sql(member, "SELECT switchyard.supervisor()"))
            self.assertEqual((said["member"], said["lead"]["leader"]), (member, STACK.leader()))
            self.assertEqual([(etcd["name"], etcd["has_leader"]) for etcd in said["lead"]["etcds"]],
                             [(f"etcd-{n}", True) for n in (1, 2, 3)])
            timeline = STACK.sql(member, "SELECT timeline_id FROM pg_control_checkpoint()")
            history = STACK.sql(member, f"SELECT switchyard.timeline_history({timeline})")
            self.assertTrue(history if int(timeline) > 1 else not history, f"history of timeline {timeline}: {history}")
            for forbidden in ("SELECT switchyard.ask('degrade')", "SELECT pg_read_file('global/1260')"):
                self.assertIn("permission denied", STACK.sql(member, forbidden, check=False).stderr)
        refused = STACK.sql(STACK.leader(), "SELECT switchyard.ask('degrade; true')", user="postgres", check=False)
        self.assertIn("switchyard.ask() takes", refused.stderr)

    def test_a_request_over_sql_is_answered_in_words(self):
        standby = self._standby()
        refused = STACK.sql(standby, "SELECT switchyard.ask('promote')", user="postgres", check=False)
        self.assertIn(f"{STACK.leader()} leads", refused.stderr)
        said = STACK.sql(STACK.leader(), "SELECT switchyard.ask('promote')", user="postgres")
        self.assertEqual(said, "this member is the primary already")

    def test_settings_hold(self):
        wanted = {"wal_log_hints": "on", "data_checksums": "on", "password_encryption": "scram-sha-256",
                  "wal_retrieve_retry_interval": "100ms", "wal_sender_timeout": "3s", "wal_receiver_timeout": "3s",
                  "max_slot_wal_keep_size": "4GB", "tcp_keepalives_idle": "60",
                  "config_file": "/etc/switchyard/postgresql.conf"}
        for member in MEMBERS:
            for name, value in wanted.items():
                self.assertEqual(STACK.sql(member, f"SHOW {name}", user="postgres"), value, f"{name} of {member}")

    def test_writes_reach_the_primary_and_reads_the_standbys(self):
        STACK.sql("pgbouncer-1", "CREATE TABLE IF NOT EXISTS probe (n int)", user="app")
        self.addCleanup(STACK.sql, "pgbouncer-1", "DROP TABLE probe", user="app")
        for number, pooler in enumerate(POOLERS):
            STACK.sql(pooler, f"INSERT INTO probe VALUES ({number})", user="app")
            until("the row on a standby", lambda number=number, pooler=pooler: None if STACK.sql(
                pooler, f"SELECT pg_is_in_recovery() AND count(*) = 1 FROM probe WHERE n = {number}",
                user="app", database="app_ro") == "t" else "not there yet", 20)
        refused = STACK.sql("pgbouncer-1", "INSERT INTO probe VALUES (9)", user="app", database="app_ro", check=False)
        self.assertIn("read-only transaction", refused.stderr)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:  # held long enough to need several server connections
            seen = set(pool.map(lambda _: STACK.sql(
                "pgbouncer-1", "SELECT current_setting('cluster_name') FROM pg_sleep(1)",
                user="app", database="app_ro"), range(4)))
        self.assertEqual(seen, set(MEMBERS) - {STACK.leader()})

    def test_nothing_is_trusted(self):
        methods = STACK.sql("pg1", "SELECT DISTINCT auth_method FROM pg_hba_file_rules ORDER BY 1", user="postgres")
        self.assertEqual(methods.split(), ["peer", "reject", "scram-sha-256"])
        for name, user in (("pg1", "postgres"), ("pg2", "switchyard"), ("pg3", "app"), ("pgbouncer-1", "app"),
                           ("pgbouncer-2", "pgbouncer")):
            refused = STACK.sql(name, "SELECT 1", user=user, password="wrong", check=False)
            self.assertNotEqual(refused.returncode, 0, f"{user} got into {name} with a wrong password")
        superuser = STACK.sql("pgbouncer-1", "SELECT 1", user="postgres",
                              password=STACK.passwords()["postgres"], check=False)
        self.assertNotEqual(superuser.returncode, 0, "a superuser got in through a pooler")
        plain = STACK.sql("pg1", "SELECT count(*) FROM pg_authid WHERE rolpassword NOT LIKE 'SCRAM-SHA-256$%'",
                          user="postgres")
        self.assertEqual(plain, "0")

    def test_passwords_stand_nowhere_but_in_the_secrets(self):
        self.assertEqual(os.stat(STACK.passfile).st_mode & 0o777, 0o600)
        known = set(STACK.passwords().values())
        self.assertEqual(len(known), 4)
        for name in MEMBERS + POOLERS:
            known.update(STACK.inside(name, "sh", "-c", "cat /run/secrets/*; for f in /run/secrets/*; do echo; cat $f; done")
                         .split("\n")[1:])
        known.discard("")
        self.assertEqual(len(known), 8)
        for name in MEMBERS + POOLERS:
            places = {
                "the service": json.dumps(STACK.service(name)),
                "the container": STACK.docker("inspect", STACK.container(name), node=STACK.place[name]),
                "environments and command lines": STACK.inside(
                    name, "sh", "-c", "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'"),
                "the log": STACK.log(name),
                "files on disk": STACK.inside(name, "sh", "-c", "cat /etc/switchyard/* /var/lib/postgresql/data/*.conf "
                                              "2>/dev/null; true"),
            }
            for place, text in places.items():
                self.assertTrue(text or place == "files on disk", f"{place} of {name} could not be read")
                for password in known:
                    self.assertNotIn(password, text, f"{place} of {name}")
        image = STACK.service("pg1")["Spec"]["TaskTemplate"]["ContainerSpec"]["Image"]
        self.assertNotIn("PASSWORD", STACK.docker("image", "inspect", image).upper())

    def test_services_are_bounded_placed_and_watched(self):
        for name in MEMBERS + POOLERS:
            spec = STACK.service(name)["Spec"]
            task, container = spec["TaskTemplate"], spec["TaskTemplate"]["ContainerSpec"]
            self.assertGreater(task["Resources"]["Limits"]["MemoryBytes"], 0)
            self.assertGreater(task["Resources"]["Limits"]["NanoCPUs"], 0)
            self.assertGreater(task["Resources"]["Reservations"]["MemoryBytes"], 0)
            self.assertEqual(len(task["Placement"]["Constraints"]), 1)
            self.assertEqual(container["Healthcheck"]["Test"], ["CMD", "/usr/bin/switchyard-node", "status"])
            self.assertEqual(spec["EndpointSpec"]["Mode"], "dnsrr")
            self.assertEqual([port["PublishMode"] for port in spec["EndpointSpec"]["Ports"]], ["host"])
            self.assertEqual(len(task["Networks"]), 4 if name in MEMBERS else 1)
            self.assertEqual(spec["Labels"]["io.switchyard.cluster"], STACK.cluster)
            until(f"health of {name}", lambda name=name: None if "(healthy)" in STACK.docker(
                "ps", "--filter", f"id={STACK.container(name)}", "--format", "{{.Status}}",
                node=STACK.place[name]) else "not healthy yet")
        self.assertEqual(STACK.service("pg1")["Spec"]["TaskTemplate"]["ContainerSpec"]["StopGracePeriod"], 120 * 10**9)

    def test_setting_up_again_changes_nothing(self):
        before = {name: STACK.service(name)["Version"]["Index"] for name in MEMBERS + POOLERS}
        containers = {name: STACK.container(name) for name in MEMBERS + POOLERS}
        image = STACK.service("pg1")["Spec"]["TaskTemplate"]["ContainerSpec"]["Image"]
        said = run(f"{ROOT}/resources/stack/setup-replication.sh", "--host", STACK.manager, "--cluster", STACK.cluster,
                   "--passfile", STACK.passfile, "--image", image, timeout=120).stdout
        self.assertIn("nothing to deploy", said)
        self.assertEqual({name: STACK.service(name)["Version"]["Index"] for name in MEMBERS + POOLERS}, before)
        self.assertEqual({name: STACK.container(name) for name in MEMBERS + POOLERS}, containers)

    def _standby(self):
        return sorted(set(MEMBERS) - {STACK.leader()})[0]

    def test_no_one_is_promoted_beside_a_leader(self):
        standby = self._standby()
        refused = run("docker", "-H", STACK.sockets[STACK.place[standby]], "exec", STACK.container(standby),
                      "switchyard-node", "promote", check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn(f"not promoted: {STACK.leader()} leads", refused.stderr)
        self.assertEqual(STACK.sql(standby, "SELECT pg_is_in_recovery()"), "t")

    def test_a_promotion_that_went_around_the_door_is_stopped(self):
        standby, leader = self._standby(), STACK.leader()
        STACK.sql(standby, "SELECT pg_promote(false)", user="postgres")
        until("the end of the second writable server", lambda: None if "writable without the right to lead" in STACK.log(standby)
              else "it is not said")
        self.whole(leader)

    def test_killed_containers_come_back(self):
        STACK.sql("pgbouncer-2", "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n", user="app")
        self.addCleanup(STACK.sql, "pgbouncer-2", "DROP TABLE kept", user="app")
        for name in (self._standby(), "pgbouncer-1", STACK.leader()):
            with self.subTest(killed=name):
                before = STACK.container(name)
                STACK.kill(name)
                until(f"a new container of {name}", lambda name=name, before=before:
                      None if STACK.container(name) != before else "still the old one")
                self.whole()
                self.assertEqual(STACK.sql("pgbouncer-2", "SELECT count(*) FROM kept", user="app"), "1000")

    def test_a_crashed_leader_is_succeeded_and_comes_back_in_its_container(self):
        old = STACK.leader()
        before = STACK.container(old)
        STACK.inside(old, "sh", "-c", "kill -9 $(head -1 /var/lib/postgresql/data/postmaster.pid)")
        until("another leader", lambda: None if STACK.leader() != old else "still the old one")
        self.whole()
        self.assertNotEqual(STACK.leader(), old)
        self.assertEqual(STACK.container(old), before)
        received = STACK.sql(old, "SELECT upper(lpad(to_hex(received_tli), 8, '0')) FROM pg_stat_wal_receiver")
        self.assertEqual(received, STACK.sql(STACK.leader(), "SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)"))

    def test_all_members_at_once(self):
        for name in MEMBERS:
            STACK.kill(name)
        until("the end of the old servers", lambda: None if STACK.sql(
            "pg1", "SELECT 1", check=False).returncode != 0 else "pg1 still answers")
        self.whole()

    def test_a_planned_handover_goes_to_the_one_that_was_named(self):
        for successor in ("pg3", "pg1"):
            STACK.hand_over(successor)
            self.whole(successor)

    def test_waiting_for_standbys_can_be_turned_off_and_on(self):
        leader = STACK.leader()
        self.addCleanup(STACK.inside, leader, "switchyard-node", "restore")
        STACK.inside(self._standby(), "switchyard-node", "degrade")  # any member will do
        until("commits that wait for nobody", lambda: STACK.sql(leader, "SHOW synchronous_standby_names") or None, 10)
        STACK.inside(leader, "switchyard-node", "restore")
        until("commits that wait again", lambda: None if STACK.sql(leader, "SHOW synchronous_standby_names") else "not yet", 10)

    def test_a_standby_that_is_gone_is_not_waited_for(self):
        leader = STACK.leader()
        gone, stays = sorted(set(MEMBERS) - {leader})
        STACK.docker("pause", STACK.container(gone), node=STACK.place[gone])
        try:
            until("commits that wait for the other standby alone", lambda: None if STACK.sql(
                leader, "SHOW synchronous_standby_names") == f'ANY 1 ("{stays}")' else "not yet", 30)
        finally:
            STACK.docker("unpause", STACK.container(gone), node=STACK.place[gone])
        self.whole(leader)


def main():
    global STACK
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state-dir", help="of the practice Swarm, if it is not the usual one")
    options, rest = parser.parse_known_args()
    STACK = Stack(options.state_dir)
    result = unittest.main(argv=[sys.argv[0], "-v", *rest], exit=False).result
    STACK.hand_over("pg1")  # as it was deployed
    until("the cluster as it was deployed", lambda: STACK.shortcoming("pg1"))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed if result.testsRun > failed else 0} passed, {failed} failed")
    sys.exit(1 if failed or result.testsRun == 0 else 0)


if __name__ == "__main__":
    main()
