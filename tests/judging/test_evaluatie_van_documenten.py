"""An annex or another document is evaluated each period, in the version that was current."""

from datetime import date

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.sources.sources import Source
from tests.conftest import TESTS, overlay, whole

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
SCHOOL, NOTE, CLAUSES = (
    "data/partners/noorderschool.yaml",
    "data/evaluaties/{}.yaml",
    "data/bepalingen/9-toets.yaml",
)
DOCUMENT = """\
documenten:
  - {id: plan, soort: veiligheidsplan, titel: Veiligheidsplan, versie: 2, vastgesteld_op: 2026-03-01, vindplaats: Z-1}
"""
BEPALINGEN = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: plan-evalueren
    nummer_zekerheid: ongenummerd
    titel: Het veiligheidsplan wordt elk jaar geëvalueerd
    tekst: De school evalueert elk jaar haar veiligheidsplan.
    gebonden: [school, politie]
    aard: resultaat
    familie: relatie
    toets: {soort: evaluatie, van: document, documentsoort: veiligheidsplan, per: kalenderjaar}
"""


def note(day: str, version: str) -> str:
    return (
        f"titel: Evaluatie\ndocument: noorderschool/plan\nversie: {version}\ndatum: {day}\n"
        "opgesteld_door: [noorderschool]\nwaardering: gehaald\nconclusies: [Het werkt.]\n"
        "vervolg: {keuze: voortzetten}\n"
    )


def dossier(**notes: str) -> Dossier:
    texts = {SCHOOL: BASIS[SCHOOL].decode() + DOCUMENT, CLAUSES: BEPALINGEN}
    names = {name: name.strip("_") if "/" in name else f"{name.strip('_')}/plan" for name in notes}
    texts |= {NOTE.format(names[name]): text for name, text in notes.items()}
    files = {**BASIS, **{name: text.encode() for name, text in texts.items()}}
    read = whole(Source("voorbeeld", dict(sorted(files.items()))))
    assert clauses(read)[1] == ()
    return read


def told(known: Dossier, day: str) -> dict[tuple[str | None, str], str]:
    found = [one for one in judge(known, date.fromisoformat(day)) if one.bepaling == "plan-evalueren"]
    return {(one.partner, one.periode): f"{one.staat}: {one.toelichting}" for one in found}


NAME = "‘Veiligheidsplan’ van Noorderschool"


@pytest.mark.parametrize(
    ("day", "version", "expected"),
    [
        ("2026-03-01", "2", f"aantoonbaar: {NAME} is geëvalueerd op 1 maart 2026 (versie 2)"),
        # On the day before the new version came, the earlier one was current.
        ("2026-02-28", "1", f"aantoonbaar: {NAME} is geëvalueerd op 28 februari 2026 (versie 1)"),
        ("2026-03-01", "1", f"gedeeltelijk gevonden: {NAME} is geëvalueerd op 1 maart 2026 (versie 1), maar toen gold "
                            "versie 2"),
        ("2027-01-01", "2", f"niet gevonden: een evaluatie van {NAME} is in 2026 niet gevonden"),
    ],
)  # fmt: skip
def test_the_current_version_is_evaluated_in_the_year(day: str, version: str, expected: str) -> None:
    known = dossier(**{f"_{day[:4]}": note(day, version)})
    assert told(known, "2027-06-01")["noorderschool", "2026"] == expected


def test_before_the_year_is_over_it_can_still_come() -> None:
    found = told(dossier(), "2026-12-31")
    assert found["noorderschool", "2026"] == (
        f"nog niet aan de orde: een evaluatie van {NAME} kan er nog komen tot en met 31 december 2026"
    )
    assert found["noorderschool", "2025"].startswith("niet van toepassing: in 2025 is er geen document gevonden")
    assert found["politie", "2026"].startswith("niet van toepassing")


def test_a_later_note_that_lacks_something_takes_nothing_away_from_one_in_which_nothing_does() -> None:
    known = dossier(**{"_2026/goed": note("2026-04-01", "2"), "_2026/later": note("2026-09-01", "1")})
    whole = f"aantoonbaar: {NAME} is geëvalueerd op 1 april 2026 (versie 2)"
    assert told(known, "2027-06-01")["noorderschool", "2026"] == whole
    none = dossier(**{"_2026/een": note("2026-04-01", "1"), "_2026/twee": note("2026-09-01", "1")})
    assert "geëvalueerd op 1 september 2026 (versie 1), maar" in told(none, "2027-06-01")["noorderschool", "2026"]
