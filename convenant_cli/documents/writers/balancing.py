"""Columns that go on over pages, with as much in both on the last page: Typst itself fills the first one there."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

#: The input that asks the style for it: what columns have to spare, in points, by their order.
ASKED = "kolommen"
_SPARE = (14, 28, 44, 60, 80, 110)  # points, because what stays together leaves room at the foot of a column
_TOP = 60.0  # points from the top of a page to its text, at least
_SAME = 1.0  # points by which places in one column differ


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

    def columns(self) -> list[tuple[list[End], End]]:
        """Return of each part in columns where its pieces end, of which the last is its text, and where it does."""
        found: list[tuple[list[End], End]] = []
        pieces: list[End] = []
        for one in self.every:
            if one.wat == "in-kolommen":
                pieces.append(one)
            elif one.wat:
                found.append((pieces, one))
                pieces = []
        return found


def balanced(inputs: Mapping[str, str], now: Ends, ends: Callable[[Mapping[str, str]], Ends]) -> Mapping[str, str]:
    """Return inputs with which no columns end beside an empty one, as far as no text runs over what stands below."""
    spare: list[int | None] = []
    for at, (pieces, below) in enumerate(now.columns()):
        lone = bool(pieces) and pieces[-1].page == below.page and abs(pieces[-1].x - below.x) < _SAME
        found, least = None, 0.0
        for points in _SPARE if lone else ():
            if points < least:
                continue
            then = ends({**inputs, ASKED: json.dumps([*spare, points])})
            if _fits(then, at, now.page, pieces[-1]):
                found = points
                break
            least = _least(points, then.columns()[at][1], pieces[-1])
        spare.append(found)
    return inputs if spare == [None] * len(spare) else {**inputs, ASKED: json.dumps(spare)}


def _least(points: float, below: End, was: End) -> float:
    """Return how much columns have to spare at least, to be together as long as the one was, that ended at ``was``.

    With ``points`` to spare, which was too little, they ended above ``below``; with more just so much lower.
    """
    if below.page != was.page:
        return points
    return points + (was.y + _TOP) / 2 - below.y - _SAME


def _fits(then: Ends, at: int, pages: int, was: End) -> bool:
    """Tell whether the text of columns ends in the second one, above what stands below, on no page more.

    ``was`` is where it ended in the first. Columns too short for their text set the rest over itself, and end high
    up: so the two have to be as long as the one was.
    """
    pieces, below = then.columns()[at]
    last = pieces[-1]
    above = all(one.y <= below.y for one in pieces if one.page == below.page)
    whole = last.page != was.page or last.y + below.y - _TOP >= was.y - _SAME
    return then.page <= pages and last.page == below.page and last.x > below.x + _SAME and above and whole
