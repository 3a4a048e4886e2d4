"""Bringing the practice Swarm up, from nothing or from whatever an earlier one left."""
import os

from . import cut, down, engine, network, swarm, system
from .errors import PracticeError
from .instance import NODES, asking_user


def up(instance, progress):
    """Returns True if anything had to be done."""
    system.require_tools()
    state = _state(instance, progress)
    cut.end_all(instance)
    if state["formed"] and network.hub_is_up(instance) and all(engine.is_healthy(instance, n) for n in NODES) \
            and swarm.is_whole(instance):
        _hand_over(instance, state)
        return False
    _repair(instance, state, progress)
    _hand_over(instance, state)
    if state["formed"]:
        progress.say("waiting for the managers to agree")
        swarm.wait_until_whole(instance)
    else:
        swarm.form(instance, state, progress)
        state["formed"] = True
        instance.save(state)
    return True


def start_node(instance, node, progress):
    """Switches one node on again after `practice kill`; true if it was off."""
    state = require_state(instance)
    if engine.is_healthy(instance, node):
        return False
    if not network.hub_is_up(instance):
        raise PracticeError("The practice Swarm's network is gone; run `practice up`, which brings all of it back.")
    _start([node], instance, state, progress)
    _hand_over(instance, state)
    return True


def require_state(instance):
    state = instance.load()
    if state is None or not state["formed"]:
        raise PracticeError("The practice Swarm is not up; start it with `practice up`.")
    return state


def _state(instance, progress):
    """The remembered facts. A Swarm that was never finished holds nothing of value: it is removed and begun anew."""
    owner = list(asking_user())
    state = instance.load()
    if state and state["formed"]:
        network.require_still_free(instance, state)
        os.makedirs(instance.run_dir, mode=0o755, exist_ok=True)
        if state["owner"] != owner:
            state["owner"] = owner
            instance.save(state)
        return state
    if state is None and os.path.isdir(instance.state_dir) and os.listdir(instance.state_dir):
        raise PracticeError(f"{instance.state_dir} has something else in it, which `practice down` would remove; "
                            "give an empty or new directory as the state directory.")
    if down.anything_left(instance):
        progress.say("removing what an unfinished start left")
    down.remove_everything(instance)
    return _begin(instance, owner)


def _begin(instance, owner):
    os.makedirs(instance.log_dir, mode=0o755)
    os.makedirs(instance.run_dir, mode=0o755)
    state = {"formed": False, "owner": owner, "networks": network.choose_networks()}
    instance.save(state)
    return state


def _repair(instance, state, progress):
    if not network.hub_is_up(instance):
        progress.say(f"laying the network {state['networks']['nodes']}")
        network.build_hub(instance, state)
        for node in NODES:
            if network.is_namespace(instance.namespace(node)):
                network.plug_in(instance, state, node)
    broken = [node for node in NODES if not engine.is_healthy(instance, node)]
    _start(broken, instance, state, progress)


def _start(nodes, instance, state, progress):
    if not nodes:
        return
    progress.say(f"starting the Docker engine{'s' if len(nodes) > 1 else ''} of {', '.join(n.name for n in nodes)}")
    started = [(node, engine.start(instance, state, node)) for node in nodes]
    for node, process in started:
        engine.wait_for(instance, node, process)
    if any(engine.copies_whole_images(instance, node) for node in nodes):
        progress.say(f"note: the file system under {instance.state_dir} cannot do overlays, so the engines copy whole "
                     "images for each container (storage driver vfs); expect slow starts and full disks")


def _hand_over(instance, state):
    for node in NODES:
        if os.path.exists(instance.socket(node)):
            engine.hand_over(instance, node, state["owner"])
    # Made here, empty, so that the script which fills it need not be root and never creates it readable by others.
    descriptor = os.open(instance.passfile, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, 0o600)
    os.fchown(descriptor, *state["owner"])
    os.close(descriptor)
