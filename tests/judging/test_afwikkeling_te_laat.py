"""What a party that left still had to do is owed until it did so, and is told as late when that was after its day."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

BASIS = basis("bepalingen", "bijeenkomsten", "evaluaties", "jaarplan", "verklaringen")
POLITIE, CONVENANT = "data/partners/politie.yaml", "data/convenant.yaml"
OWED = """\
afwikkelingen:
  - {{id: sleutels, partner: politie, wat: De sleutels teruggeven., uiterlijk: 2026-08-01, gedaan_op: 2026-07-15}}
  - {{id: kosten, partner: politie, wat: De kosten betalen., uiterlijk: 2026-10-01, gedaan_op: {done}}}
"""


@pytest.mark.parametrize(
    ("done", "day", "outcome", "asks", "says"),
    [
        ("2026-10-05", "2026-10-01", "NOG_NIET", False, "nog te doen: ‘De kosten betalen’ (uiterlijk 1 oktober 2026)"),
        ("2026-10-05", "2026-10-02", "ONVOLLEDIG", True, "nog niet gedaan: ‘De kosten betalen’"),
        ("2026-10-05", "2026-10-04", "ONVOLLEDIG", True, "nog niet gedaan: ‘De kosten betalen’"),
        ("2026-10-05", "2026-10-05", "LATER", True, "gedaan op 5 oktober 2026, later dan 1 oktober 2026"),
        ("2026-10-05", "2027-10-04", "LATER", True, "later dan 1 oktober 2026"),
        ("2026-10-05", "2027-10-05", "LATER", False, "later dan 1 oktober 2026"),
        ("2026-10-01", "2026-10-01", "GOED", False, "‘De kosten betalen’ (gedaan op 1 oktober 2026)"),
    ],
)
def test_what_still_had_to_be_done(done: str, day: str, outcome: str, asks: bool, says: str) -> None:
    files = BASIS | hoofdstuk(bepaling("soort: uittreding", gebonden="politie", familie="automatisch"))
    files[POLITIE] += "lid_tot: 2026-07-01\n"
    files[CONVENANT] += OWED.format(done=done)
    (one,) = (one for one in judge(beoordeelbaar(files), date.fromisoformat(day)) if one.bepaling == "plan")
    assert (one.uitkomst.name, one.aandacht) == (outcome, asks), one.toelichting
    assert says in one.toelichting
