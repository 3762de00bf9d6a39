"""``convenant status`` says what is only on this machine: not committed, or not pushed."""

import json
import shutil
from pathlib import Path

import pytest

from convenant_cli.sources.git.pending import openstaand
from tests.conftest import BASIS, Run
from tests.verhaal import git

POLITIE = "data/partners/politie.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "dossier"
    shutil.copytree(BASIS / "data", root / "data")
    git(root, "init", "-q", "-b", "main")
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in (root / "data").rglob("*.yaml")]


def test_outside_a_repository_nobody_asks(tmp_path: Path) -> None:
    assert openstaand(tmp_path, []) is None


def test_what_is_new_changed_staged_or_gone_is_not_committed(root: Path) -> None:
    found = openstaand(root, names(root))
    assert found is not None
    assert set(found.bestanden) == set(names(root))  # nothing was committed yet
    commit(root)
    found = openstaand(root, names(root))
    assert found is not None
    assert (found.bestanden, found.commits) == ((), None)
    (root / POLITIE).write_bytes((root / POLITIE).read_bytes() + b"# anders\n")
    (root / "data/partners/nieuw.yaml").write_bytes(b"naam: Nieuw\n")
    (root / "data/evaluaties/2026/ouderavond.yaml").unlink()
    git(root, "add", POLITIE)
    found = openstaand(root, names(root))
    assert found is not None
    assert found.bestanden == ("data/evaluaties/2026/ouderavond.yaml", "data/partners/nieuw.yaml", POLITIE)


def test_a_commit_that_only_this_machine_has_is_told(root: Path, convenant: Run) -> None:
    commit(root)
    git(root.parent, "init", "-q", "--bare", "server.git")
    git(root, "remote", "add", "origin", str(root.parent / "server.git"))
    git(root, "push", "-q", "-u", "origin", "main")
    assert "Git" not in convenant("-C", root, "status", "--peildatum", "2026-11-21").out
    (root / POLITIE).write_bytes((root / POLITIE).read_bytes() + b"# anders\n")
    commit(root)
    (root / POLITIE).write_bytes((root / POLITIE).read_bytes() + b"# nog anders\n")
    out = " ".join(convenant("-C", root, "status", "--peildatum", "2026-11-21").out.split())
    assert "1 bestand is nog niet vastgelegd (git commit): partners/politie.yaml" in out
    assert "1 commit is nog niet verstuurd (git push)" in out
    told = json.loads(convenant("-C", root, "status", "--format", "json", "--peildatum", "2026-11-21").out)
    assert told["git"] == {"niet_vastgelegd": [POLITIE], "niet_verstuurd": 1}
