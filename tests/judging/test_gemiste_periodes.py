"""A quarter that was missed is told for a year, also when the next one was met. Worked out by hand before judging.

The school meets each quarter, and said of each quarter whether reports were followed up: in the first and the third
quarter of 2026, not in the second. The newest year is judged of 29 November 2026, and of days around it.
"""

from datetime import date
from functools import cache

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from tests.een_bepaling import basis, beoordeelbaar, bepaling, bijeenkomst, hoofdstuk, verklaring

BASIS = basis()
CLAUSES = (
    bepaling(
        "soort: bijeenkomst, bijeenkomst: kwartaaloverleg, per: kwartaal",
        "overleg",
        gebonden="alle",
        gezamenlijk=True,
        familie="automatisch",
        tekst="Elk kwartaal overleg.",
    ),
    bepaling(
        "soort: verklaring, per: kwartaal",
        "opvolging",
        gebonden="school",
        aard="inspanning",
        tekst="Elk kwartaal verklaren.",
    ),
)
GEEN, KAN = "geen verklaring", "nog niet aan de orde"


@cache
def dossier() -> Dossier:
    agreed = BASIS["data/convenant.yaml"] + "  kwartaaloverleg: {naam: Kwartaaloverleg}\n"
    files = {**BASIS, "data/convenant.yaml": agreed, **hoofdstuk(*CLAUSES)}
    for day in ("2025-12-31", "2026-01-01", "2026-07-01"):
        files[f"data/bijeenkomsten/{day}-overleg.yaml"] = bijeenkomst(day, "kwartaaloverleg")
    for number, day, answer in ((1, "2026-03-31", "nee"), (3, "2026-09-30", "ja")):
        files[f"data/verklaringen/2026-kwartaal-{number}/noorderschool.yaml"] = verklaring(day, answer, "opvolging")
    return beoordeelbaar(files)


def told(clause: str, day: str) -> dict[str, Oordeel]:
    return {one.periode: one for one in judge(dossier(), date.fromisoformat(day)) if one.bepaling == clause}


@pytest.mark.parametrize(
    ("clause", "day", "expected"),
    [
        # The meeting of the second quarter: to come, missed, and told until a year after its last day.
        ("overleg", "2026-06-30", {"2e kwartaal 2025": "niet gevonden", "2e kwartaal 2026": KAN}),
        ("overleg", "2026-07-01", {"2e kwartaal 2026": "niet gevonden", "3e kwartaal 2026": "voldaan"}),
        (
            "overleg",
            "2026-11-29",
            {
                "4e kwartaal 2025": "voldaan",  # on its last day
                "1e kwartaal 2026": "voldaan",  # on its first day
                "2e kwartaal 2026": "niet gevonden",
                "3e kwartaal 2026": "voldaan",
                "4e kwartaal 2026": KAN,
            },
        ),
        ("overleg", "2027-06-30", {"2e kwartaal 2026": "niet gevonden"}),
        ("overleg", "2027-07-01", {"3e kwartaal 2026": "voldaan"}),
        (
            "opvolging",
            "2026-11-29",
            {
                "4e kwartaal 2025": GEEN,
                "1e kwartaal 2026": "verklaard: nee",
                "2e kwartaal 2026": GEEN,
                "3e kwartaal 2026": "verklaard",
                "4e kwartaal 2026": KAN,
            },
        ),
        (
            "opvolging",
            "2027-02-15",
            {"2e kwartaal 2026": GEEN, "3e kwartaal 2026": "verklaard", "1e kwartaal 2027": KAN},
        ),
    ],
)
def test_each_quarter_of_the_last_year_is_told(clause: str, day: str, expected: dict[str, str]) -> None:
    found = {period: one.staat for period, one in told(clause, day).items()}
    assert {period: found.get(period) for period in expected} == expected


def test_a_year_after_it_a_miss_is_told_no_more() -> None:
    assert "2e kwartaal 2026" not in told("overleg", "2027-07-01")
    assert "2e kwartaal 2026" not in told("opvolging", "2027-07-01")


def test_a_quarter_without_a_statement_asks_for_one_though_the_next_has_it() -> None:
    found = told("opvolging", "2026-11-29")
    assert {period for period, one in found.items() if one.aandacht} == {"4e kwartaal 2025", "2e kwartaal 2026"}
    assert found["2e kwartaal 2026"].nu == "Noorderschool legt alsnog een verklaring af over het 2e kwartaal 2026"
    # What was not in order in the first quarter was so in the third.
    assert found["1e kwartaal 2026"].ingehaald


def test_a_meeting_that_was_missed_is_not_planned_any_more_once_there_was_a_later_one() -> None:
    assert told("overleg", "2026-11-29")["2e kwartaal 2026"].nu == (
        "de gemeente spreekt met de andere partijen af hoe het de volgende keer wel lukt"
    )
    # Before there was one, it is planned.
    last = told("overleg", "2027-01-01")["4e kwartaal 2026"]
    assert (last.staat, last.nu) == ("niet gevonden", "de gemeente plant met de andere partijen een kwartaaloverleg")
