"""What of the tests is run: samples in which everything occurs where it must, two parts, and in what order."""

import os
import subprocess
import sys

import pytest

from tests import grondig
from tests.conftest import LONGEST, ROOT, TESTS
from tests.grondig import pairs, spread, times


@pytest.fixture(params=[False, True], ids=["normal", "thorough"])
def thorough(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(grondig, "GRONDIG", request.param)
    return bool(request.param)


def test_a_spread_holds_the_first_and_the_last_and_is_the_same_each_time(thorough: bool) -> None:
    for most in range(1, 12):
        taken = spread(range(10), most)
        assert taken == spread(range(10), most)
        assert taken == (list(range(10)) if thorough else sorted(set(taken)))
        assert thorough or len(taken) == min(most, 10)
        assert taken[0] == 0
        assert most == 1 or taken[-1] == 9


@pytest.mark.parametrize("counts", [(9, 8), (3, 9), (5, 1), (4, 4), (1, 7), (21, 5)])
def test_in_pairs_everything_occurs(thorough: bool, counts: tuple[int, int]) -> None:
    first, second = (range(count) for count in counts)
    taken = pairs(first, second)
    assert {one for one, _ in taken} == set(first)
    assert {other for _, other in taken} == set(second)
    assert len(taken) == len(set(taken)) == (counts[0] * counts[1] if thorough else max(counts))
    assert times(2, 5) == (5 if thorough else 2)


def test_another_word_is_refused() -> None:
    around = {**os.environ, "CONVENANT_TESTS": "grondg"}
    done = subprocess.run(
        [sys.executable, "-c", "import tests.grondig"],
        env=around,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "CONVENANT_TESTS is 'grondg'" in done.stderr


def test_the_longest_files_are_there_and_begin(request: pytest.FixtureRequest) -> None:
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []
    begun = [item.path for item in request.session.items]
    longest = [TESTS / name for name in LONGEST if TESTS / name in begun]
    assert list(dict.fromkeys(begun))[: len(longest)] == longest


def test_a_program_of_others_starts_in_a_test_with_the_mark_only() -> None:
    with pytest.raises(AssertionError, match="mark this test 'programmas'"):
        subprocess.run(["bash", "-c", "true"], check=True)


@pytest.mark.programmas
def test_with_the_mark_it_starts() -> None:
    subprocess.run(["bash", "-c", "true"], check=True)


def test_the_gate_runs_both_parts() -> None:
    gate = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert 'bash -euo pipefail -c "$test_command"' in gate
    assert "-m pytest -m programmas -n auto --dist loadfile" in gate


def test_no_test_stands_in_a_folder_that_is_not_walked_through(request: pytest.FixtureRequest) -> None:
    skipped = set(request.config.getini("norecursedirs"))
    assert skipped
    assert [path for path in TESTS.rglob("test_*.py") if skipped & set(path.relative_to(TESTS).parts)] == []
