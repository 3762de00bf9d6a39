"""What was copied with a plan: it was made known after its adoption, and a talk of years before is told as such."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

PLAN = "data/jaarplan/2026/jaarplan.yaml"


@pytest.mark.parametrize(
    ("days", "staat", "text"),
    [
        ("2025-12-01", "aantoonbaar", "jaarplan 2026 is bekendgemaakt bij Noorderschool"),  # the day of the adoption
        (
            "2025-11-30",
            "niet gevonden",
            "bekendmaking van jaarplan 2026 bij Noorderschool is niet gevonden; op 30 november 2025 was dat plan nog "
            "niet vastgesteld",
        ),
        ("2025-11-30 2026-01-10", "aantoonbaar", "jaarplan 2026 is bekendgemaakt bij Noorderschool"),
        ("", "niet gevonden", "bekendmaking van jaarplan 2026 bij Noorderschool is niet gevonden"),
    ],
)
def test_what_was_made_known_before_the_adoption_was_a_draft(days: str, staat: str, text: str) -> None:
    files = basis("evaluaties") | hoofdstuk(bepaling("soort: gezamenlijk, lijst: bekendgemaakt", familie="relatie"))
    told = "".join(f"  - {{partner: noorderschool, datum: {day}, kanaal: teamoverleg}}\n" for day in days.split())
    files[PLAN] += f"bekendgemaakt:\n{told}" if told else ""
    (one,) = (one for one in judge(beoordeelbaar(files), date(2026, 2, 1)) if one.bepaling == "plan")
    assert (one.staat, one.toelichting) == (staat, text)


def test_a_draft_was_made_known_to_nobody() -> None:
    files = basis("evaluaties") | hoofdstuk(bepaling("soort: gezamenlijk, lijst: bekendgemaakt", familie="relatie"))
    files[PLAN] += "bekendgemaakt:\n  - {partner: noorderschool, datum: 2025-12-10, kanaal: teamoverleg}\n"
    for line in (
        "vastgesteld_op: 2025-12-01\n",
        "vastgesteld_in: 2025-12-01-jaarlijks\n",
        "vastgesteld_met: b2025-1\n",
    ):
        files[PLAN] = files[PLAN].replace(line, "")
    files[PLAN] = files[PLAN].replace("status: vastgesteld", "status: concept")
    (one,) = (one for one in judge(beoordeelbaar(files), date(2025, 12, 20)) if one.bepaling == "plan")
    assert one.toelichting == "jaarplan 2026 is nog niet vastgesteld; bekendmaken kan daarna"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("2025-01-01", ""),  # a year before the plan begins
        ("2024-12-31", ", het laatst op 31 december 2024"),
        ("2023-09-01 2025-10-01", ""),
        ("2023-09-01 2023-10-01", ", het laatst op 1 oktober 2023"),
    ],
)
@pytest.mark.parametrize(
    ("toets", "entry", "said"),
    [
        ("soort: doelgroep, groepen: [ouders]", "groep: ouders, vorm: gesprek", "is meegepraat door ouders ({} keer)"),
        (
            "soort: gezamenlijk, lijst: geraadpleegd, functie: leerplicht",
            "functie: leerplichtambtenaar, partner: gemeente",
            "is de leerplichtambtenaar geraadpleegd",
        ),
    ],
)
def test_a_talk_of_long_before_the_plan_counts_with_its_day(
    toets: str, entry: str, said: str, days: str, told: str
) -> None:
    """It may be about two plans, or came along with a plan that was copied: who reads the day, sees which."""
    files = basis("evaluaties") | hoofdstuk(bepaling(toets, gebonden="alle", gezamenlijk=True, familie="relatie"))
    entries = "".join(f"  - {{{entry}, datum: {day}}}\n" for day in days.split())
    files[PLAN] += f"{'participatie' if 'groep' in entry else 'geraadpleegd'}:\n{entries}"
    (one,) = (one for one in judge(beoordeelbaar(files), date(2026, 2, 1)) if one.bepaling == "plan")
    assert (one.staat, one.toelichting) == ("aantoonbaar", f"over jaarplan 2026 {said}{told}".format(len(days.split())))
