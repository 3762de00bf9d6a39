"""Fixed questions: an evaluation or a meeting answers each of them, and documents show question and answer."""

from datetime import date
from pathlib import Path

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.sources.sources import Source
from tests.conftest import TESTS, Run, laid, overlay

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
DAY = date(2026, 11, 21)
CONVENANT, NOTE, CLAUSES = "data/convenant.yaml", "data/evaluaties/2026/convenant.yaml", "data/bepalingen/9-toets.yaml"
MEETING = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
VRAGEN = """\
evaluatievragen:
  doelen: {vraag: Zijn de doelen gehaald?}
  werkbaar: {vraag: Is de werkwijze uitvoerbaar?}
"""
BEPALINGEN = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: evaluatie
    nummer_zekerheid: ongenummerd
    titel: Jaarlijkse evaluatie
    tekst: De partijen evalueren elk jaar.
    gebonden: [alle]
    gezamenlijk: ja
    aard: resultaat
    familie: relatie
    toets: {soort: evaluatie, van: convenant, per: kalenderjaar, vragen: [doelen, werkbaar]}
  - id: overleg
    nummer_zekerheid: ongenummerd
    titel: Jaarlijks overleg
    tekst: De partijen beantwoorden elk jaar de vaste vragen.
    gebonden: [alle]
    gezamenlijk: ja
    aard: resultaat
    familie: relatie
    toets: {soort: bijeenkomst, bijeenkomst: jaarlijks, per: kalenderjaar, vragen: [doelen, werkbaar]}
"""
EVALUATIE = """\
titel: Evaluatie
convenant: ja
datum: 2026-06-01
opgesteld_door: [gemeente, politie, noorderschool]
waardering: gehaald
conclusies: [Het werkt.]
vervolg: {keuze: voortzetten}
antwoorden:
  - {vraag: doelen, antwoord: Grotendeels gehaald.}
"""
WERKBAAR = "  - {vraag: werkbaar, antwoord: Dat gaat goed.}\n"


def files(more: str = "", meeting: str = "") -> dict[str, bytes]:
    """Return the example with the questions, an evaluation with more answers, and answers in the minutes."""
    minutes = BASIS[MEETING].decode().replace("minuten: 60}", f"minuten: 60, antwoorden: [{meeting}]}}")
    texts = {NOTE: EVALUATIE + more, CLAUSES: BEPALINGEN, MEETING: minutes}
    changed = {name: text.encode() for name, text in texts.items()}
    return {**BASIS, **changed, CONVENANT: BASIS[CONVENANT] + VRAGEN.encode()}


def told(clause: str, period: str, **given: str) -> str:
    dossier: Dossier = load(Source("voorbeeld", dict(sorted(files(**given).items()))))[0]
    assert clauses(dossier)[1] == ()
    (found,) = [one for one in judge(dossier, DAY) if (one.bepaling, one.periode) == (clause, period)]
    return f"{found.staat}: {found.toelichting}"


def test_an_evaluation_answers_every_question() -> None:
    assert told("evaluatie", "2026") == (
        "gedeeltelijk gevonden: het convenant is geëvalueerd op 1 juni 2026 door de gemeente, Politie en "
        "Noorderschool, maar geen antwoord is gevonden op ‘Is de werkwijze uitvoerbaar?’"
    )
    assert told("evaluatie", "2026", more=WERKBAAR) == (
        "aantoonbaar: het convenant is geëvalueerd op 1 juni 2026 door de gemeente, Politie en Noorderschool "
        "met antwoord op alle vaste vragen"
    )


def test_who_answers_is_named_and_can_be_asked() -> None:
    dossier: Dossier = load(Source("voorbeeld", dict(sorted(files().items()))))[0]
    (found,) = [one for one in judge(dossier, DAY) if (one.bepaling, one.periode) == ("evaluatie", "2026")]
    assert found.nu == "de gemeente, Noorderschool en Politie geven antwoord op ‘Is de werkwijze uitvoerbaar?’"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("", "op 1 december 2025 was er een jaarlijkse bijeenkomst, maar geen antwoord is gevonden op "
             "‘Zijn de doelen gehaald?’ en ‘Is de werkwijze uitvoerbaar?’"),
        ("{vraag: werkbaar, antwoord: Ja.}", "op 1 december 2025 was er een jaarlijkse bijeenkomst, maar geen antwoord "
         "is gevonden op ‘Zijn de doelen gehaald?’"),
        ("{vraag: werkbaar, antwoord: Ja.}, {vraag: doelen, antwoord: Ja.}", "op 1 december 2025 is een jaarlijkse "
         "bijeenkomst gehouden, met antwoord op alle vaste vragen"),
    ],
)  # fmt: skip
def test_a_meeting_answers_every_question(answers: str, expected: str) -> None:
    assert told("overleg", "2025", meeting=answers).partition(": ")[2] == expected


def test_documents_show_question_and_answer(tmp_path: Path, convenant: Run) -> None:
    planned = BASIS[MEETING].decode().replace("2025-12-01", "2026-12-01").replace("status: gehouden", "status: gepland")
    planned = planned[: planned.index("aanwezig:")]
    kept = files(WERKBAAR, "{vraag: doelen, antwoord: Ruim gehaald.}")
    laid(tmp_path, {**kept, "data/bijeenkomsten/2026-12-01-jaarlijks.yaml": planned.encode()})

    def page(*document: str) -> str:
        convenant(
            "-C",
            tmp_path,
            "render",
            *document,
            "--naar",
            tmp_path / "uit.md",
            "--peildatum",
            DAY.isoformat(),
            code=0,
        )
        return " ".join((tmp_path / "uit.md").read_text(encoding="utf-8").replace("\\", "").split())

    evaluation = page("evaluatie", "2026")
    assert "Is de werkwijze uitvoerbaar?" in evaluation
    assert "Dat gaat goed." in evaluation
    minutes = page("verslag", "2025-12-01-jaarlijks")
    assert "Zijn de doelen gehaald?" in minutes
    assert "Ruim gehaald." in minutes
    agenda = page("agenda", "2026-12-01-jaarlijks")
    assert "De bijeenkomst geeft antwoord op: Zijn de doelen gehaald? Is de werkwijze uitvoerbaar?" in agenda
