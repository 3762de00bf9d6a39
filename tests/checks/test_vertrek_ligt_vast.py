"""What the agreement speaks of at a leaving is asked from the record, whichever way the end came into it."""

from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis, bepaling, hoofdstuk

POLITIE = "data/partners/politie.yaml"


@pytest.mark.parametrize(
    ("more", "gebonden", "day", "told"),
    [
        # From the day the leaving is known: the check asks while the party takes part, then the clause itself.
        ("", "alle", date(2026, 11, 29), {"afwikkeling-ligt-vast"}),
        (", afwikkeling: ja", "alle", date(2026, 12, 31), {"afwikkeling-ligt-vast"}),
        (", afwikkeling: ja", "alle", date(2027, 1, 1), {"weg"}),
        ("", "alle", date(2027, 3, 31), {"afwikkeling-ligt-vast"}),
        ("", "alle", date(2027, 4, 1), set()),
        # A clause that does not bind the party asks it nothing.
        ("", "school", date(2026, 11, 29), set()),
        ("", "politie", date(2026, 11, 29), {"afwikkeling-ligt-vast"}),
    ],
)
def test_what_belongs_to_leaving_is_asked_until_it_is_on_record(
    more: str, gebonden: str, day: date, told: set[str]
) -> None:
    clause = bepaling(f"soort: uittreding{more}", "weg", gebonden=gebonden, familie="automatisch")
    files = basis("jaarplan") | hoofdstuk(clause)
    files[POLITIE] += "lid_tot: 2027-01-01\n"
    asked = {one.rule for one in check_source(literal(files), day).findings}
    assert asked & {"afwikkeling-ligt-vast", "weg"} == told
    files["data/convenant.yaml"] += (
        "afwikkelingen:\n  - {id: niets, partner: politie, wat: Niets meer, uiterlijk: 2027-01-01, "
        "gedaan_op: 2026-11-01}\n"
    )
    after = {one.rule for one in check_source(literal(files), day).findings}
    assert not after & {"afwikkeling-ligt-vast", "weg"}
