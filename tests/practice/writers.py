"""Clients that write all the time, through poolers and directly, and remember what was acknowledged to them."""
import contextlib
import os
import select
import subprocess
import threading
import time

# One row a statement; the server says with it on which timeline and on which member it was committed.
STATEMENT = ("INSERT INTO torture (writer, n) VALUES ({writer}, {n}) RETURNING n, current_setting('cluster_name'), "
             "('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int;\n")
TABLE = "CREATE TABLE IF NOT EXISTS torture (writer int, n int, at timestamptz DEFAULT clock_timestamp(), PRIMARY KEY (writer, n))"
PATIENCE = 4  # seconds for one statement; what was not answered by then may or may not have been done


class Acknowledged:
    __slots__ = ("n", "sent", "at", "member", "timeline")

    def __init__(self, n, sent, at, member, timeline):
        self.n, self.sent, self.at, self.member, self.timeline = n, sent, at, member, timeline


class Writer(threading.Thread):
    """One client with one connection at a time, by a psql of its own."""

    def __init__(self, number, target, passfile, pause=0.03):
        super().__init__(daemon=True, name=f"writer {number}")
        self.number, self.target, self.pause = number, target, pause
        self.environment = dict(os.environ, PGPASSFILE=passfile, PGCONNECT_TIMEOUT="2")
        self.acknowledged, self.failures = [], 0
        self._ending = threading.Event()
        self._n = 0

    def run(self):
        while not self._ending.is_set():
            session = subprocess.Popen(
                ["psql", "-XAtqw", "-F", " ", "-v", "ON_ERROR_STOP=1", "-d", self.target + " tcp_user_timeout=2000 keepalives_idle=1"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment)
            try:
                self._write_through(session)
            finally:
                session.kill()
                session.wait()
                session.stdout.close()
                with contextlib.suppress(BrokenPipeError):  # what it had not read yet
                    session.stdin.close()
            self._ending.wait(0.05)

    def _write_through(self, session):
        while not self._ending.is_set():
            self._n += 1
            sent = time.time()
            try:
                session.stdin.write(STATEMENT.format(writer=self.number, n=self._n).encode())
                session.stdin.flush()
            except OSError:
                self.failures += 1
                return
            ready, _, _ = select.select([session.stdout], [], [], PATIENCE)
            words = session.stdout.readline().split() if ready else []
            if len(words) != 3 or int(words[0]) != self._n:
                self.failures += 1
                return
            self.acknowledged.append(Acknowledged(self._n, sent, time.time(), words[1].decode(), int(words[2])))
            self._ending.wait(self.pause)

    def end(self):
        self._ending.set()
        self.join(PATIENCE + 3)


class Writers:
    """One client through each pooler and one directly, or one for each of `targets` (connection strings)."""

    def __init__(self, stack, pause=0.03, targets=None):
        self.all = [Writer(number, target, stack.passfile, pause) for number, target in enumerate(targets or self._targets(stack))]

    @staticmethod
    def _targets(stack):
        direct = ",".join(stack.address[name] for name in sorted(stack.address) if name.startswith("pg") and "bouncer" not in name)
        targets = [f"host={stack.address[name]} port=6432 user=app dbname=app" for name in stack.address if name.startswith("pgbouncer")]
        targets.append(f"host={direct} port=5432 user=app dbname=app target_session_attrs=read-write")
        return targets

    def __enter__(self):
        for writer in self.all:
            writer.start()
        return self

    def __exit__(self, *_):
        for writer in self.all:
            writer.end()

    def acknowledged(self):
        return sorted((row for writer in self.all for row in list(writer.acknowledged)), key=lambda row: row.at)

    def gap(self, since):
        """The longest time from `since` on in which no client at all had a row acknowledged, in seconds."""
        times = [since] + [row.at for row in self.acknowledged() if row.at > since] + [time.time()]
        return max(later - earlier for earlier, later in zip(times, times[1:]))

    def missing(self, there):
        """Acknowledged rows that are not in `there`, a set of (writer, n)."""
        return [(writer.number, row.n, row.member, row.timeline) for writer in self.all for row in writer.acknowledged
                if (writer.number, row.n) not in there]
