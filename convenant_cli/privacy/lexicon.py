"""A class of words from a file in ``woorden``, in which one line can stand for many words.

'psychose' is a word, 'psychi*' how words begin, '*therapie' how words end, 'zit … vast' a phrase with at most four
words between. Accents do not count. Looking a word up costs the same however long the list is.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from convenant_cli.privacy.words import lines_of

_WORD = re.compile(r"[^\W_][\w'-]*")
_PLAIN = str.maketrans("éèëêïíöüáà", "eeeeiiouaa")
_GAP, _LONGEST_GAP = "…", 4


class Lexicon:
    """The words and phrases of some files, read when they are asked for."""

    def __init__(self, *files: str) -> None:
        self._files = files
        self._known: dict[str, bool] = {}

    @cached_property
    def _phrases(self) -> dict[str, list[list[str]]]:
        """What follows each first word."""
        phrases: dict[str, list[list[str]]] = {}
        for file in self._files:
            for line in lines_of(file):
                first, *rest = line.translate(_PLAIN).split()
                phrases.setdefault(first, []).append(rest)
        return phrases

    @cached_property
    def _sizes(self) -> tuple[list[int], list[int]]:
        """How long the beginnings and the endings are."""
        words = self._phrases
        begin = {len(word) - 1 for word in words if word[-1] == "*"}
        return sorted(begin), sorted({len(word) - 1 for word in words if word[0] == "*"})

    def _keys(self, word: str) -> Iterator[str]:
        begin, end = self._sizes
        yield word
        if "-" in word:
            yield from (part for part in word.split("-") if part)
        for size in begin:
            yield f"{word[:size]}*"
        for size in end:
            if len(word) >= size:
                yield f"*{word[-size:]}"

    def begins(self, word: str) -> bool:
        """Tell whether a word or phrase of the list begins with this word in small letters."""
        if word not in self._known:
            small = word.translate(_PLAIN)
            self._known[word] = any(key in self._phrases for key in self._keys(small))
        return self._known[word]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where each word or phrase of the list stands."""
        words = [(match[0].lower().rstrip("'-"), match.start(), match.end()) for match in _WORD.finditer(text)]
        for at, (word, start, _) in enumerate(words):
            if not self.begins(word):
                continue
            rests = (rest for key in self._keys(word.translate(_PLAIN)) for rest in self._phrases.get(key, ()))
            ends = [end for rest in rests if (end := _last(words, at, rest)) is not None]
            if ends:
                yield start, words[max(ends)][2]

    def __contains__(self, text: str) -> bool:
        """Tell whether a word or phrase of the list stands in a text."""
        return next(self.find(text), None) is not None


def _last(words: list[tuple[str, int, int]], at: int, rest: list[str]) -> int | None:
    """Return the number of the word where a phrase that begins at one ends; None when it does not stand there."""
    room = 0
    for part in rest:
        if part == _GAP:
            room = _LONGEST_GAP
            continue
        found = next((other for other in range(at + 1, at + 2 + room) if _is(words, other, part)), None)
        if found is None:
            return None
        at, room = found, 0
    return at


def _is(words: list[tuple[str, int, int]], at: int, part: str) -> bool:
    if at >= len(words):
        return False
    word = words[at][0].translate(_PLAIN)
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part


@cache
def lexicon(*files: str) -> Lexicon:
    """Return the lexicon of some files; each is read once."""
    return Lexicon(*files)
