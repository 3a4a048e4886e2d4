"""Making one Swarm of three managers, and telling whether it is whole."""
from . import engine, network
from .engine_api import ApiError
from .errors import PracticeError
from .instance import NODES
from .progress import wait_until

PATIENCE = 90


def form(instance, state, progress):
    """From three engines that were never in a Swarm."""
    first, *others = NODES
    progress.say("founding the Swarm on node1")
    api = engine.api(instance, first)
    api.post("/swarm/init", {
        "ListenAddr": _endpoint(state, first), "AdvertiseAddr": _endpoint(state, first),
        "DefaultAddrPool": [state["networks"]["overlays"]], "SubnetSize": 24}, timeout=PATIENCE)
    token = api.get("/swarm")["JoinTokens"]["Manager"]
    for node in others:
        progress.say(f"joining {node.name} as a manager")
        _join(instance, state, node, first, token)
    if not wait_until(lambda: is_whole(instance), PATIENCE):
        raise PracticeError(f"The three nodes did not become one Swarm within {PATIENCE} s: {shortcoming(instance)}. "
                            "Run `practice up` again; it starts over.")
    for node in NODES:
        _label(instance, node)


def wait_until_whole(instance):
    if not wait_until(lambda: is_whole(instance), PATIENCE, pause=0.2):
        raise PracticeError(f"The nodes run, but the Swarm is not whole after {PATIENCE} s: {shortcoming(instance)}. "
                            "If it stays so, `practice down` and `practice up` build it anew.")


def is_whole(instance):
    return shortcoming(instance) is None


def shortcoming(instance):
    """What is missing from three ready managers with a leader, as every one of them sees it; None if nothing is."""
    for node in NODES:
        try:
            members = engine.api(instance, node).get("/nodes")
        except ApiError as error:
            return str(error).rstrip(".")
        managers = [member.get("ManagerStatus") or {} for member in members]
        if sum(manager.get("Reachability") == "reachable" for manager in managers) < len(NODES):
            return f"{node.name} does not see three reachable managers"
        if not any(manager.get("Leader") for manager in managers):
            return f"{node.name} sees no leader"
        for member in members:
            if member["Status"]["State"] != "ready":
                return f"{node.name} sees {member['Description'].get('Hostname')} {member['Status']['State']}"
    return None


def _join(instance, state, node, first, token):
    engine.api(instance, node).post("/swarm/join", {
        "ListenAddr": _endpoint(state, node), "AdvertiseAddr": _endpoint(state, node),
        "RemoteAddrs": [_endpoint(state, first)], "JoinToken": token}, timeout=PATIENCE)


def _label(instance, node):
    """Adds our labels to the node. Its version changes with every heartbeat that matters, so try again on a clash."""
    api = engine.api(instance, node)
    own_id = api.get("/info")["Swarm"]["NodeID"]

    def labelled():
        member = api.get(f"/nodes/{own_id}")
        spec = dict(member["Spec"], Labels={**(member["Spec"].get("Labels") or {}), **node.labels()})
        try:
            api.post(f"/nodes/{own_id}/update?version={member['Version']['Index']}", spec)
        except ApiError as error:
            if "out of sequence" in str(error):
                return False
            raise
        return True

    if not wait_until(labelled, 20):
        raise PracticeError(f"The labels of {node.name} could not be set within 20 s; run `practice up` again.")


def _endpoint(state, node):
    return f"{network.address(state, node)}:2377"
