"""Names that no list has, told from the words of the language and from what stands around them."""

import random
import re
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from convenant_cli import privacy
from convenant_cli.privacy import Search, behind, find
from convenant_cli.privacy.beside import ByFirstWord, ByLastWord
from convenant_cli.privacy.language import BITS, FILE, is_compound, is_word
from convenant_cli.privacy.strangers import is_stranger, with_capitals
from tests.grondig import times
from tests.privacy.test_later import sample_of

WOORDEN = Path(privacy.__file__).parent / "woorden"
SEARCH = Search()


@pytest.mark.parametrize(
    "word", ["leerling", "Leerlingen", "schorsing", "wethouder", "Coevorden", "coördinator", "mes"]
)
def test_a_word_of_the_language_is_known(word: str) -> None:
    assert is_word(word)
    assert not is_stranger(word)


@pytest.mark.parametrize("word", ["Zarvik", "Torvine", "Quelda"])
def test_what_is_no_word_is_a_stranger(word: str) -> None:
    assert not is_word(word)
    assert is_stranger(word)


def test_a_compound_of_two_words_is_a_stranger_only_where_that_is_asked() -> None:
    assert is_compound("Kloosterboer")
    assert not is_stranger("Kloosterboer")
    assert is_stranger("Kloosterboer", compound=True)


@pytest.mark.parametrize("word", ["KiKa", "ABC", "zarvik", "Zarvik9", "Ik", "Zarvik-lezing", "Zarvikcollege"])
def test_no_name_by_how_it_is_written(word: str) -> None:
    assert not is_stranger(word, compound=True)


@pytest.mark.parametrize(
    "text",
    [
        "Gesprek met Zarvik gevoerd.", "Zarvik is betrapt.", "De scooter van Zarvik staat er nog.",
        "Ruzie tussen Zarvik en Torvine.", "Wie heeft Zarvik nog gezien?", "Volgens Zarvik begon de ander.",
        "Notulist: Zarvik", "Mail Zarvik even over de datum.", "Groeten, Zarvik", "Zarvik's telefoon is weg.",
        "Zarvik en zijn vriend waren erbij.", "Sinds mei blijft Zarvik thuis.", "Kevin en Zarvik zijn gezien.",
        "In de zaak-Kloosterboer loopt het hoger beroep.", "Ter Zomvelde komt maandag met een advocaat naar school.",
        "school wil weten wanneer soufiane terugkomt",
    ],
)  # fmt: skip
def test_somebody_by_what_stands_around(text: str) -> None:
    assert {hit.kind for hit in find(text, SEARCH)} & {"leerling-met-naam", "medewerker"}


@pytest.mark.parametrize(
    "text",
    [
        "De software is van Zarvik.", "Zarvik levert de camera's.", "De fabriek staat in Zarvik.",
        "Uitgever Zarvik sluit aan bij het overleg.", "De toneelgroep speelt 'Zarvik is betrapt'.",
        "Het rapport van Zarvik verschijnt in juni.", "import zarvik else soufiane = None",
    ],
)  # fmt: skip
def test_a_thing_by_what_stands_around(text: str) -> None:
    assert find(text, SEARCH) == []


def test_a_note_in_small_letters_keeps_its_length() -> None:
    assert with_capitals("het gaat om soufiane uit de derde") == "het gaat om Soufiane uit de derde"
    assert with_capitals("Het gaat om soufiane uit de derde") == "Het gaat om Soufiane uit de derde"
    assert with_capitals("Met Bilal gaat het om soufiane uit de derde").endswith(" soufiane uit de derde")
    assert with_capitals("kluisje van thijs leeggehaald") == "kluisje van Thijs leeggehaald"
    assert with_capitals("de helft van de noor en de mees") == "de helft van de noor en de mees"


def test_the_words_of_opentaal_are_whole_and_bear_their_licence() -> None:
    assert (WOORDEN / FILE).stat().st_size * 8 == BITS
    assert "OpenTaal" in (WOORDEN / "voornamen-opentaal.txt").read_text(encoding="utf-8")[:200]
    assert "Redistributions of source code must retain" in (WOORDEN / "LICENTIE-OpenTaal.txt").read_text(
        encoding="utf-8"
    )


def test_the_line_of_a_drawing_is_no_telephone() -> None:
    assert find('<path d="M12 15a3 3 0 1 0 6 0 3 3 0 1 0-6 0M22 15a3 3 0 1 0 6 0 3 3 0 1 0-6 0"/>', SEARCH) == []


def test_what_stands_behind_a_place_is_told_by_its_first_word() -> None:
    animals = ByFirstWord(("kat hond", "slaapt|eet (?:vis|vlees)"), ("vogel", None), ("hond", "blaft"))
    for text in ("De kat slaapt.", "De hond eet vlees", "De hond blaft", "De vogel"):
        assert animals.stands(text, 2), text
    for text in ("De kat blaft", "De kat slaapt.", "De katten slaapt", "De hond eet vissen", "De Kat slaapt", "De"):
        assert not animals.stands(text, 0 if text == "De kat slaapt." else 2), text


def test_what_stands_before_a_place_is_told_by_its_last_word() -> None:
    animals = ByLastWord(("slaapt eet", "(?:de|een) kat"), ("poes", None), ("slaapt", "hond"))
    for text in ("Nu slaapt de kat. De kat SLAAPT ", "een kat eet ", "hond slaapt ", "POES "):
        assert animals.ends(text), text
    for text in (
        "de kat slaapt",
        "hond eet ",
        "de kat slaapt\n ",
        "twee poezen ",
        "side kat slaapt ",
        "de kat \nslaapt ",
    ):
        assert not animals.ends(text), text


def test_what_people_do_is_found_as_by_one_long_pattern() -> None:
    chance, told = random.Random(8), 0
    ways = [*behind._MENS.ways, *behind._GEZEGD.ways]
    whole = re.compile(
        "|".join(rf"[ ](?:{'|'.join(words)})(?!\w){rest.pattern if rest else ''}" for words, rest in ways)
    )
    for words, rest in ways:
        for _ in range(times(20, 1000)):
            text = f" {chance.choice(words)}{sample_of(parser.parse(rest.pattern), chance) if rest else ''}"
            text = chance.choice((text, f"{text}.", f"{text}en", text[:-1], text.replace(" ", "  "), text.title()))
            assert behind.is_told_behind(text, 0) == (whole.match(text) is not None), text
            told += behind.is_told_behind(text, 0)
    assert told > times(20, 1000) * len(ways) // 5
