"""The place of an agreement is a gemeente, a region with more places in it, or none; each is said as people say it."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

BASIS = basis()
SCHOOL, CONVENANT = "data/partners/noorderschool.yaml", "data/convenant.yaml"
REGION = "Veiligheidsregio Heuvelland\nplaatsen: [Bergdorp, Daldorp]"
WITHIN = "soort: reikwijdte, eenheden: [locatie], binnen_gemeente: ja"
PLAN = "soort: document, documentsoort: veiligheidsplan, per_eenheid: locatie, binnen_gemeente: ja"


def told(where: str, plaats: str, toets: str = WITHIN) -> str:
    files = dict(BASIS)
    files[CONVENANT] = files[CONVENANT].replace("gemeente: Voorbeeldstad", f"gemeente: {where}" if where else "")
    files[SCHOOL] = files[SCHOOL].replace("soort: locatie}", f"soort: locatie{plaats and f', plaats: {plaats}'}}}")
    files[SCHOOL] += "documenten:\n  - {id: a, soort: veiligheidsplan, titel: Plan, voor: [politie], vindplaats: Z-1}\n"
    family = "automatisch" if toets == WITHIN else "relatie"
    files |= hoofdstuk(bepaling(toets, "waar", gebonden="school", familie=family))
    known = whole(files)
    (found,) = [one for one in judge(known, date(2026, 11, 21)) if one.bepaling == "waar"]
    return f"{found.uitkomst.name}: {found.toelichting}"


@pytest.mark.parametrize(
    ("where", "plaats", "outcome"),
    [
        ("Bergdorp", "Bergdorp", "GOED: Locatie Kade valt binnen de reikwijdte"),
        ("Bergdorp", "bergdorp", "GOED: Locatie Kade valt binnen de reikwijdte"),
        ("Bergdorp", "Verweg", "BUITEN: Locatie Kade ligt, voor zover bekend, in Verweg; het convenant gaat over "
         "locaties in Bergdorp"),
        (REGION, "Daldorp", "GOED: Locatie Kade valt binnen de reikwijdte"),
        (REGION, "Verweg", "BUITEN: Locatie Kade ligt, voor zover bekend, in Verweg; het convenant gaat over locaties "
         "in de veiligheidsregio Heuvelland"),
        (REGION, "", "ONTBREEKT: van Locatie Kade is de plaats niet gevonden"),
        ("", "Verweg", "GOED: Locatie Kade valt binnen de reikwijdte"),
    ],
)  # fmt: skip
def test_a_unit_lies_in_the_place_of_the_agreement_or_in_one_of_its_places(
    where: str, plaats: str, outcome: str
) -> None:
    assert told(where, plaats) == outcome


@pytest.mark.parametrize(("plaats", "asked"), [("Daldorp", True), ("Verweg", False)])
def test_only_units_in_the_region_are_asked(plaats: str, asked: bool) -> None:
    assert ("zo'n document voor Locatie Kade" in told(REGION, plaats, PLAN)) is asked
