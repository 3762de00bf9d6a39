"""The recipes in docs/uitbreiden/, followed to the letter in a copy of the code: each works, and shows what it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.grondig import GRONDIG

pytestmark = pytest.mark.programmas

_PARTS = ("convenant_cli", "data", "docs", "schemas", "scripts", "templates", "fonts", "tests")


def blocks(recipe: str, language: str) -> list[str]:
    """The code blocks of a recipe in one language."""
    text = (ROOT / "docs" / "uitbreiden" / recipe).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def files(recipe: str) -> list[str]:
    """The files that a recipe says to write, in its order."""
    text = (ROOT / "docs" / "uitbreiden" / recipe).read_text(encoding="utf-8")
    return re.findall(r"(?:Write|Written as) `([\w/.]+\w)`", text)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, in which the recipes are followed one after another."""
    folder = tmp_path_factory.mktemp("uitbreiden") / "convenant"
    for part in _PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run(folder: Path, script: str) -> str:
    """Run the lines of a recipe with this Python; return what they print."""
    script = script.replace(".venv/bin/python", shlex.quote(sys.executable))
    script = script.replace(".venv/bin/convenant", f"{shlex.quote(sys.executable)} -m convenant_cli")
    here = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        ["bash", "-euc", script],
        cwd=folder,
        env=here,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    assert not path.exists()
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("recipe", ["controle.md", "toets.md"])
def test_the_recipe_of_a_check_and_of_a_toets(copy: Path, recipe: str) -> None:
    (name,) = files(recipe)
    write(copy, name, blocks(recipe, "python")[0])
    examples, expected = blocks(recipe, "sh")
    run(copy, examples)
    assert run(copy, expected).endswith(blocks(recipe, "text")[0])


def test_the_recipe_of_a_check_over_time(copy: Path) -> None:
    (name,) = files("verloop.md")
    check, mistake = blocks("verloop.md", "python")
    write(copy, name, check)
    test = copy / "tests/checks/test_overgangen.py"
    text = test.read_text(encoding="utf-8")
    start = "_MISTAKES: list[tuple[tuple[tuple[str, ...], ...], list[str]]] = ["
    assert start in text
    test.write_text(text.replace(start, f"{start}*{mistake.rstrip()},"), encoding="utf-8")
    told = run(copy, ".venv/bin/python -m pytest -q tests/checks/test_overgangen.py -k 'mistake or form or broken'")
    assert " passed" in told


def test_the_recipe_of_a_document(copy: Path) -> None:
    name, template = files("document.md")
    write(copy, name, blocks("document.md", "python")[0])
    write(copy, template, blocks("document.md", "jinja")[0])
    run(copy, blocks("document.md", "sh")[0].split(" --naar build/b.docx")[0])
    assert "<h2" in (copy / "build/b.html").read_text(encoding="utf-8")
    assert "besluitenlijst" in run(copy, ".venv/bin/convenant render")


def test_the_recipe_of_a_format(copy: Path) -> None:
    (name,) = files("formaat.md")[:1]
    assert "<format>" not in name
    write(copy, name, blocks("formaat.md", "python")[0])
    lines = run(copy, ".venv/bin/convenant validate --format tabel").splitlines()
    assert lines
    assert {line.count(" | ") for line in lines} == {2}


def test_the_recipe_of_a_field(copy: Path) -> None:
    record = copy / "convenant_cli/records/bijeenkomst.py"
    text = record.read_text(encoding="utf-8")
    anchor = "    plaats: "
    assert text.count(anchor) == 1
    record.write_text(text.replace(anchor, f"    {blocks('veld.md', 'python')[0].strip()}\n{anchor}"), encoding="utf-8")
    # That the pages come out whole is the test of what is generated; here it takes as long only in a thorough run.
    run(copy, f".venv/bin/python scripts/generate.py{'' if GRONDIG else ' --schemas'}")
    assert '"zaal"' in (copy / "schemas/bijeenkomst.schema.json").read_text(encoding="utf-8")
    run(copy, "echo 'zaal: Raadzaal' >> data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml")
    assert "Raadzaal" in run(copy, ".venv/bin/convenant show bijeenkomst:2026-12-10-jaarlijkse-bijeenkomst")


def test_the_recipe_of_a_kind_of_record(copy: Path) -> None:
    (name,) = files("soort.md")[:1]
    (model,) = blocks("soort.md", "python")
    write(copy, name, model)
    kinds = copy / "convenant_cli/records/__init__.py"
    text = kinds.read_text(encoding="utf-8")
    imported = "from convenant_cli.records.verklaring import Verklaring\n"
    assert text.count(imported) == text.count("    Personen,\n)") == 1
    text = text.replace(imported, f"{imported}from convenant_cli.records.project import Project\n")
    kinds.write_text(text.replace("    Personen,\n)", "    Project,\n    Personen,\n)"), encoding="utf-8")
    run(copy, ".venv/bin/python scripts/generate.py --schemas")
    assert '"vervolg_op"' in (copy / "schemas/project.schema.json").read_text(encoding="utf-8")
    run(copy, "git init -q && git add data && git -c user.name=x -c user.email=x@x.example commit -qm begin")
    (shown,) = blocks("soort.md", "sh")
    assert run(copy, shown).rstrip().endswith(blocks("soort.md", "text")[0].rstrip())
    record = copy / "data/projecten/vroeg.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "vervolg_op: eerder\n", encoding="utf-8")
    assert "het project 'eerder' bestaat niet" in run(copy, ".venv/bin/convenant validate || true")
