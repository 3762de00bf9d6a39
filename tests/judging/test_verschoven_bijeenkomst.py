"""Until when parties declare "before the yearly meeting" when a meeting was put off until after the turn of the year.

By hand, from "vanaf 2025 één keer per jaar, vóór de jaarlijkse bijeenkomst": the meeting of 2026 was put off to 14
January 2027. The parties declare over 2026 before it, and over 2027 before that of November 2027, or else in 2027.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from tests.een_bepaling import basis, beoordeelbaar, bepaling, bijeenkomst, hoofdstuk, verklaring

MADE = "data/verklaringen/{}/noorderschool.yaml"


def told(meetings: str, day: str, made: str = "", more: str = "", agreed: str = "") -> dict[str, Oordeel]:
    clause = bepaling("soort: verklaring, uiterlijk: jaarlijks")
    files = basis("bijeenkomsten", "jaarplan", "evaluaties", "verklaringen") | hoofdstuk(clause)
    for when in meetings.split():
        status = "gehouden" if when <= day else "gepland"
        files[f"data/bijeenkomsten/{when}-jaarlijks.yaml"] = bijeenkomst(when, status=status)
    if made:
        files[MADE.format("2026")] = verklaring(made, "ja")
    files["data/partners/noorderschool.yaml"] += more
    files["data/convenant.yaml"] += agreed
    found = judge(beoordeelbaar(files), date.fromisoformat(day))
    return {one.periode: one for one in found if one.bepaling == "plan"}


@pytest.mark.parametrize(
    ("meetings", "over", "last"),
    [
        ("2025-11-13 2026-11-12", "2026", "2026-11-11"),
        ("2025-11-13 2027-01-14", "2026", "2027-01-13"),
        ("2025-11-13 2027-01-14", "2027", "2027-12-31"),
        ("2025-11-13 2027-01-14 2027-11-11", "2027", "2027-11-10"),
        # Nothing was put off: the parties meet in spring.
        ("2025-03-11 2026-03-10 2027-03-09", "2026", "2026-03-09"),
        ("2025-03-11 2026-03-10 2027-03-09", "2027", "2027-03-08"),
        # The second half of 2027 begins on 2 July: that is no meeting of 2026.
        ("2025-11-13 2027-07-02", "2026", "2027-07-01"),
        ("2025-11-13 2027-07-03", "2026", "2026-12-31"),
        ("2025-11-13 2027-07-03", "2027", "2027-07-02"),
        ("2025-11-13", "2026", "2026-12-31"),
    ],
)
def test_a_meeting_that_was_put_off_is_still_that_of_its_year(meetings: str, over: str, last: str) -> None:
    day = "2026-01-01" if over == "2026" else "2027-01-01"
    assert told(meetings, day)[over].uiterlijk == date.fromisoformat(last)


@pytest.mark.parametrize(("agreed", "last"), [("", "2027-12-31"), ("dossier_vanaf: 2026-09-01\n", "2027-01-13")])
def test_of_the_time_before_the_dossier_no_meeting_is_missed(agreed: str, last: str) -> None:
    assert told("2027-01-14", "2027-01-01", agreed=agreed)["2027"].uiterlijk == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("meetings", "made", "staat"),
    [
        ("2025-11-13 2027-01-14", "2027-01-13", "verklaard"),
        ("2025-11-13 2027-01-14", "2027-01-14", "later dan afgesproken"),
        ("2025-11-13", "2027-01-14", "verklaard"),  # there was no meeting to be before
        ("2025-11-13 2026-11-12", "2027-01-05", "later dan afgesproken"),
    ],
)
def test_what_is_late_follows_from_the_same_day(meetings: str, made: str, staat: str) -> None:
    found = told(meetings, "2027-02-01", made)
    assert found["2026"].staat == staat


def test_the_year_before_stays_asked_for() -> None:
    found = told("2025-11-13 2027-01-14", "2027-02-01")
    assert (found["2026"].staat, found["2026"].aandacht) == ("geen verklaring", True)
    assert found["2027"].staat == "nog niet aan de orde"


@pytest.mark.parametrize(
    ("left", "part"),
    [("", ""), ("2026-12-09", " (tot en met 8 december 2026)"), ("2027-01-01", ""), ("2027-03-01", "")],
)
def test_who_left_in_a_year_is_asked_about_its_own_days(left: str, part: str) -> None:
    found = told("2025-11-13 2026-12-10", "2026-12-20", more=f"lid_tot: {left}\n" if left else "")["2026"]
    assert found.toelichting == f"over 2026{part} is van Noorderschool nog geen verklaring gevonden"
    assert found.nu == f"Noorderschool legt alsnog een verklaring af over 2026{part}"
