"""A clause can bind every unit of a kind: of each party, also of one that joins later, for as long as they take part.

The rows were worked out from clause 1.2 of the agreement on care buildings: each building has an evacuation plan of at
most three years old, which the fire service has.
"""

from datetime import date

import pytest

from convenant_cli.commands.reports.bepaling import find, lines
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import is_unit_kind
from convenant_cli.editing.links import links
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Uitkomst
from tests.conftest import TESTS, read_folder, whole

FILES = {name: raw.decode() for name, raw in read_folder(TESTS / "profielen" / "zorggebouwen").items()}
CHAPTER = "data/bepalingen/1-gebouwen.yaml"
JOINING = """\
naam: Stichting Waterrand
korte_naam: Waterrand
rollen: [zorgaanbieder]
lid_van: 2026-09-01
ondertekening: {datum: 2026-08-24, functie: bestuurder}
eenheden:
  - {id: sluis, naam: De Sluis, soort: gebouw}
  - {id: nacht, naam: Afdeling Nacht, soort: afdeling}
"""


def dossier(**more: str) -> Dossier:
    return whole({**FILES, **more})


def states(known: Dossier, day: date) -> dict[str, str]:
    found = [one for one in judge(known, day) if one.bepaling == "ontruimingsplan"]
    return {one.eenheid or one.partner or "samen": one.uitkomst.name for one in found}


@pytest.mark.parametrize(
    ("day", "building", "outcome"),
    [
        ("2024-06-03", "beukenhof/plein", Uitkomst.GOED),  # of 2023-06-05, shared
        ("2024-06-03", "zonnerust/kade", Uitkomst.ONTBREEKT),
        ("2024-06-03", "levensboom/dijk", Uitkomst.NIET_VAN_TOEPASSING),  # joins on 2025-07-01
        ("2025-12-19", "zonnerust/kade", Uitkomst.ONTBREEKT),
        ("2025-12-20", "zonnerust/kade", Uitkomst.NIET_VAN_TOEPASSING),  # the first day without
        ("2025-12-19", "levensboom/kade", Uitkomst.NIET_VAN_TOEPASSING),
        ("2025-12-20", "levensboom/kade", Uitkomst.ONTBREEKT),  # the building has gone over
        ("2026-02-02", "beukenhof/plein", Uitkomst.GOED),
        ("2026-06-04", "beukenhof/plein", Uitkomst.VERLOOPT),  # the last day of three years
        ("2026-09-15", "beukenhof/plein", Uitkomst.VEROUDERD),  # more than three years
        ("2026-09-15", "beukenhof/laan", Uitkomst.GOED),  # of 2025-02-17, shared
        ("2026-09-15", "levensboom/dijk", Uitkomst.ONVOLLEDIG),  # not shared with the fire service
    ],
)
def test_every_building_is_bound_as_long_as_it_takes_part(day: str, building: str, outcome: Uitkomst) -> None:
    assert states(dossier(), date.fromisoformat(day))[building] == outcome.name


def test_a_party_that_joins_later_is_bound_by_its_buildings_and_by_nothing_else() -> None:
    known = dossier(**{"data/partners/waterrand.yaml": JOINING})
    found = states(known, date(2026, 9, 15))
    assert found["waterrand/sluis"] == "ONTBREEKT"
    assert not {"waterrand", "waterrand/nacht", "beukenhof/nachtzorg", "brandweer"} & set(found)


def test_a_unit_that_is_named_beside_its_kind_is_bound_once() -> None:
    twice = FILES[CHAPTER].replace("gebonden: [gebouw]", "gebonden: [levensboom/kade, gebouw]")
    found = [one for one in judge(dossier(**{CHAPTER: twice}), date(2026, 9, 15)) if one.eenheid == "levensboom/kade"]
    assert len([one for one in found if one.bepaling == "ontruimingsplan"]) == 1


def test_a_kind_that_every_agreement_knows_can_be_named_without_defining_it() -> None:
    known = dossier(**{CHAPTER: FILES[CHAPTER].replace("gebonden: [gebouw]", "gebonden: [afdeling]")})
    assert set(states(known, date(2026, 9, 15))) == {
        "beukenhof/nachtzorg",
        "beukenhof/dagopvang",
        "beukenhof/revalidatie",
    }


def test_a_role_of_that_name_goes_before_the_kind() -> None:
    known = dossier()
    assert is_unit_kind(known, "gebouw")
    assert not is_unit_kind(known, "zorgaanbieder")
    roles = FILES["data/convenant.yaml"].replace("rollen:\n", "rollen:\n  gebouw: {naam: Gebouwbeheerders}\n", 1)
    assert not is_unit_kind(dossier(**{"data/convenant.yaml": roles}), "gebouw")


def test_a_reader_sees_the_kind_in_the_plural() -> None:
    known = dossier()
    found = find(known, "ontruimingsplan")
    assert found is not None
    assert "alle gebouwen" in "\n".join(lines(known, found, str))


def test_another_name_of_the_kind_is_followed() -> None:
    found = [one for one in links(dossier(), ()) if one.naam == ("eenheidsoort", "gebouw")]
    assert CHAPTER in {one.place.name for one in found}
