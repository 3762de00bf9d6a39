"""Words by which a pattern is told: a text without any of them need not be searched, nor the pattern be compiled."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

#: In a word with a quote both parts and the whole.
_PART = re.compile(r"\w+")
_QUOTED = re.compile(r"\b\w+'\w+")  # from where a word begins: else a long one without a quote is read at each letter
_T = TypeVar("_T")
_Sort = Callable[[str], bool]
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
        return bool(self.ends) and any(map(self.ends_so, parts))

    def ends_so(self, part: str) -> bool:
        """Tell whether a word without anything but letters ends as one of the words does."""
        return part[-_SURE:] in self._last and part.endswith(self.ends)

    def __or__(self, other: "OneOf") -> "OneOf":
        """Return what tells both."""
        return OneOf(self.words | other.words, (*self.ends, *other.ends))


_LONGEST = 60
"""How many letters a word is taken to have at most."""


class Behind:
    """Tells whether one of some words stands in a text with one of others behind it, so many words on at most.

    Where words are longer than these are, it looks less far.
    """

    def __init__(self, first: OneOf, other: OneOf, most: int) -> None:
        self._first, self._other, self._most = first, other, most

    def __call__(self, text: str) -> bool:
        """Tell so of a text in small letters, in which one space stands between these words."""
        for word in self._first.words & _parts(text):
            at = text.find(f"{word} ")
            while at >= 0:
                at += len(word) + 1
                behind = text[at : at + self._most * _LONGEST].split(" ", self._most)
                if self._other(" ".join(behind[: self._most])):
                    return True
                at = text.find(f"{word} ", at)
        return False


class Needs(Generic[_T]):
    """Tells which of some things a text can hold by the sorts of words that are in it, wherever they stand.

    ``needs``: of each thing the ways in which it can be there; in each way a text has a word of every sort that is
    named. The sorts of a word are found out once, and so is what can be there with the same sorts.
    """

    def __init__(self, needs: Mapping[_T, tuple[tuple[_Sort, ...], ...]]) -> None:
        self.of = needs
        self._of_word: dict[str, int] = {}
        self._with_sorts: dict[int, list[_T]] = {}

    @cached_property
    def _sorts(self) -> dict[_Sort, int]:
        named = (sort for ways in self.of.values() for way in ways for sort in way)
        return {sort: 1 << number for number, sort in enumerate(dict.fromkeys(named))}

    def in_text(self, text: str) -> list[_T]:
        """Return what a text can hold, in the order in which it was given."""
        found = 0
        for word in _parts(text):
            sorts = self._of_word.get(word)
            found |= self._learned(word) if sorts is None else sorts
        if found not in self._with_sorts:
            self._with_sorts[found] = [thing for thing, ways in self.of.items() if self._has_one(found, ways)]
        return self._with_sorts[found]

    def _learned(self, word: str) -> int:
        if len(self._of_word) == _MOST_WORDS:
            self._of_word.clear()
        sorts = sum(bit for sort, bit in self._sorts.items() if sort(word))
        self._of_word[word] = sorts
        return sorts

    def _has_one(self, found: int, ways: tuple[tuple[_Sort, ...], ...]) -> bool:
        return any(all(found & self._sorts[sort] for sort in way) for way in ways)


_MOST_WORDS = 50_000


@lru_cache(maxsize=16)
def _parts(text: str) -> frozenset[str]:
    small = text.lower()
    if not small.isascii():
        small = small.replace("ı", "i").replace("i\u0307", "i")  # the same letter where size does not count
    return frozenset(_PART.findall(small) if "'" not in small else (*_PART.findall(small), *_QUOTED.findall(small)))
