"""The nodes of pandoc's own tree, and what Word and ODF each say in their own way."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Ast = dict[str, Any]

#: Marks between the paragraphs, taken out when pandoc is done: the next paragraph starts a page; from here to the end
#: all stays together; the same, and together with the paragraph behind it too.
BLAD, HEEL, EIND, EIND_MEE = "convenantBlad", "convenantHeel", "convenantEind", "convenantEindMee"
MARKS = (BLAD, HEEL, EIND, EIND_MEE)
#: Marks around what stands in two columns, and the room between those in twips.
KOLOMMEN, KOLOMMEN_EIND = "convenantKolommen", "convenantKolommenEind"
GUTTER = 397
#: How large the headings in two columns are, by level, in points.
COLUMN_HEADINGS = {1: 13.0, 2: 10.0, 3: 9.0, 4: 9.0}
#: Stands behind the date of a change that is a whole line: pandoc has no word for that.
WHOLE = " alinea"
#: How many levels of headings the table of contents shows.
TOC_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one format says what pandoc has no word for."""

    name: str
    """What pandoc calls raw text of this format."""
    body: str
    """The paragraph style of plain text."""
    quote: str
    toc_heading: str
    style: Callable[[str], str]
    """Turns the name of a style that users see into the one that files hold."""
    tab: str
    mark: str
    """An empty paragraph with the style ``{}``."""
    toc: Callable[[Sequence["Kopje"]], str]
    """Makes a table of contents that is filled in already."""
    letters: float = 104
    """How many letters of a table stand beside each other between the margins."""
    soft: str = ""
    """A soft hyphen as raw text, for a format where pandoc drops the one at the end of a text."""
    tracked: bool = True
    """Whether pandoc writes inserted and deleted text as tracked changes."""


@dataclass(frozen=True, slots=True)
class Kopje:
    """A heading in the table of contents."""

    level: int
    text: str
    anchor: str


def literal(text: str) -> Ast:
    """Return text that stays as it was typed."""
    return {"t": "Str", "c": re.sub(r"[\n\t\r]+", " ", text)}


def span(attrs: list[Any], inside: list[Ast]) -> Ast:
    """Return a piece of a line with attributes."""
    return {"t": "Span", "c": [attrs, inside]}


def div(attrs: list[Any], inside: list[Ast]) -> Ast:
    """Return blocks with attributes."""
    return {"t": "Div", "c": [attrs, inside]}


def table_row(cells: Iterable[list[Ast]]) -> list[Any]:
    """Return a row of a table."""
    return [["", [], []], [[["", [], []], {"t": "AlignDefault"}, 1, 1, cell] for cell in cells]]
