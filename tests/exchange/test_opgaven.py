"""A clause that asks a number or a line of text: from the form to the record, the oordeel and the table.

The amounts were worked out by hand: 1.250 and 12,5 are Dutch, and two parties together are 1.262,5.
"""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from convenant_cli.exchange.inname import verteld
from convenant_cli.exchange.vragen import formulieren
from convenant_cli.exchange.wordform import TYPE
from convenant_cli.judging.judging import judge
from convenant_cli.text.sentences import read_number
from tests.conftest import TESTS, Run
from tests.exchange.test_woordformulier import back, typed
from tests.formulieren import cells, filled, read, sent, taken_in

DAY = date(2026, 11, 21)
QUARTER = "2026-kwartaal-3"
CHAPTER = """hoofdstuk: 9
titel: Opgave
bepalingen:
  - id: deelnemers
    nummer: 9.1
    nummer_zekerheid: gelezen
    titel: Aantal deelnemers
    tekst: Elke toezichthouder geeft per kwartaal het aantal deelnemers op.
    gebonden: [alle]
    aard: resultaat
    familie: verklaring
    toets:
      soort: verklaring
      per: kwartaal
      vraag: Hoeveel deelnemers waren er?
      opgave: getal
      maat: deelnemers
      optellen: ja
  - id: methode
    nummer: 9.2
    nummer_zekerheid: gelezen
    titel: Methode
    tekst: Elke toezichthouder zegt welke methode zij gebruikt.
    gebonden: [alle]
    aard: resultaat
    familie: verklaring
    toets: {soort: verklaring, per: kwartaal, vraag: Welke methode gebruikte u?, opgave: tekst}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "profielen" / "toezichthouders" / "data", tmp_path / "dossier" / "data")
    shutil.rmtree(tmp_path / "dossier/data/verklaringen" / QUARTER)
    (tmp_path / "dossier/data/bepalingen/9-opgave.yaml").write_text(CHAPTER, encoding="utf-8")
    return tmp_path / "dossier"


def state(root: Path, clause: str = "deelnemers") -> list[tuple[str, str]]:
    found = [one for one in judge(read(root), DAY) if (one.bepaling, one.periode) == (clause, "3e kwartaal 2026")]
    return [(one.staat, one.toelichting) for one in found if one.partner == "zorgtoezicht"]


def test_the_form_asks_its_own_question(root: Path, tmp_path: Path) -> None:
    (form,) = formulieren(read(root), QUARTER, ["zorgtoezicht"], DAY, "proef")
    asked = {row.id: row.vast[1].split("\n")[1] for row in form.vragen}
    assert asked["deelnemers"] == (
        "Hoeveel deelnemers waren er? Dit gaat over het 3e kwartaal 2026. Vul een getal in: hoeveel deelnemers."
    )
    assert asked["methode"] == "Welke methode gebruikte u? Dit gaat over het 3e kwartaal 2026."
    assert asked["afhandeling"].startswith("Hield u zich")
    sheet = load_workbook(sent(root, "zorgtoezicht", tmp_path / "f", QUARTER, DAY))["Vragen"]
    kinds = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds == {"F2": "list", "F3": None, "F4": None}


@pytest.mark.parametrize("number", ["1.250", "12,5", "0", 1250, 12.5])
def test_a_number_and_a_text_come_back_from_a_workbook(root: Path, tmp_path: Path, number: object) -> None:
    sheet = filled(sent(root, "zorgtoezicht", tmp_path / "f", QUARTER, DAY), cells(F3=number, F4="Navraag bij leden"))
    (one,) = taken_in(root, sheet, day=DAY).overnames
    kept = str(number).replace("12.5", "12,5")
    assert one.inhoud is not None
    text = one.inhoud.decode()
    assert f"- bepaling: deelnemers\n    antwoord: ja\n    opgave: {kept}\n" in text.replace("'", "")
    assert "- bepaling: methode\n    antwoord: ja\n    opgave: Navraag bij leden\n" in text
    assert any(kept in line for line in verteld(one))


def test_it_comes_back_from_word(root: Path, tmp_path: Path) -> None:
    (form,) = formulieren(read(root), QUARTER, ["zorgtoezicht"], DAY, "proef")
    # Of each question there are three boxes to type in, and question one for the answer where it is no choice.
    path = back(tmp_path, typed(TYPE, "deels: 1.250", 3), of=form)
    (one,) = taken_in(root, path, day=DAY).overnames
    assert [(taken.bepaling.id, taken.wordt.antwoord, taken.wordt.opgave) for taken in one.genomen] == [
        ("deelnemers", "deels", "1.250")
    ]


def test_what_is_no_number_stays_out_with_its_place(root: Path, tmp_path: Path) -> None:
    for wrong in ("ongeveer 30", "12.5.1", "ja"):
        sheet = filled(sent(root, "zorgtoezicht", tmp_path / "f", QUARTER, DAY), cells(F3=wrong))
        (one,) = taken_in(root, sheet, day=DAY).overnames
        assert one.genomen == ()
        told = " ".join(verteld(one))
        assert "blad Vragen, rij 3, kolom F (Antwoord): " in told
        assert "is geen getal" in told or wrong == "ja"
    assert "hier staat alleen ja; vul het getal in waar de vraag om gaat" in told


def test_what_was_given_before_is_sent_and_not_taken_as_a_change(root: Path, tmp_path: Path) -> None:
    made = root / f"data/verklaringen/{QUARTER}/zorgtoezicht.yaml"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(
        "afgelegd_op: 2026-10-10\nfunctie: directeur\nantwoorden:\n"
        "  - {bepaling: deelnemers, antwoord: deels, opgave: '1.250'}\n  - {bepaling: methode, antwoord: nee}\n",
        encoding="utf-8",
    )
    sheet = sent(root, "zorgtoezicht", tmp_path / "f", QUARTER, DAY)
    assert load_workbook(sheet)["Vragen"]["F3"].value == "deels: 1.250"
    (same,) = taken_in(root, sheet, day=DAY).overnames
    assert (same.genomen, same.inhoud) == ((), None)
    (one,) = taken_in(root, filled(sheet, cells(F3="1.300")), day=DAY).overnames
    assert [(taken.wordt.antwoord, taken.wordt.opgave) for taken in one.genomen] == [("ja", "1.300")]
    assert one.inhoud is not None
    assert "antwoord: ja, opgave: '1.300'" in one.inhoud.decode().replace('"', "'")


def answered(root: Path, party: str, answer: str) -> None:
    made = root / f"data/verklaringen/{QUARTER}/{party}.yaml"
    made.parent.mkdir(parents=True, exist_ok=True)
    text = f"afgelegd_op: 2026-10-10\nfunctie: directeur\nantwoorden:\n  - {{bepaling: deelnemers, {answer}}}\n"
    made.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("answer", "staat", "told"),
    [
        (
            "antwoord: ja, opgave: 1250",
            "verklaard",
            "Zorgtoezicht geeft over het 3e kwartaal 2026 op: 1.250 deelnemers",
        ),
        ("antwoord: ja, opgave: 1", "verklaard", "Zorgtoezicht geeft over het 3e kwartaal 2026 op: 1 (deelnemers)"),
        (
            "antwoord: deels, opgave: '12,5'",
            "verklaard: deels",
            "Zorgtoezicht antwoordt over het 3e kwartaal 2026: deels (12,5 deelnemers)",
        ),
        (
            "antwoord: ja",
            "gedeeltelijk gevonden",
            "Zorgtoezicht verklaart dit over het 3e kwartaal 2026; het getal zelf is nog niet gevonden",
        ),
    ],
)
def test_the_oordeel_says_what_was_given(root: Path, answer: str, staat: str, told: str) -> None:
    answered(root, "zorgtoezicht", answer)
    assert state(root) == [(staat, told)]


def test_the_annex_has_a_table_with_a_sum(root: Path, tmp_path: Path, convenant: Run) -> None:
    answered(root, "zorgtoezicht", "antwoord: ja, opgave: 1250")
    answered(root, "markttoezicht", "antwoord: deels, opgave: '12,5'")
    asked = ("render", "nalevingsbijlage", "--naar", tmp_path / "uit.md")
    convenant("-C", root, *asked, "--peildatum", DAY.isoformat(), code=0)
    lines = [" ".join(line.split()) for line in (tmp_path / "uit.md").read_text("utf-8").splitlines()]
    start = next(number for number, line in enumerate(lines) if line.startswith("| Partij") and "3e kwartaal" in line)
    assert lines[start + 2 : start + 5] == [
        "| Markttoezicht | 12,5 |", "| Zorgtoezicht | 1.250 |", "| Samen opgegeven | 1.262,5 |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed_in", "value"),
    [("1.250", "1250"), ("12,5", "12.5"), ("12.5", "12.5"), ("1.250.000,75", "1250000.75"), ("-3", "-3"), (" 7 ", "7")],
)
def test_a_number_is_read_as_dutch_writes_it(typed_in: str, value: str) -> None:
    assert read_number(typed_in) == Decimal(value)


@pytest.mark.parametrize("wrong", ["", "1,2,3", "1.2.3", "1 250", "30 deelnemers", "1.25,5", "één", "1e3"])
def test_what_is_no_number_is_none(wrong: str) -> None:
    assert read_number(wrong) is None


def test_an_open_statement_has_room_for_it(root: Path, convenant: Run) -> None:
    convenant("-C", root, "new", "verklaring", f"{QUARTER}/zorgtoezicht", "--peildatum", DAY.isoformat(), code=0)
    text = (root / f"data/verklaringen/{QUARTER}/zorgtoezicht.yaml").read_text(encoding="utf-8")
    assert text.count("opgave:") == 2


@pytest.mark.parametrize(
    ("toets", "told"),
    [
        ("opgave: getal", "bij 'opgave' hoort een vraag"),
        ("vraag: Hoe?, maat: euro", "'maat' en 'optellen' gaan over een getal"),
        ("vraag: Hoe?, opgave: tekst, optellen: ja", "'maat' en 'optellen' gaan over een getal"),
    ],
)
def test_what_does_not_go_together_is_told(root: Path, convenant: Run, toets: str, told: str) -> None:
    path = root / "data/bepalingen/9-opgave.yaml"
    text = path.read_text(encoding="utf-8")
    old = "toets: {soort: verklaring, per: kwartaal, vraag: Welke methode gebruikte u?, opgave: tekst}"
    path.write_text(text.replace(old, f"toets: {{soort: verklaring, per: kwartaal, {toets}}}"), encoding="utf-8")
    assert told in " ".join(convenant("-C", root, "validate", "--peildatum", DAY.isoformat()).out.split())


def test_a_form_and_a_table_in_one_folder_come_in_together(root: Path, tmp_path: Path, convenant: Run) -> None:
    folder = tmp_path / "terug"
    filled(sent(root, "zorgtoezicht", folder, QUARTER, DAY), cells(F3="20"))
    day = ("--peildatum", DAY.isoformat())
    convenant("-C", root, "export", "contacten", "--naar", folder / "contacten.csv", *day, code=0)
    table = (folder / "contacten.csv").read_text("utf-8-sig")
    assert "strategisch adviseur" in table
    (folder / "contacten.csv").write_text(table.replace("strategisch adviseur", "senior adviseur"), "utf-8-sig")
    convenant("-C", root, "import", folder, "--ja", *day, code=0)
    assert "opgave: 20" in (root / f"data/verklaringen/{QUARTER}/zorgtoezicht.yaml").read_text("utf-8")
    assert "senior adviseur" in (root / "data/partners/zorgtoezicht.yaml").read_text("utf-8")
