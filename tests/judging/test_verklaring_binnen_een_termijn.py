"""A statement that may come some weeks after its period: until then nothing is missing, later it is late."""

import re
from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import Source, literal
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, bijeenkomst, hoofdstuk, verklaring


def source(made: dict[str, str], *, together: bool = False, more: str = "") -> Source:
    """A dossier with one clause; a statement is its day and its answer, by folder and party."""
    bound = "gemeente, noorderschool" if together else "noorderschool"
    clause = bepaling(f"soort: verklaring, per: kwartaal, binnen: 6 weken{more}", gebonden=bound, gezamenlijk=together)
    files: dict[str, str | bytes] = {**basis("verklaringen"), **hoofdstuk(clause)}
    for name, said in made.items():
        day, answer = said.split()
        files[f"data/verklaringen/{name}.yaml"] = verklaring(day, answer)
    return literal(files)


def told(day: str, quarter: str, made: dict[str, str], *, together: bool = False) -> str:
    dossier = whole(source(made, together=together))
    found = judge(dossier, date.fromisoformat(day))
    (one,) = (one for one in found if one.bepaling == "plan" and one.periode == quarter)
    return f"{one.staat}: {one.toelichting}"


Q3, Q4 = "3e kwartaal 2026", "4e kwartaal 2026"
LATE = "kwam na de afgesproken termijn (tot en met 11 november 2026)"


@pytest.mark.parametrize(
    ("day", "quarter", "made", "expected"),
    [
        # The fourth quarter is over on 1 January; six weeks later is 12 February, so the last day is the 11th.
        ("2027-01-15", Q4, {}, f"nog niet aan de orde: de verklaring van Noorderschool over het {Q4} kan nog tot en "
                               "met 11 februari 2027"),
        ("2026-11-29", Q4, {}, f"nog niet aan de orde: de verklaring van Noorderschool over het {Q4} kan nog tot en "
                               "met 11 februari 2027"),
        ("2027-02-11", Q4, {}, f"nog niet aan de orde: de verklaring van Noorderschool over het {Q4} kan nog tot en "
                               "met 11 februari 2027"),
        ("2027-02-12", Q4, {}, f"geen verklaring: over het {Q4} is van Noorderschool nog geen verklaring gevonden"),
        ("2026-11-29", Q3, {"2026-kwartaal-3/noorderschool": "2026-11-11 ja"},
         f"verklaard: Noorderschool verklaart dit over het {Q3}"),
        ("2026-11-29", Q3, {"2026-kwartaal-3/noorderschool": "2026-11-12 ja"},
         f"later dan afgesproken: Noorderschool verklaart dit over het {Q3}; de verklaring {LATE}"),
        ("2026-11-29", Q3, {"2026-kwartaal-3/noorderschool": "2026-11-27 deels"},
         f"verklaard: deels: Noorderschool antwoordt over het {Q3}: deels; de verklaring {LATE}"),
    ],
)  # fmt: skip
def test_a_statement_is_due_some_weeks_after_its_period(
    day: str, quarter: str, made: dict[str, str], expected: str
) -> None:
    assert told(day, quarter, made) == expected


def test_of_several_parties_it_says_who_was_late() -> None:
    made = {"2026-kwartaal-3/noorderschool": "2026-11-12 ja", "2026-kwartaal-3/gemeente": "2026-10-12 ja"}
    assert told("2026-11-29", Q3, made, together=True).endswith(f"; de verklaring van Noorderschool {LATE}")


def test_a_term_does_not_go_with_a_meeting_before_which_it_is_due() -> None:
    found = check_source(source({}, more=", uiterlijk: jaarlijks"), date(2026, 11, 21)).findings
    assert any("'binnen' en 'uiterlijk' gaan niet samen" in f"{one.message} {one.hint}" for one in found)


@pytest.mark.parametrize(
    ("day", "joined", "late"),
    [
        ("2026-11-09", "", False),
        ("2026-11-10", "", True),
        ("2026-11-20", "2026-11-15", False),  # it could not keep to a day before its coming
    ],
)
def test_a_statement_after_the_meeting_that_it_was_for_is_told_as_late(day: str, joined: str, late: bool) -> None:
    """The meeting was on 10 November 2026, so the last day was the one before it."""
    files = basis("verklaringen", "bijeenkomsten")
    files |= hoofdstuk(bepaling("soort: verklaring, per: kalenderjaar, uiterlijk: jaarlijks"))
    files["data/bijeenkomsten/2026-11-10-overleg.yaml"] = bijeenkomst("2026-11-10")
    files["data/verklaringen/2026/noorderschool.yaml"] = verklaring(day, "ja")
    if joined:
        school = "data/partners/noorderschool.yaml"
        files[school] = re.sub("(?m)^lid_van: .*", f"lid_van: {joined}", files[school])
    dossier, _ = load(literal(files))
    (one,) = (one for one in judge(dossier, date(2026, 11, 29)) if one.bepaling == "plan" and one.periode == "2026")
    term = "kwam na de afgesproken termijn (tot en met 9 november 2026, de dag voor de jaarlijkse bijeenkomst)"
    said = "Noorderschool verklaart dit over 2026"
    assert one.toelichting == (f"{said}; de verklaring {term}" if late else said)
