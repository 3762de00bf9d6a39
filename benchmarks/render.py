"""Whole-process cost of ``convenant render jaarplan`` in every format, for plans with ever more actions.

The yardstick in each row is the same plan as Markdown: reading and checking the records, which every format needs.
The column 'per action' shows whether the cost stays in a straight line; a theme holds at most 999 actions. Run with
``python benchmarks/render.py [--sizes 10 100 999] [--rounds 3]`` in an environment with the extra ``documenten``.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from validate import ACTIE, BASIS

FORMATS = ("md", "html", "pdf", "docx", "odt")


def make_plan(folder: Path, size: int) -> None:
    """Write a dossier with one year plan of ``size`` actions."""
    shutil.copytree(BASIS, folder / "data")
    year = 2100
    target = folder / "data" / "jaarplan" / str(year)
    (target / "acties").mkdir(parents=True)
    plan = (BASIS / "jaarplan/2026/jaarplan.yaml").read_text(encoding="utf-8")
    (target / "jaarplan.yaml").write_text(plan.replace("kalenderjaar 2026", f"kalenderjaar {year}"), encoding="utf-8")
    for number in range(size):
        text = ACTIE.format(number=number + 1, year=year)
        (target / "acties" / f"ouderavond-{number}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    """Time every format at every size, in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 999])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    program = str(Path(sys.executable).parent / "convenant")
    print("| actions | format | median s | ratio to md | ms per action |\n| --- | --- | --- | --- | --- |")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_plan(folder, size)
            seconds: dict[str, list[float]] = {format: [] for format in FORMATS}
            for turn in range(options.rounds + 1):
                for format in FORMATS:
                    target = folder / f"plan.{format}"
                    command = [program, "-C", name, "render", "jaarplan", "2100", "--naar", str(target)]
                    start = time.perf_counter()
                    done = subprocess.run(command, check=False, capture_output=True, cwd=folder)  # noqa: S603
                    if done.returncode:
                        sys.exit(done.stderr.decode())
                    if turn:  # the first turn warms the file cache
                        seconds[format].append(time.perf_counter() - start)
            base = statistics.median(seconds["md"])
            for format, values in seconds.items():
                median = statistics.median(values)
                print(f"| {size} | {format} | {median:.2f} | {median / base:.1f} | {median / size * 1000:.1f} |")


if __name__ == "__main__":
    main()
