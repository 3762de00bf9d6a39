"""What a clause asks of plans can be asked of the own plan of each party or unit.

Worked out by hand from the clauses below on the example dossier, in which the school has an own plan for 2026 and the
police have none: a plan of all together says nothing about the plan of one, and the other way round.
"""

from datetime import date

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from tests.conftest import TESTS, read_folder
from tests.een_bepaling import beoordeelbaar

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
OWN = "data/jaarplan/2026-noorderschool"
PLAN = """\
titel: Jaarplan van de Noorderschool 2026
periode: kalenderjaar 2026
eigenaar: noorderschool
opdrachtgever: noorderschool
status: vastgesteld
versie: 1.0
vastgesteld_op: 2026-01-31
samenvatting: Op school aan de slag.
opgesteld_met: [noorderschool]
afgestemd_met: [gemeente]
participatie:
  - {groep: leerlingen, vorm: gesprek, datum: 2026-01-12}
  - {groep: ouders, vorm: avond, datum: 2026-01-14, waar: politie}
vraagstukken:
  - {id: pesten, van: noorderschool, thema: schoolklimaat, datum: 2026-01-05, vraag: Hoe gaan wij om met pesten?}
themas:
  - thema: online-veiligheid
    nummer: 1
    aanleiding: Leerlingen zijn veel online.
    doelen:
      - {id: ouders-weten-meer, tekst: Ouders herkennen signalen.}
"""
CLAUSES = {
    "talk": ("alle", "doelgroep", "groepen: [leerlingen], eigen: ja"),
    "twice": ("alle", "doelgroep", "groepen: [leerlingen, ouders], minstens: 2, eigen: ja"),
    "joint-talk": ("alle", "doelgroep", "groepen: [leerlingen]"),
    "wrote": ("alle", "gezamenlijk", "lijst: opgesteld_met, eigen: ja"),
    "tuned": ("alle", "gezamenlijk", "lijst: afgestemd_met, rollen: [gemeente], eigen: ja"),
    "tuned-with-police": ("alle", "gezamenlijk", "lijst: afgestemd_met, rollen: [politie], eigen: ja"),
    "with-police": ("alle", "actie-met", "rollen: [school, politie], eigen: ja"),
    "unit": ("noorderschool/locatie-kade", "gezamenlijk", "lijst: opgesteld_met, eigen: ja"),
}


def dossier(*, of: str = "noorderschool", action: bool = True, joint: str = "") -> Dossier:
    """Return the example with the own plan. ``joint``: the parameters of a clause on the questions of schools."""
    text = "hoofdstuk: 9\ntitel: Toets\nbepalingen:\n"
    rows = {**CLAUSES, **({"questions": ("alle", "samenhangend-aanbod", joint)} if joint else {})}
    for id, (bound, kind, more) in rows.items():
        text += (
            f"  - id: {id}\n    nummer_zekerheid: ongenummerd\n    titel: Een afspraak\n    tekst: Zo is het.\n"
            f"    gebonden: [{bound}]\n    gezamenlijk: {'ja' if id == 'questions' else 'nee'}\n    aard: resultaat\n"
            f"    familie: automatisch\n    toets: {{soort: {kind}, {more}}}\n"
        )
    files = {
        **BASIS,
        "data/bepalingen/9-toets.yaml": text,
        f"{OWN}/jaarplan.yaml": PLAN.replace("eigenaar: noorderschool", f"eigenaar: {of}"),
    }
    if action:
        files[f"{OWN}/acties/ouderavond.yaml"] = BASIS["data/jaarplan/2026/acties/ouderavond.yaml"]
    return beoordeelbaar(files)


def states(known: Dossier, clause: str, day: date = date(2026, 11, 21)) -> set[tuple[str, str, str]]:
    return {
        (one.eenheid or one.partner or "samen", one.periode, one.uitkomst.name)
        for one in judge(known, day)
        if one.bepaling == clause
    }


NO_PLAN = {("gemeente", "", "NOG_NIET"), ("politie", "", "NOG_NIET")}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        # The pupils talked about the plan of the school; nobody else has a plan to talk about.
        ("talk", {("noorderschool", "2026-noorderschool", "GOED"), *NO_PLAN}),
        # Of two talks one was held at the police, and is not one of the school.
        ("twice", {("noorderschool", "2026-noorderschool", "ONVOLLEDIG"), *NO_PLAN}),
        # The joint plan knows of no talk, whatever the school did for its own.
        ("joint-talk", {(who, "2026", "ONTBREEKT") for who in ("gemeente", "noorderschool", "politie")}),
        ("wrote", {("noorderschool", "2026-noorderschool", "GOED"), *NO_PLAN}),
        ("tuned", {("noorderschool", "2026-noorderschool", "GOED"), *NO_PLAN}),
        ("tuned-with-police", {("noorderschool", "2026-noorderschool", "ONTBREEKT"), *NO_PLAN}),
        # Its location has no plan of its own: that of the school is not the plan of the location.
        ("unit", {("noorderschool/locatie-kade", "", "NOG_NIET")}),
    ],
)
def test_the_own_plan_is_looked_at(clause: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(dossier(), clause) == expected


@pytest.mark.parametrize(("action", "outcome"), [(True, "GOED"), (False, "ONTBREEKT")])
def test_an_action_counts_in_the_own_plan(action: bool, outcome: str) -> None:
    found = states(dossier(action=action), "with-police", date(2027, 2, 1))
    assert ("noorderschool", "2026", outcome) in found
    # The action of the joint plan, with the same parties, is in no own plan of the police.
    assert ("politie", "2026", "ONTBREEKT") in found


def test_a_unit_answers_for_its_own_plan() -> None:
    known = dossier(of="noorderschool/locatie-kade")
    assert states(known, "unit") == {("noorderschool/locatie-kade", "2026-noorderschool", "GOED")}


@pytest.mark.parametrize(
    ("joint", "outcome"),
    [
        ("dubbel_aanbod_melden: nee", "NOG_NIET"),  # of the joint plan nothing was asked, and it can be until the end
        ("dubbel_aanbod_melden: nee, ook_eigen: ja", "ONTBREEKT"),
    ],
)
def test_a_question_in_an_own_plan_counts_when_the_clause_says_so(joint: str, outcome: str) -> None:
    found = {state for _, period, state in states(dossier(joint=joint), "questions") if period == "2026"}
    assert outcome in found
