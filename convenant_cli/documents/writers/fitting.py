"""What fits where on a page: the columns of a table, the lines of a block, a term before its tab."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from convenant_cli.documents.page.tree import HEADINGS, INLINE, Element, Table, walk
from convenant_cli.documents.writers import advances

_T = TypeVar("_T")
_BREAKS = 26  # letters; a longer word may be cut when the words of a table do not fit beside each other
_PAGE = 16.6  # centimetres between the margins of the shipped page
_POINTS = 9  # of the letters in a table
#: How wide fonts that are wider than Arial are beside it, as they are called or start.
_FONTS = {"verdana": 1.2, "dejavu sans": 1.18, "courier": 1.25, "consolas": 1.15, "lucida": 1.15, "georgia": 1.05,
          "segoe": 1.05, "open sans": 1.08, "montserrat": 1.2, "poppins": 1.15, "raleway": 1.08, "ubuntu": 1.05,
          "noto sans": 1.08, "tahoma": 1.03, "century gothic": 1.15, "rijksoverheidsans": 1.05, "roboto": 1.03,
          "work sans": 1.1, "dm sans": 1.08, "inter": 1.1}  # fmt: skip
#: How high a line of such fonts is, in times the size of its letters.
_HEIGHTS = {"verdana": 1.215, "dejavu sans": 1.164, "segoe": 1.33, "open sans": 1.362, "montserrat": 1.219,
            "poppins": 1.5, "noto sans": 1.362, "tahoma": 1.207, "roboto": 1.172, "inter": 1.21,
            "lato": 1.2, "cambria": 1.172, "georgia": 1.136}  # fmt: skip
#: The same in parts: above the foot of the letters, below it, and between two lines.
_PARTS = {"calibri": (0.75, 0.25, 0.2207), "carlito": (0.75, 0.25, 0.2207), "times": (0.8911, 0.2163, 0.0425),
          "liberation serif": (0.8911, 0.2163, 0.0425)}  # fmt: skip
_ARIAL = (0.9053, 0.2119, 0.0327)  # and of most others
_TWIPS = 20  # to a point
_APART = 0.345  # DejaVu Sans, that is told to be 1.18 times as wide, needs 0.062 a letter in a report in Dutch
_BOLD_APART = 0.54  # and 0.097 in bold letters, that are wider still beside those of Arial
_ROOM = 104  # letters of a table on a line of the shipped page
_PADDING = 2.6  # letters beside the text of a cell
_BESIDE = 2.2  # the same where letters are known one by one, of a wide font
_CAPITAL = 1.25  # how much wider bold and capital letters are
_LETTER = 0.49  # times the size of the letters: how wide a letter of _ROOM is, a little less to be sure
_EVERYDAY = 0.52  # times the size of the letters: how wide a letter of _ROOM is, by and large
_UNIT = _PAGE / 2.54 * 72 / _ROOM / _POINTS  # the same, to the point
_ALMOST = 1.02  # to be sure of letters that are known one by one
_JUST = 1.01  # of the room: half of what those letters are told to be wider than they are
_SNUG = 0.955  # of the room that the longest words of a table may take together
_BOLD = 1.08  # how much wider bold letters are
_TYPED = 1.25  # how much wider letters are that are all as wide, beside those of Arial
_NARROW = 24  # letters to a line in a narrow column: from here on, a longer text makes its column hardly wider
_MOST_LINES = 5  # of a text in a narrow column
_UPRIGHT = 100  # letters in the longest words of all columns together that still fit on an upright page
_SPACE = 0.6  # letters between two words
_STEPS = range(2, 34, 3)  # letters that one column gives to another at a time
_WORDS = re.compile(r"[^\s/-]*[/-]|[^\s/-]+")
_ONE_LINE = {"nr", "datum", "status", "bezig"}
_STARTS = frozenset(("br", "p", "li", "tr", *HEADINGS))  # what starts a line
#: How wide the letters of Arial and Liberation Sans are that are not as wide as most, as shares of their size.
_WIDTHS = {"…": 1.0, "ijl|'": 0.22, "ft.,:;/ ()I-": 0.32, "rcksvxyzJ": 0.5, "mwMW%": 0.9, "ABCDEFGHKNOPQRSTUVXYZ": 0.72}
_WIDTH = {letter: width for letters, width in _WIDTHS.items() for letter in letters}


def columns(table: Table, room: float = _ROOM, font: str = "") -> list[float]:
    """Return shares of 1 for the columns: by content, none narrower than its longest word, those of time alike.

    ``room`` is how many letters of the table stand beside each other, and ``font`` of which they are.
    """
    cells = _columns(table)
    known = advances.is_known(font)
    least = [max(_least(cell, exact=known, font=font) for cell in column) / room for column in cells]
    if sum(least) >= 1:  # the letters as wide as they are, with nothing to spare
        least = [max(_least(cell, exact=True, font=font) for cell in column) / room for column in cells]
    if known and 1 <= sum(least) < _JUST:
        return _even(table, [share / sum(least) for share in least])
    if sum(least) >= 1:
        least = [min(share, _BREAKS / room) for share in least]
    if sum(least) >= 1:
        return _even(table, [share / sum(least) for share in least])
    needs = [_need([cell.text for cell in column]) * (_TYPED if _typed(column) else 1) for column in cells]
    fixed: dict[int, float] = {}
    while True:
        free = 1 - sum(fixed.values())
        total = sum(need for at, need in enumerate(needs) if at not in fixed)
        shares = [fixed[at] if at in fixed else need / total * free for at, need in enumerate(needs)]
        tight = {at for at, share in enumerate(shares) if at not in fixed and share < least[at]}
        if not tight:
            return _even(table, shares if _times(table) else _shortest(cells, shares, room, font))
        fixed |= {at: least[at] for at in tight}


def fits(cell: Element, share: float, room: float = _ROOM) -> bool:
    """Tell whether each word of a cell is as narrow as its column, which is a share of ``room`` letters."""
    return _least(cell, exact=True) * (_TYPED if _typed([cell]) else 1) <= share * room


def holds(table: Table, room: float = _ROOM, font: str = "") -> bool:
    """Tell whether the longest words of all columns stand beside each other, so that none has to be cut.

    Of letters that are known one by one nothing is to spare yet: a text would stand there a word to a line.
    """
    least = sum(max(_least(cell, exact=True, font=font) for cell in column) for column in _columns(table))
    return least < room * (_SNUG if advances.is_known(font) else 1)


def _columns(table: Table) -> list[tuple[Element, ...]]:
    return list(zip(*table.head, *table.rows, strict=True))


def _shortest(cells: Sequence[Sequence[Element]], shares: Sequence[float], room: float, font: str) -> list[float]:
    """Return shares that make the table as short as can be, by giving room of one column to another.

    Of two that are as short, the one with fewer lines in all cells. A column keeps what its words need at least.
    """
    texts = [[_wide(cell, font) for cell in column] for column in cells]
    known: dict[tuple[int, int], list[int]] = {}

    def heights(at: int, letters: int) -> list[int]:
        if (at, letters) not in known:
            known[at, letters] = [_wrapped(lines, letters - _PADDING) for lines in texts[at]]
        return known[at, letters]

    def length(wide: Sequence[int]) -> tuple[int, int]:
        rows = list(zip(*(heights(at, letters) for at, letters in enumerate(wide)), strict=True))
        return sum(map(max, rows)), sum(map(sum, rows))

    wide = [int(share * room) for share in shares]
    narrowest = [
        math.ceil(max(_least(cell, exact=True, font=font) * (_TYPED if _typed([cell]) else 1) for cell in column))
        for column in cells
    ]
    for at, column in enumerate(cells):  # an address that is whole stays whole
        addresses = [
            width(inner.text) / _LETTER + _PADDING for cell in column for inner in walk(cell) if inner.tag == "a"
        ]
        narrowest[at] = max(narrowest[at], *(math.ceil(wish) for wish in addresses if wish <= wide[at]), 0)
        # A text that stands in few rows costs the table few lines, and would be a strip of one word a line.
        most = min(wide[at], _NARROW)
        low = range(narrowest[at], most)
        narrowest[at] = max(narrowest[at], next((few for few in low if max(heights(at, few)) <= _MOST_LINES), most))
    best, free = length(wide), range(len(wide))
    while True:
        moved = [
            [
                letters - step if at == giver else letters + step if at == taker else letters
                for at, letters in enumerate(wide)
            ]
            for giver, taker, step in itertools.product(free, free, _STEPS)
            if giver != taker and wide[giver] - step >= narrowest[giver]
        ]
        shorter = min(moved, key=length, default=wide)
        if length(shorter) >= best:
            return [share + (now - int(share * room)) / room for share, now in zip(shares, wide, strict=True)]
        best, wide = length(shorter), shorter


def _wide(cell: Element, font: str) -> list[list[float]]:
    """Return how wide the words are on each line of a cell, in letters."""
    typed, bold = _TYPED if _typed([cell]) else 1, _is_bold(cell)
    return [
        [_letters(word, font, bold=bold, each=_EVERYDAY) * typed for word in _WORDS.findall(text)]
        for text in _lines(cell)
        if text.strip()
    ]


def _letters(text: str, font: str, *, bold: bool, each: float) -> float:
    """Return how wide a text is, in letters; ``each`` is how wide one is where only those of Arial are known."""
    if advances.is_known(font):
        return advances.width(text, font, bold=bold) * _ALMOST / (_UNIT * wider(font))
    return width(text) / each * (_BOLD if bold else 1)


def _is_bold(cell: Element) -> bool:
    return cell.tag == "th" or any(one.attrs and "status" in one.classes for one in walk(cell))


def _lines(cell: Element) -> list[str]:
    """Return what stands on lines of its own in a cell."""
    found = [""]
    for node in cell.children:
        if isinstance(node, Element) and node.tag not in INLINE:
            found += [*_lines(node), ""]
        elif isinstance(node, Element) and node.tag == "br":
            found.append("")
        else:
            found[-1] += node if isinstance(node, str) else node.text
    return found


def _wrapped(texts: Sequence[Sequence[float]], room: float) -> int:
    """Return how many lines texts take in a column of so many letters."""
    count = 0
    for words in texts:
        used = math.inf
        for word in words:
            if used + _SPACE + word > room:
                count += max(math.ceil(word / room), 1)
                used = word % room if word > room else word
            else:
                used += _SPACE + word
    return max(count, 1)


def _typed(column: Sequence[Element]) -> bool:
    """Tell whether a column shows what somebody types, in letters that are all as wide."""
    return any(inner.tag == "code" for cell in column for inner in walk(cell))


def letters(font: str, points: float, centimetres: float) -> float:
    """Return how many letters of a table stand beside each other on a page, in a font and a size."""
    return _ROOM * (centimetres / _PAGE) * (_POINTS / points) / wider(font)


def wider(font: str) -> float:
    """Return how wide a font is beside Arial, with some to spare."""
    return _of_font(_FONTS, font, 1.0)


def apart(font: str, *, bold: bool = False) -> float:
    """Return how far letters of Arial stand apart to be as wide as a font, in times their size, without that spare."""
    return (wider(font) - 1) * (_BOLD_APART if bold else _APART)


@lru_cache(maxsize=512)  # a text has few sizes
def line_height(font: str, size: float, spacing: float) -> float:
    """Return how high a line is in a font, in points, for letters of a size and lines that are some times as far apart.

    Its parts are whole twips, in LibreOffice as well: over a column of small letters that differs more than a line.
    """
    known = _of_font(_HEIGHTS, font, 0)
    parts = (known,) if known else _of_font(_PARTS, font, _ARIAL)
    return math.floor(sum(round(part * size * _TWIPS) for part in parts) * spacing) / _TWIPS


def _of_font(known: Mapping[str, _T], font: str, usual: _T) -> _T:
    name = font.strip("'\" ").lower()
    return next((value for start, value in known.items() if name.startswith(start)), usual)


def _need(texts: Sequence[str]) -> float:
    """Return the letters that a column likes: room for its longest word, and for long texts by their length."""
    word = max((len(word) for text in texts for word in text.split()), default=1)
    longest = max(map(len, texts), default=1)
    wish = longest if longest <= _NARROW else _NARROW + (longest - _NARROW) ** 0.8
    return max(word * 1.15, wish, 3) + 2


def _least(cell: Element, *, exact: bool = False, font: str = "") -> float:
    """Return the letters that a cell needs at least, with the room beside them; ``exact`` looks at which they are."""
    pieces = re.split(r"[\s/-]+", cell.text)
    if _ONE_LINE & set(cell.classes):
        pieces = [cell.text]
    pieces += [inside.text for inside in walk(cell) if inside.attrs and _ONE_LINE & set(inside.classes)]
    bold = _is_bold(cell)
    if exact:
        beside = _BESIDE if advances.is_known(font) else _PADDING
        return max(_letters(piece, font, bold=bold, each=_LETTER) for piece in pieces) + beside
    wide = _CAPITAL if bold else 1.15
    return max(len(piece) + piece.count("…") for piece in pieces) * wide + _PADDING  # three dots are twice as wide


def _times(table: Table) -> list[int]:
    """Return which columns are of time, as in a planning."""
    return [
        at
        for at, column in enumerate(zip(*table.rows, strict=True))
        if all("bezig" in cell.classes or "leeg" in cell.classes for cell in column)
    ]


def _even(table: Table, shares: list[float]) -> list[float]:
    """Return shares in which columns of time are equally wide."""
    times = _times(table)
    each = sum(shares[at] for at in times) / max(len(times), 1)
    return [each if at in times else share for at, share in enumerate(shares)]


def upright(table: Table) -> bool:
    """Tell whether the columns of a table are wide enough for their words on an upright page."""
    cells = zip(*table.head, *table.rows, strict=True)
    longest = (max((len(word) for cell in column for word in cell.text.split()), default=0) for column in cells)
    return sum(min(length, 20) + 2 for length in longest) <= _UPRIGHT


def written(element: Element) -> Iterator[Element]:
    """Yield every element that takes room: all but the table of contents of the web page."""
    yield element
    for child in element.elements:
        if child.tag != "nav":
            yield from written(child)


def lines(element: Element, room: float) -> float:
    """Return roughly how many lines of so many characters an element takes."""
    starts = sum(inner.tag in _STARTS or _is_line(inner) for inner in walk(element))
    return len(element.text) / room + max(starts, 1)


def _is_line(element: Element) -> bool:
    return element.tag == "dd" and all(child.tag in INLINE for child in element.elements)


@lru_cache(maxsize=4096)  # the words of tables come back
def width(text: str) -> float:
    """Return how wide a text is, in times the size of its letters."""
    return sum(_WIDTH.get(letter, 0.56) for letter in text)
