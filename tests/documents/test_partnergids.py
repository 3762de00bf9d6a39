"""The guide to the parties: who can be reached for what, which offer there is for whom, and who takes part when."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT, Soort, made, shipped
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, check_golden, overlay, whole
from tests.klein import DAG, POLITIE, klein

FOLDER = TESTS / "documents" / "documenten" / "partnergids"
BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
FILES = overlay(TESTS / "checks" / "controles" / "_basis", FOLDER).files


@cache
def example() -> Dossier:
    return whole(FILES)


def gathered(dossier: Dossier, day: date = PEILDATUM, intern: bool = False) -> Mapping[str, Any]:
    return kinds.context("partnergids", dossier, "", kinds.Moment(day, "0123456789", "convenant 0.0", intern))


def text(dossier: Dossier, day: date = PEILDATUM, intern: bool = False, suffix: str = ".md") -> str:
    return make(suffix, "partnergids.html.j2", gathered(dossier, day, intern)).decode()


def changed(**texts: str) -> Dossier:
    """Return the example with other texts for some parties."""
    return load(literal(FILES | {f"data/partners/{id}.yaml": raw.encode() for id, raw in texts.items()}))[0]


def test_the_guide_is_as_expected() -> None:
    check_golden(FOLDER / "verwacht.md", text(example()))
    assert kinds.choices("partnergids", example()) is None


def test_points_that_are_reached_in_the_same_way_are_one_line() -> None:
    tasks = {task.taak: (task.partner.id, task.functie) for task in gathered(example())["taken"]}
    assert tasks == {
        "melden van overlast": ("politie", "meldkamer"),
        "schoolwijkagent": ("politie", "schoolwijkagent voor Noorderschool Noord en Westerschool aan de Singel"),
    }
    apart = FILES["data/partners/politie.yaml"].decode().replace("agenten@politie", "west@politie", 1)
    assert [task.functie for task in gathered(changed(politie=apart))["taken"]] == [
        "meldkamer",
        "agent voor Noord",
        "agent voor West",
    ]


@pytest.mark.parametrize(
    ("day", "contact"),
    [
        (date(2026, 11, 20), "directeur, <convenant@westerschool.example>"),
        (date(2026, 11, 21), "was er tot 21 november 2026; een nieuwe is nog niet doorgegeven"),
    ],
)
def test_a_contact_whose_time_is_over_is_not_shown(day: date, contact: str) -> None:
    part = text(example(), day).split("### Stichting Westerschool")[1]
    assert f"- Contactpersoon: {contact}" in part
    assert "- Vervanger: –" in part, "no clause asks for a deputy"


@pytest.mark.parametrize(
    ("day", "active", "gone", "coming"),
    [
        (date(2026, 11, 20), True, [], ["bibliotheek"]),
        (date(2026, 11, 21), False, ["buurthuis"], ["bibliotheek"]),
        (date(2026, 11, 22), False, ["buurthuis"], []),
    ],
)
def test_who_takes_part_depends_on_the_day(day: date, active: bool, gone: list[str], coming: list[str]) -> None:
    context = gathered(example(), day)
    assert [partner.id for partner in context["vertrokken"]] == gone
    assert [partner.id for partner in context["komend"]] == coming
    assert ("buurthuis" in {card.partner.id for card in context["kaarten"]}) == active
    assert any(card.offer.record.id == "koken" for card in context["aanbod"]) == active


def test_offers_are_told_by_theme_and_name() -> None:
    context = gathered(example())
    named = [(theme, [card.offer.record.titel for card in cards]) for theme, cards in context["per_thema"]]
    assert named == [
        ("Online veiligheid", ["Spreekuur", "Les over [online] veiligheid"]),
        ("Schoolklimaat", ["Spreekuur", "Pauzesport"]),
    ]
    assert context["zonder_aanbod"] == ["Verkeer"]


def test_a_copy_for_a_school_has_only_what_is_there_for_it() -> None:
    dossier = example()
    assert list(kinds.audiences("partnergids", dossier, MOMENT).values()) == ["noord", "zuid", "west"]
    for school, offers in (("noord", ["Spreekuur", "Pauzesport"]), ("zuid", ["Pauzesport"])):
        context = kinds.context("partnergids", dossier, "", replace(MOMENT, voor=school))
        titles = [card.offer.record.titel for card in context["aanbod"]]
        assert titles == [*offers, "Les over [online] veiligheid"]
        made = make(".md", "partnergids.html.j2", context).decode()
        assert f"# Partnergids voor {context['eenheid'].naam}".replace("|", "\\|") in made
        assert ("Spreekuur" in made) == (school == "noord")


def test_a_copy_for_a_school_is_asked_for_by_its_own_name_and_as_records_write_it(
    convenant: Run,
) -> None:
    asked = ("-C", ROOT, "render", "partnergids", "--peildatum", "2026-11-21", "--voor")
    found = [convenant(*asked, name) for name in ("scala-college", "scala-coenecoop/scala-college")]
    assert found[0].out == found[1].out
    assert found[0].out.startswith("# Partnergids voor Scala College\n")
    alone = convenant(*asked, "ashram-college").out
    assert alone.startswith("# Partnergids voor Ashram College\n"), "by its own name, not by that of its party"
    assert "## Wat er loopt op Ashram College\n" in alone
    refused = convenant(*asked, "politie/scala-college", code=2)
    assert "van partnergids is er geen exemplaar voor 'politie/scala-college'; kies " in refused.err


def test_a_copy_for_a_school_leaves_out_who_does_nothing_for_it() -> None:
    dossier = example()
    whole, copy = text(dossier), {}
    for school in ("noord", "zuid", "west"):
        context = kinds.context("partnergids", dossier, "", replace(MOMENT, voor=school))
        own = context["eenheid"].id.split("/")[0]
        copy[school] = make(".md", "partnergids.html.j2", context).decode()
        told = {card.partner.id for card in context["kaarten"]}
        assert own in told
        for card in context["kaarten"]:
            assert card.partner.id == own or card.taken or any(one in context["aanbod"] for one in card.aanbod)
        shown = [card.partner.id for group in context["groepen"] for card in group.kaarten]
        assert set(shown) <= told
        assert own in shown, "so that the school sees how it is known"
        assert "Zo staat het in het convenant" not in copy[school]
        assert len(copy[school]) < len(whole)
        assert context["meer_partijen"] == ("De andere partijen staan in de hele partnergids." in copy[school])
    assert "agent voor West" not in copy["noord"]
    assert "agent voor Noord" in copy["noord"]
    assert "agent voor Noord" not in copy["west"]


def test_money_that_ended_is_told_until_the_party_confirms() -> None:
    told = "Het geld voor dit aanbod liep tot 1 augustus 2026. Vraag eerst of het er nog is."
    raw = FILES["data/partners/jongerenwerk.yaml"].decode()
    assert text(example()).count(told) == 1
    assert told not in text(example(), date(2026, 7, 31))
    assert told not in text(changed(jongerenwerk=raw.replace("bevestigd_op: 2026-02-01", "bevestigd_op: 2026-08-01")))


def test_names_are_shown_on_the_inside_only() -> None:
    people = b"""personen:
  - {partner: politie, als: vervanger, naam: Voorbeeld Vervanger, telefoon: 06 00000001}
  - {partner: politie, als: aanspreekpunt, functie: meldkamer, naam: Voorbeeld Meldkamer}
  - {partner: jongerenwerk, eenheid: jongerenwerk/online, als: contactpersoon, naam: Voorbeeld Online}
"""
    dossier, _ = load(literal(FILES | {"prive/personen.yaml": people}))
    names = {"Voorbeeld Vervanger", "Voorbeeld Meldkamer", "Voorbeeld Online"}
    for suffix in (".md", ".html"):
        public, inside = text(dossier, suffix=suffix), text(dossier, intern=True, suffix=suffix)
        assert {name for name in names if name in inside} == names
        assert not any(name in public for name in names)
        assert "06 00000001" in inside
        assert "06 00000001" not in public


def test_a_dossier_without_offers_or_schools_reads_well() -> None:
    made = text(load(literal(BASIS))[0])
    assert "Aanbod" not in made, "no clause asks for offers, and there are none"
    assert "Nog geen aanbod gevonden" not in made
    assert "Nummers van" not in text(load(literal(BASIS))[0], suffix=".html")


def test_a_unit_of_which_a_clause_asks_a_deputy_is_not_passed_over() -> None:
    asks = b"""\
hoofdstuk: 9
titel: Kantoren
bepalingen:
  - id: vervanger-per-locatie
    nummer_zekerheid: ongenummerd
    titel: Vervanger
    tekst: Elke locatie heeft een vervanger.
    gebonden: [alle]
    aard: resultaat
    familie: automatisch
    toets: {soort: vervanger, per_eenheid: locatie}
"""
    name = "data/partners/noorderschool.yaml"
    without = b"  - {id: locatie-kade, naam: Locatie Kade, soort: locatie}\n"
    school = re.sub(rb"(?m)^eenheden:\n(?:[ -].*\n)*", b"", BASIS[name]) + b"eenheden:\n" + without
    made = text(load(literal({**BASIS, name: school}))[0])
    assert "Vervanger" not in " ".join(made.partition("Locatie Kade")[2].split())[:120]
    made = text(load(literal({**BASIS, name: school, "data/bepalingen/9-kantoren.yaml": asks}))[0])
    assert "Vervanger: nog niet doorgegeven" in " ".join(made.partition("Locatie Kade")[2].split())[:120]


def test_a_deputy_is_still_to_be_told_only_by_whom_a_clause_asks_one() -> None:
    asks = """\
hoofdstuk: 9
titel: Vervangers
bepalingen:
  - id: vervanger
    nummer_zekerheid: ongenummerd
    titel: Vervanger
    tekst: Noorderschool heeft een vervanger.
    gebonden: [noorderschool]
    aard: resultaat
    familie: automatisch
    toets: {soort: vervanger}
"""
    files = {name: re.sub(rb"(?m)^vervanger:\n(?: .*\n)*|^vervanger: .*\n", b"", raw) for name, raw in FILES.items()}
    made = text(load(literal({**files, "data/bepalingen/9-vervangers.yaml": asks.encode()}))[0])
    deputies = dict(re.findall(r"\n### (.+?)\n(?:(?!###)[\s\S])*?- Vervanger: (.+)", made))
    assert len(deputies) > 2
    missing = [name for name, said in deputies.items() if said == "nog niet doorgegeven"]
    assert missing == ["Noorderschool"]
    assert {said for name, said in deputies.items() if name not in missing} == {"–"}


def test_before_anybody_takes_part_the_guide_says_so() -> None:
    made = text(example(), date(2023, 6, 1))
    assert "Op 1 juni 2023 doet nog geen partij mee." in made
    assert "Politie doet mee vanaf 1 januari 2024." in made


def test_the_shipped_guide_names_every_party_offer_and_mailbox() -> None:
    dossier = shipped()
    made = text(dossier)
    for partner in dossier.partners.values():
        assert f"### {partner.naam}\n" in made
        for offer in partner.aanbod:
            assert made.count(offer.titel) >= 2
        for point in partner.aanspreekpunten:
            assert made.count(point.email or "") >= 2
    assert not re.search(r"\b(per-kwartaal|op-aanvraag|inzet-en-samenwerking|None)\b", made)


@pytest.mark.parametrize(
    ("day", "called"),
    [(date(2026, 12, 31), "teamleider (vervanger)"), (date(2027, 1, 1), "wijkagent")],
)
def test_the_deputy_is_called_while_the_contact_has_not_started(day: date, called: str) -> None:
    assert f"| Politie | {called} |" in text(example(), day)
    raw = FILES["data/partners/politie.yaml"].decode()
    alone = changed(politie=raw.replace("vervanger: {functie: teamleider, email: team@politie.example}\n", ""))
    assert "| Politie | wijkagent (vanaf 1 januari 2027) |" in text(alone, date(2026, 12, 31))


@pytest.mark.parametrize("document", ["partnergids", "overdracht"])
def test_who_meets_an_old_name_finds_who_is_meant(document: str) -> None:
    source = klein()
    police = source.files[POLITIE].replace(
        b"rollen:", b"eerdere_namen:\n  - {naam: Regiokorps, tot: 2025-01-01}\nrollen:"
    )
    left = b"""\
naam: Jongerenwerk De Brug
rollen: [gemeente]
lid_van: 2024-01-01
lid_tot: 2026-01-01
opvolger: gemeente
ondertekening: {datum: 2024-01-01, functie: directeur}
"""
    files = {**source.files, POLITIE: police, "data/partners/brug.yaml": left}
    dossier, _ = load(replace(source, files=dict(sorted(files.items()))))
    gathered_ = kinds.context(document, dossier, "", kinds.Moment(DAG, "proef", "convenant"))
    shown = " ".join(make(".md", f"{document}.html.j2", gathered_).decode().split())
    assert "Regiokorps (tot 1 januari 2025)" in shown
    assert "u is dat Gemeente." in shown


def test_a_preface_comes_first_with_its_place_in_the_contents_and_says_of_whom_it_is() -> None:
    name = "data/convenant.yaml"
    said = b"voorwoord_partnergids:\n  tekst: Bel elkaar.\n  van: de burgemeester\n"
    dossier = whole({**FILES, name: FILES[name].rstrip() + b"\n" + said})
    assert "## Voorwoord\n\nBel elkaar.\n\nDe burgemeester\n\n## Wie bel ik waarvoor" in text(dossier)
    page = text(dossier, suffix=".html")
    assert page.index('href="#voorwoord"') < page.index('href="#wie"')
    assert "oorwoord" not in text(example()).split("##", 1)[1]


def test_a_plan_begins_with_its_preface() -> None:
    made = make(".md", "jaarplan.html.j2", kinds.context("jaarplan", shipped(), "2027", MOMENT)).decode()
    assert re.search(r"## Voorwoord\n\n.+\n\nDe wethouder jeugd en veiligheid, namens de partijen\n\n## Samenv", made)


def test_a_school_is_called_by_its_own_name_as_in_the_plan_and_not_by_that_of_its_board() -> None:
    guide = shipped_guide()
    schools = "Rijnstroom College, Scala College, Ashram College en Yuverta Alphen aan den Rijn"
    assert f"\n\\* Alleen voor {schools}.\n" in guide
    assert guide.count(schools) == 1 + guide.count(f"Alleen voor: {schools}.")
    assert "Scope en Yuverta" not in guide


def test_the_table_by_theme_sends_nobody_to_an_offer_that_may_be_gone() -> None:
    by_theme = shipped_guide().split("Per thema: wat er is")[1].split("\n## ")[0]
    assert by_theme.count("Schoolpedagogen\\* (Kwadraad; vraag eerst of het er nog is)") == by_theme.count(
        "Schoolpedagogen"
    )
    assert by_theme.count("vraag eerst") == by_theme.count("Schoolpedagogen"), "what was confirmed since, is there"


def test_who_can_be_asked_first_about_a_theme_stands_with_who_offers_something() -> None:
    guide = shipped_guide()
    assert "| Verzuim en voortijdig schoolverlaten | HECHT, Participe, Gemeente (leerplicht) |" in guide
    assert "| Vuurwerk; Wapens en geweld | Halt, Politie (schoolwijkagent) |" in guide


def test_the_guide_says_of_each_party_when_its_contact_was_confirmed() -> None:
    parts = {part.split("\n")[0]: part for part in shipped_guide().split("\n### ")[1:]}
    assert "- Doet mee: sinds 16 november 2022; contact bevestigd op 11 maart 2025\n" in parts["Yuverta"]
    assert "contact bevestigd op 19 februari 2026\n" in parts["Scope scholengroep"]


@cache
def shipped_guide() -> str:
    return text(shipped(), date(2026, 11, 30))


def test_a_double_name_in_a_cell_may_part_behind_its_slash_on_a_narrow_page() -> None:
    assert b"<td>Scala/<wbr>Coenecoop</td>" in made(Soort("partnergids", ""), ".html")
