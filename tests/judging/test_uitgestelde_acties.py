"""A goal of which every action is postponed has actions, and who reads that must not think that one of them runs."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Uitkomst
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"
DONE = (
    "status: afgerond\nafgerond_op: 2026-06-20\n"
    "indicator: {omschrijving: deelnemende ouders, streefwaarde: 100, resultaat: 110}\n"
)
WAITS = "status: uitgesteld\nstatus_reden: Er is geen zaal.\ngeen_indicator_omdat: Eenmalig.\n"
SAID = "; bij het doel ‘Ouders herkennen signalen’ is elke actie uitgesteld"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [(DONE, "", ""), (WAITS, "", SAID), (WAITS, WAITS, SAID), (WAITS, DONE, ""), (DONE, WAITS, "")],
)
def test_that_all_actions_of_a_goal_are_postponed_is_told(first: str, second: str, said: str) -> None:
    clause = bepaling("soort: acties, per_doel: ja", gebonden="alle", gezamenlijk=True, familie="relatie")
    files = basis("evaluaties") | hoofdstuk(clause)
    text = files[ACTIE]
    assert DONE in text
    files[ACTIE] = text.replace(DONE, first)
    if second:
        files[ACTIE.replace("ouderavond", "nog-een")] = text.replace(DONE, second).replace("1.1", "1.2")
    (one,) = (one for one in judge(beoordeelbaar(files), date(2026, 11, 21)) if one.bepaling == "plan")
    assert (one.uitkomst, one.toelichting) == (Uitkomst.GOED, f"elk doel van jaarplan 2026 heeft een actie{said}")
