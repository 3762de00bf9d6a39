"""What must be there is a fault in a new dossier too: from a recorded day on, and at once when a change drops it."""

from datetime import date, timedelta

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.since import check_since
from convenant_cli.dossier.reading import load
from convenant_cli.editing.starting.profiles import Answers, records
from convenant_cli.findings import Finding, Severity
from convenant_cli.sources.resources import profile_names
from convenant_cli.sources.sources import Source
from tests.conftest import PEILDATUM

CONTACT = b"contactpersoon:\n  functie: beleidsadviseur\n  email: info@partij.example\n"
DEPUTY = b"vervanger:\n  functie: teamleider\n  email: team@partij.example\n"

PROFILES = profile_names()
ANSWERS = Answers(PEILDATUM, gemeente="Voorbeeldstad")


def _clause_findings(profile: str, day: date, parties: dict[str, bytes], before: dict[str, bytes]) -> list[Finding]:
    """Return what a change of parties brings that stops a pull request."""
    files = records(profile, ANSWERS)
    then, now = (
        {**files, **{f"data/partners/{name}.yaml": raw for name, raw in one.items()}} for one in (before, parties)
    )
    found = check_since(Source("nu", now), Source("toen", then), "main", day).findings
    return [one for one in found if one.new and one.severity is Severity.FOUT]


@pytest.mark.parametrize(
    ("profile", "party", "gone", "later"),
    [
        ("alphen-2022", "halt", DEPUTY, 0),
        (PROFILES[0], "gemeente", CONTACT, 0),
        (PROFILES[0], "gemeente", CONTACT, 200),
    ],
)
def test_a_change_that_takes_a_contact_or_deputy_away_fails(profile: str, party: str, gone: bytes, later: int) -> None:
    had = records(profile, ANSWERS)[f"data/partners/{party}.yaml"] + CONTACT + DEPUTY
    day = PEILDATUM + timedelta(later)
    [finding] = _clause_findings(profile, day, {party: had.replace(gone, b"")}, {party: had})
    assert finding.rule in ("c-vervanger", "contactpersoon")
    assert finding.position.file == f"data/partners/{party}.yaml"


def test_a_change_that_gives_one_or_brings_a_party_does_not_fail_while_a_dossier_is_filled() -> None:
    had = records("leeg", ANSWERS)["data/partners/gemeente.yaml"]
    assert _clause_findings("leeg", PEILDATUM, {"gemeente": had + CONTACT}, {}) == []
    new = b"naam: Jeugdhonk\nrollen: [gemeente]\nlid_van: 2026-11-01\nondertekening: onbekend\n"
    assert _clause_findings("leeg", PEILDATUM, {"jeugdhonk": new}, {}) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_what_must_be_there_has_one_day_from_which_it_is_a_fault(profile: str) -> None:
    dossier, _ = load(Source("begin", records(profile, ANSWERS)))
    [day] = {one.fout_vanaf for one in dossier.bepalingen.values()} - {None}
    assert day == date(2027, 2, 21)
    assert {one.ernst for one in dossier.bepalingen.values()} == {"waarschuwing"}


def test_what_was_never_given_is_a_fault_from_that_day_on() -> None:
    source = Source("begin", records("leeg", ANSWERS))
    waits = [one for one in check_source(source, date(2027, 2, 20)).findings if one.straks_fout]
    assert waits
    assert all(one.severity is Severity.WAARSCHUWING and "21 februari 2027" in one.hint for one in waits)
    faults = [one for one in check_source(source, date(2027, 2, 21)).findings if one.severity is Severity.FOUT]
    assert {(one.rule, one.position) for one in faults} == {(one.rule, one.position) for one in waits}
