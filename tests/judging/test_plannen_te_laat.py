"""A plan that nobody adopted by its last day is late, like an action: on a Monday and for who takes over.

Worked out by hand: a plan for 2026 is adopted within 30 days after 1 January, so by 31 January 2026.
"""

from datetime import date

import pytest

from convenant_cli.documents.content.vooruitblik import overdue
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis, bepaling, hoofdstuk

BINNEN = "soort: jaarplan, per: kalenderjaar, vanaf: 2026-01-01, vastgesteld_binnen: 30 dagen"
ERVOOR = "soort: jaarplan, per: kalenderjaar, vanaf: 2026-01-01, uiterlijk: 30 november ervoor"
EIGEN = f"{BINNEN}, eigen: ja"
PLAN = "data/jaarplan/2026/jaarplan.yaml"
DRAFT = (
    "titel: Jaarplan 2026\nperiode: kalenderjaar 2026\nstatus: concept\nversie: 0.1\nsamenvatting: Kort.\nthemas: []\n"
)
OWN = f"{DRAFT}eigenaar: noorderschool\n"
GEEN, CONCEPT = "geen plan gevonden voor 2026", "jaarplan 2026 is nog niet vastgesteld"
Late = list[tuple[str, str, str]]


def late(toets: str, plan: str, day: str, gebonden: str = "alle", twice: bool = False) -> Late:
    """Return what is late of plans: the day, what, and whose it is in the handover."""
    asked = [bepaling(toets, id, gebonden=gebonden, gezamenlijk="eigen" not in toets) for id in ("plan", "ook")]
    files = basis("jaarplan", "evaluaties") | hoofdstuk(*asked[: 2 if twice else 1])
    files = {name: text for name, text in files.items() if not name.startswith("data/jaarplan")}
    if plan:
        files[PLAN] = plan
    known, faults = load(literal(files))
    assert [mistake.message for mistake in clauses(known)[1]] == []
    assert not any(fault.position.file == PLAN for fault in faults), [fault.message for fault in faults]
    told = signalen(overzicht(known, date.fromisoformat(day)))
    signals = [(str(one.dag), one.tekst) for one in told.te_laat if "plan" in one.tekst]
    rows = {(str(one.dag), one.wat): one.wie for one in overdue(told) if "plan" in one.wat.lower()}
    assert {(day, text[:1].upper() + text[1:]) for day, text in signals} == set(rows), "the two say the same"
    return [(day, text, rows[day, text[:1].upper() + text[1:]]) for day, text in signals]


@pytest.mark.parametrize(
    ("toets", "plan", "day", "expected"),
    [
        (BINNEN, DRAFT, "2026-01-31", []),
        (BINNEN, DRAFT, "2026-02-01", [("2026-01-31", CONCEPT, "alle partijen")]),
        (BINNEN, "", "2026-01-31", []),
        (BINNEN, "", "2026-02-01", [("2026-01-31", GEEN, "")]),
        (BINNEN, "", "2027-01-15", [("2026-01-31", GEEN, "")]),
        # A day before the year of the plan.
        (ERVOOR, DRAFT, "2025-11-30", []),
        (ERVOOR, DRAFT, "2025-12-01", [("2025-11-30", CONCEPT, "alle partijen")]),
        (ERVOOR, "", "2025-12-01", [("2025-11-30", GEEN, "")]),
        # Without a last day a draft is enough, and nothing is late as long as the year runs.
        ("soort: jaarplan, per: kalenderjaar, vanaf: 2026-01-01", DRAFT, "2026-12-31", []),
    ],
)
def test_a_plan_is_late_from_the_day_after_its_last(toets: str, plan: str, day: str, expected: Late) -> None:
    assert late(toets, plan, day) == expected


def test_a_plan_of_one_party_is_its_own() -> None:
    assert late(EIGEN, OWN, "2026-02-01", "noorderschool") == [("2026-01-31", CONCEPT, "Noorderschool")]


def test_what_two_clauses_ask_is_late_once() -> None:
    assert late(BINNEN, DRAFT, "2026-02-01", twice=True) == [("2026-01-31", CONCEPT, "alle partijen")]


def test_a_subject_with_a_semicolon_is_told_whole() -> None:
    toets = f"{BINNEN}, onderwerp: 'geld; beheer'"
    assert late(toets, "", "2026-02-01") == [("2026-01-31", "geen plan over ‘geld; beheer’ gevonden voor 2026", "")]


@pytest.mark.parametrize(("began", "rests"), [("2026-01-31", True), ("2026-02-01", False)])
@pytest.mark.parametrize("plan", [DRAFT, "", DRAFT.replace("concept", "vastgesteld\nvastgesteld_op: 2026-02-03")])
def test_a_deviation_from_after_its_last_day_does_not_excuse_a_plan_for_good(
    plan: str, began: str, rests: bool
) -> None:
    files = basis("jaarplan", "evaluaties") | hoofdstuk(bepaling(BINNEN, gebonden="alle", gezamenlijk=True))
    files = {name: text for name, text in files.items() if not name.startswith("data/jaarplan")}
    files |= {PLAN: plan} if plan else {}
    files["data/convenant.yaml"] += (
        "afwijkingen:\n  - {id: later, bepalingen: [plan], wat: Het plan komt later., reden: Er is een verhuizing.,\n"
        f"     van: {began}, tot: 2026-03-01, afgesproken_op: 2026-01-05, vindplaats: Z-1}}\n"
    )
    told = overzicht(load(literal(files))[0], date(2026, 4, 1))
    (one,) = (one for one in told.oordelen if (one.bepaling, one.periode) == ("plan", "2026"))
    assert (bool(one.rust), one.aandacht) == (rests, not rests), one.toelichting
