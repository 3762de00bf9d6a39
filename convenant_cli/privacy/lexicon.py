"""A class of words from a file in ``woorden``, in which one line can stand for many words.

'psychose' is a word, 'psychi*' how words begin, '*therapie' how words end, 'zit … vast' a phrase with at most four
words between. Accents do not count. Looking a word up costs the same however long the list is.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from convenant_cli.privacy.later import later
from convenant_cli.privacy.words import lines_of, listed

_WORD = later(r"[^\W_][\w'-]*")
_PLAIN = str.maketrans("éèëêïíöüáà", "eeeeiiouaa")
_GAP, _LONGEST_GAP = "…", 4
#: Words that many a text has: what stands beside them in a phrase says more.
_COMMON = listed(
    f"{_GAP} zijn haar niet eerste thuis politie vast zit zat komt vrij gebruikt heeft zich buiten niets slecht bekend "
    "in op met bij meer van er geen de het een voor aan naar uit wil goed ziet hoort komt onder achter ligt"
)
_SURE = 3
"""How many letters every beginning and ending has: what a word is told by at first sight."""


class _Phrase(NamedTuple):
    """What stands around the longest word of a phrase; before it in reverse."""

    before: tuple[str, ...]
    after: tuple[str, ...]


_ALONE = _Phrase((), ())


class _Words:
    """Words, and beginnings and endings of words, to look a word up in."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = words
        self._known: dict[str, bool] = {}
        begin, end = [word for word in words if word[-1] == "*"], [word for word in words if word[0] == "*"]
        self._first: dict[str, tuple[str, ...]] = {}
        self._last: dict[str, tuple[str, ...]] = {}
        for word in begin:
            self._first[word[:_SURE]] = (*self._first.get(word[:_SURE], ()), word[:-1])
        for word in end:
            self._last[word[-_SURE:]] = (*self._last.get(word[-_SURE:], ()), word[1:])
        self._sizes = sorted({len(word) - 1 for word in begin}), sorted({len(word) - 1 for word in end})

    def keys(self, word: str) -> Iterator[str]:
        """Yield every form in which a word without accents can stand in the list."""
        yield word
        if "-" in word:
            yield from (part for part in word.split("-") if part)
        if word[:_SURE] in self._first:
            yield from (f"{word[:size]}*" for size in self._sizes[0])
        if word[-_SURE:] in self._last:
            yield from (f"*{word[-size:]}" for size in self._sizes[1] if len(word) >= size)

    def __contains__(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = (
                word in self._words
                or word.startswith(self._first.get(word[:_SURE], ()))
                or word.endswith(self._last.get(word[-_SURE:], ()))
                or ("-" in word and any(part in self._words for part in word.split("-") if part))
            )
            self._known[word] = known
        return known


class Lexicon:
    """The words and phrases of some files, read when they are asked for."""

    def __init__(self, *files: str) -> None:
        self._files = files
        self._known: dict[str, tuple[tuple[str, ...], ...]] = {}

    def _lines(self) -> Iterator[list[str]]:
        return (_plain(line).split() for file in self._files for line in lines_of(file))

    @cached_property
    def _phrases(self) -> dict[str, list[_Phrase]]:
        """The phrases by their longest word."""
        phrases: dict[str, list[_Phrase]] = {}
        for parts in self._lines():
            if len(parts) == 1:
                phrases.setdefault(parts[0], []).append(_ALONE)
                continue
            at = max(range(len(parts)), key=lambda part: (len(parts[part]), part))
            phrases.setdefault(parts[at], []).append(_Phrase(tuple(parts[:at][::-1]), tuple(parts[at + 1 :])))
        return phrases

    @cached_property
    def _longest(self) -> _Words:
        return _Words(self._phrases)

    @cached_property
    def _beside(self) -> dict[str, list[tuple[str, ...]]]:
        """What else stands in each phrase, by a word of it that few texts have."""
        beside: dict[str, list[tuple[str, ...]]] = {}
        for parts in self._lines():
            if len(parts) == 1:
                beside.setdefault(parts[0], []).append(())
                continue
            telling = max(parts, key=lambda part: (part not in _COMMON, len(part)))
            rest = tuple(part.strip("*") for part in parts if part not in (telling, _GAP))
            beside.setdefault(telling, []).append(rest)
        return beside

    @cached_property
    def _telling(self) -> _Words:
        return _Words(self._beside)

    def gives_away(self, word: str) -> bool:
        """Tell whether a word in small letters is one by which a phrase of the list is told.

        Of every phrase in a text there is such a word.
        """
        return _bare(word) in self._telling

    def may_hold(self, small: str, words: Iterable[str]) -> bool:
        """Tell whether a text in small letters can hold a phrase that one of these words of it gives away.

        "Weken" does so in a text that has "in" and "kliniek" as well.
        """
        letters = _plain(small)
        once = dict.fromkeys(map(_bare, words))  # each reads the whole text
        return any(all(map(letters.__contains__, rest)) for word in once for rest in self._needed(word))

    def _needed(self, word: str) -> tuple[tuple[str, ...], ...]:
        known = self._known.get(word)
        if known is None:
            known = tuple(rest for key in self._telling.keys(word) for rest in self._beside.get(key, ()))
            self._known[word] = known
        return known

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where each word or phrase of the list stands."""
        words = [word.lower().rstrip("'-") for word in _WORD.findall(text)]
        if not text.isascii():
            words = [word.translate(_PLAIN) for word in words]
        told = [at for at, word in enumerate(words) if word in self._longest]
        places = [match.span() for match in _WORD.finditer(text)] if told else []
        for at in told:
            word = words[at]
            for phrase in (phrase for key in self._longest.keys(word) for phrase in self._phrases.get(key, ())):
                first, last = _reach(words, at, phrase.before, -1), _reach(words, at, phrase.after, 1)
                if first is not None and last is not None:
                    yield places[first][0], places[last][1]
                    break

    def __contains__(self, text: str) -> bool:
        """Tell whether a word or phrase of the list stands in a text."""
        return next(self.find(text), None) is not None


def _plain(text: str) -> str:
    return text if text.isascii() else text.translate(_PLAIN)


def _bare(word: str) -> str:
    return _plain(word.rstrip("'-"))


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
