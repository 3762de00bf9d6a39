"""The table of how fast the commands are: each beside a yardstick in the same run, with the goal.

Run ``python benchmarks/speed.py [--sizes 100 1000 10000 100000] [--rounds 3] [--ajv node_modules/.bin/ajv]`` in an
environment with the extras ``documenten`` and ``test``, with git, on a system that is not Windows. It prints Markdown.
Quote the ratios, not the seconds. ``--ajv`` is an ajv-cli with ajv-formats beside it; without it the rows against it
stay out. The largest dossiers are read once, and for a quarter of an hour at most.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import diff
from dossiers import ROOT, SHIPPED, make_dossier
from timing import Case, Figures, compare

HERE = Path(sys.executable).parent
CONVENANT = [str(HERE / "convenant")]
SCHEMA = ROOT / "schemas" / "actie.schema.json"
_IMPORTS = "import typer, pydantic, ruamel.yaml, rich.console, jinja2"
_PACKAGES = ("pydantic", "typer", "ruamel.yaml", "check-jsonschema")
_EVERY = 10
"""One in so many files gets a fault."""
_ONCE = 20_000
"""From so many actions on a dossier is read once, from the beginning, and stopped when that takes too long."""
_LONGEST = 900
"""Seconds of the clock after which that is."""
_GOALS_AT = 10_000
"""The size that the goals are for; smaller ones stand in the table to show how they grow."""
_MIB_AT_GOALS = 150
_MILLISECONDS = 120
"""What feels as if nothing was waited for."""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    against: str
    goal: float | None
    ratio: float
    figures: Figures


def shipped(folder: Path, rounds: int) -> Iterator[Row]:
    """Yield what the commands take on the shipped dossier: as if nothing was ever asked, and what is asked again."""
    validate, complete = [*CONVENANT, "validate"], {"_CONVENANT_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    actions = sorted((folder / "data/jaarplan").glob("*/acties/*.yaml"))
    complete["COMP_WORDS"] = "convenant\nshow\npol"
    with tempfile.TemporaryDirectory() as name:
        kept, edited = Path(name, "kept"), Path(name, "edited")
        shutil.copytree(folder / "data", edited / "data")
        found = compare(
            {
                "nothing": [sys.executable, "-c", "pass"],
                "imports": [sys.executable, "-c", _IMPORTS],
                "--help": [*CONVENANT, "--help"],
                "completion of a record": Case(CONVENANT, around=complete),
                "completion of a record, again": Case(CONVENANT, kept, around=complete),
                "validate": validate,
                "validate, again": Case(validate, kept),
                "validate, again, one file changed": Case(
                    [*CONVENANT, "-C", str(edited), "validate"], kept, Edits(edited / actions[0].relative_to(folder))
                ),
                "check": [*CONVENANT, "check"],
                "status": [*CONVENANT, "status"],
                "find": [*CONVENANT, "find", "ouders"],
                "schema": [str(HERE / "check-jsonschema"), "--schemafile", str(SCHEMA), *map(str, actions)],
            },
            folder,
            rounds,
        )
    nothing, imports, schema = (
        "python that does nothing",
        "the imports of five libraries",
        f"its {len(actions)} actions",
    )
    for what, against, its, goal in (
        ("validate", imports, "imports", 1.8),
        ("validate, again", imports, "imports", 0.3),
        ("validate, again, one file changed", imports, "imports", None),
        ("validate", f"check-jsonschema on {schema}", "schema", 0.5),
        ("--help", nothing, "nothing", 5),
        ("completion of a record", nothing, "nothing", 5),
        ("completion of a record, again", nothing, "nothing", 5),
        ("check", "validate", "validate", 0.7),
        ("status", "validate", "validate", 0.7),
        ("find", "validate", "validate", 0.7),
    ):
        yield Row(f"{what} (shipped dossier)", against, goal, found[what].beside(found[its]), found[what])
    for what in ("--help", "completion of a record"):
        taken = round(1000 * found[what].median)
        yield Row(f"{what} (shipped dossier)", "ms of the processor", _MILLISECONDS, taken, found[what])


class Edits:
    """Changes a sentence of an action, each time to another one."""

    def __init__(self, path: Path) -> None:
        self._path, self._text = path, path.read_text(encoding="utf-8")
        self._turn = 0

    def __call__(self) -> None:
        """Do so."""
        self._turn += 1
        text = re.sub(r"(?m)^doelgroep: .*$", f"doelgroep: klas {self._turn}", self._text)
        if text == self._text:
            text = f"{text}# ronde {self._turn}\n"
        self._path.write_text(text, encoding="utf-8")


def documents(folder: Path, rounds: int) -> Iterator[Row]:
    """Yield what the documents take beside the same as Markdown."""
    formats = ("md", "docx", "pdf")
    command = [*CONVENANT, "render", "jaarplan", "2026", "--naar"]
    found = compare({kind: [*command, str(folder / f"uit.{kind}")] for kind in formats}, folder, rounds)
    for kind in formats[1:]:
        yield Row(f"render jaarplan, {kind}", "md", 1.3, found[kind].beside(found["md"]), found[kind])


def at_size(size: int, rounds: int, ajv: str | None) -> Iterator[Row]:
    """Yield what a dossier with so many actions takes: cold, and with faults."""
    with tempfile.TemporaryDirectory() as name:
        clean, faulty, edited = Path(name, "clean"), Path(name, "faulty"), Path(name, "edited")
        files, day = make_dossier(clean, size)
        for number, path in enumerate(make_dossier(faulty, size)[0]):
            if number % _EVERY == 0:
                path.write_text(
                    path.read_text(encoding="utf-8").replace("\ndoelgroep:", "\ndoelgreop:"), encoding="utf-8"
                )
        shutil.copytree(clean, edited)
        line, kept = [*CONVENANT, "-C", str(clean), "validate", "--peildatum", day], Path(name, "kept")
        changed = [str(edited) if part == str(clean) else part for part in line]
        cases: dict[str, list[str] | Case] = {
            "clean": line,
            "again": Case(line, kept),
            "changed": Case(changed, kept, Edits(edited / files[0].relative_to(clean))),
            "faults": [*CONVENANT, "-C", str(faulty), "validate", "--peildatum", day],
        }
        if ajv:
            data = str(clean / "data/jaarplan/*/acties/*.yaml")
            options = ["--spec=draft2020", "--strict=false", "-c", "ajv-formats"]
            cases["ajv"] = [str(Path(ajv).absolute()), "validate", *options, "-s", str(SCHEMA), "-d", data]
        found = compare(cases, Path(ajv).absolute().parent if ajv else clean, rounds)
    what, beside = _whole(size), "ajv" if ajv else "clean"
    rows: list[tuple[str, str, str, float | None]] = [
        ("clean", "", beside, 2),
        ("again", ", again", beside, None),
        ("changed", ", again, one file changed", beside, 0.3),
        ("faults", ", a fault in every tenth file", "clean", 1.5),
    ]
    for case, how, its, goal in rows:
        against = "ajv-cli on the actions alone" if its == "ajv" else what
        aimed = goal if size == _GOALS_AT and (ajv or case == "faults") else None
        yield Row(f"{what}{how}", against, aimed, found[case].beside(found[its]), found[case])
    if ajv:
        waited, others = found["clean"].by_the_clock, found["ajv"].by_the_clock
        yield Row(f"{what}, s by the clock", "ajv-cli by the clock", None, waited.beside(others), waited)
    if size == _GOALS_AT:
        yield Row(what, "MiB, the most at a time", _MIB_AT_GOALS, round(found["clean"].mib), found["clean"])


def very_large(size: int, per_action: float) -> Iterator[Row]:
    """Yield what one first run takes, beside a straight line through what a smaller dossier took for each action."""
    with tempfile.TemporaryDirectory() as name:
        _, day = make_dossier(Path(name), size)
        line = [*CONVENANT, "-C", name, "validate", "--peildatum", day]
        found = compare({"once": line}, Path(name), 1, warm=0, longest=_LONGEST)["once"]
    what = f"validate, {size} actions, one run" + (f", stopped after {_LONGEST} s" if found.stopped else "")
    yield Row(what, "a straight line", 1.1, found.median / (per_action * size), found)
    yield Row(what, "MiB, the most at a time", _MIB_AT_GOALS * size / _GOALS_AT, round(found.mib), found)


def differences(size: int, rounds: int) -> Iterator[Row]:
    """Yield what comparing two commits takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "dossier")
        day = diff.make_repository(folder, size)
        least, whole = "reading the changed files", "convenant diff"
        lines = diff.cases(day)
        again = Case(lines[whole], Path(name, "kept"))
        found = compare({least: lines[least], whole: lines[whole], "again": again}, folder, rounds)
    for case, how in ((whole, ""), ("again", ", again")):
        goal = 2.5 if size == _GOALS_AT else None
        what = f"diff of {diff.CHANGED} in {size}, with oordelen{how}"
        yield Row(what, least, goal, found[case].beside(found[least]), found[case])


def version_of_ajv(program: str) -> str:
    """Return the version of ajv-cli: its package stands above the program, and the program does not tell it."""
    for above in Path(program).resolve().parents:
        if (package := above / "package.json").is_file():
            return f"ajv-cli {json.loads(package.read_text(encoding='utf-8'))['version']}"
    return "ajv-cli"


def versions(ajv: str | None) -> str:
    """Return when and with what was measured."""
    said = [
        f"Python {platform.python_version()}",
        f"{os.cpu_count()} cores",
        *(f"{name} {version(name)}" for name in _PACKAGES),
    ]
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    said.append(version_of_ajv(ajv) if ajv else "no ajv-cli")
    return f"{datetime.now(UTC):%Y-%m-%d}, convenant {commit}, {', '.join(said)}"


def main() -> None:
    """Measure every row and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ajv")
    options = parser.parse_args()
    if not any(size < _ONCE for size in options.sizes):
        parser.error(f"a very large dossier is held against a smaller one: give a size below {_ONCE} as well")
    print(f"{versions(options.ajv)}\n")
    print("| what | against | ratio | goal | processor s | MiB |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(SHIPPED, Path(name, "data"))
        show(shipped(Path(name), options.rounds))
        show(documents(Path(name), options.rounds))
    per_action = 0.0
    for size in sorted(size for size in options.sizes if size < _ONCE):
        for row in at_size(size, options.rounds, options.ajv):
            show([row])
            if row.what == _whole(size):
                per_action = row.figures.median / size
    show(differences(max(size for size in options.sizes if size < _ONCE), options.rounds))
    for size in sorted(size for size in options.sizes if size >= _ONCE):
        show(very_large(size, per_action))


def _whole(size: int) -> str:
    return f"validate, {size} actions"


def show(rows: Iterable[Row]) -> None:
    """Print lines of the table as they come."""
    for row in rows:
        seconds, mib = row.figures.median, row.figures.mib
        goal = "" if row.goal is None else f"{row.goal:g}"
        shown = f"{row.ratio:.0f}" if row.ratio >= 100 else f"{row.ratio:.2g}"
        print(f"| {row.what} | {row.against} | {shown} | {goal} | {seconds:.2f} | {mib:.0f} |", flush=True)


if __name__ == "__main__":
    main()
