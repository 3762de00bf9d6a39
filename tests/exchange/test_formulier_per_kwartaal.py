"""A statement that is asked each quarter, from the form to the record: what is typed, sent, taken over and shown."""

import re
import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import load_workbook

from convenant_cli.exchange.vragen import formulieren
from convenant_cli.exchange.wordform import CHOOSE, wordform
from tests.conftest import PEILDATUM, TESTS, Run
from tests.exchange.test_woordformulier import back, typed
from tests.formulieren import cells, filled, read, sent, taken_in
from tests.verhaal import begun

DAY = ("--peildatum", "2026-11-21")
RECORD = "data/verklaringen/2026-kwartaal-2/zorgtoezicht.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "profielen" / "toezichthouders" / "data", tmp_path / "dossier" / "data")
    return tmp_path / "dossier"


@pytest.mark.parametrize("said", ["2e kwartaal 2026", "2026-kwartaal-2"])
def test_the_form_of_a_quarter_asks_what_is_asked_each_quarter(root: Path, said: str) -> None:
    (form,) = formulieren(read(root), said, ["zorgtoezicht"], PEILDATUM, "proef")
    assert (form.jaar, form.titelregel) == ("2026-kwartaal-2", "Verklaring 2e kwartaal 2026")
    assert [row.id for row in form.vragen] == ["afhandeling"]
    assert form.vragen[0].vast[1].endswith("Hield u zich in het 2e kwartaal 2026 aan deze afspraak?")


def test_of_a_quarter_the_one_before_is_told_and_the_year_does_not_ask_it(root: Path) -> None:
    (third,) = formulieren(read(root), "2026-kwartaal-3", ["markttoezicht"], PEILDATUM, "proef")
    assert third.vragen[0].vast[4] == "2e kwartaal 2026: ja"
    (whole,) = formulieren(read(root), "2026", ["zorgtoezicht"], PEILDATUM, "proef")
    assert [row.id for row in whole.vragen] == ["signalen"]


def test_it_goes_out_and_comes_back_as_workbook_and_in_word(root: Path, tmp_path: Path, convenant: Run) -> None:
    for vorm in ("xlsx", "docx"):
        asked = ("export", "verklaring", "2e kwartaal 2026", "--partner", "zorgtoezicht", "--vorm", vorm)
        done = convenant("-C", root, *asked, "--naar", tmp_path / "f", *DAY, code=0)
    names = sorted(path.name for path in (tmp_path / "f").iterdir())
    assert names == ["verklaring-2026-kwartaal-2-zorgtoezicht.docx", "verklaring-2026-kwartaal-2-zorgtoezicht.xlsx"]
    sheet = tmp_path / "f" / names[1]
    assert load_workbook(sheet).worksheets[0]["A1"].value == "Verklaring 2e kwartaal 2026"
    (form,) = formulieren(read(root), "2026-kwartaal-2", ["zorgtoezicht"], PEILDATUM, "proef")
    assert wordform(form)
    for path in (filled(sheet, cells(F2="Ja")), back(tmp_path, typed(CHOOSE, "ja"), of=form)):
        (one,) = taken_in(root, path).overnames
        assert one.naam == RECORD
        assert one.inhoud is not None
        assert b"- bepaling: afhandeling\n    antwoord: ja\n" in one.inhoud
    done = convenant("-C", root, "import", sheet, "--ja", *DAY, code=0)
    assert "Zorgtoezicht, 2e kwartaal 2026" in done.out
    shown = convenant("-C", root, "show", "verklaring:2026-kwartaal-2/zorgtoezicht").out
    assert shown.startswith("verklaring 2026-kwartaal-2/zorgtoezicht\n")


def test_a_statement_on_a_quarter_is_made_empty(root: Path, convenant: Run) -> None:
    convenant("-C", root, "new", "verklaring", "4e kwartaal 2026", "--alle", *DAY, code=0)
    made = sorted(path.name for path in (root / "data/verklaringen/2026-kwartaal-4").iterdir())
    assert made == ["markttoezicht.yaml", "zorgtoezicht.yaml"]
    convenant("-C", root, "new", "verklaring", "2e kwartaal 2026/zorgtoezicht", *DAY, code=0)
    assert "bepaling: afhandeling" in (root / RECORD).read_text(encoding="utf-8")


def test_what_is_no_period_is_refused_with_the_ways_to_write_one(root: Path, convenant: Run) -> None:
    done = convenant("-C", root, "export", "verklaring", "5e kwartaal 2026", "--alle", "--naar", root / "f", *DAY)
    assert done.code != 0
    assert "'5e kwartaal 2026' is geen periode; schrijf 2026" in " ".join(done.err.split())
    assert "of 2026-kwartaal-3 voor een kwartaal" in " ".join(done.err.split())


def test_a_difference_names_the_quarter(root: Path, convenant: Run) -> None:
    begun(root)
    assert convenant("-C", root, "new", "verklaring", "2e kwartaal 2026/zorgtoezicht", *DAY).code == 0
    told = convenant("-C", root, "diff", "HEAD", *DAY)
    assert "Verklaring 2e kwartaal 2026 van Zorgtoezicht" in told.out


def test_a_mail_with_one_question_speaks_of_one(root: Path, tmp_path: Path, convenant: Run) -> None:
    asked = ("export", "mail", "vragen", "2e kwartaal 2026", "--partner", "zorgtoezicht", "--uiterlijk", "2026-12-15")
    convenant("-C", root, *asked, "--naar", tmp_path / "m", *DAY, code=0)
    (draft,) = (tmp_path / "m").iterdir()
    body = message_from_bytes(draft.read_bytes(), policy=default).get_body(("plain",))
    assert body is not None
    text = " ".join(str(body.get_content()).split())
    assert "een verklaring geven over het 2e kwartaal 2026?" in text
    assert "In de bijlage staat uw vraag, met de tekst van het samenwerkingsprotocol" in text


def test_a_party_without_a_contact_is_not_told_that_it_has_one(root: Path, tmp_path: Path) -> None:
    party = root / "data/partners/zorgtoezicht.yaml"
    text = party.read_text("utf-8")
    kept = re.sub(r"^contactpersoon:\n(  .*\n)+", "", text, flags=re.MULTILINE)
    assert kept != text
    party.write_text(kept, "utf-8")
    shutil.rmtree(root / "data/verklaringen")
    (form,) = formulieren(read(root), "2026-kwartaal-2", ["zorgtoezicht"], PEILDATUM, "proef")
    assert form.functie == ""
    sheet = load_workbook(sent(root, "zorgtoezicht", tmp_path / "f", "2026-kwartaal-2"))["Verklaring"]
    assert [cell.value for cell in sheet[4]][:2] == ["Wie vult dit in", "wie hier in uw organisatie over gaat"]


def test_where_nothing_is_asked_the_periods_that_can_be_asked_are_named(
    root: Path, tmp_path: Path, convenant: Run
) -> None:
    asked = ("--partner", "markttoezicht", "--naar", tmp_path / "f", *DAY)
    done = convenant("-C", root, "export", "verklaring", "2026-halfjaar-1", *asked, code=2)
    periods = re.findall(r"'([^']+)'", done.err.partition("; wel over: ")[2])
    assert any("kwartaal" in one for one in periods)
    for period in periods:
        done = convenant("-C", root, "export", "verklaring", period, *asked, code=0)
