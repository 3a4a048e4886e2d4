"""Giving an image to all nodes without a registry, as one and the same image id."""
import concurrent.futures
import hashlib
import json

from . import engine
from .engine_api import ApiError, query
from .errors import PracticeError
from .instance import NODES

SOURCE_LABEL = "io.switchyard.practice.source"


def load(instance, tar, tag, changes, progress):
    if changes and not tag:
        raise PracticeError("--change goes with --tag: only a root file system that is imported can be given changes.")
    try:
        file = open(tar, "rb")
    except OSError as error:
        raise PracticeError(f"{tar} cannot be read ({error.strerror}); give the image's tar.") from error
    with file:
        if tag:
            _import(instance, file, tag, changes, progress)
        else:
            progress.say(f"loading {tar} on all nodes")
            _on_all(NODES, lambda node: _load_file(instance, node, tar))
            progress.say("all nodes have it")


def _import(instance, file, tag, changes, progress):
    """Imports on one node and copies from there: importing on each would make three different images."""
    source = _fingerprint(file, changes)
    without = [node for node in NODES if not _has(instance, node, tag, source)]
    if not without:
        progress.say(f"all nodes have {tag} from this file already; nothing to do")
        return
    origin = next((node for node in NODES if node not in without), None)
    if origin is None:
        origin = without.pop(0)
        progress.say(f"importing {tag} on {origin.name}")
        name, _, version = tag.rpartition(":") if ":" in tag.rpartition("/")[2] else (tag, "", "latest")
        pairs = [("fromSrc", "-"), ("repo", name), ("tag", version)]
        pairs += [("changes", change) for change in [*changes, f"LABEL {SOURCE_LABEL}={source}"]]
        engine.api(instance, origin).send(query("/images/create", pairs), file)
    if without:
        progress.say(f"copying it to {', '.join(node.name for node in without)}")
        _on_all(without, lambda node: _copy(instance, origin, node, tag))
    progress.say(f"all nodes have {tag}")


def _copy(instance, origin, node, tag):
    with engine.api(instance, origin).open("GET", f"/images/{tag}/get", timeout=600) as response:
        if response.status != 200:
            raise PracticeError(f"{origin.name} could not hand out the image {tag} (status {response.status}).")
        engine.api(instance, node).send("/images/load?quiet=1", iter(lambda: response.read(1 << 20), b""))


def _load_file(instance, node, tar):
    with open(tar, "rb") as file:
        engine.api(instance, node).send("/images/load?quiet=1", file)


def _on_all(nodes, work):
    with concurrent.futures.ThreadPoolExecutor(len(nodes)) as pool:
        list(pool.map(work, nodes))


def _has(instance, node, tag, source):
    try:
        image = engine.api(instance, node).get(f"/images/{tag}/json")
    except ApiError as error:
        if error.status == 404:
            return False
        raise
    return ((image["Config"] or {}).get("Labels") or {}).get(SOURCE_LABEL) == source


def _fingerprint(file, changes):
    """Of the file and the changes: an unchanged image is not imported twice."""
    digest = hashlib.sha256(json.dumps(changes).encode())
    while block := file.read(1 << 20):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
