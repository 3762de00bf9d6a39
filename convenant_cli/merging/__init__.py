"""Merging three versions of a record: field by field and item by item, and never without the text of either side.

The text stays text: parts of the files are put together as they were typed, with their comments, quotes and layout.
What cannot be read as a record, and what cannot be proven to hold everything, is merged line by line by git itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from convenant_cli.gitrepo import merge_text
from convenant_cli.merging.lines import Conflict, with_markers
from convenant_cli.merging.parts import merge_parts
from convenant_cli.merging.proof import keeps_all_lines, keeps_all_values
from convenant_cli.merging.tree import read

MARKER_SIZE = 7
_BOM = "\ufeff"
_MARKERS = re.compile(r"^(<{7}|={7}|>{7}|\|{7})", re.M)


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge: the bytes for the file, and in how many places a person must choose."""

    content: bytes
    conflicts: int
    by_record: bool = True
    """Whether it was merged as a record; else git merged it as lines of text."""
    marker_size: int = MARKER_SIZE

    @property
    def where(self) -> str:
        """A sentence on where a person must choose."""
        mark = b"<" * self.marker_size
        lines = [str(number) for number, line in enumerate(self.content.split(b"\n"), 1) if line.startswith(mark)]
        if not lines:
            return "dit is geen tekst; de versie van onze kant staat er nog. Kies zelf welke moet blijven"
        places = "op regel" if len(lines) == 1 else "op de regels"
        return f"beide kanten zeggen iets anders {places} {', '.join(lines)}; kies, en haal de tekens <, = en > weg"


def merge(base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str], marker_size: int = MARKER_SIZE) -> Merged:
    """Merge three versions of a record file.

    ``labels`` stand behind the markers of a conflict. Raises ConvenantError when the versions can only be merged as
    text and there is no git to do it.
    """
    for unchanged, other in ((ours, theirs), (theirs, ours)):
        if unchanged in (base, other):
            return Merged(other, 0)
    return _by_record(base, ours, theirs, labels, marker_size) or merge_as_text(base, ours, theirs, labels, marker_size)


def merge_as_text(base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str], marker_size: int) -> Merged:
    """Merge three versions as git merges any text. Raises ConvenantError when there is no git to do it."""
    return Merged(*merge_text(base, ours, theirs, labels, marker_size), by_record=False, marker_size=marker_size)


def _by_record(base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str], marker_size: int) -> Merged | None:
    """Merge as records; None when a version is no record, or the outcome cannot be proven to hold everything."""
    texts = [_Text.of(raw) for raw in (base, ours, theirs)]
    old, one, two = texts
    if old is None or one is None or two is None:
        return None
    trees = [read(text.lines) for text in (old, one, two)]
    before, left, right = trees
    if before is None or left is None or right is None:
        return None
    chunks = merge_parts(before, left, right)
    conflicts = [chunk for chunk in chunks if isinstance(chunk, Conflict)]
    everything = "".join(chunk if isinstance(chunk, str) else chunk.ours + chunk.theirs for chunk in chunks)
    if not keeps_all_lines(old.lines, one.lines, two.lines, everything, clean=not conflicts):
        return None
    if not conflicts and not keeps_all_values(before, left, right, everything):
        return None
    content = with_markers(chunks, labels, marker_size)
    return Merged(old.form(content, one, two), len(conflicts), marker_size=marker_size)


@dataclass(frozen=True, slots=True)
class _Text:
    """A file as lines that each end in a line feed, and what else there is to know of its bytes."""

    lines: str
    bom: bool
    line_end: str
    ends: bool

    @classmethod
    def of(cls, raw: bytes) -> "_Text | None":
        """Read a file; None when it is no UTF-8, mixes line ends, or holds conflict markers of an earlier merge."""
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            return None
        bom = text.startswith(_BOM)
        text = text.removeprefix(_BOM)
        windows = text.count("\r\n")
        if "\r" in text.replace("\r\n", "") or windows not in (0, text.count("\n")) or _MARKERS.search(text):
            return None
        lines = text.replace("\r\n", "\n")
        ends = lines.endswith("\n")
        return cls(lines if ends else f"{lines}\n", bom, "\r\n" if windows else "\n", ends)

    def form(self, lines: str, ours: "_Text", theirs: "_Text") -> bytes:
        """Return merged lines as bytes. Of each habit the one that a side changed to; by default that of ours."""

        def habit(of: Callable[["_Text"], bool]) -> bool:
            return of(theirs) if of(ours) == of(self) else of(ours)

        if not habit(lambda text: text.ends):
            lines = lines.removesuffix("\n")
        if habit(lambda text: text.line_end == "\r\n"):
            lines = lines.replace("\n", "\r\n")
        return ((_BOM if habit(lambda text: text.bom) else "") + lines).encode()
