"""What git keeps of a dossier belongs to its picture: each thing that an answer can depend on is another one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from convenant_cli.sources.fingerprint import NoPictureError
from convenant_cli.sources.picture import picture
from tests.conftest import BASIS
from tests.verhaal import begun, git

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


class Desk:
    """A dossier in git, of somebody with settings."""

    def __init__(self, tmp: Path) -> None:
        self.root, self.home = tmp / "dossier", tmp / "home"
        shutil.copytree(BASIS, self.root)
        self.home.mkdir()
        (tmp / "bin").mkdir()
        (tmp / "bin" / "git").write_text("een programma", encoding="utf-8")
        self.around = {"HOME": str(self.home), "PATH": str(tmp / "bin"), "GIT_CONFIG_SYSTEM": str(tmp / "systeem")}
        begun(self.root)
        self.git = self.root / ".git"

    @property
    def seen(self) -> bytes:
        return picture(str(self.root), self.around).content


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _write(path: Path, text: str = "iets\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


CHANGES: dict[str, Callable[[Desk], object]] = {
    "the index": lambda desk: git(desk.root, "rm", "--quiet", "--cached", "data/partners/politie.yaml"),
    "a branch": lambda desk: git(desk.root, "branch", "tak"),
    "a tag": lambda desk: git(desk.root, "tag", "jaarplan-2026-v1.0"),
    "packed branches": lambda desk: git(desk.root, "pack-refs", "--all"),
    "another branch": lambda desk: git(desk.root, "switch", "--quiet", "--create", "tak"),
    "a setting": lambda desk: git(desk.root, "config", "core.autocrlf", "true"),
    "what is ignored": lambda desk: _write(desk.git / "info/exclude"),
    "a clone that is not whole": lambda desk: _write(desk.git / "shallow"),
    "where a branch was": lambda desk: _write(desk.git / "logs/HEAD"),
    "contents that are gone": lambda desk: shutil.rmtree(next(desk.git.glob("objects/[0-9a-f][0-9a-f]"))),
    "more contents": lambda desk: git(desk.root, "hash-object", "-w", "--stdin", stdin=b"iets"),
    "what git knows of contents": lambda desk: _write(desk.git / "objects/info/commit-graph"),
    "my settings": lambda desk: _write(desk.home / ".gitconfig"),
    "my other settings": lambda desk: _write(desk.home / ".config/git/config"),
    "settings of the machine": lambda desk: _write(Path(desk.around["GIT_CONFIG_SYSTEM"])),
    "git itself": lambda desk: _write(Path(desk.around["PATH"]) / "git"),
    "no git": lambda desk: (Path(desk.around["PATH"]) / "git").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_another_picture_after(desk: Desk, change: str) -> None:
    before = desk.seen
    assert desk.seen == before
    CHANGES[change](desk)
    assert desk.seen != before


@pytest.mark.parametrize("name", ["objects/pack/*.pack", "objects/info/packs", "packed-refs"])
def test_it_is_another_picture_when_what_git_packed_is_written_over(desk: Desk, name: str) -> None:
    git(desk.root, "gc", "--quiet")
    before = desk.seen
    assert desk.seen == before
    (path,) = desk.git.glob(name)
    path.chmod(0o600)
    raw = path.read_bytes()
    path.write_bytes(raw[:-1])
    changed = desk.seen
    assert changed != before
    path.unlink()
    assert desk.seen != changed


def test_settings_of_the_machine_stand_where_they_always_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    del desk.around["GIT_CONFIG_SYSTEM"]
    desk.around["XDG_CONFIG_HOME"] = str(desk.home / "elders")
    before, isfile, asked = desk.seen, os.path.isfile, []

    def noted(path: str) -> bool:
        asked.append(path)
        return isfile(path)

    monkeypatch.setattr(os.path, "isfile", noted)
    assert desk.seen == before
    assert {"/etc/gitconfig", str(desk.home / "elders/git/config")} <= set(asked)


def test_a_second_working_tree_shares_what_it_shares(desk: Desk) -> None:
    git(desk.root, "worktree", "add", "--quiet", "../tweede")
    shared, desk.root = desk.root, desk.root.parent / "tweede"
    before = desk.seen
    assert desk.seen == before
    git(shared, "tag", "jaarplan-2026-v1.0")
    tagged = desk.seen
    assert tagged != before
    git(desk.root, "rm", "--quiet", "--cached", "data/partners/politie.yaml")
    assert desk.seen != tagged


@POSIX
def test_a_folder_that_is_none_of_git_is_not_walked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    home = desk.root.parent / "thuis"
    _write(home / "brieven" / "geheim.txt")
    shutil.rmtree(desk.git)
    desk.git.write_text(f"gitdir: {home}\n", encoding="utf-8")
    walked: list[str] = []
    look = os.scandir

    def noted(path: str) -> object:
        walked.append(path)
        return look(path)

    monkeypatch.setattr(os, "scandir", noted)
    with pytest.raises(NoPictureError):
        _ = desk.seen
    assert walked
    assert not [path for path in walked if path.startswith(str(home))]


@pytest.mark.parametrize("name", ["data/partners/groot.yaml", ".git/groot.cfg"])
def test_what_would_fill_the_memory_is_not_read(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with (desk.root / name).open("wb") as file:
        file.truncate(20_000_000_000)
    _write(desk.git / "config", "[include]\n\tpath = groot.cfg\n")
    read = os.read

    def bounded(descriptor: int, size: int) -> bytes:
        assert size < 20_000_000
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", bounded)
    with pytest.raises(NoPictureError):
        _ = desk.seen


def test_what_is_of_somebody_else_has_no_picture(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lstat = os.lstat
    for theirs in (str(desk.root), str(desk.git)):

        def of_another(path: str, theirs: str = theirs) -> os.stat_result:
            found = lstat(path)
            return os.stat_result((*found[:4], found.st_uid + 1, *found[5:])) if path == theirs else found

        with monkeypatch.context() as patch:
            patch.setattr(os, "lstat", of_another)
            with pytest.raises(NoPictureError):
                _ = desk.seen
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: lstat(desk.root).st_uid + 1)
        with pytest.raises(NoPictureError):
            _ = desk.seen
