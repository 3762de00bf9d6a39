"""The programs that tests start beside themselves do what a user's would, whatever the tests did before."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Outcome
from tests.processes import forked

MADE = ("render", "bestuurssamenvatting", "--peildatum", "2026-11-21", "--naar")


@pytest.fixture
def typeset(convenant: Callable[..., Outcome], tmp_path: Path) -> None:
    """Let this process have the threads of typst: it makes them for a whole page, and not for a line."""
    assert convenant("-C", ROOT, *MADE, tmp_path / "hier.pdf").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
@pytest.mark.usefixtures("typeset")
def test_the_program_makes_a_pdf_also_when_the_tests_made_one(program: Path, tmp_path: Path) -> None:
    command: list[str | Path] = [program, "-C", ROOT, *MADE, tmp_path / "a.pdf"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
@pytest.mark.usefixtures("typeset")
def test_a_fork_of_the_tests_is_told_that_it_makes_none(tmp_path: Path) -> None:
    run = forked(*MADE, tmp_path / "a.pdf", cwd=ROOT)
    assert run.code == 2
    assert "pip install typst" in run.err
