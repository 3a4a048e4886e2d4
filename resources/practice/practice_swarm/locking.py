"""One changing command at a time per instance, without leaving a lock file behind."""
import contextlib
import fcntl
import os

from .errors import PracticeError
from .progress import wait_until

PATIENCE = 180  # longer than the slowest `up` allows itself


@contextlib.contextmanager
def only_one(instance, progress):
    descriptor = _take(instance.lock_path, progress)
    try:
        yield
    finally:
        # Removed while it is held; whoever waited on this file notices and opens a new one.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(instance.lock_path)
        os.close(descriptor)


@contextlib.contextmanager
def choosing_a_network():
    """Instances choose their network one after the other. The lock is on the directory, so no file is left."""
    descriptor = os.open("/run", os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _take(path, progress):
    told = []

    def attempt():
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
                return (descriptor,)
        except BlockingIOError:
            if not told:
                told.append(True)
                holder = os.pread(descriptor, 20, 0).decode() or "unknown"
                progress.say(f"waiting for another practice command (process {holder}) to finish")
        os.close(descriptor)
        return None

    taken = wait_until(attempt, PATIENCE)
    if not taken:
        raise PracticeError(
            f"Another practice command has been at work for over {PATIENCE} s (see the process id in {path}); "
            "wait for it or end it, then try again.")
    return taken[0]


def _is_still(path, descriptor):
    """False when the former holder removed the file between our opening and locking it."""
    try:
        there, mine = os.stat(path), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)
