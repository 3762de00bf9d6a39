"""Comparing sequences: as difflib does while that is cheap, always right, and never in more than a fixed time."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant_cli.text import sequences
from convenant_cli.text.sequences import blocks, opcodes, ratio
from tests.grondig import times
from tests.guard import guard

words = st.lists(st.sampled_from("abcd"), max_size=30)


@given(words, words)
def test_short_sequences_are_compared_as_difflib_does(old: list[str], new: list[str]) -> None:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    assert opcodes(old, new) == matcher.get_opcodes()
    assert ratio(old, new) == matcher.ratio()


def check(old: Sequence[object], new: Sequence[object]) -> int:
    """Check that every block is the same on both sides and that they come in order; return how much is shared."""
    at_old = at_new = total = 0
    for block in blocks(old, new):
        assert block.size > 0
        assert at_old <= block.old
        assert at_new <= block.new
        assert old[block.old : block.old + block.size] == new[block.new : block.new + block.size]
        at_old, at_new = block.old + block.size, block.new + block.size
        total += block.size
    return total


@given(st.lists(st.sampled_from("abcdefghijkl"), max_size=40), st.lists(st.sampled_from("abcdefghijkl"), max_size=40))
def test_without_any_budget_the_answer_is_coarse_and_right(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequences, "_FLOOR", 0)
        patch.setattr(sequences, "_LEAST", 0)
        patch.setattr(sequences, "_STEPS", 0)
        check(old, new)
        assert check(old, old) == len(old)
        if old:
            assert check([*old, "x"], old) == len(old)


def _random(count: int, letters: str, seed: int) -> list[str]:
    random = Random(seed)
    return [random.choice(letters) for _ in range(count)]


N = times(15_000, 50_000)

LONG: dict[str, tuple[Sequence[object], Sequence[object], int]] = {
    "equal lines, and one more": (["#"] * N, ["#"] * (N // 2) + ["x"] + ["#"] * (N // 2), N),
    "equal lines, and two more": (["#"] * N, ["x"] + ["#"] * N + ["y"], 0),
    "every second one is equal": (
        [w for i in range(N) for w in ("x", f"a{i}")],
        [w for i in range(N) for w in ("x", f"b{i}")],
        1,
    ),
    "every second one is kept": (
        [w for i in range(N) for w in (f"x{i}", f"a{i}")],
        [w for i in range(N) for w in (f"x{i}", f"b{i}")],
        N,
    ),
    "two words in any order": (_random(N, "ab", 1), _random(N, "ab", 2), 0),
    "turned round": (list(range(N)), list(range(N))[::-1], 1),
    "once each, and the same words between": (
        [w for i in range(N // 10) for w in (f"x{i}", *"aaaabbbb")],
        [w for i in range(N // 10) for w in (f"x{i}", *"bbbbaaaa")],
        N // 2,
    ),
}


@pytest.mark.parametrize("case", LONG)
def test_long_sequences_take_no_longer_than_they_may(case: str) -> None:
    """difflib takes minutes to hours here; the guard is far above what it takes, and only there against a hang."""
    old, new, least = LONG[case]
    with guard(times(15, 60)):
        assert check(old, new) >= least
