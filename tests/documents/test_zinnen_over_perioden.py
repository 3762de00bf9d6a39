"""Sentences that speak of a period, of a last day and of a part of an article, as a reader says them."""

from datetime import date
from typing import Any

import pytest

from convenant_cli.changes.wijziging import Oordeelwijziging
from convenant_cli.judging.judging import judge
from convenant_cli.records.bepaling import Bepaling
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk


def test_a_change_names_the_quarter_with_its_article() -> None:
    change = Oordeelwijziging(
        bepaling="opgave", aanduiding="7.1", titel="Opgave", partner="a", eenheid=None, wie="Lingeboek",
        periode="3e kwartaal 2026", over="het 3e kwartaal 2026", van="geen verklaring", naar="verklaard",
        toelichting="", aandacht_van=True, aandacht_naar=False,
    )  # fmt: skip
    assert change.zin == "7.1 voor Lingeboek over het 3e kwartaal 2026: van geen verklaring naar verklaard"


@pytest.mark.parametrize(
    ("onderdeel", "titel", "said"),
    [
        ("contactpersoon", "Contactpersoon", "5.1 Contactpersoon"),
        ("taak 3", "Vervanger", "5.1 taak 3 Vervanger"),
        ("a", "A", "5.1a A"),
    ],
)
def test_a_part_with_the_name_of_the_title_is_said_once(onderdeel: str, titel: str, said: str) -> None:
    told: dict[str, Any] = {"nummer": "5.1", "onderdeel": onderdeel, "titel": titel, "nummer_anders": None}
    clause = Bepaling.model_construct(**told)
    assert clause.voluit == said


@pytest.mark.parametrize(
    ("day", "over", "said"),
    [
        ("2025-12-04", "kalenderjaar 2026", "leverde voor 2026 op 4 december 2025: Plan"),
        ("2026-02-04", "kalenderjaar 2026", "leverde over 2026 op 4 februari 2026: Plan"),
    ],
)
def test_what_comes_before_its_period_is_for_it(day: str, over: str, said: str) -> None:
    files = basis("verklaringen")
    party = files["data/partners/noorderschool.yaml"]
    party += f"leveringen:\n  - {{soort: plan, titel: Plan, datum: {day}, over: {over}}}\n"
    clause = bepaling("soort: publicatie, levering: plan, per: kalenderjaar", familie="automatisch")
    made = {**files, "data/partners/noorderschool.yaml": party, **hoofdstuk(clause)}
    dossier = whole(made)
    told = [one.toelichting for one in judge(dossier, date(2026, 11, 21)) if one.bepaling == "plan"]
    assert any(one.endswith(said) for one in told), told
