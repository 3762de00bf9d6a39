"""Of what a party that leaves still owes, nothing may stand in the dossier: that proves nothing, so no 'voldaan'."""

from datetime import date

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis, bepaling, hoofdstuk

POLITIE = "data/partners/politie.yaml"


@pytest.mark.parametrize(
    ("leaves", "told"),
    [
        ("", "er vertrekt geen partij"),
        ("2027-01-01", "Politie doet mee tot 1 januari 2027; in het dossier staat niets wat zij dan nog moet doen"),
        ("2026-11-29", "Politie deed mee tot 29 november 2026; in het dossier staat niets wat zij dan nog moet doen"),
    ],
)
def test_nothing_recorded_is_nothing_proven(leaves: str, told: str) -> None:
    files = basis() | hoofdstuk(
        bepaling("soort: uittreding", "weg", gebonden="alle", gezamenlijk=True, familie="automatisch")
    )
    files[POLITIE] += f"lid_tot: {leaves}\n" if leaves else ""
    found = judge(load(literal(files))[0], date(2026, 11, 29))
    assert [(one.uitkomst.name, one.toelichting) for one in found if one.bepaling == "weg"] == [
        ("NIET_VAN_TOEPASSING", told)
    ]
