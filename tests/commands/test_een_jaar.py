"""A year of a keeper, from the plan to the handover, typed at a terminal: how many commands it takes, and no YAML."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.findings import Severity
from convenant_cli.sources.sources import worktree
from tests.conftest import BASIS, overlay
from tests.formulieren import cells, filled, row_of
from tests.terminal import Terminal

#: What the year took before there were commands for it, and what it may take now.
MOST = {"plan": 15, "partij": 3, "vinden": 1, "maandag": 3, "vergadering": 8, "verklaringen": 2, "tabel": 2}

HALT = """\
naam: Stichting Halt
korte_naam: Halt
rollen: [halt]
lid_van: 2024-01-01
ondertekening: {datum: 2024-01-01, functie: relatiemanager}
contactpersoon: {functie: adviseur, email: convenant@halt.example}
vervanger: {functie: teamleider, email: team@halt.example}
aanbod:
  - {id: les, titel: Les over sexting, doelgroep: leerlingen, vorm: voorlichting, themas: [online-veiligheid]}
"""
ACTIE = """\
nummer: {number}
titel: {titel}
thema: online-veiligheid
doel: ouders-weten-meer
trekker: {trekker}
start: 2026-03-01
gereed: 2026-12-15
status: loopt
indicator: {{omschrijving: deelnemers, streefwaarde: 100}}
"""


class Jaar:
    """The dossier, what is typed at it, and how often."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.typed: list[str] = []

    def do(self, step: str, *args: str, on: str, answers: tuple[tuple[str, str], ...] = (), code: int = 0) -> str:
        """Give one command on a day, answer what it asks, and return what it said."""
        run = Terminal(*args, "--peildatum", on, folder=self.folder)
        for label, keys in answers:
            run.answer(label, keys)
        ended = run.end()
        assert ended == code, run.plain
        self.commands[step] += 1
        self.answers[step] += len(answers)
        self.typed += [*args, *(keys for _, keys in answers)]
        return " ".join(run.plain.split())

    def commit(self) -> None:
        """Commit as the command said: all that is there."""
        for args in (("add", "-A"), ("commit", "-q", "-m", "Werk bij")):
            subprocess.run(["git", "-C", self.folder, *args], check=True, capture_output=True)

    def sound(self, on: str) -> None:
        """Ask that nothing in the records is wrong."""
        from datetime import date

        report = check_source(worktree(self.folder), date.fromisoformat(on))
        known = report.dossier.bepalingen
        faults = [one for one in report.findings if one.severity is Severity.FOUT and one.rule not in known]
        assert [one.message for one in faults] == []


@pytest.fixture
def jaar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jaar:
    files = {name: raw.decode() for name, raw in overlay(BASIS).files.items()}
    del files["data/evaluaties/2026/ouderavond.yaml"], files["data/verklaringen/2026/noorderschool.yaml"]
    politie = "  politie: {naam: Politie}\n"
    files["data/convenant.yaml"] = files["data/convenant.yaml"].replace(politie, f"{politie}  halt: {{naam: Halt}}\n")
    files["data/partners/halt.yaml"] = HALT
    for name, number, titel, trekker in (
        ("ouderavond", "1.1", "Ouderavond", "noorderschool"),
        ("les", "1.2", "Les", "halt"),
    ):
        text = ACTIE.format(number=number, titel=titel, trekker=trekker)
        files[f"data/jaarplan/2026/acties/{name}.yaml"] = text
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, value in (("NAME", "Beheerder"), ("EMAIL", "convenant@gemeente.example")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    subprocess.run(["git", "init", "-q", "-b", "main", tmp_path], check=True)
    year = Jaar(tmp_path)
    year.commit()
    return year


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty there")
def test_a_year_is_lived_without_a_line_of_yaml(jaar: Jaar) -> None:
    do = jaar.do

    # Monday morning.
    assert "Te laat niets" in do("maandag", "status", on="2026-11-02")
    do("maandag", "validate", on="2026-11-02")
    assert "Halt" in do("maandag", "check", "--partner", "halt", on="2026-11-02")

    # A colleague asks who does something about sexting.
    assert "Les over sexting" in do("vinden", "find", "sextng", on="2026-11-02")

    # The plan of next year: what is open goes on or ends, one action is new, and what the plan says is filled in.
    did = do(
        "plan", "new", "jaarplan", "2027", "--uit", "2026", on="2026-11-02",
        answers=(("Actie 1.1", "door"), ("Actie 1.2", "door")),
    )  # fmt: skip
    assert "1.1 Ouderavond: gaat door als actie 1.1." in did
    do(
        "plan", "new", "actie", "2027/gastlessen", "titel=Gastlessen", "trekker=De politie", "partners=noorderschool",
        "thema=online-veiligheid", "doel=ouders-weten-meer", "start=1 februari 2027", "gereed=1 juni 2027",
        "geen_indicator_omdat=Wij tellen nog niets.", on="2026-11-03",
    )  # fmt: skip
    do("plan", "set", "jaarplan:2027", "samenvatting=Wij gaan door.", "opgesteld_met+=noorderschool", on="2026-11-03")
    do("plan", "set", "actie 1.1 van 2027", "indicator.streefwaarde=120", on="2026-11-03")
    do("plan", "render", "jaarplan", "2027", "--naar", "plan.html", on="2026-11-03")
    (jaar.folder / "plan.html").unlink()
    jaar.commit()

    # The meeting that adopts it: planned, held, and recorded.
    do(
        "vergadering", "new", "bijeenkomst", "2026-12-10-jaarlijks", "bijeenkomstsoort=jaarlijks",
        "titel=Jaarlijkse bijeenkomst 2026", "datum=10 december 2026", "aanvang=14:00", "plaats=Gemeentehuis",
        "organisator=gemeente", on="2026-11-04",
    )  # fmt: skip
    do("vergadering", "render", "agenda", "2026-12-10", "--naar", "agenda.html", on="2026-11-05")
    do("vergadering", "export", "agenda", "--naar", "kalender/", on="2026-11-05")
    do(
        "vergadering",
        "set",
        "10 december 2026",
        "status=gehouden",
        "aanwezig=gemeente,Noorderschool,De politie via vervanger",
        "afgemeld=halt",
        on="2026-12-11",
    )
    do(
        "vergadering",
        "new",
        "besluit",
        "2026-12-10-jaarlijks/b2026-1",
        "tekst=Jaarplan 2027 is vastgesteld.",
        on="2026-12-11",
    )
    did = do("plan", "vaststellen", "2027", "--in", "10 december 2026", on="2026-12-11")
    assert "2026-12-10-jaarlijks.yaml" in did.partition("git add")[2]  # not only the plan
    jaar.sound("2026-12-11")
    jaar.commit()
    jaar.sound("2026-12-11")

    # A party sends its sheet, and all give their statements; nobody types an answer.
    do("tabel", "export", "contacten", "--partner", "politie", "--naar", "politie.xlsx", on="2027-01-05")
    change_cell(jaar.folder / "politie.xlsx", "beleidsadviseur", "wijkagent")
    assert "wijkagent" in do("tabel", "import", "politie.xlsx", "--ja", on="2027-01-10")
    do("verklaringen", "export", "verklaring", "2026", "--alle", "--naar", "formulieren/", on="2027-01-05")

    form = jaar.folder / "formulieren" / "verklaring-2026-noorderschool.xlsx"
    filled(form, cells(**{f"F{row_of(form, 'veiligheidsplan')}": "Ja"}))
    did = do("verklaringen", "import", "formulieren/", "--ja", on="2027-01-12")
    assert "verklaringen/2026/noorderschool.yaml" in did

    # Halt leaves, with all that hangs on it: one command, and a look at what follows from it.
    did = do(
        "partij", "partij", "stopt", "Halt", "--op", "1 maart 2027", "--besluit", "b2026-1", on="2027-01-15",
        answers=(("1.2", "politie"),),
    )  # fmt: skip
    assert "trekker van Halt naar Politie" in did
    assert "Halt" in do("partij", "diff", "--zonder-oordelen", on="2027-01-15")
    jaar.sound("2027-03-02")

    # What goes wrong is told, and nothing is written; a page for those who govern, and the handover.
    wrong = do("vergissing", "set", "2027/ouderavond", "treker=halt", on="2027-03-02", code=2)
    assert "bedoelde u 'trekker'?" in wrong
    assert "Politie" in do("overdracht", "render", "overdracht", on="2027-03-02")

    report(jaar)
    for step, most in MOST.items():
        assert jaar.commands[step] <= most, step
    assert not any("\n" in text or text.lstrip().startswith(("- ", "{")) for text in jaar.typed)  # no YAML


def change_cell(path: Path, old: str, new: str) -> None:
    """Change a cell of a sheet, as somebody does in a spreadsheet."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == old]
    cells[0].value = new
    book.save(path)


def report(jaar: Jaar) -> None:
    """Print the table of the year, for who runs this with -s."""
    for step, count in jaar.commands.items():
        print(f"| {step} | {count} commands | {jaar.answers[step]} answers | 0 lines of YAML |")  # noqa: T201
