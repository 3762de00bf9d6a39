"""The programs that time: they load, and what they make can be read, judged and made into documents."""

import re
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Severity
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import worktree
from tests.conftest import ROOT, Run, program_of

PROGRAMS = sorted((ROOT / "benchmarks").glob("*.py"))


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a program load the modules that stand beside it, as when it is run."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


def faults(folder: Path, day: date) -> list[str]:
    """Return what is wrong with the records themselves, whatever the clauses ask."""
    clauses = load(worktree(folder))[0].bepalingen
    found = check_source(worktree(folder), day).findings
    return [one.message for one in found if one.severity is Severity.FOUT and one.rule not in clauses]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_loads_and_reads_only_what_is_there(path: Path) -> None:
    values = vars(program_of(path)).values()
    assert [one for one in values if isinstance(one, Path) and not one.exists()] == []


def test_the_plan_that_is_timed_has_no_faults_and_is_made_with_all_its_actions(tmp_path: Path, convenant: Run) -> None:
    render = program_of(ROOT / "benchmarks/render.py")
    render.make_plan(tmp_path / "plan", 3)
    day = f"{render.YEAR}-12-31"
    assert faults(tmp_path / "plan", date.fromisoformat(day)) == []
    made = str(tmp_path / "plan.md")
    convenant("-C", tmp_path / "plan", "render", "jaarplan", render.YEAR, "--peildatum", day, "--naar", made, code=0)
    assert len(re.findall(r"^#+ 1\.\d Ouderavond \d", Path(made).read_text(encoding="utf-8"), flags=re.MULTILINE)) == 3


def test_the_dossier_that_is_timed_has_no_faults_and_as_many_actions_as_asked(tmp_path: Path) -> None:
    files, day = program_of(ROOT / "benchmarks/dossiers.py").make_dossier(tmp_path / "dossier", 40)
    assert faults(tmp_path / "dossier", date.fromisoformat(day)) == []
    dossier, _ = load(worktree(tmp_path / "dossier"))
    assert len(files) == 40
    assert {path.stem for path in files} <= {id.split("/")[1] for id in dossier.acties}
    assert len(judge(dossier, date.fromisoformat(day))) > 100


def test_a_goal_stands_at_the_size_that_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    speed = program_of(ROOT / "benchmarks/speed.py")

    def made(folder: Path, size: int) -> tuple[list[Path], str]:
        folder.mkdir(exist_ok=True)
        (folder / "actie.yaml").write_text(f"doelgroep: {size}\n", encoding="utf-8")
        return [folder / "actie.yaml"], "2028-12-31"

    def compared(cases: dict[str, object], *_: object, **__: object) -> dict[str, object]:
        return {case: speed.Figures([2.0], 7.0, [1.0]) for case in cases}

    monkeypatch.setattr(speed, "make_dossier", made)
    monkeypatch.setattr(speed, "compare", compared)
    small, large = ([row.goal for row in speed.at_size(size, 1, "ajv")] for size in (1000, 10_000))
    assert small == [None] * 5
    assert large == [2, None, 0.3, 1.5, None, 150]
    assert [row.goal for row in speed.very_large(100_000, 0.001)] == [1.1, 1500]
