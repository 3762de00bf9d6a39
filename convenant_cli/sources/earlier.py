"""What reading a file of records gave in an earlier run: text, numbers and None, in tuples, lists and dicts.

By folder, so that an edit writes little and a run holds little. Each file is known by its bytes and sealed with them:
who has what is kept and not the file reads nothing in it.
"""

import marshal
import os
from collections.abc import Callable
from itertools import islice
from typing import Any

from convenant_cli.sources.cache import Cache, opened, sealed
from convenant_cli.sources.digests import blake2b
from convenant_cli.sources.picture import tool
from convenant_cli.sources.reread import digest

#: Bytes of the fingerprint of a file, of the key that only its bytes give, and in which a size is told.
_MARK, _KEY, _SIZE = 16, 32, 4
_SPARE = 64
"""How many files that a run did not meet a folder keeps at least: what is changed back is known again."""
#: The records themselves; nothing is kept of the private address book.
_KEPT = "data/"


class Earlier:
    """What reading gave, by the bytes of a file. Without a cache nothing is known.

    For who remembers what was read all are equal: they say how soon it is read, not what is read.
    """

    def __init__(self, cache: Cache | None, what: str, about: str) -> None:
        self._cache, self._question = cache, b""
        if cache is not None:
            self._question = tool() + f"{what} in {about}".encode("utf-8", "surrogatepass")
            self._key = cache.keyed(self._question)
        self._folder = ""
        self._before: dict[bytes, bytes] = {}
        self._now: dict[bytes, bytes] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Earlier)

    def __hash__(self) -> int:
        return 0

    def get(self, name: str, raw: bytes) -> Any:
        """Return what reading a file gave; None when it was not read before."""
        if not self._opened(name):
            return None
        mark, key = self._mark(raw)
        kept = self._before.get(mark)
        if kept is None:
            return None
        self._now[mark] = kept
        return marshal.loads(sealed(key, kept))  # noqa: S302  # the proof of the folder says that we wrote it

    def add(self, name: str, raw: bytes, given: Callable[[], Any]) -> None:
        """Take in what reading a file gave, when nothing was wrong with it. None is not kept."""
        if self._opened(name) and (data := given()) is not None:
            mark, key = self._mark(raw)
            self._now[mark] = sealed(key, marshal.dumps(data))

    def keep(self) -> None:
        """Let the next run know what came in since the last folder was opened."""
        if self._cache is None or self._now.keys() <= self._before.keys():
            return
        unmet = (item for item in self._before.items() if item[0] not in self._now)
        kept = (*self._now.items(), *islice(unmet, max(_SPARE, len(self._now))))
        content = b"".join(mark + len(one).to_bytes(_SIZE, "big") + one for mark, one in kept)
        self._cache.write(self._of(self._folder), content, bare=True)

    def _opened(self, name: str) -> bool:
        """Go to the folder of a file; tell whether anything is kept of it. Files come by folder."""
        if self._cache is None or not name.startswith(_KEPT):
            return False
        folder = name.rpartition("/")[0]
        if folder != self._folder:
            self.keep()
            self._folder, self._now, self._before = folder, {}, {}
            raw, at = self._cache.read(self._of(folder), bare=True) or b"", 0
            while at < len(raw):
                start = at + _MARK + _SIZE
                end = start + int.from_bytes(raw[at + _MARK : start], "big")
                self._before[raw[at : at + _MARK]] = raw[start:end]
                at = end
        return True

    def _of(self, folder: str) -> bytes:
        return self._question + b"/" + folder.encode("utf-8", "surrogatepass")

    def _mark(self, raw: bytes) -> tuple[bytes, bytes]:
        both = blake2b(digest(raw), key=self._key, digest_size=_MARK + _KEY).digest()
        return both[:_MARK], both[_MARK:]


def earlier(what: str, about: object) -> Earlier:
    """Return what this tool, as it is now, read in a folder before; of no folder (None) nothing is kept.

    ``what``: in which form.
    """
    return Earlier(None if about is None else opened(os.environ), what, str(about))
