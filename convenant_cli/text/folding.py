"""One form for every spelling of the same words or the same number, to compare them. Pure; knows no records."""

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not see as a letter with an accent, and people do; and letters that look like nothing.
_TYPED = str.maketrans("ıøłđħ", "ioldh") | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
_TYPED |= dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0"), "\u200b")
#: What parts words in plain letters. Nearly every text is in those, and needs nothing of what the others need.
_PARTS = re.compile(r"[^a-z0-9]+")
#: The same for letters and digits of every script; and the digits that are not ours.
_ALL_PARTS = re.compile(r"[\W_]+")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_TRUNK = re.compile(r"(?:00|\+)\s*31\W*(?:\(0\)|0)?\W*")


def fold(text: str) -> str:
    """Return the letters and digits of a text, without case, accents, spaces and whatever else stands between them.

    ``Zoë``, ``ZOE``, ``z-o-e``, the same with loose accents, in wide letters, with soft hyphens or signs that nobody
    sees all become ``zoe``. Empty for a text without letters and digits.
    """
    if text.isascii():
        return _PARTS.sub("", text.lower())
    return _ALL_PARTS.sub("", unicodedata.normalize("NFKD", _plain(text)))


def spaced(text: str) -> str:
    """Return a text in the form of ``fold``, but with one space where something visible separates two words."""
    if text.isascii():
        return _PARTS.sub(" ", text.lower()).strip()
    parted = _ALL_PARTS.sub(lambda found: _between(found[0]), unicodedata.normalize("NFKD", _plain(text)))
    return parted.strip()


@lru_cache(maxsize=256)
def _between(signs: str) -> str:
    """Return a space for what stands between letters, or nothing when nobody sees it."""
    return " " if any(unicodedata.category(sign) not in ("Mn", "Me", "Cf") for sign in signs) else ""


def turned(name: str) -> list[str]:
    """Return the orders in which the words of a name are written: also with the last name first."""
    parts = name.split()
    return [" ".join((*parts[at:], *parts[:at])) for at in range(len(parts))]


def digits(text: str) -> str:
    """Return the digits of a number as people write it; a Dutch telephone number as it is called from here.

    ``+31 (0)6 - 12 34 56 78``, ``0031612345678`` and ``06-12345678`` all become ``0612345678``.
    """
    plain = unicodedata.normalize("NFKC", _plain(text)).strip()
    if abroad := _TRUNK.match(plain):
        plain = f"0{plain[abroad.end() :]}"
    return "".join(part for part in plain if "0" <= part <= "9")


def _plain(text: str) -> str:
    """Return a text in small letters, with digits of every script as ours."""
    # Twice: what a wide or mathematical letter stands for may have another case again.
    folded = unicodedata.normalize("NFKC", text.casefold()).casefold().translate(_TYPED)
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), folded)
