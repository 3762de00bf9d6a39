"""A joint clause that asks a number: one number is that of all; where numbers are added up, each gives its own."""

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from tests.waterbureau import CONVENANT, DAG, WATER, verklaring, waterbureau

PARTIES = ("rijn", "maas", "waterstad", "plassen", "bron")


def judged(given: dict[str, str], toets: str = "maat: peilbuizen") -> Oordeel:
    made = {
        f"verklaringen__2025__{id}": verklaring("2026-01-10", f"bepaling: peilbuizen, {given.get(id, 'antwoord: ja')}")
        for id in PARTIES
    }
    dossier: Dossier = waterbureau((WATER, "maat: peilbuizen", toets), **made)
    (one,) = (one for one in judge(dossier, DAG) if (one.bepaling, one.periode) == ("peilbuizen", "2025"))
    return one


def test_a_number_that_nobody_gave_is_noticed() -> None:
    one = judged({})
    assert (one.uitkomst, one.staat) == (Uitkomst.ONVOLLEDIG, "gedeeltelijk gevonden")
    assert one.toelichting.endswith("; het getal zelf is nog niet gevonden")
    assert (one.nu, one.doet) == ("een van de partijen noemt bij het antwoord ook het getal", ())
    assert one.bij is not None
    assert one.bij.name.startswith("data/verklaringen/2025/")


def test_one_number_is_that_of_all() -> None:
    assert judged({"maas": "antwoord: ja, opgave: 16"}).uitkomst is Uitkomst.GOED


NUMBER = "antwoord: ja, opgave: 16"


@pytest.mark.parametrize(
    ("given", "nu", "doet"),
    [
        (
            {"rijn": NUMBER, "maas": NUMBER, "waterstad": NUMBER},
            "Waterbedrijf Bron en de gemeente Plassen noemen bij het antwoord ook het getal",
            ("bron", "plassen"),
        ),
        (
            {"rijn": NUMBER, "maas": NUMBER, "waterstad": NUMBER, "bron": "antwoord: niet-van-toepassing"},
            "de gemeente Plassen noemt bij het antwoord ook het getal",
            ("plassen",),
        ),
        (dict.fromkeys(PARTIES, NUMBER), "", ()),
    ],
)
def test_where_numbers_are_added_up_each_gives_its_own(given: dict[str, str], nu: str, doet: tuple[str, ...]) -> None:
    one = judged(given, "maat: peilbuizen, optellen: ja")
    assert (one.nu, one.doet) == (nu, doet)
    assert one.uitkomst is (Uitkomst.ONVOLLEDIG if nu else Uitkomst.GOED)
    assert ("het getal zelf van" in one.toelichting) == bool(nu)


@pytest.mark.parametrize(
    ("keeper", "answering", "nu"),
    [
        ("", ("waterstad", "plassen"), "het waterbureau vraagt Waterbedrijf Bron om een antwoord"),
        ("", ("waterstad",), "het waterbureau vraagt Waterbedrijf Bron en de gemeente Plassen om een antwoord"),
        ("", ("rijn",), "het waterbureau vraagt de partijen die nog niet antwoordden om een antwoord"),
        ("bron", ("waterstad",), "Waterbedrijf Bron vraagt de gemeente Plassen om een antwoord"),
        ("bron", ("waterstad", "plassen"), "Waterbedrijf Bron geeft ook antwoord"),
    ],
)
def test_who_did_not_answer_yet_is_asked_by_name_when_they_are_few(
    keeper: str, answering: tuple[str, ...], nu: str
) -> None:
    made = {
        f"verklaringen__2025__{id}": verklaring("2026-01-10", "bepaling: peilbuizen, antwoord: ja") for id in answering
    }
    kept = f"beheerder: {keeper}\n" if keeper else ""
    dossier = waterbureau((CONVENANT, "secretariaat:\n", f"{kept}secretariaat:\n"), **made)
    (one,) = (one for one in judge(dossier, DAG) if (one.bepaling, one.periode) == ("peilbuizen", "2025"))
    assert one.nu == nu
