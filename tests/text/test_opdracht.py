"""A command that a sentence gives to copy runs nothing that a name in the repository says.

Each file that a repository can name is given a name that a shell reads as more than a name.
"""

import shlex
import shutil
from pathlib import Path

import pytest

from convenant_cli.text import opdracht
from convenant_cli.text.opdracht import installing, quoted
from tests import verhaal as v
from tests.conftest import ROOT, Run
from tests.verhaal import begun, git, verhaal

EVIL = "x$(touch kwaad);y`id`"
PLAN = "data/jaarplan/2028{}/jaarplan.yaml"
MEETING, HALT = "data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml", "data/partners/halt.yaml"


@pytest.mark.parametrize(
    ("place", "like", "asked", "told"),
    [
        ("data/bijeenkomsten/2026-11-10-{}.yaml", MEETING, "status", "set '2026-11-10-{}' status=gehouden"),
        (
            "data/jaarplan/2028{}/jaarplan.yaml",
            "data/jaarplan/2027/jaarplan.yaml",
            "status",
            "render jaarplan '2028{}'",
        ),
        (PLAN, "data/jaarplan/2026/jaarplan.yaml", "validate", "vaststellen '2028{}' --tag"),
        ("data/partners/{}.yaml", HALT, "remove partner:{} --proef", "partij stopt '{}' --op DATUM"),
        ("data/partners/{}.yaml", f"-{HALT}", "validate", "rename partner:halt '{}'"),
    ],
)
def test_no_command_in_a_sentence_runs_a_name(
    place: str, like: str, asked: str, told: str, tmp_path: Path, convenant: Run
) -> None:
    """``-`` before the file that it is like: that one is gone, as after a rename by hand."""
    root = tmp_path / "dossier"
    shutil.copytree(ROOT / "data", root / "data")
    begun(root)
    new, old = root / place.format(EVIL), root / like.removeprefix("-")
    new.parent.mkdir(exist_ok=True)
    text = old.read_text(encoding="utf-8").replace("datum: 2026-12-10", f"datum: {new.stem[:10]}")
    new.write_text(text.replace("kalenderjaar 2027", "kalenderjaar 2028"), encoding="utf-8")
    if like.startswith("-"):
        old.unlink()
    git(root, "add", "-A")
    run = convenant("-C", root, *[part.format(EVIL) for part in asked.split()], "--peildatum", "2026-11-21")
    said = " ".join(f"{run.out} {run.err}".split())
    assert f"convenant {told.format(EVIL)}" in said


@pytest.mark.parametrize("name", [EVIL, "Foto's $(touch kwaad)"])
def test_what_to_look_for_runs_nothing(name: str, tmp_path: Path, convenant: Run) -> None:
    """Neither what somebody asks for in vain, nor the title of something that was just made."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    day = ("--peildatum", "2026-11-21")
    vain = " ".join(convenant("-C", tmp_path, "show", name).err.split())
    assert vain.endswith(f"convenant find {quoted(name)}")
    more = ("doelgroep=leerlingen", "vorm=voorlichting", "themas=online-veiligheid")
    made = convenant("-C", tmp_path, "new", "aanbod", "--bij", "halt", f"titel={name}", *more, *day)
    assert f"convenant find {quoted(name)}" in made.out, made.err + made.out


def test_the_name_of_a_file_that_went_runs_nothing(tmp_path: Path, convenant: Run) -> None:
    gone = tmp_path / f"data/partners/{EVIL}.yaml"
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(tmp_path / HALT, gone)
    git(tmp_path, "init", "-q")
    for _ in range(2):
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", "Begin")
        gone.unlink(missing_ok=True)
    said = " ".join(convenant("-C", tmp_path, "log", EVIL).err.split())
    assert f"convenant log 'partner:{EVIL}' --rev" in said


def test_what_is_told_to_type_after_an_adoption_runs_nothing(tmp_path: Path, convenant: Run) -> None:
    root = verhaal(tmp_path)
    git(root, "reset", "--quiet", "--hard", v.GEHOUDEN)
    git(root, "tag", "--delete", v.VASTGESTELD, v.GEWIJZIGD)
    args = ("vaststellen", "2026", "--in", "2025-12-01-jaarlijks", "--peildatum", "2025-12-02")
    run = convenant("-C", root, *args, "--versie", "1.$(touch kwaad)", code=0)
    tag = next(line for line in run.out.splitlines() if "git tag" in line)
    assert "-m 'Jaarplan 2026, versie 1.$(touch kwaad), vastgesteld op 1 december 2025'" in tag


@pytest.mark.parametrize("argument", [EVIL, "a b", "it's", 'zeg "ja"', "!x", "a\\b", "2026-12-10", "$HOME", ""])
def test_a_quoted_argument_is_one_word_that_says_itself(argument: str) -> None:
    assert shlex.split(f"echo {quoted(argument)}") == ["echo", *([argument] if argument else [""])]


def test_the_way_to_a_repository_that_a_file_names_is_one_word(tmp_path: Path, convenant: Run) -> None:
    """A ``.git`` file comes with a folder from elsewhere, and says where the repository is."""
    root, bare = tmp_path / "dossier", f"e{EVIL}/bare"
    shutil.copytree(ROOT / "data", root / "data")
    (root / bare).parent.mkdir()
    git(root, "init", "-q", "--bare", bare)
    git(root / bare, "config", "core.bare", "false")
    (root / ".git").write_text(f"gitdir: {bare}\n", encoding="utf-8")
    run = convenant("-C", root, "validate", "--rev", "HEAD", code=2)
    assert f"git config --file '{root.resolve() / bare / 'config'}' core.worktree" in run.err


def test_an_apostrophe_is_written_as_powershell_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """There a word between apostrophes ends at the first that stands alone: two are one."""
    monkeypatch.setattr(opdracht, "_APOSTROPHE", "''")
    assert quoted("a'$(id)") == "'a''$(id)'"


@pytest.mark.parametrize(
    ("folder", "shown"), [("dossier", ".venv/bin/python"), ("elders", "/"), ("een map; ls", "'een map; ls")]
)
def test_a_package_is_put_in_the_python_that_runs_and_in_no_other(
    folder: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / ("dossier" if folder == "elders" else folder)
    python = home / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    monkeypatch.setattr("sys.executable", str(python))
    (tmp_path / "elders").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "elders" if folder == "elders" else tmp_path if ";" in folder else home)
    program, *rest = shlex.split(installing("typst").removeprefix("installeer dat met: "))
    assert (Path.cwd() / program).parent == python.parent
    assert rest == ["-m", "pip", "install", "typst"]
    assert shown.strip("'") in program
