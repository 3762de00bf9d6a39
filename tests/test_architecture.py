"""The house stands: who may import whom, where each heavy library lives, and what a run loads."""

import ast
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT, TESTS

PACKAGE = ROOT / "convenant_cli"

#: The floor of every room. A module imports from its own room or from lower floors.
FLOORS = {
    "diskfile": 1,
    "findings": 0,
    "folding": 0,
    "gitcall": 1,
    "gitlog": 4,
    "gitmerge": 2,
    "gitmoment": 3,
    "gitread": 3,
    "gitrepo": 2,
    "glyphs": 0,
    "kalender": 0,
    "lookalikes": 0,
    "manual": 0,
    "privacy": 1,
    "programs": 0,
    "tracked": 4,
    "vondsten": 6,
    "voortgang": 6,
    "discreet": 7,
    "records": 1,
    "refusals": 1,
    "resources": 1,
    "owntemplates": 4,
    "sources": 4,
    "sequences": 0,
    "volgorde": 0,
    "wording": 1,
    "textfile": 1,
    "writing": 2,
    "besluiten": 3,
    "looptijd": 2,
    "syntax": 2,
    "together": 3,
    "identity": 2,
    "oordelen": 2,
    "editing": 6,
    "yamlfile": 3,
    "merging": 4,
    "model_errors": 4,
    "dossier": 5,
    "history": 7,
    "overgang": 7,
    "vaststelling": 7,
    "offers": 6,
    "op_dag": 6,
    "pairing": 6,
    "reading": 6,
    "zaak": 6,
    "controles": 7,
    "search": 7,
    "toetsen": 7,
    "verloop": 8,
    "judging": 8,
    "schemas": 8,
    "changes": 9,
    "checking": 9,
    "overzicht": 9,
    "voor_vaststellen": 9,
    "screen": 1,
    "signalen": 10,
    "since": 10,
    "trial": 11,
    "setting": 12,
    "creating": 12,
    "starting": 10,
    "documents": 11,
    "reporting": 12,
    "exchange": 12,
    "commands": 13,
    "dutch": 13,
    "cli": 14,
    "__main__": 15,
}

#: The only places that may import a heavy library: a room, or one module of it.
HOMES = {
    "ruamel": {"yamlfile"},
    "git": {"gitcall"},
    "jinja2": {"documents"},
    "markupsafe": {"documents"},
    "nh3": {"documents.selfcontained"},
    "prompt_toolkit": {"creating.prompting"},
    "rich": {"reporting.text", "reporting.view", "screen"},
    "typer": {"cli", "dutch", "commands", "screen"},
    "defusedxml": {"exchange.packages"},
    "icalendar": {"exchange.ics"},
    "openpyxl": {"exchange.packages"},
    "xlsxwriter": {"exchange.workbook"},
    "typst": {"documents.writers.bitmap", "documents.writers.typesetting"},
    "stdnum": {"privacy.numbers"},
    "pydantic": {"records", "schemas", "reading", "judging", "reporting", "toetsen", "creating.asking"},
    "pydantic_core": {"records", "schemas"},
}

LONGEST = 320

MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    """Return the name of a module inside the package: ``reporting.text``; empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {dotted(path) for path in MODULES}


@cache
def imports(path: Path) -> frozenset[str]:
    """Return every module that a file imports, at the top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: a relative import"
            module = str(node.module)
            below = {f"{module}.{alias.name}" for alias in node.names}
            inside = {name for name in below if name.removeprefix("convenant_cli.") in NAMES}
            found |= inside or {module}
    return frozenset(found)


def rooms(path: Path) -> set[str]:
    """Return the rooms of this package that a file imports from."""
    inside = {name.removeprefix("convenant_cli.") for name in imports(path) if name.startswith("convenant_cli.")}
    return {name.split(".")[0] for name in inside}


def test_every_room_has_a_floor() -> None:
    assert {name.split(".")[0] for name in NAMES} - {""} == set(FLOORS)


def test_the_manual_of_the_house_shows_the_same_floors() -> None:
    told: dict[str, int] = {}
    for line in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines():
        if row := re.match(r"\| (\d+) \| (`[^|]*`) \|", line):
            told |= dict.fromkeys(re.findall(r"`(\w+)(?:\.py|/)`", row[2]), int(row[1]))
    assert told == FLOORS


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_from_its_own_room_or_lower_floors(path: Path) -> None:
    room = dotted(path).split(".")[0]
    floor = FLOORS.get(room, 0)
    assert {other for other in rooms(path) if other != room and FLOORS[other] >= floor} == set()


def test_the_package_itself_imports_nothing() -> None:
    assert imports(PACKAGE / "__init__.py") == frozenset()


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_lives_in_its_home_only(library: str) -> None:
    users = {dotted(path) for path in MODULES if library in {name.split(".")[0] for name in imports(path)}}
    homes = HOMES[library]
    assert {user for user in users if user not in homes and user.split(".")[0] not in homes} == set()
    assert {home for home in homes if not any(f"{user}.".startswith(f"{home}.") for user in users)} == set()


def test_every_dependency_has_a_home() -> None:
    outside = {name.split(".")[0] for path in MODULES for name in imports(path)} - {"convenant_cli"}
    assert outside - sys.stdlib_module_names == set(HOMES)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_is_short_and_its_name_says_what_it_knows(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST
    assert path.stem not in {"utils", "util", "helpers", "base", "core", "manager", "misc"}


# --- what a run loads ---------------------------------------------------------------------------------------------

_RUN = """
import json, sys
from convenant_cli.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print(json.dumps([ended.code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded_by(*args: str) -> tuple[int, set[str]]:
    """Run the command line in a process of its own; return its exit code and the modules it loaded."""
    command = [sys.executable, "-c", _RUN, *args]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


def test_validating_loads_no_git_no_terminal_and_no_templates(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "controles" / "_basis", tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/partners/politie.yaml").write_text("naam: Politie\nrollen: [politi]\n", encoding="utf-8")
    code, modules = loaded_by("-C", str(tmp_path), "validate", "--format", "concise")
    assert code == 1
    assert "convenant_cli.dossier" in modules
    assert (
        modules & {"git", "rich", "jinja2", "markupsafe", "convenant_cli.documents", "convenant_cli.schemas"} == set()
    )


@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_the_version_and_the_help_page_load_no_records(asked: str) -> None:
    code, modules = loaded_by(asked)
    assert code == 0
    assert "convenant_cli.cli" in modules
    assert (
        modules & {"convenant_cli.records", "convenant_cli.dossier", "pydantic", "ruamel.yaml", "git", "rich", "jinja2"}
        == set()
    )
