"""Merging three versions of a record: field by field and item by item, and never without the text of either side.

The text stays text: parts of the files are put together as they were typed, with their comments, quotes and layout.
What cannot be read as a record, and what cannot be proven to hold everything, is merged line by line by git itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from convenant_cli.changes.merging.lines import SHOWING_BASE, Chunk, Conflict, side_of, with_markers
from convenant_cli.changes.merging.parts import merge_parts
from convenant_cli.changes.merging.proof import doubles_nothing, keeps_all_lines, keeps_all_values
from convenant_cli.changes.merging.tree import TextPart, agreed, nothing_like, read
from convenant_cli.sources.git.merge import merge_text
from convenant_cli.sources.yamlfile import MAX_BYTES

_BOM = "\ufeff"
_MARKERS = re.compile(r"^(<{7}|={7}|>{7}|\|{7})", re.M)


@dataclass(frozen=True, slots=True)
class Look:
    """How a conflict looks in the file, as git was told."""

    labels: tuple[str, str]
    """What stands behind the markers of either side."""
    marker_size: int = 7
    style: str = "merge"
    """git's ``merge.conflictStyle``."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge: the bytes for the file, and in how many places a person must choose."""

    content: bytes
    conflicts: int
    by_record: bool = True
    """Whether it was merged as a record; else git merged it as lines of text."""
    look: Look = Look(("", ""))

    @property
    def where(self) -> str:
        """A sentence on where a person must choose."""
        mark = b"<" * self.look.marker_size
        lines = [str(number) for number, line in enumerate(self.content.split(b"\n"), 1) if line.startswith(mark)]
        if not lines:
            return "dit is geen tekst; de versie van onze kant staat er nog. Kies zelf welke moet blijven"
        places = "op regel" if len(lines) == 1 else "op de regels"
        signs = "<, |, = en >" if self.look.style in SHOWING_BASE else "<, = en >"
        return f"beide kanten zeggen iets anders {places} {', '.join(lines)}; kies, en haal de tekens {signs} weg"


def merge(base: bytes, ours: bytes, theirs: bytes, look: Look) -> Merged:
    """Merge three versions of a record file. ``base`` is empty when both sides added the file.

    Raises ConvenantError when the versions can only be merged as text and there is no git to do it.
    """
    for unchanged, other in ((ours, theirs), (theirs, ours)):
        if unchanged in (base, other):
            return Merged(other, 0)
    return _by_record(base, ours, theirs, look) or merge_as_text(base, ours, theirs, look)


def merge_as_text(base: bytes, ours: bytes, theirs: bytes, look: Look) -> Merged:
    """Merge three versions as git merges any text, but what git would double without a word is a conflict.

    Raises ConvenantError when there is no git to do it.
    """
    content, conflicts = merge_text(base, ours, theirs, look.labels, look.marker_size, look.style)
    if not conflicts and not doubles_nothing(base, ours, theirs, content):
        return _all_of_both(ours, theirs, look)
    return Merged(content, conflicts, by_record=False, look=look)


def _by_record(base: bytes, ours: bytes, theirs: bytes, look: Look) -> Merged | None:
    """Merge as records; None when a version is no record, or the outcome cannot be proven to hold everything."""
    if max(map(len, (base, ours, theirs))) > MAX_BYTES:
        return None
    texts = [_Text.of(raw) for raw in (base, ours, theirs)]
    old, one, two = texts
    if old is None or one is None or two is None:
        return None
    left, right = read(one.lines), read(two.lines)
    if left is None or right is None:
        return None
    before = read(old.lines) if old.lines.strip() else nothing_like(left)
    if before is None:
        return None
    left, right = agreed(before, left, right)
    # A list that cannot be merged item by item may come out right line by line. When that cannot be proven, git may
    # try the whole file; and when git doubles something as well, the list is a conflict.
    chunks = merge_parts(before, left, right)
    if not _is_sound(chunks, before, left, right):
        merged, conflicts = merge_text(base, ours, theirs, look.labels, look.marker_size, look.style)
        if not conflicts and doubles_nothing(base, ours, theirs, merged):
            return None
        chunks = merge_parts(before, left, right, careful=True)
        if not _is_sound(chunks, before, left, right):
            return None
    content = with_markers(chunks, look.labels, look.marker_size, look.style)
    conflicts = sum(1 for chunk in chunks if isinstance(chunk, Conflict))
    return Merged(old.form(content, one, two), conflicts, look=look)


def _is_sound(chunks: Sequence[Chunk], base: TextPart, ours: TextPart, theirs: TextPart) -> bool:
    """Tell whether a merge is proven to hold everything, and nothing twice whichever side is chosen."""
    clean = all(isinstance(chunk, str) for chunk in chunks)
    everything = "".join(chunk if isinstance(chunk, str) else chunk.ours + chunk.theirs for chunk in chunks)
    if not keeps_all_lines(base.text, ours.text, theirs.text, everything, clean=clean):
        return False
    if clean:
        tree = read(everything)
        if tree is None or not keeps_all_values(base, ours, theirs, tree):
            return False
    versions = [part.text.encode() for part in (base, ours, theirs)]
    chosen = (side_of(chunks, "ours"), side_of(chunks, "theirs")) if not clean else (everything,)
    return all(doubles_nothing(versions[0], versions[1], versions[2], text.encode()) for text in chosen)


def _all_of_both(ours: bytes, theirs: bytes, look: Look) -> Merged:
    """Return a conflict around everything that differs between the two sides."""
    content, conflicts = merge_text(b"", ours, theirs, look.labels, look.marker_size, look.style)
    return Merged(content, conflicts, by_record=False, look=look)


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
