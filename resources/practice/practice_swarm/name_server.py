"""A name server for the nodes that knows no name, in the hub.

An engine forwards every name that it does not know, such as that of a service whose task has just died. A real
network answers "no such name" at once; with no server to ask, Docker's answer is silence, and the program in the
container waits five seconds or more in the middle of a failover. So this answers, and that is all it does.
"""
import json
import os
import socket
import subprocess
import sys

from . import processes, system

_CHECK_EVERY = 5  # seconds; how soon it notices that it is no longer wanted


def start(instance, listen_on):
    """Runs in the hub, in a session of its own, until `stop` or until its record is gone."""
    process = subprocess.Popen(
        system.in_network(instance.hub_namespace,
                          [sys.executable, instance.program, "name-server", listen_on,
                           "--state-dir", instance.state_dir]),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
        env=system.CLEAN_ENVIRONMENT, start_new_session=True)
    with open(_record(instance), "w", encoding="utf-8") as file:
        json.dump({"pid": process.pid, "start_time": processes.start_time(process.pid)}, file)
    process.returncode = 0  # it runs on without us, and Python shall not warn about that


def stop(instance):
    known = _read(instance)
    if known:
        processes.kill_exactly(known["pid"], known["start_time"])
        os.unlink(_record(instance))


def is_running(instance):
    known = _read(instance)
    return bool(known) and processes.start_time(known["pid"]) == known["start_time"]


def serve(instance, listen_on):
    """The name server's whole life."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((listen_on, 53))
    server.settimeout(_CHECK_EVERY)
    while True:
        try:
            query, client = server.recvfrom(4096)
            if answer := no_such_name(query):
                server.sendto(answer, client)
        except TimeoutError:
            known = _read(instance)
            if not known or known["pid"] != os.getpid():
                return
        except OSError:
            continue  # the asking node went away


def no_such_name(query):
    """The answer to a DNS query: its question, and that there is no such name. None if it is no query."""
    if len(query) < 17 or query[2] & 0x80:
        return None
    end = 12
    while end < len(query) and query[end]:
        end += query[end] + 1
    question = query[12:end + 5]
    flags = bytes([0x80 | (query[2] & 0x79), 0x83])  # an answer; recursion available; code 3: no such name
    counts = (1).to_bytes(2, "big") + bytes(6)
    return query[:2] + flags + counts + question


def _record(instance):
    return f"{instance.run_dir}/name-server.json"


def _read(instance):
    try:
        with open(_record(instance), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None
