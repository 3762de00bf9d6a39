"""What is open for a party is the same in every report: `check` is the measure, and each difference has its reason.

The reasons, and no others:

- the report for the meeting names of each party the points that matter most; how many others there are, it counts, and
  those stand in its annex;
- a reminder asks what the party itself can do: not what it answered honestly ('deels', 'nee'), which is for the
  meeting, nor what another does about it, nor what the others do together when it has left; an action or a handing over
  that is late is told with its day;
- the summary for the board tells of chapters and of three subjects, and says where the rest stands;
- `status` and the handover count the points, and tell by name only what has a day: late actions and statements.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial

import pytest

from convenant_cli.commands.reports.status import StatusView, lines
from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.documents.page.filters import at_start
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.judging.oordelen import EIGEN_ANTWOORD, ELK, Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Overzicht, Punt, overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.text.sentences import capital, counted, in_digits, in_letters, opsomming, until_semicolon
from tests import waterprotocol
from tests.alle_documenten import shipped
from tests.grondig import spread
from tests.test_profielen import EVERY, profile

DAYS = spread((date(2025, 3, 1), date(2026, 4, 1), date(2026, 8, 15), date(2026, 11, 29), date(2027, 3, 15)), 3)
DOSSIERS: dict[str, Callable[[], Dossier]] = {
    "alphen": shipped,
    **{name: partial(profile, name) for name in EVERY},
    "waterprotocol": waterprotocol.dossier,
}
CASES = [pytest.param(name, day, id=f"{name}-{day}") for name in DOSSIERS for day in DAYS]


@cache
def known(name: str) -> Dossier:
    return DOSSIERS[name]()


@cache
def checked(name: str, day: date) -> Overzicht:
    return overzicht(known(name), day)


@cache
def page(name: str, kind: str, day: date) -> str:
    """Return a document in Markdown without its signs."""
    moment = kinds.Moment(day, "", "", bekend=day)
    made = make(".md", f"{kind}.html.j2", kinds.context(kind, known(name), "", moment))
    return made.decode().replace("\\\n", "\n").replace("\\", "").partition("\nPeildatum: ")[0]


@cache
def screen(name: str, day: date) -> dict[str, str]:
    """Return the blocks of status by their label, each on one line."""
    found: dict[str, str] = {}
    label = ""
    for line in lines(StatusView(signalen(checked(name, day)), width=1000)):
        if line[:1].strip():
            label = line.split("  ")[0]
        found[label] = f"{found.get(label, '')} {line.removeprefix(label).strip()};"
    return found


def open_in_check(every: Overzicht, partner: str) -> list[tuple[Punt, list[Oordeel]]]:
    """Return what asks for attention in check and is of a party or to be done by it, by point; worked out apart."""
    found = []
    for point in every.punten:
        own = [one for one in point.oordelen if one.partner == partner or partner in one.doet]
        if own:
            found.append((point, own))
    return found


def sections(text: str, level: int) -> dict[str, str]:
    """Return the texts of a page by their heading."""
    head = "#" * level
    parts = re.split(rf"^{head} (.*)$", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        found[title] = found.get(title, "") + re.split(rf"^#{{1,{level}}} ", body, flags=re.MULTILINE)[0]
    return found


def named(every: Overzicht, text: str) -> set[str]:
    """Return which clauses or points a text names, as headings or in sentences; of names in each other the longest."""
    names = {
        said: clause.voluit for clause in every.dossier.bepalingen.values() for said in (clause.voluit, clause.in_zin)
    }
    names |= {said: one.afspraak for one in every.punten for said in (one.afspraak, one.in_zin)}
    found = set()
    text = " ".join(text.split())
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.add(names[name])
            text = text.replace(name, "|")
    return found


def told(every: Overzicht, names: Iterable[str], point: Punt, own: Iterable[Oordeel]) -> bool:
    """Tell whether a point is named: as one, or by each of the clauses on which the party has it."""
    return point.afspraak in names or all(every.dossier.bepalingen[one.bepaling].voluit in names for one in own)


# --- the report for the meeting and its annex ---------------------------------------------------------------------


@pytest.mark.parametrize(("name", "day"), CASES)
def test_the_report_names_what_is_open_for_each_party_under_its_name(name: str, day: date) -> None:
    every = checked(name, day)
    heads = sections(page(name, "naleving", day), 2)
    quiet = heads.get("Partijen zonder eigen punt", "")
    for partner in every.partners:
        text = heads.get(partner.naam, "") + _line_of(quiet, partner)
        if partner.id == every.dossier.agreed.beheerder:
            text += "".join(body for head, body in heads.items() if head.endswith("het dossier bijhoudt"))
        names = named(every, re.sub(r"\n  (?!Nu:).*", "", text))  # what a sentence says names no point
        owed = open_in_check(every, partner.id)
        missing = [point.afspraak for point, own in owed if not told(every, names, point, own)]
        counts = re.findall(r"^(\S+) (?:ander punt staat|andere punten staan) in de bijlage\.", text, re.MULTILINE)
        assert len(missing) <= sum(map(_number, counts)), (partner.id, missing)
        about = {point.afspraak for point, _ in owed}
        about |= {every.dossier.bepalingen[one.bepaling].voluit for _, own in owed for one in own}
        if partner.id == every.dossier.agreed.beheerder:
            continue  # what it finds out for all is told together, also of those that another point has
        assert names <= about, partner.id


def _line_of(quiet: str, partner: Partner) -> str:
    """Return the line on a party among those without a point of their own."""
    lines_ = (line for line in quiet.splitlines() if ": zie " in line)
    return next((line for line in lines_ if partner.kort in re.split(", | en ", line.split(": zie ")[0])), "")


def _number(word: str) -> int:
    return next(count for count in range(100) if capital(in_letters(count)) == word)


@pytest.mark.parametrize(("name", "day"), CASES)
def test_the_report_says_of_no_party_that_nothing_is_open_while_something_is(name: str, day: date) -> None:
    every = checked(name, day)
    quiet = sections(page(name, "naleving", day), 2).get("Partijen zonder eigen punt", "").strip()
    last = quiet.splitlines()[-1] if quiet and ": zie " not in quiet.splitlines()[-1] else ""
    said = re.split("; ", last.removeprefix("Er staat niets open voor: ").rstrip(".")) if last else []
    silent = {one.kort for one in every.partners if not open_in_check(every, one.id)}
    assert set(said) <= silent
    assert silent - {one.kort for one in every.partners if one.id == every.dossier.agreed.beheerder} <= set(said) or (
        not any(open_in_check(every, one.id) for one in every.partners)
    )


@pytest.mark.parametrize(("name", "day"), CASES)
def test_the_annex_counts_and_names_what_is_open_for_each_party(name: str, day: date) -> None:
    every = checked(name, day)
    pages = sections(page(name, "nalevingsbijlage", day), 3)
    for partner in every.partners:
        owed = open_in_check(every, partner.id)
        if not owed and partner.naam not in pages:
            continue
        first, _, rest = pages[partner.naam].strip().partition("\n\n")
        own = [point for point, some in owed if any(one.partner == partner.id for one in some)]
        elsewhere = {point.afspraak for point, _ in owed if point not in own}
        if own:
            assert first.startswith(f"{capital(counted(len(own), 'punt vraagt', 'punten vragen'))} aandacht."), first
        else:
            assert "aandacht." not in first.replace("Niets vraagt aandacht.", ""), first
        pointed = first.partition("Zie ")[2]
        assert named(every, pointed) == elsewhere, partner.id
        assert ("Niets vraagt aandacht." in first) == (not owed), first
        names = named(every, rest)
        its = {one.bepaling for point in own for one in point.oordelen if one.partner == partner.id}
        each = {one for name in names for one in (name, *name.split("; "))}  # those of which the same is said
        assert {every.dossier.bepalingen[clause].voluit for clause in its} <= each


# --- the reminders ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "day"), CASES)
def test_a_reminder_asks_all_that_a_party_can_do_itself_and_no_party_is_told_that_nothing_is_open(
    name: str, day: date
) -> None:
    every = checked(name, day)
    shown = kinds.context("herinneringen", every.dossier, "", kinds.Moment(day, "", "", bekend=day))
    mails = {one.partner.id: one for one in shown["herinneringen"]}
    elsewhere = {party: set(clauses) for clauses, parties in shown["elders"] for party in parties}
    for partner in every.partners:
        owed = [(point, _asking(own)) for point, own in open_in_check(every, partner.id)]
        assert partner.naam not in shown["niets"] or not owed, partner.id
        if partner.id not in mails:
            assert elsewhere.get(partner.naam, set()) == {point.in_zin for point, _ in owed}, partner.id
        mail = mails.get(partner.id)
        questions = (*mail.gevraagd, *mail.samen) if mail else ()
        asked = (*mail.te_laat, *questions) if mail else ()
        for _, own in owed:
            for one in own:
                if _to_do(one, partner, day):
                    also = [one, *(other for _, all_ in owed for other in all_ if _goes_with(one, other))]
                    assert any(_asks(every, each, text) for each in also for text in asked), (partner.id, one)
        # And no more than that: what is asked is a point, or has a day of its own in the records.
        does = [one for _, own in owed for one in own if _to_do(one, partner, day)]
        for text in questions:
            assert text.startswith("Bij uw vertrek hoort: ") or any(_asks(every, one, text) for one in does), text


def _goes_with(one: Oordeel, other: Oordeel) -> bool:
    """Tell whether who does what another oordeel asks, does this as well: the same of all, or the same once more."""
    if one.opnieuw:
        return other.partner == one.partner and one.zegt_niet_meer_dan(other)
    same = one.bij is not None and other.bij is not None and one.bij.path == other.bij.path and one.doet == other.doet
    return same and other.partner is None and one.partner in other.betreft


def _to_do(one: Oordeel, partner: Partner, day: date) -> bool:
    """Tell whether an oordeel asks something that a party itself does."""
    left = partner.lid_tot is not None and partner.lid_tot <= day
    return partner.id in one.doet and one.uitkomst not in EIGEN_ANTWOORD and not (left and one.partner is None)


def _asking(own: Iterable[Oordeel]) -> list[Oordeel]:
    """Return what asks something of a party: of its own 'deels' or 'nee' what the records lack beside it."""
    return [one.daarnaast or one if one.uitkomst in EIGEN_ANTWOORD else one for one in own]


def _asks(every: Overzicht, one: Oordeel, text: str) -> bool:
    """Tell whether a sentence of a reminder is about an oordeel, in the words for who reads it."""
    record = every.dossier.files[one.bij.name].record if one.bij else None
    if one.uitkomst is Uitkomst.TE_LAAT and "/acties/" in (one.bij.name if one.bij else ""):
        return text.startswith(f"Actie {getattr(record, 'nummer', '')} ")
    if one.bij and one.bij.path[:1] == ("afwikkelingen",):
        return text.startswith("Bij uw vertrek hoort: ")
    said = one.toelichting
    if one.nu.startswith(ELK) or len(one.doet) > 1:  # the names of those who do it are others for each
        said = said.partition(opsomming([every.dossier.partners[id].in_zin for id in one.doet]))[0]
    # 'Uw contactpersoon' for 'de contactpersoon van X', and so on: the words that tell what it is about stay.
    names = {word for id in one.doet for word in re.findall(r"\w+", every.dossier.partners[id].in_zin)}
    telling = [word for word in re.findall(r"\w{5,}", until_semicolon(said)) if word not in names]
    return bool(telling) and all(word.casefold() in text.casefold() for word in telling)


# --- the summary for the board ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "day"), CASES)
def test_the_summary_asks_attention_for_the_chapters_in_which_something_is_open(name: str, day: date) -> None:
    every = checked(name, day)
    context = kinds.context("bestuurssamenvatting", every.dossier, "", kinds.Moment(day, "", "", bekend=day))
    asking = {clause.id for point in every.punten for clause in point.bepalingen}
    chapters = {part.hoofdstuk.titel for part in every.delen if any(rij.bepaling.id in asking for rij in part.rijen)}
    shown = {one.naam for one in context["onderwerpen"]} | set(context["niet_getoond"])
    assert shown == chapters
    if every.punten:
        assert context["punten"]
    if not context["meer"]:  # all that is open is told here
        told_here = " ".join((*context["punten"], *(one.zin for one in context["onderwerpen"])))
        assert all(point.bepalingen[0].titel in told_here or _many_clauses(point, told_here) for point in every.punten)


def _many_clauses(point: Punt, text: str) -> bool:
    """Tell whether a text has a point on more clauses by what it says of them."""
    return len(point.bepalingen) > 1 and until_semicolon(point.eerste.toelichting).casefold() in text.casefold()


# --- status and the handover --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "day"), CASES)
def test_status_and_the_handover_count_the_same_points(name: str, day: date) -> None:
    every = checked(name, day)
    line, sheet = screen(name, day)["Aandacht"], page(name, "overdracht", day)
    if not every.punten:
        assert "niets vraagt aandacht" in line
        assert "Bij de afspraken vraagt nu niets aandacht." in sheet
        return
    parties = {point.partner for point in every.punten} - {None}
    assert line.strip().startswith(in_digits(len(every.punten), "punt", "punten"))
    assert not parties or in_digits(len(parties), "partij", "partijen") in line
    of = counted(len({oordeel.bepaling for oordeel in every.vraagt_aandacht}), "afspraak", "afspraken")
    assert f"{at_start(counted(len(every.punten), 'punt vraagt', 'punten vragen'))} aandacht, bij {of}." in sheet


@pytest.mark.parametrize(("name", "day"), CASES)
def test_who_owes_a_statement_is_the_same_party_everywhere(name: str, day: date) -> None:
    every = checked(name, day)
    late = _statements(every, lambda one: one.aandacht)
    waits = _statements(every, lambda one: one.uitkomst is Uitkomst.NOG_NIET and one.uiterlijk is not None)
    block, sheet = screen(name, day).get("Verklaringen", ""), page(name, "overdracht", day)
    for period, party in {*late, *waits}:
        partner = every.dossier.partners[party]
        own = [part for part in block.split(";") if part.strip().startswith(period)]
        assert any(partner.kort in part or "en nog" in part for part in own), (period, party)
        # A row of a table, or of a list in a narrow one: then its last cell is on the next line.
        cells = " ".join(re.findall(rf"verklaring over {re.escape(in_sentence(every.dossier, period))}.*\n.*", sheet))
        assert partner.kort in cells or "alle partijen" in cells or (period, party) not in late, (period, party)
    told_ones = [part.strip() for part in block.split(";") if "nog niet van" in part]
    for period in {part.split(" (")[0].split(": nog niet")[0] for part in told_ones}:
        names = {every.dossier.partners[party].kort for one, party in (*late, *waits) if one == period}
        said = next(part for part in told_ones if part.startswith(period)).partition("nog niet van ")[2]
        assert {re.sub(r" \(\d+ van \d+ vragen\)", "", one) for one in said.split(", ")} == names, period


def _statements(every: Overzicht, wanted: Callable[[Oordeel], bool]) -> set[tuple[str, str]]:
    """Return over which periods which parties have no answer yet, of which a form is asked."""
    asking = {id for id, clause in every.dossier.bepalingen.items() if clause.toets.soort == "verklaring"}
    return {
        (one.periode, one.partner)
        for one in every.oordelen
        if one.bepaling in asking and one.partner and one.uiterlijk and wanted(one) and not one.rust
    }


@pytest.mark.parametrize(("name", "day"), CASES)
def test_a_late_action_in_check_is_late_everywhere(name: str, day: date) -> None:
    every = checked(name, day)
    block, sheet = screen(name, day).get("Te laat", ""), page(name, "overdracht", day)
    late = [one for one in every.vraagt_aandacht if one.uitkomst is Uitkomst.TE_LAAT and one.bij]
    for one in late:
        action = every.dossier.files[one.bij.name].record if one.bij else None
        title = getattr(action, "titel", "?")
        assert title in sheet, title
        assert title in block or "en nog" in block, title


@pytest.mark.parametrize(("name", "day"), CASES)
def test_what_comes_in_a_reminder_comes_in_the_handover(name: str, day: date) -> None:
    every, sheet = checked(name, day), " ".join(page(name, "overdracht", day).split())
    shown = kinds.context("herinneringen", every.dossier, "", kinds.Moment(day, "", "", bekend=day))
    for mail in shown["herinneringen"]:
        for text in mail.straks:
            what = text.partition(": ")[2].rstrip(".")
            if what.startswith("de laatste dag voor "):
                assert at_start(what.replace("voor uw verklaring", "voor de verklaring")) in sheet, text


# --- deviations and parties that leave ----------------------------------------------------------------------------

_TELL = ("naleving", "bestuurssamenvatting", "overdracht")


@pytest.mark.parametrize(("name", "day"), CASES)
def test_a_deviation_is_told_by_all_reports_or_by_none(name: str, day: date) -> None:
    every, shown = checked(name, day), " ".join(screen(name, day).values())
    for one in every.dossier.agreed.afwijkingen:
        days = f"van {lange_datum(one.van)} tot {lange_datum(one.tot)}"
        told_in = {kind: days in page(name, kind, day) for kind in (*_TELL, "nalevingsbijlage")}
        assert set(told_in.values()) == {days in shown}, (one.id, told_in)
        # Where something rests by it, it is told.
        assert days in shown or not any(days in rest.eerste.toelichting for rest in every.rustend), one.id


@pytest.mark.parametrize(("name", "day"), CASES)
def test_a_party_that_left_is_told_by_all_reports_or_by_none(name: str, day: date) -> None:
    """But who takes over reads of one that left long ago too, when it did what it owed or is bound on."""
    every, shown = checked(name, day), " ".join(screen(name, day).values())
    for partner in every.partners:
        said = f"is vertrokken op {lange_datum(partner.lid_tot)}" if partner.lid_tot else "is vertrokken"
        told_in = {kind: said in page(name, kind, day) for kind in _TELL}
        assert told_in["naleving"] == told_in["bestuurssamenvatting"] == (said in shown), (partner.id, told_in)
        assert told_in["overdracht"] or not told_in["naleving"], partner.id
        if partner.lid_tot and partner.lid_tot <= day and open_in_check(every, partner.id):
            assert told_in["naleving"], partner.id


def test_the_days_and_dossiers_have_every_difference() -> None:
    """A test of what is nowhere to be found, finds nothing."""
    every = [checked(name, day) for name in DOSSIERS for day in DAYS]
    points = [point for one in every for point in one.punten]
    assert any(one.uitkomst in EIGEN_ANTWOORD for point in points for one in point.oordelen)
    assert any(one.uitkomst is Uitkomst.TE_LAAT for point in points for one in point.oordelen)
    assert any(one.partner and one.doet and one.partner not in one.doet for point in points for one in point.oordelen)
    assert any(len(one.doet) > 1 for point in points for one in point.oordelen)
    assert any(len(point.bepalingen) > 1 for point in points)
    assert any(_gone(one) for one in every), "a party that left, with something open"
    assert any(one.rustend for one in every)
    assert any(one.dossier.agreed.afwijkingen for one in every)


def _gone(every: Overzicht) -> bool:
    left = [one for one in every.partners if one.lid_tot and one.lid_tot <= every.peildatum]
    return any(open_in_check(every, one.id) for one in left)
