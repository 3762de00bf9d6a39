"""What a run has read of a folder, so that it reads and digests it once: three times, with what looks for a change.

A file is known by what it is on its disk and by its times. That holds within one run and no longer, and not for what
was written a moment ago: what is written again in the same tick of the clock of a disk has the same times. So all
parts of a run look at the same bytes. Needs little: who looks for an answer that was kept loads this.
"""

from __future__ import annotations

import os
import time

from convenant_cli.sources.digests import blake2b

_LATELY = 10_000_000_000
"""Nanoseconds; the coarsest clock of a disk ticks each two seconds."""
_LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is held. A record has far fewer."""
_read: dict[tuple[int, ...], bytes] = {}
#: The digest of what is held, by which object it is: to look up its bytes takes as long as to digest them. What is held
#: keeps its number.
_digests: dict[int, tuple[bytes, bytes]] = {}


def all_of(descriptor: int, size: int) -> bytes:
    """Return what an opened file holds. ``size``: what the system says; who got that at once asks for no more."""
    parts = [os.read(descriptor, max(size + 1, 65_536))]
    while parts[-1] and len(parts[0]) != size:
        parts.append(os.read(descriptor, 65_536))
    return b"".join(parts)


def note(status: os.stat_result, raw: bytes) -> None:
    """Remember what a file holds. ``status``: as it was before it was read."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    if len(raw) == status.st_size <= _LARGEST and status.st_ino and newest < time.time_ns() - _LATELY:
        _read[_of(status)] = raw
        _digests[id(raw)] = raw, blake2b(raw).digest()


def noted(status: os.stat_result) -> bytes | None:
    """Return what a file holds that was read before; None when it was not, or when it may hold something else now."""
    return _read.get(_of(status))


def digest(raw: bytes) -> bytes:
    """Return the digest of what a file holds: once, as the bytes are most of what is to be digested."""
    known = _digests.get(id(raw))
    return known[1] if known else blake2b(raw).digest()


def forget() -> None:
    """Begin a run, or end it."""
    _read.clear()
    _digests.clear()


def anything() -> bool:
    """Tell whether anything was read before."""
    return bool(_read)


def _of(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
