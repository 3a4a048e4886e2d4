"""Who was writable when, by the members' own logs and by what clients had acknowledged."""
import datetime
import re

from stack_test import MEMBERS

STAMP = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) UTC \[")
BEGINS = re.compile(r"selected new timeline ID: (\d+)")
ENDS = re.compile(r"received (fast|immediate) shutdown request|PostgreSQL was stopped at once|no process of PostgreSQL is left|shutting down because restart_after_crash")


def stamp_of(line):
    """Seconds since 1970; None without a stamp. Not only at the beginning: a single-user server that ended leaves its prompt there."""
    found = STAMP.search(line)
    return datetime.datetime.strptime(found[1] + "+0000", "%Y-%m-%d %H:%M:%S.%f%z").timestamp() if found else None


class Logs:
    """Of all members' containers since the beginning: Swarm keeps only the last few that ended."""

    def __init__(self, stack):
        self.stack, self.texts = stack, {member: {} for member in MEMBERS}

    def collect(self):
        for member in MEMBERS:
            self.texts[member].update(self.stack.logs(member))


def writable_spans(log, member, since, ended):
    """[(begin, end, timeline)]: from the choice of a timeline to the stop, as the server's log says, or to the moment at which a
    fault is known to have ended it."""
    events = []
    for line in log.split("\n"):
        at = stamp_of(line)
        if at is None or at < since:
            continue
        if begin := BEGINS.search(line):
            events.append((at, int(begin[1])))
        elif ENDS.search(line):
            events.append((at, None))
    events += [(at, None) for name, at in ended if name == member]
    spans, begin = [], None
    for at, timeline in sorted(events, key=lambda event: event[0]):
        if timeline is not None:
            begin = (at, timeline)
        elif begin:
            spans.append((begin[0], at, begin[1]))
            begin = None
    if begin:
        spans.append((begin[0], float("inf"), begin[1]))
    return spans


# From the thaw to the end of the server, as its supervisor's clock watcher and a busy machine take it. What it could still
# commit then, no standby acknowledges: they were turned away before the new leader was promoted.
THAW = 2.0
# A second writable server that a person made lives until its supervisor looks, about 0.1 s.
BY_HAND = 3.0


def two_writable(logs, since, ended, faults):
    """Overlaps of spans of different members, as sentences, but for those that a fault is there to make: a leader that was
    frozen is stopped right after the thaw, and one that a person promoted right after that."""
    def made_by_hand(name, begin, end):
        return any(one == name and at - 1 < begin < at + BY_HAND and end < at + BY_HAND for one, at in faults.by_hand)

    def frozen_until(name, begin, end, other):
        return any(one == name and begin < start < other < thaw + THAW and end < thaw + THAW for one, start, thaw in faults.frozen)
    spans = sorted((begin, end, name, timeline) for name in MEMBERS
                   for begin, end, timeline in writable_spans("".join(logs.texts[name].values()), name, since, ended)
                   if not made_by_hand(name, begin, end))
    overlaps = []
    for one, other in ((a, b) for i, a in enumerate(spans) for b in spans[i + 1:] if a[2] != b[2]):
        if one[1] > other[0] and not frozen_until(one[2], one[0], one[1], other[0]):
            overlaps.append(f"{one[2]} on timeline {one[3]} until {one[1] - other[0]:.3f} s after {other[2]} began timeline {other[3]}")
    return overlaps


def older_timeline_acknowledged(rows):
    """Rows sent after a newer timeline had acknowledged, and still acknowledged by an older one."""
    wrong, newest = [], []
    for row in rows:
        for timeline, first in newest:
            if row.timeline < timeline and row.sent > first:
                wrong.append(f"{row.member} acknowledged on timeline {row.timeline} at {row.at:.3f}, timeline {timeline} since {first:.3f}")
        if not newest or row.timeline > newest[-1][0]:
            newest.append((row.timeline, row.at))
    return wrong
