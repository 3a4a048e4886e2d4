"""The network between this machine and the nodes.

A bridge in a namespace of its own (the hub) joins three nodes and this machine. Of all this, the machine's own network
namespace holds one interface. So its firewall and sysctls need no change: bridged traffic never passes its iptables
(where a FORWARD policy of DROP, which every Docker engine sets, would stop the Swarm), and nothing has to be restored.

    node1 eth0 --- node1 |
    node2 eth0 --- node2 | bridge (hub) | uplink --- swy-practice, 10.77.0.254 (this machine)
    node3 eth0 --- node3 |
"""
import ipaddress
import json
import os

from . import name_server, system
from .errors import PracticeError
from .instance import NODES

NODE_NETWORKS = [f"10.{n}.0.0/24" for n in range(77, 100)] + [f"192.168.{n}.0/24" for n in range(177, 200)]
# Given to the engines for their own bridges and for overlay networks. They exist only inside the nodes, but a
# container could not reach a machine whose address they shadow.
_BRIDGE_POOLS = [f"172.{n}.0.0/16" for n in range(30, 16, -1)] + ["192.168.128.0/18"]
_OVERLAY_POOLS = [f"10.{n}.0.0/16" for n in range(176, 250)]


def choose_networks():
    """Three networks that this machine does not use: for the nodes, the engines' bridges, the overlay networks."""
    taken = networks_in_use()
    return {"nodes": first_free(NODE_NETWORKS, taken), "bridges": first_free(_BRIDGE_POOLS, taken),
            "overlays": first_free(_OVERLAY_POOLS, taken)}


def networks_in_use(except_interface=None):
    """IPv4 networks of this machine's addresses and routes (without the default route)."""
    used = []
    for link in json.loads(system.run(["ip", "-4", "-json", "address", "show"]) or "[]"):
        if link.get("ifname") != except_interface:
            for entry in link.get("addr_info", []):
                used.append(ipaddress.ip_network(f"{entry['local']}/{entry['prefixlen']}", strict=False))
    for route in json.loads(system.run(["ip", "-4", "-json", "route", "show", "table", "all"]) or "[]"):
        if route.get("dst") not in (None, "default") and route.get("dev") != except_interface:
            used.append(ipaddress.ip_network(route["dst"], strict=False))
    return used


def address(state, node):
    return str(ipaddress.ip_network(state["networks"]["nodes"])[node.number])


def own_address(state):
    return str(ipaddress.ip_network(state["networks"]["nodes"])[254])


def name_server_address(state):
    return str(ipaddress.ip_network(state["networks"]["nodes"])[253])


def require_still_free(instance, state):
    ours = ipaddress.ip_network(state["networks"]["nodes"])
    for other in networks_in_use(except_interface=instance.uplink):
        if other.prefixlen >= 8 and ours.overlaps(other):
            raise PracticeError(
                f"The practice Swarm was built on {ours}, which this machine now uses otherwise ({other}); its nodes "
                "cannot change their addresses, so run `practice down` and then `practice up` to build it anew.")


def hub_is_up(instance):
    return (is_namespace(instance.hub_namespace) and os.path.exists(f"/sys/class/net/{instance.uplink}")
            and name_server.is_running(instance))


def build_hub(instance, state):
    """The bridge and this machine's interface, from nothing."""
    remove_hub(instance)
    make_namespace(instance.hub_namespace)
    # This machine's end is made from the hub's side and handed to the namespace of this very process.
    _ip_batch(["link add bridge type bridge forward_delay 0", "link set bridge up",
               f"link add uplink master bridge type veth peer name {instance.uplink} netns {os.getpid()}",
               "link set uplink up", f"address add {name_server_address(state)}/24 dev bridge"],
              instance.hub_namespace)
    _ip_batch([f"address add {own_address(state)}/24 dev {instance.uplink}", f"link set {instance.uplink} up"])
    name_server.start(instance, name_server_address(state))


def remove_hub(instance):
    name_server.stop(instance)
    _delete_link(["ip", "link", "delete", instance.uplink],
                 lambda: os.path.exists(f"/sys/class/net/{instance.uplink}"))
    remove_namespace(instance.hub_namespace)


def build_node(instance, state, node):
    """A fresh namespace, plugged into the hub. As after a reboot, nothing of an earlier engine's is in it."""
    unplug(instance, node)
    remove_namespace(instance.namespace(node))
    make_namespace(instance.namespace(node))
    plug_in(instance, state, node)


def plug_in(instance, state, node):
    """Joins an existing namespace to the hub, which may be a new one."""
    unplug(instance, node)
    namespace = instance.namespace(node)
    _ip_batch([f"link add {node.name} master bridge type veth peer name eth0 netns {namespace}",
               f"link set {node.name} up"], instance.hub_namespace)
    _ip_batch([f"address add {address(state, node)}/24 dev eth0", "link set lo up", "link set eth0 up"], namespace)


def unplug(instance, node):
    _delete_link(system.in_network(instance.hub_namespace, ["ip", "link", "delete", node.name]),
                 lambda: port_is_up(instance, node) is not None)


def set_port(instance, node, up):
    """The node's port on the hub: down is as good as a pulled cable, for all its traffic."""
    _ip_batch([f"link set {node.name} {'up' if up else 'down'}"], instance.hub_namespace)


def port_is_up(instance, node):
    """True, False, or None when there is no such port."""
    if not is_namespace(instance.hub_namespace):
        return None
    links = system.run(system.in_network(instance.hub_namespace, ["ip", "-json", "link", "show"]))
    for link in json.loads(links):
        if link["ifname"] == node.name:
            return "UP" in link["flags"]
    return None


def remove_all(instance):
    for node in NODES:
        remove_namespace(instance.namespace(node))
    remove_hub(instance)


def is_namespace(path):
    return path in system.mounts_below(path)


def make_namespace(path):
    """A network namespace that lives as long as the mount at `path`, not listed by `ip netns`."""
    with open(path, "w", encoding="utf-8"):
        pass
    system.run(["unshare", f"--net={path}", "true"])


def remove_namespace(path):
    system.unmount_below(path)
    if os.path.exists(path):
        os.unlink(path)


def first_free(candidates, taken):
    for candidate in map(ipaddress.ip_network, candidates):
        if not any(candidate.overlaps(network) for network in taken if network.prefixlen >= 8):
            return str(candidate)
    raise PracticeError(
        f"This machine already uses every network that the practice Swarm could take ({candidates[0]} to "
        f"{candidates[-1]}); free one of them (see `ip route`), then run `practice up` again.")


def _delete_link(command, exists):
    """A pair vanishes by itself some time after one end's namespace, perhaps between our looking and our deleting."""
    if not exists():
        return
    try:
        system.run(command)
    except PracticeError:
        if exists():
            raise


def _ip_batch(lines, namespace=None):
    arguments = ["ip", "-batch", "-"]
    system.run(system.in_network(namespace, arguments) if namespace else arguments, "\n".join(lines) + "\n")
