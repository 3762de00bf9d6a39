"""What two sequences have in common, in order, within a fixed amount of work. Pure; knows no records.

difflib's answer reads well, but on thousands of lines or words that are the same it takes minutes. So its work is
counted. When that runs out, what occurs once in both sequences divides them, and each stretch between is compared by
itself; what is still too much counts as changed whole. The answer is always right, and for long texts coarse.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

_STEPS = 4_000_000
_LEAST, _MOST = 16, 256  # steps for each element: a long text gets fewer, and many short texts together not too much
_FLOOR = 4000
_LEVELS = 6


#: What happened to a stretch, and where it starts and ends in the old and in the new sequence.
Opcode = tuple[str, int, int, int, int]


class Stretch(NamedTuple):
    """A stretch that is the same in both sequences: where it starts in the old and in the new one, and its length."""

    old: int
    new: int
    size: int


class _Range(NamedTuple):
    old_from: int
    old_to: int
    new_from: int
    new_to: int

    @property
    def size(self) -> int:
        return self.old_to - self.old_from + self.new_to - self.new_from


class _TooMuchError(Exception):
    """The work is used up."""


class _Counting(SequenceMatcher[Hashable]):
    """difflib's comparison, which stops when it has taken a number of steps."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], steps: int) -> None:
        super().__init__(None, old, new, autojunk=False)
        holds = Counter(new)
        self._cost = list(accumulate((holds[one] + 1 for one in old), initial=0))
        self._left = steps
        self._count = len(old)

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        ahi = self._count if ahi is None else ahi
        self._left -= self._cost[ahi] - self._cost[alo]
        if self._left < 0:
            raise _TooMuchError
        return super().find_longest_match(alo, ahi, blo, bhi)


def blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Return the stretches that two sequences share, in the order of both. None is empty, and no two touch."""
    per_element = min(_MOST, max(_LEAST, _STEPS // (len(old) + len(new) + 1)))
    out: list[Stretch] = []
    for block in _shared(old, new, _Range(0, len(old), 0, len(new)), per_element, _LEVELS):
        last = out[-1] if out else None
        if last and last.old + last.size == block.old and last.new + last.size == block.new:
            out[-1] = last._replace(size=last.size + block.size)
        else:
            out.append(block)
    return out


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """Return how the old sequence becomes the new one, in the form of ``difflib.SequenceMatcher.get_opcodes``."""
    out: list[Opcode] = []
    i = k = 0
    for at_old, at_new, size in [*blocks(old, new), Stretch(len(old), len(new), 0)]:
        if i < at_old or k < at_new:
            tag = "replace" if i < at_old and k < at_new else "delete" if i < at_old else "insert"
            out.append((tag, i, at_old, k, at_new))
        i, k = at_old + size, at_new + size
        if size:
            out.append(("equal", at_old, i, at_new, k))
    return out


def ratio(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """Return which share of two sequences is in both, from 0 to 1."""
    total = len(old) + len(new)
    return 2 * sum(block.size for block in blocks(old, new)) / total if total else 1.0


def shared_start(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how much two sequences have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shared(
    old: Sequence[Hashable], new: Sequence[Hashable], where: _Range, per_element: int, levels: int
) -> Iterator[Stretch]:
    a, b = old[where.old_from : where.old_to], new[where.new_from : where.new_to]
    if set(a).isdisjoint(b):
        return
    try:
        matcher = _Counting(a, b, max(_FLOOR, per_element * where.size))
        found = matcher.get_matching_blocks()
    except _TooMuchError:
        yield from _divided(old, new, where, per_element, levels)
        return
    yield from (Stretch(where.old_from + i, where.new_from + k, size) for i, k, size in found if size)


def _divided(
    old: Sequence[Hashable], new: Sequence[Hashable], where: _Range, per_element: int, levels: int
) -> Iterator[Stretch]:
    """Yield what a stretch shares at both ends, and between those what its parts share."""
    old_from, old_to, new_from, new_to = where
    a, b = old[old_from:old_to], new[new_from:new_to]
    start = shared_start(a, b)
    end = shared_start(a[start:][::-1], b[start:][::-1])
    middle = _Range(old_from + start, old_to - end, new_from + start, new_to - end)
    if start:
        yield Stretch(old_from, new_from, start)
    if start or end:
        yield from _shared(old, new, middle, per_element, levels)
    elif levels:
        at_old, at_new = middle.old_from, middle.new_from
        for i, k in _anchors(old, new, middle):
            yield from _shared(old, new, _Range(at_old, i, at_new, k), per_element, levels - 1)
            yield Stretch(i, k, 1)
            at_old, at_new = i + 1, k + 1
        if at_old > middle.old_from:
            yield from _shared(old, new, _Range(at_old, old_to, at_new, new_to), per_element, levels - 1)
    if end:
        yield Stretch(middle.old_to, middle.new_to, end)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], where: _Range) -> list[tuple[int, int]]:
    """Return the longest row of elements that occur once in both stretches and stand in one order, as places."""
    a, b = old[where.old_from : where.old_to], new[where.new_from : where.new_to]
    once_old, once_new = Counter(a), Counter(b)
    place = {one: where.new_from + k for k, one in enumerate(b)}
    both = [
        (where.old_from + i, place[one]) for i, one in enumerate(a) if once_old[one] == 1 and once_new.get(one) == 1
    ]
    # Patience sorting: the last card of each pile, and for each card the one below it.
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for number, (_, k) in enumerate(both):
        pile = bisect_left(tops, k)
        below.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [k]
        piles[pile : pile + 1] = [number]
    row: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        row.append(both[at])
        at = below[at]
    return row[::-1]


def spliced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with other words for some stretches that do not overlap."""
    out, at = [], 0
    for start, end, new in sorted(changes):
        out += [text[at:start], new]
        at = end
    return "".join((*out, text[at:]))
