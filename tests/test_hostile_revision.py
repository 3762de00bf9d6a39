"""A revision that somebody else made: no name in it is a way on disk."""

import subprocess
from pathlib import Path

import pytest

from convenant_cli.findings import ConvenantError
from convenant_cli.sources import own_templates
from tests.conftest import ROOT


def git(folder: Path, *args: str, given: bytes = b"") -> bytes:
    who = ("-c", "user.name=Beheer", "-c", "user.email=beheer@gemeente.example")
    return subprocess.run(
        ["git", "-C", folder, *who, *args], input=given, capture_output=True, check=True
    ).stdout.strip()  # fmt: skip


def tree(folder: Path, *entries: tuple[bytes, bytes, bytes]) -> bytes:
    """Make a tree with names that git itself would not make, as a server can hand them over."""
    raw = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(id.decode()) for mode, name, id in entries)
    return git(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw)


def branch(folder: Path, path: bytes) -> None:
    """Make the branch 'evil' with one more file below templates/, at a path of raw names."""
    id, mode = git(folder, "hash-object", "-w", "--stdin", given=b"owned\n"), b"100644"
    for part in reversed(path.split(b"/")):
        id, mode = tree(folder, (mode, part, id)), b"40000"
    data = git(folder, "rev-parse", "HEAD:data")
    root = tree(folder, (b"40000", b"data", data), (b"40000", b"templates", id))
    commit = git(folder, "commit-tree", root.decode(), "-p", "HEAD", "-m", "evil")
    git(folder, "update-ref", "refs/heads/evil", commit.decode())


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "d"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "convenant.yaml").write_bytes((ROOT / "data" / "convenant.yaml").read_bytes())
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "begin")
    return folder


@pytest.mark.parametrize(
    "path",
    [
        b"../escaped.txt",
        b"../../../../../../../../../../../../tmp/escaped.txt",
        b"x/../../escaped.txt",
        b".",
        b"./x",
        b"a\\..\\..\\escaped.txt",
        b"C:escaped.txt",
        b"x:stream",
        b"a\nb",
        b"a\x1b[2Jb",
        b"con",
        b"nul.txt",
        b"dot.",
        b"space ",
        b"...",
        b"\xff\xfe",
    ],
)
def test_a_name_in_a_revision_is_never_a_way_on_disk(repository: Path, path: bytes) -> None:
    branch(repository, path)
    before = sorted(repository.parent.rglob("*"))
    with pytest.raises(ConvenantError, match="een naam die niet mag") as caught, own_templates(repository, "evil"):
        pytest.fail("the templates were written")
    assert "\x1b" not in str(caught.value)
    assert sorted(repository.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "path", [b"jaarplan.html.j2", b"_deel-1.html.j2", b"delen/mijn deel.html.j2", "één.j2".encode()]
)
def test_a_plain_name_is_read(repository: Path, path: bytes) -> None:
    branch(repository, path)
    with own_templates(repository, "evil") as folder:
        assert (folder / path.decode()).read_bytes() == b"owned\n"
        assert not folder.is_relative_to(repository)


@pytest.mark.parametrize("path", [b".git/config", b".gitkeep", b".DS_Store"])
def test_what_is_hidden_is_left_alone(repository: Path, path: bytes) -> None:
    branch(repository, path)
    with own_templates(repository, "evil") as folder:
        assert list(folder.parent.rglob("*")) == []
