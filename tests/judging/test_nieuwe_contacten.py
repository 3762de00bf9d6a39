"""A contact that nobody confirmed yet counts from the day it was given: its first day, or that of its party or unit.

Worked out by hand before judging. The school joined on 15 November 2026 and gave its contact then; the clause asks a
confirmation within twelve months.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

BASIS = basis()
SCHOOL = "data/partners/noorderschool.yaml"


def told(
    day: str, contact: str, soort: str = "contactpersoon", joined: str = "2026-11-15", toets: str = ""
) -> tuple[str, str, bool]:
    own = ("lid_van", "contactpersoon", "vervanger", "aanspreekpunten")
    lines = [line for line in BASIS[SCHOOL].splitlines() if not line.startswith(own)]
    school = "\n".join((*lines, f"lid_van: {joined}", f"{soort}: {{functie: rector{contact}}}", ""))
    asked = f"soort: {toets or soort}, bevestigd_binnen: 12 maanden"
    clause = bepaling(asked, "contact", familie="automatisch")
    files = {**BASIS, SCHOOL: school, **hoofdstuk(clause)}
    known = whole(files)
    (one,) = [found for found in judge(known, date.fromisoformat(day)) if found.bepaling == "contact"]
    return one.staat, one.toelichting, one.door_tijd


@pytest.mark.parametrize("soort", ["contactpersoon", "vervanger"])
@pytest.mark.parametrize(
    ("contact", "day", "state"),
    [
        ("", "2026-11-15", "voldaan"),
        ("", "2026-11-29", "voldaan"),
        ("", "2027-11-15", "voldaan"),  # twelve months to the day
        ("", "2027-11-16", "verouderd"),
        (", van: 2027-06-01", "2028-06-01", "voldaan"),  # another person, later
        (", van: 2027-06-01", "2028-06-02", "verouderd"),
        (", van: 2020-01-01", "2027-11-15", "voldaan"),  # long in office, and given when the school joined
        (", van: 2020-01-01", "2027-11-16", "verouderd"),
        (", bevestigd_op: 2027-11-10", "2028-11-10", "voldaan"),
        (", bevestigd_op: 2027-11-10", "2028-11-11", "verouderd"),
    ],
)
def test_a_new_contact_is_not_outdated(soort: str, contact: str, day: str, state: str) -> None:
    assert told(day, contact, soort)[0] == state


def test_the_agreement_began_after_the_party_was_there() -> None:
    # In force since 1 January 2024: nobody could confirm anything before.
    assert told("2025-01-01", "", joined="2020-01-01")[0] == "voldaan"
    assert told("2025-01-02", "", joined="2020-01-01")[0] == "verouderd"


def test_who_never_confirmed_is_told_so_by_the_passing_of_time() -> None:
    assert told("2027-11-16", "") == ("verouderd", "de contactpersoon van Noorderschool is nog niet bevestigd", True)


@pytest.mark.parametrize(
    ("toets", "day", "state"),
    [
        ("bereikbaar, wie: contactpersoon", "2027-11-15", "voldaan"),
        ("bereikbaar, wie: contactpersoon", "2027-11-16", "verouderd"),
        ("bereikbaar, taak: meldpunt", "2027-11-15", "voldaan"),
        ("bereikbaar, taak: meldpunt", "2027-11-16", "verouderd"),
    ],
)
def test_where_to_reach_a_new_party_is_not_outdated(toets: str, day: str, state: str) -> None:
    point = "{taak: meldpunt, functie: meldpunt, email: meld@nsn.nl"
    given = f", email: rector@noorderschool.nl}}\naanspreekpunten:\n  - {point}"
    assert told(day, given, toets=toets)[0] == state
