"""What a run has read of a folder, so that it need not read it again: three times, with what looks for a change.

A file is known by what it is on its disk and by its times. That holds within one run and no longer, and not for what
was written a moment ago: what is written again in the same tick of the clock of a disk has the same times. So all
parts of a run look at the same bytes. Needs little: who looks for an answer that was kept loads this.
"""

from __future__ import annotations

import time

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    import os

_LATELY = 10_000_000_000
"""Nanoseconds; the coarsest clock of a disk ticks each two seconds."""
_LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is held. A record has far fewer."""
_read: dict[tuple[int, ...], bytes] = {}


def note(status: os.stat_result, raw: bytes) -> None:
    """Remember what a file holds. ``status``: as it was before it was read."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    if len(raw) == status.st_size <= _LARGEST and status.st_ino and newest < time.time_ns() - _LATELY:
        _read[_of(status)] = raw


def noted(status: os.stat_result) -> bytes | None:
    """Return what a file holds that was read before; None when it was not, or when it may hold something else now."""
    return _read.get(_of(status))


def forget() -> None:
    """Begin a run, or end it."""
    _read.clear()


def anything() -> bool:
    """Tell whether anything was read before."""
    return bool(_read)


def _of(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns
