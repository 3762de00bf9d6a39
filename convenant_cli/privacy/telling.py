"""Words by which a pattern is told: a text without any of them need not be searched, nor the pattern be compiled."""

import re
from collections.abc import Iterable
from functools import lru_cache

#: In a word with a quote both parts and the whole.
_PART = re.compile(r"\w+")
_QUOTED = re.compile(r"\b\w+'\w+")  # from where a word begins: else a long one without a quote is read at each letter
_SURE = 3
"""How many letters every ending has: what a word is told by at first sight."""


class OneOf:
    """Tells whether one of some words stands in a text; too often rather than too seldom.

    ``ends``: how other such words end. Of a word with a dash or a space in it the longest part is looked for.
    """

    def __init__(self, words: Iterable[str], ends: tuple[str, ...] = ()) -> None:
        self.words, self.ends = frozenset(words), ends
        self._last = frozenset(end[-_SURE:] for end in ends)
        self._parts = frozenset(max(re.split(r"[- ]", word), key=len) for word in self.words)

    def __call__(self, text: str) -> bool:
        """Tell whether one of the words can stand in a text."""
        parts = _parts(text)
        if not self._parts.isdisjoint(parts):
            return True
        return any(map(self.ends_so, parts))

    def ends_so(self, part: str) -> bool:
        """Tell whether a word without anything but letters ends as one of the words does."""
        return part[-_SURE:] in self._last and part.endswith(self.ends)

    def __or__(self, other: "OneOf") -> "OneOf":
        """Return what tells both."""
        return OneOf(self.words | other.words, (*self.ends, *other.ends))


@lru_cache(maxsize=16)
def _parts(text: str) -> frozenset[str]:
    small = text.lower()
    if not small.isascii():
        small = small.replace("ı", "i").replace("i\u0307", "i")  # the same letter where size does not count
    return frozenset(_PART.findall(small) if "'" not in small else (*_PART.findall(small), *_QUOTED.findall(small)))
