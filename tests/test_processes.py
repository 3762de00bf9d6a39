"""The programs that tests start beside themselves do what a user's would, whatever the tests did before."""

import subprocess
import sys
from pathlib import Path

import pytest

from convenant_cli.documents.page import confined
from convenant_cli.findings import ConvenantError
from tests import forbidden
from tests.conftest import ROOT, Run
from tests.processes import forked

pytestmark = pytest.mark.programmas

MADE = ("render", "bestuurssamenvatting", "--peildatum", "2026-11-21", "--naar")


@pytest.fixture
def typeset(convenant: Run, tmp_path: Path) -> None:
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


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
@pytest.mark.parametrize("name", ["reads", "runs", "system", "loads", "crashes"])
def test_a_fork_that_fills_templates_may_as_little_as_a_new_process(name: str) -> None:
    assert vars(confined)["subprocess"] is not subprocess
    with pytest.raises(ConvenantError, match="het sjabloon X vraagt te veel"):
        confined.run(getattr(forbidden, name), subject="het sjabloon X")
    with pytest.raises(ConvenantError, match=r"^zo kan het niet: é$"):  # and the next one is made as before
        confined.run(forbidden.refuses, subject="x")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
def test_a_fork_that_fills_templates_knows_nothing_of_the_tests() -> None:
    names = set(confined.run(forbidden.surroundings, subject="x").decode().split())
    assert not {"CONVENANT_CACHE", "PYTEST_CURRENT_TEST", "HOME", "PATH"} & names


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
def test_a_fork_that_fills_templates_is_ended_when_it_takes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    with pytest.raises(ConvenantError, match="het sjabloon X vraagt te veel"):
        confined.run(forbidden.lasts, subject="het sjabloon X")
