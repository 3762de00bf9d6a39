"""Every spelling of the same words has one form, and other words have another."""

import pytest

from convenant_cli.text.folding import digits, fold, spaced


@pytest.mark.parametrize(
    "spelling",
    [
        "Zoë Verzonnen", "Zoe\u0308 Verzonnen", "ZOË VERZONNEN", "zoe verzonnen", "Zoë-Verzonnen", "Zoë\u00a0Verzonnen",
        "Zoë\u2011Verzonnen", "Zo\u00adë Ver\u200bzonnen", "\u200eZoë\u2060 Verzonnen\ufeff",
        "Z.o.ë. V_e_r_z_o_n_n_e_n",
        "Ｚｏë Ｖｅｒｚｏｎｎｅｎ", "𝐙𝐨ë 𝓥𝓮𝓻𝔃𝓸𝓷𝓷𝓮𝓷", "zoëverzonnen",
        "Zo\u3164ë Verzonnen", "Zoë\n\tVerzonnen", "Zoë/Verzonnen", "Ⓩⓞë Verzonnen",
    ],
)  # fmt: skip
def test_a_name_in_any_spelling(spelling: str) -> None:
    assert fold(spelling) == "zoeverzonnen"


@pytest.mark.parametrize(
    ("text", "form"), [("Straße", "strasse"), ("ŁØĐ æ ı", "lodaei"), ("ﬁjn", "fijn"), ("٠٦-١٢", "0612"), (" – ", "")]
)
def test_the_form(text: str, form: str) -> None:
    assert fold(text) == form


def test_other_words_have_another_form() -> None:
    assert fold("Jan Bos") != fold("Jan Bosch")
    assert fold("6 – 7") != fold("68")


def test_a_space_where_a_reader_sees_one() -> None:
    assert spaced("  Jan-Willem\u00adina\u200bs  (Bö) ") == "jan willeminas bo"


@pytest.mark.parametrize(
    "written",
    [
        "06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "+31612345678", "0031612345678",
        "+31 (0)6 - 12 34 56 78", "+31(0)612345678", "00 31 6-1234.5678", "(06) 1234 5678", "０６１２３４５６７８",
        "06\u2011123\u00a0456\u200b78", "+31-06-12345678",
    ],
)  # fmt: skip
def test_a_telephone_number_in_any_form(written: str) -> None:
    assert digits(written) == "0612345678"


def test_a_number_that_is_no_telephone_number_keeps_its_digits() -> None:
    assert digits("NL00 BANK 0123 4567 89") == "000123456789"
    assert digits("geen") == ""


def test_plain_letters_have_the_form_that_they_have_among_others() -> None:
    every = "".join(map(chr, range(128)))
    for text in (every, *(f"Aa{sign}Bb {sign}7" for sign in every)):
        among_others = f"{text}\u200b"  # a sign that nobody sees, and that is no plain letter
        assert fold(text) == fold(among_others)
        assert spaced(text) == spaced(among_others)
