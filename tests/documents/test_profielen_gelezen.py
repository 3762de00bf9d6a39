"""What the officer of another agreement reads: no section about nothing, and nothing that is not there."""

from datetime import date
from functools import cache

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from tests.conftest import PEILDATUM
from tests.test_profielen import EVERY, profile


@cache
def read(name: str, kind: str, which: str = "", day: date = PEILDATUM) -> str:
    moment = kinds.Moment(day, "0123456789", "convenant 0.0")
    return make(".md", f"{kind}.html.j2", kinds.context(kind, profile(name), which, moment)).decode()


@pytest.mark.parametrize("kind", ["overdracht", "nalevingsbijlage"])
@pytest.mark.parametrize("name", EVERY)
def test_a_section_about_what_rests_is_there_only_when_something_does(name: str, kind: str) -> None:
    assert ("## Wat nu rust" in read(name, kind)) == (name == "zorggebouwen")


@pytest.mark.parametrize("name", EVERY)
def test_the_handover_tells_of_the_guide_only_what_stands_there(name: str) -> None:
    made, guide = read(name, "overdracht"), read(name, "partnergids")
    assert ("De partnergids noemt ook de andere aanspreekpunten" in made) == ("| Waarvoor |" in guide)
    assert ("De partnergids noemt ook" in made and "het aanbod" in made) == ("## Aanbod per thema" in guide)


def test_what_all_parties_owe_names_none_of_them() -> None:
    made = read("regioverband", "overdracht")
    what = "artikel 6 ‘Elke partij haalt elk jaar stenen weg’"
    assert f"| 31-12-2026 | De laatste dag voor de verklaring over 2026 ({what}) | alle partijen |" in made
    assert f"over 2026 (tot en met 31 december 2026; {what}) van alle partijen." in read("regioverband", "naleving")
    # Of an earlier year some did answer, so the others are named.
    late = made.partition(f"De verklaring over 2025 ({what}) is nog niet gevonden")[2]
    assert "Dijkhoven, " in late.partition("31-12")[0]


def test_how_often_is_told_in_years_where_it_can() -> None:
    made = read("regioverband", "overdracht")
    assert "| elke zes jaar | 5 lid 1 " in made
    assert "| elk jaar | 7 " in made
    assert "| elke drie jaar | 1.2 " in read("zorggebouwen", "overdracht")


@pytest.mark.parametrize(("name", "heading"), [("sportseizoen", "Doen niet meer mee"), ("regioverband", "")])
def test_the_parties_that_left_are_not_called_still_to_come(name: str, heading: str) -> None:
    headings = [line for line in read(name, "partnergids").splitlines() if "meer mee" in line or "nog niet mee" in line]
    assert headings == ([f"## {heading}"] if heading else [])


def test_parties_that_left_and_that_still_come_have_one_heading() -> None:
    coming = read("sportseizoen", "partnergids", day=date(2026, 7, 15))
    assert "## Doen nog niet of niet meer mee" in coming
    assert "## Doen nog niet mee" in read("sportseizoen", "partnergids", day=date(2026, 6, 15))


def test_a_party_that_is_reached_by_its_buildings_has_their_addresses() -> None:
    row = "Huis aan de Laan (hoofd huisvesting) en Huis aan het Plein (teamleider nacht)"
    both = "<laan@beukenhof.example>; <plein@beukenhof.example>"
    assert f"| Beukenhof | {row} | {both} |" in read("zorggebouwen", "partnergids")
    # The first of the two days on which they were confirmed.
    assert f"| Beukenhof; bevestigd 03-03-2025 | {row}; {both} |" in read("zorggebouwen", "overdracht")


@pytest.mark.parametrize(
    ("name", "which", "said"),
    [
        ("zorggebouwen", "2025", "Het convenant is geëvalueerd op 4 december 2025"),
        ("twee-partijen", "2025", "Het convenant is geëvalueerd op 13 maart 2025"),
        ("twee-partijen", "2026", "Het convenant is geëvalueerd op 12 maart 2026"),
        # Nothing was evaluated, so it says when that can be done.
        ("schoolgebouwen", "2025-2026", "Een evaluatie van het convenant kan van 1 februari 2027"),
    ],
)
def test_an_evaluation_says_how_it_stood_at_its_own_time(name: str, which: str, said: str) -> None:
    assert said in read(name, "evaluatie", which)
    assert ("Een evaluatie van het convenant kan" in read(name, "evaluatie", which)) == said.startswith("Een")


def test_every_point_of_an_agenda_has_a_place_in_time() -> None:
    made = read("sportseizoen", "agenda", "2027-02-08-cluboverleg")
    rows = [line.split(" | ") for line in made.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert [row[1] for row in rows] == [
        "19.30", "daarna", "daarna", "daarna", "daarna", "20.00", "daarna", "daarna", "daarna", "daarna",
    ]  # fmt: skip
