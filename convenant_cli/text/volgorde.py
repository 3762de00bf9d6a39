"""The order in which people read: 1.2 before 1.10, and names by the alphabet, whatever their capitals and accents."""

import re
import unicodedata

_NUMBER = re.compile(r"[0-9]+")
#: Up to 89: a C, D or M alone is more often a letter.
_ROMAN = re.compile(r"(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_UNREAD = re.compile(r"[’‘'\"“”`]")


def volgorde(text: str) -> str:
    """Return a key that sorts texts as people read them: a number by its size, a letter without its accent.

    Texts that differ in case, accents or quotes only stand beside each other, always in the same order.
    """
    if text.isascii():  # nearly every name of a file: nothing to take apart
        bare = text.lower()
    else:
        letters = unicodedata.normalize("NFKD", text).casefold()
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return f"{_NUMBER.sub(_sized, _UNREAD.sub('', bare))}\0{text}"


def _sized(match: re.Match[str]) -> str:
    """Return a number with its length before it: the longer one is the larger."""
    digits = match[0].lstrip("0")
    return f"{len(digits):06}{digits}"


def numeric(nummer: str) -> tuple[int, ...]:
    """Return a key that puts 2.2 before 2.10."""
    return tuple(int(part) for part in nummer.split("."))


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral as agreements number their chapters; None for any other text."""
    if not text or not _ROMAN.fullmatch(text.upper()) or text not in (text.upper(), text.lower()):
        return None
    values = [_VALUES[letter] for letter in text.upper()]
    return sum(-one if any(other > one for other in values[at + 1 :]) else one for at, one in enumerate(values))
