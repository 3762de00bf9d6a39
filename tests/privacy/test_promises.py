"""What a text promises: too often rather than too seldom, whatever makes it cheap."""

import json
import random

import pytest

from convenant_cli.privacy import Search, promised
from convenant_cli.privacy.addresses import find_adres
from convenant_cli.privacy.dates import find_geboortedatum
from convenant_cli.privacy.numbers import find_bsn, find_iban, find_ip
from convenant_cli.privacy.phones import find_telefoon
from convenant_cli.privacy.plates import find_kenteken
from convenant_cli.privacy.telling import Needs, OneOf, Then, pieces_of
from convenant_cli.privacy.triggers import bits_in_full, bits_of, is_ordinary
from tests.conftest import ROOT
from tests.grondig import times

_NUMBERED = (find_bsn, find_iban, find_ip, find_telefoon, find_kenteken, find_geboortedatum, find_adres)
_NUMBERS = (
    "12", "3.", "in 2031", "2010", "van 2010", "(12)", "06 12345678", "06-12 34 56 78", "0348 48 34 34", "12-AB-34",
    "kenteken 12 ab 34", "AB 123 C", "3 mei 2010", "12/03/2011", "120311", "geb.", "geboren", "de leerling is",
    "Dorpsstraat 12", "kerkweg 7", "Laan van de Vrede 3", "woont Zilverschoon 17", "1234 AB 5", "nummer 45 in de",
    "huisje 9", "123456782", "1234.56.782", "NL91 ABNA 0417 1643 00", "ip 84.241.12.7", "ip 2a02:a45f::12",
    "wordt 18 op 4 april",
)  # fmt: skip


def _sentences() -> list[str]:
    """Return labelled sentences, with numbers put in."""
    chance = random.Random(11)
    labelled = (ROOT / "benchmarks/privacy/ontwikkeling.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["tekst"] for line in chance.sample(labelled, times(1_000, 6_000))]
    mixed = []
    for text in texts:
        words = text.split(" ")
        for _ in range(chance.randint(1, 3)):
            words.insert(chance.randint(0, len(words)), chance.choice(_NUMBERS))
        mixed.append(" ".join(words))
    return [*texts, *mixed]


def test_whatever_is_found_by_a_number_is_promised() -> None:
    search = Search(organisations=frozenset(("Ashram College",)))
    found = dict.fromkeys(_NUMBERED, 0)
    for text in _sentences():
        missed = set(_NUMBERED).difference(promised(text, search))
        for finder in missed:
            assert next(finder(text, search), None) is None, f"{finder.__name__}: {text}"
        for finder in set(_NUMBERED) - missed:
            found[finder] += next(finder(text, search), None) is not None
    assert min(found.values()) > 3


def test_an_ordinary_word_promises_what_it_does_when_all_is_asked_of_it() -> None:
    words = {piece for text in _sentences() for piece in pieces_of(text)}
    ordinary = set(filter(is_ordinary, words))
    assert len(ordinary) > len(words) // 5
    for word in ordinary:
        assert bits_of(word, True) == bits_in_full(word, True), word


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("twee katten", ["near", "both"]),
        ("twee grote honden", ["near", "both"]),
        ("twee heel grote honden", ["both"]),
        ("katten, twee", ["both"]),
        ("Eén kat. En DRIE dwerg-katten!", ["near", "both"]),
        ("twee huizen", []),
        ("de slang van buiten", ["slang"]),
        ("van buiten de slang", []),
        ("vogel", ["slang"]),
    ],
)
def test_words_in_an_order_tell_what_a_text_can_hold(text: str, told: list[str]) -> None:
    few, animals = OneOf(("twee", "drie")), OneOf(("katten",), ("honden",))
    needs = Needs(
        {
            "near": ((Then(few, animals, 2),),),
            "both": ((few, animals),),
            "slang": ((Then(OneOf(("slang",)), OneOf(("van",)), 1),), (OneOf(("vogel",)),)),
        }
    )
    assert needs.in_text(text) == told
