"""On the last day of a term nothing is too old yet, on the next day it is; also at the end of a short month.

Worked out by hand: twelve months after 28 February 2027 it is 28 February 2028. The 29th is a day later.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

BASIS = basis("bepalingen", "evaluaties", "jaarplan", "verklaringen")
POLITIE = "data/partners/politie.yaml"
DESK = "aanspreekpunten:\n  - {{taak: hulp, functie: balie, email: hulp@politie.example, bevestigd_op: {day}}}\n"
OFFER = "aanbod:\n  - {{id: les, titel: Les, vorm: training, doelgroep: Jongeren, bevestigd_op: {day}}}\n"
DELIVERY = "leveringen:\n  - {{soort: cijfers, titel: Cijfers, datum: {day}, vindplaats: Z-1}}\n"
TOLD = (
    "documenten:\n  - {{id: stuk, soort: veiligheidsplan, titel: Stuk, vindplaats: Z-1, vastgesteld_op: 2024-02-01, "
    "bekendgemaakt: [{{aan: leerlingen, datum: {day}, kanaal: les}}]}}\n"
)
DOCUMENT = (
    "documenten:\n  - {{id: stuk, soort: veiligheidsplan, titel: Stuk, vindplaats: Z-1, vastgesteld_op: {day}}}\n"
)
KINDS = {
    "contactpersoon": ("soort: contactpersoon, bevestigd_binnen: {term}", ""),
    "vervanger": ("soort: vervanger, bevestigd_binnen: {term}", ""),
    "bereikbaar": ("soort: bereikbaar, taak: hulp, bevestigd_binnen: {term}", DESK),
    "aanbod": ("soort: aanbod, bevestigd_binnen: {term}", OFFER),
    "levering": ("soort: publicatie, levering: cijfers, hoogstens_oud: {term}", DELIVERY),
    "bekend": (
        "soort: document, documentsoort: veiligheidsplan, bekend_bij: [leerlingen], bekend_binnen: {term}",
        TOLD,
    ),
    "document": (
        "soort: document, documentsoort: veiligheidsplan, waarschuw_voor: 1 dag, hoogstens_oud: {term}",
        DOCUMENT,
    ),
}


def old(kind: str, since: str, term: str, day: str) -> bool:
    toets, record = KINDS[kind]
    politie = BASIS[POLITIE] + record.format(day=since)
    if not record:
        politie = politie.replace("politie.example}", f"politie.example, bevestigd_op: {since}}}")
    asked = bepaling(toets.format(term=term), gebonden="politie", familie="relatie")
    (one,) = [
        one
        for one in judge(beoordeelbaar(BASIS | hoofdstuk(asked) | {POLITIE: politie}), date.fromisoformat(day))
        if one.bepaling == "plan"
    ]
    assert one.staat in ("aantoonbaar", "verloopt binnenkort", "verouderd"), one.toelichting
    return one.staat == "verouderd"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("since", "term", "last", "first"),
    [
        ("2027-02-28", "12 maanden", "2028-02-28", "2028-02-29"),
        ("2027-02-28", "6 maanden", "2027-08-28", "2027-08-29"),
        ("2028-02-29", "12 maanden", "2029-02-28", "2029-03-01"),
        ("2027-08-31", "6 maanden", "2028-02-29", "2028-03-01"),
        ("2027-04-30", "1 maand", "2027-05-30", "2027-05-31"),
    ],
)
def test_the_day_after_the_last_one_is_the_first_on_which_it_is_too_old(
    kind: str, since: str, term: str, last: str, first: str
) -> None:
    assert (old(kind, since, term, last), old(kind, since, term, first)) == (False, True)


def test_a_delivery_can_still_come_on_the_last_day_that_is_named() -> None:
    """The police joins on 1 March 2026, so the first delivery can come up to and including 1 March 2027."""
    joined = {POLITIE: BASIS[POLITIE].replace("lid_van: 2024-01-01", "lid_van: 2026-03-01")}
    asked = bepaling(KINDS["levering"][0].format(term="12 maanden"), gebonden="politie", familie="relatie")
    dossier = beoordeelbaar(BASIS | hoofdstuk(asked) | joined)
    told = [
        (one.staat, "tot en met 1 maart 2027" in one.toelichting)
        for day in (date(2027, 3, 1), date(2027, 3, 2))
        for one in judge(dossier, day)
        if one.bepaling == "plan"
    ]
    assert told == [("nog niet aan de orde", True), ("niet gevonden", False)]
