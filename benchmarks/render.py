"""Whole-process cost, in processor time, of ``convenant render jaarplan`` in every format, for ever larger plans.

The yardstick in each row is the same plan as Markdown: reading and checking the records, which every format needs.
The column 'per action' shows whether the cost stays in a straight line; a theme holds at most 999 actions. Run with
``python benchmarks/render.py [--sizes 10 100 999] [--rounds 3]`` in an environment with the extra ``documenten``, on a
system that is not Windows.
"""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from timing import compare

BASIS = Path(__file__).resolve().parent.parent / "tests" / "checks" / "controles" / "_basis" / "data"
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

FORMATS = ("md", "html", "pdf", "docx", "odt")
YEAR = 2100


def make_plan(folder: Path, size: int) -> None:
    """Write a dossier with one year plan of ``size`` actions."""
    shutil.copytree(BASIS, folder / "data")
    target = folder / "data" / "jaarplan" / str(YEAR)
    (target / "acties").mkdir(parents=True)
    plan = (BASIS / "jaarplan/2026/jaarplan.yaml").read_text(encoding="utf-8")
    plan = plan.replace("kalenderjaar 2026", f"kalenderjaar {YEAR}").replace("status: vastgesteld", "status: concept")
    plan = re.sub(r"^vastgesteld_\w+: .*\n", "", plan, flags=re.MULTILINE)  # nobody adopted this one
    (target / "jaarplan.yaml").write_text(plan, encoding="utf-8")
    for number in range(size):
        text = ACTIE.format(number=number + 1, year=YEAR)
        (target / "acties" / f"ouderavond-{number}.yaml").write_text(text, encoding="utf-8")


def peers(folder: Path) -> dict[str, list[str]]:
    """Return what else turns the finished web page into a PDF or a Word file; what is not installed is left out.

    They get the page that we made: reading, checking and judging the records is not in their time.
    """
    found: dict[str, list[str]] = {}
    page = str(folder / "plan.html")
    if pandoc := shutil.which("pandoc"):
        found["pandoc: page to docx"] = [pandoc, "--from=html", page, "--output", str(folder / "peer.docx")]
    if chromium := shutil.which("chromium"):
        switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        profile = f"--user-data-dir={folder / 'profile'}"
        print_to = f"--print-to-pdf={folder / 'peer.pdf'}"
        found["chromium: page to pdf"] = [chromium, *switches, profile, print_to, f"file://{page}"]
    return found


def main() -> None:
    """Time every format at every size, in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 999])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    program = str(Path(sys.executable).parent / "convenant")
    print("| actions | format | processor s | ratio to md | ms per action |\n| --- | --- | --- | --- | --- |")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_plan(folder, size)
            render = [program, "-C", name, "render", "jaarplan", str(YEAR), "--peildatum", f"{YEAR}-12-31", "--naar"]
            commands = {format: [*render, str(folder / f"plan.{format}")] for format in FORMATS} | peers(folder)
            found = compare(commands, folder, options.rounds)
            for what, figures in found.items():
                ratio, taken = figures.beside(found["md"]), figures.median
                print(f"| {size} | {what} | {taken:.2f} | {ratio:.1f} | {taken / size * 1000:.1f} |")


if __name__ == "__main__":
    main()
