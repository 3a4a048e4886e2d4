"""Taking the practice Swarm down so that nothing of it is left."""
import os

from . import cgroups, cut, network, processes, system
from .errors import PracticeError
from .instance import NODES


def down(instance, progress):
    """Returns False if there was nothing to do."""
    if not anything_left(instance):
        return False
    _refuse_foreign_directory(instance)
    progress.say("ending the nodes and removing what they made")
    remove_everything(instance)
    return True


def anything_left(instance):
    return (os.path.exists(instance.state_dir) or os.path.exists(instance.run_dir)
            or os.path.exists(f"/sys/class/net/{instance.uplink}") or bool(processes.of_instance(instance)))


def remove_everything(instance):
    """Works from any half-made or half-removed state, and can be repeated after it was interrupted."""
    cut.forget_all(instance)
    processes.kill(instance)
    network.remove_all(instance)
    for node in NODES:
        cgroups.remove(instance.node_cgroup(node))
    cgroups.remove(instance.cgroup)
    system.remove_tree(instance.run_dir)
    _remove_state(instance)


def _remove_state(instance):
    """The notes go last: what an interrupted `down` leaves is still known as ours."""
    if not os.path.isdir(instance.state_dir):
        return
    for entry in os.listdir(instance.state_dir):
        path = os.path.join(instance.state_dir, entry)
        if os.path.isdir(path) and not os.path.islink(path):
            system.remove_tree(path)
        elif path != instance.state_file:
            os.unlink(path)
    if os.path.exists(instance.state_file):
        os.unlink(instance.state_file)
    os.rmdir(instance.state_dir)


def _refuse_foreign_directory(instance):
    """A mistyped --state-dir must not cost anyone their files."""
    directory = instance.state_dir
    if os.path.isdir(directory) and os.listdir(directory) and not os.path.exists(instance.state_file):
        raise PracticeError(f"{directory} was not made by the practice Swarm (it has no state.json), so it is left "
                            "alone; give the state directory that `practice up` was given.")
