"""The page on which each heading of a Word file stands, for the table of contents of who only opens it, and its end.

Only Word knows where its pages end, and it asks a question before it fills in a field. So the text is laid out here as
Word does it: Typst sets the same paragraphs, tables, pictures and columns with the same sizes and room, in the shipped
font, that is as wide as Arial; for one whose letters are known with words as wide as they are there, for another that
is wider with its letters apart. Then the numbers can be off by one; Word's own update always mends them.
"""

import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers import advances
from convenant_cli.documents.writers.fitting import apart
from convenant_cli.documents.writers.office.docx_plain import HALF_LINE, Reader, page_size
from convenant_cli.documents.writers.office.docx_style import table_font
from convenant_cli.documents.writers.office.docx_typst import SCRIPT, starting, white
from convenant_cli.documents.writers.typst_fonts import fonts
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.resources import shipped
from convenant_cli.text.opdracht import installing

_LOOSE = 30.0  # points that stay free below a whole in another font, in which a line may end elsewhere


@dataclass(frozen=True, slots=True)
class Layout:
    """The page of every bookmark, how many pages there are, and how far down the last one the text ends, in points."""

    places: Mapping[str, int]
    pages: int
    down: float
    room: float
    """How far down a page text can stand, in points."""
    starting: Sequence[int]
    """Which wholes start a page, as places in the list that was given, in their order."""
    white: Mapping[int, float]
    """Which share of the page stays white before the whole behind it."""
    sure: bool
    """Whether it is known how wide the letters of the font are, so that lines end where they do in Word."""


def laid_out(parts: Mapping[str, bytes], root: ET.Element, wholes: Sequence[Sequence[ET.Element]] = ()) -> Layout:
    """Return how a document falls on its pages. ``parts`` is the file, ``root`` its text.

    ``wholes`` are runs of blocks in it that do not run over from one page to the next.
    Raises ConvenantError when Typst is missing.
    """
    return _set(_read(parts, root, wholes))


def free_below(parts: Mapping[str, bytes], root: ET.Element, cover: int) -> tuple[float, bool]:
    """Return how many points stay free on the first page below so many blocks of a text, and whether that is sure.

    Of blocks that do not fit there it is less than nothing. Of paragraphs whose lines are counted it is a sum.
    Raises ConvenantError when Typst is missing and has to be asked.
    """
    read = _read(parts, root, until=cover)
    room = read.page["hoogte"] - read.page["onder"]
    blocks = [block for part in read.sections for block in part["blokken"]]
    if all("hoog" in block and not block["blad"] for block in blocks):
        down = sum(block["wit"] + block["hoog"] + block["over"] for block in blocks)
        return room - read.page["boven"] - read.begin - down, read.sure
    layout = _set(read)
    return room - layout.down if layout.pages == 1 else -math.inf, read.sure


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as plain data."""

    page: Mapping[str, float]
    font: str
    sections: Sequence[Mapping[str, Any]]
    begin: float
    """The room above the first block, that Typst drops at the top of a page."""
    cell: Mapping[str, float]
    """The room in and below cells of a table."""
    sure: bool


def _read(
    parts: Mapping[str, bytes],
    root: ET.Element,
    wholes: Sequence[Sequence[ET.Element]] = (),
    until: int | None = None,
) -> _Read:
    page = page_size(root)
    reader = Reader(parts, wholes)
    cell = {f"cel_{name}": reader.in_cell(side) / 20 for name, side in (("boven", "top"), ("links", "left"))}
    cell |= {"cel_boven": cell["cel_boven"] + HALF_LINE, "onder_kop": reader.below_head()}
    font = table_font(parts)[0]
    sections = list(reader.sections(root[0][:until], page))
    return _Read(page, font, sections, _begin(sections), cell, advances.is_sure(font))


def _set(read: _Read) -> Layout:
    """Return how a text falls on its pages, as Typst sets it; what was read is used up, and not set once more."""
    try:
        import typst
    except ImportError as error:
        message = f"om te weten hoe de bladzijden vallen is typst nodig; {installing('typst')}"
        raise ConvenantError(message) from error

    page, font = read.page, read.font
    data: dict[str, Any] = {
        "spatie": apart(font),
        "spatie_vet": apart(font, bold=True),
        "speling": 0 if read.sure else _LOOSE,
    }
    data |= {"spaties": advances.spaces(font)} if advances.is_known(font) else {}
    _hang([block for part in read.sections for block in part["blokken"]])
    data |= {**page, **read.cell, "delen": read.sections, "begin": read.begin}
    with tempfile.TemporaryDirectory() as empty:
        found: Any = typst.query(
            SCRIPT.encode(),
            "<plek>",
            field="value",
            root=empty,
            font_paths=fonts(str(shipped("fonts"))),
            sys_inputs={"gegevens": json.dumps(data)},
            package_path=empty,
            package_cache_path=empty,
        )
    [[*places, (_, last, down)]] = json.loads(found)
    return Layout(
        {place: int(number) for place, number, _ in places if isinstance(place, str)},
        int(last),
        down,
        page["hoogte"] - page["onder"],
        starting(places, page),
        white(places, page),
        read.sure,
    )


def _hang(blocks: Sequence[dict[str, Any]]) -> float:
    """Put what is over below the last line of each paragraph above the block behind it; return that of the last one."""
    over = 0.0
    for block in blocks:
        block["wit"] += over
        over = _hang(block["blokken"]) if "geheel" in block else block.get("over", 0.0)
    return over


def _begin(sections: Sequence[Mapping[str, Any]]) -> float:
    """Take the room above the first block out of it, and return it: Typst drops it at the top of a page."""
    first: dict[str, Any] = next((block for part in sections for block in part["blokken"]), {"wit": 0.0})
    room, first["wit"] = float(first["wit"]), 0.0
    return room
