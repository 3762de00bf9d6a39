"""The house stands: who may import whom, where each heavy library lives, and what a run loads."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import BASIS, ROOT, TESTS

PACKAGE = ROOT / "convenant_cli"

#: The floor of every room: a folder, or a module that stands alone. A module imports from its own room or from lower
#: floors.
FLOORS = {
    "findings": 0,
    "kalender": 0,
    "text": 0,
    "privacy": 1,
    "records": 1,
    "sources": 1,
    "dossier": 2,
    "judging": 3,
    "changes": 4,
    "checks": 4,
    "documents": 5,
    "editing": 6,
    "exchange": 7,
    "commands": 8,
    "cli": 9,
}

#: The other name of a room: ``python -m convenant_cli`` is the command line.
OTHER_NAME = {"__main__": "cli"}

#: The only places that may import a heavy library: a room, or a part of it.
HOMES = {
    "ruamel": {"sources.yamlfile"},
    "git": {"sources.git.call"},
    "jinja2": {"documents.page"},
    "markupsafe": {"documents"},
    "nh3": {"documents.page.selfcontained"},
    "prompt_toolkit": {"editing.creating.prompting"},
    "rich": {"commands.reports.findings", "commands.reports.view", "text.busy", "text.screen"},
    "typer": {"cli", "commands", "text.screen"},
    "defusedxml": {"exchange.packages"},
    "icalendar": {"exchange.ics"},
    "openpyxl": {"exchange.packages"},
    "xlsxwriter": {"exchange.drawing"},
    "typst": {"documents.writers"},
    "stdnum": {"privacy.numbers"},
    "pydantic": {"records", "commands.reports", "dossier.reading", "judging", "editing.creating.asking"},
    "pydantic_core": {"records", "judging.schemas"},
}

#: What a file takes from a module of ours: the module, and the names up to the end of the line or of the brackets.
_FROM_OURS = re.compile(r"^\s*from ((?:convenant_cli|tests)[\w.]*) import (\([^)]*\)|.*)", re.MULTILINE)

#: The room of a module, in lines: what it imports is not counted.
LONGEST = 310

MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    """Return the name of a module inside the package: ``reporting.text``; empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {dotted(path) for path in MODULES}


class Syntax(NamedTuple):
    """What the tests here ask of a file, from one walk through its syntax."""

    imports: frozenset[str]
    """Every module that it imports, at the top or inside a function."""
    classes: frozenset[str]
    length: int
    """Its lines, beside what it imports at the top."""


@cache
def syntax(path: Path) -> Syntax:
    text = path.read_text(encoding="utf-8")
    module = ast.parse(text)
    found: set[str] = set()
    classes: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: a relative import"
            name = str(node.module)
            below = {f"{name}.{alias.name}" for alias in node.names}
            inside = {one for one in below if one.removeprefix("convenant_cli.") in NAMES}
            found |= inside or {name}
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            classes.add(node.name)
    top = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
    taken = sum(node.end_lineno - node.lineno + 1 for node in top if node.end_lineno is not None)
    return Syntax(frozenset(found), frozenset(classes), len(text.splitlines()) - taken)


def imports(path: Path) -> frozenset[str]:
    """Return every module that a file imports, at the top or inside a function."""
    return syntax(path).imports


def room_of(name: str) -> str:
    """Return the room of a module: ``commands`` for ``commands.reports.findings.text``."""
    first = name.split(".")[0]
    return OTHER_NAME.get(first, first)


def rooms(path: Path) -> set[str]:
    """Return the rooms of this package that a file imports from."""
    inside = {name.removeprefix("convenant_cli.") for name in imports(path) if name.startswith("convenant_cli.")}
    return {room_of(name) for name in inside}


def test_every_room_has_a_floor() -> None:
    assert {room_of(name) for name in NAMES} - {""} == set(FLOORS)


def test_the_house_is_small_at_the_top() -> None:
    folders = {name for name in FLOORS if (PACKAGE / name).is_dir()}
    assert len(folders) <= 12
    assert set(FLOORS) - folders == {"findings", "kalender", "cli"}
    assert set(FLOORS.values()) == set(range(10))


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Also not inside a function, and not inside a room; the list of a package may name what stands in it."""
    edges = {dotted(path): imports(path) for path in MODULES}
    below = {name: {one.removeprefix("convenant_cli.") for one in to} & NAMES for name, to in edges.items()}
    while ends := {name for name, to in below.items() if not to}:
        below = {name: to - ends for name, to in below.items() if name not in ends}
    assert below == {}


def test_the_manual_of_the_house_shows_the_same_floors() -> None:
    told: dict[str, int] = {}
    for line in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines():
        if row := re.match(r"\| (\d+) \| (`[^|]*`) \|", line):
            told |= dict.fromkeys(re.findall(r"`(\w+)(?:\.py|/)`", row[2]), int(row[1]))
    assert told == FLOORS


def test_a_module_imports_from_its_own_room_or_lower_floors() -> None:
    wrong = [
        f"{dotted(path)}: {other}"
        for path in MODULES
        for other in sorted(rooms(path) - {room_of(dotted(path))})
        if FLOORS[other] >= FLOORS.get(room_of(dotted(path)), 0)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_package_itself_imports_nothing() -> None:
    assert imports(PACKAGE / "__init__.py") == frozenset()


def test_nothing_imports_a_private_name_of_another_module() -> None:
    """By its words and not by its syntax: the tests are as much text as the code, and nothing else asks for theirs."""
    private = re.compile(r"(?<![\w.])_(?!_)\w+")
    told = [
        f"{path.relative_to(ROOT)}: {name} of {match[1]}"
        for path in (*MODULES, *sorted(TESTS.rglob("*.py")))
        for match in _FROM_OURS.finditer(path.read_text(encoding="utf-8"))
        for name in private.findall(match[2])
    ]
    assert told == []


def test_a_class_has_a_name_of_its_own_in_the_whole_house() -> None:
    """The same fact is one class, another fact has another name: else a list by names mixes the two."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for name in syntax(path).classes:
            found.setdefault(name, set()).add(room_of(dotted(path)))
    assert {name for name, rooms_of_it in found.items() if len(rooms_of_it) > 1} == set()


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_lives_in_its_home_only(library: str) -> None:
    users = {dotted(path) for path in MODULES if library in {name.split(".")[0] for name in imports(path)}}
    homes = HOMES[library]
    assert {user for user in users if not any(f"{user}.".startswith(f"{home}.") for home in homes)} == set()
    assert {home for home in homes if not any(f"{user}.".startswith(f"{home}.") for user in users)} == set()


def test_every_dependency_has_a_home() -> None:
    outside = {name.split(".")[0] for path in MODULES for name in imports(path)} - {"convenant_cli"}
    assert outside - sys.stdlib_module_names == set(HOMES)


def test_a_module_is_short_and_its_name_says_what_it_knows() -> None:
    empty = {"utils", "util", "helpers", "base", "core", "manager", "misc"}
    wrong = [f"{dotted(path)} says nothing by its name" for path in MODULES if path.stem in empty]
    wrong += [f"{dotted(path)}: {long} lines" for path in MODULES if (long := syntax(path).length) > LONGEST]
    assert not wrong, "\n".join(wrong)


# --- what a run loads ---------------------------------------------------------------------------------------------

_RUN = """
import json, sys
from convenant_cli.__main__ import main
try:
    main()
except SystemExit as ended:
    print(json.dumps([ended.code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded_by(*args: str, **settings: str) -> tuple[int, set[str]]:
    """Run the command line in a process of its own; return its exit code and the modules it loaded."""
    command, env = [sys.executable, "-c", _RUN, *args], {**os.environ, **settings}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


def test_validating_loads_no_git_no_terminal_and_no_templates(tmp_path: Path) -> None:
    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/partners/politie.yaml").write_text("naam: Politie\nrollen: [politi]\n", encoding="utf-8")
    code, modules = loaded_by("-C", str(tmp_path), "validate", "--format", "concise")
    assert code == 1
    assert "convenant_cli.dossier.dossier" in modules
    assert (
        modules & {"git", "rich", "jinja2", "markupsafe", "convenant_cli.documents", "convenant_cli.judging.schemas"}
        == set()
    )


def test_a_dossier_without_faults_loads_nothing_that_tells_of_one_or_of_an_earlier_moment(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    code, modules = loaded_by("-C", str(tmp_path), "validate", "--peildatum", "2026-11-21")
    assert code == 0
    assert "convenant_cli.checks.controles.verwijzing_bestaat" in modules
    needless = (
        "convenant_cli.checks.verloop.",
        "convenant_cli.dossier.faults",
        "convenant_cli.dossier.gone",
        "convenant_cli.dossier.meant",
        "convenant_cli.dossier.overgang",
        "convenant_cli.dossier.pairing",
        "convenant_cli.records.model.shapes",
        "convenant_cli.sources.syntax",
    )
    assert [name for name in sorted(modules) if name.startswith(needless)] == []


def test_judging_loads_no_rule_of_reading_and_not_what_describes_the_fields(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    code, modules = loaded_by("-C", str(tmp_path), "check", "--peildatum", "2026-11-21")
    assert code == 0
    assert "convenant_cli.judging.overzicht" in modules
    rules = (
        "convenant_cli.checks.controles.",
        "convenant_cli.checks.verloop.",
        "convenant_cli.commands.reports.velden",
    )
    assert [name for name in sorted(modules) if name.startswith(rules)] == []


@pytest.mark.parametrize(("asked", "columns"), [("--version", "80"), ("--help", "90")])
def test_the_version_and_a_help_page_load_no_records(asked: str, columns: str) -> None:
    code, modules = loaded_by(asked, COLUMNS=columns)
    assert code == 0
    assert "convenant_cli.cli" in modules
    assert (
        modules
        & {"convenant_cli.records", "convenant_cli.dossier.dossier", "pydantic", "ruamel.yaml", "git", "rich", "jinja2"}
        == set()
    )


@pytest.mark.parametrize("columns", ["80", "132"])
def test_a_help_page_of_a_usual_width_loads_next_to_nothing(columns: str) -> None:
    for args in (("--help",), ("validate", "-h")):
        code, modules = loaded_by(*args, COLUMNS=columns)
        assert code == 0
        assert "convenant_cli.commands.help_pages" in modules
        assert modules & {"typer", "pathlib", "hashlib", "typing", "convenant_cli.cli"} == set()


def test_completing_a_record_loads_no_command_line() -> None:
    line = {"_CONVENANT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "convenant show po"}
    code, modules = loaded_by(**line)
    assert code == 0
    assert "convenant_cli.dossier.ids" in modules
    assert modules & {"typer", "pydantic", "convenant_cli.records", "convenant_cli.cli", "git"} == set()
