"""How far a walk over everything goes: by default a fixed sample that lies evenly over the whole, or all of it.

``CONVENANT_TESTS=grondig`` walks everything: every step at which a run can be killed, every pair of a command and a
stream, every iteration of the fuzzer, every file at the limit of its size. The default is the same sample each time.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TypeVar

_A = TypeVar("_A")
_B = TypeVar("_B")

_ASKED = os.environ.get("CONVENANT_TESTS", "")
if _ASKED not in ("", "grondig"):
    raise ValueError(f"CONVENANT_TESTS is {_ASKED!r}; it can be 'grondig', or nothing")
GRONDIG = _ASKED == "grondig"


def times(normal: int, whole: int) -> int:
    """Return how often something is tried: so often, or as often as a thorough run does."""
    return whole if GRONDIG else normal


def spread(cases: Iterable[_A], most: int) -> list[_A]:
    """Return so many of the cases, evenly over all of them, with the first and the last; or all."""
    every = list(cases)
    if GRONDIG or len(every) <= most:
        return every
    return [every[round(at * (len(every) - 1) / (most - 1))] for at in range(most)] if most > 1 else every[:1]


def pairs(first: Sequence[_A], second: Sequence[_B]) -> list[tuple[_A, _B]]:
    """Return pairs in which each of both occurs at least once; or every pair."""
    if GRONDIG:
        return [(one, other) for one in first for other in second]
    longest = max(len(first), len(second))
    return [(first[at % len(first)], second[at % len(second)]) for at in range(longest)]
