"""A text as the patterns read it: one kind of dash, space and quote, letters with their accents, nothing invisible.

Word, a PDF and a Mac write the same number or name in other characters. A place in the plain text leads back to the
place in the text that was typed.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from convenant_cli.privacy.later import later

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d\u02d7\u2796"
_SPACES = "\t\x0b\x0c\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\uff07\u00b4\u0060"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE, '"'),
        "\uff20": "@",
        "\u2024": ".",
        "\uff0e": ".",
        "\uff0f": "/",
        "\u2044": "/",
        "\u2215": "/",
        "\uff0b": "+",
    }
)
#: What a reader does not see: soft hyphens, joiners, marks of direction.
_UNSEEN = later(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
#: A line that goes on: no empty line, list mark or heading behind the end.
_WRAP = later(r"\n(?=[^\S\n]*[^\s\-*•#>|])")


class Plain(NamedTuple):
    """The plain form of a text. ``places`` is empty when nothing moved."""

    text: str
    places: Sequence[int] = ()
    """Where each character of the plain text stands in the text that was typed, and where that ends."""

    def place(self, at: int) -> int:
        """Return where a character of the plain text stands in the text that was typed."""
        return self.places[at] if self.places else at


def plain(typed: str) -> Plain:
    """Return the plain form of a text. The end of a line inside a sentence becomes a space."""
    text = typed if "\n" not in typed else _WRAP.sub(" ", typed)
    if text.isascii():
        # Of these only blanks other than a space and one quote are written in another way.
        return Plain(text if text.isprintable() and "`" not in text else text.translate(_SAME_LENGTH))
    text = text.translate(_SAME_LENGTH)
    if not _UNSEEN.search(text) and unicodedata.is_normalized("NFKC", text):
        return Plain(text)
    letters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _UNSEEN.match(text[end])):
            end += 1
        seen = _UNSEEN.sub("", text[at:end])
        for letter in unicodedata.normalize("NFKC", seen).translate(_SAME_LENGTH):
            letters.append(letter)
            places.append(at)
        at = end
    return Plain("".join(letters), [*places, len(text)])
