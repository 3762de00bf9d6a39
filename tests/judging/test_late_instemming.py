"""Consent that came after the day on which a decision or an accession works is there, and is told; by hand."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import TESTS, read_folder, whole

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
TOETSEN = TESTS / "judging" / "toetsen"
CONVENANT = "data/convenant.yaml"


def told(toets: str, folder: str, old: str, new: str) -> list[str]:
    """Judge an example of a toets with another day for a consent."""
    files = BASIS | read_folder(TOETSEN / toets / folder)
    text = files[CONVENANT].decode()
    assert old in text
    dossier = whole({**files, CONVENANT: text.replace(old, new)})
    return [
        f"{one.staat}: {one.toelichting}"
        for one in judge(dossier, date(2026, 11, 29))
        if one.bepaling in ("toetreding", "alle-partijen")
    ]


@pytest.mark.parametrize(
    ("day", "late"), [("2026-11-21", ""), ("2026-11-22", "; Noorderschool stemde pas in op 22 november 2026")]
)
def test_consent_after_the_day_of_accession_is_told(day: str, late: str) -> None:
    """The party is bound from 21 November: consent on that day is in time."""
    own = "{partner: gemeente, datum: 2026-10-02}"
    both = f"{own}, {{partner: noorderschool, datum: {day}}}"
    assert told("toetreding", "te-laat", own, both) == [
        "voldaan: Zuiderschool verklaarde op 1 oktober 2026 toe te treden (brief van het bestuur), en wie moest "
        f"instemmen stemde in; gebonden vanaf 21 november 2026{late}"
    ]


@pytest.mark.parametrize(
    ("day", "late"), [("2025-06-01", ""), ("2025-06-02", "; Noorderschool stemde pas in op 2 juni 2025")]
)
def test_consent_after_a_decision_works_is_told(day: str, late: str) -> None:
    """The decision of 1 May works from 1 June 2025."""
    said = told("instemming", "goed", "datum: 2025-05-02}", f"datum: {day}}}")
    assert said == [
        f"aantoonbaar: elke partij van dat moment stemde in met het besluit van 1 mei 2025 (wijziging){late}",
        "aantoonbaar: elke partij van dat moment stemde in met het besluit van 1 juni 2026 (verlenging)",
    ]
