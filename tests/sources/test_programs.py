"""Other programs: which one runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.grondig import spread

pytestmark = [
    pytest.mark.programmas,
    pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts of a shell"),
]


def program(folder: Path, script: str, name: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("path", spread(["{}", ".:{}", ":{}", "bin:{}:", ":.:bin:./bin:../dossier:{}:"], 2))
def test_a_folder_from_elsewhere_does_not_choose_what_runs(path: str, tmp_path: Path) -> None:
    """With ``python -m`` the current folder is the first place where Python looks for modules."""
    dossier = tmp_path / "dossier"
    for name in ("git", "typst", "typer", "jinja2", "ruamel", "pydantic", "rich", "click", "json"):
        (dossier / name).mkdir(parents=True)
        (dossier / name / "__init__.py").write_text(f"open({str(tmp_path / 'gedraaid')!r}, 'a').write({name!r})")
    for name in ("git", "typst"):
        if not (dossier / name).exists():
            program(dossier, f"echo {name} >> {tmp_path / 'gedraaid'}", name)
        (dossier / "bin").mkdir(exist_ok=True)
        program(dossier / "bin", f"echo {name} >> {tmp_path / 'gedraaid'}", name)
    command = [sys.executable, "-m", "convenant_cli"]
    day = ("--peildatum", "2026-06-15")
    around = {**os.environ, "PATH": path.format(os.environ["PATH"])}
    begun = subprocess.run(
        [*command, "init", "--gemeente", "Voorbeeldstad", "--ci", "geen", *day],
        cwd=dossier,
        env=around,
        capture_output=True,
        check=False,
    )
    assert begun.returncode == 0, begun.stderr
    asked = ["render", "jaarplan", "2026", *day, "--naar", "../a.docx", "--naar", "../a.pdf"]
    made = subprocess.run([*command, *asked], cwd=dossier, env=around, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "gedraaid").exists()
    assert (tmp_path / "a.docx").is_file()
