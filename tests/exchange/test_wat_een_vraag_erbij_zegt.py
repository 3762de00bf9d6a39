"""What a question in a form says besides: that a deviation excuses the answer, and what a number before it counted."""

import pytest

from convenant_cli.documents.writers.office.zipped import unpack
from convenant_cli.exchange.vragen import Formulier, formulieren
from convenant_cli.exchange.wordform import wordform
from tests.waterbureau import CONVENANT, DAG, waterbureau

EXCUSED = "U mag deze vraag daarom leeg laten."


def form(
    partner: str,
    *,
    van: str = "2026-03-01",
    tot: str = "2026-06-01",
    partijen: str = "rijn",
    rest: str = ", vindplaats: Z-5",
) -> Formulier:
    agreed = (
        f"afwijkingen:\n  - {{id: bouw, bepalingen: [bespaard, peilbuizen], partijen: [{partijen}], wat: Geen opgave., "
        f"reden: Verbouwing., van: {van}, tot: {tot}, afgesproken_op: 2026-02-01{rest}}}\nthemas:"
    )
    (made,) = formulieren(waterbureau((CONVENANT, "themas:", agreed)), "2026", [partner], DAG, "proef")
    return made


def questions(made: Formulier) -> dict[str, str]:
    return {row.bepaling.id: row.vast[1] for row in made.vragen}


def test_the_question_says_what_was_agreed_instead() -> None:
    asked = questions(form("rijn"))
    assert asked["bespaard"].endswith(
        f" Let op: van 1 maart 2026 tot 1 juni 2026 is een afwijking afgesproken (Z-5): Geen opgave. {EXCUSED}"
    )
    # What all owe together is not changed by what one agreed for itself.
    assert EXCUSED not in asked["peilbuizen"]


@pytest.mark.parametrize(
    ("partner", "changes", "excused"),
    [
        ("rijn", {}, True),
        ("maas", {}, False),
        ("maas", {"partijen": "waterschap"}, True),
        ("maas", {"partijen": "alle"}, True),
        ("rijn", {"van": "2027-01-01", "tot": "2027-06-01"}, False),
        ("rijn", {"van": "2026-12-31", "tot": "2027-06-01"}, True),
        ("rijn", {"rest": ""}, False),  # without ground it changes nothing
    ],
)
def test_only_whom_and_when_it_was_agreed_for(partner: str, changes: dict[str, str], excused: bool) -> None:
    assert (EXCUSED in questions(form(partner, **changes))["bespaard"]) == excused


def test_a_number_before_says_what_it_counted_and_when() -> None:
    before = {row.bepaling.id: row.vast[4] for row in form("rijn").vragen}
    assert before == {"bespaard": "2025: 8.000 kubieke meter", "peilbuizen": "2025: 12 peilbuizen"}
    assert {row.vast[4] for row in form("plassen").vragen} == {"2025: nee", "nog geen"}
    text = unpack(wordform(form("rijn")))["word/document.xml"].decode()
    assert "Uw vorige antwoord over 2025: 8.000 kubieke meter" in text
    assert "Uw vorige antwoord: nog geen" in unpack(wordform(form("bron")))["word/document.xml"].decode()
