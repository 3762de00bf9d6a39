"""Fingerprints and pads for who looks for an answer that was kept: without OpenSSL, which takes longer than the answer.

``hashlib`` loads it, also for what Python can do itself. Who has loaded that already gets its ``shake_256``, which is
three times as fast and gives the same.
"""

from __future__ import annotations

import sys

try:
    from _blake2 import blake2b
    from _sha3 import shake_256  # type: ignore[import-not-found]
except ImportError:  # these are not promised to be there
    from hashlib import blake2b, shake_256

__all__ = ["blake2b", "pad"]


def pad(key: bytes, size: int) -> bytes:
    """Return so many bytes that follow from a key, and that nobody without it can tell."""
    loaded = sys.modules.get("hashlib")
    made: bytes = (loaded.shake_256 if loaded else shake_256)(key).digest(size)
    return made
