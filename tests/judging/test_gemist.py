"""What was due on a day that has been and is not there is told first to who takes over; not what came and lacks
something.

Worked out by hand: each year the parties meet, and three times a delivery comes.
"""

from datetime import date

import pytest

from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.terugkerend import gemist
from convenant_cli.kalender import Tijdvak
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, bijeenkomst, hoofdstuk

BASIS = basis("bijeenkomsten", "evaluaties", "jaarplan", "verklaringen")
MEET = "soort: bijeenkomst, bijeenkomst: jaarlijks, per: kalenderjaar, aanwezig: [school, politie]"
DELIVER = "soort: publicatie, levering: cijfers, per: kalenderjaar, minstens: 3"
POLITIE = "data/partners/politie.yaml"
MEETING = "data/bijeenkomsten/2025-06-01-jaarlijks.yaml"
HELD = bijeenkomst("2025-06-01")
ALL = "aanwezig:\n  - {partner: noorderschool, via: contactpersoon}\n  - {partner: politie, via: contactpersoon}\n"
CAME = "leveringen:\n" + "".join(
    f"  - {{soort: cijfers, titel: Cijfers, datum: 2025-0{month}-01}}\n" for month in (2, 5)
)


@pytest.mark.parametrize(
    ("toets", "files", "told"),
    [
        (MEET, {}, True),
        (MEET, {MEETING: HELD}, False),  # it was held: who was not there is told with the clause
        (MEET, {MEETING: HELD + ALL}, False),
        (DELIVER, {}, True),
        (DELIVER, {POLITIE: BASIS[POLITIE] + CAME}, True),  # the third one did not come
    ],
)
def test_only_what_did_not_come_by_its_day_was_missed(toets: str, files: dict[str, str], told: bool) -> None:
    joint = toets is MEET
    clause = bepaling(toets, gebonden="alle" if joint else "politie", gezamenlijk=joint, familie="relatie")
    known = whole(BASIS | hoofdstuk(clause) | files)
    every = overzicht(known, date(2026, 3, 1))
    missed = gemist(known, every.vraagt_aandacht, Tijdvak(date(2025, 3, 1), date(2026, 3, 1)))
    assert [(one.bepaling.id, str(one.dag)) for one in missed] == ([("plan", "2025-12-31")] if told else [])
