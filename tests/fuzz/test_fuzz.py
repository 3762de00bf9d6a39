"""A short run of the fuzzer with fixed seeds; the long run is ``scripts/fuzz.py``."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from convenant_cli.findings import ConvenantError
from tests.conftest import ROOT
from tests.fuzz import targets
from tests.fuzz.running import run
from tests.fuzz.targets import TARGETS, BrokenLawError, Maker, corpus
from tests.grondig import times

#: How many iterations: together a few seconds.
TIMES = {"loader": 150, "merging": 40, "editing": 60, "checks": 60, "diff": 60, "render": 25, "template": 25}
PART = times(3, 1)


@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run_finds_nothing(target: str) -> None:
    assert [f"{fault.number}: {fault.told}" for fault in run(target, 7, range(TIMES[target] // PART), longest=60)] == []


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_seed_gives_the_same_input(target: str) -> None:
    made = []
    for _ in range(2):
        maker = Maker(Random("1/2"))
        TARGETS[target](maker)
        made.append(maker.made)
    assert made[0] == made[1] != {}


def test_odd_files_are_read_and_merged_with_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that were once a fault go through the laws as they are."""
    odd = [path.read_bytes() for path in sorted((ROOT / "tests/fuzz/corpus").iterdir())]
    assert set(odd) < set(corpus())
    for first in odd:
        for second in odd:
            monkeypatch.setattr(targets, "versions", lambda _, one=first, two=second: (odd[0], one, two))
            targets.merging(Maker(Random(1)))


@pytest.mark.parametrize(
    "fault", [RuntimeError("stuk"), BrokenLawError("verloren"), ConvenantError("in de lus"), RecursionError()]
)
def test_whatever_a_target_raises_is_a_fault_and_its_input_is_kept(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(maker: Maker) -> None:
        maker.made["data/a.yaml"] = b"a: 1\n"
        raise fault

    monkeypatch.setitem(TARGETS, "loader", broken)
    found = list(run("loader", 1, range(2)))
    assert [one.number for one in found] == [0, 1]
    place = found[0].save(tmp_path)
    assert (place / "data/a.yaml").read_bytes() == b"a: 1\n"
    assert type(fault).__name__ in (place / "fault.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no alarms")
def test_what_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_maker: Maker) -> None:
        while True:
            pass

    monkeypatch.setitem(TARGETS, "loader", endless)
    (fault,) = run("loader", 1, range(1), longest=1)
    assert "TooLongError" in fault.told


@pytest.mark.skipif(sys.platform == "win32", reason="it bounds its memory, which needs another system")
def test_the_long_run_is_a_program(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/fuzz.py"), "--iterations", "3", "--target", "loader,merging"]
    done = subprocess.run(
        [*command, "--faults", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 iterations, 0 faults" in done.stdout
