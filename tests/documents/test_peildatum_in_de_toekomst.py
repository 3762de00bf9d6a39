"""A document, screen or site of a day to come says that it looks ahead, and from which day."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.commands import clock
from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.dossier.op_dag import vooruitgeblikt
from convenant_cli.exchange.bespreking.kenmerk import Kenmerk, kenmerk_van
from tests.alle_documenten import MOMENT, shipped
from tests.conftest import ROOT, TESTS, Run

NOW, DAY = date(2026, 11, 21), date(2027, 6, 1)
TOLD = vooruitgeblikt(NOW, DAY)
AHEAD = replace(MOMENT, peildatum=DAY, bekend=NOW)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "day", NOW.isoformat)


def _text(name: str, moment: kinds.Moment) -> str:
    which = {"jaarplan": "2026", "evaluatie": "2025"}.get(name) or next(iter(kinds.choices(name, shipped()) or [""]))
    return " ".join(make(".md", f"{name}.html.j2", kinds.context(name, shipped(), which, moment)).decode().split())


def test_the_sentence_names_both_days_and_is_there_only_before_the_day() -> None:
    assert "21 november 2026" in TOLD
    assert "1 juni 2027" in TOLD
    assert [vooruitgeblikt(one, NOW) for one in (None, NOW, DAY)] == ["", "", ""]


@pytest.mark.parametrize("name", [name for name in kinds.names() if not kinds.of_changes(name) and name != "verslag"])
def test_every_document_of_a_day_to_come_says_so(name: str) -> None:
    assert TOLD in _text(name, AHEAD)
    assert "Dit is een vooruitblik" not in _text(name, replace(AHEAD, peildatum=NOW))


def test_the_summary_says_so_in_its_head() -> None:
    assert "vooruitblik op 1 juni 2027" in _text("bestuurssamenvatting", AHEAD)


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("asked", [("status",), ("check", "--format", "json"), ("render", "naleving")])
def test_the_screen_says_so_too(convenant: Run, asked: tuple[str, ...]) -> None:
    run = convenant("-C", ROOT, *asked, "--peildatum", str(DAY))
    assert " ".join(run.err.split()).count(TOLD) == 1
    assert "vooruitblik" not in convenant("-C", ROOT, *asked, "--peildatum", str(NOW)).err


@pytest.mark.usefixtures("today")
def test_a_site_says_so_and_its_calendar_keeps_what_comes_before_that_day(convenant: Run, tmp_path: Path) -> None:
    folder = TESTS / "profielen/twee-partijen"
    for name, day in (("nu", NOW), ("straks", DAY)):
        assert convenant("-C", folder, "site", "--naar", tmp_path / name, "--peildatum", day).code == 0
    assert TOLD in (tmp_path / "straks" / "index.html").read_text("utf-8")
    assert TOLD not in (tmp_path / "nu" / "index.html").read_text("utf-8")
    now, then = ((tmp_path / name / "kalender.ics").read_bytes() for name in ("nu", "straks"))
    assert now == then
    days = [date.fromisoformat(one.decode()) for one in re.findall(rb"DTSTART;[^:]*:(\d{8})", now)]
    assert [day for day in days if NOW < day < DAY], "something comes before that day"


def test_a_document_for_review_of_a_day_to_come_can_be_made_again() -> None:
    made = kenmerk_van(shipped(), "naleving", "", replace(AHEAD, rev="0123456789"))
    back = Kenmerk.parse(str(made))
    assert back is not None
    assert back.moment.bekend == NOW
    assert "bekend" not in str(kenmerk_van(shipped(), "naleving", "", replace(AHEAD, peildatum=NOW)))
