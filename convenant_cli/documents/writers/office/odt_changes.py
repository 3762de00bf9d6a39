"""Tracked changes of ODF: LibreOffice shows them, and takes them over or turns them back, one by one or all at once.

What came stands in the text between two marks. What went stands apart, in front of the text, and has one mark where it
was. A paragraph goes with its end: from its start to that of the next one, or from the end of the one before it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise, takewhile
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.odt_nodes import Node, filled, held, put, spaced, splice
from convenant_cli.documents.writers.office.odt_style import DC, OFFICE, TABLE, TEXT, el
from convenant_cli.documents.writers.office.pieces import Change

#: What the text has for a change until it is tracked. It is no element of ODF.
CHANGE = "wijziging"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
_LISTS = (f"{{{TEXT}}}list", f"{{{TEXT}}}list-item")
_ROW, _CELL = f"{{{TABLE}}}table-row", f"{{{TABLE}}}table-cell"
_HOLDERS = (_CELL, f"{{{TEXT}}}section")
_AROUND = (f"{{{TEXT}}}span", f"{{{TEXT}}}a")
_PLACES = (f"{{{TEXT}}}bookmark-start", f"{{{TEXT}}}bookmark-end")


def open_change(holder: ET.Element, change: Change) -> ET.Element:
    """Return where the pieces of a change go, at the end of a holder, until ``track`` gives it its place."""
    whole = "ja" if change.whole else ""
    return ET.SubElement(holder, CHANGE, {"kind": change.kind, "who": change.who, "when": change.when, "whole": whole})


def track(text: ET.Element, changed_row: Callable[[ET.Element], None]) -> None:
    """Make tracked changes of the changes in a text. ``changed_row`` is told each row that came or went as a whole."""
    _Tracker(text, changed_row).run()


@dataclass(slots=True)
class _Paragraph:
    """A paragraph with the lists that it stands in, outermost first, and the change that it is as a whole."""

    element: ET.Element
    holder: ET.Element
    lists: tuple[ET.Element, ...]
    change: ET.Element | None
    start: list[ET.Element] = field(default_factory=list)
    end: list[ET.Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "" if self.change is None else self.change.get("kind", "")


class _Tracker:
    def __init__(self, text: ET.Element, changed_row: Callable[[ET.Element], None]) -> None:
        self.text, self.changed_row = text, changed_row
        self.regions = el("text", "tracked-changes", track_changes="false")

    def run(self) -> None:
        if next(self.text.iter(CHANGE), None) is None:
            return
        for row in list(self.text.iter(_ROW)):
            filled = [one for one in row.iter() if one.tag in _PARAGRAPHS and list(_content(one, None))]
            changes = [_whole(one) for one in filled]
            if {None if one is None else one.get("kind") for one in changes} in ({"ins"}, {"del"}):
                self.changed_row(row)
        for holder in [self.text, *(one for one in self.text.iter() if one.tag in _HOLDERS)]:
            for run in _runs(holder):
                self._run(run)
        _without_empty_lists(self.text)
        self.text.insert(0, self.regions)

    def _run(self, run: list[_Paragraph]) -> None:
        """Track the changes in paragraphs that follow each other."""
        if all(one.change is not None for one in run):
            self._stay(run)
        stays = [number for number, one in enumerate(run) if one.change is None]
        last = max(stays, default=-1)
        for number, ones in _at_once(run):
            if ones[0].change is None:
                self._words(ones[0])
            elif number < last:
                self._before(ones, next(other for other in run[number + 1 :] if other.kind != "del"))
            else:
                self._behind(ones, next(other for other in reversed(run[:number]) if other.kind != "del"))
        for one in run:
            if one.kind != "del":
                put(one.element, [*one.start, *held(one.element), *one.end])

    def _stay(self, run: list[_Paragraph]) -> None:
        """Choose the paragraph that stays where all came or went, such as in a cell: it cannot be without one.

        One that went and one that came behind each other share theirs.
        """
        for one, other in pairwise(run):
            if one.kind != other.kind:
                went, came = (one, other) if one.kind == "del" else (other, one)
                nodes = [*held(one.element), *held(other.element)]
                put(came.element, nodes)
                came.change = None
                went.holder.remove(went.element)
                run.remove(went)
                return
        run[-1].change = None

    def _before(self, ones: Sequence[_Paragraph], following: _Paragraph) -> None:
        """Track a paragraph that came, or some that went, with their ends, up to the start of the one that follows."""
        change = ones[0].change
        assert change is not None
        if change.get("kind") == "ins":
            start, end = self._came(change)
            splice(ones[0].element, CHANGE)
            ones[0].start.append(start)
            following.start.append(end)
        else:
            empty = replace(following, element=_like(following.element))
            following.start.append(self._went(change, [*_taken_out(ones), _in_lists(empty)]))

    def _behind(self, ones: Sequence[_Paragraph], before: _Paragraph) -> None:
        """Track a paragraph that came, or some that went, from the end of the one before."""
        change = ones[0].change
        assert change is not None
        if change.get("kind") == "ins":
            start, end = self._came(change)
            splice(ones[0].element, CHANGE)
            before.end.append(start)
            ones[0].end.insert(0, end)
        else:
            empty = replace(before, element=_like(before.element))
            before.end.append(self._went(change, [_in_lists(empty), *_taken_out(ones)]))

    def _words(self, one: _Paragraph) -> None:
        """Track the words that came and went in a paragraph that stays."""

        def tracked(nodes: Sequence[Node], around: tuple[ET.Element, ...]) -> list[Node]:
            out: list[Node] = []
            for node in nodes:
                if isinstance(node, str) or node.tag != CHANGE:
                    if not isinstance(node, str):
                        put(node, tracked(held(node), (*around, node)))
                    out.append(node)
                elif node.get("kind") == "ins":
                    start, end = self._came(node)
                    out += [start, *held(node), end]
                else:
                    inside = spaced(held(node))
                    for holder in reversed(around):
                        inside = [filled(holder, inside)]
                    gone = _like(one.element)
                    put(gone, inside)
                    out.append(self._went(node, [gone]))
            return out

        put(one.element, tracked(held(one.element), ()))

    def _came(self, change: ET.Element) -> tuple[ET.Element, ET.Element]:
        id = self._region(change, [])
        return el("text", "change-start", change_id=id), el("text", "change-end", change_id=id)

    def _went(self, change: ET.Element, blocks: Sequence[ET.Element]) -> ET.Element:
        return el("text", "change", change_id=self._region(change, blocks))

    def _region(self, change: ET.Element, blocks: Sequence[ET.Element]) -> str:
        """Add a change to those of the document; return its name."""
        id = f"wijziging{len(self.regions) + 1}"
        info = ET.Element(f"{{{OFFICE}}}change-info")
        ET.SubElement(info, f"{{{DC}}}creator").text = change.get("who")
        ET.SubElement(info, f"{{{DC}}}date").text = change.get("when")
        made = el("text", "insertion" if change.get("kind") == "ins" else "deletion", info, *blocks)
        region = el("text", "changed-region", made, id=id)
        region.set(_ID, id)
        self.regions.append(region)
        return id


def _at_once(run: Sequence[_Paragraph]) -> Iterator[tuple[int, Sequence[_Paragraph]]]:
    """Yield each paragraph with its number, and those that went behind each other as one.

    In changes of their own at one place, LibreOffice shows all but the first as what follows: a list as a heading.
    """
    for number, one in enumerate(run):
        if number and _same(run[number - 1], one):
            continue
        yield number, [one, *takewhile(partial(_same, one), run[number + 1 :])]


def _same(one: _Paragraph, other: _Paragraph) -> bool:
    """Tell whether two paragraphs went, by the same hand at the same time."""
    if one.change is None or other.change is None or one.kind != "del":
        return False
    return one.change.attrib == other.change.attrib


def _taken_out(ones: Sequence[_Paragraph]) -> list[ET.Element]:
    """Take paragraphs that went out of the text; return them in lists like those that they stood in."""
    for one in ones:
        one.holder.remove(one.element)
        splice(one.element, CHANGE)
    return [_in_lists(one) for one in ones]


def _runs(holder: ET.Element) -> Iterator[list[_Paragraph]]:
    """Yield the paragraphs of a holder that follow each other, with nothing between them but the ends of lists."""
    run: list[_Paragraph] = []
    for one in _flow(holder, ()):
        if one is not None:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _flow(holder: ET.Element, lists: tuple[ET.Element, ...]) -> Iterator[_Paragraph | None]:
    """Yield the paragraphs of a holder; None for what no change goes across, such as a table."""
    for block in list(holder):
        if block.tag in _PARAGRAPHS:
            yield _Paragraph(block, holder, lists, _whole(block))
        elif block.tag in _LISTS:
            yield from _flow(block, (*lists, block))
        else:
            yield None


def _whole(paragraph: ET.Element) -> ET.Element | None:
    """Return the change that a paragraph is as a whole, when it is one."""
    found = list(_content(paragraph, None))
    kinds = {None if one is None else (one.get("kind"), one.get("whole")) for one in found}
    return found[0] if kinds in ({("ins", "ja")}, {("del", "ja")}) else None


def _content(holder: ET.Element, change: ET.Element | None) -> Iterator[ET.Element | None]:
    """Yield for each piece of what a paragraph shows the change that it belongs to."""
    for node in held(holder):
        if isinstance(node, str) or node.tag not in (*_AROUND, *_PLACES, CHANGE):
            yield change
        else:
            yield from _content(node, node if node.tag == CHANGE else change)


def _like(paragraph: ET.Element) -> ET.Element:
    """Return an empty paragraph of the same kind."""
    return ET.Element(paragraph.tag, paragraph.attrib)


def _in_lists(one: _Paragraph) -> ET.Element:
    """Return a paragraph in lists like those that it stands in."""
    made = one.element
    for holder in reversed(one.lists):
        outer = ET.Element(holder.tag, holder.attrib)
        outer.append(made)
        made = outer
    return made


def _without_empty_lists(text: ET.Element) -> None:
    """Take out the items and lists of which every paragraph went."""
    for holder in list(text):
        _without_empty_lists(holder)
        if holder.tag in _LISTS and not len(holder):
            text.remove(holder)
