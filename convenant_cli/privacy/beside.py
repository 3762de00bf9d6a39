"""What can stand beside a place, by the word nearest to it: of a long list only what has that word is looked at."""

import re
from functools import cached_property

from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import in_small

_FIRST, _LAST = later(r"[ ](\w+)"), later(r"(?<!\w)(\w+)[ ]$")


class _ByWord:
    """``ways``: words nearest to a place, and the pattern of all that stands beyond them; None when they are enough."""

    _around, _flags = "", 0  # what stands around that pattern

    def __init__(self, *ways: tuple[str, str | re.Pattern[str] | None]) -> None:
        self.ways = tuple(
            (words.split(), later(self._around % rest, self._flags) if isinstance(rest, str) else rest)
            for words, rest in ways
        )

    @cached_property
    def _by_word(self) -> dict[str, list[re.Pattern[str] | None]]:
        by_word: dict[str, list[re.Pattern[str] | None]] = {}
        for words, rest in self.ways:
            for word in words:
                by_word.setdefault(word, []).append(rest)
        return by_word


class ByFirstWord(_ByWord):
    """Tells whether one of many things stands right behind a place, in letters of this size."""

    _around = r"[ ](?:%s)(?!\w)"

    def stands(self, text: str, at: int) -> bool:
        """Tell whether one of them stands behind a place in a text."""
        first = _FIRST.match(text, at)
        rests = self._by_word.get(first[1], ()) if first else ()
        return first is not None and any(rest is None or rest.match(text, first.end()) for rest in rests)


class ByLastWord(_ByWord):
    """Tells whether one of many things stands right before a place, in letters of any size."""

    _around, _flags = r"(?<!\w)(?:%s)[ ]\Z", re.IGNORECASE

    def ends(self, text: str) -> bool:
        """Tell whether a text ends with one of them and a space."""
        last = _LAST.search(text)
        rests = self._by_word.get(in_small(last[1]), ()) if last else ()
        return last is not None and any(rest is None or rest.search(text[: last.start()]) for rest in rests)
