"""Columns that go on over pages, with as much in both on the last page: Typst itself fills the first one there."""

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

#: What asks the style for it: how high columns are over all their pages, in points, by their order.
ASKED = "hoogten"
#: What a text in columns tells where it ends.
IN_COLUMN = "tekst"
_SPARE = (10, 25, 60)  # points, because what stays together leaves room at the foot of a column
_MIDDLE = 297.0  # points from the left of a page to between its columns
_WHITE = 150.0  # points that one column ends above the other and that are worth it to make them equal
_PAGE = "pagina"
_BEGIN = "kolommen "  # and how high a page is
_SAME = 1.0  # points by which places in one column differ
_GAP = 12.0  # points below columns at least: a text that ends in them stands over another, or below its column


@dataclass(frozen=True, slots=True)
class End:
    """Where something ends: a page, and points from its left and its top."""

    wat: str
    page: int
    x: float
    y: float

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Return an end as a style tells it; an own style may tell that of the document only."""
        x, y = (float(told[name].removesuffix("pt")) for name in ("x", "y"))
        return cls(told.get("wat", ""), told["page"], x, y)


@dataclass(frozen=True, slots=True)
class Ends:
    """All ends in a document, in order."""

    every: list[End]

    @property
    def page(self) -> int:
        """The page on which the document ends; 0 for a style that does not say it."""
        return max((one.page for one in self.every if not one.wat), default=0)

    @property
    def down(self) -> float:
        """How far down it ends on that page."""
        return max((one.y for one in self.every if not one.wat and one.page == self.page), default=0.0)

    @property
    def top(self) -> float:
        """How far down a page begins; 0 for a style that does not say it."""
        return next((one.y for one in self.every if one.wat == _PAGE), 0.0)

    def begin(self, at: int) -> End | None:
        """Return where a part in columns begins, by its order; None for a style that does not say it."""
        begins = (one for one in self.every if one.wat.startswith(_BEGIN))
        return next(islice(begins, at, None), None)

    def columns(self) -> list[tuple[list[End], End]]:
        """Return of each part in columns where its pieces end, of which the last is its text, and where it does."""
        found: list[tuple[list[End], End]] = []
        pieces: list[End] = []
        for one in self.every:
            if one.wat == _PAGE or one.wat.startswith(_BEGIN):
                continue
            if one.wat in ("in-kolommen", IN_COLUMN):
                pieces.append(one)
            elif one.wat:
                found.append((pieces, one))
                pieces = []
        return found


def balanced(asked: Mapping[str, str], now: Ends, ends: Callable[[Mapping[str, str]], Ends]) -> Mapping[str, str]:
    """Return what to ask so that no columns end beside one much emptier, as far as no text runs over another."""
    heights: list[float | None] = []
    for at, first in enumerate(now.columns()):  # one that was uneven at first may be full since another is shorter
        found: float | None = None
        least = _half(now, at) if _uneven(*first) or _uneven(*now.columns()[at]) else None
        low, high = 0, len(_SPARE)
        while least is not None and low < high:  # each time half of what is left: to lay out a long text takes a second
            middle = (low + high) // 2
            then = ends({**asked, ASKED: json.dumps([*heights, least + _SPARE[middle]])})
            if fits := _fits(then, at, now.page):
                found = least + _SPARE[middle]
                low = next(
                    (less for less in range(low, middle) if _may_fit(then, at, _SPARE[middle] - _SPARE[less])), middle
                )
            if fits or _in_one(*then.columns()[at]):
                high = middle
            else:
                low = middle + 1
        heights.append(found)
        if found is not None:  # what comes behind it has moved
            now = ends({**asked, ASKED: json.dumps(heights)})
    return asked if heights == [None] * len(heights) else {**asked, ASKED: json.dumps(heights)}


def _half(now: Ends, at: int) -> float | None:
    """Return how high columns are with half of the text on their last page in each; None when a style does not tell.

    Nothing has to be measured for it: the text is set, and a column beside one that is emptier is full.
    """
    begin = now.begin(at)
    if begin is None:
        return None
    last, page = now.columns()[at][0][-1], float(begin.wat.removeprefix(_BEGIN).removesuffix("pt"))
    foot = now.top + page
    top = begin.y if last.page == begin.page else now.top
    half = ((foot - top if last.x > _MIDDLE else 0) + last.y - top) / 2
    before = 0 if last.page == begin.page else foot - begin.y + (last.page - begin.page - 1) * page
    return before + half


def _uneven(pieces: Sequence[End], below: End) -> bool:
    """Tell whether the text of columns ends in the first one, or high up in the second: the page below stays white.

    Not of a style that does not tell where each text in them ends: whether all can be read is not known there.
    """
    if all(one.wat != IN_COLUMN for one in pieces):
        return False
    last = pieces[-1]
    first = max((one.y for one in pieces if one.page == last.page and one.x < _MIDDLE), default=last.y)
    lone = last.page == below.page and abs(last.x - below.x) < _SAME
    return lone or (last.x > _MIDDLE and first - last.y > _WHITE)


def _in_one(pieces: Sequence[End], below: End) -> bool:
    """Tell whether so much was not to spare: all stands in the first of two columns, or what follows on a next page."""
    return (abs(pieces[-1].x - below.x) < _SAME or below.page > pieces[-1].page) and _readable(pieces)


def _fits(then: Ends, at: int, pages: int) -> bool:
    """Tell whether the text of columns ends in the second one, above what stands below, on no page more."""
    pieces, below = then.columns()[at]
    last = pieces[-1]
    above = all(one.y <= below.y - _GAP for one in pieces if one.page == below.page)
    there = then.page <= pages and last.page == below.page and last.x > below.x + _SAME and above
    return there and _readable(pieces)


def _may_fit(then: Ends, at: int, less: float) -> bool:
    """Tell whether columns may hold their text with so much less to spare: the second does not end higher then."""
    pieces, below = then.columns()[at]
    return pieces[-1].y <= below.y - less


def _readable(pieces: Sequence[End]) -> bool:
    """Tell whether each text in columns ends below the one before, or in a column or on a page behind it.

    Columns that are too short for their text set the rest of it over itself.
    """
    texts = [(one.page, one.x > _MIDDLE, one.y) for one in pieces if one.wat == IN_COLUMN]
    return all(
        after[:2] > before[:2] or (after[:2] == before[:2] and after[2] > before[2] + _SAME)
        for before, after in itertools.pairwise(texts)
    )
