"""A second process that looks through a part of many things, so that who waits for all of them waits shorter.

It is a copy of the first one. It begins at the end and the first at the beginning, until they meet. What it says is one
byte a thing in memory that both see: nothing was found here. At all else the first looks itself, so that nothing that
happens to the second changes an answer.
"""

import mmap
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from convenant_cli.text.busy import SIGN

_TAKEN, _CLEAN = 1, 2
_HEAD = 8
"""In how many bytes is told how much was handed over."""
_ENDING = 0.1
"""How many seconds a thread gets that is about to end."""
#: What a container may have of the processors, for the newer and the older control groups: so much of so much time.
_SHARES = ("/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us")
_PERIOD = "100000"


class Second:
    """The second process, as long as the ``with`` lasts; where it cannot be, nothing is clean and nothing handed over.

    ``look``: looks at one thing, and returns what is to be handed over of a clean one, or None. It only looks: it
    prints, writes and starts nothing. ``most``: bytes that are handed over at most.
    """

    def __init__(self, count: int, look: Callable[[int], bytes | None], most: int) -> None:
        self._told: bytearray | mmap.mmap = bytearray(count)
        self._handed: bytearray | mmap.mmap = bytearray(_HEAD)
        self._child = 0
        if processors() < 2:
            return
        with SIGN.held(), suppress(OSError):
            for thread in threading.enumerate():
                if thread is not threading.current_thread():
                    thread.join(_ENDING)
            # A thread may hold a lock that nobody in the copy would ever let go.
            if threading.active_count() == 1 and signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL:
                self._told, self._handed = mmap.mmap(-1, count), mmap.mmap(-1, _HEAD + most)
                self._begin(count, look)

    def _begin(self, count: int, look: Callable[[int], bytes | None]) -> None:
        first = os.getpid()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # no Ctrl-C takes the copy back to where it came from
        try:
            self._child = os.fork()
            if self._child == 0:
                try:
                    self._look_from_the_end(count, look, first)
                finally:
                    os._exit(0)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def _look_from_the_end(self, count: int, look: Callable[[int], bytes | None], first: int) -> None:
        end = _HEAD
        for at in range(count - 1, -1, -1):
            if self._told[at] or os.getppid() != first:
                return
            handed = look(at)
            if handed and end + len(handed) <= len(self._handed):
                self._handed[end : end + len(handed)] = handed
                end += len(handed)
                self._handed[:_HEAD] = (end - _HEAD).to_bytes(_HEAD, "big")
            self._told[at] = _TAKEN if handed is None else _CLEAN

    def clean(self, at: int) -> bool:
        """Tell whether a thing was found clean; who is told that it was not looks at it himself."""
        if self._told[at] == _CLEAN:
            return True
        self._told[at] = _TAKEN
        return False

    def handed(self) -> bytes:
        """Return what was handed over of what is clean."""
        return bytes(self._handed[_HEAD : _HEAD + int.from_bytes(self._handed[:_HEAD], "big")])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            with suppress(OSError):
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)


def processors() -> float:
    """Return how many processors this process may use: those it is bound to, or the share that its container has."""
    if not hasattr(os, "sched_getaffinity"):  # not Linux: elsewhere a copy of a process is not safe, or not to be had
        return 1
    most: float = len(os.sched_getaffinity(0))
    for name in _SHARES:
        with suppress(OSError, ValueError, ArithmeticError):
            share, period = [*Path(name).read_text(encoding="ascii").split(), _PERIOD][:2]
            if share.isdigit():
                most = min(most, int(share) / int(period))
    return most
