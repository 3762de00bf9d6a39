"""Three versions of some lines, merged: what both sides agree on, and the places where they do not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from convenant_cli.text.sequences import blocks, shared_start

#: The styles of a conflict, as git has them, that also show what stood there before; and how git is told to call that.
SHOWING_BASE = ("diff3", "zdiff3")
BASE_LABEL = "basis"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Text that the two sides changed differently. Empty on the side that took it away."""

    ours: str
    theirs: str
    base: str = ""
    """What stood there before; empty when there was nothing."""


#: A stretch of merged text: settled, or still open.
Chunk = str | Conflict


class UnalikeError(Exception):
    """The versions differ too much in form to be merged part by part."""


class ClashError(Exception):
    """Put together, the two sides would say something that neither of them meant."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends. Only a line feed ends a line."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def pick(base: str, ours: str, theirs: str) -> str | None:
    """Return the version that stands when at most one side changed it; None when both did, differently."""
    if ours in (theirs, base):
        return theirs
    return ours if theirs == base else None


def merge_lines(base: str, ours: str, theirs: str) -> list[Chunk]:
    """Merge line by line. Changes with no unchanged line between them are a conflict, as they are for git."""
    settled = pick(base, ours, theirs)
    if settled is not None:
        return [settled]
    old, one, two = lines_of(base), lines_of(ours), lines_of(theirs)
    chunks: list[Chunk] = []
    at_old = at_one = at_two = 0
    for to_old, to_one, to_two, size in _stable(old, one, two):
        chunks += _changed(old[at_old:to_old], one[at_one:to_one], two[at_two:to_two])
        chunks.append("".join(old[to_old : to_old + size]))
        at_old, at_one, at_two = to_old + size, to_one + size, to_two + size
    return joined(chunks)


def _changed(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Chunk]:
    old, one, two = "".join(base), "".join(ours), "".join(theirs)
    settled = pick(old, one, two)
    return [Conflict(one, two, old) if settled is None else settled]


def _stable(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that all three share: where they start in each, and their length; last an empty one."""
    one, two = (blocks(base, side) for side in (ours, theirs))
    first = second = 0
    while first < len(one) and second < len(two):
        (base_one, at_one, size_one), (base_two, at_two, size_two) = one[first], two[second]
        start, end = max(base_one, base_two), min(base_one + size_one, base_two + size_two)
        if start < end:
            yield start, at_one + start - base_one, at_two + start - base_two, end - start
        if base_one + size_one < base_two + size_two:
            first += 1
        else:
            second += 1
    yield len(base), len(ours), len(theirs), 0


def joined(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Join settled stretches that follow each other, and drop empty ones."""
    out: list[Chunk] = []
    run: list[str] = []
    for chunk in chunks:
        if isinstance(chunk, str):
            run.append(chunk)
            continue
        out += [text for text in ("".join(run), chunk) if text]
        run = []
    return [*out, text] if (text := "".join(run)) else out


def side_of(chunks: Iterable[Chunk], which: Literal["ours", "theirs"]) -> str:
    """Return the text when every conflict is settled for one side."""
    return "".join(chunk if isinstance(chunk, str) else getattr(chunk, which) for chunk in chunks)


def with_markers(chunks: Iterable[Chunk], labels: tuple[str, str], size: int, style: str) -> str:
    """Return the text with git's markers around each conflict.

    ``style`` is git's ``merge.conflictStyle``: with ``diff3`` and ``zdiff3`` what stood there before is shown too, and
    with ``zdiff3`` the lines that both sides begin or end with stand outside the markers.
    """
    out: list[str] = []
    for chunk in chunks:
        if isinstance(chunk, str):
            out.append(chunk)
            continue
        before, ours, theirs, after = _outside(chunk) if style == "zdiff3" else ("", chunk.ours, chunk.theirs, "")
        begin, base, middle, end = (
            f"{sign * size} {label}".rstrip()
            for sign, label in zip("<|=>", (labels[0], BASE_LABEL, "", labels[1]), strict=True)
        )
        was = f"{base}\n{chunk.base}" if style in SHOWING_BASE else ""
        out.append(f"{before}{begin}\n{ours}{was}{middle}\n{theirs}{end}\n{after}")
    return "".join(out)


def _outside(conflict: Conflict) -> tuple[str, str, str, str]:
    """Return what both sides begin with, what is left of each, and what both end with."""
    one, two = lines_of(conflict.ours), lines_of(conflict.theirs)
    start = shared_start(one, two)
    end = shared_start(one[start:][::-1], two[start:][::-1])
    left = ["".join(side[start : len(side) - end]) for side in (one, two)]
    return "".join(one[:start]), left[0], left[1], "".join(one[len(one) - end :])
