"""One cause gives one finding: a record that was removed or renamed by hand, told first, with the way back."""

from dataclasses import replace
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.since import check_since
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding, Severity
from convenant_cli.sources.sources import Source, worktree
from tests.conftest import Run, laid
from tests.klein import ACTIE, DAG, PLAN, POLITIE, klein
from tests.verhaal import begun, git

SOURCE = klein()
NEW = "data/partners/politie-rijn.yaml"
MEETING = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    laid(tmp_path, SOURCE.files)
    (tmp_path / ".gitignore").write_text("/prive/\n")
    begun(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults(source: Source) -> list[Finding]:
    return [one for one in check_source(source, DAG).findings if one.severity is Severity.FOUT]


def test_a_party_that_was_renamed_by_hand_is_told_once_and_first(root: Path) -> None:
    (root / POLITIE).rename(root / NEW)
    (told,) = faults(worktree(root))
    assert (told.rule, told.position.file) == ("bestand-weg", POLITIE)
    assert told.message == f"dit bestand heet nu {NEW}, maar 10 plaatsen noemen nog 'politie'"
    assert "'convenant rename partner:politie politie-rijn'" in told.hint
    assert len(told.related) == 3
    report = check_source(worktree(root), DAG)
    assert report.findings[0] == told
    assert report.obstacle == f"{POLITIE} ontbreekt"
    assert report.oordelen is None


@pytest.mark.parametrize("name", [POLITIE, PLAN, MEETING, "data/jaarplan/2026/acties/ouderavond.yaml"])
@pytest.mark.parametrize("how", ["disk", "index", "commit"])
def test_what_was_removed_by_hand_is_told_once_and_comes_back_as_the_finding_says(
    root: Path, name: str, how: str
) -> None:
    if how == "disk":
        (root / name).unlink()
    else:
        git(root, "rm", "-q", name)
    if how == "commit":
        git(root, "commit", "-qm", "Weg")
        git(root, "commit", "-qm", "Later", "--allow-empty")
    found = faults(worktree(root))
    assert [one.rule for one in found] == ["bestand-weg"]
    assert found[0].position.file == name
    _, _, rest = found[0].hint.partition("'git ")
    git(root, *rest.split("'")[0].split())
    assert faults(worktree(root)) == []


def test_what_nobody_names_may_go(root: Path) -> None:
    (root / ACTIE).unlink()
    assert faults(worktree(root)) == []


def test_a_name_that_never_was_is_told_at_its_place(root: Path) -> None:
    path = root / ACTIE
    path.write_bytes(path.read_bytes().replace(b'"politie"', b"politei"))
    (told,) = faults(worktree(root))
    assert (told.rule, told.position.file, told.position.line) == ("verwijzing-bestaat", ACTIE, 7)


def test_compared_with_an_earlier_moment_it_is_one_new_finding(root: Path) -> None:
    before = worktree(root)
    (root / POLITIE).rename(root / NEW)
    new = [one for one in check_since(worktree(root), before, "toen", DAG).findings if one.new]
    assert [one.rule for one in new if one.severity is Severity.FOUT] == ["bestand-weg"]


def test_without_git_the_earlier_moment_tells() -> None:
    files = {name: raw for name, raw in SOURCE.files.items() if name != POLITIE}
    report = check_since(replace(SOURCE, files=files), SOURCE, "toen", DAG)
    (told,) = [one for one in report.findings if one.severity is Severity.FOUT and one.new]
    assert told.rule == "bestand-weg"
    assert told.hint.startswith("zet het terug uit de vorige versie")
    alone = check_source(replace(SOURCE, files=files), DAG)
    assert {one.rule for one in alone.findings if one.severity is Severity.FOUT} >= {"verwijzing-bestaat"}


def test_a_dossier_in_which_nothing_is_missing_asks_git_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convenant_cli.checks import absent

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(absent, "open_repository", never)
    source = worktree(root)
    assert absent.told_once(load(source)[0], None)[1] == []


def test_the_command_says_it_before_all_else(root: Path, convenant: Run) -> None:
    (root / POLITIE).unlink()
    run = convenant("validate", "--peildatum", "2026-11-21", code=1)
    judged = convenant("check", "--peildatum", "2026-11-21")
    assert (judged.code, judged.out) == (2, "")
    assert judged.err.startswith(f"fout: {POLITIE} ontbreekt, dus de afspraken zijn niet getoetst")
    assert run.out.splitlines()[0].startswith(
        f"{POLITIE}:1:1: fout: dit bestand is weg, maar 9 plaatsen noemen het nog"
    )
    assert run.out.count(": fout: ") == 1
    assert run.err.splitlines() == [
        f"{len(SOURCE.files) - 1} bestanden gelezen: 1 fout, 1 waarschuwing (peildatum 21 november 2026)",
        f"De afspraken zijn niet getoetst: {POLITIE} ontbreekt.",
    ]
