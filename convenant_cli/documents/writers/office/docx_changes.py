"""Tracked changes of Word that are more than words: whole paragraphs and rows, so that none is left behind empty."""

import copy
from collections.abc import Iterator, Set
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import w

_CHANGES = (w("ins"), w("del"))


def track(root: ET.Element, whole: Set[ET.Element], free: Iterator[int]) -> None:
    """Make a paragraph or row that came or went as a whole one change, and give every change an id of its own.

    ``whole`` are the changes that are all of their line. When such a change is accepted or rejected, Word takes out the
    paragraph or row as well as its words.
    """
    rows = list(root.iter(w("tr")))
    for row in rows:
        filled = [paragraph for paragraph in row.iter(w("p")) if next(paragraph.iter(w("r")), None) is not None]
        changes = [_change(paragraph, whole) for paragraph in filled]
        kinds = {None if change is None else change.tag for change in changes}
        change = changes[0] if len(kinds) == 1 else None
        if change is None:
            for cell in row.iter(w("tc")):
                _settle(cell, whole)
            continue
        row[0].append(_copy(change))
        for paragraph in row.iter(w("p")):
            _mark(paragraph, change)
    inside = {paragraph for row in rows for paragraph in row.iter(w("p"))}
    for paragraph in root.iter(w("p")):
        if paragraph not in inside and (change := _change(paragraph, whole)) is not None:
            _mark(paragraph, change)
    for change in (element for element in root.iter() if element.tag in _CHANGES):
        change.set(w("id"), str(next(free)))


def _change(paragraph: ET.Element, whole: Set[ET.Element]) -> ET.Element | None:
    """Return the change that a paragraph is as a whole, when it is one."""
    changes = list(_of_runs(paragraph, None))
    kinds = {None if change is None else (change.tag, change in whole) for change in changes}
    return changes[0] if kinds in ({(w("ins"), True)}, {(w("del"), True)}) else None


def _of_runs(holder: ET.Element, change: ET.Element | None) -> Iterator[ET.Element | None]:
    """Yield for each run of a paragraph the change that it belongs to."""
    for child in holder:
        if child.tag == w("r"):
            yield change
        elif child.tag != w("pPr"):
            yield from _of_runs(child, child if child.tag in _CHANGES else change)


def _settle(cell: ET.Element, whole: Set[ET.Element]) -> None:
    """Track the whole paragraphs of a cell that stays. Its last mark cannot go: the one before it goes instead."""
    paragraphs = cell.findall(w("p"))
    changes = [_change(paragraph, whole) for paragraph in paragraphs]
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
    came[1:1] = [piece for piece in gone if piece.tag != w("pPr")]
    cell.remove(gone)


def _mark(paragraph: ET.Element, change: ET.Element) -> None:
    """Mark the end of a paragraph as added or removed too."""
    look = paragraph[0].find(w("rPr"))
    if look is None:
        look = ET.SubElement(paragraph[0], w("rPr"))
    look.insert(0, _copy(change))


def _copy(change: ET.Element) -> ET.Element:
    return ET.Element(change.tag, copy.copy(change.attrib))
