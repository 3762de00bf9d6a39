"""What Word and ODF write of a document: blocks with styles by name, and the pieces of their lines."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

Out = TypeVar("Out")

#: The room between two columns, in twips, and how large the headings in them are, by level, in points.
GUTTER = 397
COLUMN_HEADINGS = {1: 13.0, 2: 10.0, 3: 9.0, 4: 9.0}
#: How many levels of headings the table of contents shows.
TOC_DEPTH = 2


class Text(NamedTuple):
    """Text that stays as it was typed; a tab or a line break is one of the writer."""

    text: str


class Styled(NamedTuple):
    """Pieces with a character style, bold or italic, or that a link leads to."""

    pieces: Sequence["Piece"]
    style: str = ""
    bold: bool = False
    italic: bool = False
    place: str = ""


class Change(NamedTuple):
    """Pieces that came or went; ``whole`` when that is all of a line."""

    kind: Literal["ins", "del"]
    who: str
    when: str
    whole: bool
    pieces: Sequence["Piece"]


class Link(NamedTuple):
    """Pieces that lead to an address, or to a place as ``#name``."""

    target: str
    pieces: Sequence["Piece"]


class Picture(NamedTuple):
    """A chart as bitmap and drawing; its size in CSS pixels."""

    png: bytes
    svg: str
    alt: str
    width: int
    height: int


class Key(NamedTuple):
    """What a paragraph for review is known by."""

    name: str


Piece: TypeAlias = Text | Styled | Change | Link | Picture | Key


class Para(NamedTuple):
    """A paragraph, or a heading of a level from 1."""

    style: str
    pieces: Sequence[Piece]
    place: str = ""
    level: int = 0


class Items(NamedTuple):
    """A list, numbered from ``start`` or with bullets."""

    items: Sequence[Sequence["Block"]]
    start: int | None = None
    letters: bool = False


class Grid(NamedTuple):
    """A table: the share of each column in the width, and the cells of its rows."""

    caption: Sequence[Piece] | None
    shares: Sequence[float]
    head: Sequence[Sequence[Sequence["Block"]]]
    rows: Sequence[Sequence[Sequence["Block"]]]
    ending: int
    """How many rows at its end stand together."""
    and_next: bool = False
    """Whether these stand with the block behind it."""


class Part(NamedTuple):
    """Blocks that a link leads to."""

    place: str
    blocks: Sequence["Block"]


class Together(NamedTuple):
    """Blocks that stay on one page, also with the block behind them when ``and_next``."""

    blocks: Sequence["Block"]
    and_next: bool = False


class Whole(NamedTuple):
    """Blocks that start a page when the rest of one is too short for them; too many to hold with ``Together``."""

    blocks: Sequence["Block"]
    white: float = 1
    """Which share of a page may stay white before them; where more would, they run over to the next page after all."""


class Columns(NamedTuple):
    """Blocks in two columns."""

    blocks: Sequence["Block"]


class NewPage:
    """The next paragraph starts a page."""


class Kopje(NamedTuple):
    """A heading in the table of contents."""

    level: int
    text: str
    anchor: str


class Contents(NamedTuple):
    """The table of contents."""

    headings: Sequence[Kopje]
    """Those that it shows."""
    depth: int
    """How many levels they have at most."""


class ContentsLook(NamedTuple):
    """A way to show the table of contents."""

    depth: int = TOC_DEPTH
    """How many levels of headings it shows."""
    smaller: bool = False
    """Whether in smaller letters, that stand closer."""
    apart: bool = False
    """Whether on a page of its own."""


#: The ways to show contents, from the first choice on; all but the last ask that they fit below the title.
CONTENTS_LOOKS = (ContentsLook(), ContentsLook(smaller=True), ContentsLook(depth=1), ContentsLook(apart=True))


Block: TypeAlias = Para | Items | Grid | Part | Together | Whole | Columns | NewPage | Contents


def listed(blocks: Sequence[Block], look: ContentsLook) -> list[Block]:
    """Return a document whose table of contents is shown in a way."""
    out = list(blocks)
    at = next((at for at, block in enumerate(out) if isinstance(block, Contents)), None)
    if at is not None and isinstance(contents := out[at], Contents):
        out[at] = Contents([one for one in contents.headings if one.level <= look.depth], look.depth)
        out[at - 1 : at - 1] = [NewPage()] if look.apart else []  # before the words above it
    return out


def held(rows: Sequence[Out], grid: Grid) -> Sequence[Out]:
    """Return the rows of a table, without its head, that stay with the row behind them, so that none stands alone.

    Behind a head of two lines LibreOffice also loses all other rows of an ODF table when just one has room on its page.
    """
    before = rows if grid.and_next else rows[:-1]
    return [row for at, row in enumerate(before) if at == 0 or at >= len(rows) - grid.ending]


class Writer(ABC, Generic[Out]):
    """Writes each block and each piece with the method that has its name."""

    def __init__(self) -> None:
        self.narrow = False  # in columns
        self.starts = False  # a page, with the next paragraph or table
        self.places: list[str] = []  # of the next paragraph
        self.groups: list[list[Out]] = []  # what stays together, of what is being written
        self.wholes: list[list[Out]] = []  # what was written of each whole
        self.white: list[float] = []  # which share of a page may stay white before each

    def write(self, blocks: Sequence[Block], out: Any, row: Any = None) -> None:
        """Write blocks at the end of ``out``; ``row`` is what they stand in when that is a table."""
        for block in blocks:
            getattr(self, f"_{type(block).__name__.lower()}")(block, out, row)

    def _line(self, holder: Out, line: Sequence[Piece], *now: Any) -> None:
        """Write the pieces of a line at the end of ``holder``; ``now`` is what holds for all of them."""
        for piece in line:
            getattr(self, f"_{type(piece).__name__.lower()}")(holder, piece, *now)

    def _part(self, block: Part, out: Any, row: Any) -> None:
        self.places.append(block.place)
        self.write(block.blocks, out, row)

    def _together(self, block: Together, out: Any, row: Any) -> None:
        self.groups.append([])
        self.write(block.blocks, out, row)
        self._keep(self.groups.pop(), block.and_next)

    def _whole(self, block: Whole, out: Any, row: Any) -> None:
        start = len(out)
        self.write(block.blocks, out, row)
        self.white.append(block.white)
        self.wholes.append(list(out[start:]))

    @abstractmethod
    def _keep(self, group: list[Out], and_next: bool) -> None:
        """Let what was written stay on one page, and with what follows."""

    def _newpage(self, _block: NewPage, _out: Any, _row: Any) -> None:
        self.starts = True

    def _taken(self, place: str) -> list[str]:
        """Return the places that lead to a paragraph with one of its own."""
        places, self.places = [*self.places, place], []
        return list(filter(None, places))
