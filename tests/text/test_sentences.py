"""The rules by which a sentence is put together."""

import pytest

from convenant_cli.text.sentences import aangehaald, first_sentence, none_found, until_semicolon


@pytest.mark.parametrize(
    ("noun", "told"),
    [
        ("clubplan", "is geen clubplan gevonden"),
        ("jaarcijfers", "zijn geen jaarcijfers gevonden"),
        ("kantoor", "is geen kantoor gevonden"),
        ("kantoren", "zijn geen kantoren gevonden"),
        ("modules", "zijn geen modules gevonden"),
        ("verslagen van onderzoekers", "zijn geen verslagen van onderzoekers gevonden"),
        ("examens", "zijn geen examens gevonden"),
        ("workshops (2027)", "zijn geen workshops (2027) gevonden"),
        ("toets", "is geen toets gevonden"),
        ("richtlijnen voor trainers", "zijn geen richtlijnen voor trainers gevonden"),
        ("protocol voor medewerkers", "is geen protocol voor medewerkers gevonden"),
        ("overzicht van kosten", "is geen overzicht van kosten gevonden"),
        ("statuten", "zijn geen statuten gevonden"),
        ("advies", "is geen advies gevonden"),
        ("examen", "is geen examen gevonden"),
        ("school of locatie", "is geen school of locatie gevonden"),
        ("proces-verbaal", "is geen proces-verbaal gevonden"),
    ],
)
def test_the_verb_goes_with_the_number_of_the_noun(noun: str, told: str) -> None:
    assert none_found(noun) == told


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("De gids is af. Hij staat op de website.", "De gids is af."),
        ("Maak een plan i.s.m. Halt en de scholen. Stuur het rond.", "Maak een plan i.s.m. Halt en de scholen."),
        ("Vraag dr. De Vries om advies, zie art. 5.", "Vraag dr. De Vries om advies, zie art. 5."),
        ("Wie belt er (bijv. de politie)? Dat is niet bekend.", "Wie belt er (bijv. de politie)?"),
        ("Het kost 1.200 euro. Dat is te veel.", "Het kost 1.200 euro."),
        ("Zie bijlage 2. Die is nieuw!", "Zie bijlage 2."),
        ("Over twee\nregels. En meer.", "Over twee regels."),
        ("geen punt", "geen punt"),
        ("", ""),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Bespaard water", "‘Bespaard water’"),
        ("Dat is ‘lastig’", "‘Dat is 'lastig'’"),  # a quote inside a quote does not end it
        ("Foto’s van de school", "‘Foto's van de school’"),  # and neither does an apostrophe
    ],
)
def test_what_is_quoted_ends_where_it_ends(text: str, quoted: str) -> None:
    assert aangehaald(text) == quoted


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("nee; toelichting: ‘later’", "nee"),
        ("‘Geld; beheer’ van de gemeente; het loopt", "‘Geld; beheer’ van de gemeente"),
        ("zo'n plan is er niet; vraag het", "zo'n plan is er niet"),
        ("‘Foto's; film’ is er; en zo verder", "‘Foto's; film’ is er"),
        ("er is niets", "er is niets"),
    ],
)
def test_a_sentence_ends_at_a_semicolon_that_is_not_quoted(said: str, first: str) -> None:
    assert until_semicolon(said) == first
