"""A folder of git that somebody else made: used only when it is of this folder, and nothing in it is waited for."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.log import in_repository, tag_names
from convenant_cli.sources.git.repo import git_folders, open_repository
from tests.conftest import ROOT, Outcome, Run
from tests.guard import guard
from tests.processes import forked
from tests.sources.test_hostile_git import COMMANDS, DAY, JUDGED, clean, git

__all__ = ["clean"]  # a fixture

PLAN_TAG = "jaarplan-2026-v1.0"
ASKING = [
    *COMMANDS,
    ("validate",),
    ("render", "naleving"),
    ("set", "partner:politie", "naam=Andere politie"),
    ("merge-driver", "--installeer"),
    ("merge-driver", "--verwijder"),
    ("vaststellen", "2026", "--tag"),
    ("init", "nieuw"),
]


@pytest.fixture
def victim(clean: Path, tmp_path: Path) -> Path:
    return shutil.copytree(clean, tmp_path / "ander", symlinks=True)


@pytest.fixture
def stranger(victim: Path, tmp_path: Path) -> Path:
    """A folder that came from elsewhere, with a dossier and a ``.git`` of its own."""
    return shutil.copytree(victim, tmp_path / "d", symlinks=True)


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(convenant: Run, folder: Path, command: tuple[str, ...]) -> Outcome:
    name = folder / command[1] if command[0] == "init" else None
    asked = (command[0], str(name)) if name else command
    return convenant("-C", folder, *asked, *(DAY if command[0] in (*JUDGED, "set", "init") else ()))


def mark(folder: Path, target: object) -> None:
    if (folder / ".git").is_dir():
        shutil.rmtree(folder / ".git")
    (folder / ".git").write_text(f"gitdir: {target}\n", encoding="utf-8")


# --- a folder of git that is not of this folder -------------------------------------------------------------------


def _admin(folder: Path, victim: Path, place: str) -> None:
    """Make a folder as git keeps for a second working tree, of which all but the tags and settings is our own."""
    admin = folder / place
    admin.mkdir(parents=True)
    for name in ("HEAD", "index"):
        shutil.copy(victim / ".git" / name, admin)
    (admin / "commondir").write_text(f"{victim / '.git'}\n", encoding="utf-8")
    (admin / "gitdir").write_text(f"{folder / '.git'}\n", encoding="utf-8")
    (admin / "config.worktree").write_text(f"[core]\n\tworktree = {folder}\n", encoding="utf-8")
    mark(folder, place)


def _of_another_worktree(folder: Path, victim: Path) -> None:
    git(victim, "worktree", "add", "-q", str(victim.parent / "w"))
    mark(folder, victim / ".git" / "worktrees" / "w")


def _copied_submodule(folder: Path, victim: Path) -> None:
    git(victim, "config", "core.worktree", "..")
    mark(folder, victim / ".git")


def _separate(folder: Path, victim: Path) -> None:
    git(victim, "init", "-q", f"--separate-git-dir={victim.parent / 'los'}")
    mark(folder, victim.parent / "los")


ASTRAY: dict[str, Callable[[Path, Path], object]] = {
    "file": lambda folder, victim: mark(folder, victim / ".git"),
    "relative": lambda folder, victim: mark(folder, f"../{victim.name}/.git"),
    "worktree-of-another-folder": _of_another_worktree,
    "working-tree-that-was-copied": _copied_submodule,
    "kept-apart-for-another-folder": _separate,
    "common-of-another": lambda folder, victim: _admin(folder, victim, "beheer"),
    "common-of-another-deeper": lambda folder, victim: _admin(folder, victim, "beheer/worktrees/x"),
    "commondir-in-folder": lambda folder, victim: (folder / ".git" / "commondir").write_text(f"{victim / '.git'}\n"),
}


@pytest.mark.parametrize("kind", ASTRAY)
def test_a_repository_counts_only_when_it_names_this_folder_too(
    stranger: Path, victim: Path, convenant: Run, kind: str
) -> None:
    ASTRAY[kind](stranger, victim)
    before = {**state(victim), **state(stranger)}
    for command in ASKING if kind == "file" else (("validate",), ("diff",), *ASKING[-4:]):
        outcome = run(convenant, stranger, command)
        assert outcome.code == 2, (command, outcome)
        assert len(outcome.err.splitlines()) == 1
        assert "wijst niet terug" in outcome.err or "in een andere repository" in outcome.err
    assert {**state(victim), **state(stranger)} == before


def test_what_asks_no_git_works_beside_the_git_of_another(stranger: Path, victim: Path, convenant: Run) -> None:
    mark(stranger, victim / ".git")
    for command in (("check", *DAY), ("find", "halt"), ("show", "convenant"), ("schema",)):
        assert convenant("-C", stranger, *command).code == 0


def test_the_remedy_takes_no_working_tree_from_another(stranger: Path, victim: Path) -> None:
    mark(stranger, victim / ".git")
    with pytest.raises(ConvenantError, match="git worktree add") as told:
        git_folders(stranger)
    assert "core.worktree" not in str(told.value)


def test_a_worktree_a_submodule_and_a_folder_apart_are_used(victim: Path, tmp_path: Path, convenant: Run) -> None:
    git(victim, "worktree", "add", "-q", str(tmp_path / "w"))
    assert "convenant" in convenant("-C", tmp_path / "w", "merge-driver", "--installeer").out
    git(tmp_path, "init", "-q", "boven")
    git(tmp_path / "boven", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(victim), "sub")
    assert (tmp_path / "boven" / "sub" / ".git").is_file()
    git(tmp_path / "boven" / "sub", "sparse-checkout", "set", "--no-cone", "/*")  # moves the setting to another file
    for folder in (tmp_path / "w", tmp_path / "boven" / "sub"):
        for command in (("validate", *DAY), ("validate", "--rev", "HEAD", *DAY), ("log", "convenant")):
            assert convenant("-C", folder, *command).code == 0, command
    git(tmp_path, "clone", "-q", f"--separate-git-dir={tmp_path / 'a b'}", str(victim), "los")
    refused = convenant("-C", tmp_path / "los", "validate", *DAY, code=2)
    remedy = refused.err.partition("geef dan: ")[2].strip()
    subprocess.run(remedy, shell=True, check=True)
    assert convenant("-C", tmp_path / "los", "validate", "--rev", "HEAD", *DAY).code == 0


def test_a_worktree_that_was_moved_is_told_how_to_be_found_again(victim: Path, tmp_path: Path, convenant: Run) -> None:
    git(victim, "worktree", "add", "-q", str(tmp_path / "w"))
    (tmp_path / "w").rename(tmp_path / "nieuw")
    refused = convenant("-C", tmp_path / "nieuw", "validate", *DAY)
    assert (refused.code, "git worktree repair" in refused.err) == (2, True)
    git(victim, "worktree", "repair", str(tmp_path / "nieuw"))
    assert convenant("-C", tmp_path / "nieuw", "validate", *DAY).code == 0


def test_contents_that_another_repository_shares_are_read_and_not_written(
    victim: Path, tmp_path: Path, convenant: Run
) -> None:
    git(tmp_path, "clone", "-q", "--shared", str(victim), "d")
    before = state(victim)
    assert convenant("-C", tmp_path / "d", "validate", "--rev", "HEAD~1", *DAY).code == 0
    assert convenant("-C", tmp_path / "d", "vaststellen", "2026", "--tag", *DAY).code == 0
    assert state(victim) == before


# --- links --------------------------------------------------------------------------------------------------------


LINKED = (
    "config",
    "refs",
    "refs/heads",
    "refs/tags",
    f"refs/tags/{PLAN_TAG}",
    "packed-refs",
    "objects",
    "objects/ab",
    "logs",
    "logs/refs/tags",
    f"logs/refs/tags/{PLAN_TAG}",
)


@pytest.mark.parametrize("name", LINKED)
def test_no_link_in_a_folder_of_git_is_written_through(
    stranger: Path, tmp_path: Path, convenant: Run, name: str
) -> None:
    here, there = stranger / ".git" / name, tmp_path / "elders"
    here.parent.mkdir(parents=True, exist_ok=True)
    if here.is_dir():
        shutil.move(here, there)
    elif here.exists() or "." in name:
        here.touch()
        shutil.move(here, there)
    elif name == "objects/ab":
        there.mkdir()
    else:
        there.write_bytes(b"van mij\n")
    here.symlink_to(there)
    before = state(there) if there.is_dir() else {"": there.read_bytes()}
    for command in (("validate",), ("diff",), ("merge-driver", "--installeer"), ("vaststellen", "2026", "--tag")):
        outcome = run(convenant, stranger, command)
        assert (outcome.code, len(outcome.err.splitlines())) == (2, 1), (command, outcome)
        assert "symlink" in outcome.err
    assert before == (state(there) if there.is_dir() else {"": there.read_bytes()})


def test_what_git_only_reads_may_be_a_link(stranger: Path, tmp_path: Path, convenant: Run) -> None:
    (tmp_path / "exclude").write_text("*.tmp\n", encoding="utf-8")
    (stranger / ".git" / "info" / "exclude").unlink()
    (stranger / ".git" / "info" / "exclude").symlink_to(tmp_path / "exclude")
    shutil.rmtree(stranger / ".git" / "hooks")
    (stranger / ".git" / "hooks").symlink_to(tmp_path)
    assert convenant("-C", stranger, "validate", "--rev", "HEAD", *DAY).code == 0


# --- what never ends ----------------------------------------------------------------------------------------------


WAITED_FOR = (
    "HEAD",
    "commondir",
    "config",
    "index",
    "info/grafts",
    "objects/info/alternates",
    "packed-refs",
    "refs/heads/main",
    "refs/tags/x",
    "shallow",
)


@pytest.mark.parametrize(("kind", "name"), [*(("pipe", name) for name in WAITED_FOR), ("device", "HEAD")])
def test_nothing_in_a_folder_of_git_is_waited_for(stranger: Path, kind: str, name: str) -> None:
    path = stranger / ".git" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    for command in (("validate",), ("diff",)):
        with guard(50):
            done = forked("-C", stranger, *command, *DAY, cwd=ROOT)
        assert (done.code, len(done.err.splitlines())) == (2, 1), done.err


def test_a_folder_of_tags_that_leads_to_the_whole_disk_is_not_walked(stranger: Path) -> None:
    shutil.rmtree(stranger / ".git" / "refs" / "tags")
    (stranger / ".git" / "refs" / "tags").symlink_to("/")
    with pytest.raises(ConvenantError, match="symlink"):
        tag_names(stranger)


@pytest.mark.parametrize("raw", [b"garbage\x00\xff", b"\xff" * 9, b"zz refs/tags/x\n", b"<<<<<<< HEAD\n"])
def test_tags_that_cannot_be_read_are_not_tags_that_are_not_there(stranger: Path, convenant: Run, raw: bytes) -> None:
    assert tag_names(stranger) == frozenset()
    (stranger / ".git" / "packed-refs").write_bytes(raw)
    outcome = convenant("-C", stranger, "validate", *DAY, code=2)
    assert "packed-refs is beschadigd" in outcome.err


@pytest.mark.parametrize("name", ["packed-refs", "shallow", "config", "index"])
def test_a_file_that_is_too_large_is_not_read(stranger: Path, convenant: Run, name: str) -> None:
    with (stranger / ".git" / name).open("ab") as file:
        # No byte of it is on disk. The names in one file git reads itself, all of it.
        file.truncate(400_000_000 if name == "packed-refs" else 3_000_000_000)
    outcome = convenant("-C", stranger, "validate", "--rev", "HEAD", *DAY)
    assert outcome.code in (0, 2), outcome.err
    assert convenant("-C", stranger, "validate", *DAY).code in (0, 2)


def test_in_repository_says_no_for_none_and_refuses_that_of_another(
    stranger: Path, victim: Path, tmp_path: Path
) -> None:
    assert in_repository(stranger)
    assert not in_repository(tmp_path)
    mark(stranger, victim / ".git")
    with pytest.raises(ConvenantError, match="wijst niet terug"):
        in_repository(stranger)


# --- what a hook is given -----------------------------------------------------------------------------------------


def test_what_a_hook_is_given_is_of_its_own_repository(
    victim: Path, stranger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(victim, "worktree", "add", "-q", str(tmp_path / "w"))
    index = victim / ".git" / "next-index-1.lock"
    shutil.copy(victim / ".git" / "index", index)
    monkeypatch.setenv("GIT_INDEX_FILE", str(index))
    assert open_repository(victim)[0].meant == {"GIT_INDEX_FILE": str(index)}
    assert open_repository(stranger)[0].meant == {}
    monkeypatch.chdir(stranger)
    assert open_repository(stranger)[0].meant == {}, "a hook that goes to another folder"
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert open_repository(stranger)[0].meant == {"GIT_INDEX_FILE": str(stranger / ".git" / "index")}
    monkeypatch.setenv("GIT_INDEX_FILE", str(victim / ".git" / "worktrees" / "w" / "index"))
    assert open_repository(victim)[0].meant == {}, "the index of another working tree"
    assert open_repository(tmp_path / "w")[0].meant != {}
    shutil.copy(index, tmp_path / "eigen-index")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "eigen-index"))
    assert open_repository(victim)[0].meant == {}
    assert open_repository(stranger)[0].meant == {"GIT_INDEX_FILE": str(tmp_path / "eigen-index")}


def test_the_contents_that_a_push_brings_are_of_its_own_repository(
    victim: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = victim / ".git" / "objects" / "tmp_objdir-incoming-x"
    new.mkdir()
    for name in ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(new))
    assert set(open_repository(victim)[0].meant) == {"GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY"}
    assert open_repository(stranger)[0].meant == {}


def test_an_index_of_another_repository_is_not_judged(
    victim: Path, stranger: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(victim, "rm", "-rq", "--cached", "data/partners")
    expected = convenant("-C", stranger, "validate", "--staged", *DAY)
    monkeypatch.setenv("GIT_INDEX_FILE", str(victim / ".git" / "index"))
    assert convenant("-C", stranger, "validate", "--staged", *DAY) == expected
    assert convenant("-C", victim, "validate", "--staged", *DAY).code == 1


# --- a signature --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "whose", "told"),
    [
        ("tag.gpgSign", "user", True),
        ("tag.forceSignAnnotated", "user", True),
        ("tag.gpgSign", "repository", False),
        ("commit.gpgSign", "user", False),
        ("", "nobody", False),
    ],
)
def test_a_tag_without_a_signature_is_told_to_who_asks_for_one(
    victim: Path,
    tmp_path: Path,
    convenant: Run,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    whose: str,
    told: bool,
) -> None:
    file = tmp_path / "gitconfig"
    file.write_text("[user]\n\tname = Beheer\n\temail = beheer@gemeente.example\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    if setting:
        where = file if whose == "user" else victim / ".git" / "config"
        git(victim, "config", "--file", str(where), setting, "on")
    outcome = convenant("-C", victim, "vaststellen", "2026", "--tag", *DAY, code=0)
    assert ("niet ondertekend" in outcome.out) == told
    assert (f"git tag -s -f {PLAN_TAG}" in outcome.out) == told
    assert f"git push origin {PLAN_TAG}" in outcome.out
    assert "SIGNATURE" not in git(victim, "cat-file", "tag", PLAN_TAG)


# --- a new dossier ------------------------------------------------------------------------------------------------


def _linked_settings(folder: Path, victim: Path) -> None:
    git(folder.parent, "init", "-q", str(folder))
    (folder / ".git" / "config").unlink()
    (folder / ".git" / "config").symlink_to(victim / ".git" / "config")


BEGUN: dict[str, Callable[[Path, Path], object]] = {
    "file": lambda folder, victim: mark(folder, victim / ".git"),
    "link": lambda folder, victim: (folder / ".git").symlink_to(victim / ".git"),
    "pipe": lambda folder, victim: os.mkfifo(folder / ".git"),
    "nowhere": lambda folder, victim: mark(folder, "/nergens"),
    "a file": lambda folder, victim: mark(folder, victim / "data" / "convenant.yaml"),
    "settings": _linked_settings,
}


@pytest.mark.parametrize("kind", BEGUN)
@pytest.mark.parametrize("below", ["", "dossier"])
def test_no_dossier_is_begun_in_the_repository_of_another_folder(
    victim: Path, tmp_path: Path, convenant: Run, kind: str, below: str
) -> None:
    folder = tmp_path / "nieuw"
    folder.mkdir()
    BEGUN[kind](folder, victim)
    before = state(victim)
    outcome = convenant("init", folder / below)
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1), outcome
    assert [path.name for path in folder.iterdir()] == [".git"]
    assert state(victim) == before


def test_an_environment_for_another_repository_is_not_used_for_a_new_one(
    victim: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(victim)
    for name, value in {"GIT_DIR": victim / ".git", "GIT_COMMON_DIR": victim / ".git", "GIT_WORK_TREE": victim}.items():
        monkeypatch.setenv(name, str(value))
    assert convenant("init", tmp_path / "nieuw").code == 0
    assert (tmp_path / "nieuw" / ".git" / "HEAD").is_file()
    assert state(victim) == before


def test_a_dossier_is_begun_also_when_git_makes_no_repository(
    tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gitconfig").write_text("[core\nx", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    outcome = convenant("init", tmp_path / "nieuw", code=0)
    assert "De map is nog geen git-repository: git weigert" in outcome.out
    assert not (tmp_path / "nieuw" / ".convenant-init").exists()
