"""``convenant merge-driver``: what git calls, in a real repository, and turning it on and off."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from convenant_cli import merging
from convenant_cli.merging.installing import ATTRIBUTES, driver
from tests.conftest import ROOT, Outcome

Convenant = Callable[..., Outcome]

NAME = "data/jaarplan/2026/acties/ouderavond-online.yaml"
ACTIE = (ROOT / NAME).read_text(encoding="utf-8")
MESSAGE = "  - datum: 2026-0{}-01\n    tekst: Bericht {}.\n"


@pytest.fixture(autouse=True)
def _plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without the settings of whoever runs the tests, and a driver that finds this checkout."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@voorbeeld.example")


def git(folder: Path, *args: str, code: int = 0) -> str:
    done = subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def write(folder: Path, text: str, name: str = NAME) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "stap")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository in a folder with a space, with the dossier in a folder of its own."""
    folder = tmp_path / "mijn werk"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder, "titel: x\n", "dossier/data/convenant.yaml")
    return folder


def edited(added: str, status: str = "afgerond") -> str:
    return ACTIE.replace("status: afgerond\n", f"status: {status}\n") + added


def two_branches(folder: Path, ours: str, theirs: str, name: str) -> None:
    """Leave the clone on main, with ours on it and theirs on the branch tak."""
    write(folder, ACTIE, name)
    git(folder, "checkout", "--quiet", "-b", "tak")
    write(folder, theirs, name)
    git(folder, "checkout", "--quiet", "main")
    write(folder, ours, name)


def test_git_merges_records_in_a_clone_where_it_is_turned_on(clone: Path, convenant: Convenant) -> None:
    """Merge, cherry-pick and rebase; the dossier is a folder of the repository."""
    name = f"dossier/{NAME}"
    said = convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    assert (said.code, said.err) == (0, "")
    ours, theirs = edited(MESSAGE.format(9, "ons")), edited(MESSAGE.format(8, "hun"), "loopt")
    two_branches(clone, ours, theirs, name)
    both = edited(MESSAGE.format(8, "hun") + MESSAGE.format(9, "ons"), "loopt")

    def merged() -> str:
        return (clone / name).read_text(encoding="utf-8")

    git(clone, "merge", "--quiet", "--no-edit", "tak")
    assert merged() == both
    git(clone, "reset", "--quiet", "--hard", "HEAD~")
    git(clone, "cherry-pick", "tak")
    assert merged() == both
    git(clone, "reset", "--quiet", "--hard", "HEAD~")
    git(clone, "rebase", "--quiet", "tak")
    assert merged() == both


def test_a_conflict_stays_in_the_file_until_somebody_chooses(clone: Path, convenant: Convenant) -> None:
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    name = f"dossier/{NAME}"
    ours, theirs = edited(MESSAGE.format(9, "ons"), "loopt"), edited(MESSAGE.format(8, "hun"), "vervallen")
    two_branches(clone, ours, theirs, name)
    said = git(clone, "merge", "tak", code=1)
    line = ACTIE[: ACTIE.index("status:")].count("\n") + 1
    assert f"{name}: beide kanten zeggen iets anders op regel {line}; kies" in said
    text = (clone / name).read_text(encoding="utf-8")
    assert "<<<<<<< HEAD\nstatus: loopt\n=======\nstatus: vervallen\n>>>>>>> " in text
    assert text.endswith(MESSAGE.format(8, "hun") + MESSAGE.format(9, "ons"))
    assert git(clone, "status", "--short") == f"UU {name}\n"


def test_when_python_is_gone_git_merges_the_text_itself(clone: Path) -> None:
    """Without the second half of the command git would take the fault for a conflict, and show our side only."""
    write(clone, f"{ATTRIBUTES}\n", ".gitattributes")
    git(clone, "config", "merge.convenant.driver", driver("/nergens/python"))
    two_branches(clone, edited(MESSAGE.format(9, "ons")), edited(MESSAGE.format(8, "hun"), "loopt"), NAME)
    git(clone, "merge", "tak", code=1)
    text = (clone / NAME).read_text(encoding="utf-8")
    assert "status: loopt\n" in text
    assert "<<<<<<< HEAD\n" + MESSAGE.format(9, "ons") + "=======\n" + MESSAGE.format(8, "hun") in text


def test_turning_it_on_and_off(clone: Path, convenant: Convenant) -> None:
    dossier = clone / "dossier"
    attributes = dossier / ".gitattributes"
    before = git(clone, "config", "--local", "--list")

    def run(flag: str) -> str:
        done = convenant("-C", dossier, "merge-driver", flag)
        assert (done.code, done.err) == (0, "")
        return done.out

    said = run("--installeer")
    assert said.splitlines() == [
        "git voegt in deze kloon samen met convenant (merge.convenant in de instellingen van git).",
        f"{attributes}: de regel '{ATTRIBUTES}' staat er nu in; leg het bestand vast in git.",
    ]
    assert git(clone, "config", "merge.convenant.driver").strip() == driver(sys.executable)
    for name, merge in (("data/convenant.yaml", "convenant"), (NAME, "convenant"), ("data/x.txt", "unspecified")):
        assert git(dossier, "check-attr", "merge", "--", name) == f"{name}: merge: {merge}\n"
    state = (attributes.read_bytes(), git(clone, "config", "--local", "--list"))
    assert run("--installeer").splitlines() == [
        "git kende convenant al in deze kloon.",
        f"{attributes} noemt de bestanden al.",
    ]
    assert (attributes.read_bytes(), git(clone, "config", "--local", "--list")) == state
    assert "is weg: er stond niets anders in" in run("--verwijder")
    assert not attributes.exists()
    assert git(clone, "config", "--local", "--list") == before
    assert run("--verwijder").splitlines() == [
        "git kende convenant niet in deze kloon.",
        f"{attributes} blijft zoals het is.",
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_attributes_that_were_there_stay(clone: Path, convenant: Convenant, end: bytes) -> None:
    attributes = clone / "dossier" / ".gitattributes"
    before = b"# merge=convenant" + end + b"* text=auto"
    attributes.write_bytes(before)
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    assert attributes.read_bytes() == before + end + ATTRIBUTES.encode() + end
    convenant("-C", clone / "dossier", "merge-driver", "--verwijder")
    assert attributes.read_bytes() == before + end


def test_a_bug_of_ours_costs_nobody_their_text(
    tmp_path: Path, convenant: Convenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(merging, "merge_parts", broken)
    paths = [tmp_path / name for name in ("basis", "ons", "hun.yaml")]
    for path, text in zip(paths, ("a: 1\n\n\nb: 2\n", "a: 3\n\n\nb: 2\n", "a: 1\n\n\nb: 4\n"), strict=True):
        path.write_text(text, encoding="utf-8")
    run = convenant("merge-driver", *paths, "data/x.yaml")
    assert (run.code, run.out, paths[1].read_text(encoding="utf-8")) == (0, "", "a: 3\n\n\nb: 4\n")
    assert "RuntimeError: stuk" in run.err
    assert "data/x.yaml: dit is een fout in convenant zelf. Meld hem met de tekst hierboven." in run.err
    assert "data/x.yaml: samengevoegd als gewone tekst; per veld kon niet." in run.err


@pytest.mark.parametrize("size", [9, 5])
def test_what_is_no_record_is_said_to_be_merged_as_text(tmp_path: Path, convenant: Convenant, size: int) -> None:
    paths = [tmp_path / name for name in ("basis.yaml", "ons.yaml", "hun.yaml")]
    for path, text in zip(paths, ("- a\n- b\n- c\n", "- x\n- b\n- c\n", "- y\n- b\n- z\n"), strict=True):
        path.write_text(text, encoding="utf-8")
    run = convenant("merge-driver", *paths, "--tekens", str(size), "--onze", "%X", "--hunne", "mijn tak")
    assert (run.code, run.out) == (1, "")
    assert paths[1].read_text(encoding="utf-8") == (
        f"{'<' * size} HEAD\n- x\n{'=' * size}\n- y\n{'>' * size} mijn tak\n- b\n- z\n"
    )
    assert run.err.splitlines() == [
        f"{paths[1]}: samengevoegd als gewone tekst; per veld kon niet. Kijk het na met 'convenant validate'.",
        f"{paths[1]}: beide kanten zeggen iets anders op regel 1; kies, en haal de tekens <, = en > weg",
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("", "BASIS, ONS en HUN horen erbij; git vult ze in. Zet het aan met --installeer"),
        ("--installeer --verwijder", "--installeer en --verwijder kunnen niet samen; kies er een"),
        ("weg ook ook", "weg is niet te lezen"),
        ("--tekens veel weg ook ook", "--tekens: schrijf een heel getal"),
    ],
)
def test_wrong_use_is_refused(tmp_path: Path, convenant: Convenant, args: str, said: str) -> None:
    run = convenant("-C", tmp_path, "merge-driver", *args.split())
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_outside_a_repository_it_cannot_be_turned_on(tmp_path: Path, convenant: Convenant) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/convenant.yaml").write_text("titel: x\n", encoding="utf-8")
    run = convenant("-C", tmp_path, "merge-driver", "--installeer")
    assert run.code == 2
    assert "staat niet in een git-repository" in run.err
    assert not (tmp_path / ".gitattributes").exists()
