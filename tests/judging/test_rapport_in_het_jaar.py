"""A report on compliance is asked of each year: what is told while the year runs, and after it, worked out by hand."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import TESTS, read_folder, whole
from tests.een_bepaling import bijeenkomst

FOLDER = TESTS / "judging" / "toetsen" / "nalevingsrapport" / "goed"
BASIS = {
    name: raw
    for name, raw in (read_folder(TESTS / "checks" / "controles" / "_basis") | read_folder(FOLDER)).items()
    if not name.startswith("data/bijeenkomsten/")
}
HELD = """\
aanwezig:
  - {partner: gemeente, via: contactpersoon}
"""
REPORT = "nalevingsrapport: {peildatum: 2026-05-01}\n"


def told(day: str, **meetings: str) -> str:
    files = dict(BASIS)
    for when, what in meetings.items():
        on = f"2026-{when[1:3]}-{when[3:]}"
        status = "gehouden" if what != "gepland" else what
        text = bijeenkomst(on, titel="Jaarlijkse bijeenkomst", status=status)
        text += "" if what == "gepland" else HELD + (REPORT if what == "rapport" else "")
        files[f"data/bijeenkomsten/{on}-jaarlijks.yaml"] = text.encode()
    dossier = whole(files)
    found = judge(dossier, date.fromisoformat(day))
    (one,) = (one for one in found if one.bepaling == "rapport-op-tafel" and one.periode == "2026")
    return f"{one.staat}: {one.toelichting}" + (" (door de tijd)" if one.door_tijd else "")


WITHOUT = "op 18 juni 2026 was er een jaarlijkse bijeenkomst"


@pytest.mark.parametrize(
    ("day", "meetings", "expected"),
    [
        # The year runs and the next meeting is planned: the report can lie there.
        (
            "2026-11-29",
            {"_0618": "gehouden", "_1215": "gepland"},
            f"nog niet aan de orde: {WITHOUT}, nog niet met een nalevingsrapport; dat kan nog op 15 december 2026",
        ),
        # No other one is planned: then it is known what is missing, and what there is to do.
        ("2026-12-15", {"_0618": "gehouden"}, f"niet gevonden: {WITHOUT}, maar een nalevingsrapport is niet gevonden"),
        # The day of the planned one went by, and nobody said whether it was held.
        (
            "2026-12-16",
            {"_0618": "gehouden", "_1215": "gepland"},
            "verouderd: of op 15 december 2026 een jaarlijkse bijeenkomst is gehouden, is nog niet vastgelegd (door "
            "de tijd)",
        ),
        (
            "2026-12-16",
            {"_0618": "gehouden", "_1215": "rapport"},
            "voldaan: op 15 december 2026 is een jaarlijkse bijeenkomst gehouden, met een nalevingsrapport",
        ),
    ],
)
def test_a_report_of_the_year_can_come_at_a_meeting_that_is_planned(
    day: str, meetings: dict[str, str], expected: str
) -> None:
    assert told(day, **meetings) == expected


@pytest.mark.parametrize(
    ("day", "meetings", "expected"),
    [
        ("2026-05-01", {"_0501": "rapport"}, "voldaan: op 1 mei 2026 is een jaarlijkse bijeenkomst gehouden"),
        # A report with the state of the next day cannot have been on the table.
        (
            "2026-05-01",
            {"_0430": "rapport"},
            "niet gevonden: op 30 april 2026 was er een jaarlijkse bijeenkomst, maar het nalevingsrapport is van "
            "later: het geeft de stand van 1 mei 2026",
        ),
        # On the day itself it is still to be held.
        (
            "2026-12-15",
            {"_1215": "gepland"},
            "nog niet aan de orde: op 15 december 2026 staat een jaarlijkse bijeenkomst gepland",
        ),
    ],
)
def test_the_report_is_no_later_than_the_meeting(day: str, meetings: dict[str, str], expected: str) -> None:
    assert told(day, **meetings).removesuffix(", met een nalevingsrapport") == expected
