"""Statement forms: what a party gets, and what of a filled in form reaches the records."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from convenant_cli.documents.writers.office.zipped import unpack
from convenant_cli.exchange.inname import verteld, verteld_terzijde
from convenant_cli.exchange.received import received
from convenant_cli.exchange.typed import TypedError, choice, day, text
from convenant_cli.exchange.vragen import formulieren
from convenant_cli.exchange.workbook import workbook
from convenant_cli.sources.together import write_together
from convenant_cli.sources.yamlfile import parse
from tests.conftest import PEILDATUM, ROOT, Run, whole
from tests.een_bepaling import basis, bepaling, hoofdstuk
from tests.formulieren import Edit, cells, dossier_in, filled, read, row_of, sent, taken_in

#: A day as a spreadsheet holds it.
DAY = datetime(2026, 3, 2)  # noqa: DTZ001  # a cell knows no zone
HALT = "data/verklaringen/2026/halt.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that no test of this file changes."""
    return dossier_in(tmp_path_factory.mktemp("dossier"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dossier that a test may change."""
    return dossier_in(tmp_path / "dossier")


def said(root: Path, *paths: Path, **options: Any) -> str:
    """Return all that is told of some forms."""
    every = taken_in(root, *paths, **options)
    told = [*map(verteld, every.overnames), *map(verteld_terzijde, every.terzijde)]
    return "\n".join(sentence for sentences in told for sentence in sentences)


def wrong_in(path: Path) -> list[str]:
    """Return all that is wrong in a form: with the whole of it, and at its questions."""
    form = received(path)
    return [*form.gebreken, *(told for _, told in form.blijft)]


def both(*edits: Edit) -> Edit:
    """Return an edit that does some others."""

    def edit(book: Any) -> None:
        for one in edits:
            one(book)

    return edit


# --- what a party gets --------------------------------------------------------------------------------------------


def test_the_same_records_give_the_same_bytes(root: Path) -> None:
    forms = [formulieren(read(root), "2026", ["halt", "scope"], PEILDATUM, "proef") for _ in range(2)]
    assert [workbook(form) for form in forms[0]] == [workbook(form) for form in forms[1]]


def test_a_form_asks_what_binds_the_party_with_a_row_for_each_school(root: Path) -> None:
    (form,) = formulieren(read(root), "2027", ["scala-coenecoop"], PEILDATUM, "proef")
    rows = [row.id for row in form.vragen]
    assert "s-schoolreglement@scala-coenecoop/scala-college" in rows
    assert "s-schoolreglement@scala-coenecoop/coenecoop-college" in rows
    assert "s-incidentregistratie" in rows
    assert not any(row.startswith(("g-", "z-")) for row in rows)
    assert len(rows) == len(set(rows))


def test_a_party_that_has_stopped_is_asked_only_what_binds_it_after_its_end(own: Path) -> None:
    chapter, halt = own / "data/bepalingen/5-politie.yaml", own / "data/partners/halt.yaml"
    before, clause, after = chapter.read_text("utf-8").partition("  - id: p-geheimhouding\n")
    halt.write_text(halt.read_text("utf-8").replace("\nlid_van:", "\nlid_tot: 2027-01-01\nlid_van:"), "utf-8")
    day = date(2028, 3, 1)
    assert formulieren(read(own), "2027", ["halt"], day, "proef") == []
    after = after.replace("    gebonden: [alle]\n", "    gebonden: [alle]\n    bindt_na: 2 jaar\n", 1)
    chapter.write_text(before + clause + after, "utf-8")
    (form,) = formulieren(read(own), "2027", ["halt"], day, "proef")
    assert [row.id for row in form.vragen] == ["p-geheimhouding"]
    assert formulieren(read(own), "2029", ["halt"], date(2030, 3, 1), "proef") == []


def test_what_is_answered_for_the_whole_already_is_not_asked_again_for_each_school(root: Path) -> None:
    (form,) = formulieren(read(root), "2026", ["scala-coenecoop"], PEILDATUM, "proef")
    assert [row.id for row in form.vragen if row.bepaling.id == "s-bekend-intern"] == ["s-bekend-intern"]


def test_a_form_shows_question_clause_and_earlier_answer(root: Path, tmp_path: Path) -> None:
    sheet = load_workbook(sent(root, "scope", tmp_path))["Vragen"]
    row = row_of(tmp_path / "verklaring-2026-scope.xlsx", "c-informeren-partners")
    number, question, clause, whom, before = (sheet.cell(row, column).value for column in range(1, 6))
    assert number == "1.2 taak 2"
    assert question == "Andere partijen informeren\nHield u zich in 2026 aan deze afspraak?"
    assert "elke partij zijn rol optimaal kan vervullen" in clause
    assert whom == "de hele organisatie"
    assert before.startswith("2025: deels. Wij melden veranderingen")


def test_a_form_is_ready_to_fill_in_and_to_print(root: Path, tmp_path: Path) -> None:
    book = load_workbook(sent(root, "scope", tmp_path))
    sheet = book["Vragen"]
    assert sheet.freeze_panes == "C2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.protection.sheet
    assert sheet["K1"].parent.column_dimensions["K"].hidden
    locked = {cell.column_letter for cell in sheet[2] if cell.protection.locked}
    assert locked == {*"ABCDEK"}
    (choices,) = sheet.data_validations.dataValidation
    assert str(choices.sqref) == f"F2:F{sheet.max_row}"
    assert book.defined_names["Antwoorden"].attr_text == "Keuzes!$A$1:$A$4"
    assert [row[0].value for row in book["Keuzes"]] == ["ja", "deels", "nee", "niet van toepassing"]
    assert book["_convenant"].sheet_state == "veryHidden"
    assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.column_letter != "K")
    heights = [sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)]
    assert all(height and 15 < height <= 409 for height in heights)


def test_a_form_says_who_fills_it_in_and_by_when(root: Path) -> None:
    from io import BytesIO

    (form,) = formulieren(read(root), "2026", ["halt"], PEILDATUM, "proef", date(2026, 12, 15))
    sheet = load_workbook(BytesIO(workbook(form)))["Verklaring"]
    shown = "\n".join(str(cell.value) for row in sheet for cell in row if cell.value)
    assert "adviseur preventie" in shown
    assert "15 december 2026" in shown
    assert "convenant@alphenaandenrijn.example" in shown


SIGNS = ("=1+1", "+31", "-5 graden", "@SUM(A1)", "{=1}", "=cmd|' /C calc'!A0", "#N/A")


def test_no_text_of_a_record_becomes_a_formula(own: Path, tmp_path: Path) -> None:
    path = own / HALT
    data = parse(path.read_bytes()).data
    answers = (
        "".join(
            f"  - bepaling: {one['bepaling']}\n    antwoord: ja\n    toelichting: {sign!r}\n"
            for one, sign in zip(data["antwoorden"], SIGNS, strict=False)
        )
        .replace('"', "'")
        .replace("'=cmd|' /C calc'!A0'", "\"=cmd|' /C calc'!A0\"")
    )
    path.write_text(f"afgelegd_op: 2026-11-01\nfunctie: '=1+1'\nantwoorden:\n{answers}", encoding="utf-8")
    book = load_workbook(sent(own, "halt", tmp_path))
    assert book["Verklaring"]["B8"].value == "=1+1"
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}
    assert set(SIGNS) <= {row[6].value for row in book["Vragen"]}


def test_no_value_of_the_private_address_book_is_in_a_form(own: Path, tmp_path: Path) -> None:
    (own / "prive").mkdir()
    (own / "prive/personen.yaml").write_text(
        "personen:\n  - partner: halt\n    als: contactpersoon\n    naam: Fenna Zandstra-Oord\n"
        "    telefoon: 06 12345678\n",
        encoding="utf-8",
    )
    raw = b"".join(unpack(sent(own, "halt", tmp_path).read_bytes()).values())
    assert b"Halt" in raw, "read as it is, and not as it is packed"
    assert b"Zandstra" not in raw
    assert b"12345678" not in raw


def test_a_form_that_would_show_a_private_value_is_not_made(own: Path, tmp_path: Path) -> None:
    (own / "prive").mkdir()
    (own / "prive/personen.yaml").write_text(
        "personen:\n  - partner: halt\n    als: contactpersoon\n    naam: Fenna Zandstra-Oord\n", encoding="utf-8"
    )
    text = (own / HALT).read_text(encoding="utf-8").replace("functie: ", "functie: FENNA zandstra oord, ", 1)
    (own / HALT).write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match=r"prive/personen\.yaml"):
        sent(own, "halt", tmp_path)


# --- what comes back ----------------------------------------------------------------------------------------------


def test_a_form_that_nobody_touched_changes_nothing(root: Path, tmp_path: Path) -> None:
    for party in ("scala-coenecoop", "gemeente", "politie"):
        every = taken_in(root, sent(root, party, tmp_path))
        assert every.bestanden == {}
        assert every.heel


def test_exactly_the_edits_arrive(own: Path, tmp_path: Path) -> None:
    before = parse((own / HALT).read_bytes()).data
    path = sent(own, "halt", tmp_path)
    row, other = row_of(path, "c-doorverwijzing"), row_of(path, "c-informeren-intern")
    edits = {f"F{row}": "Deels ", f"G{row}": "  Twee   teams\r\nnog niet. ", f"H{other}": "Weekbericht 12",
             f"I{other}": DAY, f"J{other}": "Z-2026-7"}  # fmt: skip
    every = taken_in(own, filled(path, cells(**edits)))
    assert every.heel
    assert list(every.bestanden) == [HALT]
    after = parse(every.bestanden[HALT]).data
    expected = {**before, "afgelegd_op": PEILDATUM.isoformat()}
    answers = {one["bepaling"]: one for one in before["antwoorden"]}
    answers["c-doorverwijzing"] |= {"antwoord": "deels", "toelichting": "Twee teams\nnog niet."}
    proof = {"titel": "Weekbericht 12", "datum": "2026-03-02", "vindplaats": "Z-2026-7"}
    answers["c-informeren-intern"] |= {"bewijs": proof}
    assert after == {**expected, "antwoorden": list(answers.values())}


def test_a_first_statement_is_a_new_record_that_validates(own: Path, tmp_path: Path) -> None:
    path = sent(own, "scope", tmp_path)
    row = row_of(path, "s-schoolreglement@scope/ashram-college")
    every = taken_in(own, filled(path, cells(**{f"F{row}": "ja", f"H{row}": "Schoolreglement", "F2": "n.v.t."})))
    (name,) = every.bestanden
    assert name == "data/verklaringen/2026/scope.yaml"
    assert parse(every.bestanden[name]).data == {
        "afgelegd_op": "2026-11-21",
        "functie": "beleidsmedewerker onderwijs en veiligheid",
        "antwoorden": [
            {"bepaling": "amb-regio", "antwoord": "niet-van-toepassing"},
            {"bepaling": "s-schoolreglement", "antwoord": "ja", "eenheid": "scope/ashram-college",
             "bewijs": {"titel": "Schoolreglement"}},
        ],
    }  # fmt: skip
    write_together(own, every.bestanden, read(own).source.files)
    assert read(own).verklaringen["2026/scope"].antwoorden[1].eenheid == "scope/ashram-college"


def test_function_and_day_of_the_form_are_taken_over(own: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Verklaring"]["B8"], book["Verklaring"]["B9"] = "teamleider", "2 november 2026"
        book["Vragen"]["F2"] = "nee"

    every = taken_in(own, filled(sent(own, "halt", tmp_path), edit))
    data = parse(every.bestanden[HALT]).data
    assert (data["functie"], data["afgelegd_op"]) == ("teamleider", "2026-11-02")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Ja", "ja"), ("ja ", "ja"), (" JA.", "ja"), ("j", "ja"), ("ja!", "ja"),
        ("Deels", "deels"), ("gedeeltelijk", "deels"), ("ten dele", "deels"),
        ("NEE", "nee"), ("nee,", "nee"), ("n", "nee"), ("Neen", "nee"), ("nog niet", "nee"),
        ("n.v.t.", "niet-van-toepassing"), ("nvt", "niet-van-toepassing"), ("N.V.T", "niet-van-toepassing"),
        ("niet van toepassing", "niet-van-toepassing"), ("niet-van-toepassing", "niet-van-toepassing"),
        ("Niet van  toepassing ", "niet-van-toepassing"), (None, ""), ("  ", ""),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_people_type_it(typed: str | None, answer: str) -> None:
    assert choice(typed) == answer


@pytest.mark.parametrize("typed", ["misschien", "ja en nee", "x", "ja nee", 1, True, 3.5, "waar", "?", "ja, deels"])
def test_another_word_is_no_answer(typed: Any) -> None:
    with pytest.raises(TypedError):
        choice(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (DAY, "2026-03-02"), (date(2026, 3, 1), "2026-03-01"), ("1-3-2026", "2026-03-01"),
        ("15 maart 2026", "2026-03-15"), ("2026-03-01", "2026-03-01"), ("1/4/2026 ", "2026-04-01"), (None, ""),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(typed: Any, found: str) -> None:
    assert day(typed) == found


@pytest.mark.parametrize("typed", ["1/4", "gisteren", 46082, 2026, True, "31-2-2026", DAY.replace(year=1899), "2026"])
def test_another_value_is_no_day(typed: Any) -> None:
    with pytest.raises(TypedError):
        day(typed)


@pytest.mark.parametrize("typed", [True, "a\x00b", "a\x1bb", "‮abc", "a​b"])
def test_what_no_record_can_hold_is_no_text(typed: Any) -> None:
    with pytest.raises(TypedError):
        text(typed)


TEXTS = ("=1+1", "+31", "-", "@x", "a: b", "#kop", "'", '"', "- punt", "ja", "null", "1e3", "a #b")


def test_any_other_text_comes_through_the_record_unchanged(own: Path, tmp_path: Path) -> None:
    path = sent(own, "scope", tmp_path)

    def edit(book: Any) -> None:
        for row, typed in enumerate(TEXTS, 2):
            book["Vragen"][f"F{row}"], book["Vragen"][f"G{row}"] = "deels", typed
            book["Vragen"][f"G{row}"].data_type = "s"

    (content,) = taken_in(own, filled(path, edit)).bestanden.values()
    assert [one["toelichting"] for one in parse(content).data["antwoorden"]] == list(TEXTS)


# --- what is wrong ------------------------------------------------------------------------------------------------


def copied_sheet(book: Any) -> None:
    book.copy_worksheet(book["Vragen"])


def copied_row(book: Any) -> None:
    sheet = book["Vragen"]
    for column in range(1, 12):
        sheet.cell(30, column).value = sheet.cell(4, column).value


def extra_row(book: Any) -> None:
    book["Vragen"]["B31"], book["Vragen"]["F31"] = "Nog een vraag", "ja"


def other_clause(book: Any) -> None:
    book["Vragen"]["C3"] = "Een andere tekst"


def sorted_in_part(book: Any) -> None:
    sheet = book["Vragen"]
    sheet["K2"].value, sheet["K3"].value = sheet["K3"].value, sheet["K2"].value


def noted(book: Any) -> None:
    book["Vragen"]["F4"].comment = Comment("Hier twijfelen wij over", "iemand")


def with_chart(book: Any) -> None:
    book.create_chartsheet("Grafiek").add_chart(BarChart())


def removed_row(book: Any) -> None:
    book["Vragen"].delete_rows(5)


def removed_sheet(book: Any) -> None:
    del book["Vragen"]


def future_cover(book: Any) -> None:
    book["Verklaring"]["B9"] = "straks"


def formula_in_cover(book: Any) -> None:
    book["Verklaring"]["B8"] = '="team"&"leider"'


def error_value(book: Any) -> None:
    book["Vragen"]["G4"] = "#N/A"
    book["Vragen"]["G4"].data_type = "e"


WRONG = [
    (cells(F4="misschien"), "blad Vragen, rij 4, kolom F (Antwoord): ‘misschien’ is geen keuze"),
    (cells(F4="=TRUE()"), "blad Vragen, rij 4, kolom F (Antwoord): hier staat een formule"),
    (cells(G4='=HYPERLINK("https://x.example")'), "blad Vragen, rij 4, kolom G (Toelichting): hier staat een formule"),
    (cells(F4=True), "blad Vragen, rij 4, kolom F (Antwoord): hier staat een waarde waar of onwaar"),
    (cells(F4="ja", H4="Stuk", I4="1/4"), "blad Vragen, rij 4, kolom I (Bewijs: datum): dit is geen datum"),
    (cells(F4="ja", J4="Z-1"), "blad Vragen, rij 4, kolom H (Bewijs: wat is het): noem ook wat het stuk is"),
    (cells(G4="Uitleg"), "blad Vragen, rij 4, kolom F (Antwoord): hier staat uitleg of bewijs zonder antwoord"),
    (cells(F4="ja", M4="en dit"), "blad Vragen, rij 4, kolom M: hier hoort niets"),
    (
        cells(F4="ja", G4="onzichtbaar\u200b"),
        "blad Vragen, rij 4, kolom G (Toelichting): deze tekst is niet over te nemen",
    ),
    (error_value, "blad Vragen, rij 4, kolom G (Toelichting): hier staat de fout #N/A"),
    (copied_sheet, "blad Vragen Copy: dit blad hoort niet bij het formulier"),
    (copied_row, "blad Vragen, rij 30: deze vraag staat ook in rij 4"),
    (extra_row, "blad Vragen, rij 31: deze rij hoort niet bij het formulier"),
    (other_clause, "blad Vragen, rij 3: de vaste tekst"),
    (sorted_in_part, "blad Vragen, rijen 2 en 3: de vaste tekst"),
    (noted, "blad Vragen, rij 4, kolom F: hier staat een opmerking"),
    (with_chart, "blad Grafiek: dit blad hoort niet bij het formulier"),
    (removed_row, "blad Vragen: de rij van de vraag ‘c-aanspreekpunt-intern’ is weg"),
    (removed_sheet, "blad Vragen: dit blad is weg"),
    (future_cover, "blad Verklaring, rij 9, kolom B (Datum): dit is geen datum"),
    (formula_in_cover, "blad Verklaring, rij 8, kolom B (Functie): hier staat een formule"),
]


@pytest.fixture(scope="module")
def scope_form(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of a party that answered nothing yet."""
    return sent(root, "scope", tmp_path_factory.mktemp("verzonden"))


@pytest.mark.parametrize(("edit", "told"), WRONG)
def test_what_is_wrong_is_told_at_its_place(scope_form: Path, tmp_path: Path, edit: Any, told: str) -> None:
    faults = wrong_in(filled(scope_form, edit, tmp_path / "terug.xlsx"))
    assert any(fault.startswith(told) for fault in faults), faults
    assert wrong_in(scope_form) == []


def without_marks(book: Any) -> None:
    """Make a form as it was sent before it told its fixed cells apart."""
    book["_convenant"].delete_cols(11)


def test_answers_in_the_wrong_column_of_every_row_are_told_once(scope_form: Path, tmp_path: Path) -> None:
    typed = cells(E2="ja", E3="nee", E5="ja")
    told, *same = wrong_in(filled(scope_form, typed, tmp_path / "terug.xlsx"))
    assert set(same) == {told}
    assert told == (
        "blad Vragen, rijen 2, 3 en 5, kolom E (Uw vorige antwoord): hier is iets getypt; zet een antwoord in kolom F "
        "(Antwoord), en maak dit vak leeg"
    )
    before = wrong_in(filled(scope_form, both(typed, without_marks), tmp_path / "terug.xlsx"))
    assert before[0].startswith(
        "blad Vragen, rijen 2, 3 en 5: de vaste tekst in kolom A, B, C, D en E is niet meer die"
    )


def test_what_was_typed_in_the_wrong_column_and_then_moved_comes_in(own: Path, tmp_path: Path) -> None:
    blank = sent(own, "scope", tmp_path)
    wrong = taken_in(own, filled(blank, cells(E2="ja", F3="nee"), tmp_path / "1.xlsx"))
    assert list(answers_of(wrong.bestanden[SCOPE]).values()) == ["nee"]
    mended = taken_in(own, filled(blank, cells(E2=None, F2="ja", F3="nee"), tmp_path / "2.xlsx"))
    assert mended.heel
    assert list(answers_of(mended.bestanden[SCOPE]).values()) == ["ja", "nee"]


@pytest.mark.parametrize("column", "ABCD")
def test_of_a_question_that_reads_otherwise_the_column_is_told_and_nothing_is_taken(
    own: Path, tmp_path: Path, column: str
) -> None:
    for typed in ("ja", None):
        path = filled(sent(own, "scope", tmp_path), cells(**{f"{column}4": typed, "F4": "ja", "F5": "ja"}))
        every = taken_in(own, path)
        told = " ".join(verteld(every.overnames[0]))
        assert f"blad Vragen, rij 4: de vaste tekst in kolom {column} is niet meer die" in told
        assert len(answers_of(every.bestanden[SCOPE])) == 1


SCOPE = "data/verklaringen/2026/scope.yaml"


def answers_of(content: bytes) -> dict[str, str]:
    """Return the answers of a record by the clause and the unit."""
    return {"@".join(filter(None, (one["bepaling"], one.get("eenheid")))): one["antwoord"]
            for one in parse(content).data["antwoorden"]}  # fmt: skip


def test_all_that_is_wrong_at_questions_is_told_at_once_and_the_other_answers_are_taken(
    own: Path, tmp_path: Path
) -> None:
    path = sent(own, "scope", tmp_path)
    first = next(id for id, row in received(path).rijen.items() if row.plaats == "blad Vragen, rij 2")
    filled(path, cells(F2="ja", F3="Ja, mits", F4="ja", H4="Stuk", I4="maart 2026", F6="=1"))
    every = taken_in(own, path)
    assert answers_of(every.bestanden[SCOPE]) == {first: "ja"}
    assert not every.terzijde
    assert not every.heel
    (one,) = every.overnames
    assert [fault.split(": ")[0] for fault in one.blijft] == [
        "blad Vragen, rij 3, kolom F (Antwoord)",
        "blad Vragen, rij 4, kolom I (Bewijs",
        "blad Vragen, rij 6, kolom F (Antwoord)",
    ]
    told = list(verteld(one))
    assert "Nieuw: 1 antwoord, 1 keer ja." in told
    assert any("‘Ja, mits’ is geen keuze; kies uit: ja, deels, nee, niet van toepassing (" in line for line in told)
    assert sum("in hetzelfde formulier verbeteren" in line for line in told) == 1


@pytest.mark.parametrize(
    ("edit", "mended"),
    [
        (cells(F3="Ja, mits"), "F3"), (cells(M3="behalve in mei"), "F3"), (cells(H3="Stuk", I3="maart 2026"), "F3"),
        (cells(G3="Bel 06 12345678"), "F3"), (sorted_in_part, "F3"), (other_clause, "F3"),
        (copied_row, "F4"), (noted, "F4"), (removed_row, "F5"),
    ],
)  # fmt: skip
def test_a_form_that_was_mended_comes_in_after_what_was_right_in_it(
    own: Path, tmp_path: Path, edit: Any, mended: str
) -> None:
    """Whatever was wrong at first: of it nothing came in, so nothing clashes when it comes back whole."""
    blank = sent(own, "scope", tmp_path)
    good = cells(**{f"F{row}": "ja" for row in range(2, 8)})
    whole_form = filled(blank, both(good, cells(**{mended: "deels"})), tmp_path / "2.xlsx")
    expected = answers_of(taken_in(own, whole_form).bestanden[SCOPE])
    first = filled(blank, both(good, edit), tmp_path / "1.xlsx")
    every = taken_in(own, first)
    came = answers_of(every.bestanden[SCOPE])
    assert 3 <= len(came) < len(expected) == 6
    assert not every.heel
    write_together(own, every.bestanden, read(own).source.files)
    (form,) = formulieren(read(own), "2026", ["scope"], PEILDATUM, "proef")
    assert {row.id for row in form.vragen if row.nu.antwoord} == set(came), "what came in is not asked again"
    again = taken_in(own, whole_form)
    assert again.heel
    assert answers_of(again.bestanden[SCOPE]) == expected
    together = taken_in(own, first, whole_form)
    assert together.heel, "the one with the fault says nothing that the mended one does not"
    assert together.bestanden == again.bestanden


def test_a_form_with_a_fault_beside_one_with_other_answers_is_a_choice_to_make(own: Path, tmp_path: Path) -> None:
    blank = sent(own, "scope", tmp_path)
    one = filled(blank, cells(F2="ja", F3="Ja, mits"), tmp_path / "1.xlsx")
    for name, answers in (("andere", {"F2": "nee", "F3": "deels"}), ("leeg", {"F2": "ja", "F3": None})):
        other = filled(blank, cells(**answers), tmp_path / f"{name}.xlsx")
        assert len(taken_in(own, one, other).terzijde) == 2


def test_what_stands_at_no_question_is_told_and_holds_no_answer_back(own: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        cells(F2="ja")(book)
        extra_row(book)
        book["Verklaring"]["B8"].comment = Comment("Per 1 maart een ander", "iemand")

    every = taken_in(own, filled(sent(own, "scope", tmp_path), edit))
    assert list(answers_of(every.bestanden[SCOPE]).values()) == ["ja"]
    assert not every.heel
    told = " ".join(verteld(every.overnames[0]))
    assert "rij 31: deze rij hoort niet bij het formulier" in told
    assert "blad Verklaring, rij 8, kolom B: hier staat een opmerking" in told


def test_what_is_wrong_with_the_form_as_a_whole_still_sets_it_aside(own: Path, tmp_path: Path) -> None:
    for edit in (future_cover, formula_in_cover, copied_sheet):
        path = filled(sent(own, "scope", tmp_path), both(cells(F2="ja"), edit))
        every = taken_in(own, path)
        assert (every.bestanden, len(every.terzijde)) == ({}, 1)


def test_rows_that_were_sorted_as_a_whole_still_say_the_same(own: Path, tmp_path: Path) -> None:
    def turned(book: Any) -> None:
        sheet = book["Vragen"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows[0][5] = "nee"
        for number, values in enumerate(reversed(rows), 2):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value

    (content,) = taken_in(own, filled(sent(own, "om", tmp_path), turned)).bestanden.values()
    assert parse(content).data["antwoorden"] == [{"bepaling": "amb-regio", "antwoord": "nee"}]


PERSONAL = [
    ("G4", "Bel Fenna Zandstra-Oord", "een gegeven uit het privé-adresboek"),
    ("G4", "Het BSN is 111222333", "een BSN"),
    ("J4", "jan.jansen@gmail.com", "een e-mailadres bij een dienst voor particulieren"),
    ("H4", "Zie NL91ABNA0417164300", "een rekeningnummer"),
]


def test_personal_data_is_told_without_repeating_it(own: Path, tmp_path: Path) -> None:
    (own / "prive").mkdir()
    (own / "prive/personen.yaml").write_text(
        "personen:\n  - partner: halt\n    als: contactpersoon\n    naam: Fenna Zandstra-Oord\n", encoding="utf-8"
    )
    sent_form = sent(own, "scope", tmp_path)
    for cell, value, kind in PERSONAL:
        path = filled(sent_form, cells(**{"F4": "deels", "H4": "Stuk", cell: value}), tmp_path / "terug.xlsx")
        told = said(own, path)
        assert f"kolom {cell[0]}" in told
        assert kind in told
        assert not any(word in told for word in ("Zandstra", "111222333", "jan.jansen", "0417164300"))
        assert taken_in(own, path).bestanden == {}


def test_a_name_in_the_place_of_a_function_is_told(own: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Verklaring"]["B8"], book["Vragen"]["F2"] = "mevrouw J. de Vries", "ja"

    assert "cel B8 (Functie): dit lijkt op" in said(own, filled(sent(own, "scope", tmp_path), edit))


# --- what changed meanwhile ---------------------------------------------------------------------------------------


def test_an_answer_that_changed_here_meanwhile_is_a_conflict_and_the_rest_is_taken(own: Path, tmp_path: Path) -> None:
    path = sent(own, "halt", tmp_path)
    record = own / HALT
    answers = parse(record.read_bytes()).data["antwoorden"]
    first, second = answers[0]["bepaling"], answers[1]["bepaling"]
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("antwoord: ja", "antwoord: nee", 1), encoding="utf-8")
    changed = next(one["bepaling"] for one in parse(record.read_bytes()).data["antwoorden"] if one not in answers)
    other = second if changed == first else first
    edits = {f"F{row_of(path, changed)}": "deels", f"G{row_of(path, other)}": "Nieuwe uitleg"}
    filled(path, cells(**edits))
    told = said(own, path)
    assert "het formulier zegt deels" in told
    assert "in het dossier staat sinds het versturen nee" in told
    every = taken_in(own, path)
    assert not every.heel
    after = {one["bepaling"]: one for one in parse(every.bestanden[HALT]).data["antwoorden"]}
    assert after[changed]["antwoord"] == "nee"
    assert after[other]["toelichting"] == "Nieuwe uitleg"
    wins = taken_in(own, path, form_wins=True)
    assert wins.heel
    after = {one["bepaling"]: one for one in parse(wins.bestanden[HALT]).data["antwoorden"]}
    assert after[changed]["antwoord"] == "deels"


def test_the_same_change_on_both_sides_is_no_conflict(own: Path, tmp_path: Path) -> None:
    path = sent(own, "scope", tmp_path)
    filled(path, cells(F2="ja"))
    every = taken_in(own, path)
    write_together(own, every.bestanden, read(own).source.files)
    again = taken_in(own, path)
    assert again.bestanden == {}
    assert again.heel


def test_an_answer_that_was_emptied_stays_and_is_told(own: Path, tmp_path: Path) -> None:
    path = sent(own, "halt", tmp_path)
    filled(path, cells(F2=None, G2=None, H2=None, I2=None, J2=None))
    assert "is in het formulier leeggemaakt" in said(own, path)
    every = taken_in(own, path)
    assert every.bestanden == {}
    assert not every.heel


def test_an_explanation_and_evidence_can_go(own: Path, tmp_path: Path) -> None:
    path = sent(own, "scala-coenecoop", tmp_path)
    row, other = row_of(path, "p-geheimhouding"), row_of(path, "sam-zorgstructuur")
    filled(path, cells(**{f"{letter}{row}": None for letter in "HIJ"}, **{f"G{other}": None}))
    (content,) = taken_in(own, path).bestanden.values()
    after = {one["bepaling"]: one for one in parse(content).data["antwoorden"]}
    assert after["p-geheimhouding"] == {"bepaling": "p-geheimhouding", "antwoord": "ja"}
    assert after["sam-zorgstructuur"] == {"bepaling": "sam-zorgstructuur", "antwoord": "ja"}


def test_of_a_form_from_before_a_clause_changed_only_that_answer_is_asked_again(own: Path, tmp_path: Path) -> None:
    path = filled(sent(own, "scope", tmp_path), cells(F2="ja", F3="nee", F4="ja"))
    chapter = own / "data/bepalingen/0-aanhef.yaml"
    text = chapter.read_text(encoding="utf-8").replace("verbinding binnen de regio", "verbinding in de regio", 1)
    chapter.write_text(text, encoding="utf-8")
    every = taken_in(own, path)
    told = list(verteld(every.overnames[0]))
    changed = (
        "de tekst van ‘Verbinding binnen de regio’ is gewijzigd sinds het formulier is gemaakt; vraag dit opnieuw."
    )
    assert f"Niet overgenomen: blad Vragen, rij 2: {changed}" in told
    assert "Nieuw: 2 antwoorden, 1 keer ja en 1 keer nee." in told
    assert not every.heel
    written = every.bestanden["data/verklaringen/2026/scope.yaml"].decode()
    assert written.count("- bepaling:") == 2
    assert "amb-regio" not in written


def test_of_a_form_from_before_a_school_got_another_name_the_other_answers_arrive(own: Path, tmp_path: Path) -> None:
    path = filled(sent(own, "yuverta", tmp_path), cells(F2="ja", F9="ja"))
    assert row_of(path, "s-bekend-intern@yuverta/yuverta-alphen") == 9
    for file in (own / "data").rglob("*.yaml"):
        raw = file.read_bytes()
        file.write_bytes(
            raw.replace(b"yuverta-alphen\n", b"yuverta-mbo\n").replace(b"yuverta-alphen]", b"yuverta-mbo]")
        )
    every = taken_in(own, path)
    told = list(verteld(every.overnames[0]))
    assert "Niet overgenomen: blad Vragen, rij 9: deze vraag is er niet meer voor deze partij." in told
    assert b"amb-regio" in every.bestanden["data/verklaringen/2026/yuverta.yaml"]


def test_a_form_of_another_dossier_or_an_unknown_party_is_refused(own: Path, tmp_path: Path) -> None:
    path = filled(sent(own, "scope", tmp_path), cells(F2="ja"))
    record = own / "data/convenant.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("gemeente: Alphen aan den Rijn", "gemeente: Voorbeeldstad", 1), encoding="utf-8")
    assert "Het is van een ander dossier" in said(own, path)


def test_a_sheet_of_another_party_in_the_form_is_refused(root: Path, tmp_path: Path) -> None:
    """What identifies a form and what a party reads in it must belong together, whatever is copied where."""
    one, two = sent(root, "scope", tmp_path), sent(root, "yuverta", tmp_path)

    def mixed(book: Any) -> None:
        other = load_workbook(two)["_convenant"]
        for row in other:
            for cell in row:
                book["_convenant"][cell.coordinate] = cell.value

    faults = wrong_in(filled(one, mixed, tmp_path / "gemengd.xlsx"))
    assert any("komt uit een ander formulier" in fault for fault in faults)
    assert any("de vaste tekst" in fault or "hier is iets getypt" in fault for fault in faults)


TAMPERED = {
    "jaar": ("../../../x", "is geen jaar"),
    "partij": ("../partners/halt", "die is er niet in dit dossier"),
    "dossier": ("0000000000000000", "ander dossier"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_identifies_a_form_is_no_way_out_of_the_dossier(own: Path, tmp_path: Path, what: str) -> None:
    value, told = TAMPERED[what]

    def changed(book: Any) -> None:
        book["Vragen"]["F2"] = "ja"
        for row in book["_convenant"].iter_rows(max_col=2):
            if row[0].value == what:
                row[1].value = value

    path = filled(sent(own, "scope", tmp_path), changed)
    assert told in said(own, path)
    assert taken_in(own, path).bestanden == {}


def test_what_was_sent_may_say_anything_and_nothing_breaks(own: Path, tmp_path: Path) -> None:
    def changed(book: Any) -> None:
        book["_convenant"]["D10"] = "zomaar"
        book["_convenant"]["H11"] = "=1+1"
        book["Vragen"]["F2"] = None

    assert "(geen antwoord) is in het formulier leeggemaakt" in said(own, filled(sent(own, "halt", tmp_path), changed))


def test_a_function_that_changed_here_meanwhile_is_not_set_back(own: Path, tmp_path: Path) -> None:
    path = filled(sent(own, "halt", tmp_path), cells(G2="Nieuwe uitleg"))
    record = own / HALT
    text = record.read_text(encoding="utf-8").replace("functie: adviseur preventie", "functie: teamleider", 1)
    record.write_text(text, encoding="utf-8")
    (content,) = taken_in(own, path).bestanden.values()
    assert parse(content).data["functie"] == "teamleider"


def test_answers_that_no_record_could_hold_are_told(scope_form: Path, tmp_path: Path) -> None:
    long = {f"G{row}": f"{row}" + "lang " * 6_000 for row in range(2, 8)}
    answers = {f"F{row}": "ja" for row in range(2, 8)}
    form = received(filled(scope_form, cells(**long, **answers), tmp_path / "terug.xlsx"))
    assert any("te lang voor één verklaring" in fault for fault in form.gebreken)


def test_a_wrong_word_that_looks_like_personal_data_is_not_repeated(scope_form: Path, tmp_path: Path) -> None:
    faults = "".join(wrong_in(filled(scope_form, cells(F2="bel 06-12345678", F3="misschien"), tmp_path / "t.xlsx")))
    assert "12345678" not in faults
    assert "‘misschien’" in faults


def test_a_file_that_is_too_large_is_set_aside_and_the_others_go_on(own: Path, tmp_path: Path) -> None:
    large = tmp_path / "groot.xlsx"
    large.write_bytes(b"PK\x03\x04" + b"\0" * 11_000_000)
    every = taken_in(own, large, filled(sent(own, "scope", tmp_path), cells(F2="ja")))
    assert [aside.bestand for aside in every.terzijde] == ["groot.xlsx"]
    assert list(every.bestanden) == ["data/verklaringen/2026/scope.yaml"]


def test_two_forms_of_one_party_are_both_set_aside(own: Path, tmp_path: Path) -> None:
    one = filled(sent(own, "scope", tmp_path), cells(F2="ja"))
    two = filled(one, cells(F2="nee"), tmp_path / "ook.xlsx")
    every = taken_in(own, one, two)
    assert every.bestanden == {}
    assert [aside.bestand for aside in every.terzijde] == [one.name, "ook.xlsx"]
    assert "kies welk formulier geldt" in every.terzijde[0].gebreken[0]


def test_a_copy_of_a_form_that_says_the_same_is_no_other_form(own: Path, tmp_path: Path) -> None:
    one = filled(sent(own, "scope", tmp_path), cells(F2="ja", F3="nee"))
    copy = filled(one, cells(F2="Ja "), tmp_path / "verklaring (1).xlsx")
    every = taken_in(own, one, copy)
    assert every.terzijde == ()
    assert list(every.bestanden) == ["data/verklaringen/2026/scope.yaml"]
    assert next(verteld(every.overnames[0])).endswith(f"({one.name} en verklaring (1).xlsx)")


def test_a_form_as_it_was_sent_is_no_rival_of_the_one_that_was_filled_in(own: Path, tmp_path: Path) -> None:
    blank = sent(own, "scope", tmp_path)
    back = filled(blank, cells(F2="ja"), tmp_path / "verklaring (1).xlsx")
    for paths in ((blank, back), (back, blank)):
        every = taken_in(own, *paths)
        assert every.terzijde == ()
        assert list(every.bestanden) == ["data/verklaringen/2026/scope.yaml"]
    (alone,) = taken_in(own, blank).overnames
    assert "Er is niets ingevuld" in " ".join(verteld(alone))


def test_one_form_is_written_to_the_file_that_is_named(tmp_path: Path, convenant: Run) -> None:
    asked = ("-C", ROOT, "export", "verklaring", "2026", "--peildatum", PEILDATUM.isoformat(), "--naar")
    form = tmp_path / "van ons.xlsx"
    made = convenant(*asked, form, "--partner", "halt")
    assert (made.code, made.err) == (0, "")
    assert form.read_bytes().startswith(b"PK")
    for wrong, parties, told in (
        ("alle.xlsx", ("--alle",), "bestanden; noem met --naar een map en niet"),
        ("halt.docx", ("--partner", "halt"), "noem een bestand dat eindigt op .xlsx, of een map"),
        ("van ons.xlsx", ("--partner", "politie"), "bestaat al en is anders"),
    ):
        refused = convenant(*asked, tmp_path / wrong, *parties, code=2)
        assert told in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["van ons.xlsx"]


def test_a_form_says_of_no_answer_before_not_that_nobody_asked_it() -> None:
    """Nothing tells whether the quarters before were asked: only that there is no answer."""
    clause = bepaling("soort: verklaring, per: kwartaal", "melden", gebonden="politie", familie="verklaring")
    dossier = whole({**basis(), **hoofdstuk(clause)})
    (form,) = formulieren(dossier, "2026-kwartaal-3", ["politie"], date(2026, 10, 5), "proef")
    assert [row.vast[4] for row in form.vragen if row.bepaling.id == "melden"] == ["nog geen"]
