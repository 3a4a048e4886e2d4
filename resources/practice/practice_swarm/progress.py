"""Progress lines with elapsed seconds, on standard error so that --json keeps standard output clean."""
import sys
import time


class Progress:
    def __init__(self):
        self._started = time.monotonic()

    def elapsed(self):
        return time.monotonic() - self._started

    def say(self, text):
        print(f"[{self.elapsed():5.1f} s] {text}", file=sys.stderr, flush=True)


def wait_until(ready, seconds, pause=0.1):
    """Polls `ready` until it returns something true, and returns that; None when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ready()
        if answer:
            return answer
        if time.monotonic() >= deadline:
            return None
        time.sleep(pause)
