"""What was found in the records and what a party answers itself are judged together, and both are named."""

from datetime import date
from functools import cache

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.records import Verklaring
from tests.alle_documenten import shipped
from tests.conftest import PEILDATUM, ROOT, TESTS, read_folder, whole

BASIS = {
    name: raw
    for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()
    if not name.startswith("data/verklaringen/")
}
SHIPPED = {name: raw for name, raw in read_folder(ROOT).items() if name.startswith("data/")}

CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: lessen
    nummer_zekerheid: ongenummerd
    titel: Lessen
    tekst: Lessen.
    gebonden: [noorderschool]
    aard: resultaat
    familie: {family}
    toets: {{soort: aanbod, minstens: 2, bevestigd_binnen: 12 maanden}}
"""
OFFER = "  - {{id: {id}, titel: Les {id}, doelgroep: klas 1, vorm: voorlichting, bevestigd_op: {day}}}\n"
RECORDS = {
    "gevonden": [("a", "2026-09-01"), ("b", "2026-09-01")],
    "deels": [("a", "2026-09-01")],
    "te oud": [("a", "2024-09-01"), ("b", "2024-09-01")],
    "niet": [],
}
EVIDENCE = "ja, bewijs: {titel: Lesrooster}"


def judged(record: str, answers: dict[str, str], family: str = "verklaring-met-bewijs") -> Oordeel:
    """Judge one clause on a party; ``answers``: by year what it answered."""
    offers = "".join(OFFER.format(id=id, day=day) for id, day in RECORDS[record])
    party = BASIS["data/partners/noorderschool.yaml"].decode() + (f"aanbod:\n{offers}" if offers else "")
    files: dict[str, str | bytes] = {**BASIS, "data/partners/noorderschool.yaml": party}
    files["data/bepalingen/9-toets.yaml"] = CLAUSE.format(family=family)
    for year, answer in answers.items():
        files[f"data/verklaringen/{year}/noorderschool.yaml"] = (
            f"afgelegd_op: {year}-10-01\nfunctie: directeur\n"
            f"antwoorden:\n  - {{bepaling: lessen, antwoord: {answer}}}\n"
        )
    dossier = whole(files)
    (found,) = (oordeel for oordeel in judge(dossier, PEILDATUM) if oordeel.bepaling == "lessen")
    return found


@pytest.mark.parametrize("family", ["verklaring-met-bewijs", "relatie"])
@pytest.mark.parametrize(
    ("record", "answer", "state"),
    [
        ("gevonden", "", "aantoonbaar"),
        ("gevonden", "ja", "verklaard met bewijs"),
        ("gevonden", EVIDENCE, "verklaard met bewijs"),
        ("deels", "", "gedeeltelijk gevonden"),
        ("deels", "ja", "gedeeltelijk gevonden"),
        ("deels", EVIDENCE, "gedeeltelijk gevonden"),
        ("te oud", "", "verouderd"),
        ("te oud", "ja", "verklaard zonder bewijs"),
        ("te oud", EVIDENCE, "verklaard met bewijs"),
        ("niet", "", "niet gevonden"),
        ("niet", "ja", "verklaard zonder bewijs"),
        ("niet", EVIDENCE, "verklaard met bewijs"),
        ("niet", "niet-van-toepassing", "niet gevonden"),
        *((record, word, f"verklaard: {word}") for record in RECORDS for word in ("deels", "nee")),
    ],
)
def test_record_and_answer_are_judged_together(record: str, answer: str, state: str, family: str) -> None:
    found = judged(record, {"2026": answer} if answer else {}, family)
    assert found.staat == state
    told = {place.name for place in found.rust_op}
    assert ("data/verklaringen/2026/noorderschool.yaml" in told) == bool(answer)
    assert ("Noorderschool antwoordt over 2026: " in found.toelichting) == bool(answer)
    alone = judged(record, {}, family).toelichting
    assert alone in found.toelichting, "what was found or is missing stays told"
    if answer == EVIDENCE:
        assert "‘Lesrooster’" in found.toelichting


def test_a_program_proves_by_itself_what_the_family_says() -> None:
    assert judged("gevonden", {"2026": "ja"}, "automatisch").staat == "voldaan"
    assert judged("niet", {"2026": EVIDENCE}, "automatisch").staat == "niet gevonden"
    assert judged("gevonden", {"2026": "nee"}, "automatisch").staat == "verklaard: nee"


def test_the_newest_year_counts_and_another_answer_of_the_year_before_is_told() -> None:
    found = judged("gevonden", {"2025": "nee", "2026": "ja"})
    assert found.staat == "verklaard met bewijs"
    assert "over 2025: nee" in found.toelichting
    assert judged("gevonden", {"2025": "ja", "2026": "nee"}).staat == "verklaard: nee"
    assert judged("gevonden", {"2025": "deels"}).staat == "verklaard: deels"
    assert judged("gevonden", {"2024": "nee"}).staat == "aantoonbaar", "two years ago does not count any more"


# --- the shipped dossier ------------------------------------------------------------------------------------------

DAYS = (date(2025, 12, 31), PEILDATUM, date(2026, 11, 27), date(2027, 6, 30))


def asked() -> list[tuple[str, int]]:
    return [(s.name, number) for s in shipped().verklaringen.values() for number, _ in enumerate(s.antwoorden)]


def test_every_answer_reaches_an_oordeel_on_the_day_it_was_given_and_at_the_end_of_its_year() -> None:
    lost = set(asked())
    for day in sorted(
        {*(s.afgelegd_op for s in shipped().verklaringen.values() if s.afgelegd_op), date(2025, 12, 31), PEILDATUM}
    ):
        for oordeel in judge(shipped(), day):
            for place in oordeel.rust_op:
                if place.path[:1] == ("antwoorden",):
                    lost.discard((place.name, int(place.path[1])))
    assert lost == set()


def test_another_answer_is_another_oordeel() -> None:
    """Turn the answers to 'nee', all of one statement at once: each clause of it is judged otherwise."""
    for statement in shipped().verklaringen.values():
        changed = _all_no(statement)
        clauses = {answer.bepaling for answer in statement.antwoorden if answer.antwoord != "nee"}
        day = statement.afgelegd_op
        before, after = ({c: _by_clause(d, day).get(c) for c in clauses} for d in (shipped(), changed))
        assert [clause for clause in clauses if before[clause] == after[clause]] == [], statement.id


@cache
def _by_clause(dossier: Dossier, day: date) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for oordeel in judge(dossier, day):
        found.setdefault(oordeel.bepaling, []).append((oordeel.staat, oordeel.toelichting))
    return found


def _all_no(statement: Verklaring) -> Dossier:
    text = SHIPPED[statement.name].decode()
    for word in ("ja", "deels", "niet-van-toepassing"):
        text = text.replace(f"antwoord: {word}\n", "antwoord: nee\n")
    dossier = whole({**SHIPPED, statement.name: text})
    assert {answer.antwoord for answer in dossier.verklaringen[statement.id].antwoorden} == {"nee"}
    return dossier


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_word_of_declaring_rests_on_a_statement(day: date) -> None:
    seen = 0
    for oordeel in judge(shipped(), day):
        rests = [place for place in oordeel.rust_op if place.name.startswith("data/verklaringen/")]
        if oordeel.staat.startswith("verklaard"):
            assert any(place.path[:1] == ("antwoorden",) for place in rests), (oordeel.bepaling, oordeel.partner)
            seen += 1
        elif oordeel.staat == "geen verklaring":
            assert not any(place.path[:1] == ("antwoorden",) for place in rests), (oordeel.bepaling, oordeel.partner)
    assert seen, "the dossier has answers on every one of these days"


def test_who_declared_nothing_declares_nothing() -> None:
    assert not shipped().verklaringen_van("yuverta")
    words = {oordeel.staat for day in DAYS for oordeel in judge(shipped(), day) if oordeel.partner == "yuverta"}
    assert not [word for word in words if word.startswith("verklaard")]
