"""Who was not invited to a meeting that there is, hears that, and not that there is no meeting."""

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
