"""A name with its article: which verb goes with it."""

import pytest

from convenant_cli.text.naamwoord import Naamwoord, met_lidwoord


@pytest.mark.parametrize(
    ("name", "bare", "sentence"),
    [
        ("het convenant", "convenant", "het convenant geldt"),
        ("het samenwerkingsprotocol", "samenwerkingsprotocol", "het samenwerkingsprotocol geldt"),
        ("de overeenkomst", "overeenkomst", "de overeenkomst geldt"),
        ("de regeling", "regeling", "de regeling geldt"),
        ("de City Deal", "City Deal", "de City Deal geldt"),
        ("de samenwerkingsafspraken", "samenwerkingsafspraken", "de samenwerkingsafspraken gelden"),
        ("de spelregels", "spelregels", "de spelregels gelden"),
        ("de afspraken over taal", "afspraken over taal", "de afspraken over taal gelden"),
        ("de deals", "deals", "de deals gelden"),
        ("de City Deals rond water", "City Deals rond water", "de City Deals rond water gelden"),
        ("de codes", "codes", "de codes gelden"),
        ("de gemeenteregels", "gemeenteregels", "de gemeenteregels gelden"),
        # What stands behind it says nothing about its number.
        ("de afspraken van Zuid", "afspraken van Zuid", "de afspraken van Zuid gelden"),
        ("de afspraken 2026-2030", "afspraken 2026-2030", "de afspraken 2026-2030 gelden"),
        ("de afspraken (2e versie)", "afspraken (2e versie)", "de afspraken (2e versie) gelden"),
        ("de afspraken, versie 2", "afspraken, versie 2", "de afspraken, versie 2 gelden"),
        ("de Afspraken Veilig Uitgaan", "Afspraken Veilig Uitgaan", "de Afspraken Veilig Uitgaan gelden"),
        ("de regeling van de deals", "regeling van de deals", "de regeling van de deals geldt"),
        ("de Jongeren Aanpak", "Jongeren Aanpak", "de Jongeren Aanpak geldt"),
        ("de regelsheet", "regelsheet", "de regelsheet geldt"),
        # Its first word for an agreement tells it, whatever the name ends on.
        ("de City Deal Kennis Maken", "City Deal Kennis Maken", "de City Deal Kennis Maken geldt"),
        ("de Aanpak Gelijke Kansen", "Aanpak Gelijke Kansen", "de Aanpak Gelijke Kansen geldt"),
        ("de Green Deals Zorg", "Green Deals Zorg", "de Green Deals Zorg gelden"),
        ("de aanpak van de afspraken", "aanpak van de afspraken", "de aanpak van de afspraken geldt"),
        ("de handreiking over afspraken", "handreiking over afspraken", "de handreiking over afspraken geldt"),
        # What ends like a plural and is none.
        *((f"de {one}", one, f"de {one} geldt") for one in ("basis", "koers", "gids", "keten", "toets", "balans")),
        # Only 'de' begins a plural: what looks like one behind 'het' is none.
        ("het samenwerken", "samenwerken", "het samenwerken geldt"),
    ],
)
def test_a_verb_goes_with_the_name(name: str, bare: str, sentence: str) -> None:
    het = Naamwoord(name)
    assert (het.kaal, het.met("geldt", "gelden"), f"van {het}") == (bare, sentence, f"van {name}")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Gemeente Waterdam", "de gemeente Waterdam"),
        ("gemeente Waterdam", "de gemeente Waterdam"),
        ("Veiligheidsregio Heuvelland", "de veiligheidsregio Heuvelland"),
        ("Waterschap", "het waterschap"),
        ("GEMEENTE WATERDAM", "de GEMEENTE WATERDAM"),
        ("Politie, team Zuid", "de politie, team Zuid"),
        ("Openbaar Ministerie", "het Openbaar Ministerie"),
        ("Koninklijke Marechaussee", "de Koninklijke Marechaussee"),
        ("Ministerie van Zaken", "het Ministerie van Zaken"),
        ("Inspectie Zorgtoezicht", "de Inspectie Zorgtoezicht"),
        # Of these nobody knows it by a rule: a name of its own, an abbreviation, a word that is part of another.
        ("Stichting Halt", "Stichting Halt"),
        ("Voetbalclub De Duinvogels", "Voetbalclub De Duinvogels"),
        ("GGD Zuid", "GGD Zuid"),
        ("Raadhuis Wonen", "Raadhuis Wonen"),
        ("Koninklijke Zwembond", "Koninklijke Zwembond"),
        ("Openbaar", "Openbaar"),
        ("", ""),
    ],
)
def test_the_article_of_a_party_follows_from_its_name_where_it_can(name: str, inside: str) -> None:
    assert met_lidwoord(name) == inside
