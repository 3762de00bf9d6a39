"""Two texts word by word, and which differences are wording only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant_cli.changes.stukken import als_tekst, ingekort
from convenant_cli.changes.words import text_pieces
from convenant_cli.text.wording import alike, editorial


def shown(old: str, new: str) -> str:
    return als_tekst(text_pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("in kleine groepen", "in grote groepen", "in [-kleine-] {+grote+} groepen"),
        ("a b c", "a b c", "a b c"),
        ("a b", "a b c", "a b {+c+}"),
        ("a b c", "b c", "[-a-] b c"),
        ("", "nieuw", "{+nieuw+}"),
        ("een\ntwee drie", "een twee\ndrie", "een twee drie"),
        ("Klaar.", "Klaar!", "[-Klaar.-] {+Klaar!+}"),
        # a word that happens to stay between two rewritten stretches only breaks up the reading
        ("wij gaan de school helpen", "zij zullen de ouders vragen",
         "[-wij gaan de school helpen-] {+zij zullen de ouders vragen+}"),
        ("een\n\ntwee", "een\n\ndrie", "een\n\n[-twee-]\n\n{+drie+}"),
    ],
)  # fmt: skip
def test_what_went_and_came_is_marked(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


_TEXT = st.lists(st.sampled_from(["a", "bb", "ccc", "a.", "-", "1.", "\n\n", "\n", "één", "\n- x"]), max_size=12).map(
    " ".join
)


@given(_TEXT, _TEXT)
def test_nothing_is_lost_and_nothing_is_made_up(old: str, new: str) -> None:
    pieces = text_pieces(old, new)
    assert "".join(p.tekst for p in pieces if p.soort != "weg").split() == new.split()
    assert "".join(p.tekst for p in pieces if p.soort != "nieuw").split() == old.split()
    assert all(p.tekst for p in pieces)
    assert [p.soort for p in pieces if p.soort != "gelijk"] == [] or old.split() != new.split()


def test_a_long_rewritten_text_costs_no_square() -> None:
    old, new = " ".join(f"a{n}" for n in range(9000)), " ".join(f"b{n}" for n in range(9000))
    assert [piece.soort for piece in text_pieces(old, new)] == ["weg", "nieuw"]


def test_of_a_long_text_only_the_words_around_a_change_are_shown() -> None:
    old = " ".join(f"w{n}" for n in range(40))
    new = old.replace("w20", "x")
    assert als_tekst(ingekort(text_pieces(old, new))) == (
        "… w14 w15 w16 w17 w18 w19 [-w20-] {+x+} w21 w22 w23 w24 w25 w26 …"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Drie avonden", "drie  avonden."),
        ("één avond", "een avond"),
        ("de bijeenkomst begint", "de bijeenkosmt begint"),
        ("de bijeenkomst begint", "de bijenkomst begint"),
        ("hij word gebeld", "hij word gebeld!"),
        ("het gebeurd vaak", "het gebeurt vaak"),
        ("zij wordt gebeld", "zij word gebeld"),
        ("lijst:\n- een\n- twee", "lijst: een, twee"),
    ],
)
def test_wording_only(old: str, new: str) -> None:
    assert editorial(old, new)
    assert editorial(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("uiterlijk 12 dagen", "uiterlijk 13 dagen"),
        ("versie 2.1", "versie 21"),
        ("bij -5 graden", "bij 5 graden"),
        ("meer dan > 5", "meer dan < 5"),
        ("wel delen", "niet delen"),
        ("dit mag niet", "dit mag iets"),
        ("geen ouders", "een ouders"),
        ("de ouder komt", "de ouders komt"),
        ("de partij faalt", "de partij haalt"),
        ("zonder toestemming", "wonder toestemming"),
        ("zij zijn verplicht", "zij zijn verplichten"),
        ("een twee", "een twee drie"),
        ("50 %", "50"),
        ("bijeenkomst overleg gesprek", "bijeenkosmt overlge gesperk"),
    ],
)
def test_content(old: str, new: str) -> None:
    assert not editorial(old, new)
    assert not editorial(new, old)


@given(_TEXT)
def test_a_text_is_itself(text: str) -> None:
    assert editorial(text, text)
    assert alike(text, text) == 1.0
