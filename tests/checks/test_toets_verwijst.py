"""What the toets of a clause names, exists: else an oordeel would rest on a name that nobody bears."""

import pytest

from convenant_cli.checks.controles import verwijzing_bestaat
from tests.conftest import whole
from tests.een_bepaling import HOOFDSTUK, basis, beoordeelbaar, bepaling, hoofdstuk


def told(toets: str) -> list[str]:
    clause = bepaling(toets, gebonden="alle", familie="automatisch")
    known = beoordeelbaar({**basis(), **hoofdstuk(clause)})
    return [one.message for one in verwijzing_bestaat.check(known) if one.place.name == HOOFDSTUK]


@pytest.mark.parametrize(
    ("toets", "said"),
    [
        ("soort: document, documentsoort: veiligheidsplan, gedeeld_met: [allen]", "'allen' is geen bekende rol"),
        ("soort: document, documentsoort: veiligheidsplan, bekend_bij: [iedereen]", "de doelgroep 'iedereen'"),
        ("soort: document, documentsoort: vijligheidsplan", "bedoelde u 'veiligheidsplan'?"),
        ("soort: orgaan, orgaan: stuurgroep, leden: [politi]", "bedoelde u 'politie'?"),
        ("soort: orgaan, orgaan: stuurgroep", "het orgaan 'stuurgroep' bestaat niet"),
        ("soort: bijeenkomst, bijeenkomst: feest", "de bijeenkomstsoort 'feest' bestaat niet"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, agendapunt: taart", "de agendapuntsoort 'taart' bestaat niet"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, vragen: [waarom]", "de evaluatievraag 'waarom' bestaat niet"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, organisator: gastheer", "de rol 'gastheer' bestaat niet"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, genodigd: [gasten]", "de rol 'gasten' bestaat niet"),
        ("soort: evaluatie, van: convenant, door: raad", "het orgaan 'raad' bestaat niet"),
        ("soort: contactpersoon, per_eenheid: kantoor", "de eenheidsoort 'kantoor' bestaat niet"),
        ("soort: instemming, van: ouders", "de rol 'ouders' bestaat niet"),
    ],
)
def test_an_unknown_name_is_a_fault(toets: str, said: str) -> None:
    assert said in "\n".join(told(toets))


def test_known_names_and_fixed_words_are_none() -> None:
    assert told("soort: document, documentsoort: veiligheidsplan, gedeeld_met: [alle, politie, school, team]") == []
    assert told("soort: bijeenkomst, bijeenkomst: jaarlijks, agendapunt: jaarplan, aanwezig: [alle]") == []


def test_what_the_parties_still_have_to_make_is_judged_and_no_fault() -> None:
    assert told("soort: aanbod, elk_van: [politie/spreekuur]") == []
    assert told("soort: mijlpaal, streefdatum: 2027-06-01, actie: 2027/straks") == []


def test_in_an_earlier_version_of_a_clause_too() -> None:
    earlier = "ingangsdatum: 2025-01-01\n    eerdere_versies:\n      - {tekst: Eerder., "
    earlier += "toets: {soort: orgaan, orgaan: raad}}"
    clause = bepaling("soort: contactpersoon", gebonden="alle", familie="automatisch", meer=earlier)
    known = whole({**basis(), **hoofdstuk(clause)})
    assert [one.message for one in verwijzing_bestaat.check(known)] == ["het orgaan 'raad' bestaat niet"]
