#!/usr/bin/python3
"""What switchyardctl says equals what psql, the PgBouncer console and the docker CLI say at that moment: at rest, while
pgbench writes, while a standby's replay is paused, while a node is cut off. Needs a deployed practice Swarm."""
import json
import sys
import time
import unittest

from live import MEMBERS, POOLERS, Live, member, pooler, until

LSN = "(pg_wal_lsn_diff({}, '0/0'))::bigint"


class Truth(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.live = Live()
        cls.live.psql("pg1", "CREATE TABLE IF NOT EXISTS switchyard_truth(id bigserial PRIMARY KEY, note text)", user="app",
                      database="app")
        cls.live.whole()

    def test_01_the_deployed_cluster(self):
        done = self.live.ctl("status", "--json")
        status = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(status["cluster"], "practice")
        self.assertEqual(sorted(m["role"] for m in status["members"]), ["primary", "standby", "standby"])
        self.assertEqual([m["state"] for m in status["members"] if m["role"] == "standby"], ["streaming", "streaming"])
        self.assertEqual({p["name"]: p["reachable"] for p in status["poolers"]}, {name: True for name in POOLERS})
        self.assertEqual([(n["name"], n["state"]) for n in status["swarm"]["nodes"]],
                         [("node1", "ready"), ("node2", "ready"), ("node3", "ready")])
        self.assertEqual([f for f in status["findings"] if f["severity"] == "error"], [])

    def test_02_members_as_psql_sees_them(self):
        status = self.live.seen()
        for name, node in MEMBERS.items():
            recovery, identifier, received, checkpoint = self.live.psql(
                name, "SELECT pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()),"
                " (SELECT received_tli FROM pg_stat_wal_receiver), (SELECT timeline_id FROM pg_control_checkpoint())")[0]
            seen = member(status, name)
            self.assertEqual(seen["node"], node)
            self.assertTrue(seen["reachable"])
            self.assertEqual(seen["role"], "standby" if recovery == "t" else "primary")
            self.assertEqual(seen["writable"], recovery == "f")
            self.assertEqual(str(seen["system_identifier"]), identifier)
            self.assertEqual(seen["timeline"], max(int(received or 0), int(checkpoint)))
        senders = {row[0]: row[1] for row in self.live.psql(
            status["primary"], "SELECT application_name, state FROM pg_stat_replication")}
        for seen in status["members"]:
            if seen["role"] == "standby":
                self.assertEqual(seen["upstream"], status["primary"])
                self.assertEqual(seen["state"], senders[seen["name"]])

    def test_03_services_as_docker_sees_them(self):
        status = self.live.seen()
        listed = {}
        for line in self.live.docker("service", "ls", "--filter", "label=io.switchyard.cluster=practice", "--format",
                                     "{{.Name}} {{.Replicas}}").splitlines():
            name, replicas = line.split()[:2]
            running, desired = replicas.split("/")
            listed[name] = (int(desired), int(running))
        self.assertEqual({s["name"]: (s["desired"], s["running"]) for s in status["swarm"]["services"]}, listed)
        self.assertGreaterEqual(len(listed), 5)
        nodes = sorted(tuple(line.split()) for line in self.live.docker(
            "node", "ls", "--format", "{{.Hostname}} {{.Status}} {{.Availability}}").splitlines())
        self.assertEqual(sorted((n["name"], n["state"], n["availability"]) for n in status["swarm"]["nodes"]),
                         [(name, state.lower(), availability.lower()) for name, state, availability in nodes])

    def test_04_lag_and_pools_while_clients_write(self):
        writers = self.live.writers(8)
        try:
            until("writing clients in the pool", lambda: any(
                d["cl_active"] >= 4 for d in pooler(self.live.seen(), "pgbouncer-1")["databases"]), seconds=6)
            for _ in range(3):
                status = self.live.seen()
                # A standby that streams under this load is behind by little; never by more than was written meanwhile.
                for seen in status["members"]:
                    if seen["role"] == "standby":
                        self.assertEqual(seen["state"], "streaming")
                        self.assertIsInstance(seen["replay_lag_bytes"], int)
                        self.assertGreaterEqual(seen["replay_lag_bytes"], 0)
                        self.assertLess(seen["replay_lag_bytes"], 64 << 20)
            # Clients stay connected between their transactions, so active + waiting is a number that holds still.
            status = self.live.seen()
            for name in POOLERS:
                shown = {}
                for row in self.live.console(name, "SHOW POOLS"):
                    if row["database"] != "pgbouncer":
                        shown[row["database"]] = shown.get(row["database"], 0) + int(row["cl_active"]) + int(row["cl_waiting"])
                for database in pooler(status, name)["databases"]:
                    self.assertEqual(database["cl_active"] + database["cl_waiting"], shown.get(database["name"], 0), database)
        finally:
            output, _ = writers.communicate(timeout=30)
        self.assertEqual(writers.returncode, 0, output)

    def test_05_pool_targets_as_the_console_says(self):
        status = self.live.seen()
        for name in POOLERS:
            rows = {row["name"]: row for row in self.live.console(name, "SHOW DATABASES") if row["name"] != "pgbouncer"}
            seen = {d["name"]: d for d in pooler(status, name)["databases"]}
            self.assertEqual(set(seen), set(rows))
            self.assertLessEqual({"app", "app_ro"}, set(seen))
            for database, row in rows.items():
                self.assertEqual(seen[database]["paused"], row["paused"] == "1")
            self.assertEqual(seen["app"]["target"], status["primary"])
            self.assertNotIn(status["primary"], seen["app_ro"]["target"].split(","))

    def test_06_lag_of_a_paused_replay_is_exact(self):
        primary = self.live.seen()["primary"]
        paused = next(m for m in ("pg3", "pg2") if m != primary)
        self.live.psql(paused, "SELECT pg_wal_replay_pause()")
        try:
            until("replay to be paused", lambda: self.live.value(paused, "SELECT pg_get_wal_replay_pause_state()") == "paused")
            replayed = int(self.live.value(paused, "SELECT " + LSN.format("pg_last_wal_replay_lsn()")))
            writers = self.live.writers(4)
            time.sleep(1)
            before = int(self.live.value(primary, "SELECT " + LSN.format("pg_current_wal_flush_lsn()")))
            status = self.live.seen()
            after = int(self.live.value(primary, "SELECT " + LSN.format("pg_current_wal_insert_lsn()")))
            lag = member(status, paused)["replay_lag_bytes"]
            self.assertGreaterEqual(lag, before - replayed)
            self.assertLessEqual(lag, after - replayed)
            self.assertIn("replay_paused", {f["code"] for f in status["findings"] if f["subject"] == paused})
            output, _ = writers.communicate(timeout=30)
            self.assertEqual(writers.returncode, 0, output)
        finally:
            self.live.psql(paused, "SELECT pg_wal_replay_resume()")
        until("the standby to catch up", lambda: member(self.live.seen(), paused)["replay_lag_bytes"] == 0)

    def test_07_an_idle_primary_has_no_growing_lag(self):
        # replay_lag_ms is zero, not the time since the last transaction, when nothing is left to replay.
        until("no lag in time", lambda: all(m["replay_lag_ms"] == 0 for m in self.live.seen()["members"]
                                            if m["role"] == "standby"), seconds=20)

    def test_08_a_node_that_is_cut_off(self):
        self.assertNotEqual(self.live.seen()["primary"], "pg3")
        self.live.cut("node3", 14)
        began = time.monotonic()
        status = until("pg3 to be unreachable", lambda: (lambda s: s if not member(s, "pg3")["reachable"] else None)(
            self.live.seen()), seconds=10)
        seen = member(status, "pg3")
        self.assertEqual(seen["role"], "unknown")
        self.assertIsNone(seen["writable"])
        self.assertIsNone(seen["replay_lag_bytes"])
        self.assertTrue(seen["error"])
        self.assertIn("member_unreachable", {f["code"] for f in status["findings"] if f["subject"] == "pg3"})
        # The others stay live, and looking costs about the two deadlines of a second, not one for each dead thing.
        asked = time.monotonic()
        status = self.live.seen()
        took = time.monotonic() - asked
        self.assertLess(took, 4.0, "one look at a cluster with a dead node")
        for name in ("pg1", "pg2"):
            self.assertTrue(member(status, name)["reachable"])
            self.assertEqual(member(status, name)["role"] == "standby", self.live.value(name, "SELECT pg_is_in_recovery()") == "t")
        self.assertEqual(self.live.ctl("status").returncode, 1)
        # docker and we agree on the node's state once the Swarm has noticed.
        if time.monotonic() - began < 12:
            states = dict(line.split() for line in self.live.docker("node", "ls", "--format", "{{.Hostname}} {{.Status}}").splitlines())
            ours = {n["name"]: n["state"] for n in self.live.seen()["swarm"]["nodes"]}
            again = dict(line.split() for line in self.live.docker("node", "ls", "--format", "{{.Hostname}} {{.Status}}").splitlines())
            self.assertIn(ours["node3"], {states["node3"].lower(), again["node3"].lower()})
        self.live.whole()

    def test_09_waiting_for_standbys_is_turned_off_and_on_by_a_person(self):
        primary = self.live.seen()["primary"]

        def names():
            return self.live.value(primary, "SHOW synchronous_standby_names")
        planned = self.live.ctl("degrade")
        self.assertEqual((planned.returncode, planned.stderr), (0, ""))
        self.assertIn("Nothing was changed", planned.stdout)
        self.assertIn("would be lost", planned.stdout)
        self.assertNotEqual(names(), "")
        try:
            done = self.live.ctl("degrade", "--yes")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertEqual(names(), "")
            self.assertIn("commits_unprotected", {f["code"] for f in self.live.seen()["findings"]})
            again = self.live.ctl("degrade", "--yes")
            self.assertEqual(again.returncode, 1)
            self.assertIn("already", again.stdout)
        finally:
            back = self.live.ctl("restore", "--yes")
        self.assertEqual(back.returncode, 0, back.stdout + back.stderr)
        self.assertNotEqual(names(), "")
        until("no finding of it", lambda: "commits_unprotected" not in {f["code"] for f in self.live.seen()["findings"]})


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2, failfast=False).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
