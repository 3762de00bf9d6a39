"""A name in a toets that points to no list is told when nobody uses it and it looks like one that is used."""

from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.sources.sources import literal
from tests.een_bepaling import HOOFDSTUK, basis, bepaling, hoofdstuk

POLITIE = "data/partners/politie.yaml"
GIVEN = """\
leveringen:
  - {soort: rapport, titel: Rapport, datum: 2026-01-01}
aanspreekpunten:
  - {taak: vragen-van-pers, functie: woordvoerder}
"""


@pytest.mark.parametrize(
    ("toets", "wrong", "told"),
    [
        ("soort: publicatie, levering: rapprt", "rapprt",
         "de soort levering 'rapprt' komt nergens voor; bedoelde u 'rapport'?"),
        ("soort: publicatie, levering: jaarcijfer", "jaarcijfer",
         "de soort levering 'jaarcijfer' komt nergens voor; bedoelde u 'jaarcijfers'?"),
        ("soort: bereikbaar, taak: vragen-van-de-pers", "vragen-van-de-pers",
         "de taak 'vragen-van-de-pers' komt nergens voor; bedoelde u 'vragen-van-pers'?"),
        ("soort: document, documentsoort: veiligheidsplan, elementen: [handelwijzee]", "handelwijzee",
         "het onderdeel 'handelwijzee' komt nergens voor; bedoelde u 'handelwijze'?"),
        ("soort: publicatie, levering: rapport", "", ""),
        ("soort: publicatie, levering: monitor", "", ""),  # nobody delivered it yet, and it is like nothing else
        ("soort: bereikbaar, taak: vragen-van-pers", "", ""),
        ("soort: document, documentsoort: veiligheidsplan, elementen: [handelwijze]", "", ""),
        # A key that does not exist, or a kind of toets: at its own place, with what was meant.
        ("soort: publicatie, levernig: rapport", "levernig",
         "het veld 'levernig' bestaat hier niet; bedoelde u 'levering'?"),
        ("soort: publicaties, levering: rapport", "publicaties",
         "'publicaties' kan niet bij 'soort'; bedoelde u 'publicatie'?"),
    ],
)  # fmt: skip
def test_a_name_like_one_that_is_used_is_told_at_its_place(toets: str, wrong: str, told: str) -> None:
    files = basis()
    files[POLITIE] += GIVEN
    convenant = "data/convenant.yaml"
    files[convenant] += "leveringsoorten:\n  jaarcijfers: {naam: Jaarcijfers}\n"
    files |= hoofdstuk(bepaling(toets, "stuk", gebonden="politie", familie="relatie"))
    rules = ("bepaling-noemt-toets", "toets-opgave", "waarde-ongeldig", "veld-onbekend")
    found = [one for one in check_source(literal(files), date(2026, 11, 29)).findings if one.rule in rules]
    assert [one.message for one in found] == ([told] if told else [])
    for one in found:
        line = files[HOOFDSTUK].splitlines()[one.position.line - 1]
        assert line[one.position.column - 1 :].startswith(wrong)
