"""Sheets for parties: what goes out, and that exactly what somebody changed in one reaches the records."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange import blad_csv, tabellen
from convenant_cli.exchange.kolommen import Woordenlijst, kolommen
from convenant_cli.exchange.terug import tabel
from convenant_cli.exchange.typed import TypedError
from convenant_cli.exchange.uitgeven import SUFFIXES, blad, per_partij
from convenant_cli.exchange.verwerken import verteld
from convenant_cli.findings import ConvenantError
from convenant_cli.records.model.record import Persoonlijk
from tests.conftest import ROOT, overlay
from tests.tabellen import DAY, dossier, edited_text, faults, filled, kinds, lines, sent, taken, with_files

PLAN = "2026-2027"


def day(year: int, month: int, number: int) -> datetime:
    """Return a day as a spreadsheet holds it."""
    return datetime(year, month, number)  # noqa: DTZ001  # a cell knows no zone


# --- what goes out ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", kinds())
def test_what_comes_back_as_it_went_changes_nothing(kind: str, suffix: str, tmp_path: Path) -> None:
    path = sent(kind, suffix, tmp_path)
    assert path.read_bytes() == blad(dossier(), kind, None, [], DAY, "proef", suffix)
    every = taken(path)
    assert (every.heel, every.bestanden) == (True, {})
    assert every.gelezen[0].gelijk > 0


def test_the_shipped_dossier_goes_out_and_comes_back(tmp_path: Path) -> None:
    shipped = load(overlay(ROOT))[0]
    for kind in kinds():
        every = taken(sent(kind, ".csv", tmp_path, shipped), of=shipped)
        assert (faults(every), every.bestanden) == ("", {})


def test_a_sheet_is_ready_to_correct_and_to_print() -> None:
    book = load_workbook(BytesIO(blad(dossier(), "acties", PLAN, [], DAY, "proef", ".xlsx")))
    sheet = book["Acties"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:4] == ["Jaarplan", "Nr.", "Titel", "Trekker"]
    assert heads[-1] == "Rij"
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(heads) - 1).column_letter}3"
    assert sheet.protection.sheet
    locked = [head for head, cell in zip(heads, sheet[2], strict=True) if cell.protection.locked]
    assert locked == ["Jaarplan", "Nr.", "Rij"]
    assert sheet.column_dimensions[sheet.cell(1, len(heads)).column_letter].hidden
    start = sheet.cell(2, heads.index("Start") + 1)
    assert (start.value, start.number_format) == (day(2026, 10, 5), "dd-mm-yyyy")
    assert sheet.cell(2, heads.index("Indicator: streefwaarde") + 1).value == 4
    assert sheet.cell(2, heads.index("Nr.") + 1).value == "1.1"
    assert "De partij die de actie trekt" in sheet.cell(1, heads.index("Trekker") + 1).comment.text
    lists = {str(one.sqref)[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    own = sheet.cell(1, heads.index("Status") + 1).column_letter
    area = book.defined_names[lists[own]].attr_text
    words = [cell.value for row in book["Keuzes"][area.partition("!")[2].replace("$", "")] for cell in row]
    assert words == ["gepland", "loopt", "afgerond", "uitgesteld", "vervallen"]
    assert [book[name].sheet_state for name in ("Keuzes", "_convenant")] == ["hidden", "veryHidden"]
    hidden = [[cell.value for cell in row] for row in book["_convenant"]]
    assert ["revisie", "proef"] in [row[:2] for row in hidden]
    assert f"{PLAN}/oefenweek" in [row[0] for row in hidden]


def _with_units(kind: str) -> Dossier:
    """Return the small dossier with its buildings as units of another kind."""
    source = dossier().source
    files = {
        name: raw.replace(b"soort: locatie", f"soort: {kind}".encode()).replace(
            b"    vorm: training\n", b"    vorm: training\n    voor: [openhof/nieuwbouw]\n"
        )
        for name, raw in source.files.items()
    }
    return load(replace(source, files=files))[0]


@pytest.mark.parametrize(("kind", "head"), [("school", "Scholen"), ("team", "Teams")])
def test_a_column_calls_what_something_is_for_by_its_kind(kind: str, head: str, tmp_path: Path) -> None:
    own = _with_units(kind)
    rows = load_workbook(sent("aanbod", ".xlsx", tmp_path, own))["Aanbod"]
    assert {"Scholen", "Teams", "Voor"} & {cell.value for cell in rows[1]} == {head}


def test_a_sheet_with_the_general_heading_still_comes_back(tmp_path: Path) -> None:
    own = _with_units("team")
    path = sent("aanbod", ".xlsx", tmp_path, own)
    book = load_workbook(path)
    (cell,) = [cell for cell in book["Aanbod"][1] if cell.value == "Teams"]
    cell.value = "Voor"
    book.save(path)
    every = taken(path, of=own)
    assert (faults(every), every.heel, every.bestanden) == ("", True, {})


def test_every_column_comes_from_the_models_and_none_is_about_a_person() -> None:
    for kind in map(tabellen.soort, kinds()):
        for column in kolommen(kind, Woordenlijst(dossier())):
            assert column.kop
            assert column.uitleg.endswith(".")
            assert not any(isinstance(mark, Persoonlijk) for mark in column.shape.marks)


def test_each_party_gets_its_own_rows_and_nothing_of_another() -> None:
    every = per_partij(dossier(), "contacten", None, list(dossier().partners), DAY, "proef")
    assert set(every) == {f"contacten-{id}.xlsx" for id in ("de-linde", "gemeente", "openhof", "veiligheidsregio")}
    shown = {
        str(cell.value)
        for sheet in load_workbook(BytesIO(every["contacten-openhof.xlsx"])).worksheets
        for row in sheet
        for cell in row
    }
    assert "bestuur@openhof.example" in shown
    assert not any("delinde" in text for text in shown)


@pytest.mark.parametrize(
    ("kind", "welk", "partners", "told"),
    [
        ("acties", "2031", [], "kies uit: 2025-2026, 2026-2027"),
        ("contacten", "2026", [], "laat '2026' weg"),
        ("aanbod", None, ["openhof"], "geen rijen"),
        ("aanwezigheid", "2030-01-01", [], "niet te vinden"),
    ],
)
def test_what_is_not_there_is_told(kind: str, welk: str | None, partners: list[str], told: str) -> None:
    with pytest.raises(ConvenantError, match=told):
        blad(dossier(), kind, welk, partners, DAY, "proef", ".csv")


# --- what comes back ----------------------------------------------------------------------------------------------


def test_exactly_what_changed_reaches_the_records(tmp_path: Path) -> None:
    acties = filled(
        sent("acties", ".xlsx", tmp_path),
        **{
            f"{PLAN}/oefenweek|Status": "Afgerond",
            f"{PLAN}/oefenweek|Afgerond op": day(2026, 10, 9),
            f"{PLAN}/oefenweek|Indicator: resultaat": "1.234,50",
        },
    )
    contacten = filled(
        sent("contacten", ".xlsx", tmp_path),
        **{
            "openhof/contactpersoon|Telefoon": "0172 465 465",
            "openhof/contactpersoon|Bevestigd op": "1-11-2026",
            "openhof/vervanger|Functie": "directeur",
            "openhof/vervanger|E-mail": "directie@openhof.example",
            "de-linde/bosrand/contactpersoon|Functie": None,
            "de-linde/bosrand/contactpersoon|E-mail": None,
            "de-linde/bosrand/contactpersoon|Bevestigd op": None,
        },
    )
    aanbod = filled(
        sent("aanbod", ".xlsx", tmp_path),
        **{
            "veiligheidsregio/oefening|Thema's": "toegang tot het gebouw;Brandveiligheid",
            "veiligheidsregio/oefening|Voor": "De Dorpsschool; De Kiem",
            "veiligheidsregio/oefening|Frequentie": None,
            "veiligheidsregio/oefening|Financiering: bron": "=subsidie",
        },
    )
    aanwezig = filled(
        sent("aanwezigheid", ".xlsx", tmp_path, welk="2026-10-01-jaarberaad"),
        **{
            "2026-10-01-jaarberaad/openhof|Aanwezig: via": None,
            "2026-10-01-jaarberaad/openhof|Afgemeld": "ja",
            "2026-10-01-jaarberaad/openhof|Afgemeld: reden": "studiedag",
            "2026-10-01-jaarberaad/de-linde|Aanwezig: via": "ander",
            "2026-10-01-jaarberaad/de-linde|Aanwezig: functie": "locatieleider",
        },
    )
    every = taken(acties, contacten, aanbod, aanwezig)
    assert faults(every) == ""
    assert [one.overgenomen for one in every.gelezen] == [1, 3, 1, 2]
    assert lines(every) == {
        "oefenweek": (
            ["status: loopt", "indicator: {omschrijving: gebouwen die oefenden, streefwaarde: 4}"],
            ["status: afgerond", "afgerond_op: 2026-10-09",
             "indicator: {omschrijving: gebouwen die oefenden, streefwaarde: 4, resultaat: 1234.5}"],
        ),
        "openhof": (
            ["contactpersoon: {functie: bestuurssecretaris, email: bestuur@openhof.example}"],
            ["contactpersoon: {functie: bestuurssecretaris, email: bestuur@openhof.example, telefoon: 0172 465 465, "
             "bevestigd_op: 2026-11-01}",
             "vervanger:", "functie: directeur", "email: directie@openhof.example"],
        ),
        "de-linde": (
            ["contactpersoon: {functie: conciërge, email: bosrand@delinde.example, bevestigd_op: 2025-09-04}"], [],
        ),
        "veiligheidsregio": (
            ["themas: [brandveiligheid]", "frequentie: jaarlijks"],
            ["themas: [toegang, brandveiligheid]", "voor: [de-linde/dorpsschool, openhof/nieuwbouw]",
             "financiering:", "bron: '=subsidie'"],
        ),
        "2026-10-01-jaarberaad": (
            ["- {partner: de-linde, via: contactpersoon}", "- {partner: openhof, via: contactpersoon}"],
            ["- {partner: de-linde, via: ander, functie: locatieleider}",
             "afgemeld:", "- {partner: openhof, reden: studiedag}"],
        ),
    }  # fmt: skip


def test_what_is_wrong_is_told_at_its_cell_and_the_other_rows_arrive(tmp_path: Path) -> None:
    path = sent("contacten", ".xlsx", tmp_path)
    book = load_workbook(path)
    sheet = book["Contacten"]
    ids = {sheet.cell(row, 8).value: row for row in range(2, sheet.max_row + 1)}
    assert sheet["H1"].value == "Rij"
    wrong: dict[str, tuple[str, Any, str]] = {
        "openhof/contactpersoon": ("D", "=A1&B1", "kolom D (Functie): hier staat een formule"),
        "openhof/vervanger": ("E", "postbus", "kolom E (E-mail): geen e-mailadres"),
        "gemeente/contactpersoon": ("F", 172465465, "kolom F (Telefoon): van dit nummer is de eerste 0 weg"),
        "gemeente/vervanger": ("D", "#N/A", "kolom D (Functie): hier staat de fout #N/A"),
        "de-linde/dorpsschool/contactpersoon": ("G", "31-2-2026", "kolom G (Bevestigd op): dit is geen datum"),
        "de-linde/contactpersoon": ("D", "mevrouw Anna de Vries", "kolom D (Functie): dit lijkt op"),
        "veiligheidsregio/contactpersoon": ("D", None, "kolom ‘Functie’: dit mag niet leeg zijn"),
        "openhof/waterlelie/vervanger": ("A", "Openhof", "de vaste tekst in kolom A, B en C"),
        "openhof/nieuwbouw/vervanger": ("H", "openhof/iets/vervanger", "deze rij is niet verzonden"),
    }
    for id, (letter, value, _) in wrong.items():
        sheet[f"{letter}{ids[id]}"].value = value
        if value == "#N/A":
            sheet[f"{letter}{ids[id]}"].data_type = "e"
    sheet[f"D{ids['de-linde/oude-toren/contactpersoon']}"].value = "directeur"
    copied = [cell.value for cell in sheet[ids["de-linde/oude-toren/vervanger"]]]
    copied[3] = "adjunct"
    sheet.append(copied)
    sheet.append(["Openhof", "nieuw", "contactpersoon", "iets"])
    sheet[f"K{ids['de-linde/vervanger']}"].value = "graag bellen"
    sheet[f"D{ids['openhof/waterlelie/contactpersoon']}"].comment = Comment("Anna de Vries weet meer", "iemand")
    book.copy_worksheet(sheet).title = "Contacten (2)"
    book.save(path)
    every = taken(path)
    told = faults(every)
    for id, (_, _, sentence) in wrong.items():
        assert f"blad Contacten, rij {ids[id]}" in told
        assert sentence in told
    end = sheet.max_row
    for sentence in (
        f"blad Contacten, rij {end - 1}: deze rij staat ook in rij {ids['de-linde/oude-toren/vervanger']}",
        f"blad Contacten, rij {end}: deze rij is nieuw",
        f"rij {ids['de-linde/vervanger']}, kolom K: hier hoort niets",
        f"rij {ids['openhof/waterlelie/contactpersoon']}, kolom D: hier staat een opmerking",
        "blad Contacten (2): dit blad hoort er niet bij",
        "de rij ‘openhof/nieuwbouw/vervanger’ is weg",
    ):
        assert sentence in told
    assert "Vries" not in told
    assert list(lines(every)) == ["de-linde"]
    assert "functie: directeur" in lines(every)["de-linde"][1][0]
    assert not every.heel


def test_a_row_that_breaks_the_dossier_stays_behind_and_the_others_arrive(tmp_path: Path) -> None:
    path = filled(
        sent("acties", ".xlsx", tmp_path),
        **{
            f"{PLAN}/oefenweek|Afgerond op": day(2026, 10, 9),
            f"{PLAN}/oefenweek|Status": "afgerond",
            f"{PLAN}/sleutelplan|Gereed": day(2027, 4, 1),
        },
    )
    every = taken(path)
    assert "rij 3, kolom" in faults(every)
    assert "noem het besluit, zoals --besluit b2026-1" in faults(every)
    assert list(lines(every)) == ["oefenweek"]
    decided = taken(path, besluit="b2026-1")
    assert faults(decided) == ""
    new = decided.bestanden[f"data/jaarplan/{PLAN}/jaarplan.yaml"].decode()
    assert "besluit: b2026-1" in new
    assert f"acties: [{PLAN}/sleutelplan]" in new
    assert "gereed van 30-04-2027 naar 01-04-2027" in " ".join(new.split())
    assert "afgerond" not in new.partition("wijzigingen:")[2]


def test_what_changed_here_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = filled(
        sent("contacten", ".xlsx", tmp_path),
        **{
            "openhof/contactpersoon|Functie": "secretaris",
            "openhof/contactpersoon|Telefoon": "0172 465 465",
            "openhof/waterlelie/contactpersoon|Functie": "teamleider",
        },
    )
    moved = with_files(openhof=("bestuurssecretaris", "bestuurder"))
    every = taken(path, of=moved)
    assert "kolom D (Functie): dit is in het dossier gewijzigd sinds het versturen" in faults(every)
    assert "daar staat nu ‘bestuurder’, hier ‘secretaris’" in faults(every)
    assert "revisie: proef" in "\n".join(verteld(every.gelezen[0]))
    (said,) = lines(every, moved.source).values()
    assert "teamleider" in said[1][0]
    assert "0172" not in "".join(said[1])
    wins = taken(path, of=moved, bestand_wint=True)
    assert (faults(wins), wins.heel) == ("", True)
    assert "functie: secretaris" in wins.bestanden["data/partners/openhof.yaml"].decode()
    already = with_files(openhof=("bestuurssecretaris, email", "secretaris, telefoon: 0172 465 465, email"))
    assert "telefoon" not in "".join(lines(taken(path, of=already), already.source)["openhof"][1])


def test_two_files_that_say_otherwise_are_both_set_aside_and_that_say_the_same_count_once(tmp_path: Path) -> None:
    own = [tmp_path / name for name in ("een", "twee")]
    for folder in own:
        folder.mkdir()
    same = {"openhof/waterlelie/contactpersoon|Functie": "teamleider"}
    first = filled(sent("contacten", ".xlsx", own[0]), **same, **{"openhof/contactpersoon|Functie": "secretaris"})
    other = filled(sent("contacten", ".xlsx", own[1]), **same, **{"openhof/contactpersoon|Functie": "bestuurder"})
    every = taken(first, other)
    assert faults(every).count("zeggen hier iets anders; kies wat geldt") == 2
    assert len(every.bestanden) == 1
    assert every.bestanden["data/partners/openhof.yaml"].decode().count("teamleider") == 1


def test_what_is_no_longer_there_is_told(tmp_path: Path) -> None:
    path = filled(sent("aanbod", ".xlsx", tmp_path), **{"veiligheidsregio/oefening|Vorm": "advies"})
    gone = with_files(veiligheidsregio=("id: oefening", "id: oefenweek"))
    assert "‘veiligheidsregio/oefening’ is er niet meer" in faults(taken(path, of=gone))


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ({"Afgemeld": "misschien"}, "‘misschien’ is geen keuze; kies uit: ja, nee"),
        ({"Afgemeld: reden": "studiedag"}, "staat iets, maar er staat geen ja"),
        ({"Aanwezig: via": "telefoon"}, "kies uit: contactpersoon, vervanger, ander"),
        ({"Aanwezig: via": None, "Aanwezig: functie": "directeur"}, "kolom ‘Aanwezig: via’: dit mag niet leeg zijn"),
    ],
)
def test_an_attendance_that_contradicts_itself_is_told(edits: dict[str, Any], told: str, tmp_path: Path) -> None:
    path = sent("aanwezigheid", ".xlsx", tmp_path, welk="2026-10-01-jaarberaad")
    filled(path, **{f"2026-10-01-jaarberaad/openhof|{head}": value for head, value in edits.items()})
    every = taken(path)
    assert told in faults(every)
    assert every.bestanden == {}


# --- text files ---------------------------------------------------------------------------------------------------

SIGNS = (
    "=1+1",
    "+31 6",
    "-5",
    "@SOM(A1)",
    "\t=1",
    "0172",
    "2.10",
    "1/4",
    "1-3-2026",
    "waar",
    "1e5",
    "'s avonds",
    "'=1",
)


@pytest.mark.parametrize("text", SIGNS)
def test_no_text_runs_or_becomes_a_number(text: str) -> None:
    shown = blad_csv.guarded(text)
    assert shown == text or shown == f"'{text}"
    assert not shown.startswith(("=", "+", "-", "@", "\t"))
    read = blad_csv.read(f"{shown};x\r\n".encode()).bladen[""][0][0].value
    assert read == text


def test_a_text_file_comes_back_from_any_program(tmp_path: Path) -> None:
    def edit(rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[-2].endswith("sleutelplan"))
        heads = rows[0]
        row[heads.index("Status")] = "uitgesteld"
        row[heads.index("Status reden")] = "Het café zegt: wacht; dus wachten wij."
        row[heads.index("Indicator: resultaat")] = "7,5"

    path = edited_text(sent("acties", ".csv", tmp_path), edit)
    text = path.read_bytes().decode("utf-8-sig")
    assert ";" in text.partition("\r\n")[0]
    changed = lines(taken(path))["sleutelplan"][1]
    assert "status_reden: 'Het café zegt: wacht; dus wachten wij.'" in changed
    assert "resultaat: 7.5" in changed[-1]
    wanted = tabel(path, dossier()).rijen
    for raw in (
        text.encode("cp1252"),
        text.encode("utf-8"),
        text.encode("utf-16"),
        text.replace("\r\n", "\n").encode(),
    ):
        path.write_bytes(raw)
        back = tabel(path, dossier())
        assert (back.gebreken, back.rijen) == ([], wanted)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "geen tabel van convenant"),
        (b"a;b\r\n1;2\r\n", "geen tabel van convenant"),
        (b"\x00\x01\x02", "geen tekst"),
        (b'"a;b\r\n', "niet te lezen|geen tabel|geen CSV"),
        (b";" * 200, "groter dan"),
        (b"a\r\n" * 2_000, "groter dan"),
    ],
)
def test_another_text_file_is_told(raw: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "acties.csv"
    path.write_bytes(raw)
    every = taken(path)
    assert any(one in faults(every) for one in told.split("|"))


def test_a_moved_column_is_told(tmp_path: Path) -> None:
    def edit(rows: list[list[str]]) -> None:
        for row in rows:
            row[2], row[3] = row[3], row[2]

    every = taken(edited_text(sent("acties", ".csv", tmp_path), edit))
    assert "rij 1, kolom C: hier hoort de kop ‘Titel’ te staan" in faults(every)


# --- cells --------------------------------------------------------------------------------------------------------


def column(kind: str, head: str) -> Any:
    found = kolommen(tabellen.soort(kind), Woordenlijst(dossier()))
    return next(one for one in found if one.kop == head)


@pytest.mark.parametrize(
    ("kind", "head", "typed", "wanted"),
    [
        ("acties", "Status", " Loopt ", "loopt"),
        ("acties", "Trekker", "de linde", "de-linde"),
        ("acties", "Partners", "Openhof;\nDe Linde;openhof", "openhof\nde-linde"),
        ("acties", "Start", "15 maart 2026", "2026-03-15"),
        ("acties", "Indicator: nulmeting", 7.5, "7.5"),
        ("acties", "Indicator: nulmeting", 120, "120"),
        ("acties", "Indicator: nulmeting", "-1.234,50", "-1234.5"),
        ("acties", "Indicator: nulmeting", "0,0", "0"),
        ("acties", "Omschrijving", "een\n\n\n twee ", "een\n\ntwee"),
        ("aanbod", "Frequentie", "per kwartaal", "per-kwartaal"),
        ("contacten", "Telefoon", "14 0172", "14 0172"),
        ("aanwezigheid", "Afgemeld", "JA", "ja"),
    ],
)
def test_what_somebody_types_is_understood(kind: str, head: str, typed: Any, wanted: str) -> None:
    assert column(kind, head).gelezen(typed) == wanted


@pytest.mark.parametrize(
    ("kind", "head", "typed", "told"),
    [
        ("acties", "Status", "loop", "bedoelde u ‘loopt’"),
        ("acties", "Partners", "Openhof, De Linde", "geen keuze"),
        ("acties", "Start", "1/4", "geen datum"),
        ("acties", "Start", 46000, "geen datum"),
        ("acties", "Titel", True, "waar of onwaar"),
        ("acties", "Indicator: nulmeting", "1.200", "1200 of 1,2"),
        ("acties", "Indicator: nulmeting", "veel", "geen getal"),
        ("acties", "Indicator: nulmeting", "nan", "geen getal"),
        ("acties", "Indicator: nulmeting", day(2026, 1, 1), "hier staat een datum"),
        ("contacten", "E-mail", "a@b", "geen e-mailadres"),
        ("contacten", "Telefoon", 172465465, "de eerste 0"),
    ],
)
def test_what_cannot_be_meant_is_told(kind: str, head: str, typed: Any, told: str) -> None:
    with pytest.raises(TypedError, match=told):
        column(kind, head).gelezen(typed)


def add_rows(path: Path, *rows: dict[str, Any]) -> Path:
    """Add rows below a table as somebody does: by the heads of the columns."""
    book = load_workbook(path)
    sheet = book[path.stem.capitalize()]
    heads = [cell.value for cell in sheet[1]]
    for row in rows:
        sheet.append([row.get(head) for head in heads])
    book.save(path)
    return path


def test_a_new_row_becomes_a_record_as_new_would_make_it(tmp_path: Path) -> None:
    path = add_rows(
        sent("aanbod", ".xlsx", tmp_path),
        {
            "Partij": "Openhof",
            "Titel": "Open dag",
            "Doelgroep": "buurt",
            "Vorm": "voorlichting",
            "Thema's": "Brandveiligheid",
        },
        {"Partij": "Openhof", "Titel": "Rondleiding", "Doelgroep": "buurt", "Vorm": "voorlichting"},
        {"Partij": "Openhof", "Titel": "Zonder vorm"},
        {"Partij": "Niemand", "Titel": "Van niemand", "Doelgroep": "buurt", "Vorm": "voorlichting"},
        {"Titel": "Nergens bij", "Doelgroep": "buurt", "Vorm": "voorlichting"},
        {"Partij": "Openhof", "Titel": "Geheim", "Omschrijving": "=1+1", "Doelgroep": "buurt", "Vorm": "voorlichting"},
    )
    every = taken(path)
    told = faults(every)
    assert "er ontbreekt nog doelgroep en vorm; vul het in" in told
    assert "'Niemand' is geen partner" in told
    assert "vul in de kolom ‘Partij’ in waar deze rij bij hoort" in told
    assert "kolom C (Omschrijving): hier staat een formule" in told
    assert told.count("blad Aanbod, rij ") == 4
    added = load(replace(dossier().source, files={**dossier().source.files, **every.bestanden}))[0]
    before = {one.id for one in dossier().partners["openhof"].aanbod}
    new = [one for one in added.partners["openhof"].aanbod if one.id not in before]
    assert [(one.titel, one.themas) for one in new] == [("Open dag", ("brandveiligheid",)), ("Rondleiding", ())]
    assert list(every.bestanden) == ["data/partners/openhof.yaml"]
    assert every.proef is not None
    assert not every.proef.fouten


def test_a_new_action_that_lacks_what_has_no_column_is_told_at_its_row(tmp_path: Path) -> None:
    path = add_rows(
        sent("acties", ".xlsx", tmp_path), {"Jaarplan": "2026-2027", "Titel": "Nieuw", "Trekker": "Openhof"}
    )
    every = taken(path)
    assert "er ontbreekt nog thema" in faults(every)
    assert "convenant new actie" in faults(every)
    assert every.bestanden == {}
