"""A unit can be part of another unit of its party: what the larger one has, says or is promised holds for it too."""

from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import discover
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.partnergids import context
from convenant_cli.dossier.aanbod import includes, top_down
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.conftest import PEILDATUM, TESTS, read_folder, whole

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
SCHOOL = "data/partners/noorderschool.yaml"
UNITS = """\
  - {id: vleugel, naam: Vleugel Oost, soort: locatie, hoort_bij: noorderschool/gebouw}
  - {id: gebouw, naam: Gebouw Kade, soort: locatie, hoort_bij: noorderschool/campus}
  - {id: campus, naam: Campus, soort: dienst, lid_tot: 2026-12-31}
"""
CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: afspraak
    nummer_zekerheid: ongenummerd
    titel: Een afspraak
    tekst: Elke plek heeft dit.
    gebonden: [noorderschool/vleugel]
    aard: resultaat
    familie: automatisch
    toets: {%s}
"""
DOCUMENT = """\
documenten:
  - {id: plan, soort: veiligheidsplan, titel: Plan, vindplaats: zaak 1, eenheid: noorderschool/%s}
"""


def files(
    units: str = UNITS, more: str = "", toets: str = "soort: document, documentsoort: veiligheidsplan"
) -> dict[str, str]:
    return {**BASIS, SCHOOL: BASIS[SCHOOL] + units + more, "data/bepalingen/9-toets.yaml": CLAUSE % toets}


def dossier(
    units: str = UNITS, more: str = "", toets: str = "soort: document, documentsoort: veiligheidsplan"
) -> Dossier:
    return whole(files(units, more, toets))


def state(known: Dossier, day: date = PEILDATUM) -> list[str]:
    return [f"{one.eenheid} {one.uitkomst.name}" for one in judge(known, day) if one.bepaling == "afspraak"]


@pytest.mark.parametrize(
    ("keeper", "found"), [("vleugel", True), ("gebouw", True), ("campus", True), ("locatie-kade", False)]
)
def test_a_document_of_what_it_is_part_of_is_its_document(keeper: str, found: bool) -> None:
    outcome = "GOED" if found else "ONTBREEKT"
    assert state(dossier(more=DOCUMENT % keeper)) == [f"noorderschool/vleugel {outcome}"]


def test_its_own_document_goes_before_that_of_what_it_is_part_of() -> None:
    more = DOCUMENT % "gebouw" + (
        "  - {id: oud, soort: veiligheidsplan, titel: Oud, vindplaats: zaak 2, eenheid: noorderschool/vleugel, "
        "geldig_tot: 2026-01-01}\n"
    )
    assert state(dossier(more=more)) == ["noorderschool/vleugel VEROUDERD"]


def test_a_document_of_a_part_is_none_of_the_whole() -> None:
    known = files(more=DOCUMENT % "vleugel")
    clause = known["data/bepalingen/9-toets.yaml"].replace("noorderschool/vleugel", "noorderschool/gebouw")
    found, _ = load(literal({**known, "data/bepalingen/9-toets.yaml": clause}))
    assert state(found) == ["noorderschool/gebouw ONTBREEKT"]


def test_a_unit_takes_part_no_longer_than_what_it_is_part_of() -> None:
    known = dossier(more=DOCUMENT % "vleugel")
    assert state(known, date(2026, 12, 30)) == ["noorderschool/vleugel GOED"]
    assert state(known, date(2026, 12, 31)) == ["noorderschool/vleugel NIET_VAN_TOEPASSING"]


def test_an_answer_for_the_whole_is_an_answer_for_its_parts() -> None:
    name = "data/verklaringen/2026/noorderschool.yaml"
    for unit, counts in (("campus", True), ("vleugel", True), ("locatie-kade", False)):
        answer = (
            "afgelegd_op: 2026-11-01\nfunctie: directeur\nantwoorden:\n"
            f"  - {{bepaling: afspraak, eenheid: noorderschool/{unit}, antwoord: ja}}\n"
        )
        known = whole({**files(toets="soort: verklaring, per: kalenderjaar"), name: answer})
        *_, last = (one for one in judge(known, PEILDATUM) if one.bepaling == "afspraak")
        assert (last.staat != "nog niet aan de orde") is counts, (unit, last.staat)


def test_what_is_offered_to_the_whole_is_for_its_parts() -> None:
    known = dossier()
    assert includes(known, ("noorderschool/campus",), "noorderschool/vleugel")
    assert includes(known, ("noorderschool",), "noorderschool/vleugel")
    assert not includes(known, ("noorderschool/locatie-kade",), "noorderschool/vleugel")
    assert not includes(known, ("politie",), "noorderschool/vleugel")


def test_a_circle_of_units_is_told_and_judged_without_end() -> None:
    circle = UNITS.replace("soort: dienst,", "soort: dienst, hoort_bij: noorderschool/vleugel,")
    checks = [check for check in discover() if check.id == "eenheid-hoort-bij-partner"]
    found = check_source(literal(files(circle)), PEILDATUM, checks).findings
    assert len(found) == 3
    assert all("bij zichzelf" in one.message for one in found)
    assert state(dossier(circle)) == ["noorderschool/vleugel ONTBREEKT"]
    other = UNITS.replace("noorderschool/campus", "politie/campus")
    assert check_source(literal(files(other)), PEILDATUM, checks).findings == ()


def test_the_guide_names_a_unit_after_what_it_is_part_of() -> None:
    known = dossier()
    assert [unit.id for unit in top_down(known.partners["noorderschool"])] == [
        "locatie-kade",
        "campus",
        "gebouw",
        "vleugel",
    ]
    groups = context(known, "", Moment(PEILDATUM, "dossier", "convenant"))["groepen"]
    cards = [unit for group in groups for card in group.kaarten for unit in card.eenheden]
    assert [card.eenheid.id for card in cards] == ["locatie-kade", "campus", "gebouw", "vleugel"]
    assert "hoort bij Gebouw Kade" in str(cards[-1])
