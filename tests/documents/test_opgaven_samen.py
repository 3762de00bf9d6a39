"""A sum of numbers that parties gave says of how many of them it is, unless it is of all that had one to give."""

import pytest

from convenant_cli.documents.kinds.nalevingsbijlage import opgaventabellen
from convenant_cli.judging.overzicht import overzicht
from tests.waterbureau import DAG, verklaring, waterbureau

NUMBER = "bepaling: bespaard, antwoord: ja, opgave: 300"


def total(*anders: tuple[str, str, str], bepaling: str = "bespaard", **answers: str) -> tuple[str, ...]:
    made = {f"verklaringen__2025__{id}": verklaring("2026-01-12", answer) for id, answer in answers.items()}
    (one,) = (
        table
        for table in opgaventabellen(overzicht(waterbureau(*anders, **made), DAG))
        if table.bepaling.id == bepaling
    )
    return one.totaal


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # 8.000 and 1.200; Plassen said no, and Waterstad and Bron nothing.
        ({}, "9.200 (2 van de 4 gaven een getal)"),
        ({"bron": NUMBER}, "9.500 (3 van de 4 gaven een getal)"),
        ({"bron": NUMBER, "waterstad": "bepaling: bespaard, antwoord: ja"}, "9.500 (3 van de 4 gaven een getal)"),
        ({"bron": NUMBER, "waterstad": "bepaling: bespaard, antwoord: niet-van-toepassing"}, "9.500"),
        ({"bron": NUMBER, "waterstad": NUMBER}, "9.800"),
    ],
)
def test_a_sum_says_of_how_many_it_is(answers: dict[str, str], expected: str) -> None:
    assert total(**answers) == (expected,)


def test_who_did_not_take_part_yet_is_not_lacking() -> None:
    late = ("data/partners/bron.yaml", "lid_van: 2024-02-01", "lid_van: 2026-03-01")
    assert total(late, waterstad=NUMBER) == ("9.500",)


def test_of_what_all_give_together_each_has_a_row() -> None:
    added = ("data/bepalingen/1-water.yaml", "maat: peilbuizen", "maat: peilbuizen, optellen: ja")
    assert total(added, bepaling="peilbuizen") == ("16 (2 van de 5 gaven een getal)",)
