"""Which characters every document can show: those that Liberation Sans 2.1 has in all four styles.

Liberation Sans is the font of the PDFs and has the measures of Arial; a character it lacks becomes an empty box in
Word and stops the making of a PDF. To remake the table, take the four ``LiberationSans-*.ttf`` of Debian's
``fonts-liberation2`` (2.1.5), and keep what all of them map, except control, format and private-use characters
and U+FFFC::

    from fontTools.ttLib import TTFont
    points = set.intersection(*(set(TTFont(font)["cmap"].getBestCmap()) for font in fonts))
    points = sorted(point for point in points if unicodedata.category(chr(point))[0] != "C")
"""

import re
import unicodedata
from functools import cache

_TABLE = """
0020-007E 00A0-00AC 00AE-036F 0374-0375 037A-037E 0384-038A 038C 038E-03A1 03A3-03CE 03D0-0513 051A-051D 0591-05C7
05D0-05EA 05F0-05F4 1D00-1DCA 1DFE-1E9B 1E9E 1EA0-1EF9 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B
1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-200A 2010 2012-2022 2026
202F-2030 2032-2034 2039-203A 203C 203E 2044 205E 2074-2079 207F-2089 2090-2094 20A0-20B5 20BF 20F0 2105 2113
2116-2117 2122 2126 212E 214D-214E 2153-2154 215B-215E 2184 2190-2195 21A8 21D4 2202 2206 220F 2211-2212 2215
2219-221A 221E-221F 2229 222B 2248 2260-2262 2264-2265 2302 2310 2320-2321 2500 2502 250C 2510 2514 2518 251C 2524
252C 2534 253C 2550-256C 2580 2584 2588 258C 2590-2593 25A0-25A1 25AA-25AC 25B2 25BA 25BC 25C4 25CA-25CC 25CF-25D9
25E6 263A-263C 263F-2647 2660 2663 2665-2666 2669-266C 266F 2C60-2C6D 2C71-2C77 2E17 A717-A721 A788-A78C FB01-FB02
FB1D-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4F FE20-FE23
"""

#: The first and last code point of every run of characters that can be shown, in order.
RANGES: tuple[tuple[int, int], ...] = tuple(
    (int(run.partition("-")[0], 16), int(run.rpartition("-")[2], 16)) for run in _TABLE.split()
)


@cache
def _other() -> re.Pattern[str]:
    return re.compile("[^\n" + "".join(f"{chr(first)}-{chr(last)}" for first, last in RANGES) + "]")


def showable(character: str) -> bool:
    """Tell whether documents can show a character. A line end always can."""
    return not _other().match(character)


class _Shown(dict[int, str]):
    """What stands for each character that has no ink of its own, or that steers what shows it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        spaced = unicodedata.category(character) == "Zs"
        shown = character if (spaced or character.isprintable()) and not _INKLESS.match(character) else sign(character)
        self[code] = shown
        return shown


_SHOWN = _Shown()
#: Letters and marks without ink: they are printable by their category, and not seen. Two of the variation selectors
#: only choose a look, and stand behind many a heart or arrow.
_INKLESS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\uffa0\U000e0100-\U000e01ef]"
)


def sign(character: str) -> str:
    """Return what stands for a character that cannot be shown: ``␛``, ``[U+202E]``."""
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"[U+{code:04X}]"


def visible(text: str) -> str:
    """Return a text in which every character is seen: nobody's text may steer a terminal, or hide in a line of it.

    Line ends are characters too; who has more than one line gives them one by one.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


def unshowable(text: str) -> list[str]:
    """Return the characters of a text that documents cannot show, each as often as it occurs."""
    return _other().findall(text)


def why_unshowable(text: str) -> str:
    """Say of a text which characters documents cannot show; empty when they can show all."""
    wrong = unshowable(text)
    if not wrong:
        return ""
    first, others = wrong[0], len(wrong) - 1
    shown = f"U+{ord(first):04X}"
    if first.isprintable() and not unicodedata.combining(first):
        shown = f"'{first}' ({shown})"
    elif before := text[: text.index(first)].split():
        shown += f" na '{before[-1]}'"
    if others:
        shown += f" en nog {others} {'ander' if others == 1 else 'andere'} in deze tekst"
    message = f"het teken {shown} {'zijn' if others else 'is'} niet te tonen in een document"
    plain = unicodedata.normalize("NFKC", first)
    return f"{message}; bedoelde u '{plain}'?" if plain != first and all(map(showable, plain)) else message
