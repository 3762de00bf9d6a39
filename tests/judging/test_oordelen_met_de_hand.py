"""Oordelen on the shipped dossier, worked out by hand from the records and the covenant, each with its why."""

import re
from datetime import date
from functools import cache

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Severity
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT, read_folder

NOW, THEN, MID, END = "2026-11-27", "2022-12-01", "2024-01-15", "2025-12-31"
EVE, TERM, AFTER = "2025-11-12", "2028-10-01", "2028-12-01"

#: Reference date, clause, party or unit (empty: all together), period (empty: none), state.
ROWS = [
    # Statements count, and only statements declare.
    (NOW, "ver-preventie", "kwadraad", "", "verklaard met bewijs"),  # three of four offers are fresh, one is asked
    (NOW, "z-klimaat", "kwadraad", "", "verklaard met bewijs"),  # the training is fresh and on the theme
    (NOW, "z-kwadraad", "kwadraad", "", "verklaard: deels"),  # its own answer of 13 October 2025
    (END, "z-kwadraad", "kwadraad", "", "verklaard: deels"),  # the same answer
    (NOW, "s-bekend-intern", "yuverta/yuverta-alphen", "", "verouderd"),  # told in 2023: others have come since
    (MID, "s-bekend-intern", "yuverta/yuverta-alphen", "", "aantoonbaar"),  # found, and nothing was declared
    (NOW, "s-bekend-intern", "scope/ashram-college", "", "verklaard met bewijs"),  # told in April 2025, and so it says
    (NOW, "s-plan-bekend-ouders", "scala-coenecoop/coenecoop-college", "", "verklaard met bewijs"),  # told in 2023
    # Who may be asked, or must be told, can be reached; each school in the municipality has an officer.
    (NOW, "s-beroep-wijkagent", "politie", "", "voldaan"),
    (NOW, "o-bereikbaar", "om", "", "voldaan"),
    (NOW, "s-ondersteuning-vragen", "halt", "", "voldaan"),
    (NOW, "s-bestuur-bereikbaar", "gemeente", "", "voldaan"),
    (NOW, "s-leerplicht-bereikbaar", "gemeente", "", "voldaan"),
    (MID, "s-beroep-wijkagent", "politie", "", "niet gevonden"),  # first confirmed in 2026
    # What the partners offer is there for each school: twenty offers, confirmed in the last year.
    (NOW, "inl-aanbod-ontsluiten", "", "", "aantoonbaar"),
    (MID, "inl-aanbod-ontsluiten", "", "", "niet gevonden"),  # every offer was first confirmed later
    # A plan is made known in the own organisation: ten of thirteen parties did so.
    (NOW, "c-jaarplan-bekend", "halt", "2026", "aantoonbaar"),
    (NOW, "c-jaarplan-bekend", "yuverta", "2026", "niet gevonden"),
    (NOW, "c-jaarplan-bekend", "halt", "2027", "nog niet aan de orde"),  # the plan is still a draft
    # New questions start with 2026, and one party has answered each.
    (NOW, "p-op-de-hoogte", "scala-coenecoop", "2026", "verklaard"),
    (NOW, "p-op-de-hoogte", "scope", "2026", "nog niet aan de orde"),
    (NOW, "p-op-de-hoogte", "scope", "2025", "niet van toepassing"),
    (NOW, "g-advies-verzuim", "gemeente", "2026", "verklaard"),
    (NOW, "s-eigen-verantwoordelijkheid", "scope", "", "niet toetsbaar"),  # 219 asks something of the school
    (NOW, "s-primair", "scope", "", "niet toetsbaar"),
    (NOW, "s-veiligheidsplan", "yuverta/yuverta-alphen", "", "aantoonbaar"),
    (NOW, "s-social-media", "yuverta/yuverta-alphen", "", "aantoonbaar"),
    (NOW, "s-schoolreglement", "yuverta/yuverta-alphen", "", "aantoonbaar"),
    (NOW, "s-schoolreglement", "mbo-rijnland/dienstverlening-en-economie", "", "verklaard: deels"),  # five of six
    (NOW, "s-plan-bekend-ouders", "mbo-rijnland/dienstverlening-en-economie", "", "verklaard: deels"),
    (NOW, "g-heldere-opdrachten", "gemeente", "2026", "verklaard: deels"),  # no decision on the school counsellors
    (NOW, "g-heldere-opdrachten", "gemeente", "2025", "verklaard met bewijs"),
    (NOW, "z-gbo-implementatie", "hecht/gbo", "", "verklaard: deels"),  # two schools, no hours for more
    (NOW, "p-handelingsprotocol", "politie/schoolwijkagenten", "", "verklaard: deels"),  # the new protocol is not ready
    (END, "s-veiligheidsplan", "rijnstroom-college", "", "verklaard met bewijs"),  # the plan found is of 2026
    (NOW, "ver-gemeente", "gemeente", "", "verloopt binnenkort"),  # holds until 1 January 2027
    # A question to all together is met when all answered.
    (NOW, "avg-nadere-afspraken", "", "2026", "nog niet aan de orde"),  # two yes, seven still to answer
    (NOW, "avg-nadere-afspraken", "", "2025", "gedeeltelijk gevonden"),  # Yuverta never answered
    # Nothing of later proves.
    (THEN, "c-contactpersoon", "halt", "", "niet gevonden"),  # first confirmed in 2026
    (THEN, "ver-preventie", "halt", "", "niet gevonden"),  # every offer first confirmed in 2026
    (THEN, "z-participe-wekelijks", "participe", "schooljaar 2022-2023", "nog niet aan de orde"),
    (THEN, "u-gezamenlijk", "", "", "nog niet aan de orde"),  # no plan was known yet
    (THEN, "u-acties", "", "", "nog niet aan de orde"),
    (THEN, "g-afstemmen-partijen", "gemeente", "", "nog niet aan de orde"),
    (THEN, "ver-gemeente", "gemeente", "", "niet gevonden"),  # adopted later, and no statement
    # Statements exist since decision b2024-2.
    (MID, "s-leerplicht", "scope", "schooljaar 2022-2023", "niet van toepassing"),
    (END, "c-informeren-partners", "yuverta", "2024", "niet van toepassing"),
    (EVE, "c-informeren-partners", "yuverta", "2025", "nog niet aan de orde"),  # b2024-2: before the yearly meeting
    (END, "c-informeren-partners", "yuverta", "2025", "geen verklaring"),  # that meeting was on 13 November
    (NOW, "c-informeren-partners", "yuverta", "2026", "nog niet aan de orde"),  # the meeting is on 10 December
    (END, "amb-regio", "", "2025", "verklaard: deels"),
    (NOW, "c-informeren-partners", "yuverta", "2025", "geen verklaring"),
    # Excused is not present: decision b2025-4.
    (NOW, "c-deelname-evaluatie", "alphen-vitaal", "2025", "afgemeld"),
    # Term 1 ended on 15 November 2025 without an evaluation.
    (NOW, "u-uitkomsten", "", "termijn 1", "niet gevonden"),
    (END, "u-uitkomsten", "", "termijn 1", "niet gevonden"),
    (NOW, "u-uitkomsten", "", "termijn 2", "nog niet aan de orde"),
    # A difference stays until both sides answered anew; Scope has not answered over 2026.
    (NOW, "p-contact", "politie", "2025", "antwoorden verschillen"),  # Scope said no
    (NOW, "p-contact", "politie", "2026", "verklaard"),
    (TERM, "p-contact", "politie", "2025", "antwoorden verschillen"),  # Scope has not answered anew since
    (TERM, "p-contact", "politie", "2027", "geen verklaring"),
    # A word that fits.
    (NOW, "d-inwerking", "", "", "gedeeltelijk gevonden"),  # of ten of thirteen parties the signature is known
    (NOW, "u-andere-partners", "gemeente", "", "alleen als het speelt"),  # a conditional duty (499-501)
    (TERM, "d-verlenging", "", "termijn 2", "wordt vanzelf verlengd"),  # 8.1: silently, for three years
    (NOW, "d-verlenging", "", "termijn 2", "voldaan"),
    # The test is the clause.
    (NOW, "z-participe-wekelijks", "participe", "schooljaar 2025-2026", "gedeeltelijk gevonden"),  # 22 of 25 weeks
    (NOW, "z-participe-wekelijks", "participe", "schooljaar 2026-2027", "nog niet aan de orde"),
    (NOW, "p-voorlichting", "politie", "2026", "aantoonbaar"),  # 1.1, 3.1, 5.1 and 5.2 name it; 3.2 and 6.1 do not
    (NOW, "p-voorlichting", "politie", "2025", "aantoonbaar"),  # 4.1, lessons about weapons
    (NOW, "z-alphen-vitaal", "alphen-vitaal", "", "aantoonbaar"),  # Ashram, Scala and Yuverta
    (NOW, "z-participe", "participe", "", "verklaard met bewijs"),  # all three offers of 4.4 are fresh
    (NOW, "z-jgz", "hecht/jgz", "", "verklaard met bewijs"),
    (NOW, "u-jaarbijeenkomst", "", "2025", "gedeeltelijk gevonden"),  # 7.2 names the OM, which was not there
    ("2023-03-01", "u-jaarbijeenkomst", "", "2022", "niet van toepassing"),  # in force for 46 days of it
    (MID, "u-jaarbijeenkomst", "", "2023", "niet gevonden"),
    # A confirmation tells of its own time: those of 2026 say nothing of 2025, in which Halt led three actions.
    (NOW, "ver-halt", "halt", "2025", "aantoonbaar"),
    (NOW, "amb-reikwijdte", "scala-coenecoop/coenecoop-college", "", "buiten de reikwijdte"),
    (NOW, "amb-reikwijdte", "scope", "", "voldaan"),
    # Agreements beside the covenant lapse: on 2027-09-19 and 2028-05-14.
    (NOW, "avg-nadere-afspraken", "", "", "aantoonbaar"),
    (TERM, "avg-nadere-afspraken", "", "", "verouderd"),
    # An offer whose money ended, and that nobody confirmed since, does not count for any clause.
    (END, "z-helder-aanbod", "kwadraad", "", "verouderd"),  # only the counsellors were confirmed by then, and lapsed
    (NOW, "z-helder-aanbod", "kwadraad", "", "aantoonbaar"),  # three others are fresh
    (END, "ver-preventie", "kwadraad", "", "verklaard met bewijs"),  # its own answer
    (TERM, "ver-preventie", "kwadraad", "", "verouderd"),
    # An address that nobody confirmed for a year shows no more than that it was there.
    (NOW, "c-aanspreekpunt-partners", "yuverta", "", "verouderd"),  # confirmed on 11 March 2025
    (NOW, "c-aanspreekpunt-partners", "halt", "", "aantoonbaar"),
    (TERM, "c-aanspreekpunt-partners", "halt", "", "verouderd"),
    (TERM, "s-ondersteuning-vragen", "hecht", "", "verouderd"),
    (TERM, "g-aanspreekpunt", "gemeente", "", "verouderd"),
    (TERM, "o-bereikbaar", "om", "", "verouderd"),
    # What was only planned did not take place, and what is planned for later is not there yet.
    (TERM, "ver-samenhangend-aanbod", "", "2028", "nog niet aan de orde"),
    (NOW, "ver-samenhangend-aanbod", "", "2027", "nog niet aan de orde"),  # a draft, for the year to come
    (END, "ver-samenhangend-aanbod", "", "2025", "aantoonbaar"),
    (END, "ver-samenhangend-aanbod", "", "2024", "niet gevonden"),  # no plan, no questions: nobody looked
    # Of 2022 only 46 days were left: nothing is owed over it, also while it still runs.
    *(
        (THEN, clause, who, "2022", "niet van toepassing")
        for clause, who in (
            ("ver-samenhangend-aanbod", ""),
            ("ver-halt", "halt"),
            ("c-deelname-evaluatie", "halt"),
            ("g-heldere-opdrachten", "gemeente"),
            ("g-zicht-op-naleving", "gemeente"),
            ("p-voorlichting", "politie"),
            ("u-jaarbijeenkomst", ""),
            ("u-doel-evaluatie", "gemeente"),
        )
    ),
    ("2023-03-01", "ver-samenhangend-aanbod", "", "2022", "niet van toepassing"),
    (END, "p-voorlichting", "politie", "2026", "nog niet aan de orde"),  # four actions, none begun
    (TERM, "p-voorlichting", "politie", "2027", "niet gevonden"),  # that plan was never adopted
    # A plan is made known before it begins; what a statement names as evidence stands in the plan too.
    (END, "c-jaarplan-bekend", "participe", "2026", "nog niet aan de orde"),  # on 8 January 2026
    (END, "c-jaarplan-bekend", "scope", "2026", "aantoonbaar"),
    (END, "c-jaarplan-bekend", "mbo-rijnland", "2025", "aantoonbaar"),  # intranet, 4 February 2025
    (END, "c-jaarplan-bekend", "halt", "2025", "aantoonbaar"),
    (END, "c-jaarplan-bekend", "om", "2025", "niet gevonden"),  # its own answer on telling the organisation is no
    # The first statements were made in the autumn of 2025, so nothing was owed over the school year before.
    (END, "s-leerplicht", "yuverta", "schooljaar 2024-2025", "niet van toepassing"),
    (NOW, "s-leerplicht", "yuverta", "schooljaar 2025-2026", "geen verklaring"),
    # A meeting without a report shows nothing of the report.
    (END, "g-zicht-op-naleving", "gemeente", "2024", "niet gevonden"),
    (END, "g-zicht-op-naleving", "gemeente", "2025", "voldaan"),
    # Around a renewal.
    (AFTER, "d-verlenging", "", "termijn 3", "voldaan"),
    (AFTER, "u-uitkomsten", "", "termijn 2", "niet gevonden"),
    (AFTER, "u-uitkomsten", "", "termijn 3", "nog niet aan de orde"),
    (AFTER, "ver-gemeente", "gemeente", "", "verouderd"),  # the policy lapsed, and so did the answer that names it
    (AFTER, "g-organiseert", "gemeente", "2028", "nog niet aan de orde"),
    (TERM, "sam-jaarplan", "", "2027", "gedeeltelijk gevonden"),  # a draft that was never adopted
    (TERM, "s-actueel-beleid", "scope/ashram-college", "", "verouderd"),  # to be revised before 1 August 2028
    # Right before, and to stay so.
    (NOW, "amb-po-2023", "", "", "niet gevonden"),
]


@cache
def _dossier() -> Dossier:
    return load(literal({name: raw for name, raw in read_folder(ROOT).items() if name.startswith("data/")}))[0]


@cache
def _judged(day: str) -> list[Oordeel]:
    return judge(_dossier(), date.fromisoformat(day))


@pytest.mark.parametrize(("day", "clause", "who", "period", "state"), ROWS, ids=["-".join(row[:4]) for row in ROWS])
def test_by_hand(day: str, clause: str, who: str, period: str, state: str) -> None:
    found = [
        oordeel
        for oordeel in _judged(day)
        if (oordeel.bepaling, oordeel.eenheid or oordeel.partner or "", oordeel.periode) == (clause, who, period)
    ]
    assert [oordeel.staat for oordeel in found] == [state], [oordeel.toelichting for oordeel in found]


def test_an_answer_and_what_is_missing_are_both_told() -> None:
    told = {
        oordeel.bepaling: oordeel.toelichting for oordeel in _judged(END) if oordeel.partner == "rijnstroom-college"
    }
    assert "geen schoolveiligheidsplan gevonden" in told["s-veiligheidsplan"]
    assert "antwoordt over 2025: ja" in told["s-veiligheidsplan"]


def test_the_unanswered_questions_of_a_plan_that_was_never_adopted_are_told() -> None:
    told = [one for one in _judged(TERM) if (one.bepaling, one.periode) == ("ver-samenhangend-aanbod", "2027")]
    assert {one.staat for one in told} == {"niet gevonden"}
    assert any("contact buiten de gemeente" in one.toelichting for one in told)


#: Sentences that say no more than what was found: date, clause, party, period, what is told, what is not.
SENTENCES = [
    (END, "s-leerplicht", "scope", "schooljaar 2024-2025", "(in de verklaring over 2025)", ""),
    (NOW, "s-leerplicht", "scala-coenecoop", "schooljaar 2026-2027", "(in de verklaring over 2026)", ""),
    (NOW, "p-geheimhouding", "halt", "2026", "Halt verklaart dit over 2026", "in de verklaring"),
    (MID, "c-deelname-evaluatie", "halt", "2023", "is geen jaarlijkse bijeenkomst gevonden", "was er geen"),
    (TERM, "u-gezamenlijk", "", "", "er is geen jaarplan gevonden dat loopt of nog begint", ""),
    (TERM, "u-uitkomsten", "", "termijn 1", "is voor het einde van termijn 1", "dat kan alsnog"),  # that day has passed
    (NOW, "u-uitkomsten", "", "termijn 1", "dat kan alsnog tot 16 november 2027", ""),
    (TERM, "p-handelingsprotocol", "politie/schoolwijkagenten", "", "zou worden herzien voor 1 juli 2027", ""),
    # What is old on the same day is told once, with all that it is about.
    (TERM, "z-halt", "halt", "", "en nog 2 van Halt zijn op 15 januari 2026 voor het laatst bevestigd, langer", "; "),
    (TERM, "s-beroep-wijkagent", "politie", "", "het Scala College en nog 2) zijn op 15 oktober 2026", "voor school"),
    (TERM, "s-bekend-intern", "mbo-rijnland/dienstverlening-en-economie", "", "; dit document zou worden herzien", ""),
    (NOW, "s-actueel-beleid", "mbo-rijnland/dienstverlening-en-economie", "", "’ is vastgesteld op 28 mei 2024", "van"),
    (TERM, "g-afstemming-leerplicht", "gemeente", "", "er is geen jaarplan gevonden dat loopt of nog begint", "lang"),
    (TERM, "ver-halt", "halt", "2028", "van Halt is in 2028 nog niet bevestigd", ""),
    (TERM, "s-schoolreglement", "mbo-rijnland/dienstverlening-en-economie", "", "herzien voor 1 augustus 2027", ""),
    # What a party says with a 'ja' can make it smaller, and so it is told: here it holds for one of two schools.
    (NOW, "p-op-de-hoogte", "scala-coenecoop", "2026", "‘Het antwoord geldt voor het Scala College.", ""),
    (NOW, "ver-gemeente", "gemeente", "", "Aan een nieuwe versie wordt gewerkt", ""),
    (NOW, "avg-nadere-afspraken", "", "", "de 2 nadere afspraken gelden nog, de eerste tot 19 september 2027", ""),
    # 1.2 names the contact person; that the deputy counts too, the parties agreed.
    (NOW, "c-deelname-evaluatie", "yuverta", "2025", "afgesproken is de contactpersoon of vervanger", "het convenant"),
    (NOW, "z-participe-wekelijks", "participe", "schooljaar 2026-2027", "lukte 10 van de 10 keer, geteld tot", ""),
    (END, "inl-aanbod-ontsluiten", "", "", "liep tot 31 juli 2025 en daarna is het aanbod niet bevestigd", ""),
]


@pytest.mark.parametrize(
    ("day", "clause", "who", "period", "told", "untold"), SENTENCES, ids=["-".join(row[:4]) for row in SENTENCES]
)
def test_sentences_by_hand(day: str, clause: str, who: str, period: str, told: str, untold: str) -> None:
    [text] = [
        oordeel.toelichting
        for oordeel in _judged(day)
        if (oordeel.bepaling, oordeel.eenheid or oordeel.partner or "", oordeel.periode) == (clause, who, period)
    ]
    assert told in text
    assert not untold or untold not in text


#: What asks for attention, or not, by hand: reference date, clause, party, period, whether it does.
ASKS = [
    (NOW, "p-contact", "politie", "2025", True),  # not settled by the police alone
    (NOW, "s-contact-wijkagent", "scope", "2025", True),
    (NOW, "sam-zorgstructuur", "halt", "2026", False),  # 51-52 states that something matters, and asks nothing
    (NOW, "sam-zorgstructuur", "yuverta", "2025", False),
    (NOW, "u-andere-partners", "gemeente", "", False),
    (NOW, "d-inwerking", "", "", True),
    (NOW, "d-verlenging", "", "termijn 2", False),
    (TERM, "d-verlenging", "", "termijn 2", True),  # the parties can still decide something else
]


@pytest.mark.parametrize(("day", "clause", "who", "period", "asks"), ASKS, ids=["-".join(row[:4]) for row in ASKS])
def test_what_asks_for_attention_by_hand(day: str, clause: str, who: str, period: str, asks: bool) -> None:
    found = [
        oordeel
        for oordeel in _judged(day)
        if (oordeel.bepaling, oordeel.eenheid or oordeel.partner or "", oordeel.periode) == (clause, who, period)
    ]
    assert [oordeel.aandacht for oordeel in found] == [asks], [oordeel.toelichting for oordeel in found]


@pytest.mark.parametrize("field", ["contactpersoon", "vervanger"])
def test_a_change_that_drops_a_contact_or_a_deputy_fails(field: str) -> None:
    """The first thing the users asked for: every party has both, and a pull request that drops one is stopped."""
    files = {name: raw for name, raw in read_folder(ROOT).items() if name.startswith("data/")}
    day = date.fromisoformat(NOW)
    assert not _faults(files, day), "the open end of one party rests with a reason and an end"
    name = "data/partners/halt.yaml"
    gone = re.sub(rf"^{field}:.*\n(?:[ ]+.*\n)*".encode(), b"", files[name], flags=re.M)
    assert gone != files[name]
    assert [rule for rule, _ in _faults({**files, name: gone}, day)] == [f"c-{field}"]


def test_the_open_end_rests_until_its_day_and_no_longer() -> None:
    files = {name: raw for name, raw in read_folder(ROOT).items() if name.startswith("data/")}
    assert _faults(files, date(2027, 6, 30)) == []
    assert _faults(files, date(2027, 7, 1)) == [("c-vervanger", "data/partners/yuverta.yaml")]


def _faults(files: dict[str, bytes], day: date) -> list[tuple[str, str]]:
    found = check_source(literal(files), day).findings
    return [(one.rule, one.position.file) for one in found if one.severity is Severity.FOUT and not one.waived]
