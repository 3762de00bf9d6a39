"""Oordelen on the profiles, worked out by hand from their records: a file for each in ``profielen/``."""

from datetime import date
from functools import cache

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.sources.yamlfile import parse
from tests.conftest import TESTS, overlay

FOLDER = TESTS / "profielen"
ROWS = TESTS / "judging" / "profielen"
PROFILES = sorted(path.stem for path in ROWS.iterdir())
LEAST = 25

Row = tuple[str, str, str, str, str]


def rows(profile: str) -> list[Row]:
    """Day, clause, party or unit (``samen``: all together), period, state; ``, rust`` when it was agreed to deviate."""
    data = parse((ROWS / f"{profile}.yaml").read_bytes()).data
    assert isinstance(data, list)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in data]


@cache
def dossier(profile: str) -> Dossier:
    return load(overlay(FOLDER / profile))[0]


@cache
def judged(profile: str, day: str) -> list[Oordeel]:
    return judge(dossier(profile), date.fromisoformat(day))


@pytest.mark.parametrize("profile", PROFILES)
def test_enough_is_worked_out_by_hand_and_of_every_clause_something(profile: str) -> None:
    told = rows(profile)
    assert len(set(told)) == len(told) >= LEAST
    assert {clause for _, clause, *_ in told} == set(dossier(profile).bepalingen)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_oordeel_is_what_the_records_say(profile: str) -> None:
    wrong = []
    for row in rows(profile):
        day, clause, who, period, state = row
        found = [one for one in judged(profile, day) if one.bepaling == clause]
        own = [one for one in found if (one.eenheid or one.partner or "samen") == who]
        told = [(one.periode, f"{one.staat}, rust" if one.rust else one.staat) for one in own if one.periode == period]
        if told != [(period, state)]:
            wrong.append(f"{', '.join(row)}; but found:")
            wrong += (
                f"- {one.eenheid or one.partner or 'samen'}, {one.periode!r}: {one.staat} ({one.toelichting})"
                for one in found
            )
    assert not wrong, "\n".join(wrong)


SENTENCES = [
    # A meeting of the stuurgroep is no "stuurgroep van de stuurgroep".
    ("stuurgroep", "samen", "2025", "in 2025 is 1 van de 2 keer een bijeenkomst van de stuurgroep gevonden"),
    ("hitte", "samen", "1e halfjaar 2026", "de werkgroep hitte is er pas sinds 1 oktober 2026"),
    # Who is not yet a member of a body does take part in the agreement.
    ("leden-aanwezig", "berkveen", "", "de gemeente Berkveen is lid vanaf 1 december 2026"),
]


@pytest.mark.parametrize(("clause", "who", "period", "text"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_what_is_said_of_a_body_and_its_members(clause: str, who: str, period: str, text: str) -> None:
    found = [one for one in judged("regioverband", "2026-11-21") if one.bepaling == clause]
    assert [one.toelichting for one in found if (one.partner or "samen", one.periode) == (who, period)] == [text]


def test_who_left_a_body_did_not_leave_the_agreement() -> None:
    found = [one for one in judged("regioverband", "2027-01-01") if one.bepaling == "leden-aanwezig"]
    assert all("deed mee" not in one.toelichting for one in found)
