"""The rules by which a sentence is put together."""

import pytest

from convenant_cli.text.sentences import none_found


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
