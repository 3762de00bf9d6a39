"""Meetings that are agreed only from a season on: of a season before it nothing is owed; worked out by hand."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import TESTS, read_folder, whole

BASIS = {
    name: raw.decode()
    for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()
    if not name.startswith("data/bijeenkomsten/")
}
SEASON = "perioden:\n  seizoen: {eerste_dag: 2025-10-01}\n"
CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: overleg
    nummer_zekerheid: ongenummerd
    titel: Overleg
    tekst: Overleg.
    gebonden: [gemeente]
    aard: resultaat
    familie: automatisch
    toets: {{soort: {soort}, bijeenkomst: jaarlijks, per: seizoen, vanaf: {vanaf}}}
"""


def told(soort: str, vanaf: str) -> list[str]:
    files: dict[str, str | bytes] = {
        **BASIS,
        "data/convenant.yaml": BASIS["data/convenant.yaml"] + SEASON,
        "data/bepalingen/9-toets.yaml": CLAUSE.format(soort=soort, vanaf=vanaf),
    }
    dossier = whole(files)
    found = [one for one in judge(dossier, date(2026, 11, 21)) if one.bepaling == "overleg"]
    return [f"{one.periode}: {one.staat}: {one.toelichting}" for one in found]


@pytest.mark.parametrize(
    ("soort", "words"), [("bijeenkomst", "deze bijeenkomsten zijn er"), ("deelname", "deelname is afgesproken")]
)
def test_of_a_season_before_the_first_day_nothing_is_owed(soort: str, words: str) -> None:
    """The season 2025-2026 is over on 1 October 2026: from that day on, the first season is the next one."""
    first, second = told(soort, "2026-10-01")
    assert first == (
        f"seizoen 2025-2026: niet van toepassing: {words} vanaf 1 oktober 2026, dus niet over het seizoen 2025-2026"
    )
    assert second.startswith("seizoen 2026-2027: nog niet aan de orde: ")


@pytest.mark.parametrize("soort", ["bijeenkomst", "deelname"])
def test_of_a_season_that_was_not_over_it_is_owed(soort: str) -> None:
    first, _ = told(soort, "2026-09-30")
    assert first.startswith("seizoen 2025-2026: ")
    assert "vanaf" not in first
