"""A class of words from a file in ``woorden``, in which one line can stand for many words.

'psychose' is a word, 'psychi*' how words begin, '*therapie' how words end, 'zit … vast' a phrase with at most four
words between. Accents do not count. Looking a word up costs the same however long the list is.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from convenant_cli.text.privacy.words import lines_of

_WORD = re.compile(r"[^\W_][\w'-]*")
_PLAIN = str.maketrans("éèëêïíöüáà", "eeeeiiouaa")
_GAP, _LONGEST_GAP = "…", 4
_SURE = 3
"""How many letters every beginning and ending has: what a word is told by at first sight."""


class _Phrase(NamedTuple):
    """What stands around the longest word of a phrase; before it in reverse."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Lexicon:
    """The words and phrases of some files, read when they are asked for."""

    def __init__(self, *files: str) -> None:
        self._files = files
        self._known: dict[str, bool] = {}

    @cached_property
    def _phrases(self) -> dict[str, list[_Phrase]]:
        """The phrases by their longest word, which is the rarest."""
        phrases: dict[str, list[_Phrase]] = {}
        for file in self._files:
            for line in lines_of(file):
                parts = line.translate(_PLAIN).split()
                at = max(range(len(parts)), key=lambda part: (len(parts[part]), part))
                phrases.setdefault(parts[at], []).append(_Phrase(tuple(parts[:at][::-1]), tuple(parts[at + 1 :])))
        return phrases

    @cached_property
    def _sizes(self) -> tuple[list[int], list[int]]:
        """How long the beginnings and the endings are."""
        words = self._phrases
        begin = {len(word) - 1 for word in words if word[-1] == "*"}
        return sorted(begin), sorted({len(word) - 1 for word in words if word[0] == "*"})

    @cached_property
    def _sight(self) -> tuple[frozenset[str], frozenset[str]]:
        """The first letters of the beginnings and the last ones of the endings."""
        words = self._phrases
        begin = frozenset(word[:_SURE] for word in words if word[-1] == "*")
        return begin, frozenset(word[-_SURE:] for word in words if word[0] == "*")

    def _keys(self, word: str) -> Iterator[str]:
        yield word
        if "-" in word:
            yield from (part for part in word.split("-") if part)
        first, last = self._sight
        if word[:_SURE] in first:
            yield from (f"{word[:size]}*" for size in self._sizes[0])
        if word[-_SURE:] in last:
            yield from (f"*{word[-size:]}" for size in self._sizes[1] if len(word) >= size)

    def may_hold(self, word: str) -> bool:
        """Tell whether this word in small letters is one of the list, or the longest of a phrase."""
        if word not in self._known:
            phrases = self._phrases
            self._known[word] = any(key in phrases for key in self._keys(word.translate(_PLAIN)))
        return self._known[word]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where each word or phrase of the list stands."""
        words: list[str] = []
        places: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            words.append(match[0].lower().rstrip("'-").translate(_PLAIN))
            places.append(match.span())
        for at, word in enumerate(words):
            if not self.may_hold(word):
                continue
            for phrase in (phrase for key in self._keys(word) for phrase in self._phrases.get(key, ())):
                first, last = _reach(words, at, phrase.before, -1), _reach(words, at, phrase.after, 1)
                if first is not None and last is not None:
                    yield places[first][0], places[last][1]
                    break

    def __contains__(self, text: str) -> bool:
        """Tell whether a word or phrase of the list stands in a text."""
        return next(self.find(text), None) is not None


def _reach(words: list[str], at: int, parts: tuple[str, ...], step: int) -> int | None:
    """Return the number of the word where the parts on one side of a word end; None when they do not stand there."""
    room = 0
    for part in parts:
        if part == _GAP:
            room = _LONGEST_GAP
            continue
        near = (at + step * far for far in range(1, 2 + room))
        found = next((other for other in near if 0 <= other < len(words) and _is(words[other], part)), None)
        if found is None:
            return None
        at, room = found, 0
    return at


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part


@cache
def lexicon(*files: str) -> Lexicon:
    """Return the lexicon of some files; each is read once."""
    return Lexicon(*files)
