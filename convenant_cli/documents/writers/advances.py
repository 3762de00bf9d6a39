"""How wide each letter is in fonts that are not as wide as Arial, and where lines of them can end."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

#: Of a font, plain and bold: how wide its signs are, in thousandths of their size, from the space to the tilde.
_WIDTHS = {
    "dejavu sans": (
        "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 "
        "337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 "
        "611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 "
        "634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838",
        "348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 "
        "400 400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 "
        "682 812 774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 "
        "1042 712 687 716 716 493 595 478 712 652 924 645 652 582 712 365 712 838",
    ),
}
_ARIAL = ("", "Arial", "Liberation Sans")
#: Signs that are as wide as another, or have no width at all.
_LIKE = {"’": ".", "‘": ".", "“": "s", "”": "s", "–": "_", "—": "@", "…": "@", "•": "u", "\xa0": " ", "\u2011": "-",
         "€": "0", "°": "_", "·": "."}  # fmt: skip
#: A space in bold letters.
BOLD = "  "
_NONE = "\u200b\u2060\xad"
_SIGNS = {"●": 873, "○": 873, "◊": 494, "►": 770}  # before the word for a state
_OTHER = 838  # of a sign that is not known, as most that are no letter
_BREAKS = re.compile(r"[^-–\u200b]*[-–\u200b]+|[^-–\u200b]+")
_PATH = re.compile(r"[^/]*/+|[^/]+")


def is_known(font: str) -> bool:
    """Tell whether the letters of a font are known one by one."""
    return _name(font) in _WIDTHS


def is_sure(font: str) -> bool:
    """Tell whether it is known where lines end in a font: in one that is known, and in Arial, as Typst sets it."""
    return font in _ARIAL or is_known(font)


def parts(font: str, pieces: Iterable[tuple[str, bool]], room: float) -> list[float | str]:
    """Return how wide the parts of a text are that no line breaks, in times the size of the letters.

    Between words a space stands as it is, ``BOLD`` for a bold one, and so does the end of a line. A part that is wider
    than ``room`` is cut, behind a slash when it has one. ``pieces`` are bold or not.
    """
    plain, bold = (_advances(_name(font), weight) for weight in (0, 1))
    out: list[float | str] = []
    word, wide = "", list[float]()
    for sign, is_bold in ((sign, is_bold) for text, is_bold in pieces for sign in text):
        if sign in " \n":
            out += [*_cut(word, wide, room), BOLD if sign == " " and is_bold else sign]
            word, wide = "", []
        else:
            word += sign
            wide.append(_width(sign, bold if is_bold else plain))
    return [*out, *_cut(word, wide, room)]


def width(text: str, font: str, *, bold: bool) -> float:
    """Return how wide a text is in a font that is known, in times the size of the letters."""
    known = _advances(_name(font), int(bold))
    return sum(_width(sign, known) for sign in text)


def spaces(font: str) -> tuple[float, float]:
    """Return how wide a space is, plain and bold, in times the size of the letters."""
    plain, bold = (_advances(_name(font), weight)[" "] for weight in (0, 1))
    return plain, bold


def _cut(word: str, wide: Sequence[float], room: float) -> Iterator[float]:
    """Yield how wide the parts of a word are that a line can end behind."""
    for start, end in _spans(_BREAKS, word):
        if sum(wide[start:end]) <= room:
            yield sum(wide[start:end])
            continue
        for begin, until in _spans(_PATH, word[start:end]):
            part = 0.0
            for one in wide[start + begin : start + until]:
                if part and part + one > room:
                    yield part
                    part = 0.0
                part += one
            yield part


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _name(font: str) -> str:
    return font.strip("'\" ").lower()


@cache
def _advances(font: str, weight: int) -> Mapping[str, float]:
    return {chr(32 + at): int(wide) / 1000 for at, wide in enumerate(_WIDTHS[font][weight].split())}


def _width(sign: str, advances: Mapping[str, float]) -> float:
    """Return how wide a sign is; a letter with a mark is as wide as that letter."""
    if sign in _NONE:
        return 0
    plain = _LIKE.get(sign) or unicodedata.normalize("NFD", sign)[0]
    return advances.get(plain, _SIGNS.get(sign, _OTHER) / 1000)
