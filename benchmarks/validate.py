"""Whole-process cost of ``convenant validate`` beside peers, on dossiers of growing size, interleaved in one run.

Peers do less: check-jsonschema checks one schema and knows no references; yamllint looks at style only. Run with
``python benchmarks/validate.py [--sizes 100 1000] [--rounds 5]`` in an environment with the ``test`` extra and
yamllint. Prints medians of wall time and the ratio to ``convenant``; quote the ratios, not the seconds.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASIS = ROOT / "tests" / "checks" / "controles" / "_basis" / "data"
PER_PLAN = 250

ACTIE = """\
nummer: 1.{number}
titel: Ouderavond {number} over online veiligheid
thema: online-veiligheid
doel: ouders-weten-meer
trekker: noorderschool
partners: [politie, gemeente]
bepalingen: [veiligheidsplan, contactpersoon]
omschrijving: |
  Ouders praten in kleine groepen over wat hun kind online meemaakt.
  Zij gaan naar huis met drie vragen om aan tafel te stellen.
inzet:
  - {{partner: noorderschool, inzet: Ontvangt de ouders en zorgt voor de zaal.}}
  - {{partner: politie, inzet: Vertelt wat online wel en niet mag.}}
start: {year}-03-01
gereed: {year}-06-30
status: afgerond
afgerond_op: {year}-06-20
indicator: {{omschrijving: deelnemende ouders, nulmeting: 40, streefwaarde: 100, resultaat: 110}}
voortgang:
  - datum: {year}-04-02
    tekst: Eerste avond gehouden, met 55 ouders.
"""


def make_dossier(folder: Path, size: int) -> list[Path]:
    """Write a dossier with ``size`` actions, spread over year plans; return the files of the actions."""
    shutil.copytree(BASIS, folder / "data")
    plan = (BASIS / "jaarplan/2026/jaarplan.yaml").read_text()
    files = []
    for number in range(size):
        year = 2100 + number // PER_PLAN
        target = folder / "data" / "jaarplan" / str(year)
        if number % PER_PLAN == 0:
            (target / "acties").mkdir(parents=True)
            (target / "jaarplan.yaml").write_text(plan.replace("kalenderjaar 2026", f"kalenderjaar {year}"))
        path = target / "acties" / f"ouderavond-{number}.yaml"
        path.write_text(ACTIE.format(number=number % PER_PLAN + 1, year=year))
        files.append(path)
    return files


def commands(folder: Path, files: list[Path]) -> dict[str, list[str]]:
    """Return what to time, by name. A peer that is not installed is left out."""
    listed = [str(path) for path in files]
    here = Path(sys.executable).parent
    found = {"convenant validate": [str(here / "convenant"), "-C", str(folder), "validate", "--format", "concise"]}
    if (here / "check-jsonschema").exists():
        schema = str(ROOT / "schemas" / "actie.schema.json")
        found["check-jsonschema"] = [str(here / "check-jsonschema"), "--schemafile", schema, *listed]
    if (here / "yamllint").exists():
        found["yamllint"] = [str(here / "yamllint"), "-d", "relaxed", *listed]
    return found


def main() -> None:
    """Time every command at every size, in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print("| records | command | median s | ratio to convenant |\n| --- | --- | --- | --- |")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            timed = commands(folder, make_dossier(folder, size))
            seconds: dict[str, list[float]] = {command: [] for command in timed}
            for turn in range(options.rounds + 1):
                for command, line in timed.items():
                    start = time.perf_counter()
                    subprocess.run(line, check=False, capture_output=True, cwd=folder)  # noqa: S603
                    if turn:  # the first turn warms the file cache
                        seconds[command].append(time.perf_counter() - start)
            ours = statistics.median(seconds["convenant validate"])
            for command, values in seconds.items():
                median = statistics.median(values)
                print(f"| {size} | {command} | {median:.2f} | {median / ours:.1f} |")


if __name__ == "__main__":
    main()
