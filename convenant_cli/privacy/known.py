"""Values of the private address book, in whatever spelling they stand in a text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.text.folding import digits, fold, turned

_LEAST_DIGITS = 8
_NUMBER = re.compile(r"(?:\+|\(?0)[\d ./()-]{7,24}\d")
_ABROAD = re.compile(r"(?<!\w)31\d{9}(?!\d)")


class _Folded(NamedTuple):
    text: str
    places: list[int]


def find_adresboek(text: str, search: Search) -> Iterator[Hit]:
    """Find every value of the private address book: names and mail as words, numbers by their digits."""
    values = _values(search.names)
    if values is None:
        return
    folded = _fold(text)
    for match in values.words.finditer(folded.text) if values.words else ():
        start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() or (after.isalnum() or (after and unicodedata.combining(after))):
            continue
        if match[0] in values.capital and not text[start].isupper():
            continue  # a name of one word may be a word too
        yield Hit(start, end, "adresboek", f"{text[start]}•••")
    if values.numbers:
        for pattern in (_NUMBER, _ABROAD):
            for match in pattern.finditer(text):
                found = digits(match[0] if match[0][0] != "3" else f"+{match[0]}")
                for number in values.numbers:
                    if found.startswith(number):
                        yield Hit(match.start(), match.end(), "adresboek", "••••••••••")
                        break


class _Values(NamedTuple):
    words: re.Pattern[str] | None
    capital: frozenset[str]
    numbers: tuple[str, ...]


@cache
def _values(names: tuple[str, ...]) -> _Values | None:
    """Return the values in folded form; None when there are none."""
    words: set[str] = set()
    capital, numbers = set(), set()
    for name in names:
        number = digits(name)
        if not any(letter.isalpha() for letter in name):
            if len(number) >= _LEAST_DIGITS:
                numbers.add(number)
            continue
        small = fold(name)
        if len(small) > 1:
            words.update(map(fold, turned(name)))
            if len(name.split()) == 1 and "@" not in name:
                capital.add(small)
    if not words and not numbers:
        return None
    options = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return _Values(re.compile(options) if words else None, frozenset(capital), tuple(sorted(numbers)))


def _fold(text: str) -> _Folded:
    """Return the letters and digits of a text in one form, each with the place where it stands."""
    if text.isascii():
        places = [at for at, letter in enumerate(text) if letter.isalnum()]
        return _Folded("".join(text[at] for at in places).lower(), places)
    letters: list[str] = []
    places = []
    for at, letter in enumerate(text):
        for part in fold(letter):
            letters.append(part)
            places.append(at)
    return _Folded("".join(letters), places)
