"""Where the pages of a Word file start, what stays together on one, and the room behind a table."""

import copy
from collections.abc import Iterable, Mapping, Sequence, Set
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import w
from convenant_cli.documents.writers.office.pandoc_nodes import (
    BLAD,
    EIND_MEE,
    GUTTER,
    HEEL,
    KOLOMMEN,
    KOLOMMEN_EIND,
    MARKS,
)

#: The properties of a paragraph that come first, in the order that Word wants.
_FIRST = (w("pStyle"), w("keepNext"), w("keepLines"), w("pageBreakBefore"))
_HAIR = {w("before"): "0", w("after"): "0", w("line"): "20", w("lineRule"): "exact"}


def set_columns(body: ET.Element, headings: Mapping[str, float]) -> set[ET.Element]:
    """Put what stands between the marks for columns in two of them; return the tables in there.

    ``headings`` says how large headings are there, by style, in points. A section of Word ends in a paragraph, and the
    text goes on in the next one: where it says nothing of its own, each has the page and the headers of the first.
    """
    page = body.find(w("sectPr"))
    tables: set[ET.Element] = set()
    if page is None:
        return tables
    inside = first = False
    for block in list(body):
        style = block.find(f"{w('pPr')}/{w('pStyle')}")
        mark = "" if style is None else style.get(w("val"), "")
        if mark in (KOLOMMEN, KOLOMMEN_EIND):
            _end_section(block, page, columns=2 if mark == KOLOMMEN_EIND else 1, later=first)
            first, inside = True, mark == KOLOMMEN
        elif inside and mark in headings:
            _shrink(block, headings[mark])
        elif inside:
            tables |= set(block.iter(w("tbl")))
    if first:
        page.insert(_before_size(page), ET.Element(w("type"), {w("val"): "continuous"}))
        _drop(page, "headerReference", "footerReference", "titlePg")
    return tables


def _end_section(mark: ET.Element, page: ET.Element, *, columns: int, later: bool) -> None:
    """Make of a mark the hair line in which a section ends."""
    own = copy.deepcopy(page)
    if later:
        _drop(own, "headerReference", "footerReference", "titlePg")
        own.insert(_before_size(own), ET.Element(w("type"), {w("val"): "continuous"}))
    if columns > 1:
        _drop(own, "cols")
        after = [child.tag for child in own].index(w("pgMar")) + 1 if own.find(w("pgMar")) is not None else len(own)
        own.insert(after, ET.Element(w("cols"), {w("num"): str(columns), w("space"): str(GUTTER)}))
    mark.clear()
    properties = ET.SubElement(mark, w("pPr"))
    ET.SubElement(properties, w("spacing"), _HAIR)
    properties.append(own)


def _before_size(page: ET.Element) -> int:
    """Return where the kind of a section stands among its properties."""
    early = ("headerReference", "footerReference", "footnotePr", "endnotePr")
    return sum(child.tag in map(w, early) for child in page)


def _drop(page: ET.Element, *names: str) -> None:
    for child in list(page):
        if child.tag in map(w, names):
            page.remove(child)


def _shrink(heading: ET.Element, points: float) -> None:
    """Make a heading as small as a column asks, with room to match; it stays a heading of its level."""
    properties = heading.find(w("pPr"))
    assert properties is not None  # it has a style
    at = sum(child.tag in (*_FIRST, w("numPr")) for child in properties)
    properties.insert(at, ET.Element(w("spacing"), {w("before"): str(round(points * 13)), w("after"): "40"}))
    for run in heading.iter(w("r")):
        look = run.find(w("rPr"))
        if look is None:
            look = ET.Element(w("rPr"))
            run.insert(0, look)
        for name in ("sz", "szCs"):
            ET.SubElement(look, w(name), {w("val"): str(round(points * 2))})


def paginate(root: ET.Element) -> None:
    """Take out the marks between paragraphs, and let the paragraphs do what they say."""
    holders = {child: parent for parent in root.iter() for child in parent if child.tag == w("p")}
    rows = {paragraph: row for row in root.iter(w("tr")) for paragraph in row.iter(w("p"))}
    groups: list[list[ET.Element]] = []
    starts = False
    for paragraph in list(root.iter(w("p"))):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        mark = "" if style is None else style.get(w("val"), "")
        if mark not in MARKS:
            for group in groups:
                group.append(paragraph)
            if starts:
                _start_page(paragraph)
            starts = False
            continue
        holders[paragraph].remove(paragraph)
        if mark == BLAD:
            starts = True
        elif mark == HEEL:
            groups.append([])
        else:
            _keep(groups.pop(), rows, with_next=mark == EIND_MEE)


def _start_page(paragraph: ET.Element) -> None:
    properties = _set(paragraph, "pageBreakBefore")
    after = list(properties).index(next(properties.iter(w("pageBreakBefore")))) + 1
    properties.insert(after + (properties.find(w("numPr")) is not None), ET.Element(w("spacing"), {w("before"): "0"}))


def _keep(group: Sequence[ET.Element], rows: dict[ET.Element, ET.Element], *, with_next: bool) -> None:
    """Keep each paragraph with the next, but for the last, and the last row of a table, that nothing holds."""
    for paragraph in group:
        last = paragraph is group[-1] or (paragraph in rows and rows[paragraph] is rows.get(group[-1]))
        if with_next or not last:
            _set(paragraph, "keepNext")
        if paragraph not in rows:
            _set(paragraph, "keepLines")


def _set(paragraph: ET.Element, name: str) -> ET.Element:
    """Set a property of a paragraph in its place; return all properties."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = ET.Element(w("pPr"))
        paragraph.insert(0, properties)
    if properties.find(w(name)) is None:
        before = _FIRST[: _FIRST.index(w(name))]
        properties.insert(sum(child.tag in before for child in properties), ET.Element(w(name)))
    return properties


def part_from_tables(body: Iterable[ET.Element], roomy: Set[str]) -> None:
    """Put room between a table and the text behind it, unless its style has it: a table of Word has none of its own."""
    before = None
    for block in body:
        if block.tag in (w("bookmarkStart"), w("bookmarkEnd")):
            continue
        properties = block.find(w("pPr"))
        if before == w("tbl") and properties is not None and properties.find(w("spacing")) is None:
            style = properties.find(w("pStyle"))
            if style is not None and style.get(w("val")) not in roomy:
                at = sum(child.tag in (*_FIRST, w("numPr")) for child in properties)
                properties.insert(at, ET.Element(w("spacing"), {w("before"): "280"}))
        before = block.tag
