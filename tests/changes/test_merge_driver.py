"""``convenant merge-driver``: what git calls, in a real repository, and turning it on and off."""

import subprocess
import sys
from pathlib import Path

import pytest

from convenant_cli.changes import merging
from convenant_cli.changes.merging.installing import ATTRIBUTES, driver
from tests.conftest import ROOT, Run

NAME = "data/jaarplan/2026/acties/ouderavond-online.yaml"
ACTIE = (ROOT / NAME).read_text(encoding="utf-8")
MESSAGE = "  - datum: 2026-0{}-01\n    tekst: Bericht {}.\n"


@pytest.fixture(autouse=True)
def _of_this_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, program: Path) -> None:
    """Let git start the driver at a tenth of what a new Python costs, where it is not the start that is proved."""
    python = tmp_path_factory.mktemp("python met spatie") / "python"
    python.write_text(f'#!/bin/sh\ntest "$1 $2 $3" = "-P -m convenant_cli" || exit 97\nshift 3\nexec {program} "$@"\n')
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))


def git(folder: Path, *args: str, code: int = 0) -> str:
    done = subprocess.run(["git", *args], cwd=folder, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == code, said
    return said


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


def test_git_merges_records_in_a_clone_where_it_is_turned_on(clone: Path, convenant: Run) -> None:
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


@pytest.mark.usefixtures("quick")
def test_a_conflict_stays_in_the_file_until_somebody_chooses(clone: Path, convenant: Run) -> None:
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


def test_turning_it_on_and_off(clone: Path, convenant: Run) -> None:
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
def test_the_attributes_that_were_there_stay(clone: Path, convenant: Run, end: bytes) -> None:
    attributes = clone / "dossier" / ".gitattributes"
    before = b"# merge=convenant" + end + b"* text=auto"
    attributes.write_bytes(before)
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    assert attributes.read_bytes() == before + end + ATTRIBUTES.encode() + end
    convenant("-C", clone / "dossier", "merge-driver", "--verwijder")
    assert attributes.read_bytes() == before + end


def test_a_bug_of_ours_costs_nobody_their_text(tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_what_is_no_record_is_said_to_be_merged_as_text(tmp_path: Path, convenant: Run, size: int) -> None:
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
def test_wrong_use_is_refused(tmp_path: Path, convenant: Run, args: str, said: str) -> None:
    run = convenant("-C", tmp_path, "merge-driver", *args.split())
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_outside_a_repository_it_cannot_be_turned_on(tmp_path: Path, convenant: Run) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/convenant.yaml").write_text("titel: x\n", encoding="utf-8")
    run = convenant("-C", tmp_path, "merge-driver", "--installeer", code=2)
    assert "staat niet in een git-repository" in run.err
    assert not (tmp_path / ".gitattributes").exists()


# --- what git hands over, and how it wants to see it ------------------------------------------------------------


@pytest.mark.usefixtures("quick")
@pytest.mark.skipif(sys.platform == "win32", reason="no file can have such a name there")
@pytest.mark.parametrize(
    "name",
    [
        "data/a b/x y.yaml",
        "data/q'uote\"s/$(touch PWN)`touch PWN`;touch PWN.yaml",
        "data/-dash.yaml",
        "data/--installeer.yaml",
        "data/%P %A %O %%.yaml",
        "data/nieuwe\nregel\x1b[31m.yaml",
        "data/\udcff\udcfe.yaml",
    ],
)
def test_a_name_is_only_a_name(clone: Path, convenant: Run, name: str) -> None:
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    name = f"dossier/{name}"
    two_branches(clone, edited(MESSAGE.format(9, "ons")), edited(MESSAGE.format(8, "hun")), name)
    git(clone, "merge", "--quiet", "--no-edit", "tak")
    merged = (clone / name).read_text(encoding="utf-8")
    assert merged == edited(MESSAGE.format(8, "hun") + MESSAGE.format(9, "ons"))
    assert sorted(path.name for path in clone.iterdir()) == [".git", "dossier"]


@pytest.mark.usefixtures("quick")
def test_both_add_the_same_record(clone: Path, convenant: Run) -> None:
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    name = f"dossier/{NAME}"
    write(clone, "titel: y\n", "dossier/data/convenant.yaml")  # and the line in .gitattributes
    git(clone, "checkout", "--quiet", "-b", "tak")
    write(clone, edited(MESSAGE.format(8, "hun")), name)
    git(clone, "checkout", "--quiet", "main")
    write(clone, edited(MESSAGE.format(9, "ons")), name)
    git(clone, "merge", "--quiet", "--no-edit", "tak")
    merged = (clone / name).read_text(encoding="utf-8")
    assert merged == edited(MESSAGE.format(8, "hun") + MESSAGE.format(9, "ons"))


@pytest.mark.usefixtures("quick")
def test_a_record_that_got_another_name_on_one_side_is_merged_under_that(clone: Path, convenant: Run) -> None:
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    name = f"dossier/{NAME}"
    two_branches(clone, edited(MESSAGE.format(9, "ons")), edited(MESSAGE.format(8, "hun")), name)
    git(clone, "mv", name, "dossier/data/anders.yaml")
    git(clone, "commit", "--quiet", "--message", "naam")
    git(clone, "merge", "--quiet", "--no-edit", "tak")
    merged = (clone / "dossier/data/anders.yaml").read_text(encoding="utf-8")
    assert merged == edited(MESSAGE.format(8, "hun") + MESSAGE.format(9, "ons"))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("style", ["diff3", "zdiff3", "merge", None])
def test_the_style_of_a_conflict_is_that_of_git(clone: Path, convenant: Run, style: str | None) -> None:
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    name = f"dossier/{NAME}"
    two_branches(clone, edited("", "loopt"), edited("", "vervallen"), name)
    setting = ["-c", f"merge.conflictStyle={style}"] if style else []
    git(clone, *setting, "merge", "tak", code=1)
    was = "||||||| basis\nstatus: afgerond\n" if style in ("diff3", "zdiff3") else ""
    text = (clone / name).read_text(encoding="utf-8")
    assert f"<<<<<<< HEAD\nstatus: loopt\n{was}=======\nstatus: vervallen\n>>>>>>> " in text


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("asked", "size"), [("12", 12), ("999999999", 7), ("0", 7), ("-3", 7)])
def test_markers_are_as_long_as_git_is_told_within_reason(clone: Path, convenant: Run, asked: str, size: int) -> None:
    convenant("-C", clone / "dossier", "merge-driver", "--installeer")
    with (clone / "dossier/.gitattributes").open("a", encoding="utf-8") as attributes:
        attributes.write(f"*.yaml conflict-marker-size={asked}\n")
    name = f"dossier/{NAME}"
    two_branches(clone, edited("", "loopt"), edited("", "vervallen"), name)
    git(clone, "merge", "tak", code=1)
    lines = (clone / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("=")] == ["=" * size]


def versions(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / name for name in ("basis.yaml", "ons.yaml", "hun.yaml")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.mark.parametrize("size", [0, -1, 1_000_001])
def test_a_length_that_makes_no_sense_is_not_followed(tmp_path: Path, convenant: Run, size: int) -> None:
    paths = versions(tmp_path, "a: 1\n", "a: 2\n", "a: 3\n")
    convenant("merge-driver", f"--tekens={size}", *paths, code=1)
    assert paths[1].read_text(encoding="utf-8") == "<<<<<<< HEAD\na: 2\n=======\na: 3\n>>>>>>> andere kant\n"


@pytest.mark.parametrize("label", ["-x --installeer", "nieuwe\nregel", "\x1b[31mrood", "\udcff", "%P", ""])
def test_a_label_stays_on_its_line(tmp_path: Path, convenant: Run, label: str) -> None:
    """The label is the subject of a commit when git rebases, and that may be anything."""
    paths = versions(tmp_path, "a: 1\n", "a: 2\n", "a: 3\n")
    convenant("merge-driver", "--onze", label, "--hunne", label, *paths, code=1)
    lines = paths[1].read_text(encoding="utf-8").splitlines()
    assert [line[:7] for line in lines] == ["<<<<<<<", "a: 2", "=======", "a: 3", ">>>>>>>"]
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("how", ["missing", "folder"])
def test_a_version_that_cannot_be_read_changes_nothing(tmp_path: Path, convenant: Run, which: int, how: str) -> None:
    """With exit code 2 the command in git's settings goes on to git's own merge."""
    paths = versions(tmp_path, "a: 1\n", "a: 2\n", "a: 3\n")
    before = [path.read_bytes() for path in paths]
    paths[which].unlink()
    if how == "folder":
        paths[which].mkdir()
    run = convenant("merge-driver", *paths)
    assert (run.code, run.out) == (2, "")
    assert f"{paths[which]} is niet te lezen" in run.err
    assert [path.read_bytes() for path in paths if path.is_file()] == [*before[:which], *before[which + 1 :]]


def test_several_drivers_at_once_do_not_meet(tmp_path: Path, program: Path) -> None:
    running = []
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = versions(folder, "a: 1\n\nb: 1\n", f"a: {number + 2}\n\nb: 1\n", f"a: 1\n\nb: {number + 2}\n")
        command = [str(program), "merge-driver", *map(str, paths), "data/zelfde.yaml"]
        running.append((subprocess.Popen(command, cwd=tmp_path), paths[1], number))
    for process, merged, number in running:
        assert process.wait(timeout=120) == 0
        assert merged.read_text(encoding="utf-8") == f"a: {number + 2}\n\nb: {number + 2}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(("setting", "shown"), [("diff3", True), ("zdiff3", True), ("merge", False), ("onzin", False)])
@pytest.mark.parametrize("kind", ["record", "text"])
def test_outside_a_repository_the_style_is_that_of_the_user(
    tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch, setting: str, shown: bool, kind: str
) -> None:
    """git itself reads the setting inside a repository only."""
    (tmp_path / "settings").write_text(f"[merge]\n\tconflictStyle = {setting}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    monkeypatch.chdir(tmp_path)
    start = "" if kind == "record" else "x: &anker 1\n"
    paths = versions(tmp_path, f"{start}a: 1\n", f"{start}a: 2\n", f"{start}a: 3\n")
    run = convenant("merge-driver", *paths, code=1)
    was = "||||||| basis\na: 1\n" if shown else ""
    expected = f"{start}<<<<<<< HEAD\na: 2\n{was}=======\na: 3\n>>>>>>> andere kant\n"
    assert paths[1].read_text(encoding="utf-8") == expected
    assert ("haal de tekens <, |, = en > weg" in run.err) is shown
