"""A deviation and a party that left are told by every report in which they matter, and what they excuse is not asked.

On the facts of a small protocol. Worked out by hand: the water company sends no measurements over the second quarter of
2026, and nobody meets in the third; the municipality Lozerdijk leaves on 1 October 2026, and hands over until
15 December.
"""

from datetime import date
from functools import cache

import pytest

from convenant_cli.commands.reports.check_text import CheckView
from convenant_cli.commands.reports.check_text import lines as check_lines
from convenant_cli.commands.reports.status import StatusView, lines
from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds.herinneringen import Herinnering
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.judging.terugkerend import terugkomend
from convenant_cli.kalender import Tijdvak, add_months
from tests.waterprotocol import CONVENANT, FILES, LOZERDIJK, clause, dossier

REPORTS = ("naleving", "bestuurssamenvatting", "overdracht")
MEASURED = "Elk kwartaal een meetrapport"
MEETING = "Elk kwartaal een wateroverleg"
LEFT = "De gemeente Lozerdijk zegde op 20 mei 2026 op en is vertrokken op 1 oktober 2026"


@cache
def water() -> Dossier:
    return dossier()


def page(kind: str, day: date, known: Dossier | None = None) -> str:
    """Return the text of a report, or of a screen, on one line."""
    found = known or water()
    every = overzicht(found, day)
    if kind == "status":
        return " ".join(" ".join(lines(StatusView(signalen(every), width=300))).split())
    if kind == "check":
        return " ".join(" ".join(check_lines(CheckView(every, width=300, where=lambda _: ""))).split())
    made = make(".md", f"{kind}.html.j2", kinds.context(kind, found, "", kinds.Moment(day, "", "", bekend=day)))
    return " ".join(made.decode().replace("\\", "").split())


def reminders(day: date, known: Dossier | None = None) -> dict[str, Herinnering]:
    moment = kinds.Moment(day, "", "", bekend=day)
    found = kinds.context("herinneringen", known or water(), "", moment)["herinneringen"]
    return {one.partner.id: one for one in found}


# --- a deviation --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*REPORTS, "nalevingsbijlage", "status"])
@pytest.mark.parametrize(
    ("day", "title", "told"),
    [
        (date(2026, 6, 19), MEETING, False),  # not yet agreed
        (date(2026, 6, 20), MEETING, True),  # agreed, and still to begin
        (date(2026, 9, 30), MEETING, True),  # the last day on which it holds
        (date(2026, 10, 1), MEETING, True),  # over: the quarter is missed by it
        (date(2027, 9, 30), MEETING, True),  # as long as the third quarter of 2026 is judged
        (date(2027, 10, 1), MEETING, False),
        (date(2026, 3, 14), MEASURED, False),
        (date(2026, 7, 15), MEASURED, True),  # over, and nobody is asked to report on its quarter, which still can be
        (date(2026, 8, 1), MEASURED, True),
    ],
)
def test_a_deviation_is_told_as_long_as_something_follows_from_it(kind: str, day: date, title: str, told: bool) -> None:
    first = {MEETING: ("1 juli 2026", "1 oktober 2026"), MEASURED: ("1 april 2026", "1 juli 2026")}[title]
    assert (f"van {first[0]} tot {first[1]}" in page(kind, day)) == told
    if told:
        assert title in page(kind, day)


@pytest.mark.parametrize("kind", ["naleving", "nalevingsbijlage", "overdracht"])
def test_a_deviation_that_is_over_says_what_it_excuses(kind: str) -> None:
    said = "Wat daardoor over het 2e kwartaal 2026 van het waterbedrijf Bronwel niet is gevonden, rust."
    assert page(kind, date(2026, 8, 15)).count(said) == 1
    assert page(kind, date(2026, 10, 1)).count("Wat daardoor over het 3e kwartaal 2026 niet is gevonden, rust.") == 1


def test_what_a_deviation_excuses_is_asked_nowhere() -> None:
    """Not as what comes, not as what is missing, and not as what to do now about a quarter that is over."""
    day = date(2026, 8, 15)
    third = f"{MEETING} (3e kwartaal 2026)"
    assert third not in page("overdracht", day)
    assert third not in page("status", day)
    assert f"{MEETING} (4e kwartaal 2026)" in page("overdracht", day), "that quarter is not excused"
    excused = "er is geen bijeenkomst gepland; tot 1 oktober 2026 is dat anders afgesproken"
    assert [excused in page("status", on) for on in (date(2026, 6, 30), day, date(2026, 10, 1))] == [False, True, False]
    rests = page("check", date(2026, 10, 2)).partition("Wat nu rust")[2]
    assert "in het 3e kwartaal 2026 is geen wateroverleg gevonden" in rests
    assert "nu: " not in rests.partition("Hoofdstuk 1")[0]


def test_a_statement_that_rests_is_asked_nowhere() -> None:
    asked = clause(
        "lozing", "1.3", "Niemand loost", "soort: verklaring, per: kwartaal", gebonden="bronwel", familie="verklaring"
    )
    more = FILES[CONVENANT].replace("bepalingen: [meetrapport]", "bepalingen: [meetrapport, lozing]")
    known = dossier(
        {"data/bepalingen/3-lozen.yaml": f"hoofdstuk: 3\ntitel: Lozen\nbepalingen:\n{asked}", CONVENANT: more}
    )
    for day, over in ((date(2026, 5, 1), "het 2e kwartaal 2026"), (date(2026, 8, 15), "het 2e kwartaal 2026")):
        told = signalen(overzicht(known, day)).verklaringen
        assert told
        assert over.removeprefix("het ") not in {one.periode for one in told}
        mail = reminders(day, known)["bronwel"]
        assert not any(over in text for text in (*mail.te_laat, *mail.gevraagd, *mail.straks))


# --- a party that leaves ------------------------------------------------------------------------------------------

SAMEN = "data/bepalingen/2-samen.yaml"
#: Nothing binds anybody on after its leaving.
OPEN = FILES[SAMEN].replace("    bindt_na: 1 jaar\n", "")
DONE = {CONVENANT: FILES[CONVENANT].replace("uiterlijk: 2026-12-15}", "uiterlijk: 2026-12-15, gedaan_op: 2026-11-01}")}


@pytest.mark.parametrize("kind", [*REPORTS, "status"])
def test_a_party_that_left_is_told_until_nothing_follows(kind: str) -> None:
    notice = "zegde op 20 mei 2026 op"
    assert notice in page(kind, date(2026, 9, 30)) or kind == "status"  # there it stands with what ends
    gone = "is vertrokken op 1 oktober 2026"
    assert gone not in page(kind, date(2026, 9, 30))
    for day in (date(2026, 10, 1), date(2026, 12, 16), date(2027, 9, 30), date(2027, 10, 1), date(2029, 1, 1)):
        assert gone in page(kind, day), day  # it never handed over
    # It did, and reported on the last half-year: news for a year.
    party = (
        FILES[LOZERDIJK]
        + "leveringen:\n"
        + "".join(
            f"  - {{soort: lekverslag, titel: Lekken, datum: {on}}}\n"
            for on in ("2025-12-01", "2026-06-01", "2026-09-01")
        )
    )
    known = dossier({**DONE, LOZERDIJK: party})
    assert gone in page(kind, date(2027, 9, 30), known)
    # Who takes over reads on what it did, and what binds it still.
    assert (gone in page(kind, date(2027, 10, 1), known)) == (kind == "overdracht")


def test_what_a_party_that_left_still_has_to_do_is_told_with_it() -> None:
    owed = "Nog te doen: de meetpunten overdragen (uiterlijk 15 december 2026)."
    for kind in ("naleving", "bestuurssamenvatting"):
        assert f"{LEFT}. {owed}" in page(kind, date(2026, 10, 2))
        assert f"{LEFT}. {owed}" not in page(kind, date(2026, 11, 2), dossier(DONE))
        # Its reports on the last two half-years were never found: more than one point on a clause is told once.
        assert "Nog open: artikel 1.2 ‘Elk halfjaar een lekverslag’." in page(kind, date(2026, 11, 2), dossier(DONE))


def test_who_takes_the_place_of_a_party_that_left_is_told() -> None:
    known = dossier({LOZERDIJK: f"{FILES[LOZERDIJK]}opvolger: molenkade\n"})
    said = f"{LEFT}; nu is dat de gemeente Molenkade."
    for kind in ("naleving", "bestuurssamenvatting"):
        assert said in page(kind, date(2026, 10, 2), known)
        assert "nu is dat" not in page(kind, date(2026, 9, 30), known)


def test_a_party_that_left_without_notice_or_anything_to_do_is_told_to_who_takes_over() -> None:
    agreed = FILES[CONVENANT].partition("opzeggingen:")[0]
    known = dossier({CONVENANT: agreed, SAMEN: OPEN})
    for kind in (*REPORTS, "status"):
        said = "gemeente Lozerdijk is vertrokken op 1 oktober 2026"
        assert page(kind, date(2026, 10, 2), known).lower().count(said.lower()) == 1, kind


def test_the_contact_of_who_leaves_is_asked_while_something_follows_and_else_is_no_point() -> None:
    """Never confirmed: it is a point with what to do, and in the mail; or nobody asks for it any more."""
    day = date(2026, 9, 15)  # within six weeks of its last day
    confirm = "bevestigt bij het waterschap Wemeldam of de contactpersoon nog klopt"
    assert f"Nu: de gemeente Lozerdijk {confirm}" in page("naleving", day)
    assert any("Bevestigt u bij het waterschap" in text for text in reminders(day)["lozerdijk"].gevraagd)
    done = DONE[CONVENANT].replace("2026-11-01", "2026-09-01")
    known = dossier({CONVENANT: done, SAMEN: OPEN})
    (one,) = [one for one in judge(known, day) if (one.bepaling, one.partner) == ("contact", "lozerdijk")]
    assert (one.aandacht, one.toelichting) == (
        False,
        "de contactpersoon van de gemeente Lozerdijk is nog niet bevestigd; de gemeente Lozerdijk doet mee tot "
        "1 oktober 2026, dus dat hoeft niet meer",
    )
    assert confirm not in page("naleving", day, known)


@pytest.mark.parametrize(
    ("toets", "familie", "last"),
    [
        ("soort: bijeenkomst, bijeenkomst: wateroverleg, per: halfjaar", "automatisch", date(2026, 9, 30)),
        ("soort: evaluatie, van: convenant, per: halfjaar", "relatie", date(2026, 9, 30)),
        # What can be sent on after the leaving keeps its own last day.
        ("soort: publicatie, levering: lekverslag, per: halfjaar", "relatie", date(2026, 12, 31)),
    ],
)
def test_who_leaves_within_a_half_year_has_a_row_for_what_it_owes_over_it(toets: str, familie: str, last: date) -> None:
    day = date(2026, 8, 15)
    half = clause("half", "9.1", "Elk halfjaar iets", toets, gebonden="lozerdijk", familie=familie)
    known = dossier({"data/bepalingen/9-half.yaml": f"hoofdstuk: 9\ntitel: Half\nbepalingen:\n{half}"})
    coming = terugkomend(known, day, Tijdvak(day, add_months(day, 12)))
    rows = [(one.dag, [who.id for who in one.partners]) for one in coming if one.bepaling.id == "half"]
    assert rows == [(last, ["lozerdijk"])]
    table, what = page("overdracht", day, known), "Elk halfjaar iets (2e halfjaar 2026)"
    assert f"| {last:%d-%m-%Y} | De laatste dag voor wat artikel 9.1 vraagt: {what} | Gemeente Lozerdijk |" in table
    mail = reminders(max(day, date(last.year, last.month, 1)), known)["lozerdijk"]
    assert any(what in text for text in mail.straks)


def test_nothing_open_is_said_of_no_party_of_which_a_signature_is_asked() -> None:
    """That the keeper looks for it asks nothing of the party, and is open for it all the same."""
    reported = (
        FILES["data/partners/molenkade.yaml"]
        + "leveringen:\n"
        + "".join(f"  - {{soort: lekverslag, titel: Lekken, datum: {on}}}\n" for on in ("2025-12-01", "2026-06-01"))
    )
    known, day = dossier({"data/partners/molenkade.yaml": reported}), date(2026, 8, 15)
    mails = page("herinneringen", day, known)
    assert "Voor Waterschap Zuideinde staat niets open." in mails
    assert "Aan Gemeente Molenkade is nu niets te vragen. Wel staat er iets open" in mails
    assert "artikel 2.3 ‘Elke partij tekent’." in mails.partition("Aan Gemeente Molenkade")[2]
    quiet = page("naleving", day, known).partition("## Partijen zonder eigen punt")[2]
    pointed = "zie artikel 2.3 ‘Elke partij tekent’ (bij het waterschap Wemeldam)"
    assert f"Gemeente Molenkade: {pointed}" in quiet
    assert "Er staat niets open voor: Waterschap Zuideinde." in quiet
