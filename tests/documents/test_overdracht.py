"""The handover sheet: what is due when, what is late, who is who, and where things are."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.content.termijn import term
from convenant_cli.documents.formats import make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.judging import judge, looptijd_stand
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.sources.sources import literal
from convenant_cli.text.naamwoord import Naamwoord
from tests.alle_documenten import Soort, made, shipped
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, overlay, whole
from tests.een_bepaling import basis, bepaling, hoofdstuk
from tests.test_profielen import EVERY, profile
from tests.waterbureau import DAG, MAAS, RIJN, waterbureau

FOLDER = TESTS / "documents" / "documenten" / "overdracht"
FILES = overlay(BASIS, FOLDER).files
PROFIELEN = sorted((TESTS / "profielen").iterdir())


@cache
def example() -> Dossier:
    return whole(FILES)


@cache
def gathered(dossier: Dossier, day: date = PEILDATUM) -> Mapping[str, Any]:
    return kinds.context("overdracht", dossier, "", kinds.Moment(day, "0123456789", "convenant 0.0"))


def text(dossier: Dossier, day: date = PEILDATUM, suffix: str = ".md") -> str:
    return make(suffix, "overdracht.html.j2", gathered(dossier, day)).decode()


def due(dossier: Dossier, day: date = PEILDATUM) -> list[tuple[str, str, str]]:
    """Return everything that is due, as rows."""
    return [(p.wanneer, p.wat, p.wie) for quarter in gathered(dossier, day)["kwartalen"] for p in quarter.posten]


def changed(name: str, old: str, new: str) -> Dossier:
    """Return the example with one text replaced."""
    raw = FILES[name].decode()
    assert old in raw
    return load(literal(FILES | {name: raw.replace(old, new).encode()}))[0]


def test_the_sheet_is_as_expected() -> None:
    check_golden(FOLDER / "verwacht.md", text(example()))
    assert kinds.choices("overdracht", example()) is None


def test_late_is_what_lies_before_the_reference_date() -> None:
    late = [(p.wanneer, p.wat, p.wie) for p in gathered(example())["te_laat"]]
    assert late == [
        ("01-09-2026", "Actiepunt A2026-1: De politie stuurt de cijfers.", "Politie"),
        ("01-10-2026", "Actie 1.2 Nieuw schoolplein (rust tot 1 februari 2027)", "Gemeente"),
    ]
    # An action point of the day itself is still to come.
    assert ("21-11-2026", "Actiepunt A2026-2: De school kiest een dag.", "Noorderschool") in due(example())


def test_a_meeting_that_has_been_but_is_still_planned_is_late() -> None:
    told = [post.wat for post in gathered(example(), date(2026, 12, 11))["te_laat"]]
    assert "Jaarlijkse bijeenkomst 2026 heet nog ‘gepland’" in told


def test_a_statement_is_late_after_its_period_and_due_before() -> None:
    files = {name: raw for name, raw in FILES.items() if "verklaringen/2026" not in name}
    dossier = load(literal(files))[0]
    assert (
        "31-12-2026",
        "De laatste dag voor de verklaring over 2026 (artikel 1.2 ‘Veiligheidsplan’)",
        "Noorderschool",
    ) in due(dossier)
    late = [(p.wanneer, p.wat, p.wie) for p in gathered(dossier, date(2027, 1, 1))["te_laat"]]
    assert (
        "31-12-2026",
        "De verklaring over 2026 (artikel 1.2 ‘Veiligheidsplan’) is nog niet gevonden",
        "Noorderschool",
    ) in late
    assert not any("verklaring over 2026" in what for _, what, _ in due(dossier, date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("per", "last"),
    [
        ("kalenderjaar", "31-12-2026"),
        ("schooljaar", "31-07-2027"),
        ("convenantjaar", "31-12-2026"),
        ("halfjaar", "31-12-2026 30-06-2027"),
        ("kwartaal", "31-12-2026 31-03-2027 30-06-2027 30-09-2027"),
        (
            "maand",
            "30-11-2026 31-12-2026 31-01-2027 28-02-2027 31-03-2027 30-04-2027 31-05-2027 30-06-2027 31-07-2027 "
            "31-08-2027 30-09-2027 31-10-2027",
        ),
    ],
)
def test_a_statement_is_due_on_the_last_day_of_each_period_in_the_year_ahead(per: str, last: str) -> None:
    name = "data/bepalingen/1-afspraken.yaml"
    files = {id: raw for id, raw in FILES.items() if "verklaringen" not in id}
    dossier = load(literal(files | {name: FILES[name].replace(b"per: kalenderjaar", f"per: {per}".encode())}))[0]
    assert [when for when, what, _ in due(dossier) if "voor de verklaring" in what] == last.split()


def test_the_year_ahead_is_twelve_months_and_no_day_more() -> None:
    # The police leave on 21 November 2027: the first day that lies behind the horizon.
    assert not any("doet niet meer mee" in what for _, what, _ in due(example()))
    assert ("21-11-2027", "Politie doet niet meer mee", "Politie") in due(example(), date(2026, 11, 22))


def test_what_has_no_party_of_its_own_names_those_who_agreed() -> None:
    assert ("01-06-2027", "Nadere afspraak ‘Delen van cijfers’ geldt niet meer", "Gemeente, Politie") in due(example())


def test_documents_of_a_party_that_change_on_the_same_day_are_one_line() -> None:
    assert [(what, who) for when, what, who in due(example()) if when == "01-03-2027"] == [
        ("Geldt dan niet meer: ‘Oud plan’", "Noorderschool"),
        ("Opnieuw te bekijken voor deze dag: ‘Plan Kade’; ‘Plan 2’", "Noorderschool"),
    ]


def test_what_gets_too_old_is_told_once_in_its_month() -> None:
    aging = [(when, what, who) for when, what, who in due(example()) if what.startswith("Laat bevestigen")]
    assert aging == [("maart 2027", "Laat bevestigen of bijwerken: artikel 2.1 ‘Vervanger’", "Gemeente, Noorderschool")]
    # A contact that stops is told on its day, not once more as something to confirm.
    assert ("15-01-2027", "Contactpersoon van Noorderschool stopt", "Noorderschool") in due(example())


@pytest.mark.parametrize("day", [date(2026, 11, 27), date(2027, 1, 1), date(2027, 11, 15)])
def test_a_month_names_what_the_judge_finds_too_old_in_that_month(day: date) -> None:
    """Also what is too old on the first of a month, such as what rested on an answer over the year before."""
    dossier, months = shipped(), [add_months(day.replace(day=1), number) for number in range(14)]
    names = {partner.kort: partner.id for partner in dossier.partners.values()}
    told = [(when, what, who) for when, what, who in due(dossier, day) if what.startswith("Laat bevestigen")]
    assert told
    for when, what, who in told:
        (first,) = (month for month in months if lange_datum(month).endswith(f" {when}"))
        before, last = max(day, first - timedelta(days=1)), add_months(first, 1) - timedelta(days=1)
        good, late = (
            {(one.bepaling, one.partner) for one in judge(dossier, on) if (one.uitkomst is Uitkomst.GOED) == is_good}
            for on, is_good in ((before, True), (min(last, add_months(day, 12) - timedelta(days=1)), False))
        )
        clauses = [clause.id for clause in dossier.bepalingen.values() if clause.in_zin in what]
        parties = [names[name] for name in who.split(", ")]
        for pair in ((clause, party) for clause in clauses for party in parties):
            assert {pair, (pair[0], None)} & good & late, (when, pair)


def test_the_term_the_notice_and_the_evaluation_are_due() -> None:
    days = {what: when for when, what, _ in due(example(), date(2027, 1, 1))}
    assert days["De laatste dag waarop een partij kan opzeggen"] == "30-06-2027"
    assert (
        days["De termijn van het convenant eindigt; daarna wordt het convenant stilzwijgend verlengd"] == "31-12-2027"
    )
    start = "De tijd voor de evaluatie van het convenant begint (artikel 2.3 ‘Evaluatie voor het einde’)"
    assert days[f"{start}; tot en met 31 december 2027"] == "01-04-2027"


@pytest.mark.parametrize(
    ("looptijd", "day", "said"),
    [
        ("eerste_termijn: onbepaald", PEILDATUM, "De termijn heeft geen einddatum; het convenant loopt door."),
        ("eerste_termijn: 4 jaar", date(2023, 1, 1), "Het convenant gaat in op 1 januari 2024."),
        ("eerste_termijn: 4 jaar", date(2027, 6, 30), "Opzeggen kan tot en met 30 juni 2027."),
        ("eerste_termijn: 4 jaar", date(2027, 7, 1), "Opzeggen kon tot en met 30 juni 2027."),
        ("eerste_termijn: 2025-12-31\n  verlenging_keer: 1", date(2029, 1, 1), "De laatste dag was 31 december 2028."),
    ],
)
def test_the_term_in_words(looptijd: str, day: date, said: str) -> None:
    dossier = changed("data/convenant.yaml", "eerste_termijn: 4 jaar", looptijd)
    stand = looptijd_stand(dossier, day)
    assert stand is not None
    assert said in " ".join(term(stand, Naamwoord("het convenant")))
    assert said in text(dossier, day)


def test_waivers_are_those_that_run() -> None:
    context = gathered(example())
    assert [waiver.reden for waiver in context["ontheffingen"]] == ["De tegels zijn er nog niet."]
    assert ("01-02-2027", "De ontheffing voor ‘Nieuw schoolplein’ stopt", "de wethouder onderwijs") in due(example())
    # The name of a party does not tell which of its clauses rests.
    assert "De ontheffing voor artikel 1.1b ‘Elke partij heeft een vervanger’ bij Yuverta stopt" in [
        what for _, what, _ in due(shipped())
    ]
    assert "Wat nu rust" in text(example())
    assert "rust" not in text(example(), date(2027, 2, 1)), "no section about nothing, also not in the contents"


def test_the_jobs_name_the_next_meeting_and_the_plan_in_the_making() -> None:
    made = text(example())
    assert "`convenant render agenda 2026-12-10-jaarlijks --naar agenda.docx`" in made
    assert "`convenant render jaarplan 2027 --naar jaarplan.docx`" in made
    files = {name: raw for name, raw in FILES.items() if "2026-12-10" not in name and "jaarplan/2027" not in name}
    made = text(load(literal(files))[0])
    assert "`convenant render agenda BIJEENKOMST --naar agenda.docx`" in made
    assert "`convenant new jaarplan 2027 --uit 2026`" in made


def test_the_jobs_name_no_concept_of_a_year_that_is_over_and_tell_how_statements_are_asked() -> None:
    plan = "data/jaarplan/2026/jaarplan.yaml"
    stale = FILES[plan].replace(b"2026", b"2024").replace(b"status: vastgesteld", b"status: concept")
    lines = [line for line in stale.splitlines(keepends=True) if not line.startswith((b"vastgesteld", b"  - {"))]
    dossier = load(literal({**FILES, "data/jaarplan/2024/jaarplan.yaml": b"".join(lines)}))[0]
    assert dossier.jaarplannen["2024"].status == "concept"
    made = text(dossier)
    assert "render jaarplan 2024" not in made
    assert "`convenant render jaarplan 2027 --naar jaarplan.docx`" in made
    made = text(whole(basis()), date(2027, 12, 1))
    assert "`convenant export mail vragen 2027 --alle --naar concepten/`" in made
    assert "`convenant import terug/`" in made
    unasked = basis("bepalingen", "verklaringen")
    unasked |= hoofdstuk(bepaling("soort: contactpersoon", familie="automatisch"))
    assert "convenant import" not in text(whole(unasked))


def test_no_public_name_and_no_id_of_a_check_reaches_a_reader() -> None:
    people = b"personen:\n  - {partner: politie, als: vervanger, naam: Voorbeeld Vervanger}\n"
    dossier = load(literal(FILES | {"prive/personen.yaml": people}))[0]
    assert "Voorbeeld Vervanger" not in text(dossier)
    inside = kinds.context("overdracht", dossier, "", kinds.Moment(PEILDATUM, "", "", intern=True))
    assert "Voorbeeld Vervanger" in make(".md", "overdracht.html.j2", inside).decode()
    assert "actie-is-op-tijd" not in text(dossier)
    assert "data/" not in text(dossier)


def test_a_dossier_that_cannot_be_judged_has_no_sheet() -> None:
    dossier = changed("data/bepalingen/2-ritme.yaml", "soort: vervanger", "soort: vervangr")
    with pytest.raises(ConvenantError):
        gathered(dossier)


@cache
def profiled(folder: Path) -> Dossier:
    return load(overlay(folder))[0]


@pytest.mark.parametrize("profile", PROFIELEN, ids=lambda path: path.name)
@pytest.mark.parametrize("day", [date(2020, 1, 1), PEILDATUM, date(2040, 1, 1)])
def test_every_profile_has_a_sheet_on_every_day(profile: Path, day: date) -> None:
    dossier = profiled(profile)
    made = text(dossier, day)
    assert made.startswith("# Overdracht van het beheer")
    last = add_months(day, 12)
    assert all(day <= post.dag < last for quarter in gathered(dossier, day)["kwartalen"] for post in quarter.posten)


def test_the_shipped_sheet_tells_every_open_action_point_reading_and_document() -> None:
    dossier = shipped()
    made = text(dossier)
    for meeting in dossier.bijeenkomsten.values():
        for point in meeting.actiepunten:
            assert (point.nummer.upper() in made) == (point.status == "open")
    assert dossier.convenant is not None
    for reading in dossier.convenant.interpretaties:
        assert re.search(rf"Nr: {reading.nummer}(; |\n  - )Vraag: {re.escape(reading.vraag[:20])}", made)
    for partner in dossier.partners.values():
        for document in partner.documenten:
            assert document.vindplaats in made


def test_on_the_last_days_that_can_be_asked_the_school_year_still_has_a_last_day() -> None:
    """That school year ends after the last year that a record can name."""
    dossier = shipped()
    assert "het schooljaar 2199-2200" in text(dossier, date(2199, 12, 31))


def test_what_it_says_to_find_elsewhere_stands_there() -> None:
    dossier = shipped()
    pointed = re.findall(r"bijlage bij het nalevingsrapport, onder ‘([^’]+)’", text(dossier))
    there = kinds.context("nalevingsbijlage", dossier, "", kinds.Moment(PEILDATUM, "0123456789", "convenant 0.0"))
    annex = make(".md", "nalevingsbijlage.html.j2", there).decode()
    assert pointed
    assert [heading for heading in pointed if f"\n## {heading}\n" not in annex] == []


def test_how_often_it_comes_back_follows_from_the_toets() -> None:
    """Worked out by hand: a body by its own rhythm; a meeting and an evaluation by what holds when none is named."""
    asked = (
        ("groep", "soort: orgaan, orgaan: regiegroep, vergadert: ja", "elk halfjaar"),
        ("overleg", "soort: bijeenkomst, bijeenkomst: jaarlijks", "elk jaar"),
        ("kwartaal", "soort: bijeenkomst, bijeenkomst: jaarlijks, per: kwartaal", "elk kwartaal"),
        ("terugblik", "soort: evaluatie, van: convenant", "elk jaar"),
        ("na-plan", "soort: evaluatie, van: jaarplan", ""),
    )
    rest = "gebonden: [alle], gezamenlijk: ja, aard: resultaat, familie: relatie"
    clauses = "".join(
        f"  - {{id: {id}, nummer_zekerheid: ongenummerd, titel: {id}, tekst: Tekst., {rest}, toets: {{{toets}}}}}\n"
        for id, toets, _ in asked
    )
    members = "leden:\n  - {partner: gemeente, functie: wethouder}\n"
    body = f"naam: Regiegroep\ntaak: Zij stuurt.\nvergadert: {{per: halfjaar}}\n{members}"
    basis = overlay(BASIS).files
    more = {
        "data/organen/regiegroep.yaml": body.encode(),
        "data/bepalingen/9-toets.yaml": f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n{clauses}".encode(),
    }
    dossier = whole({**basis, **more})
    told = {one.id: row.hoe_vaak for row in gathered(dossier)["ritmes"] for one in row.bepalingen}
    assert {id: told[id] for id, *_ in asked} == {id: often for id, _, often in asked}


def test_how_a_clause_of_more_parties_stands_is_not_how_it_stands_at_one() -> None:
    seen = 0
    for name in EVERY:
        dossier = profile(name)
        every = overzicht(dossier, PEILDATUM)
        for row in gathered(dossier)["ritmes"]:
            for clause in row.bepalingen:
                own = [one for one in every.oordelen if one.bepaling == clause.id]
                last = [one for one in own if one.periode == own[-1].periode and one.partner]
                owing = [one for one in last if one.uitkomst is not Uitkomst.NIET_VAN_TOEPASSING]
                if any(one.uitkomst is Uitkomst.NOG_NIET for one in owing):
                    assert "bij 0 van de" not in row.stand or row.stand.endswith(")"), (name, clause.id)
                elif len({one.partner for one in owing}) > 1:
                    seen += 1
                    there = (Uitkomst.GOED, Uitkomst.LATER, Uitkomst.VERLOOPT)
                    fine = {one.partner for one in owing} - {one.partner for one in owing if one.uitkomst not in there}
                    assert row.stand.startswith(f"bij {len(fine)} van de "), (name, clause.id)
    assert seen


def test_who_is_who_begins_with_a_keeper_that_is_no_party() -> None:
    told = text(profile("regioverband")).split("## Wie is wie")[1]
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert "(houdt het dossier bij)" in rows[2]
    assert "@" in rows[2]
    # Of whom no contact is asked, none has to be confirmed.
    dossier = profile("regioverband")
    asked = {one.partner.kort: one.gevraagd for one in gathered(dossier)["wie"]}
    seen = set()
    for row in rows[3:]:
        who, _, confirmed = row.split("|")[1].strip().partition("; ")
        assert (confirmed == "nog niet bevestigd") <= asked.get(who, True), row
        seen.add(confirmed)
    assert {"", "nog niet bevestigd"} < seen, "and of who confirmed it, the day"


def test_each_clause_has_its_own_count() -> None:
    rows = gathered(waterbureau(), DAG)["ritmes"]
    told = [([one.id for one in row.bepalingen], row.stand) for row in rows]
    one_of_two = "bij 1 van de 2 partijen is dit gevonden of verklaard"
    assert told == [(["droogteplan"], one_of_two), (["meetplan"], one_of_two)]


def test_a_period_in_which_nothing_is_owed_yet_does_not_count_as_lacking() -> None:
    """Of a quarter that runs nothing lacks; what came late in the one before, came."""

    def stand(gemeente: str, school: str = "", since: str = "2026-01-01") -> str:
        toets = "soort: publicatie, levering: bericht, per: kwartaal, binnen: 2 weken"
        given = basis() | hoofdstuk(
            bepaling(toets, "bericht", gebonden="gemeente, noorderschool", familie="relatie", titel="Elk kwartaal iets")
        )
        given["data/convenant.yaml"] += f"dossier_vanaf: {since}\n"
        for party, day in (("gemeente", gemeente), ("noorderschool", school)):
            if day:
                one = f"{{soort: bericht, titel: Bericht, datum: {day}, over: 3e kwartaal 2026}}"
                given[f"data/partners/{party}.yaml"] += f"leveringen:\n  - {one}\n"
        dossier = whole({name: text.encode() for name, text in given.items()})
        return str(next(row.stand for row in gathered(dossier)["ritmes"] if row.bepalingen[0].id == "bericht"))

    assert stand("2026-10-30") == "bij 1 van de 2 partijen is dit gevonden of verklaard (3e kwartaal 2026)"
    assert stand("2026-10-30", "2026-10-02").startswith("bij 2 van de 2 partijen")
    assert stand("") == "bij 0 van de 2 partijen is dit gevonden of verklaard (3e kwartaal 2026)"
    assert stand("", since="2026-11-01") == "dit is nog niet aan de orde"


def test_the_contacts_of_units_are_there_also_of_a_party_with_a_contact_of_its_own() -> None:
    told = text(waterbureau(), DAG)
    assert "| Waterschap Rijn, Gemaal Noord; bevestigd 01-06-2026 | machinist; <noord@rijn.example> |" in told
    # What stands in the cell of a party without a contact of its own is not said again, and what does not fit is.
    assert told.count("oost@maas.example") == 1
    unit = "{id: g%d, naam: Gemaal %d, soort: gemaal, contactpersoon: {functie: machinist, email: g%d@maas.example}}"
    more = "eenheden:\n" + "".join(f"  - {unit % (at, at, at)}\n" for at in range(1, 6))
    told = text(waterbureau((MAAS, "eenheden:\n", more)), DAG)
    assert all(told.count(f"g{at}@maas.example") == 1 for at in range(1, 6))
    assert told.count("oost@maas.example") == 1


def test_who_did_not_sign_is_named() -> None:
    assert "- Van de gemeente Waterstad is geen ondertekening gevonden." in text(waterbureau(), DAG)
    several = made(Soort("overdracht", ""), ".md").decode()
    assert "- Van de gemeente, HECHT en het OM is geen ondertekening gevonden." in several


def test_what_a_party_delivered_has_its_place() -> None:
    told = text(waterbureau(), DAG)
    assert "| Jaarcijfers (over 2025), 1 februari 2026 | Waterschap Rijn | Z-7 |" in told
    bare = text(waterbureau((RIJN, ", vindplaats: Z-7}", "}")), DAG)
    assert "| Jaarcijfers (over 2025), 1 februari 2026 | Waterschap Rijn | niet vastgelegd |" in bare
    assert "Jaarcijfers" not in text(waterbureau(), date(2026, 1, 31))


def test_no_evaluation_is_spoken_of_where_none_is_agreed() -> None:
    assert "evaluatie" not in text(waterbureau(), DAG).casefold()
    assert "Voor een evaluatie" in text(profile("zorggebouwen"))


@pytest.mark.parametrize(
    ("rested", "late"),
    [
        ("", [("14-10-2026", "gemeente, Noorderschool"), ("14-11-2026", "gemeente")]),
        # Of what came, or rests by a deviation, the day is not told of.
        ("noorderschool", [("14-10-2026", "gemeente"), ("14-11-2026", "gemeente")]),
    ],
)
def test_what_clauses_asked_by_a_day_that_has_been_stands_first(rested: str, late: list[tuple[str, str]]) -> None:
    """By hand: the quarter ended on 30 September, two weeks on is 14 October; that of 2027 was due a month on."""
    given = basis() | hoofdstuk(
        bepaling(
            "soort: publicatie, levering: bericht, per: kwartaal, binnen: 2 weken",
            "bericht",
            gebonden="gemeente, noorderschool",
            familie="relatie",
            titel="Elk kwartaal iets",
        ),
        bepaling(
            "soort: document, documentsoort: veiligheidsplan, uiterlijk: 14 november ervoor",
            "jaarstuk",
            gebonden="gemeente",
            familie="relatie",
            titel="Elk jaar iets",
        ),
    )
    given["data/convenant.yaml"] += "dossier_vanaf: 2026-07-01\n"
    if rested:
        given["data/convenant.yaml"] += (
            "afwijkingen:\n  - {id: rust, bepalingen: [bericht], partijen: [noorderschool], wat: Niets., reden: Ziek.,"
            " van: 2026-07-01, tot: 2027-01-01, afgesproken_op: 2026-06-20, vindplaats: Z-1}\n"
        )
    dossier = whole({name: text.encode() for name, text in given.items()})
    told = [one for one in gathered(dossier)["te_laat"] if one.wat.startswith("De laatste dag voor ‘Elk ")]
    assert [(one.wanneer, one.wie.replace("Gemeente", "gemeente")) for one in told] == late


def test_what_little_is_due_stands_in_one_table_and_more_by_quarter() -> None:
    (whole,) = gathered(profile("sportseizoen"))["kwartalen"]
    assert whole.naam == ""
    days = [post.dag for post in whole.posten]
    assert 4 < len(days) <= 12
    assert days == sorted(days)
    assert days[-1] > add_months(days[0], 3), "of more than one quarter"
    made = text(profile("sportseizoen"))
    assert "kwartaal 2027" not in made
    assert "Van 21 november 2026 tot en met 20 november 2027" in made
    many = gathered(example())["kwartalen"]
    assert sum(len(quarter.posten) for quarter in many) > 12
    assert all(quarter.naam for quarter in many)
