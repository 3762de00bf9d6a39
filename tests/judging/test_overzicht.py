"""What a row of the overview says of a clause, whoever it is about."""

import re
from datetime import date

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis, bepaling, hoofdstuk

PARTY = "data/partners/politie.yaml"


@pytest.mark.parametrize("left", [(), ("politie",), ("politie", "noorderschool", "gemeente")])
def test_who_left_does_not_make_a_clause_one_that_can_be_tested(left: tuple[str, ...]) -> None:
    toets = "soort: niet-toetsbaar, reden: Een streven staat in geen dossier"
    files = basis("jaarplan", "bijeenkomsten", "evaluaties", "verklaringen")
    files |= hoofdstuk(bepaling(toets, gebonden="alle", familie="niet-toetsbaar", aard="inspanning"))
    for id in left:
        name = f"data/partners/{id}.yaml"
        files[name] = re.sub("(?m)^(lid_van: .*)", r"\1\nlid_tot: 2026-10-01", files[name])
    every = overzicht(load(literal(files))[0], date(2026, 11, 21))
    (row,) = (rij for deel in every.delen for rij in deel.rijen if rij.bepaling.id == "plan")
    said = row.niets_te_toetsen
    assert (said.uitkomst if said else None) == (None if len(left) == 3 else Uitkomst.NIET_TOETSBAAR)
