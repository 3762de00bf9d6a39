"""Where the pages of a Word file start, what stays together on one, and the room behind a table."""

from collections.abc import Iterable, Sequence, Set
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import w
from convenant_cli.documents.writers.office.pandoc_nodes import BLAD, EIND_MEE, HEEL, MARKS

#: The properties of a paragraph that come first, in the order that Word wants.
_FIRST = (w("pStyle"), w("keepNext"), w("keepLines"), w("pageBreakBefore"))


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
