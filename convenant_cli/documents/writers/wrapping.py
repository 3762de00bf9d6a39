"""How many lines a text takes, in a font whose letters are known, as Word breaks it: without hyphens, line by line.

Typst breaks it there too when it gets the pieces of ``unbroken``: by itself it ends a line behind any slash.

Counting is a tenth of the work of setting it. What Typst may break in another place than is told here, such as an
address, is not counted: then nobody has to know by heart where a line can end in every script.
"""

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from convenant_cli.documents.writers import advances

_LATIN = "\u0180"  # the signs before it are no wider than this, in times their size
_WIDEST = 1.02
_LEAST = 1e-6  # times the size of the letters by which a line may be too long
#: Of Arial and Liberation Sans, plain and bold, by width: in times 2048 to the size of the letters.
_ARIAL: tuple[dict[int, str], dict[int, str]] = (
    {
        391: "'", 455: "ijl‘’", 569: " \xa0!,./:;I\\ftïíìî", 682: "()-`r“”·", 717: "•", 727: '"', 797: "*",
        819: "°", 1012: "◊", 1024: "Jcksvxyzçý", 1139: "#$0123456789?L_abdeghnopquàáâäãåèéêëñòóôöõùúûü–€",
        1196: "+<=>~×", 1237: "●○", 1251: "FTZ", 1366: "&ABEKPSVXYÀÁÂÄÃÅÈÉÊËÝ", 1479: "CDHNRUwÇÑÙÚÛÜ",
        1593: "GOQÒÓÔÖÕ", 1706: "Mm", 1821: "%", 1933: "W", 2027: "►", 2048: "—…→", 2079: "@",
    },
    {
        487: "'", 569: " \xa0,./I\\ijlïíìî‘’", 682: "!()-:;`ft·", 717: "•", 797: "*r", 819: "°", 971: '"',
        1012: "◊", 1024: "z“”",
        1139: "#$0123456789J_aceksvxyàáâäãåçèéêëý–€", 1196: "+<=>~×", 1237: "●○",
        1251: "?FLTZbdghnopquñòóôöõùúûü", 1366: "EPSVXYÈÉÊËÝ", 1479: "&ABCDHKNRUÀÁÂÄÃÅÇÑÙÚÛÜ", 1593: "GOQwÒÓÔÖÕ",
        1706: "M", 1821: "%m", 1933: "W", 1997: "@", 2027: "►", 2048: "—…→",
    },
)  # fmt: skip
_ADVANCES = tuple({sign: units / 2048 for units, signs in font.items() for sign in signs} for font in _ARIAL)
_LETTER = r"[^\W_]"
#: A word of which it is certain where a line can end: behind a hyphen before a letter, behind a dash between two
#: letters or figures, and nowhere else. What it begins and ends with is not drawn to the word beside it.
_SURE = re.compile(
    rf"(?!.*www\.)[\"'“‘(]*(?:{_LETTER}|[&@#*=+€$%°×·•→●○◊►])"
    rf"(?:{_LETTER}|(?<={_LETTER})[-–](?={_LETTER})|(?<={_LETTER})/(?={_LETTER})|[.,:;](?={_LETTER})"
    rf"|(?<={_LETTER})\((?={_LETTER})|\)(?={_LETTER})|['’&@*=°·\xa0](?={_LETTER})|(?<={_LETTER})[%€°])*"
    rf"(?:[-/](?!\S)|[.,:;!?…)\"'’”%*]*)|[-–—]"
)
_BREAK = re.compile(r"(?<=-)(?=[^\W\d])|(?<=.–)")
_SLASHED = re.compile(r"[^\s–-]+/[^\s–-]+")
_JOINER = "\u2060"
_QUOTED = re.compile(r"[\"'’”] \(")
_ODD = re.compile(r"^$|^\s|\s$|[ \n][ \n]")


def line_count(font: str, pieces: Sequence[tuple[str, bool]], size: float, room: float, cut: float) -> int | None:
    """Return how many lines a text takes in letters of a font and a size, and so much room; None when not certain.

    ``pieces`` are bold or not, and ``cut`` is what no part of a word is wider than where letters are known one by one.
    """
    if advances.is_known(font):
        whole = "".join(text for text, _ in pieces)
        if _ODD.search(whole):
            return None
        return _counted(advances.parts(font, pieces, cut / size), advances.spaces(font), room / size)
    return _in_arial(tuple(pieces), room / size) if advances.is_arial(font) else None


def unbroken(pieces: Sequence[tuple[str, bool]], room: float) -> list[tuple[str, bool]]:
    """Return pieces of text in which no line ends behind a slash, unless what it stands in is too long for a line.

    ``room`` is how long a line is, in times the size of the letters.
    """
    signs = [(sign, bold) for text, bold in pieces for sign in text]
    joined = set[int]()
    for word in _SLASHED.finditer("".join(text for text, _ in pieces)):
        if sum(_ADVANCES[bold].get(sign, 1) for sign, bold in signs[word.start() : word.end()]) <= room:
            joined |= {word.start() + at for at, sign in enumerate(word[0][:-1]) if sign == "/"}
    if not joined:
        return list(pieces)
    place, out = 0, []
    for text, bold in pieces:
        out.append(("".join(f"{sign}{_JOINER * (at in joined)}" for at, sign in enumerate(text, place)), bold))
        place += len(text)
    return out


@lru_cache(maxsize=10_000)  # a text is set in some ways, and in most of them its lines are the same
def _in_arial(pieces: tuple[tuple[str, bool], ...], room: float) -> int | None:
    text = "".join(text for text, _ in pieces)
    if _ODD.search(text) or _QUOTED.search(text):
        return None
    if len(text) * _WIDEST < room and "\n" not in text and max(text) < _LATIN:
        return 1
    parts = _parts(pieces)
    if None in parts:
        return None
    certain = [part for part in parts if part is not None]
    if "/" in text and any(isinstance(part, float) and part > room for part in certain):
        return None  # what is too long for a line may end one behind a slash
    return _counted(certain, _SPACES, room)


_SPACES = (_ADVANCES[0][" "], _ADVANCES[1][" "])


def _counted(parts: Sequence[float | str], spaces: tuple[float, float], room: float) -> int:
    """Return how many lines parts take: a line holds what fits, and at its end no space counts."""
    lines, white = 1, 0.0
    used: float | None = None  # nothing stands on the line yet
    for part in parts:
        if isinstance(part, float):
            if used is not None and used + white + part > room + _LEAST:
                lines, used = lines + 1, part
            else:
                used = (used or 0.0) + white + part
            white = 0.0
        elif part == "\n":
            lines, used, white = lines + 1, None, 0.0
        else:
            white += spaces[part == advances.BOLD]
    return lines


def _parts(pieces: Sequence[tuple[str, bool]]) -> list[float | str | None]:
    """Return how wide the parts of a text in Arial are, with what stands between; None for what is not certain."""
    out: list[float | str | None] = []
    word: tuple[tuple[str, bool], ...] = ()
    for text, bold in pieces:
        space = advances.BOLD if bold else " "
        for at, line in enumerate(text.split("\n")):
            if at:
                out += (*_word(word), "\n")
                word = ()
            for number, part in enumerate(line.split(" ")):
                if number:
                    out += _word(word)
                    out.append(space)
                    word = ()
                if part:
                    word = (*word, (part, bold))
    out += _word(word)
    return out


@lru_cache(maxsize=20_000)
def _word(pieces: tuple[tuple[str, bool], ...]) -> tuple[float | None, ...]:
    """Return how wide the parts of a word are that a line can end behind."""
    whole = "".join(text for text, _ in pieces)
    if not whole:
        return ()
    if not _SURE.fullmatch(whole):
        return (None,)
    try:
        wide = [one for text, bold in pieces for one in map(_ADVANCES[bold].__getitem__, text)]
    except KeyError:
        return (None,)
    ends = [0, *(found.start() for found in _BREAK.finditer(whole)), len(whole)]
    return tuple(sum(wide[start:end]) for start, end in itertools.pairwise(ends))
