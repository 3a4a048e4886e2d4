#!/usr/bin/python3
"""How long repmgrd with its documented defaults leaves clients without a server to write to, by kind of loss: JSON on standard output.

For each run a cluster of its own (one primary, two standbys, asynchronous as repmgr's documentation has it), all of them as local
processes and at the same time: they mostly wait. Run in a network of its own (unshare --net) as root: servers are cut off by rules
for their ports. repmgr.conf holds what it must and failover=automatic; every interval is repmgr's own."""
import concurrent.futures
import contextlib
import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "practice"))
from writers import TABLE, Writers  # noqa: E402

BIN = "/usr/lib/postgresql/15/bin"
KINDS = ("crash", "kill", "cut", "refused", "frozen")
PATIENCE = 150  # seconds for another server to take writes; after that a run counts as one without a successor
SETTINGS = """listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 8MB
max_connections = 30
wal_level = replica
wal_log_hints = on
hot_standby = on
max_wal_size = 64MB
shared_preload_libraries = 'repmgr'
logging_collector = off
"""
POSTGRES = pwd.getpwnam("postgres")


def do(*command, check=True):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, user=POSTGRES.pw_uid, group=POSTGRES.pw_gid,
                          extra_groups=[], cwd="/", stdin=subprocess.DEVNULL)
    if check and done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def start(log, *command):
    with open(log, "ab") as file:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, user=POSTGRES.pw_uid,
                                group=POSTGRES.pw_gid, extra_groups=[], cwd="/")


def until(what, condition, patience):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {patience} s")
        time.sleep(0.1)


def children(pid):
    """The process and all below it."""
    found = [pid]
    for path in glob.glob(f"/proc/{pid}/task/*/children"):
        with contextlib.suppress(OSError), open(path, encoding="ascii") as file:
            for child in file.read().split():
                found += children(int(child))
    return found


class Server:
    def __init__(self, folder, port, number):
        self.data, self.port, self.number, self.log = f"{folder}/{number}", port, number, f"{folder}/{number}.log"
        self.conf, self.postgres, self.repmgrd = f"{folder}/{number}.conf", None, None
        self.conninfo = f"host=127.0.0.1 port={port} user=postgres dbname=repmgr connect_timeout=2"

    def make(self, template, upstream):
        shutil.copytree(template, self.data, copy_function=shutil.copy)
        with open(f"{self.data}/postgresql.auto.conf", "w", encoding="utf-8") as file:
            file.write(f"port = {self.port}\ncluster_name = 'n{self.number}'\n")
            if upstream:
                file.write(f"primary_conninfo = '{upstream.conninfo} application_name=n{self.number}'\n")
        if upstream:
            open(f"{self.data}/standby.signal", "w", encoding="utf-8").close()
        with open(self.conf, "w", encoding="utf-8") as file:
            file.write(f"node_id={self.number}\nnode_name='n{self.number}'\nconninfo='{self.conninfo}'\ndata_directory='{self.data}'\n"
                       f"pg_bindir='{BIN}'\nfailover=automatic\npromote_command='{BIN}/repmgr standby promote -f {self.conf}'\n"
                       f"follow_command='{BIN}/repmgr standby follow -f {self.conf} --upstream-node-id=%n'\n")
        for path in [self.conf, self.data, *glob.glob(f"{self.data}/**", recursive=True)]:
            os.chown(path, POSTGRES.pw_uid, POSTGRES.pw_gid)
        os.chmod(self.data, 0o700)
        self.postgres = start(self.log, f"{BIN}/postgres", "-D", self.data)
        until(f"port {self.port}", lambda: self.answers("SELECT 1"), 60)

    def answers(self, sql):
        done = subprocess.run([f"{BIN}/psql", "-XAtqw", "-d", self.conninfo, "-c", sql], capture_output=True, text=True, timeout=20,
                              check=False, stdin=subprocess.DEVNULL)
        return done.stdout.strip() if done.returncode == 0 else None

    def watch(self, kind):
        do(f"{BIN}/repmgr", "-f", self.conf, kind, "register", "--force", *(["--wait-sync=30"] if kind == "standby" else []))
        self.repmgrd = start(f"{self.log}.repmgrd", f"{BIN}/repmgrd", "-f", self.conf, "--daemonize=false", "--no-pid-file")

    def end(self):
        for process in (self.repmgrd, self.postgres):
            for pid in children(process.pid) if process else []:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if process:
                process.wait()


class Trio:
    """What Writers knows as a stack: here one client, which finds the writable server by itself."""
    passfile = "/dev/null"

    def __init__(self, folder, template, kind, number):
        os.makedirs(folder)
        os.chown(folder, POSTGRES.pw_uid, POSTGRES.pw_gid)
        self.kind, port = kind, 20000 + 10 * number
        self.servers = [Server(folder, port + i, i) for i in (1, 2, 3)]
        primary = self.servers[0]
        primary.make(template, None)
        for server in self.servers[1:]:
            server.make(template, primary)
        primary.watch("primary")
        for server in self.servers[1:]:
            server.watch("standby")
        primary.answers(TABLE)
        ports = ",".join(str(server.port) for server in self.servers)
        hosts = ",".join(["127.0.0.1"] * 3)
        self.target = f"host={hosts} port={ports} user=postgres dbname=repmgr target_session_attrs=read-write"

    def lose(self):
        primary = self.servers[0]
        if self.kind == "crash":
            os.kill(primary.postgres.pid, signal.SIGKILL)
        elif self.kind == "kill":
            for pid in children(primary.postgres.pid) + children(primary.repmgrd.pid):
                os.kill(pid, signal.SIGKILL)
        elif self.kind == "frozen":
            for pid in children(primary.postgres.pid) + children(primary.repmgrd.pid):
                os.kill(pid, signal.SIGSTOP)
        else:
            how = ["DROP"] if self.kind == "cut" else ["REJECT", "--reject-with", "tcp-reset"]
            for side in ("--dport", "--sport"):
                subprocess.run(["iptables", "-w", "-A", "INPUT", "-p", "tcp", side, str(primary.port), "-j", *how], check=True)

    def measure(self, delay):
        """(gap, acknowledged rows that the new primary does not have); (None, 0) if there never was one."""
        with Writers(self, 0.03, [self.target]) as writers:
            until("writes", writers.acknowledged, 20)
            time.sleep(12 + delay)  # every repmgrd has begun to watch
            began = time.time()
            self.lose()
            try:
                until("another server that takes writes", lambda: writers.acknowledged()[-1].member != "n1", PATIENCE)
            except AssertionError:
                return None, 0
            gap, member = writers.gap(began), writers.acknowledged()[-1].member
        new = self.servers[int(member[1]) - 1]
        rows = {tuple(map(int, line.split("|"))) for line in new.answers("SELECT writer, n FROM torture").split()}
        return gap, len(writers.missing(rows))

    def end(self):
        for server in self.servers:
            server.end()


def make_template(folder):
    do(f"{BIN}/initdb", "-D", folder, "-U", "postgres", "--auth=trust", "--wal-segsize=1", "--no-sync", "-E", "UTF8", "--locale=C")
    with open(f"{folder}/postgresql.conf", "a", encoding="utf-8") as file:
        file.write(SETTINGS)
    server = start(f"{folder}.log", f"{BIN}/postgres", "-D", folder, "-p", "19999")
    conninfo = "host=127.0.0.1 port=19999 user=postgres dbname="
    until("the template", lambda: subprocess.run([f"{BIN}/pg_isready", "-q", "-h", "127.0.0.1", "-p", "19999"], check=False).returncode == 0, 60)
    do(f"{BIN}/psql", "-Xqd", conninfo + "postgres", "-c", "CREATE DATABASE repmgr")
    do(f"{BIN}/psql", "-Xqd", conninfo + "repmgr", "-c", "CREATE EXTENSION repmgr")
    server.send_signal(signal.SIGINT)
    server.wait()


def main():
    runs = int(sys.argv[1])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    base = tempfile.mkdtemp(prefix="switchyard-repmgrd-", dir="/var/tmp")
    os.chmod(base, 0o755)
    os.chown(base, POSTGRES.pw_uid, POSTGRES.pw_gid)
    result = {kind: {"gaps": [], "lost": 0, "never": 0} for kind in KINDS}
    trios = []
    try:
        make_template(f"{base}/template")
        jobs = [(kind, f"{base}/{kind}{run}") for run in range(runs) for kind in KINDS]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            trios += pool.map(lambda job: Trio(job[1][1], f"{base}/template", job[1][0], job[0] + 1), enumerate(jobs))
        print(f"repmgrd: {len(trios)} clusters of three run", file=sys.stderr, flush=True)
        with concurrent.futures.ThreadPoolExecutor(len(trios)) as pool:
            for trio, (gap, lost) in zip(trios, pool.map(lambda one: one[1].measure(one[0] * 0.5), enumerate(trios))):
                if gap is None:
                    result[trio.kind]["never"] += 1
                    print(f"repmgrd {trio.kind:8} nobody took writes within {PATIENCE} s", file=sys.stderr, flush=True)
                    continue
                result[trio.kind]["gaps"].append(gap)
                result[trio.kind]["lost"] += lost
                print(f"repmgrd {trio.kind:8} gap {gap:6.2f} s, {lost} acknowledged rows lost", file=sys.stderr, flush=True)
    finally:
        for trio in trios:
            trio.end()
        shutil.rmtree(base, ignore_errors=True)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
