"""What a check and the toets of a clause both see is told once: by the graver of the two, or the one with a remedy."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import discover
from convenant_cli.findings import Severity
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT, TESTS, read_folder

DAYS = (date(2026, 2, 1), date(2026, 11, 21), date(2027, 4, 1), date(2028, 6, 1))
PROFIELEN = TESTS / "profielen"
CONVENANT = "data/convenant.yaml"
SPORT = read_folder(PROFIELEN / "sportseizoen")
GONE = b"""      - {partner: golfslag, datum: 2026-07-15, functie: voorzitter}
"""


ABOUT = {"afwikkeling-is-op-tijd", "afronden", "toetreding-rust-op-besluit", "toetreden", "thema-heeft-actie", "acties"}


def told(files: Mapping[str, bytes], day: date) -> list[tuple[str, Severity]]:
    """Return which rules speak of a leaving or joining party, a plan and a meeting, with how grave each is."""
    return sorted({(one.rule, one.severity) for one in check_source(literal(files), day).findings if one.rule in ABOUT})


def changed(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    assert old in SPORT[name]
    return {**SPORT, name: SPORT[name].replace(old, new)}


WARNING, FAULT = Severity.WAARSCHUWING, Severity.FOUT
LATE, NO_ACTION, JOINED = "afwikkeling-is-op-tijd", "thema-heeft-actie", "toetreding-rust-op-besluit"


def test_what_a_check_said_a_clause_does_not_say_again() -> None:
    usual = [(LATE, WARNING), (NO_ACTION, WARNING), (JOINED, WARNING)]
    assert told(SPORT, date(2026, 11, 21)) == usual
    assert told(changed(CONVENANT, GONE, b""), date(2026, 11, 21)) == usual
    found = check_source(literal(SPORT), date(2027, 4, 1)).findings
    meeting = "data/bijeenkomsten/2027-02-08-cluboverleg.yaml"
    assert [one.rule for one in found if one.position.file == meeting] == ["bijeenkomst-is-bijgewerkt"]


def test_the_graver_of_the_two_stays() -> None:
    files = {
        name: raw.replace(b"  - id: toetreden\n", b"  - id: toetreden\n    ernst: fout\n")
        for name, raw in SPORT.items()
    }
    start = files[CONVENANT].index(b"toetredingen:\n")
    end = files[CONVENANT].index(b"opzeggingen:\n")
    files[CONVENANT] = files[CONVENANT][:start] + files[CONVENANT][end:]
    found = told(files, date(2026, 11, 21))
    assert ("toetreden", FAULT) in found
    assert JOINED not in [rule for rule, _ in found]


def test_a_clause_that_rests_there_keeps_its_own_finding() -> None:
    waiver = b"""
ontheffingen:
  - {controle: afronden, bestand: data/convenant.yaml, reden: Later., verleend_door: bestuur, tot: 2027-01-01}
"""
    report = check_source(literal({**SPORT, CONVENANT: SPORT[CONVENANT] + waiver}), date(2026, 11, 21))
    found = {one.rule: bool(one.waived) for one in report.findings}
    assert found["afronden"] is True
    assert LATE not in found
    assert "ontheffing-ongebruikt" not in found


@pytest.mark.parametrize("folder", [ROOT, *sorted(PROFIELEN.iterdir())], ids=lambda folder: folder.name)
def test_no_fact_is_told_twice(folder: Path) -> None:
    kinds = {controle.id: controle.toetsen for controle in discover()}
    files = {f"data/{name}": raw for name, raw in read_folder(folder / "data").items()}
    for day in DAYS:
        report = check_source(literal(files), day)
        every = defaultdict(list)
        for one in report.findings:
            for kind in kinds.get(one.rule, ()):
                every[one.position, kind].append(one.rule)
            if one.rule in report.dossier.bepalingen:
                every[one.position, report.dossier.bepalingen[one.rule].toets.soort].append("toets")
        assert [rules for rules in every.values() if "toets" in rules and len(set(rules)) > 1] == []
