"""The command line: what may be asked, who may ask it, and what comes back."""
import argparse
import json
import os
import sys

from . import cut, down, images, locking, name_server, power, status, up
from .errors import PracticeError
from .instance import DEFAULT_STATE_DIR, Instance, node_named
from .progress import Progress

OK, FAILED, USAGE, NOT_ROOT = 0, 1, 64, 77


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        print(f"practice: {message}.", file=sys.stderr)
        sys.exit(USAGE)


def main(arguments):
    options = _parser().parse_args(arguments)
    if options.needs_root and os.geteuid() != 0:
        print(f"practice: `practice {options.command}` makes network namespaces and starts Docker engines, which "
              "only root may do; run it with sudo.", file=sys.stderr)
        return NOT_ROOT
    os.umask(0o022)  # the asking user must be able to reach the sockets, whatever root's habit is
    try:
        return options.run(options, Instance(options.state_dir), Progress()) or OK
    except PracticeError as error:
        print(f"practice: {error}", file=sys.stderr)
    except OSError as error:
        print(f"practice: the system refused something that the practice Swarm needs: {error}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("practice: interrupted; `practice up` completes it, `practice down` removes it.", file=sys.stderr)
    return FAILED


def _parser():
    parser = _Parser(prog="practice", description="A real three-node Docker Swarm on this one machine, for practice.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shared = _Parser(add_help=False)
    shared.add_argument("--state-dir", metavar="DIR", help=f"where everything is kept (default: {DEFAULT_STATE_DIR})",
                        default=os.environ.get("SWITCHYARD_PRACTICE_DIR") or DEFAULT_STATE_DIR)

    def command(name, run, about, root=True):
        # Without a help text argparse does not list a command.
        one = commands.add_parser(name, parents=[shared], **({"help": about} if about else {}))
        one.set_defaults(run=run, needs_root=root)
        return one

    command("up", _up, "bring the Swarm up, or repair it").add_argument("--json", action="store_true")
    command("down", _down, "remove it and all that it left")
    command("status", _status, "say what runs where", root=False).add_argument("--json", action="store_true")
    one = command("cut", _cut, "cut a node off the network; it comes back by itself")
    one.add_argument("node", metavar="NODE")
    one.add_argument("seconds", metavar="SECONDS", type=float)
    one.add_argument("--detach", action="store_true", help="do not wait until it is over")
    command("kill", _kill, "switch a node off, as a power cut would").add_argument("node", metavar="NODE")
    command("start", _start, "switch a killed node on again").add_argument("node", metavar="NODE")
    one = command("exec", _exec, "run a program in a node's own namespaces")
    one.add_argument("node", metavar="NODE")
    one.add_argument("program", nargs=argparse.REMAINDER, metavar="-- PROGRAM", help="and its arguments")
    one = command("load", _load, "give an image to all nodes")
    one.add_argument("tar", metavar="IMAGE_TAR")
    one.add_argument("--tag", help="the file is a root file system: import it under this name")
    one.add_argument("--change", action="append", default=[], metavar="INSTRUCTION",
                     help="a Dockerfile instruction for the import (repeatable)")
    # How the program starts itself for what must outlive a command; no help, so that they are not listed.
    command("restore", _restore, None).add_argument("node")
    command("name-server", _name_server, None).add_argument("address")
    return parser


def _up(options, instance, progress):
    with locking.only_one(instance, progress):
        done = up.up(instance, progress)
    facts = status.status(instance)
    progress.say("the practice Swarm is up" if done else "the practice Swarm was up already; nothing to do")
    _print(facts, options.json)


def _down(_, instance, progress):
    with locking.only_one(instance, progress):
        done = down.down(instance, progress)
    progress.say("the practice Swarm is gone" if done else "there is no practice Swarm; nothing to do")


def _status(options, instance, _):
    _print(status.status(instance), options.json)


def _cut(options, instance, progress):
    node = node_named(options.node)
    # Not under the lock: `down` must not wait for a cut to end.
    up.require_state(instance)
    cut.cut(instance, node, options.seconds, not options.detach, progress)


def _kill(options, instance, progress):
    node = node_named(options.node)
    with locking.only_one(instance, progress):
        power.off(instance, node)
    progress.say(f"{node.name} is off; `practice start {node.name}` switches it on again")


def _start(options, instance, progress):
    node = node_named(options.node)
    with locking.only_one(instance, progress):
        done = up.start_node(instance, node, progress)
    progress.say(f"{node.name} is on" if done else f"{node.name} was on already; nothing to do")


def _exec(options, instance, _):
    program = options.program[1:] if options.program[:1] == ["--"] else options.program
    if not program:
        raise PracticeError("Say which program to run, after the node's name and `--`.")
    power.run_inside(instance, node_named(options.node), program)


def _load(options, instance, progress):
    up.require_state(instance)
    images.load(instance, options.tar, options.tag, options.change, progress)


def _restore(options, instance, _):
    cut.restore_in_time(instance, node_named(options.node))


def _name_server(options, instance, _):
    name_server.serve(instance, options.address)


def _print(facts, as_json):
    print(json.dumps(facts, indent=1) if as_json else status.as_text(facts), flush=True)
