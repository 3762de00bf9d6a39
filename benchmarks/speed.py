"""The table of how fast the commands are: each beside a yardstick in the same run, with the goal.

Run ``python benchmarks/speed.py [--sizes 100 1000 10000] [--rounds 3] [--ajv node_modules/.bin/ajv]`` in an environment
with the extras ``documenten`` and ``test``, with git, on a system that is not Windows. It prints Markdown. Quote the
ratios, not the seconds. ``--ajv`` is an ajv-cli with ajv-formats beside it; without it the rows against it stay out.
"""

import argparse
import os
import platform
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
from timing import Figures, compare

HERE = Path(sys.executable).parent
CONVENANT = [str(HERE / "convenant")]
SCHEMA = ROOT / "schemas" / "actie.schema.json"
_IMPORTS = "import typer, pydantic, ruamel.yaml, rich.console, jinja2"
_PACKAGES = ("pydantic", "typer", "ruamel.yaml", "check-jsonschema")
_EVERY = 10
"""One in so many files gets a fault."""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    against: str
    goal: float
    ratio: float
    figures: Figures


def shipped(folder: Path, rounds: int) -> Iterator[Row]:
    """Yield what the commands take on the shipped dossier."""
    validate = [*CONVENANT, "validate"]
    actions = [str(path) for path in sorted((folder / "data/jaarplan").glob("*/acties/*.yaml"))]
    found = compare(
        {
            "nothing": [sys.executable, "-c", "pass"],
            "imports": [sys.executable, "-c", _IMPORTS],
            "help": [*CONVENANT, "--help"],
            "validate": validate,
            "check": [*CONVENANT, "check"],
            "status": [*CONVENANT, "status"],
            "find": [*CONVENANT, "find", "ouders"],
            "schema": [str(HERE / "check-jsonschema"), "--schemafile", str(SCHEMA), *actions],
        },
        folder,
        rounds,
    )
    for what, against, its, goal in (
        ("validate", "the imports of five libraries", "imports", 1.8),
        ("validate", f"check-jsonschema on its {len(actions)} actions", "schema", 0.5),
        ("help", "python that does nothing", "nothing", 5),
        ("check", "validate", "validate", 0.7),
        ("status", "validate", "validate", 0.7),
        ("find", "validate", "validate", 0.7),
    ):
        name = "--help" if what == "help" else f"{what}, shipped dossier"
        yield Row(name, against, goal, found[what].beside(found[its]), found[what])


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
        clean, faulty = Path(name, "clean"), Path(name, "faulty")
        files, day = make_dossier(clean, size)
        for number, path in enumerate(make_dossier(faulty, size)[0]):
            if number % _EVERY == 0:
                path.write_text(
                    path.read_text(encoding="utf-8").replace("\ndoelgroep:", "\ndoelgreop:"), encoding="utf-8"
                )
        cases = {
            "clean": [*CONVENANT, "-C", str(clean), "validate", "--peildatum", day],
            "faults": [*CONVENANT, "-C", str(faulty), "validate", "--peildatum", day],
        }
        if ajv:
            data = str(clean / "data/jaarplan/*/acties/*.yaml")
            options = ["--spec=draft2020", "--strict=false", "-c", "ajv-formats"]
            cases["ajv"] = [str(Path(ajv).absolute()), "validate", *options, "-s", str(SCHEMA), "-d", data]
        found = compare(cases, Path(ajv).absolute().parent if ajv else clean, rounds)
    what = f"validate, {len(files)} actions"
    if ajv:
        yield Row(what, "ajv-cli on the actions alone", 2, found["clean"].beside(found["ajv"]), found["clean"])
    yield Row(
        f"{what}, a fault in every tenth file", what, 1.5, found["faults"].beside(found["clean"]), found["faults"]
    )
    yield Row(what, "MiB, the most at a time", max(60, 150 * size / 10_000), found["clean"].mib, found["clean"])


def differences(size: int, rounds: int) -> Iterator[Row]:
    """Yield what comparing two commits takes."""
    with tempfile.TemporaryDirectory() as name:
        day = diff.make_repository(Path(name), size)
        found = compare(diff.cases(day), Path(name), rounds)
    whole, least = found["convenant diff"], found["reading the changed files"]
    yield Row(
        f"diff of {diff.CHANGED} in {size}, with oordelen", "reading the changed files", 2.5, whole.beside(least), whole
    )


def versions(ajv: str | None) -> str:
    """Return when and with what was measured."""
    said = [
        f"Python {platform.python_version()}",
        f"{os.cpu_count()} cores",
        *(f"{name} {version(name)}" for name in _PACKAGES),
    ]
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    return f"{datetime.now(UTC):%Y-%m-%d}, convenant {commit}, {', '.join(said)}, {'ajv-cli' if ajv else 'no ajv-cli'}"


def main() -> None:
    """Measure every row and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ajv")
    options = parser.parse_args()
    print(f"{versions(options.ajv)}\n")
    print("| what | against | ratio | goal | processor s | MiB |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(SHIPPED, Path(name, "data"))
        show(shipped(Path(name), options.rounds))
        show(documents(Path(name), options.rounds))
    for size in options.sizes:
        show(at_size(size, options.rounds, options.ajv))
    show(differences(options.sizes[-1], options.rounds))


def show(rows: Iterable[Row]) -> None:
    """Print lines of the table as they come."""
    for row in rows:
        seconds, mib = row.figures.median, row.figures.mib
        print(
            f"| {row.what} | {row.against} | {row.ratio:.1f} | {row.goal:g} | {seconds:.2f} | {mib:.0f} |", flush=True
        )


if __name__ == "__main__":
    main()
