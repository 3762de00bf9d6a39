"""What a meeting lacks is told as it is: without an invitation, and on the day on which it still is to be held."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.een_bepaling import basis, beoordeelbaar, bepaling, bijeenkomst, hoofdstuk

BASIS = basis("bepalingen", "bijeenkomsten", "evaluaties", "jaarplan", "verklaringen")
NONE = "in 2026 is nog geen jaarlijkse bijeenkomst gepland"
WITHOUT = f"{NONE} waarvoor Politie is genodigd"


@pytest.mark.parametrize(
    ("day", "status", "invited", "says"),
    [
        ("2026-10-01", "gehouden", "gemeente", WITHOUT),
        ("2026-12-01", "gepland", "gemeente", WITHOUT),
        ("2026-12-01", "gepland", "alle", "op 1 december 2026 staat een jaarlijkse bijeenkomst gepland"),
        ("2026-12-01", "vervallen", "gemeente", NONE),
        ("2025-12-01", "gehouden", "gemeente", NONE),
    ],
)
def test_a_meeting_without_an_invitation_is_told_as_that(day: str, status: str, invited: str, says: str) -> None:
    meeting = bijeenkomst(day, status=status).replace("[alle]", f"[{invited}]")
    asked = bepaling("soort: deelname, bijeenkomst: jaarlijks", gebonden="politie", familie="automatisch")
    files = BASIS | hoofdstuk(asked) | {f"data/bijeenkomsten/{day}-jaarlijks.yaml": meeting}
    found = judge(beoordeelbaar(files), date(2026, 11, 21))
    (one,) = (one for one in found if (one.bepaling, one.periode) == ("plan", "2026"))
    assert (one.staat, one.toelichting) == ("nog niet aan de orde", says)


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21"])
def test_nobody_is_missing_yet_on_the_day_of_a_planned_meeting(day: str) -> None:
    toets = "soort: bijeenkomst, bijeenkomst: jaarlijks, aanwezig: [politie], agendapunt: naleving, met_conclusie: ja"
    meeting = bijeenkomst("2026-11-21", status="gepland").replace("Rondvraag,", "Naleving, soort: naleving,")
    asked = bepaling(toets, gebonden="politie", familie="automatisch")
    files = BASIS | hoofdstuk(asked) | {"data/bijeenkomsten/2026-11-21-jaarlijks.yaml": meeting}
    found = judge(beoordeelbaar(files), date.fromisoformat(day))
    (one,) = (one for one in found if (one.bepaling, one.periode) == ("plan", "2026"))
    assert one.toelichting == "op 21 november 2026 staat een jaarlijkse bijeenkomst gepland"
