"""The evaluations of a year as a document: what it shows, what it leaves out, and where outcomes went."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds import evaluatie
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.alle_documenten import shipped
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, overlay, whole

FOLDER = TESTS / "documents" / "documenten" / "evaluatie"
FILES = overlay(BASIS, FOLDER).files


@cache
def example() -> Dossier:
    return whole(FILES)


def gathered(dossier: Dossier, which: str = "2026", day: date = PEILDATUM) -> Mapping[str, Any]:
    return kinds.context("evaluatie", dossier, which, kinds.Moment(day, "", ""))


def text(dossier: Dossier, which: str, day: date = PEILDATUM) -> str:
    context = kinds.context("evaluatie", dossier, which, kinds.Moment(day, "0123456789", "convenant 0.0"))
    return make(".md", "evaluatie.html.j2", context).decode()


def test_what_no_clause_asks_to_be_carried_on_is_not_still_to_do() -> None:
    assert "Dit moet nog mee" in text(example(), "2026")
    name, asks = "data/bepalingen/2-evaluatie.yaml", b", gebruikt: jaarplan"
    assert asks in FILES[name]
    dossier, _ = load(literal({**FILES, name: FILES[name].replace(asks, b"")}))
    assert "Dit moet nog mee" not in text(dossier, "2026")
    assert "Nog niet meegenomen" not in text(dossier, "2026")


@pytest.mark.parametrize(("which", "golden"), [("2026", "verwacht.md"), ("2027", "verwacht-convenant.md")])
def test_the_document_is_as_expected(which: str, golden: str) -> None:
    check_golden(FOLDER / golden, text(example(), which))


def test_the_years_are_those_that_have_evaluations() -> None:
    assert kinds.choices("evaluatie", example()) == ["2026", "2027"]


def test_what_came_after_the_reference_date_is_left_out() -> None:
    before, after = gathered(example(), day=date(2026, 12, 14)), gathered(example(), day=date(2026, 12, 15))
    assert "2.2 Mentorles over pesten" not in [one.naam for one in before["uitkomsten"]]
    assert "2.2 Mentorles over pesten" in [one.naam for one in after["uitkomsten"]]
    assert [action.nummer for action in before["klaar_zonder"]] == ["2.2"]
    assert after["klaar_zonder"] == []


def test_before_the_first_evaluation_the_document_says_so() -> None:
    made = text(example(), "2026", date(2026, 6, 1))
    assert "Over 2026 is op 1 juni 2026 nog geen evaluatie vastgelegd." in made
    assert "besproken" not in made
    assert "## Nog zonder evaluatie" in made


def test_outcomes_stand_in_the_order_of_the_plan() -> None:
    assert [one.naam for one in gathered(example())["van_acties"]] == ["1.1 Ouderavond", "2.1 Sportdag met de buurt"]
    assert [part.titel for part in gathered(example())["themas"]] == [
        "Thema 1: Online veiligheid",
        "Thema 2: Schoolklimaat",
    ]


def test_actions_without_an_evaluation_come_with_their_time() -> None:
    rows = {row.actie.nummer: row.wanneer for row in gathered(example())["nog"]}
    assert rows == {
        "2.2": "nu; klaar sinds 28 oktober 2026",
        "1.3": "als de actie is gedaan",
        "2.3": "als de actie klaar is; de einddatum was 1 oktober 2026",
        "2.10": "na 18 december 2026",
    }
    assert next(iter(rows)) == "2.2", "what is done comes first"
    assert [action.nummer for action in gathered(example())["vervallen"]] == ["1.2"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 11), {"": ("1.1 Ouderavond", "2.1 Sportdag met de buurt")}),
        (
            date(2026, 10, 12),
            {
                "‘Tussenstand van het plan’ (12 oktober 2026)": ("1.1 Ouderavond",),
                "": ("2.1 Sportdag met de buurt", "jaarplan 2026"),
            },
        ),
        (
            # The agreement's evaluation rests on that of the plan, and so on the outcomes in it.
            date(2026, 11, 10),
            {
                "de evaluatie van het convenant van 10 november 2026": ("1.1 Ouderavond", "jaarplan 2026"),
                "": ("2.1 Sportdag met de buurt",),
            },
        ),
    ],
)
def test_where_outcomes_went(day: date, expected: dict[str, tuple[str, ...]]) -> None:
    assert {way.waar: way.namen for way in gathered(example(), day=day)["wegen"]} == expected


def test_evaluations_that_use_each_other_do_not_go_round() -> None:
    name = "data/evaluaties/2026/ouderavond.yaml"
    dossier, _ = load(literal(FILES | {name: FILES[name] + b"gebruikt: [2026/tussenstand]\n"}))
    ways = {way.waar: way.namen for way in gathered(dossier)["wegen"]}
    assert ways["de evaluatie van het convenant van 10 november 2026"] == ("1.1 Ouderavond", "jaarplan 2026")


def test_a_covenant_that_does_not_ask_for_its_evaluation_gets_no_sentence_about_it() -> None:
    files = {name: raw for name, raw in FILES.items() if not name.endswith("2-evaluatie.yaml")}
    made = text(load(literal(files))[0], "2026")
    assert "evaluatie van het convenant" not in made
    assert "eegenomen" not in made


def test_a_year_without_a_plan_shows_its_evaluations_alone() -> None:
    made = text(example(), "2027")
    assert "is één evaluatie vastgelegd, van het convenant" in made
    assert "Nog zonder evaluatie" not in made


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        (("gehaald", "gehaald"), "Bij twee acties is het doel gehaald."),
        (("gehaald", "niet-te-meten"), "Bij één actie is het doel gehaald en bij één niet te meten."),
        (("niet-gehaald", "deels-gehaald"), "Bij één actie is het doel deels gehaald en bij één niet gehaald."),
    ],
)
def test_the_goals_in_words(ratings: tuple[str, str], said: str) -> None:
    files = dict(FILES)
    for name, rating in zip(("ouderavond", "sportdag"), ratings, strict=True):
        path = f"data/evaluaties/2026/{name}.yaml"
        lines = files[path].decode().splitlines()
        kept = [f"waardering: {rating}" if line.startswith("waardering") else line for line in lines]
        files[path] = "\n".join(kept).encode()
    assert said in text(load(literal(files))[0], "2026")


@pytest.mark.parametrize("which", ["2025", "2026"])
def test_the_shipped_evaluations_tell_every_conclusion(which: str) -> None:
    dossier = shipped()
    made = text(dossier, which)
    notes = [note for note in dossier.evaluaties.values() if note.id.startswith(which)]
    assert len(notes) in (2, 9)
    for note in notes:
        for conclusion in note.conclusies:
            assert made.count(conclusion) == 1, conclusion
    for id in (*dossier.partners, *dossier.bepalingen):
        assert "-" not in id or f" {id} " not in made


def test_a_clause_with_a_list_is_quoted_with_that_list() -> None:
    """A list quoted in a line ran on: ``dan: - Was het plan uitvoerbaar? - Wist ieder wat te doen?``."""
    name = "data/bepalingen/2-evaluatie.yaml"
    clauses = FILES[name].decode()
    (line,) = [line for line in clauses.splitlines() if line.startswith("    tekst: ") and "evalu" in line.lower()][:1]
    listed = (
        "    tekst: |\n      Zij beantwoorden dan:\n      - Was het plan uitvoerbaar?\n      - Wist ieder wat te doen?"
    )
    dossier = whole({**FILES, name: clauses.replace(line, listed).encode()})
    made = text(dossier, "2026")
    assert "van het convenant:\n\n> Zij beantwoorden dan:\n>\n> - Was het plan uitvoerbaar?\n> - Wist ieder" in made
    assert "dan: -" not in made


def test_what_no_meeting_discussed_is_told_once() -> None:
    assert text(example(), "2027").count("in geen bijeenkomst besproken") == 1
    assert "## Waar dit is besproken" not in text(example(), "2027")


@pytest.mark.parametrize(("day", "said"), [("2026-10-01", "In 2026 is"), ("2027-01-20", "Over 2026 is")])
def test_an_evaluation_of_the_agreement_alone_is_not_about_the_year_in_which_it_was_made(day: str, said: str) -> None:
    (raw,) = [raw.decode() for name, raw in FILES.items() if "evaluaties/2027/" in name]
    others = {name: text for name, text in FILES.items() if "/evaluaties/" not in name}
    note = re.sub(r"^datum: .*$", f"datum: {day}", raw, flags=re.M)
    note = re.sub(r"^gebruikt:.*\n", "", note, flags=re.M)
    only, _ = load(literal(others | {"data/evaluaties/2026/alleen.yaml": note.encode()}))
    assert f"{said} één evaluatie vastgelegd, van het convenant" in text(only, "2026", date(2027, 2, 1))


@cache
def written(which: str) -> str:
    return text(shipped(), which, date(2026, 11, 30))


def test_who_reads_the_first_page_only_knows_what_is_done_otherwise_and_whether_anything_lacks() -> None:
    first = written("2025").split("## In het kort")[1].split("\n## ")[0]
    assert "Elke actie heeft een evaluatie." in first
    assert re.findall(r"^- \*\*(.+?):\*\*", first.split("### Wat er anders gaat")[1].split("###")[0], re.MULTILINE) == [
        "1.1 Ouderavonden over telefoon en games",
        "3.2 Jongerenwerkers op school",
        "4.1 Voorlichting over wapens",
        "Jaarplan 2025",
    ]
    assert "Elke actie" not in written("2026"), "seven have none yet"


def test_what_went_into_the_evaluation_of_a_plan_did_not_go_into_that_of_the_agreement() -> None:
    part = written("2025").split("### Wat al is meegenomen en wat nog niet")[1].split("\n## ")[0]
    assert part.strip().split("\n") == [
        "- Opgegaan in ‘Evaluatie van het jaarplan 2025’ (18 december 2025): alle acties.",
        "- **Nog niet meegenomen in een evaluatie van het convenant:** jaarplan 2025.",
    ]
    assert "alle acties" not in written("2026"), "of two of twenty-two it is not all"
    assert "Lezing 10 staat in de bijlage bij het nalevingsrapport." in written("2025")


def test_where_a_reading_stands_is_told_because_the_judgement_rests_on_it() -> None:
    known, day = shipped(), date(2026, 11, 30)
    (oordeel,) = [one for one in judge(known, day) if one.bepaling == "u-uitkomsten"][-1:]
    assert "Lezing 10 staat in de bijlage bij het nalevingsrapport." in evaluatie._sentence(known, oordeel)
    # The name of a body may look like one.
    other = replace(oordeel, toelichting="lezing 10 (de leesgroep) evalueerde niets", rust_op=())
    assert evaluatie._sentence(known, other) == "Lezing 10 (de leesgroep) evalueerde niets."
