"""What there is and where: for people, and as JSON for programs. Needs no root."""
import concurrent.futures
import os

from . import cut, engine, network, processes
from .engine_api import ApiError
from .instance import CLUSTER, DATABASE, NODES, PORTS, USERS


def status(instance):
    state = instance.load()
    nodes = _nodes(instance, state) if state else []
    usable = [node for node in nodes if node["swarm_state"] == "active"]
    # While the managers elect a leader, none says that it is active; the engines can be talked to all the same.
    reachable = usable or [node for node in nodes if node["engine_reachable"]]
    return {
        "running": len(usable) * 2 > len(NODES),  # a majority of the managers: the Swarm can be worked with
        "complete": len(usable) == len(NODES),
        "network": state["networks"]["nodes"] if state else None,
        "nodes": nodes,
        "manager_endpoint": f"unix://{reachable[0]['socket']}" if reachable else None,
        "cluster": CLUSTER,
        "ports": PORTS,
        "database": DATABASE,
        "users": USERS,
        "passwords": {"passfile": instance.passfile, "written": _size(instance.passfile) > 0},
        "state_dir": instance.state_dir,
        "profile": {
            "name": CLUSTER,
            "endpoints": [f"unix://{node['socket']}" for node in nodes],
            "addresses": {node["name"]: node["address"] for node in nodes},
        },
    }


def as_text(facts):
    if not facts["nodes"]:
        return "The practice Swarm is not up; start it with `practice up`."
    word = "is up" if facts["complete"] else "works, but not all nodes do" if facts["running"] else "is not working"
    lines = [f"The practice Swarm {word}. Network {facts['network']}, state in {facts['state_dir']}"]
    for node in facts["nodes"]:
        place = f"{node['region']}, rack {node['rack']}"
        lines.append(f"  {node['name']}  {node['address']:<15}  {place:<19}  {_condition(node)}"
                     f"  unix://{node['socket']}")
    passwords = facts["passwords"]
    lines.append(f"  passwords: {passwords['passfile']}" + ("" if passwords["written"] else " (none yet)"))
    return "\n".join(lines)


def _condition(node):
    if node["engine_reachable"]:
        words = f"Swarm {node['swarm_state'] or 'without a leader'}"
    elif node["pid"] is None:
        words = "off"
    else:
        words = "running, but its socket does not answer you"
    if node["cut_seconds_left"] is not None:
        words += f", cut off the network for {max(node['cut_seconds_left'], 0):.0f} s more"
    return words


def _nodes(instance, state):
    """All at once: while the Swarm has no leader, each answers only after a time-out."""
    with concurrent.futures.ThreadPoolExecutor(len(NODES)) as pool:
        return list(pool.map(lambda node: _node(instance, state, node), NODES))


def _node(instance, state, node):
    process = processes.engine_of(instance, node)
    left = cut.remaining(instance, node)
    api = engine.api(instance, node)
    reachable = api.alive()
    return {
        "name": node.name,
        "address": network.address(state, node),
        "socket": instance.socket(node),
        "pid": process.pid if process else None,
        "engine_reachable": reachable,
        "swarm_state": _swarm_state(api) if reachable else None,
        "region": node.region,
        "rack": node.rack,
        "cut_seconds_left": None if left is None else round(left, 1),
    }


def _swarm_state(api):
    try:
        return api.get("/info", timeout=3)["Swarm"]["LocalNodeState"]
    except ApiError:
        return None


def _size(path):
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
