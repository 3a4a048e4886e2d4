#!/usr/bin/python3
"""Faults in a random order under write load; after each the cluster is whole again without help.

At the end: no row that was acknowledged is missing, and at no moment were two members writable, as the servers' own logs and
the clients say. Needs root and a practice Swarm with the stack on it. The seed is printed; --seed repeats a run.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import random
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from judge import Logs, older_timeline_acknowledged, two_writable  # noqa: E402
from stack_test import MEMBERS, POOLERS, ROOT, Stack, run, until  # noqa: E402
from writers import TABLE, Writers  # noqa: E402

PRACTICE = f"{ROOT}/resources/practice/practice"
LOOK = """SELECT pg_is_in_recovery(), (SELECT timeline_id FROM pg_control_checkpoint()),
  COALESCE((SELECT string_agg(application_name, ',' ORDER BY application_name) FROM pg_stat_replication
            WHERE state = 'streaming' AND application_name LIKE 'pg_'), ''),
  current_setting('synchronous_standby_names'), repmgr.repmgrd_is_running(),
  (SELECT string_agg(node_name || ':' || type || ':' || active, ',' ORDER BY node_id) FROM repmgr.nodes),
  (SELECT count(*) FROM pg_replication_slots WHERE NOT active OR wal_status = 'lost')"""
HEALTH = r'exec 3<> /dev/tcp/127.0.0.1/2379; printf "GET /health HTTP/1.0\r\n\r\n" >&3; cat <&3'


class Cluster:
    """The deployed cluster, as faults and judges see it."""

    def __init__(self, stack):
        self.stack = stack
        self.pool = concurrent.futures.ThreadPoolExecutor(8)

    def look(self):
        """What each member says, by name; None for one that does not answer."""
        def ask(member):
            try:
                done = self.stack.sql(member, LOOK, check=False)
            except subprocess.TimeoutExpired:
                return None
            return done.stdout.strip().split("|") if done.returncode == 0 else None
        return dict(zip(MEMBERS, self.pool.map(ask, MEMBERS)))

    def leader(self):
        return next((name for name, words in self.look().items() if words and words[0] == "f"), None)

    def shortcoming(self):
        seen = self.look()
        leaders = [name for name, words in seen.items() if words and words[0] == "f"]
        if len(leaders) != 1 or None in seen.values():
            return f"writable: {leaders}, silent: {[name for name, words in seen.items() if not words]}"
        leader, others = leaders[0], sorted(set(MEMBERS) - set(leaders))
        words = seen[leader]
        if words[2] != ",".join(others):
            return f"{leader} streams to {words[2] or 'nobody'}"
        if any(name not in words[3] for name in others) or words[6] != "0":
            return f"{leader} waits for {words[3]}, slots that are not in use: {words[6]}"
        wanted = ",".join(f"{name}:{'primary' if name == leader else 'standby'}:true" for name in MEMBERS)
        for name in MEMBERS:
            if seen[name][4] != "t" or seen[name][5] != wanted:
                return f"{name}: repmgrd runs: {seen[name][4]}, its nodes: {seen[name][5]}"
        return self._poolers(others)

    def _poolers(self, standbys):
        def ask(pooler):
            hosts = dict(line.split("|")[:2] for line in self.stack.sql(pooler, "SHOW DATABASES", database="pgbouncer").split("\n"))
            writes = self.stack.sql(pooler, "SELECT pg_is_in_recovery()", user="app")
            if writes != "f" or hosts["app_ro"] != ",".join(standbys):
                return f"{pooler} leads to {hosts}"
            return None
        return next((lack for lack in self.pool.map(ask, POOLERS) if lack), None)

    def etcds(self):
        """What they lack, by their own word: each sees a majority with a leader."""
        def ask(number):
            node = f"node{number}"
            found = self.stack.docker(
                "ps", "-q", "--filter", f"label=com.docker.swarm.service.name={self.stack.cluster}_etcd-{number}", node=node).split()
            if not found:
                return f"etcd-{number} has no container"
            said = self.stack.docker("exec", found[0], "bash", "-c", HEALTH, node=node)
            return None if '"health":"true"' in said else f"etcd-{number} says {said[-80:]}"
        return next((lack for lack in self.pool.map(ask, (1, 2, 3)) if lack), None)

    def become_whole(self, patience):
        """Returns what was missing for longest, for the report."""
        lacks = collections.Counter()

        def lack():
            try:
                found = self.shortcoming()
            except (AssertionError, subprocess.TimeoutExpired) as error:
                found = str(error).strip().split("\n")[-1]
            if found:
                lacks[found] += 1
            return found
        until("a whole cluster", lack, patience)
        until("etcds that are well", self.etcds, 60)
        time.sleep(0.7)
        until("a cluster that stays whole", lack, 20)
        return max(lacks, key=lacks.get) if lacks else "nothing"


class Faults:
    """Each does its harm and returns whom it ended for good at that moment: their servers cannot have written later."""

    def __init__(self, cluster, dice):
        self.cluster, self.stack, self.dice = cluster, cluster.stack, dice
        self.frozen = []  # (member, from, until)
        self.by_hand = []  # (member, when)

    def _leader(self):
        """Waited for: etcds that were lost one after the other may have taken the majority with them."""
        found = []

        def lack():
            found[:] = [self.cluster.leader()]
            return None if found[0] else "nobody leads"
        until("a leader", lack, 60)
        return found[0]

    def _standby(self):
        return self.dice.choice(sorted(set(MEMBERS) - {self._leader()}))

    def _either(self):
        return self._leader() if self.dice.random() < 0.6 else self._standby()

    def _practice(self, *words):
        run(PRACTICE, *words, timeout=120)

    def postmaster_crash(self):
        name = self._either()
        self.stack.inside(name, "sh", "-c", "kill -9 $(head -1 /var/lib/postgresql/data/postmaster.pid)")
        return [name]

    def backend_crash(self):
        name = self._leader()
        pid = self.stack.sql(name, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'", user="postgres")
        self.stack.inside(name, "sh", "-c", f"kill -9 {pid}")
        return []

    def container_kill(self):
        name = self._either()
        self.stack.kill(name)
        return [name]

    def container_freeze(self):
        name = self._either()
        container, began = self.stack.container(name), time.time()
        self.stack.docker("pause", container, node=self.stack.place[name])
        time.sleep(self.dice.choice([2, 8]))
        self.stack.docker("unpause", container, node=self.stack.place[name])
        self.frozen.append((name, began, time.time()))
        return []

    def node_cut(self):
        self._practice("cut", self.stack.place[self._either()], str(self.dice.choice([3, 9])))
        return []

    def node_power(self):
        name = self._either()
        node = self.stack.place[name]
        self._practice("kill", node)
        time.sleep(2)
        self._practice("start", node)
        return [name]

    def swarm_leader(self):
        """The node that leads the Swarm's managers, whichever members run there."""
        node = self.stack.docker("node", "ls", "--format", "{{.Hostname}} {{.ManagerStatus}}").split(" Leader")[0].split()[-1]
        self._practice("kill", node)
        time.sleep(2)
        self._practice("start", node)
        return [name for name in MEMBERS if self.stack.place[name] == node]

    def cold_start(self):
        """All nodes lose power at once, and come back."""
        for node in sorted(self.stack.sockets):
            self._practice("kill", node)
        self._practice("up")
        return list(MEMBERS)

    def disk_full(self):
        """No process of a member's container can make a file longer for some seconds: as with a full disk, PostgreSQL cannot write
        its log (it gets EFBIG where a full disk gives ENOSPC), and neither can its supervisor."""
        name = self._either()

        def limit(size):
            self.stack.inside(name, "sh", "-c", "for p in /proc/[0-9]*; do prlimit --pid ${p#/proc/} "
                              f"--fsize={size}:unlimited; done 2> /dev/null; prlimit --pid 1 --fsize")
        limit(0)
        time.sleep(4)
        limit("unlimited")
        return []

    def node_drain(self):
        name = self._either()
        node = self.stack.place[name]
        self.stack.docker("node", "update", "--availability", "drain", node)
        time.sleep(4)
        self.stack.docker("node", "update", "--availability", "active", node)
        return []

    def pooler_kill(self):
        self.stack.kill(self.dice.choice(POOLERS))
        return []

    def _etcd(self, number):
        """Its container; waited for, since an earlier fault may have ended it."""
        found = []

        def lack():
            found[:] = self.stack.docker(
                "ps", "-q", "--filter", f"label=com.docker.swarm.service.name={self.stack.cluster}_etcd-{number}",
                node=f"node{number}").split()
            return None if found else "no container"
        until(f"etcd-{number}", lack, 60)
        return found[0]

    def etcd_kill(self):
        number = self.dice.choice([1, 2, 3])
        self.stack.docker("kill", self._etcd(number), node=f"node{number}")
        return []

    def two_etcds_kill(self):
        for number in self.dice.sample([1, 2, 3], 2):
            self.stack.docker("kill", self._etcd(number), node=f"node{number}")
        return []

    def etcd_freeze(self):
        number = self.dice.choice([1, 2, 3])
        container = self._etcd(number)
        self.stack.docker("pause", container, node=f"node{number}")
        time.sleep(3)
        self.stack.docker("unpause", container, node=f"node{number}")
        return []

    def all_members_kill(self):
        for name in MEMBERS:
            self.stack.kill(name)
        return list(MEMBERS)

    def handover(self):
        name = self._leader()
        self.stack.inside(name, "switchyard-node", "demote", *self.dice.choice([[], [self._standby()]]))
        return []

    def promotion_by_hand(self):
        """What a person should not do: the supervisor stops the second writable server at once."""
        name = self._standby()
        self.by_hand.append((name, time.time()))
        self.stack.sql(name, "SELECT pg_promote(false)", user="postgres")
        return []


# How often each kind is drawn; at least once each, as far as there is room.
WEIGHTS = {"postmaster_crash": 8, "container_kill": 6, "container_freeze": 5, "handover": 5, "node_cut": 3, "pooler_kill": 3,
           "backend_crash": 3, "etcd_kill": 3, "disk_full": 2, "etcd_freeze": 2, "two_etcds_kill": 2, "promotion_by_hand": 2,
           "all_members_kill": 1, "node_drain": 1, "node_power": 1, "swarm_leader": 1, "cold_start": 1}


# Swarm takes its time with nodes that were gone.
SLOW = ("node_cut", "node_power", "node_drain", "swarm_leader", "cold_start")


def sequence(dice, count):
    kinds = [kind for kind, weight in WEIGHTS.items() for _ in range(weight)]
    chosen = list(WEIGHTS)[:count]
    while len(chosen) < count:
        chosen.append(dice.choice(kinds))
    dice.shuffle(chosen)
    return chosen


def torture(stack, dice, count, report):
    cluster = Cluster(stack)
    faults = Faults(cluster, dice)
    cluster.become_whole(120)
    stack.sql("pgbouncer-1", TABLE, user="app")
    stack.sql("pgbouncer-1", "TRUNCATE torture", user="app")
    since, logs = time.time(), Logs(stack)
    ended, problems, gaps = [], [], collections.defaultdict(list)
    with Writers(stack) as writers:
        for number, kind in enumerate(sequence(dice, count), 1):
            logs.collect()
            before, began = cluster.leader(), time.time()
            ended += [(name, began) for name in getattr(faults, kind)()]
            lack = "never"
            try:
                lack = cluster.become_whole(180 if kind in SLOW else 90)
            except AssertionError as error:
                problems.append(f"{kind}: {error}")
            gaps[kind].append(writers.gap(began))
            report(f"{number:3} {kind:18} {before} -> {cluster.leader()}  no row acknowledged for {gaps[kind][-1]:5.2f} s, "
                   f"whole after {time.time() - began:5.1f} s (waited longest for: {lack[:110]})")
            if problems:
                break
    rows = {tuple(map(int, line.split("|"))) for line in stack.sql("pgbouncer-1", "SELECT writer, n FROM torture", user="app").split()}
    acknowledged = writers.acknowledged()
    report(f"{len(acknowledged)} rows were acknowledged, {sum(w.failures for w in writers.all)} statements failed")
    problems += [f"acknowledged and missing: {row}" for row in writers.missing(rows)]
    logs.collect()
    problems += older_timeline_acknowledged(acknowledged) + two_writable(logs, since, ended, faults)
    stack.sql("pgbouncer-1", "DROP TABLE torture", user="app")
    return problems, gaps


def figures(problems, gaps):
    """As tools/bench-table reads them."""
    rows = [{"figure": "problems", "value": len(problems), "unit": "", "limit": 0, "holds": not problems}]
    for kind, seconds in sorted(gaps.items()):
        for what, value in (("median", statistics.median(seconds)), ("worst", max(seconds))):
            rows.append({"figure": f"{kind}: {what} of {len(seconds)}", "value": value, "unit": "s", "limit": None, "holds": None})
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state-dir", help="of the practice Swarm, if it is not the usual one")
    parser.add_argument("--faults", type=int, default=30)
    parser.add_argument("--figures", metavar="FILE", help="write them here, for ./bench")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    if options.state_dir:
        os.environ["SWITCHYARD_PRACTICE_DIR"] = options.state_dir
    print(f"seed {options.seed}", flush=True)
    began = time.time()
    problems, gaps = torture(Stack(options.state_dir), random.Random(options.seed), options.faults, lambda line: print(line, flush=True))
    for problem in problems[:20]:
        print(f"WRONG: {problem}")
    if options.figures:
        with open(options.figures, "w", encoding="utf-8") as file:
            json.dump(figures(problems, gaps), file, indent=1)
    print(f"{options.faults} faults in {time.time() - began:.0f} s, {len(problems)} problems (seed {options.seed})")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
