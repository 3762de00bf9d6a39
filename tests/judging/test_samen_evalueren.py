"""What all parties were to evaluate together, is judged on who did so."""

from datetime import date

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import Source
from tests.conftest import TESTS, overlay
from tests.judging.test_vaste_vragen import BEPALINGEN, CLAUSES, EVALUATIE, MEETING, NOTE, VRAGEN, WERKBAAR

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
CONVENANT, SCHOOL = "data/convenant.yaml", "data/partners/noorderschool.yaml"
ALL = "[gemeente, politie, noorderschool]"


def told(
    by: str, more: str = WERKBAAR, clauses: str = BEPALINGEN, changed: dict[str, bytes] | None = None
) -> tuple[str, tuple[str, ...]]:
    note = EVALUATIE.replace(ALL, by) + more
    texts = {NOTE: note.encode(), CLAUSES: clauses.encode(), CONVENANT: BASIS[CONVENANT] + VRAGEN.encode()}
    dossier = load(Source("voorbeeld", dict(sorted({**BASIS, **texts, **(changed or {})}.items()))))[0]
    (found,) = [
        one for one in judge(dossier, date(2026, 11, 21)) if (one.bepaling, one.periode) == ("evaluatie", "2026")
    ]
    return f"{found.staat}: {found.toelichting}", found.doet


@pytest.mark.parametrize(
    ("by", "says", "doet"),
    [
        (ALL, "aantoonbaar: het convenant is geëvalueerd", ()),
        ("[gemeente]", "maar dat Noorderschool en Politie meededen, is niet gevonden", ("noorderschool", "politie")),
        ("[gemeente, politie]", "maar dat Noorderschool meedeed, is niet gevonden", ("noorderschool",)),
    ],
)
def test_who_did_not_evaluate_with_the_others_lacks(by: str, says: str, doet: tuple[str, ...]) -> None:
    sentence, doers = told(by)
    assert says in sentence
    assert sentence.startswith("gedeeltelijk gevonden" if doet else "aantoonbaar")
    assert set(doers) == set(doet)


def test_who_lacks_is_told_beside_a_question_without_an_answer() -> None:
    sentence, _ = told("[gemeente, politie]", more="")
    assert sentence.endswith("‘Is de werkwijze uitvoerbaar?’; dat Noorderschool meedeed, is niet gevonden")


def test_who_joined_after_it_does_not_lack() -> None:
    school = BASIS[SCHOOL].decode().replace("lid_van: 2024-01-01", "lid_van: 2026-06-02")
    assert "2026-06-02" in school
    assert told("[gemeente, politie]", changed={SCHOOL: school.encode()})[0].startswith("aantoonbaar")


def test_who_discussed_it_in_a_meeting_took_part() -> None:
    meeting = MEETING.removeprefix("data/bijeenkomsten/").removesuffix(".yaml")
    more = f"{WERKBAAR}besproken_in: {meeting}\n"
    with_all = BASIS[MEETING].decode()
    assert told("[gemeente]", more=more, changed={MEETING: with_all.encode()})[0].startswith("aantoonbaar"), with_all


def test_a_body_that_evaluates_for_all_lacks_nobody() -> None:
    clauses = BEPALINGEN.replace("vragen: [doelen, werkbaar]}\n  - id: overleg", "door: kern}\n  - id: overleg")
    assert clauses != BEPALINGEN
    body = b"naam: Kerngroep\ntaak: De kerngroep evalueert.\nleden:\n  - {partner: gemeente, functie: adviseur}\n"
    assert told("[kern]", clauses=clauses, changed={"data/organen/kern.yaml": body})[0].startswith("aantoonbaar")


@pytest.mark.parametrize(("by", "more"), [("[gemeente, politie]", ""), ("[gemeente]", WERKBAAR)])
def test_nothing_is_asked_any_more_of_who_left_since(by: str, more: str) -> None:
    """The police left after the evaluation: what is missing stays, and the others can still mend it."""
    police = "data/partners/politie.yaml"
    left = {police: BASIS[police] + b"lid_tot: 2026-11-01\n"}
    (before, asked), (after, others) = told(by, more), told(by, more, changed=left)
    assert before == after
    assert "politie" in asked
    assert set(others) == {*asked} - {"politie"} != set()
