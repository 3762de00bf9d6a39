"""An ODF text with tracked changes as it is after all of them are accepted, or rejected."""

from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias
from xml.etree import ElementTree
from zipfile import ZipFile

from convenant_cli.documents.writers.office.odt_style import LOEXT, STYLE, TABLE, TEXT, named

Lines: TypeAlias = list[tuple[str, ...]]
_END = "\n"
_PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")


def root_of(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(ZipFile(BytesIO(data)).read("content.xml"))


def settled(root: ElementTree.Element, gone: str) -> Lines:
    """Return the paragraphs and rows that are left; ``gone`` is ``del`` to accept, ``ins`` to reject, or empty.

    As the standard says it: what was deleted is put back at its mark, where its first and last paragraph join the text
    around; then all that stands in a change of the kind that goes is left out, ends of paragraphs too.
    """
    return _Settled(root, gone).lines(next(root.iter(named("office", "text"))))


def contents(root: ElementTree.Element) -> list[str]:
    """Return the headings in the table of contents."""
    return [
        "".join(link.itertext()) for body in root.iter(f"{{{TEXT}}}index-body") for link in body.iter(f"{{{TEXT}}}a")
    ]


class _Settled:
    def __init__(self, root: ElementTree.Element, gone: str) -> None:
        self.gone, self.open = gone, set[str]()
        self.regions = {one.get(f"{{{TEXT}}}id", ""): one[0] for one in root.iter(f"{{{TEXT}}}changed-region")}
        self.rows = {
            style.get(f"{{{STYLE}}}name")
            for style in root.iter(f"{{{STYLE}}}style")
            for look in style
            if look.get(f"{{{LOEXT}}}text-changes-only") == "false"
        }

    def lines(self, holder: ElementTree.Element) -> Lines:
        out: Lines = []
        line = ""
        for one in self._flow(holder):
            if isinstance(one, list):
                assert not line, "a change goes from a text into a table"
                out += one
            elif one == _END:
                out.append((line,))
                line = ""
            else:
                line += one
        assert not line, "a paragraph without its end"
        return out

    def _flow(self, holder: ElementTree.Element) -> Iterator[str | Lines]:
        for block in holder:
            if block.tag in _PARAGRAPHS:
                yield from self._inline(block)
                if not self._left_out():
                    yield _END
            elif block.tag == f"{{{TABLE}}}table":
                assert not self.open, "a change goes from a text into a table"
                yield [row for one in block.iter(f"{{{TABLE}}}table-row") for row in self._row(one)]
            elif block.tag not in (f"{{{TEXT}}}tracked-changes", f"{{{TEXT}}}table-of-content"):
                yield from self._flow(block)

    def _row(self, row: ElementTree.Element) -> Lines:
        cells = tuple("\n".join(text for line in self.lines(cell) for text in line) for cell in row)
        changed = row.get(f"{{{TABLE}}}style-name") in self.rows
        return [] if changed and self.gone and not "".join(cells).strip() else [cells]

    def _left_out(self) -> bool:
        return self.gone == "ins" and bool(self.open)

    def _inline(self, holder: ElementTree.Element) -> Iterator[str]:
        if holder.text and not self._left_out():
            yield holder.text
        for child in holder:
            id, name = child.get(f"{{{TEXT}}}change-id", ""), child.tag.partition("}")[2]
            if name == "change-start":
                assert self.regions[id].tag.endswith("insertion")
                self.open.add(id)
            elif name == "change-end":
                self.open.remove(id)
            elif name == "change":
                assert not self.open, "what was there earlier stands in what came later"
                yield from self._gone(self.regions[id])
            elif not self._left_out():
                yield {"tab": "\t", "line-break": " / ", "s": " " * int(child.get(f"{{{TEXT}}}c", "1"))}.get(name, "")
                yield from self._inline(child)
            if child.tail and not self._left_out():
                yield child.tail

    def _gone(self, region: ElementTree.Element) -> Iterator[str]:
        assert region.tag.endswith("deletion")
        if self.gone == "del":
            return
        found = [one for one in region.iter() if one.tag in _PARAGRAPHS]
        for number, paragraph in enumerate(found):
            yield from self._inline(paragraph)
            if number < len(found) - 1:
                yield _END
