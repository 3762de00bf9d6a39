"""A clause that asks something for each unit of a kind: which units those are, and how its sentences call them."""

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.eenheden import called_together, served_kinds
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.conftest import PEILDATUM, whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

CONVENANT, SCHOOL, POLITIE = "data/convenant.yaml", "data/partners/noorderschool.yaml", "data/partners/politie.yaml"
KIND = "eenheidsoorten:\n  evenement: {naam: Evenement, meervoud: evenementen, lidwoord: het}\n"
UNITS = """\
  - {id: markt, naam: Jaarmarkt, soort: evenement}
  - {id: loop, naam: Polderloop, soort: evenement}
"""
DOCUMENT = "documenten:\n  - {id: plan, soort: veiligheidsplan, titel: Plan, vindplaats: zaak 1, voor: [%s]}\n"
OFFER = """\
aanbod:
  - {id: les, titel: Les, themas: [online-veiligheid], doelgroep: bezoekers, vorm: advies, voor: [%s]}
"""
POINT = "aanspreekpunten:\n  - {taak: wijkagent, functie: wijkagent, email: wijk@politie.example, voor: [%s]}\n"


def files(toets: str, police: str, units: str = UNITS) -> dict[str, str]:
    """Return the example dossier with two events of the school, and a clause on the police."""
    known = basis()
    known |= hoofdstuk(bepaling(toets, gebonden="politie"))
    return known | {
        CONVENANT: known[CONVENANT] + KIND,
        SCHOOL: known[SCHOOL] + units,
        POLITIE: known[POLITIE] + police,
    }


def said(toets: str, police: str, units: str = UNITS) -> tuple[str, str]:
    """Return the outcome and the sentence on the clause."""
    found = whole(files(toets, police, units))
    (oordeel,) = [one for one in judge(found, PEILDATUM) if one.bepaling == "plan"]
    return oordeel.uitkomst.name, oordeel.toelichting


AANBOD = "soort: aanbod, themas: [online-veiligheid], per_eenheid: evenement"
DOCUMENTEN = "soort: document, documentsoort: veiligheidsplan, per_eenheid: evenement"
BEREIKBAAR = "soort: bereikbaar, taak: wijkagent, per_eenheid: evenement"
MARKT, BOTH = "noorderschool/markt", "noorderschool/markt, noorderschool/loop"


@pytest.mark.parametrize(
    ("toets", "police", "uitkomst", "words"),
    [
        (AANBOD, OFFER % MARKT, "ONVOLLEDIG", "over online veiligheid gevonden voor Polderloop"),
        (AANBOD, OFFER % BOTH, "GOED", "aanbod van Politie voor alle bedoelde evenementen: ‘Les’"),
        (DOCUMENTEN, DOCUMENT % MARKT, "ONVOLLEDIG", "niet gevonden is zo'n document voor Polderloop"),
        (DOCUMENTEN, DOCUMENT % BOTH, "GOED", "‘Plan’ van Politie"),
        (BEREIKBAAR, POINT % MARKT, "ONVOLLEDIG", "geen aanspreekpunt gevonden (wijkagent) voor Polderloop"),
        (BEREIKBAAR, POINT % BOTH, "GOED", "Politie heeft voor alle evenementen een aanspreekpunt (wijkagent)"),
    ],
)
def test_every_kind_of_unit_can_be_asked_for(toets: str, police: str, uitkomst: str, words: str) -> None:
    outcome, text = said(toets, police)
    assert (outcome, words in text) == (uitkomst, True), text


def test_a_kind_that_nobody_has_asks_nothing() -> None:
    assert said(AANBOD, OFFER % "noorderschool", units="") == (
        "NIET_VAN_TOEPASSING",
        "er is geen evenement waarvoor dit aanbod is bedoeld",
    )


@pytest.mark.parametrize(("rollen", "uitkomst"), [("school", "ONVOLLEDIG"), ("gemeente", "GOED")])
def test_roles_say_whose_units_are_asked_for(rollen: str, uitkomst: str) -> None:
    """The gemeente has no events, so it stands for its own: what is for everybody is for it as well."""
    voor = "noorderschool/markt, gemeente"
    assert said(f"{AANBOD}, eenheden_van: [{rollen}]", OFFER % voor)[0] == uitkomst


@pytest.mark.parametrize(
    ("toets", "police"), [(AANBOD, OFFER), (DOCUMENTEN, DOCUMENT), (BEREIKBAAR, POINT)], ids=["offer", "paper", "desk"]
)
def test_a_party_can_owe_it_to_its_own_units_only(toets: str, police: str) -> None:
    """The police have one event, the school two: with what is for its own event the police keep the clause."""
    own = {**files(toets, police % "politie/dag")}
    own[POLITIE] += "eenheden:\n  - {id: dag, naam: Open dag, soort: evenement}\n"
    for param, uitkomst in (("", "ONVOLLEDIG"), (", eigen_eenheden: ja", "GOED")):
        found = whole(own | hoofdstuk(bepaling(f"{toets}{param}", gebonden="politie")))
        assert [one.uitkomst.name for one in judge(found, PEILDATUM) if one.bepaling == "plan"] == [uitkomst]


def test_what_something_is_for_follows_from_the_records() -> None:
    none, _ = load(literal(files(AANBOD, "")))
    some, _ = load(literal(files(AANBOD, OFFER % MARKT)))
    assert "evenement" not in served_kinds(none)
    assert "evenement" in served_kinds(some)
    assert called_together(some, [MARKT, "noorderschool/loop"]) == "evenementen"
    assert called_together(some, [MARKT, "politie"]) == "partijen"


@pytest.mark.parametrize(("old", "now"), [("per_school: ja", "per_eenheid"), ("scholen_van: [school]", "eenheden_van")])
def test_the_former_name_of_a_field_is_told(old: str, now: str) -> None:
    toets = f"soort: aanbod, themas: [online-veiligheid], {old}"
    findings = check_source(literal(files(toets, "")), PEILDATUM).findings
    assert f"het veld '{old.split(':')[0]}' bestaat hier niet; het heet nu '{now}'" in [one.message for one in findings]


@pytest.mark.parametrize(
    ("police", "doet", "nu"),
    [
        (OFFER % f"{MARKT}, politie/dag", ("noorderschool",), "Noorderschool meldt bij de gemeente welk aanbod er is"),
        (OFFER % BOTH, ("politie",), "Politie meldt bij de gemeente welk aanbod er is"),
        ("", ("noorderschool", "politie"), "Noorderschool en Politie melden bij de gemeente welk aanbod er is"),
    ],
)
def test_what_all_together_lack_for_a_unit_is_asked_of_whose_unit_it_is(
    police: str, doet: tuple[str, ...], nu: str
) -> None:
    known = files(AANBOD, police + "eenheden:\n  - {id: dag, naam: Open dag, soort: evenement}\n")
    together = hoofdstuk(bepaling(AANBOD, gebonden="alle", gezamenlijk=True))
    found = whole(known | together)
    (oordeel,) = [one for one in judge(found, PEILDATUM) if one.bepaling == "plan"]
    assert (set(oordeel.doet), oordeel.nu) == (set(doet), nu)
