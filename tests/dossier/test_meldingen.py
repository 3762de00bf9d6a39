"""What a keeper of a dossier was told in a year of work, and was not helped by: each message, and its remedy."""

from dataclasses import replace
from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.commands.reports.view import folded
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding, Severity
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.text.sentences import capital
from tests.klein import ACTIE, DAG, PLAN, POLITIE, klein

KLEIN = klein()
MEETING = "data/bijeenkomsten/2027-03-01-overleg.yaml"
NEW = """\
titel: Overleg
bijeenkomstsoort: jaarlijks
status: gepland
datum: 2027-03-01
aanvang: 14:00
plaats: Gemeentehuis
organisator: gemeente
genodigd: [alle]
agenda:
  - {titel: Opening, doel: informeren}
"""


def findings(texts: dict[str, str], day: date = DAG) -> list[Finding]:
    files = {**KLEIN.files, **{name: text.encode() for name, text in texts.items()}}
    before = {(one.rule, one.message) for one in check_source(KLEIN, day).findings}
    found = check_source(replace(KLEIN, files=dict(sorted(files.items()))), day).findings
    return [one for one in found if (one.rule, one.message) not in before]


def edited(name: str, old: str, new: str) -> dict[str, str]:
    text = KLEIN.files[name].decode()
    assert old in text
    return {name: text.replace(old, new, 1)}


@pytest.mark.parametrize(
    ("name", "old", "new", "message", "hint"),
    [
        (ACTIE, "indicator: {omschrijving: lessen, streefwaarde: 4}\n", "",
         "actie 1.1 heeft geen indicator en geen reden waarom die ontbreekt", "`geen_indicator_omdat: …`"),
        (ACTIE, "lessen, streefwaarde: 4}", "lessen}\nstreefwaarde: 4",
         "het veld 'streefwaarde' bestaat hier niet", "onder 'indicator'"),
        (ACTIE, "status: gepland", "status: gepland\ntelling: 4",
         "het veld 'telling' bestaat hier niet", "bij een van de delen van 'voortgang'"),
        (PLAN, "periode: kalenderjaar 2027", "periode: kalenderjaar 2028",
         "bedoelde u de map '2028'?", "of verander `periode` in kalenderjaar 2027"),
        (POLITIE, "rollen: [politie]", "rollen: [vrijwilliger]",
         "de rol 'vrijwilliger' bestaat niet", "voeg een nieuwe rol toe onder 'rollen' in data/convenant.yaml"),
        (ACTIE, "status: gepland", "status: gepland\nvoortgang: Gaat goed.",
         "bij 'voortgang' hoort een lijst, geen tekst", "- {datum: …, tekst: Gaat goed.}"),
        (ACTIE, "status: gepland", 'status: gepland\nvoortgang: "Goed: verder"',
         "bij 'voortgang' hoort een lijst, geen tekst", '- {datum: …, tekst: "Goed: verder"}'),
        (ACTIE, 'trekker: "politie"', "trekker: politie gemeente",
         "'politie gemeente' is geen geldige naam; bedoelde u [politie, gemeente]?", "komma"),
        (ACTIE, 'trekker: "politie"', "trekker: gemeente Voorbeeldstad", "bedoelde u 'gemeente'?", ""),
        (ACTIE, 'trekker: "politie"', "trekker: Politie", "bedoelde u 'politie'?", ""),
        (ACTIE, 'trekker: "politie"', "trekker: De Noorderschool", "bedoelde u 'noorderschool'?", ""),
        (ACTIE, 'trekker: "politie"', "trekker: Stichting Onbekend", "'Stichting Onbekend' is geen geldige naam",
         "'convenant find'"),
    ],
)  # fmt: skip
def test_one_cause_is_one_message_with_what_to_do(name: str, old: str, new: str, message: str, hint: str) -> None:
    found = [one for one in findings(edited(name, old, new)) if one.severity is Severity.FOUT]
    told = next(one for one in found if message in one.message)
    assert hint in told.hint
    assert [one.message for one in found if one.position.line == told.position.line] == [told.message]
    assert not any("actie-valt-in-planperiode" in one.rule for one in found)


def test_a_list_with_names_where_blocks_belong_is_told_once() -> None:
    text = f"{NEW}aanwezig:\n" + "".join(f"  - {name}\n" for name in ("gemeente", "politie", "noorderschool"))
    found = [one for one in findings({MEETING: text}) if one.position.file == MEETING]
    assert [(one.message, one.hint) for one in found] == [
        (
            "elk deel van 'aanwezig' heeft velden, en is geen tekst",
            "schrijf elk deel zoals dit: - {partner: gemeente, via: contactpersoon}",
        )
    ]


def test_what_git_holds_of_the_private_folder_says_what_to_do_now() -> None:
    _, found = load(replace(KLEIN, exposed=("prive/personen.yaml",)))
    assert [one.hint for one in found] == [
        "verstuur niets (geen git push) en geef: git rm -r --cached prive; al verstuurd? meld het als datalek"
    ]


def test_a_meeting_nobody_recorded_is_one_point_and_not_one_of_every_party() -> None:
    held = date(2027, 4, 1)
    dossier, _ = load(replace(KLEIN, files={**KLEIN.files, MEETING: NEW.encode()}))
    points = [
        one for one in overzicht(dossier, held).punten if "nog niet gevonden wie er waren" in one.eerste.toelichting
    ]
    assert len(points) <= 1
    assert all(one.partner is None for one in points)


def test_the_first_letter_of_a_sentence_has_one_accent() -> None:
    assert capital("één keer") == "Eén keer"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("kort", ["kort"]),
        ("naam       een zin die veel te lang is om hier te staan",
         ["naam       een zin die veel te", "           lang is om hier te", "           staan"]),
        ("  een zin die veel te lang is om hier te staan", ["  een zin die veel te lang is", "    om hier te staan"]),
        ("  git commit -m 'een opdracht om over te nemen'", ["  git commit -m 'een opdracht om over te nemen'"]),
        ("data/een/lange/naam/van/een/bestand.yaml:4  veld", ["data/een/lange/naam/van/een/bestand.yaml:4", "  veld"]),
    ],
)  # fmt: skip
def test_no_line_is_cut_in_a_word_by_the_edge_of_a_screen(line: str, shown: list[str]) -> None:
    assert folded(30, line) == shown
