"""Texts and files in which something found nothing, also in earlier runs: only a fingerprint of each is kept."""

import hashlib
import os
from collections.abc import Callable
from struct import iter_unpack

from convenant_cli.sources.cache import LARGEST, Cache, opened
from convenant_cli.sources.picture import tool

_SIZE = 16
"""Bytes of a fingerprint: no two texts have the same one, and without the key of the user nobody can make one."""


class Seen:
    """A set of texts, and of files by their mark, for one question that one tool asks of each.

    Without a cache it is always empty. ``under``: what more the answers follow from; of what followed from something
    else nothing is known.
    """

    def __init__(self, question: bytes, cache: Cache | None, under: bytes = b"") -> None:
        self._question, self._cache, self._under = question, cache, under
        self._key = cache.keyed(question) if cache else b""
        kept = (cache.read(question) if cache else None) or b""
        self._kept = kept[len(under) :] if kept.startswith(under) else b""
        self._before: set[bytes] = {mark for (mark,) in iter_unpack(f"{_SIZE}s", self._kept)}
        self._now: set[bytes] = set()

    @property
    def keeps(self) -> bool:
        """Whether anything can be kept, so that it is of use to make the mark of a file."""
        return self._cache is not None

    @property
    def knows(self) -> bool:
        """Whether an earlier run kept anything."""
        return bool(self._before)

    def __contains__(self, text: str | bytes) -> bool:
        if not self._before or (mark := self._mark(text)) not in self._before:
            return False
        self._now.add(mark)
        return True

    def add(self, text: str | bytes) -> None:
        """Take a text in, or the mark of a file."""
        if self._cache is not None:
            self._now.add(self._mark(text))

    def handed_over(self) -> bytes:
        """Return the marks of all that was met, for one in another process that keeps them, and forget them."""
        marks = b"".join(self._now)
        self._now.clear()
        return marks

    def take(self, marks: bytes) -> None:
        """Take in what another process found clean."""
        self._now.update(mark for (mark,) in iter_unpack(f"{_SIZE}s", marks))

    def _mark(self, text: str | bytes) -> bytes:
        raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        return hashlib.blake2b(raw, key=self._key, digest_size=_SIZE).digest()

    def keep(self) -> None:
        """Let the next run know what came in. What is too much is left out, first what this run did not meet."""
        new = self._now - self._before
        if self._cache is None or not new:
            return
        self._kept += b"".join(new)
        most = (LARGEST - len(self._under)) // _SIZE * _SIZE
        if len(self._kept) > most:
            self._kept = b"".join((*self._now, *(self._before - self._now)))[:most]
        self._cache.write(self._question, self._under + self._kept)
        self._before |= new


def seen(*question: object, under: Callable[[], bytes] | None = None) -> Seen:
    """Return the texts of which this tool, as it is now, asked this question before.

    ``under``: tells what more the answers follow from; nothing is kept when that is not known. Asked where one is kept.
    """
    cache = opened(os.environ)
    holds = under() if under and cache else b""
    if under and not holds:
        cache = None
    return Seen(b"" if cache is None else tool() + repr(question).encode(), cache, holds)
