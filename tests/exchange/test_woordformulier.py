"""Statement forms in Word: what a party types in a box arrives as from a workbook, also when a program rewrote it."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.formulierantwoord import Formulierantwoord
from convenant_cli.exchange.inname import inname, verteld
from convenant_cli.exchange.packages import PackageError
from convenant_cli.exchange.vragen import Formulier, formulieren
from convenant_cli.exchange.word_terug import is_formulier, received
from convenant_cli.exchange.wordform import CHOOSE, PICK, SENT, TYPE, wordform
from tests.besprekingen import sent as plan
from tests.conftest import ROOT, overlay
from tests.word_package import Edit, edited

DAY = date(2026, 11, 28)


@cache
def dossier() -> Dossier:
    return load(overlay(ROOT))[0]


@cache
def form(party: str = "yuverta", year: str = "2027") -> Formulier:
    (made,) = formulieren(dossier(), year, [party], DAY, "proef")
    return made


def back(folder: Path, *edits: Edit, name: str = "terug.docx", of: Formulier | None = None) -> Path:
    """Write a form as it comes back, with its text edited."""
    (folder / name).write_bytes(pack(edited(wordform(of or form()), *edits)))
    return folder / name


def typed(shown: str, words: str, nth: int = 0) -> Edit:
    """Type words in a box that says something; of more boxes that say it, in one of them."""

    def edit(text: str) -> str:
        places = [match.start() for match in re.finditer(re.escape(f">{shown}<"), text)]
        return f"{text[: places[nth]]}>{words}<{text[places[nth] + len(shown) + 2 :]}"

    return edit


def answered(text: str) -> str:
    """Answer the first question in full; the first box with a day is that of the statement itself."""
    boxes = [typed(CHOOSE, "deels"), typed(TYPE, "Het reglement wordt herzien"), typed(TYPE, "Reglement 2026")]
    for edit in (*boxes, typed(PICK, "24-11-2026"), typed(PICK, "1 maart 2026"), typed(TYPE, "zaak 12")):
        text = edit(text)
    return text


def bare(text: str) -> str:
    """Take all content controls away, as a program may do."""
    return re.sub(r"<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", text)


def without_keys(text: str) -> str:
    return re.sub(r"<w:bookmark(Start|End) [^>]*/>", "", text)


def wrapped(text: str) -> str:
    """Put each box around its cell, as LibreOffice and Word do with some."""
    cell = r"(<w:tc><w:tcPr>(?:(?!</w:tc>).)*?<w:sdt>.*?</w:tc>)"
    return re.sub(cell, r"<w:sdt><w:sdtContent>\1</w:sdtContent></w:sdt>", text)


def table(text: str, nth: int) -> re.Match[str]:
    return list(re.finditer(r"<w:tbl>.*?</w:tbl>", text))[nth]


def test_a_form_has_the_same_bytes_and_asks_what_the_workbook_asks() -> None:
    made = wordform(form())
    assert made == wordform(form())
    parts = unpack(made)
    text = parts["word/document.xml"].decode()
    for row in form().vragen:
        assert row.bepaling.titel.replace("&", "&amp;") in text
    assert text.count("<w:dropDownList>") == len(form().vragen)
    assert text.count('w:displayText="niet van toepassing"') == len(form().vragen)
    assert "Uiterlijk: " in text
    assert "Uw vorige antwoord: " in text
    assert SENT in parts


def test_an_untouched_form_answers_nothing(tmp_path: Path) -> None:
    found = received(back(tmp_path))
    assert (found.gebreken, found.blijft) == ([], [])
    assert len(found.rijen) == len(form().vragen)
    assert not any(row.anders for row in found.rijen.values())


@pytest.mark.parametrize("rewritten", [str, bare, without_keys, wrapped])
def test_answers_arrive_however_a_program_rewrote_the_boxes(rewritten: Edit, tmp_path: Path) -> None:
    edits = [answered, *([rewritten] if rewritten is not str else [])]
    found = received(back(tmp_path, *edits))
    assert (found.gebreken, found.blijft) == ([], [])
    assert found.datum == "2026-11-24"
    first = form().vragen[0].id
    want = Formulierantwoord("deels", "Het reglement wordt herzien", "Reglement 2026", "2026-03-01", "zaak 12")
    assert {id: row.terug for id, row in found.rijen.items() if row.anders} == {first: want}


def gone(text: str) -> str:
    one = table(text, 1)
    return text[: one.start()] + text[one.end() :]


def copied(text: str) -> str:
    one = table(text, 1)
    copy = re.sub(r'w:name="(cv_[0-9a-f]+)"', r'w:name="\1_Copy_1"', one[0])
    return text[: one.end()] + copy + text[one.end() :]


def outside(text: str) -> str:
    words = "<w:p><w:r><w:t>Zie ook onze brief.</w:t></w:r></w:p>"
    return text.replace("<w:sectPr>", f"{words}<w:sectPr>", 1)


def without_box(text: str) -> str:
    return re.sub(r"<w:tr>(?:(?!</w:tr>).)*?>Toelichting<.*?</w:tr>", "", text, count=1)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (typed(CHOOSE, "misschien"), "vak ‘Antwoord’: ‘misschien’ is geen keuze"),
        (typed(PICK, "gisteren", 1), "vak ‘Bewijs: datum’: dit is geen datum"),
        (typed(TYPE, "uitleg"), "hier staat uitleg of bewijs zonder antwoord"),
        (typed(TYPE, "gaat goed 😀"), "vak ‘Toelichting’: het teken '😀' (U+1F600) is niet te tonen"),
        (gone, "deze vraag is weg"),
        (copied, "een kopie"),
        (outside, "tekst buiten de vakken"),
        (without_box, "vak ‘Toelichting’: dit vak is weg"),
    ],
)
def test_everything_wrong_is_told_at_its_question(edit: Edit, why: str, tmp_path: Path) -> None:
    form = received(back(tmp_path, edit))
    assert form.gebreken == []
    told = "\n".join(told for _, told in form.blijft)
    assert why in told
    assert "Zie ook onze brief" not in told


def test_a_form_of_another_party_is_not_taken_for_this_one(tmp_path: Path) -> None:
    path = back(tmp_path)
    parts = unpack(path.read_bytes())
    parts[SENT] = unpack(wordform(form("scope")))[SENT]
    path.write_bytes(pack(parts))
    assert "kenmerk is dat van een ander formulier" in "\n".join(received(path).gebreken)


def test_a_document_that_is_no_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(plan()[0])
    assert not is_formulier(path)
    with pytest.raises(PackageError, match="geen formulier"):
        received(path)


def test_some_forms_come_in_together_and_what_is_personal_is_not_repeated(tmp_path: Path) -> None:
    whole = [
        back(tmp_path, answered, name="yuverta.docx"),
        back(tmp_path, typed(CHOOSE, "ja"), name="scope.docx", of=form("scope")),
        back(tmp_path, typed(CHOOSE, "nee"), typed(TYPE, "Bel 06 12345678"), name="halt.docx", of=form("halt")),
    ]
    every = inname(dossier().source, dossier(), whole, DAY, formulier_wint=False)
    assert set(every.bestanden) == {"data/verklaringen/2027/yuverta.yaml", "data/verklaringen/2027/scope.yaml"}
    told = "\n".join(line for one in every.overnames for line in verteld(one))
    assert not every.terzijde
    assert "Het reglement wordt herzien" in told
    assert "vak ‘Toelichting’: dit lijkt op een telefoonnummer" in told
    assert "06 12345678" not in told


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def below(nth: int) -> Edit:
    def edit(text: str) -> str:
        end = table(text, nth).end()
        return f"{text[:end]}{words('Behalve in mei.')}{text[end:]}"

    return edit


def above_boxes(nth: int) -> Edit:
    def edit(text: str) -> str:
        start = table(text, nth).start()
        return f"{text[:start]}{words('Behalve in mei.')}{text[start:]}"

    return edit


def above_all(text: str) -> str:
    return text.replace("<w:body>", f"<w:body>{words('Bij deze.')}", 1)


@pytest.mark.parametrize(
    ("edit", "question"),
    [(below(2), 1), (above_boxes(2), 1), (above_boxes(1), 0), (below(1), 0), (above_all, None), (outside, -1)],
)
def test_words_outside_the_boxes_keep_the_answer_behind_of_the_question_they_stand_at(
    edit: Edit, question: int | None, tmp_path: Path
) -> None:
    every = [typed(CHOOSE, "ja")] * len(form().vragen)
    found = received(back(tmp_path, *every, edit))
    at = form().vragen[question].id if question is not None else ""
    assert [id for id, _ in found.blijft] == [at]
    assert "tekst buiten de vakken" in found.blijft[0][1]
    taken = inname(dossier().source, dossier(), [tmp_path / "terug.docx"], DAY, formulier_wint=False)
    asked = {row.id for row in form().vragen}
    came = {"@".join(filter(None, (one.bepaling.id, one.eenheid))) for one in taken.overnames[0].genomen}
    assert came == asked - {at}
