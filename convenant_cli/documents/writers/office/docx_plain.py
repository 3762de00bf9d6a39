"""A text of Word as plain data, with all that says how high and how wide its blocks are; lengths are in points."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers import advances
from convenant_cli.documents.writers.fitting import line_height
from convenant_cli.documents.writers.office.docx_style import style_ids, table_font, w
from convenant_cli.documents.writers.office.pieces import GUTTER
from convenant_cli.documents.writers.office.zipped import to_read
from convenant_cli.documents.writers.wrapping import line_count, unbroken

_EMU = 12700  # to a point
_OWN, _RUN, _LOOK, _SIZE, _VAL, _MARK = map(w, ("pPr", "r", "rPr", "sz", "val", "bookmarkStart"))
_TYPED, _TAB, _LINE_END = frozenset((w("t"), w("delText"))), w("tab"), w("br")
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_PAGE = (("pgSz", "w", 11906), ("pgSz", "h", 16838), ("pgMar", "top", 1440), ("pgMar", "bottom", 1440))
_SIDES = (("pgMar", "left", 1440), ("pgMar", "right", 1440))
_SHIFT = 283  # twips that a list stands in, for each level
HALF_LINE = 0.25  # points: of the line between two rows
_CELL = {"top": 45, "left": 85}  # the room in a cell, in twips
_TOGETHER = 3  # lines: as many stay on one page anyhow, so that none stands alone


@dataclass(frozen=True, slots=True)
class _Look:
    """The properties of a style or a paragraph, by the names of Word."""

    values: Mapping[str, str]

    def over(self, other: "_Look") -> "_Look":
        return _Look({**other.values, **self.values})

    def points(self, name: str, standard: float = 0) -> float:
        return float(self.values.get(name, standard)) / 20

    def on(self, name: str) -> bool:
        return self.values.get(name, "0") not in ("0", "false", "off")


def page_size(root: ET.Element) -> dict[str, float]:
    """Return the sides and margins of the page of a text, and the room between columns, in points."""
    section = root[0].find(w("sectPr"))
    names = ("breedte", "hoogte", "boven", "onder", "links", "rechts")
    found = {}
    for name, (tag, side, standard) in zip(names, (*_PAGE, *_SIDES), strict=True):
        element = None if section is None else section.find(w(tag))
        found[name] = float(standard if element is None else element.get(w(side), standard)) / 20
    return found | {"goot": GUTTER / 20}


class Reader:
    """Reads a text of Word as plain data."""

    def __init__(self, parts: Mapping[str, bytes], wholes: Sequence[Sequence[ET.Element]] = ()) -> None:
        self.whole = {block: number for number, whole in enumerate(wholes) for block in _flat(whole)}
        styles = to_read(parts["word/styles.xml"])
        self.own = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
        self.standard = _Look({})
        for kind in ("rPrDefault/rPr", "pPrDefault/pPr"):
            found = styles.find("/".join(map(w, ("docDefaults", *kind.split("/")))))
            self.standard = _look(found).over(self.standard)
        self.table_style = self.own.get(style_ids(parts).get("table", ""))
        self.beside = self.in_cell("left")
        self.known: dict[str, _Look] = {}
        self.font = table_font(parts)[0]
        self.widths: list[float] = []  # of the columns of the table that is read, in points
        self.room = math.inf  # beside each other in its cell
        self.across = math.inf  # between the sides of the page, the column or the cell
        self.strong = {id for id, style in self.own.items() if style.find(f"{w('rPr')}/{w('b')}") is not None}

    def style(self, id: str) -> _Look:
        """Return what a style says, with what it is based on."""
        if id not in self.known:
            style = self.own.get(id)
            if style is None:
                return self.standard
            self.known[id] = self.standard  # a style that is based on itself
            based = style.find(w("basedOn"))
            below = self.standard if based is None else self.style(based.get(w("val"), ""))
            self.known[id] = _look(style.find(w("rPr"))).over(_look(style.find(w("pPr")))).over(below)
        return self.known[id]

    def in_cell(self, side: str) -> int:
        """Return the room at a side of a cell, in twips, as the style of tables says it."""
        path = "/".join(map(w, ("tblPr", "tblCellMar", side)))
        said = None if self.table_style is None else self.table_style.find(path)
        return _CELL[side] if said is None else int(said.get(w("w"), "0"))

    def below_head(self) -> float:
        """Return how much more room the line below the head of a table takes than that between rows, in points."""
        borders = f"{w('tblStylePr')}[@{w('type')}='firstRow']/{w('tcPr')}/{w('tcBorders')}/{w('bottom')}"
        line = None if self.table_style is None else self.table_style.find(borders)
        return 0 if line is None else max(int(line.get(w("sz"), "0")) / 8 - 2 * HALF_LINE, 0)

    def sections(self, body: Iterable[ET.Element], page: Mapping[str, float]) -> Iterator[dict[str, Any]]:
        """Yield the parts of a text on a page, each in one or two columns."""
        held: list[ET.Element] = []
        wide = page["breedte"] - page["links"] - page["rechts"]
        for block in _flat(body):
            section = block.find(f"{w('pPr')}/{w('sectPr')}")
            if section is None:
                held.append(block)
                continue
            columns = section.find(w("cols"))
            beside = columns is not None and columns.get(w("num")) == "2"
            self.across = (wide - page["goot"]) / 2 if beside else wide
            yield {"kolommen": beside, "blokken": self.blocks(held)}
            held = []
        self.across = wide
        yield {"kolommen": False, "blokken": self.blocks(held)}

    def blocks(self, held: Iterable[ET.Element]) -> list[dict[str, Any]]:
        """Return blocks as data; those of a whole under it."""
        out: list[dict[str, Any]] = []
        below, before = 0.0, ""
        for block in held:
            number, into = self.whole.get(block), out
            if number is not None:
                if not out or out[-1].get("geheel") != number:
                    if out:
                        out[-1]["eind"] = number
                    out.append({"geheel": number, "blokken": [], "wit": 0.0})
                into = out[-1]["blokken"]
            if block.tag == w("tbl"):
                into += self.table(block, below)
                below, before = 0.0, ""
            elif block.tag == w("p"):
                made, after, style, same = self.paragraph(block)
                closed = same and style == before
                made["wit"] = 0.0 if closed else max(made["wit"], below)  # Word takes the larger of the two
                below, before = after, style
                into.append(made)
        for one in out:
            if "geheel" in one:
                first, last = one["blokken"][0], one["blokken"][-1]
                one |= {"wit": first["wit"], "mee": last["mee"], "blad": first.get("blad", False)}
                first["blad"] = False  # nothing starts a page inside a block
        return out

    def paragraph(self, block: ET.Element) -> tuple[dict[str, Any], float, str, bool]:
        """Return a paragraph, the room below it, its style, and whether it stands close to others of that style."""
        own = block.find(_OWN)
        id, look = self._shown(own)
        numbered = None if own is None else own.find(w("numPr"))
        level = None if numbered is None else numbered.find(w("ilvl"))
        left, right = look.points("left"), look.points("right")
        if level is not None and own is not None and own.find(w("ind")) is None:
            left = _SHIFT * (int(level.get(_VAL, "0")) + 1) / 20
        runs = list(block.iter(_RUN))
        looks = [found for run in runs if (found := run.find(_LOOK)) is not None]
        sizes = (found.get(_VAL, "20") for one in looks if (found := one.find(_SIZE)) is not None)
        size = float(next(sizes, None) or look.values.get("sz", "20")) / 2
        drawn = [int(extent.get("cy", "0")) for extent in block.iter(_DRAWN)]
        line = line_height(self.font, size, float(look.values.get("line", "240")) / 240)
        lines = self._text(runs, size, self.across - left - right, strong=look.on("b"))
        whole, over = look.on("keepLines"), 0.0 if drawn else max(line - line_height(self.font, size, 1), 0.0)
        made: dict[str, Any] = {
            "plekken": [start.get(w("name"), "") for start in block.iter(_MARK)],
            "over": over,
            "wit": look.points("before") + look.points("rand"),
            "mee": look.on("keepNext"),
            "heel": whole,
            "blad": look.on("pageBreakBefore"),
        }
        if isinstance(lines, int) and not drawn:
            made["hoog"] = lines * line - over
        if drawn or not isinstance(lines, int) or not (whole or lines <= _TOGETHER):  # else its height tells all
            made |= {"tekst": lines, "maat": size, "regel": line, "links": left, "rechts": right}
            made["beeld"] = max(drawn, default=0) / _EMU
        return made, look.points("after"), id, look.on("contextualSpacing")

    def _shown(self, own: ET.Element | None) -> tuple[str, _Look]:
        """Return the style of a paragraph, and how it looks: by that style, and what it says itself."""
        named = None if own is None else own.find(w("pStyle"))
        id = "" if named is None else named.get(_VAL, "")
        return id, _look(own).over(self.style(id))

    def _text(self, found: Iterable[ET.Element], size: float, across: float, *, strong: bool) -> int | list[Any]:
        """Return how many lines the text of a paragraph takes; where that is not certain its pieces.

        Where the letters of its font are known, the pieces are how wide its words are.
        """
        runs: list[Any] = self._runs(found, strong=strong)
        lines = line_count(self.font, runs, size, across, self.room)
        if lines is not None:
            return lines
        if advances.is_known(self.font):
            return advances.parts(self.font, runs, self.room / size)
        return unbroken(runs, across / size)

    def _runs(self, found: Iterable[ET.Element], *, strong: bool) -> list[tuple[str, bool]]:
        """Return the text that stands behind the last tab, in pieces that are bold or not."""
        out: list[tuple[str, bool]] = []
        for run in found:
            look = run.find(_LOOK)
            style = None if look is None else look.find(w("rStyle"))
            bold = strong or (look is not None and look.find(w("b")) is not None)
            bold = bold or (style is not None and style.get(_VAL, "") in self.strong)
            for piece in run:
                if piece.tag in _TYPED:
                    out.append((piece.text or "", bold))
                elif piece.tag == _TAB:
                    out.clear()
                elif piece.tag == _LINE_END:
                    out.append(("\n", bold))
        return [piece for piece in out if piece[0]]

    def table(self, block: ET.Element, above: float) -> list[dict[str, Any]]:
        """Return a table as data; rows at its end that stand with what is behind it as a piece of their own."""
        self.widths = [int(column.get(w("w"), "0")) / 20 for column in block.iter(w("gridCol"))]
        rows = block.findall(w("tr"))
        heads = [row for row in rows if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None]
        own = rows[len(heads) :]
        kept = [all(self._shown(text.find(_OWN))[1].on("keepNext") for text in row.iter(w("p"))) for row in own]
        whole = all(kept[:-1])
        end = 0 if whole else next(at for at, held in enumerate(reversed(kept)) if not held)
        made = {
            "wit": above,
            "breedtes": self.widths,
            "koppen": [self._row(row) for row in heads],
            "heel": whole,
            "mee": whole and kept[-1:] == [True],
        }
        first = self._rows(own[: len(own) - end], kept)
        last = self._rows(own[len(own) - end :], kept) | {"wit": 0.0, "koppen": [], "heel": True, "mee": True}
        last["terug"] = made["koppen"]
        return [made | first, made | last] if end else [made | first]

    def _rows(self, rows: Sequence[ET.Element], kept: Sequence[bool]) -> dict[str, Any]:
        """Return rows as data, and how many each time stand together."""
        together: list[int] = []
        for at in range(len(rows)):
            if at and kept[at - 1]:
                together[-1] += 1
            else:
                together.append(1)
        return {"rijen": [self._row(row) for row in rows], "samen": together}

    def _row(self, row: ET.Element) -> float | list[list[dict[str, Any]]]:
        """Return how high the text of a row is; its cells where that is not certain, or where a link leads to one."""
        cells = self._cells(row)
        if any("tekst" in text or text["plekken"] for cell in cells for text in cell):
            return cells
        return float(max(sum(text["wit"] + text["hoog"] + text["over"] for text in cell) for cell in cells))

    def _cells(self, row: ET.Element) -> list[list[dict[str, Any]]]:
        out, around, outside = [], self.beside / 10, self.across
        for width, cell in zip(self.widths, row.findall(w("tc")), strict=False):
            self.room = self.across = width - around
            out.append(self.blocks(cell))
        self.room, self.across = math.inf, outside
        return out


def _flat(holder: Iterable[ET.Element]) -> Iterator[ET.Element]:
    """Yield the blocks of a text; those of a table of contents too."""
    for block in holder:
        if block.tag == w("sdt"):
            for content in block.iter(w("sdtContent")):
                yield from _flat(content)
        else:
            yield block


def _look(properties: ET.Element | None) -> _Look:
    """Return the properties that lie in an element: a switch as 1 or what it says, a measure by its name."""
    values: dict[str, str] = {}
    for child in () if properties is None else properties:
        name = child.tag.rpartition("}")[2]
        if name in ("spacing", "ind"):
            values |= {key.rpartition("}")[2]: value for key, value in child.attrib.items()}
        elif name in ("sz", "keepNext", "keepLines", "pageBreakBefore", "contextualSpacing", "b"):
            values[name] = child.get(w("val"), "1")
        elif name == "pBdr" and (above := child.find(w("top"))) is not None:  # in eighths of a point, and points
            values["rand"] = str(20 * (int(above.get(w("sz"), "0")) / 8 + int(above.get(w("space"), "0"))))
    return _Look(values)
