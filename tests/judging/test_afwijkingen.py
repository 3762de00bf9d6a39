"""A deviation that was agreed for special circumstances: the oordeel says it, and what it is about rests."""

from datetime import date
from pathlib import Path

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.findings import findings
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import Source
from tests.conftest import TESTS, Run, laid, overlay, whole

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
CONVENANT = "data/convenant.yaml"
AFWIJKING = """\
afwijkingen:
  - id: verbouwing
    bepalingen: [veiligheidsplan]
    partijen: [noorderschool]
    wat: De school stuurt het plan na de verbouwing.
    reden: De school verhuist tijdelijk.
    van: 2025-09-01
    tot: 2026-09-01
    afgesproken_op: 2025-12-01
    besluit: b2025-1
"""
SAID = (
    "; van 1 september 2025 tot 1 september 2026 is een afwijking afgesproken (besluit B2025-1): "
    "De school stuurt het plan na de verbouwing"
)


def files(*replacements: str) -> dict[str, bytes]:
    """Return the example without statements, with the deviation; replacements in it: old, new, old, new."""
    text = AFWIJKING
    for old, new in zip(replacements[::2], replacements[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    kept = {name: raw for name, raw in BASIS.items() if "verklaringen" not in name}
    return {**kept, CONVENANT: BASIS[CONVENANT] + text.encode()}


def dossier(*replacements: str) -> Dossier:
    return whole(Source("voorbeeld", files(*replacements)))


def told(known: Dossier, day: str) -> dict[str, tuple[bool, bool, str]]:
    """Return, by period, whether the statement of the school is agreed to deviate, asks for attention, and rests."""
    found = [one for one in judge(known, date.fromisoformat(day)) if one.bepaling == "veiligheidsplan"]
    return {one.periode: (one.toelichting.endswith(SAID), one.aandacht, one.rust) for one in found}


REST = "zo afgesproken: De school verhuist tijdelijk"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Not yet agreed on this day: then the clause holds.
        ("2025-11-30", {"2024": (False, True, ""), "2025": (False, False, "")}),
        # It holds on a day of 2025, and not on one of 2024; what does not come in 2025, will rest.
        ("2025-12-01", {"2024": (False, True, ""), "2025": (True, False, REST)}),
        # 2025 is over: what is missing rests. So will 2026, of which nothing is owed yet.
        ("2026-01-01", {"2025": (True, False, REST), "2026": (True, False, REST)}),
        # Also after the deviation has ended: it is about that year.
        ("2026-12-31", {"2025": (True, False, REST), "2026": (True, False, REST)}),
        ("2027-01-01", {"2026": (True, False, REST), "2027": (False, False, "")}),
    ],
)
def test_a_period_in_which_it_held_rests(day: str, expected: dict[str, tuple[bool, bool, str]]) -> None:
    assert told(dossier(), day) == expected


@pytest.mark.parametrize(
    "change",
    [
        ("    besluit: b2025-1\n", ""),  # it rests on nothing
        ("[noorderschool]", "[politie]"),
        ("[veiligheidsplan]", "[contactpersoon]"),
        ("tot: 2026-09-01", "tot: 2025-09-02", "van: 2025-09-01", "van: 2025-09-02"),  # no day at all
    ],
)
def test_what_is_not_about_this_party_and_clause_changes_nothing(change: tuple[str, ...]) -> None:
    assert told(dossier(*change), "2026-01-01")["2025"] == (False, True, "")


@pytest.mark.parametrize("who", ["[school]", "[alle]", "[]"])
def test_it_can_be_for_a_role_or_for_all(who: str) -> None:
    assert told(dossier("[noorderschool]", who), "2026-01-01")["2025"] == (True, False, REST)


LATE = ("van: 2025-09-01", "van: 2025-12-11", "tot: 2026-09-01", "tot: 2026-02-01", "op: 2025-12-01", "op: 2025-12-11")


@pytest.mark.parametrize("came", ["", "2026-01-20"])
@pytest.mark.parametrize(
    ("last", "day", "rests"),
    [
        ("10 december", "2025-12-10", False),
        ("10 december", "2025-12-11", True),
        ("10 december", "2026-01-31", True),
        ("10 december", "2026-02-01", False),
        ("11 december", "2026-02-01", True),  # it began in time
    ],
)
@pytest.mark.parametrize("kind", ["verklaring", "document"])
def test_what_began_after_the_last_day_gives_time_and_does_not_excuse_for_good(
    kind: str, last: str, day: str, rests: bool, came: str
) -> None:
    changed = files(*LATE)
    clauses, toets = "data/bepalingen/1-afspraken.yaml", "{soort: verklaring, per: kalenderjaar}"
    asked = {"verklaring": "soort: verklaring", "document": "soort: document, documentsoort: draaiboek"}[kind]
    assert toets.encode() in changed[clauses]
    changed[clauses] = changed[clauses].replace(toets.encode(), f"{{{asked}, uiterlijk: {last}}}".encode())
    if came and kind == "verklaring":
        made = (
            f"afgelegd_op: {came}\nfunctie: directeur\nantwoorden:\n  - {{bepaling: veiligheidsplan, antwoord: ja}}\n"
        )
        changed["data/verklaringen/2025/noorderschool.yaml"] = made.encode()
    (one,) = (
        one
        for one in judge(whole(Source("voorbeeld", changed)), date.fromisoformat(day))
        if (one.bepaling, one.partner, one.periode) == ("veiligheidsplan", "noorderschool", "2025")
    )
    missed = day > "2025-12-10"
    assert (bool(one.rust), one.aandacht) == (rests, missed and not rests)


def test_what_has_no_period_deviates_on_its_days_only() -> None:
    known = dossier("[veiligheidsplan]", "[contactpersoon]")

    def said(day: str) -> list[str]:
        every = judge(known, date.fromisoformat(day))
        return [
            str(one.partner) for one in every if one.bepaling == "contactpersoon" and one.toelichting.endswith(SAID)
        ]

    assert (said("2026-08-31"), said("2026-09-01")) == (["noorderschool"], [])


def test_the_oordeel_rests_on_the_deviation_and_is_no_finding() -> None:
    known, day = dossier(), date(2026, 1, 1)
    (one,) = [one for one in judge(known, day) if (one.bepaling, one.periode) == ("veiligheidsplan", "2025")]
    place = known.convenant.at("afwijkingen", 0) if known.convenant else None
    assert place in one.rust_op
    assert [finding for finding in findings(known, judge(known, day), day) if finding.rule == "veiligheidsplan"] == []


def test_the_report_and_the_handover_tell_it(tmp_path: Path, convenant: Run) -> None:
    laid(tmp_path, files())
    for document in ("naleving", "overdracht"):
        page = tmp_path / "uit.md"
        convenant("-C", tmp_path, "render", document, "--naar", page, "--peildatum", "2026-08-31", code=0)
        text = " ".join(page.read_text(encoding="utf-8").replace("\\", "").split())
        assert f"Artikel 1.2 ‘Veiligheidsplan’ (voor Noorderschool): {SAID[2:]}." in text
