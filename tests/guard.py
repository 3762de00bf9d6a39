"""A guard against what would not end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(BaseException):
    """Something took longer than it may on any machine. Nothing that catches an Exception catches this."""


@contextmanager
def guard(seconds: int) -> Iterator[None]:
    """Stop what takes longer than so many seconds of the processor, or ten times as many on the clock."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    alarms = ((signal.SIGPROF, signal.ITIMER_PROF, seconds), (signal.SIGALRM, signal.ITIMER_REAL, 10 * seconds))
    before = [signal.signal(number, _stop) for number, _, _ in alarms]
    for _, timer, after in alarms:
        signal.setitimer(timer, after)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(alarms, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError
