"""The report of a meeting: who was there, what was decided, and that only a meeting that was held has one."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import worktree
from tests.alle_documenten import shipped
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, overlay
from tests.documents.test_agenda import HELD, PLANNED, POLITIE, example, text_of
from tests.verhaal import begun

FOLDER = TESTS / "documents" / "documenten" / "verslag"
FILE = f"data/bijeenkomsten/{HELD}.yaml"


def context(dossier: Dossier, which: str = HELD, day: date = PEILDATUM, intern: bool = False) -> Mapping[str, Any]:
    return kinds.context("verslag", dossier, which, kinds.Moment(day, "0123456789", "convenant 0.0", intern))


def markdown(dossier: Dossier, which: str = HELD, day: date = PEILDATUM, intern: bool = False) -> str:
    return make(".md", "verslag.html.j2", context(dossier, which, day, intern)).decode()


def changed(old: str, new: str, name: str = FILE) -> Dossier:
    """Return the example with other words in one file."""
    assert old in text_of(name)
    return example({name: text_of(name).replace(old, new)})


# --- content ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "golden"), [(HELD, "verwacht-concept.md"), ("2025-12-01-jaarlijks", "verwacht-vastgesteld.md")]
)
def test_the_report_is_as_expected(which: str, golden: str) -> None:
    check_golden(FOLDER / golden, markdown(example(), which))


@pytest.mark.parametrize(
    "which", [meeting.id for meeting in shipped().bijeenkomsten.values() if meeting.status == "gehouden"]
)
def test_every_shipped_report_can_be_made(which: str) -> None:
    text, meeting = markdown(shipped(), which), shipped().bijeenkomsten[which]
    assert [title for punt in meeting.agenda if (title := punt.titel) not in text] == []
    assert all(f"B{one.nummer[1:]}" in text for one in meeting.besluiten)
    assert all(f"A{one.nummer[1:]}" in text for one in meeting.actiepunten)
    assert "Concept:" not in text


@pytest.mark.parametrize("profile", ["twee-partijen", "schoolgebouwen"])
def test_the_reports_of_another_covenant_can_be_made(profile: str) -> None:
    dossier = load(overlay(TESTS / "profielen" / profile))[0]
    held = [meeting for meeting in dossier.bijeenkomsten.values() if meeting.status == "gehouden"]
    assert held
    for meeting in held:
        text = markdown(dossier, meeting.id)
        assert "## Wie er was" in text
        assert ("geen besluiten of actiepunten vastgelegd" in text) == (not meeting.besluiten)


def test_the_choices_are_all_meetings_so_that_a_refusal_can_say_why() -> None:
    assert kinds.choices("verslag", example()) == ["2025-12-01-jaarlijks", HELD, PLANNED, "2027-03-18-overleg"]


# --- which meetings have a report ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "day", "message"),
    [
        ("gepland", PEILDATUM, rf"^deze bijeenkomst is nog niet gehouden; 'convenant render agenda {PLANNED}' maakt "),
        ("gepland", date(2026, 12, 10), r"^deze bijeenkomst is nog niet gehouden; 'convenant render agenda "),
        ("gepland", date(2026, 12, 11), r"^deze bijeenkomst is nog niet gehouden, volgens het dossier; is zij geweest"),
        ("vervallen", date(2026, 12, 11), r"^deze bijeenkomst ging niet door; daarvan is er geen verslag$"),
    ],
)
def test_a_meeting_that_was_not_held_has_no_report(status: str, day: date, message: str) -> None:
    dossier = changed("status: gepland", f"status: {status}", f"data/bijeenkomsten/{PLANNED}.yaml")
    with pytest.raises(ConvenantError, match=message):
        context(dossier, PLANNED, day)


def test_a_meeting_that_does_not_exist_is_told() -> None:
    with pytest.raises(ConvenantError, match="'2030' is er niet; kies uit: "):
        context(example(), "2030")


# --- adopted or not -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "status", "concept"),
    [
        ("verslag: {status: concept}", "concept", True),
        ("", "concept", True),
        ("verslag: {status: vastgesteld, vastgesteld_op: 2026-11-21}", "vastgesteld op 21 november 2026", False),
        ("verslag: {status: vastgesteld, vastgesteld_op: 2026-11-22}", "concept", True),
    ],
)
def test_a_report_is_a_concept_until_it_is_adopted(report: str, status: str, concept: bool) -> None:
    kop = context(changed("verslag: {status: concept}", report))["kop"]
    assert dict(kop.gegevens)["Status"] == status
    assert kop.status == status.split()[0]
    assert bool(kop.voorbehoud) == concept


def test_where_the_report_is_kept_is_told() -> None:
    dossier = changed("{status: concept}", "{status: concept, vindplaats: Z-2026-9}")
    assert dict(context(dossier)["kop"].gegevens)["Vindplaats"] == "Z-2026-9"


# --- who was there ------------------------------------------------------------------------------------------------


def there(dossier: Dossier, which: str = HELD, intern: bool = False) -> dict[str, str]:
    """Return by party whether it was there and through whom."""
    return {
        one.partner.naam: f"{one.staat}: {one.toelichting}" for one in context(dossier, which, intern=intern)["komst"]
    }


def test_of_every_invited_party_it_is_told_whether_it_was_there() -> None:
    assert there(example()) == {
        "Gemeente": "aanwezig: contactpersoon (adviseur van de gemeente)",
        "Politie": "aanwezig: wijkagent",
        "Noorderschool": "geen bericht: ",
    }
    assert context(example())["telling"] == "Twee partijen waren er en van één is geen bericht gevonden."


def test_a_party_that_sent_word_is_excused_with_its_reason() -> None:
    dossier = changed("besluiten:", "afgemeld:\n  - {partner: noorderschool, reden: Open dag.}\nbesluiten:")
    assert there(dossier)["Noorderschool"] == "afgemeld: Open dag."
    assert context(dossier)["telling"] == "Twee partijen waren er en één meldde zich af."


def test_a_party_that_came_without_an_invitation_was_there() -> None:
    dossier = changed("genodigd: [alle]", "genodigd: [gemeente]")
    assert list(there(dossier)) == ["Gemeente", "Politie"]
    assert context(dossier)["telling"] == "Twee partijen waren er."


def test_counts_of_one_and_of_more() -> None:
    present = "  - {partner: politie, via: ander, functie: wijkagent}\n"
    one = changed(present, "")
    assert context(one)["telling"] == "Eén partij was er en van twee is geen bericht gevonden."
    excused = changed(present, "afgemeld:\n  - {partner: politie}\n  - {partner: noorderschool}\n")
    assert context(excused)["telling"] == "Eén partij was er en twee meldden zich af."


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("bevestigd_op: 2026-09-17", "contactpersoon (adviseur van de politie)"),
        ("bevestigd_op: 2026-09-18", "contactpersoon"),
        ("van: 2026-09-17", "contactpersoon (adviseur van de politie)"),
        ("van: 2026-09-18, bevestigd_op: 2026-09-17", "contactpersoon"),
        ("bevestigd_op: 2026-01-01, tot: 2026-09-17", "contactpersoon"),
        ("telefoon: 0172 000 000", "contactpersoon"),
    ],
)
def test_the_function_is_told_only_of_who_surely_held_it_that_day(contact: str, expected: str) -> None:
    files = {
        FILE: text_of(FILE).replace("via: ander, functie: wijkagent", "via: contactpersoon"),
        POLITIE: text_of(POLITIE).replace("bevestigd_op: 2025-06-01", contact),
    }
    assert there(example(files))["Politie"] == f"aanwezig: {expected}"


def test_no_name_of_today_is_told_of_a_meeting_that_was_held() -> None:
    """The address book has no days: who holds the function now may be another than who was there."""
    name = "  - {partner: gemeente, als: contactpersoon, naam: Iemand Anders}\n"
    files = {"prive/personen.yaml": f"personen:\n{name}"}
    assert there(example(files), intern=True)["Gemeente"] == "aanwezig: contactpersoon (adviseur van de gemeente)"
    assert "Iemand" not in markdown(example(files), intern=True)


THROUGH = text_of(FILE).replace("via: ander, functie: wijkagent", "via: contactpersoon")
CONFIRMED = "functie: adviseur van de politie, bevestigd_op: 2025-06-01"


def with_contact(contact: str) -> str:
    text, times = re.subn("(?m)^contactpersoon: .*$", f"contactpersoon: {{{contact}}}", text_of(POLITIE))
    assert times == 1
    return text


def police(was: str, now: str, folder: Path, day: str) -> str:
    """Return through whom the police were there: its contact was recorded on a day as ``was``, and is ``now``."""
    copy = folder / "dossier"
    shutil.copytree(BASIS, copy)
    for name, text in ((FILE, THROUGH), (POLITIE, with_contact(was))):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as clock:
        for role in ("AUTHOR", "COMMITTER"):
            clock.setenv(f"GIT_{role}_DATE", f"{day}T12:00:00+0100")
        begun(copy)
    (copy / POLITIE).write_text(with_contact(now), encoding="utf-8")
    told = {one.partner.id: one.toelichting for one in context(load(worktree(copy))[0])["komst"]}
    return str(told["politie"]).removeprefix("contactpersoon").strip(" ()")


OTHER = "functie: teamchef"


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        # Another function, in the same words as before it: what it was on that day stays in the minutes.
        (CONFIRMED, f"{OTHER}, bevestigd_op: 2025-06-01", "adviseur van de politie"),
        (CONFIRMED, f"{OTHER}, van: 2026-10-01", "adviseur van de politie"),
        (f"{CONFIRMED}, van: 2025-01-01", f"{OTHER}, van: 2025-01-01", "adviseur van de politie"),
        # The same function, confirmed anew since.
        (CONFIRMED, CONFIRMED.replace("2025", "2026").replace("06-01", "11-01"), "adviseur van de politie"),
        # Written down after it began, but it began before the meeting.
        (CONFIRMED, f"{OTHER}, van: 2026-09-01", "teamchef"),
        # Known in advance, and not begun.
        (f"{OTHER}, van: 2026-10-01", f"{OTHER}, van: 2026-10-01", ""),
        # A name that was taken out of the records stays out.
        ("functie: Mw. P. de Vries, bevestigd_op: 2025-06-01", f"{OTHER}, van: 2026-10-01", ""),
    ],
    ids=["edited", "replaced", "edited-with-a-day", "confirmed", "put-right", "ahead", "a-name"],
)
def test_minutes_stay_as_they_were_when_somebodys_function_changes(
    was: str, now: str, expected: str, tmp_path: Path
) -> None:
    assert police(was, now, tmp_path, "2026-09-01") == expected


def test_what_git_held_later_tells_nothing_of_the_day(tmp_path: Path) -> None:
    assert police(CONFIRMED, f"{OTHER}, van: 2026-10-01", tmp_path, "2026-09-18") == ""


# --- the rest -----------------------------------------------------------------------------------------------------


def test_an_action_point_stands_there_as_it_was_agreed_whatever_came_of_it() -> None:
    early, now = markdown(example(), day=date(2026, 10, 1)), markdown(example())
    assert "| A2026-1 | De gemeente plant het overleg. | Gemeente | 01-10-2026 |\n" in now
    assert not re.search(r"te laat|● afgerond|○ open", now)
    start, end = "## Actiepunten", "## Wie er was"
    assert early[early.index(start) : early.index(end)] == now[now.index(start) : now.index(end)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("overleg", [PLANNED, "2027-03-18-overleg"]), ("jaarlijks", [PLANNED])],
)
def test_the_next_meeting_is_told_and_the_next_of_its_kind(kind: str, expected: list[str]) -> None:
    dossier = changed("bijeenkomstsoort: overleg", f"bijeenkomstsoort: {kind}")
    assert [one.id for one in context(dossier)["volgende"]] == expected


def test_a_cancelled_meeting_is_not_the_next_one() -> None:
    dossier = changed("status: gepland", "status: vervallen", f"data/bijeenkomsten/{PLANNED}.yaml")
    assert [one.id for one in context(dossier)["volgende"]] == ["2027-03-18-overleg"]
    last = example({f"data/bijeenkomsten/{id}.yaml": None for id in (PLANNED, "2027-03-18-overleg")})
    assert "Een volgende bijeenkomst is nog niet gepland." in markdown(last)


def test_the_report_on_compliance_stands_at_its_item_or_else_before_the_items() -> None:
    told = "Op tafel lag het nalevingsrapport met de stand op 1 september 2026 (Z-2026-1)."
    at_item, before = markdown(example()), markdown(changed("    soort: naleving\n", ""))
    assert at_item.count(told) == before.count(told) == 1
    assert at_item.index("Naleving") < at_item.index(told)
    assert before.index(told) < before.index("### 1")


def test_parties_of_which_the_same_is_told_stand_in_one_row() -> None:
    meeting = "2025-11-13-jaarlijkse-bijeenkomst"
    text = markdown(shipped(), meeting)
    rows = re.findall(r"(?m)^\| (aanwezig|afgemeld|geen bericht) \| (.*) \| (.*) \|$", text)
    assert len(rows) == len({(state, through) for state, through, _ in rows}) < 6
    told = [name for *_, names in rows for name in re.split(", | en ", names)]
    there = context(shipped(), meeting)["komst"]
    assert sorted(told) == sorted(one.partner.korte_naam or one.partner.naam for one in there)
