"""Where the pages of a Word file start, what stays together on one, and the room behind a table."""

import copy
from collections.abc import Iterable, Mapping, Sequence, Set
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import DOCUMENT, el, w
from convenant_cli.documents.writers.office.pieces import GUTTER, Grid, held
from convenant_cli.documents.writers.office.zipped import to_read

#: The properties of a paragraph that come first, in the order that Word wants.
_FIRST = (w("pStyle"), w("keepNext"), w("keepLines"), w("pageBreakBefore"))
#: The properties of a section, in the order that Word wants, up to the last that is put in.
_SECTION = tuple(
    map(
        w,
        ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
         "pgBorders", "lnNumType", "pgNumType", "cols"),
    )
)  # fmt: skip


def end_section(page: ET.Element, *, columns: int, later: bool) -> ET.Element:
    """Return the hair line in which a section ends: where it says nothing of its own, it has the headers of the first.

    ``page`` is what the last section says, ``later`` whether one came before.
    """
    own = copy.deepcopy(page)
    if later:
        _go_on(own)
    if columns > 1:
        _put(own, el("cols", num=columns, space=GUTTER))
    return hair_line(own)


def take_edges(sections: Sequence[ET.Element], style: Mapping[str, bytes]) -> None:
    """Give pages, of which each section tells the edges, those of the page of a style."""
    for own in to_read(style[DOCUMENT]).iter(w("pgMar")):
        for edges in sections:
            edges.attrib.update(own.attrib)


def hair_line(*properties: ET.Element) -> ET.Element:
    """Return a paragraph that takes no room to speak of."""
    return el("p", el("pPr", el("spacing", before=0, after=0, line=20, lineRule="exact"), *properties))


def end_columns(page: ET.Element) -> None:
    """Let the last section of a text go on where columns stand before it."""
    _go_on(page)


def _go_on(page: ET.Element) -> None:
    """Let a section go on below the one before, with the same headers and numbers, whatever the house style says."""
    _drop(page, "headerReference", "footerReference", "titlePg")
    _put(page, el("type", val="continuous"))
    for numbers in page.iter(w("pgNumType")):
        numbers.attrib.pop(w("start"), None)


def _put(page: ET.Element, made: ET.Element) -> None:
    """Put a property of a section in its place, instead of what the house style has there."""
    for child in page.findall(made.tag):
        page.remove(child)
    before = _SECTION[: _SECTION.index(made.tag)]
    page.insert(sum(child.tag in before for child in page), made)


def _drop(page: ET.Element, *names: str) -> None:
    for child in list(page):
        if child.tag in map(w, names):
            page.remove(child)


def shrink(heading: ET.Element, points: float) -> None:
    """Make a heading as small as a column asks, with room to match; it stays a heading of its level."""
    at = sum(child.tag in (*_FIRST, w("numPr")) for child in heading[0])
    heading[0].insert(at, el("spacing", before=round(points * 13), after=40))
    for run in heading.iter(w("r")):
        look = run.find(w("rPr"))
        if look is None:
            look = el("rPr")
            run.insert(0, look)
        look.extend([el(name, val=round(points * 2)) for name in ("sz", "szCs")])


def start_page(paragraph: ET.Element) -> None:
    """Let a paragraph start a page, when it does not yet."""
    if paragraph[0].find(w("pageBreakBefore")) is not None:
        return
    properties = _set(paragraph, "pageBreakBefore")
    after = list(properties).index(next(properties.iter(w("pageBreakBefore")))) + 1
    properties.insert(after + (properties.find(w("numPr")) is not None), el("spacing", before=0))


def keep(group: Sequence[ET.Element], rows: Mapping[ET.Element, ET.Element], *, with_next: bool) -> None:
    """Keep each paragraph with the next, but for the last, and the last row of a table, that nothing holds."""
    for paragraph in group:
        last = paragraph is group[-1] or (paragraph in rows and rows[paragraph] is rows.get(group[-1]))
        if with_next or not last:
            _set(paragraph, "keepNext")
        if paragraph not in rows:
            _set(paragraph, "keepLines")


def keep_ends(table: ET.Element, grid: Grid) -> None:
    """Let no row of a table stand alone on a page; a row that may be cut is let be."""
    rows = [row for row in table.iter(w("tr")) if row.find(f"{w('trPr')}/{w('tblHeader')}") is None]
    for row in held(rows, grid):
        if row.find(f"{w('trPr')}/{w('cantSplit')}") is not None:
            for paragraph in row.iter(w("p")):
                _set(paragraph, "keepNext")


def _set(paragraph: ET.Element, name: str) -> ET.Element:
    """Set a property of a paragraph in its place; return all properties."""
    properties = paragraph[0]
    if properties.find(w(name)) is None:
        before = _FIRST[: _FIRST.index(w(name))]
        properties.insert(sum(child.tag in before for child in properties), ET.Element(w(name)))
    return properties


def part_from_tables(body: Iterable[ET.Element], roomy: Set[str]) -> None:
    """Put room between a table and the text behind it, unless its style has it: a table of Word has none of its own."""
    before = None
    for block in body:
        properties = block.find(w("pPr"))
        if before == w("tbl") and properties is not None and properties.find(w("spacing")) is None:
            style = properties.find(w("pStyle"))
            if style is not None and style.get(w("val")) not in roomy:
                at = sum(child.tag in (*_FIRST, w("numPr")) for child in properties)
                properties.insert(at, el("spacing", before=280))
        before = block.tag
