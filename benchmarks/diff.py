"""Whole-process cost of ``convenant diff`` between two commits with 50 changes, on dossiers of growing size.

Beside it, in the same run: reading only the changed files on both sides, which is the least that any answer costs, and
reading both sides whole. Both read through the same code as ``convenant`` (git, YAML, types). Run with
``python benchmarks/diff.py [--sizes 1000 10000] [--rounds 5]`` on a system that is not Windows. Prints medians of the
processor time of the process and of git below it, and the ratio to reading the changed files; quote the ratios.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from dossiers import make_dossier
from timing import compare

CHANGED = 50

#: Start-up of Python and the imports that any command needs are in every case.
_CHANGED_ONLY = """
from convenant_cli.sources.git.moments import resolve
from convenant_cli.sources.git.contents import read_blobs
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import Source
from pathlib import Path
repo, prefix = open_repository(Path("."))
before, after = {}, {}
moments = (resolve(repo, "HEAD~1"), resolve(repo, "HEAD"))
for line in repo.text("diff-tree", "-r", "--raw", "--no-renames", "--no-abbrev", *moments).splitlines():
    _, _, old, new, rest = line.split(" ", 4)
    name = rest.split("\\t")[1]
    before[name], after[name] = old, new
for side in (before, after):
    load(Source("x", dict(zip(side, read_blobs(repo, list(side.values()))))))
"""
_EVERYTHING = """
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import revision
from pathlib import Path
for rev in ("HEAD~1", "HEAD"):
    load(revision(Path("."), rev))
"""


def git(folder: Path, *args: str) -> None:
    """Run git in a folder, without anybody's settings."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=Beheerder", "-c", "user.email=beheer@gemeente.example", "-c", "gc.auto=0")
    subprocess.run(["git", *who, *args], check=True, capture_output=True, cwd=folder, env=env)  # noqa: S603, S607


def make_repository(folder: Path, size: int) -> str:
    """Make a repository with a dossier of ``size`` actions in two commits; the second changes 50 of them.

    Returns the reference date to look at it.
    """
    files, day = make_dossier(folder, size)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    for path in files[:: max(1, size // CHANGED)][:CHANGED]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^doelgroep: .*$", "doelgroep: iedereen op school", text), encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--message", "Wijzigingen")
    git(folder, "gc", "--quiet")
    return day


def cases(day: str) -> dict[str, list[str]]:
    """Return what to time in that repository, by name."""
    ours = [sys.executable, "-m", "convenant_cli", "diff", "--format", "json", "--peildatum", day]
    return {
        "reading the changed files": [sys.executable, "-c", _CHANGED_ONLY],
        "convenant diff --zonder-oordelen": [*ours, "--zonder-oordelen", "HEAD~1", "HEAD"],
        "convenant diff --zonder-oordelen, working tree": [*ours, "--zonder-oordelen", "HEAD~1"],
        "reading both sides whole": [sys.executable, "-c", _EVERYTHING],
        "convenant diff": [*ours, "HEAD~1", "HEAD"],
    }


def main() -> None:
    """Time every case at every size, in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print("| records | case | processor s | ratio |\n| --- | --- | --- | --- |")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            found = compare(cases(make_repository(folder, size)), folder, options.rounds)
            least = found["reading the changed files"]
            for case, figures in found.items():
                print(f"| {size} | {case} | {figures.median:.2f} | {figures.beside(least):.1f} |")


if __name__ == "__main__":
    main()
