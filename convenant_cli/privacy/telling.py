"""Words by which a pattern is told: a text without any of them need not be searched, nor the pattern be compiled."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

#: In a word with a quote both parts and the whole.
_PART = re.compile(r"\w+")
_QUOTED = re.compile(r"\b\w+'\w+")  # from where a word begins: else a long one without a quote is read at each letter
_T = TypeVar("_T")
_SURE = 3
"""How many letters every ending has: what a word is told by at first sight."""


class OneOf:
    """Tells whether one of some words stands in a text; too often rather than too seldom.

    ``ends``: how other such words end. Of a word with a dash or a space in it the longest part is looked for.
    """

    def __init__(self, words: Iterable[str], ends: tuple[str, ...] = ()) -> None:
        self.words, self.ends = frozenset(words), ends
        self._last = frozenset(end[-_SURE:] for end in ends)
        self.parts = frozenset(max(re.split(r"[- ]", word), key=len) for word in self.words)

    def __call__(self, text: str) -> bool:
        """Tell whether one of the words can stand in a text."""
        parts = parts_of(text)
        if not self.parts.isdisjoint(parts):
            return True
        return bool(self.ends) and bool(self.ending(parts))

    def ending(self, parts: Iterable[str]) -> list[str]:
        """Return the words that end as one of the words does."""
        return [part for part in parts if part[-_SURE:] in self._last and part.endswith(self.ends)]

    def __or__(self, other: "OneOf") -> "OneOf":
        """Return what tells both."""
        return OneOf(self.words | other.words, (*self.ends, *other.ends))


#: Words with one space between them: five, and one behind those.
_RUN = re.compile(r"(?:[\w'-]{1,60},? ){0,5}[\w'-]{0,60}")


class Behind:
    """Tells whether one of some words stands in a text with one of others behind it.

    ``at``: how many words on that is, at least and at most five. ``then``: how the word after that begins; one with a
    space at its end is that whole word.
    """

    def __init__(self, first: OneOf, other: OneOf, at: tuple[int, int], then: tuple[str, ...] = ("",)) -> None:
        self._first, self._other, (self._least, self._most), self._then = first, other, at, then

    def __call__(self, text: str) -> bool:
        """Tell so of a text in small letters, in which one space stands between these words."""
        for word in self._first.words & parts_of(text):
            start = text.find(f"{word} ")
            while start >= 0:
                start += len(word) + 1
                if self._is_told(text, start):
                    return True
                start = text.find(f"{word} ", start)
        return False

    def _is_told(self, text: str, start: int) -> bool:
        run = _RUN.match(text, start)
        words = [*run[0].split(" "), ""] if run else []
        pairs = zip(words[self._least - 1 : self._most], words[self._least :], strict=False)
        return any(f"{after} ".startswith(self._then) and self._other(word) for word, after in pairs)


class Needs(Generic[_T]):
    """Tells which of some things a text can hold by the sorts of words that are in it, wherever they stand.

    ``needs``: of each thing the ways in which it can be there; in each way a text has a word of every sort that is
    named.
    """

    def __init__(self, needs: Mapping[_T, tuple[tuple[OneOf, ...], ...]]) -> None:
        self.of = needs
        self._known: dict[int, list[_T]] = {}

    @cached_property
    def _sorts(self) -> dict[OneOf, int]:
        named = (sort for ways in self.of.values() for way in ways for sort in way)
        return {sort: 1 << number for number, sort in enumerate(dict.fromkeys(named))}

    @cached_property
    def _words(self) -> dict[str, int]:
        """The sorts that each word is of."""
        words: dict[str, int] = {}
        for sort, bit in self._sorts.items():
            words.update((word, words.get(word, 0) | bit) for word in sort.parts)
        return words

    @cached_property
    def _ending(self) -> OneOf:
        return OneOf((), tuple({end for sort in self._sorts for end in sort.ends}))

    def in_text(self, text: str) -> list[_T]:
        """Return what a text can hold, in the order in which it was given."""
        parts, found = parts_of(text), 0
        for word in self._words.keys() & parts:
            found |= self._words[word]
        for word in self._ending.ending(parts):
            found |= sum(bit for sort, bit in self._sorts.items() if sort.ending((word,)))
        if found not in self._known:
            self._known[found] = [thing for thing, ways in self.of.items() if self._has_one(found, ways)]
        return self._known[found]

    def _has_one(self, found: int, ways: tuple[tuple[OneOf, ...], ...]) -> bool:
        return any(all(found & self._sorts[sort] for sort in way) for way in ways)


@lru_cache(maxsize=16)
def parts_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, each once."""
    small = text.lower()
    if not small.isascii():
        small = small.replace("ı", "i").replace("i\u0307", "i")  # the same letter where size does not count
    return frozenset(_PART.findall(small) if "'" not in small else (*_PART.findall(small), *_QUOTED.findall(small)))
