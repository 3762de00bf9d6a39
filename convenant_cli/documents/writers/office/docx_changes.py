"""Tracked changes of Word that are more than words: whole paragraphs and rows, so that none is left behind empty."""

import copy
from collections.abc import Iterator
from itertools import count
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import w
from convenant_cli.documents.writers.office.pandoc_nodes import WHOLE

_CHANGES = (w("ins"), w("del"))


def track(root: ET.Element) -> None:
    """Make a paragraph or row that came or went as a whole one change, and give every change an id of its own.

    When such a change is accepted or rejected, Word takes out the paragraph or row as well as its words.
    """
    for holder in list(root.iter()):
        _lift_links(holder)
    rows = list(root.iter(w("tr")))
    for row in rows:
        filled = [paragraph for paragraph in row.iter(w("p")) if next(paragraph.iter(w("r")), None) is not None]
        changes = [_change(paragraph) for paragraph in filled]
        kinds = {None if change is None else change.tag for change in changes}
        change = changes[0] if len(kinds) == 1 else None
        if change is None:
            for cell in row.iter(w("tc")):
                _settle(cell)
            continue
        properties = row.find(w("trPr"))
        if properties is None:
            properties = ET.Element(w("trPr"))
            row.insert(0, properties)
        properties.append(_copy(change))
        for paragraph in row.iter(w("p")):
            _mark(paragraph, change)
    inside = {paragraph for row in rows for paragraph in row.iter(w("p"))}
    for paragraph in root.iter(w("p")):
        if paragraph not in inside and (change := _change(paragraph)) is not None:
            _mark(paragraph, change)
    used = (int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart")))
    free = count(max(used, default=0) + 1)
    for change in (element for element in root.iter() if element.tag in _CHANGES):
        change.set(w("id"), str(next(free)))  # pandoc uses one for several
        change.set(w("date"), change.get(w("date"), "").removesuffix(WHOLE))


def _lift_links(holder: ET.Element) -> None:
    """Put a change inside the link that it holds: Word knows no link inside a change."""
    for change in [child for child in holder if child.tag in _CHANGES and child.find(w("hyperlink")) is not None]:
        at = list(holder).index(change)
        holder.remove(change)
        for piece in reversed(change):
            wrapped = ET.Element(change.tag, change.attrib)
            if piece.tag == w("hyperlink"):
                wrapped.extend(piece)
                piece[:] = [wrapped]
            else:
                wrapped.append(piece)
            holder.insert(at, piece if piece.tag == w("hyperlink") else wrapped)


def _change(paragraph: ET.Element) -> ET.Element | None:
    """Return the change that a paragraph is as a whole, when it is one."""
    changes = list(_of_runs(paragraph, None))
    kinds = {None if change is None else (change.tag, change.get(w("date"), "").endswith(WHOLE)) for change in changes}
    return changes[0] if kinds in ({(w("ins"), True)}, {(w("del"), True)}) else None


def _of_runs(holder: ET.Element, change: ET.Element | None) -> Iterator[ET.Element | None]:
    """Yield for each run of a paragraph the change that it belongs to."""
    for child in holder:
        if child.tag == w("r"):
            yield change
        elif child.tag != w("pPr"):
            yield from _of_runs(child, child if child.tag in _CHANGES else change)


def _settle(cell: ET.Element) -> None:
    """Track the whole paragraphs of a cell that stays. Its last mark cannot go: the one before it goes instead."""
    paragraphs = cell.findall(w("p"))
    changes = [_change(paragraph) for paragraph in paragraphs]
    for paragraph, change in zip(paragraphs[:-1], changes, strict=False):
        if change is not None:
            _mark(paragraph, change)
    last = changes[-1]
    first = len(changes)
    while last is not None and first and (change := changes[first - 1]) is not None and change.tag == last.tag:
        first -= 1
    if last is None or first == 0:
        return
    if changes[first - 1] is None:
        _mark(paragraphs[first - 1], last)
        return
    # What went and what came share a line, or one of them would leave its line behind.
    gone, came = paragraphs[first - 1], paragraphs[first]
    place = 0 if came.find(w("pPr")) is None else 1
    came[place:place] = [piece for piece in gone if piece.tag != w("pPr")]
    cell.remove(gone)


def _mark(paragraph: ET.Element, change: ET.Element) -> None:
    """Mark the end of a paragraph as added or removed too."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = ET.Element(w("pPr"))
        paragraph.insert(0, properties)
    look = properties.find(w("rPr"))
    if look is None:
        look = ET.SubElement(properties, w("rPr"))
    look.insert(0, _copy(change))


def _copy(change: ET.Element) -> ET.Element:
    return ET.Element(change.tag, copy.copy(change.attrib))
