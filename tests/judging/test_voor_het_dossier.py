"""Of a year that was over when the dossier began, what was filled in counts, and what is not there says nothing.

Worked out by hand before judging: the dossier began on 1 January 2026, and 2025 is judged on 21 November 2026.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.een_bepaling import basis, beoordeelbaar, bepaling, bijeenkomst, hoofdstuk, verklaring

BASIS = basis("verklaringen", "evaluaties", "bijeenkomsten")
QUESTIONS = "evaluatievragen:\n  bereik: {vraag: Bereiken wij de school?}\n  werk: {vraag: Is het werkbaar?}\n"
EVALUATION = "soort: evaluatie, van: convenant, vragen: [bereik, werk]"
NOTE = """\
titel: Evaluatie
convenant: ja
datum: 2025-12-10
opgesteld_door: [gemeente, politie, noorderschool]
waardering: gehaald
conclusies: [Het gaat.]
vervolg: {keuze: voortzetten}
"""
NVT, DEEL = "niet van toepassing", "gedeeltelijk gevonden"
ONE = {"data/bijeenkomsten/2025-06-01-overleg.yaml": bijeenkomst("2025-06-01")}


def answers(*ids: str) -> dict[str, str]:
    given = "".join(f"  - {{vraag: {id}, antwoord: Ja.}}\n" for id in ids)
    return {"data/evaluaties/2025/convenant.yaml": NOTE + (f"antwoorden:\n{given}" if ids else "")}


def states(toets: str, more: dict[str, str], since: str = "2026-01-01", familie: str = "relatie") -> set[str]:
    together = "verklaring" not in toets and "deelname" not in toets
    who = "alle" if together else "noorderschool"
    clause = bepaling(toets, "afspraak", gebonden=who, gezamenlijk=together, familie=familie)
    agreed = f"{BASIS['data/convenant.yaml']}{QUESTIONS}dossier_vanaf: {since}\n"
    known = beoordeelbaar({**BASIS, "data/convenant.yaml": agreed, **hoofdstuk(clause), **more})
    found = judge(known, date(2026, 11, 21))
    return {one.staat for one in found if (one.bepaling, one.periode) == ("afspraak", "2025")}


@pytest.mark.parametrize(
    ("toets", "more", "state"),
    [
        (EVALUATION, {}, NVT),
        (EVALUATION, answers("bereik"), DEEL),
        (EVALUATION, answers("bereik", "werk"), "aantoonbaar"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks", {}, NVT),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, uitnodiging: ja", ONE, DEEL),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, minstens: 2", ONE, NVT),  # the other may have been
        ("soort: deelname, bijeenkomst: jaarlijks", ONE, NVT),  # nobody wrote down who were there
    ],
)
def test_what_was_filled_in_counts_and_what_is_not_there_says_nothing(
    toets: str, more: dict[str, str], state: str
) -> None:
    assert states(toets, more) == {state}


def test_a_statement_without_the_proof_that_was_asked_counts() -> None:
    made = {"data/verklaringen/2025/noorderschool.yaml": verklaring("2025-12-01", "ja", "afspraak")}
    asked = "soort: verklaring, bewijs: ja"
    assert states(asked, made, familie="verklaring-met-bewijs") == {"verklaard zonder bewijs"}
    assert states(asked, {}, familie="verklaring-met-bewijs") == {NVT}


def test_a_year_that_ended_after_the_dossier_began_is_asked_in_full() -> None:
    assert states(EVALUATION, {}, since="2025-12-31") == {"niet gevonden"}
