"""Bodies of the parties and periods of the agreement's own, where clauses, evaluations and statements use them."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.search.finding import find
from convenant_cli.dossier.search.things import things
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.sources.sources import Source
from tests.conftest import BASIS, Run, laid, overlay
from tests.een_bepaling import beoordeelbaar

ORGAAN = "data/organen/stuurgroep.yaml"
STUURGROEP = """\
naam: Stuurgroep
taak: De stuurgroep bewaakt de voortgang.
vergadert: {per: seizoen, minstens: 2}
leden:
  - {partner: gemeente, functie: wethouder}
  - {partner: politie, functie: teamchef, van: 2026-01-01}
voorzitter: {partner: gemeente, functie: wethouder}
secretaris: {partner: noorderschool, functie: rector}
"""
BEPALINGEN = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: lid-bereikbaar
    nummer_zekerheid: ongenummerd
    titel: De leden van de stuurgroep zijn bereikbaar
    tekst: Elk lid van de stuurgroep heeft een contactpersoon.
    gebonden: [stuurgroep]
    aard: resultaat
    familie: automatisch
    toets: {soort: contactpersoon}
  - id: seizoensevaluatie
    nummer_zekerheid: ongenummerd
    titel: De stuurgroep evalueert elk seizoen
    tekst: De stuurgroep evalueert het convenant na elk seizoen.
    gebonden: [alle]
    gezamenlijk: ja
    aard: resultaat
    familie: relatie
    toets: {soort: evaluatie, van: convenant, door: stuurgroep, per: seizoen}
  - id: verklaring-per-seizoen
    nummer_zekerheid: ongenummerd
    titel: Verklaring per seizoen
    tekst: De school verklaart na elk seizoen of het plan werkt.
    gebonden: [school]
    aard: inspanning
    familie: verklaring
    toets: {soort: verklaring, per: seizoen}
  - id: voorzitter
    nummer_zekerheid: ongenummerd
    titel: De school is secretaris en de politie zit voor
    tekst: De politie zit de stuurgroep voor.
    gebonden: [alle]
    gezamenlijk: ja
    aard: resultaat
    familie: automatisch
    toets:
      soort: orgaan
      orgaan: stuurgroep
      leden: [gemeente]
      voorzitter: politie
      secretaris: school
      vergadert: ja
"""


def evaluation(day: str, by: str) -> str:
    return (
        f"titel: Evaluatie\nconvenant: ja\ndatum: {day}\nopgesteld_door: [{by}]\nwaardering: gehaald\n"
        "conclusies: [Het werkt.]\nvervolg: {keuze: voortzetten}\n"
    )


def source(**more: str) -> Source:
    files = overlay(BASIS).files
    convenant = files["data/convenant.yaml"] + b"perioden:\n  seizoen: {eerste_dag: 2024-07-01}\n"
    added = {ORGAAN: STUURGROEP, "data/bepalingen/9-toets.yaml": BEPALINGEN, **more}
    texts = {name: text.encode() for name, text in added.items()}
    return Source("voorbeeld", dict(sorted({**files, "data/convenant.yaml": convenant, **texts}.items())))


def read(**more: str) -> Dossier:
    return beoordeelbaar(source(**more))


@cache
def plain() -> Dossier:
    return read()


def told(dossier: Dossier, clause: str, day: str) -> list[tuple[str, str, str]]:
    found = [one for one in judge(dossier, date.fromisoformat(day)) if one.bepaling == clause]
    return [(one.partner or "samen", one.periode, f"{one.staat}: {one.toelichting}") for one in found]


def test_a_clause_that_binds_a_body_binds_its_members_while_they_are_one() -> None:
    assert told(plain(), "lid-bereikbaar", "2025-12-31") == [
        ("gemeente", "", "voldaan: de gemeente heeft een contactpersoon: beleidsadviseur"),
        ("politie", "", "niet van toepassing: Politie is lid vanaf 1 januari 2026"),
    ]
    assert [who for who, _, said in told(plain(), "lid-bereikbaar", "2026-01-01") if said.startswith("voldaan")] == [
        "gemeente",
        "politie",
    ]


NOTE = "data/evaluaties/2026/convenant.yaml"


@pytest.mark.parametrize(
    ("by", "day", "state"),
    [
        ("stuurgroep", "2026-06-30", "aantoonbaar"),
        ("stuurgroep", "2026-07-01", "niet gevonden"),  # that is the next season
        ("gemeente, politie", "2026-06-30", "niet gevonden"),  # the parties, and not the body
    ],
)
def test_only_an_evaluation_by_the_body_in_the_season_counts(by: str, day: str, state: str) -> None:
    dossier = read(**{NOTE: evaluation(day, by)})
    found = {period: said for _, period, said in told(dossier, "seizoensevaluatie", "2026-11-21")}
    assert list(found) == ["seizoen 2025-2026", "seizoen 2026-2027"]
    assert found["seizoen 2025-2026"].partition(":")[0] == state


def test_a_member_of_the_body_that_evaluated_did_evaluate() -> None:
    own = BEPALINGEN.replace(
        "gezamenlijk: ja\n    aard: resultaat\n    familie: relatie", "aard: resultaat\n    familie: relatie"
    )
    dossier = read(**{NOTE: evaluation("2026-06-30", "stuurgroep"), "data/bepalingen/9-toets.yaml": own})
    states = {
        (who, period): said.split(":")[0] for who, period, said in told(dossier, "seizoensevaluatie", "2026-07-01")
    }
    assert states["politie", "seizoen 2025-2026"] == "aantoonbaar"
    assert states["noorderschool", "seizoen 2025-2026"] == "niet gevonden"


def test_a_statement_is_about_a_season() -> None:
    answer = (
        "afgelegd_op: 2026-08-01\nfunctie: rector\nantwoorden:\n  - {bepaling: verklaring-per-seizoen, antwoord: ja}\n"
    )
    dossier = read(**{"data/verklaringen/2025-2026/noorderschool.yaml": answer})
    found = {period: said.split(":")[0] for _, period, said in told(dossier, "verklaring-per-seizoen", "2026-11-21")}
    assert found == {"seizoen 2025-2026": "verklaard", "seizoen 2026-2027": "nog niet aan de orde"}
    assert str(dossier.jaarperiode("2025-2026")) == "seizoen 2025-2026"


def test_who_leads_and_supports_is_as_agreed_and_the_rhythm_is_counted_by_season() -> None:
    found = told(plain(), "voorzitter", "2026-11-21")
    assert found == [
        (
            "samen",
            "",
            "gedeeltelijk gevonden: de voorzitter van de stuurgroep komt van de gemeente; afgesproken is een "
            "voorzitter van Politie",
        ),
        (
            "samen",
            "seizoen 2025-2026",
            "niet gevonden: in het seizoen 2025-2026 is geen bijeenkomst van de stuurgroep gevonden",
        ),
        (
            "samen",
            "seizoen 2026-2027",
            "nog niet aan de orde: in het seizoen 2026-2027 is tot nu toe geen bijeenkomst van de stuurgroep gevonden; "
            "dat kan tot en met 30 juni 2027",
        ),
    ]


@pytest.mark.parametrize(
    ("field", "day", "season", "said"),
    [
        # Half of a season is 183 days: less is not asked, more is.
        ("ingesteld_op: 2026-01-01", "2026-11-21", "2025-2026", "niet van toepassing: de stuurgroep is er pas sinds"),
        ("ingesteld_op: 2025-12-30", "2026-11-21", "2025-2026", "niet gevonden: in het seizoen 2025-2026 is geen"),
        ("opgeheven_op: 2026-12-01", "2026-11-21", "2026-2027", "niet van toepassing: de stuurgroep is er maar tot en"),
        ("opgeheven_op: 2026-12-01", "2026-12-01", "2026-2027", "niet van toepassing: de stuurgroep was er maar tot"),
        ("opgeheven_op: 2027-03-01", "2027-02-28", "2026-2027", "nog niet aan de orde: "),
        ("opgeheven_op: 2027-03-01", "2027-03-01", "2026-2027", "niet gevonden: in het seizoen 2026-2027 is geen"),
    ],
)
def test_a_body_owes_no_meeting_in_a_period_in_which_it_was_hardly_there(
    field: str, day: str, season: str, said: str
) -> None:
    dossier = read(**{ORGAAN: f"{STUURGROEP}{field}\n"})
    found = {period: text for _, period, text in told(dossier, "voorzitter", day)}
    assert found[f"seizoen {season}"].startswith(said)
    if said.startswith("nog niet"):
        assert found[f"seizoen {season}"].endswith("dat kan tot en met 28 februari 2027")


def test_documents_and_commands_know_the_body(tmp_path: Path, convenant: Run) -> None:
    laid(tmp_path, source().files)
    day = ("--peildatum", "2026-11-21")

    def page_of(*document: str) -> str:
        convenant("-C", tmp_path, "render", *document, "--naar", tmp_path / "uit.md", *day, code=0)
        return (tmp_path / "uit.md").read_text(encoding="utf-8")

    page = page_of("partnergids")
    assert "Leden: Gemeente (wethouder) en Politie (teamchef)." in page
    assert "Komt bijeen: minstens 2 keer per seizoen." in page
    assert "Secretaris: Noorderschool (rector)." in page
    assert "### Overlegstructuur" in page_of("jaarplan", "2026")
    assert "Doet verslag aan" not in page_of("overdracht")
    shown = convenant("-C", tmp_path, "show", "stuurgroep").out
    assert "De stuurgroep bewaakt de voortgang." in shown
    convenant(
        "-C", tmp_path, "new", "bijeenkomst", "orgaan=stuurgroep", "bijeenkomstsoort=jaarlijks", "datum=2026-12-10",
        "plaats=Gemeentehuis", "aanvang=14:00", *day, code=0,
    )  # fmt: skip
    text = (tmp_path / "data/bijeenkomsten").glob("2026-12-10*")
    record = next(text).read_text()
    assert "genodigd: [gemeente, politie]" in record
    assert "orgaan: stuurgroep" in record
    assert "functie: wethouder" in record


def test_a_rhythm_that_nobody_knows_is_a_mistake_and_no_oordeel() -> None:
    dossier, _ = load(
        source(**{"data/bepalingen/9-toets.yaml": BEPALINGEN.replace("per: seizoen}", "per: sezoen}", 1)})
    )
    known, mistakes = clauses(dossier)
    assert [mistake.message for mistake in mistakes] == ["'sezoen' kan niet bij 'per'; bedoelde u 'seizoen'?"]
    assert "seizoensevaluatie" not in {clause.bepaling.id for clause in known}


def test_who_takes_part_can_be_asked_of_the_meetings_of_a_body_only() -> None:
    clause = BEPALINGEN.split("  - id: seizoensevaluatie")[0].replace(
        "{soort: contactpersoon}", "{soort: deelname, orgaan: stuurgroep, per: kalenderjaar, via: [ander]}"
    )

    def meeting(day: str, more: str, who: str) -> str:
        return (
            f"titel: Overleg\nbijeenkomstsoort: jaarlijks\nstatus: gehouden\ndatum: {day}\naanvang: 10:00\n"
            f"plaats: online\norganisator: gemeente\ngenodigd: [gemeente, politie]\n{more}"
            f"agenda:\n  - {{titel: Stand, doel: bespreken}}\naanwezig:\n  - {{partner: {who}, via: ander}}\n"
        )

    dossier = read(**{
        "data/bepalingen/9-toets.yaml": clause,
        "data/bijeenkomsten/2026-03-01-jaarlijks.yaml": meeting("2026-03-01", "orgaan: stuurgroep\n", "gemeente"),
        "data/bijeenkomsten/2026-04-01-jaarlijks.yaml": meeting("2026-04-01", "", "politie"),
    })  # fmt: skip
    states = {(who, period): said for who, period, said in told(dossier, "lid-bereikbaar", "2026-11-21")}
    assert states["gemeente", "2026"].startswith("voldaan")
    assert states["politie", "2026"].startswith("niet gevonden: Politie is niet gevonden bij de aanwezigen")
    nothing = {**dossier.source.files}
    del nothing["data/bijeenkomsten/2026-03-01-jaarlijks.yaml"]
    empty, _ = load(Source("voorbeeld", nothing))
    (said,) = [
        said
        for who, period, said in told(empty, "lid-bereikbaar", "2026-11-21")
        if (who, period) == ("gemeente", "2026")
    ]
    assert said.endswith("in 2026 is nog geen bijeenkomst van de stuurgroep gepland")


def test_a_body_can_be_found() -> None:
    (found,) = things(plain(), date(2026, 1, 1), "orgaan")
    assert (found.titel, found.uitleg) == ("Stuurgroep", "leden: Gemeente, Politie")
    assert [one.ding.id for one in find(plain(), "voortgang bewaken", date(2026, 1, 1), ["orgaan"])[0].vondsten] == [
        "stuurgroep"
    ]
