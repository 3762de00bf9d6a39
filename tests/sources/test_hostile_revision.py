"""A revision that somebody else made: no name in it is a way on disk."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.owntemplates import own_templates
from tests.conftest import ROOT


def git(folder: Path, *args: str, given: bytes = b"") -> bytes:
    return subprocess.run(["git", "-C", folder, *args], input=given, capture_output=True, check=True).stdout.strip()


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
        b"[x].j2",
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
    "path",
    [
        b"jaarplan.html.j2",
        b"_deel-1.html.j2",
        b"delen/mijn deel.html.j2",
        "één.j2".encode(),
        b"huisstijl/docx/[Content_Types].xml",  # the shipped dossier has it
    ],
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


def test_of_git_lfs_the_file_itself_is_used_when_this_clone_has_it(repository: Path) -> None:
    content = b"the real file\n"
    id = hashlib.sha256(content).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize {len(content)}\n".encode()
    (repository / "templates").mkdir()
    (repository / "templates" / "huisstijl.docx").write_bytes(pointer)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "pointer")
    with own_templates(repository, "HEAD") as folder:
        assert (folder / "huisstijl.docx").read_bytes() == pointer
    store = repository / ".git" / "lfs" / "objects" / id[:2] / id[2:4]
    store.mkdir(parents=True)
    (store / id).write_bytes(b"another file..\n"[: len(content)])
    with own_templates(repository, "HEAD") as folder:
        assert (folder / "huisstijl.docx").read_bytes() == pointer
    (store / id).write_bytes(content)
    with own_templates(repository, "HEAD") as folder:
        assert (folder / "huisstijl.docx").read_bytes() == content


def test_a_sentence_names_the_file_in_the_repository_and_not_our_copy(repository: Path) -> None:
    (repository / "templates").mkdir()
    (repository / "templates" / "x.j2").write_bytes(b"x")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "x")
    with pytest.raises(ConvenantError) as caught, own_templates(repository, "HEAD") as folder:
        raise ConvenantError(f"sjabloon {folder / 'x.j2'}:1: fout")
    assert str(caught.value) == "sjabloon templates/x.j2:1: fout (in revisie HEAD)"
