"""Words by which a pattern is told: a text without any of them need not be searched, nor the pattern be compiled."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Generic, NamedTuple, TypeVar

#: In a word with a quote both parts and the whole.
_PART = re.compile(r"\w+")
_QUOTED = re.compile(r"\b\w+'\w+")  # from where a word begins: else a long one without a quote is read at each letter
_PIECE = re.compile(r"\w[\w'-]*")
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


class Then(NamedTuple):
    """A word of one sort with one of another behind it, at most so many words on."""

    first: OneOf
    other: OneOf
    within: int


FREE = 20
"""How many bits of the numbers of :class:`Needs` are for who keeps other things in them as well."""
#: What a ``Then`` is among bits: the first sort, the other, and where the pieces end in which that must stand.
_Order = tuple[int, int, int]


class Needs(Generic[_T]):
    """Tells which of some things a text can hold by the sorts of words that are in it.

    ``needs``: of each thing the ways in which it can be there; in each way a text has a word of every sort that is
    named, wherever it stands, and of a ``Then`` in that order.
    """

    def __init__(self, needs: Mapping[_T, tuple[tuple[OneOf | Then, ...], ...]]) -> None:
        self.of = needs
        self._known: dict[int, list[tuple[_T, list[list[_Order]]]]] = {}

    @cached_property
    def _sorts(self) -> dict[OneOf, int]:
        named = (need for ways in self.of.values() for way in ways for need in way)
        sorts = (sort for need in named for sort in _sorts_in(need))
        return {sort: 1 << number for number, sort in enumerate(dict.fromkeys(sorts), FREE)}

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

    @property
    def words(self) -> Iterable[str]:
        """The words that are of any sort; others end with one of ``ends``."""
        return self._words

    @property
    def ends(self) -> tuple[str, ...]:
        """How words of a sort end."""
        return self._ending.ends

    def in_text(self, text: str) -> list[_T]:
        """Return what a text can hold, in the order in which it was given."""
        return self.in_order([*map(self._sorts_of_piece, pieces_of(text))])

    @cached_property
    def _sorts_of_piece(self) -> Callable[[str], int]:
        return lru_cache(maxsize=10_000)(lambda piece: self.sorts_of(parts_in(piece)))

    def sorts_of(self, parts: frozenset[str]) -> int:
        """Return a number that says which sorts of words are among some; of two numbers ``|`` tells those of both."""
        found, words = 0, self._words
        for part in parts:
            found |= words.get(part, 0)
        for word in self._ending.ending(parts):
            found |= sum(bit for sort, bit in self._sorts.items() if sort.ending((word,)))
        return found

    def told_by(self, found: int) -> list[tuple[_T, list[list[_Order]]]]:
        """Return what a text can hold of which this number tells the sorts.

        With each stands what must be in order: all of one of these lists.
        """
        found >>= FREE
        if found not in self._known:
            told = ((thing, [*self._orders(found << FREE, ways)]) for thing, ways in self.of.items())
            self._known[found] = [(thing, orders) for thing, orders in told if orders]
        return self._known[found]

    def _orders(self, found: int, ways: tuple[tuple[OneOf | Then, ...], ...]) -> Iterator[list[_Order]]:
        for way in ways:
            if all(found & self._sorts[sort] for need in way for sort in _sorts_in(need)):
                thens = (need for need in way if isinstance(need, Then))
                yield [(self._sorts[then.first], self._sorts[then.other], then.within + 1) for then in thens]

    def in_order(self, found: Sequence[int]) -> list[_T]:
        """Return what a text can hold of which each piece is of these sorts."""
        told = self.told_by(reduce(or_, found, 0))
        orders = {order for _, ways in told for way in ways for order in way}
        missing = {order for order in orders if not _stands(found, *order)}
        return [thing for thing, ways in told if any(map(missing.isdisjoint, ways))]


def _stands(found: Sequence[int], first: int, other: int, end: int) -> bool:
    for at, sorts in enumerate(found):
        if sorts & first:
            for behind in found[at + 1 : at + end]:
                if behind & other:
                    return True
    return False


def _sorts_in(need: OneOf | Then) -> tuple[OneOf, ...]:
    return (need.first, need.other) if isinstance(need, Then) else (need,)


def pieces_of(text: str) -> list[str]:
    """Return whatever stands between blanks and signs in a text: words, numbers, and both in one."""
    return _PIECE.findall(text)


def in_small(text: str) -> str:
    """Return a text in small letters, with one letter for those that are the same where size does not count."""
    small = text.lower()
    return small if small.isascii() else small.replace("ı", "i").replace("i\u0307", "i")


def parts_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, each once."""
    small = in_small(text)
    if small.isalnum() and small.isascii():
        return frozenset((small,))
    return frozenset(_PART.findall(small) if "'" not in small else (*_PART.findall(small), *_QUOTED.findall(small)))


#: The same, for who asks it of one text again and again.
parts_of = lru_cache(maxsize=16)(parts_in)
