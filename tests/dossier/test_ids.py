"""The ids that completion reads without a record are those of the dossier itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from convenant_cli.dossier.ids import ids
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import worktree
from tests.conftest import BASIS, ROOT, TESTS

PROFIELEN = sorted(path.parent.parent for path in (TESTS / "profielen").glob("*/data/convenant.yaml"))


@pytest.mark.parametrize("root", [ROOT, BASIS, *PROFIELEN], ids=lambda root: root.name)
def test_every_id_is_told_with_its_kind(root: Path) -> None:
    defined = load(worktree(root))[0].defined
    found = {soort: sorted(set(named)) for soort, named in ids(str(root)).items()}
    assert found == {soort: sorted(named) for soort, named in defined.items() if soort != "personen"}


def test_there_are_profiles_to_compare_with() -> None:
    assert PROFIELEN


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "raw", [b"", b"- a\n- b\n", b"naam: [", b"eenheden: x\naanbod: {id: {a: b}}\n", b"\xff", b"x" * 300_000]
)
def test_what_is_wrong_with_a_file_keeps_nothing_else_back(raw: bytes, tmp_path: Path) -> None:
    root = tmp_path / "dossier"
    shutil.copytree(BASIS, root)
    whole = ids(str(root))
    partners = root / "data" / "partners"
    (partners / "stuk.yaml").write_bytes(raw)
    (partners / "koppeling.yaml").symlink_to("/etc/passwd")
    os.mkfifo(partners / "pijp.yaml")
    (partners / ".verborgen.yaml").write_bytes(b"naam: x\n")
    (root / "data" / "rondje").symlink_to(root / "data")
    found = ids(str(root))
    assert set(found["partner"]) == {*whole["partner"], "stuk", "koppeling", "pijp"}
    assert {soort: set(named) for soort, named in found.items() if soort not in ("partner", "aanbod")} == {
        soort: set(named) for soort, named in whole.items() if soort not in ("partner", "aanbod")
    }
    assert ids(str(tmp_path / "nergens")) == {}


def test_no_model_is_loaded_for_an_id() -> None:
    code = "import sys; from convenant_cli.dossier.ids import ids; assert ids('.'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=BASIS, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    assert loaded.isdisjoint({"pydantic", "typer", "rich", "git", "jinja2"})
