"""Texts in which something found nothing, also in earlier runs: only a fingerprint of each is kept."""

import hashlib
import os
from struct import iter_unpack

from convenant_cli.sources.cache import LARGEST, Cache, opened
from convenant_cli.sources.picture import tool

_SIZE = 16
"""Bytes of a fingerprint: no two texts have the same one, and without the key of the user nobody can make one."""


class Seen:
    """A set of texts, for one question that one tool asks of each. Without a cache it is always empty."""

    def __init__(self, question: bytes, cache: Cache | None) -> None:
        self._question, self._cache = question, cache
        self._key = cache.keyed(question) if cache else b""
        self._kept = (cache.read(question) if cache else None) or b""
        self._before: set[bytes] = {mark for (mark,) in iter_unpack(f"{_SIZE}s", self._kept)}
        self._now: set[bytes] = set()

    def __contains__(self, text: str) -> bool:
        if not self._before or (mark := self._mark(text)) not in self._before:
            return False
        self._now.add(mark)
        return True

    def add(self, text: str) -> None:
        """Take a text in."""
        if self._cache is not None:
            self._now.add(self._mark(text))

    def _mark(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=_SIZE).digest()

    def keep(self) -> None:
        """Let the next run know what came in. What is too much is left out, first what this run did not meet."""
        new = self._now - self._before
        if self._cache is None or not new:
            return
        self._kept += b"".join(new)
        if len(self._kept) > LARGEST:
            most = LARGEST // _SIZE * _SIZE
            self._kept = b"".join((*self._now, *(self._before - self._now)))[:most]
        self._cache.write(self._question, self._kept)
        self._before |= new


def seen(*question: object) -> Seen:
    """Return the texts of which this tool, as it is now, asked this question before."""
    cache = opened(os.environ)
    return Seen(b"" if cache is None else tool() + repr(question).encode(), cache)
