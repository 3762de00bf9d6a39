"""What comes back has a day, for who looks ahead: by the rhythm of its clause, and by how old something may get."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.content.vooruitblik import on_a_day, quarters
from convenant_cli.documents.kinds.herinneringen import context
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.judging.terugkerend import Terugkerend, terugkomend
from convenant_cli.kalender import Tijdvak, add_months
from convenant_cli.records.bepaling import Bepaling, Toetsopgave
from convenant_cli.sources.sources import Source, literal
from tests import een_bepaling
from tests.alle_documenten import MOMENT
from tests.conftest import TESTS, overlay, read_folder

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
DAY = date(2026, 11, 29)
PARTY = "data/partners/politie.yaml"
DOCUMENT = """\
documenten:
  - {id: bijlage, soort: bijlage, titel: Vaarroutes, vastgesteld_op: 2026-01-10, vindplaats: V-1}
"""


def clause(id: str, toets: str, bound: str = "alle", together: str = "ja") -> str:
    return f"""\
  - id: {id}
    nummer_zekerheid: ongenummerd
    titel: De {id}
    tekst: Er is een {id}.
    gebonden: [{bound}]
    gezamenlijk: {together}
    aard: resultaat
    familie: {"verklaring" if "verklaring" in toets else "relatie"}
    toets: {{{toets}}}
"""


CLAUSES = "hoofdstuk: 9\ntitel: Toets\nbepalingen:\n" + "".join(
    (
        clause("verslagen", "soort: publicatie, levering: verslag, per: halfjaar, binnen: 2 maanden"),
        clause("kwartalen", "soort: verklaring, per: kwartaal, binnen: 6 weken", "politie", "nee"),
        clause("evaluatie", "soort: evaluatie, van: convenant, per: kalenderjaar"),
        clause("bijlage", "soort: document, documentsoort: bijlage, hoogstens_oud: 12 maanden", "politie", "nee"),
        clause("opgave", "soort: document, documentsoort: veiligheidsplan, uiterlijk: 2026-12-15", "politie", "nee"),
    )
)


@cache
def known() -> Dossier:
    convenant = BASIS["data/convenant.yaml"].replace(
        b"documentsoorten:\n", b"documentsoorten:\n  bijlage: {naam: Bijlage}\n"
    )
    files = {
        **BASIS,
        "data/convenant.yaml": convenant,
        "data/bepalingen/9-toets.yaml": CLAUSES.encode(),
        PARTY: BASIS[PARTY] + DOCUMENT.encode(),
    }
    dossier = load(Source("voorbeeld", dict(sorted(files.items()))))[0]
    assert clauses(dossier)[1] == ()
    return dossier


def back(months: int) -> list[tuple[str, str, str, tuple[str, ...]]]:
    ids = {"verslagen", "kwartalen", "evaluatie", "bijlage", "opgave"}
    found = terugkomend(known(), DAY, Tijdvak(DAY, add_months(DAY, months)))
    return [
        (one.dag.isoformat(), one.bepaling.id, one.periode, tuple(who.id for who in one.partners))
        for one in found
        if one.bepaling.id in ids
    ]


def test_each_period_has_its_last_day_and_who_it_is_for() -> None:
    assert back(14) == [
        ("2026-12-15", "opgave", "", ("politie",)),
        ("2026-12-31", "evaluatie", "2026", ()),
        ("2027-02-28", "verslagen", "2e halfjaar 2026", ()),
        ("2027-05-12", "kwartalen", "1e kwartaal 2027", ("politie",)),
        ("2027-08-11", "kwartalen", "2e kwartaal 2027", ("politie",)),
        ("2027-08-31", "verslagen", "1e halfjaar 2027", ()),
        ("2027-11-11", "kwartalen", "3e kwartaal 2027", ("politie",)),
        ("2027-12-31", "evaluatie", "2027", ()),
    ]


def test_what_all_together_have_gets_too_old_ahead_as_well_and_is_told_once() -> None:
    point = "aanspreekpunten:\n  - {taak: hulp, functie: team, email: team@politie.example, bevestigd_op: 2026-03-01}\n"
    asked = clause("hulp", "soort: bereikbaar, taak: hulp, bevestigd_binnen: 12 maanden").replace(
        "relatie", "automatisch"
    )
    chapter = f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n{asked}".encode()
    files = {**BASIS, "data/bepalingen/9-toets.yaml": chapter, PARTY: BASIS[PARTY] + point.encode()}
    dossier, day = load(Source("voorbeeld", dict(sorted(files.items()))))[0], date(2027, 1, 1)
    told = signalen(overzicht(dossier, day))
    assert told.straks_vanaf["hulp"] == (date(2027, 3, 2), (dossier.partners["politie"],))
    posts = [post for quarter in quarters(told, Tijdvak(day, add_months(day, 12))) for post in quarter.posten]
    assert [(post.wanneer, post.wie) for post in posts if "De hulp" in post.wat] == [("maart 2027", "Politie")]


PLAN = "data/jaarplan/2027/jaarplan.yaml"


@pytest.mark.parametrize(
    ("day", "draft", "due"),
    [
        # Nobody began a plan for 2027: it is due thirty days after the first of January.
        ("2026-12-20", False, ["2027-01-31 2027"]),
        ("2026-12-20", True, []),  # a draft is told of on the day on which 2027 begins
        ("2027-01-02", True, ["2027-01-31 2027"]),  # and from then on there is only that last day
        ("2027-01-31", True, ["2027-01-31 2027"]),
        ("2027-02-01", True, ["2028-01-31 2028"]),
    ],
)
def test_a_plan_that_nobody_adopted_is_due_once_though_two_clauses_ask_for_it(
    day: str, draft: bool, due: list[str]
) -> None:
    asked = clause("ander", "soort: jaarplan, per: kalenderjaar, vastgesteld_binnen: 30 dagen")
    numbered = asked.replace("ander", "plan").replace("zekerheid: ongenummerd", "zekerheid: gelezen\n    nummer: 7.1")
    text = BASIS["data/jaarplan/2026/jaarplan.yaml"].decode().replace("2026", "2027")
    text = re.sub("vastgesteld_.*\n", "", text).replace("status: vastgesteld", "status: concept")
    files = {
        **BASIS,
        "data/bepalingen/9-toets.yaml": f"hoofdstuk: 9\ntitel: T\nbepalingen:\n{asked}{numbered}".encode(),
    }
    dossier = load(Source("voorbeeld", dict(sorted((files | ({PLAN: text.encode()} if draft else {})).items()))))[0]
    assert ("2027" in dossier.jaarplannen) == draft
    on = date.fromisoformat(day)
    found = terugkomend(dossier, on, Tijdvak(on, add_months(on, 12)))
    plans = [one for one in found if one.bepaling.toets.soort == "jaarplan"]
    assert [f"{one.dag} {one.periode}" for one in plans if one.bepaling.id in ("ander", "plan")] == due
    assert {one.bepaling.id for one in plans} <= {"plan"}, "the one with a number says it best"


def test_the_signals_tell_of_it_and_of_the_day_on_which_a_document_is_too_old() -> None:
    told = signalen(overzicht(known(), DAY))
    assert [(one.dag.isoformat(), one.tekst) for one in told.te_oud] == [
        ("2027-01-11", "‘De bijlage’: dan te oud bij Politie")
    ]
    assert {one.bepaling.id for one in told.terugkomend} >= {"evaluatie"}
    assert {clause.id for clause, _ in told.straks_verouderd}.isdisjoint({"bijlage"})


@pytest.mark.parametrize(
    ("day", "what", "who"),
    [
        ("2026-12-15", "De laatste dag voor ‘De opgave’", "Politie"),
        ("2026-12-31", "De laatste dag voor ‘De evaluatie’ (2026)", "alle partijen"),
        ("2027-01-11", "‘De bijlage’: dan te oud bij Politie", "Politie"),
        ("2027-02-28", "De laatste dag voor ‘De verslagen’ (2e halfjaar 2026)", "alle partijen"),
        ("2027-02-11", "De laatste dag voor de verklaring over het 4e kwartaal 2026 (‘De kwartalen’)", "Politie"),
        ("2027-05-12", "De laatste dag voor de verklaring over het 1e kwartaal 2027 (‘De kwartalen’)", "Politie"),
    ],
)
def test_who_takes_over_and_calendars_read_it_once(day: str, what: str, who: str) -> None:
    told = signalen(overzicht(known(), DAY))
    coming = Tijdvak(DAY, add_months(DAY, 12))
    ahead = [post for quarter in quarters(told, coming) for post in quarter.posten]
    for posts in (on_a_day(told, coming), ahead):
        assert [post.wie for post in posts if (post.dag.isoformat(), post.wat) == (day, what)] == [who]
    assert not any("Laat bevestigen" in post.wat and "bijlage" in post.wat for post in ahead)


@pytest.mark.parametrize(
    ("day", "asked"),
    [(date(2026, 11, 29), ["Noorderschool"]), (date(2026, 11, 30), ["Noorderschool"]), (date(2026, 12, 1), [])],
)
def test_what_is_due_once_by_a_day_is_told_of_who_has_not_given_it(day: date, asked: list[str]) -> None:
    """Of the school and the police the police have the paper; on the last day it can still come."""
    toets = "soort: document, documentsoort: bijlage, uiterlijk: 2026-11-30"
    chapter = "hoofdstuk: 9\ntitel: Toets\nbepalingen:\n" + clause("bijlage", toets, "politie, school", "nee")
    files = {**known().source.files, "data/bepalingen/9-toets.yaml": chapter.encode()}
    dossier = load(Source("voorbeeld", files))[0]
    found = terugkomend(dossier, day, Tijdvak(day, add_months(day, 12)))
    assert [partner.naam for one in found for partner in one.partners] == asked
    assert [(one.dag, one.periode) for one in found] == [(date(2026, 11, 30), "")] * len(asked[:1])
    told = kinds.context("herinneringen", dossier, "", replace(MOMENT, peildatum=day))["herinneringen"]
    soon = {one.partner.naam: " ".join(one.straks) for one in told}
    assert ("De bijlage" in soon.get("Noorderschool", "")) == bool(asked)
    assert "De bijlage" not in soon.get("Politie", "")


def test_a_party_is_reminded_of_the_last_day_for_what_it_must_have_by_then() -> None:
    def coming(day: date) -> list[str]:
        found = context(known(), "politie", replace(MOMENT, peildatum=day))["herinneringen"]
        return [text for one in found for text in one.straks if "opgave" in text]

    assert coming(DAY) == ["15 december 2026: de laatste dag voor ‘De opgave’."]
    assert coming(date(2026, 11, 2)) == []  # more than six weeks ahead
    assert coming(date(2026, 12, 16)) == []


def test_who_joined_after_the_last_day_is_not_said_to_have_missed_it() -> None:
    clause_of = "soort: document, documentsoort: veiligheidsplan, uiterlijk: 2026-06-01"
    files = een_bepaling.basis() | een_bepaling.hoofdstuk(een_bepaling.bepaling(clause_of, gebonden="politie"))
    missing = "van Politie is geen veiligheidsplan gevonden"
    late = "; de afgesproken dag, 1 juni 2026, was voor haar komst op 2 juni 2026"
    for joined, says in (("2026-06-01", missing), ("2026-06-02", f"{missing}{late}")):
        party = re.sub("(?m)^lid_van: .*", f"lid_van: {joined}", files[PARTY])
        dossier = load(literal({**files, PARTY: party}))[0]
        assert [one.toelichting for one in judge(dossier, DAY) if one.bepaling == "plan"] == [says]


def test_a_last_day_names_the_article_and_what_it_is_about() -> None:
    asked = Toetsopgave(soort="bijeenkomst")
    told: dict[str, Any] = {"nummer": "3.2", "onderdeel": None, "titel": "Werkgroep", "nummer_anders": None}
    clause = Bepaling.model_construct(**told, toets=asked)
    one = Terugkerend(DAY, clause, "2e kwartaal 2027", "3.2 Werkgroep (2e kwartaal 2027)", ())
    assert one.gevraagd == "wat artikel 3.2 vraagt: Werkgroep (2e kwartaal 2027)"


def test_two_clauses_that_let_one_document_get_as_old_are_one_signal() -> None:
    day = date(2026, 6, 1)
    files = {f"data/{name}": raw for name, raw in read_folder(TESTS / "profielen" / "zorggebouwen" / "data").items()}
    told = signalen(overzicht(load(literal(files))[0], day))
    assert [one.tekst for one in told.te_oud] == ["artikel 1.2 en 1.5: dan te oud bij Beukenhof"]
    # As on the day itself, when it is one point.
    later = overzicht(load(literal(files))[0], told.te_oud[0].dag + timedelta(days=1))
    assert [one.in_zin for one in later.punten if one.bij and one.bij.path[:2] == told.te_oud[0].place.path] == [
        "artikel 1.2 en 1.5"
    ]
