"""A spreadsheet that somebody sent is a file from elsewhere: bounded, and nothing in it runs or fetches."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from convenant_cli.exchange.formulierantwoord import Formulierantwoord
from convenant_cli.exchange.packages import PackageError, opened
from convenant_cli.exchange.received import received
from convenant_cli.exchange.terug import is_tabel
from convenant_cli.findings import ConvenantError
from tests.formulieren import cells, dossier_in, filled, sent
from tests.grondig import times
from tests.pages import profile

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet2.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formulier")
    return sent(dossier_in(folder / "dossier"), "om", folder)


def unpacked(path: Path) -> Parts:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Parts, to: Path) -> Path:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return to


def relation(kind: str, target: str, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/>'.encode()


def with_relation(kind: str, target: str, external: bool = False) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        end = b"</Relationships>"
        parts[RELATIONS] = parts[RELATIONS].replace(end, relation(kind, target, external) + end)

    return change


def with_part(name: str, content: bytes = b"x") -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: content})


def in_sheet(before: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert before in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(before, new, 1)

    return change


def macro_type(parts: Parts) -> None:
    parts[TYPES] = parts[TYPES].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def entities(parts: Parts) -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">' + laughs + b"]>"
    parts["xl/sharedStrings.xml"] = head + parts["xl/sharedStrings.xml"].split(b"?>", 1)[1]


def external_entity(parts: Parts) -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    parts["docProps/core.xml"] = head + parts["docProps/core.xml"].split(b"?>", 1)[1]


def wide_text(parts: Parts) -> None:
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].decode().encode("utf-16")


def no_types(parts: Parts) -> None:
    del parts[TYPES]


def long_text(parts: Parts) -> None:
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(
        b"<t>ja</t>", b"<t>" + b"x" * 40_000 + b"</t>"
    )


END = b"</sheetData>"
HARMFUL: dict[str, tuple[Callable[[Parts], None], str]] = {
    "macro": (with_part("xl/vbaProject.bin"), "macro's"),
    "macro by its type": (macro_type, "macro's"),
    "macro sheet": (with_part("xl/macrosheets/sheet1.xml", b"<a/>"), "macro's"),
    "dialog sheet": (with_part("xl/dialogsheets/sheet1.xml", b"<a/>"), "macro's"),
    "external workbook": (with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "koppelingen"),
    "external workbook by its relation": (with_relation("externalLink", "file:///c:/x.xlsx", True), "koppelingen"),
    "embedded object": (with_part("xl/embeddings/oleObject1.bin"), "ingesloten objecten"),
    "ActiveX": (with_part("xl/activeX/activeX1.xml", b"<a/>"), "ingesloten objecten"),
    "form control": (with_part("xl/ctrlProps/ctrlProp1.xml", b"<a/>"), "ingesloten objecten"),
    "data connection": (with_part("xl/connections.xml", b"<a/>"), "verbindingen"),
    "query": (with_part("xl/queryTables/queryTable1.xml", b"<a/>"), "verbindingen"),
    "own ribbon": (with_part("customUI/customUI.xml", b"<a/>"), "verbindingen"),
    "web extension": (with_part("xl/webextensions/webextension1.xml", b"<a/>"), "verbindingen"),
    "picture from elsewhere": (with_relation("image", "https://x.example/p.png", True), "haalt iets op"),
    "template from elsewhere": (with_relation("attachedTemplate", "https://x.example/t", True), "haalt iets op"),
    "entities": (entities, "beschadigd"),
    "external entity": (external_entity, "beschadigd"),
    "UTF-16": (wide_text, "beschadigd"),
    "no XML": (with_part("xl/workbook.xml", b"<a"), "beschadigd"),
    "no list of types": (no_types, "beschadigd"),
    "row 1001": (in_sheet(END, b'<row r="1001"><c r="A1001"><v>1</v></c></row>' + END), "ver buiten"),
    "far row": (in_sheet(END, b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>' + END), "ver buiten"),
    "far column": (in_sheet(END, b'<row r="900"><c r="XFD900"><v>1</v></c></row>' + END), "ver buiten"),
    "cell without sense": (in_sheet(END, b'<row r="900"><c r="1A"><v>1</v></c></row>' + END), "beschadigd"),
    "all merged": (in_sheet(END, END + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "samen"),
    "link on all": (in_sheet(END, END + b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'), "samen"),
    "array on all": (
        in_sheet(END, b'<row r="900"><c r="A900"><f t="array" ref="A1:XFD1048576">1</f></c></row>' + END), "samen"
    ),
    "long formula": (
        in_sheet(END, b'<row r="900"><c r="A900"><f>%s</f></c></row>' % (b"1+" * 4_000 + b"1") + END), "lange formules"
    ),
    "many formulas": (
        in_sheet(END, b'<row r="900">' + b"<c><f>1</f></c>" * 600 + b"</row>" + END), "formules"
    ),
    "many elements": (in_sheet(END, b'<row r="900">' + b"<c/>" * 600_000 + b"</row>" + END), "groter"),
    "a text that is too long": (long_text, "tekens in een cel"),
    "a text in the cell that is too long": (
        in_sheet(END, b'<row r="900"><c r="A900" t="inlineStr"><is><t>%s</t></is></c></row>' % (b"x" * 40_000) + END),
        "tekens in een cel",
    ),
    "deep": (with_part("docProps/app.xml", b"<a>" * 5_000 + b"</a>" * 5_000), "groter"),
    "much text": (with_part("xl/media/x.bin", b"\0" * 60_000_000), "groter"),
    "many parts": (lambda parts: parts.update({f"xl/x{n}": b"" for n in range(3_000)}), "groter"),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_package_with_more_than_answers_is_refused(form: Path, tmp_path: Path, harm: str) -> None:
    change, told = HARMFUL[harm]
    parts = unpacked(form)
    change(parts)
    with pytest.raises(PackageError, match=re.escape(told)):
        opened(packed(parts, tmp_path / "terug.xlsx"))


OTHERS = {
    "password or old": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "wachtwoord"),
    "csv": (b"Nr;Vraag\n1;ja\n", "geen Excel-bestand"),
    "empty": (b"", "geen Excel-bestand"),
    "html": (b"<html><table></table></html>", "geen Excel-bestand"),
    "half a zip": (b"PK\x03\x04" + b"x" * 100, "beschadigd"),
}


@pytest.mark.parametrize("other", OTHERS)
def test_another_file_with_this_name_is_refused(tmp_path: Path, other: str) -> None:
    raw, told = OTHERS[other]
    path = tmp_path / "terug.xlsx"
    path.write_bytes(raw)
    with pytest.raises(PackageError, match=told):
        opened(path)


def test_a_word_file_and_a_spreadsheet_of_somebody_are_no_form(form: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "eigen.xlsx")
    with pytest.raises(PackageError, match="geen formulier van convenant"):
        received(tmp_path / "eigen.xlsx")
    parts = unpacked(form)
    parts[TYPES] = parts[TYPES].replace(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")
    with pytest.raises(PackageError, match="geen Excel-bestand"):
        opened(packed(parts, tmp_path / "word.xlsx"))


def test_a_folder_a_pipe_and_a_file_that_is_gone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConvenantError):
        opened(tmp_path)
    with pytest.raises(ConvenantError):
        opened(tmp_path / "weg.xlsx")


def test_a_link_to_click_on_is_no_reason_to_refuse(form: Path, tmp_path: Path) -> None:
    """Excel makes one of every web address that somebody types."""

    def linked(book: object) -> None:
        cells(F2="ja", H2="Stuk", J2="https://om.example/stuk")(book)
        book["Vragen"]["J2"].hyperlink = "https://om.example/stuk"  # type: ignore[index]

    back = received(filled(form, linked, tmp_path / "terug.xlsx"))
    assert (back.gebreken, back.blijft) == ([], [])
    assert back.rijen["amb-regio"].terug.vindplaats == "https://om.example/stuk"


# --- a partner with LibreOffice -----------------------------------------------------------------------------------

SOFFICE = shutil.which("soffice")
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Function Arg(name As String, value As Variant) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name : one.Value = value : Arg = one
End Function
Sub Edit
  Dim doc, sheet As Object
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, Array(Arg("Hidden", True)))
  sheet = doc.Sheets.getByName("Vragen")
{edits}
  doc.storeToURL("{target}", Array(Arg("FilterName", "Calc MS Excel 2007 XML")))
  doc.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""


def office(*arguments: str) -> None:
    command = [str(SOFFICE), f"-env:UserInstallation={profile().as_uri()}", "--headless", *arguments]
    subprocess.run(command, capture_output=True, timeout=240, check=False)


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Let LibreOffice open a file and save it as another kind."""
    to = folder / kind
    office("--convert-to", kind, "--outdir", str(to), str(path))
    made = to / f"{path.stem}.{kind}"
    if not made.exists():
        pytest.skip("this LibreOffice has no Calc")
    return made


@cache
def made_ready() -> None:
    """Make the profile, once in a process; skip where there is no Calc."""
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "blad.csv"
        sheet.write_text("een\n", encoding="utf-8")
        converted(sheet, "ods", Path(folder))


def edited_in_libreoffice(path: Path, edits: str, folder: Path) -> Path:
    """Let LibreOffice open a form, do what a partner does in it, and save it as .xlsx."""
    target = folder / "terug.xlsx"
    made_ready()
    basic = profile() / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    lines = escape("\n".join(f"  {line.strip()}" for line in edits.strip().splitlines()))
    module = MACRO.replace("{edits}", lines).replace("{source}", path.as_uri()).replace("{target}", target.as_uri())
    (basic / "Module1.xba").write_text(module, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    office("macro:///Standard.Module1.Edit")
    assert target.exists()
    return target


needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")


@pytest.mark.programmas
@needs_office
def test_what_is_typed_in_libreoffice_arrives(form: Path, tmp_path: Path) -> None:
    back = received(
        edited_in_libreoffice(
            form,
            """
            sheet.getCellRangeByName("F2").Formula = "Ja "
            sheet.getCellRangeByName("G2").String = "=geen formule" + Chr(10) + "twee regels"
            sheet.getCellRangeByName("F3").Formula = "n.v.t."
            sheet.getCellRangeByName("F4").String = "ja"
            sheet.getCellRangeByName("H4").String = "0172"
            sheet.getCellRangeByName("I4").Formula = "2026-03-01"
            sheet.getCellRangeByName("J4").Formula = "+31 en verder"
            doc.Sheets.getByName("Verklaring").getCellRangeByName("B9").Formula = "2026-11-02"
            """,
            tmp_path,
        )
    )
    assert (back.gebreken, back.blijft) == ([], [])
    assert back.datum == "2026-11-02"
    assert back.functie == "beleidsadviseur jeugd van het parket Den Haag"
    edited = {int(row.plaats.rpartition(" ")[2]): row.terug for row in back.rijen.values() if row.anders}
    assert edited == {
        2: Formulierantwoord("ja", "=geen formule\ntwee regels"),
        3: Formulierantwoord("niet-van-toepassing"),
        4: Formulierantwoord("ja", "", "0172", "2026-03-01", "+31 en verder"),
    }


@pytest.mark.programmas
@needs_office
def test_what_goes_wrong_in_libreoffice_is_told(form: Path, tmp_path: Path) -> None:
    back = received(
        edited_in_libreoffice(
            form,
            """
            sheet.unprotect("")
            sheet.getCellRangeByName("F2").Formula = "misschien"
            sheet.getCellRangeByName("G3").setPropertyValue("NumberFormat", 0)
            sheet.getCellRangeByName("G3").Formula = "=SUM(F2:F3)"
            sheet.getCellRangeByName("F12").String = "nog een antwoord"
            sheet.getCellRangeByName("I4").String = "1/4"
            doc.Sheets.copyByName("Vragen", "Vragen_2", 2)
            """,
            tmp_path,
        )
    )
    told = "\n".join([*back.gebreken, *(told for _, told in back.blijft)])
    for place in ("blad Vragen, rij 2, kolom F (Antwoord): ‘misschien’ is geen keuze",
                  "blad Vragen, rij 3, kolom G (Toelichting): hier staat een formule",
                  "blad Vragen, rij 12: deze rij hoort niet bij het formulier",
                  "blad Vragen, rij 4, kolom I (Bewijs: datum): dit is geen datum",
                  "blad Vragen_2: dit blad hoort niet bij het formulier"):  # fmt: skip
        assert place in told


@pytest.mark.programmas
@needs_office
def test_a_form_survives_saving_as_another_kind_and_back(form: Path, tmp_path: Path) -> None:
    sent_in = filled(form, cells(F2="deels", G2="uitleg: dit", F3="nee", H3="0172", J3="Z-1"), tmp_path / "terug.xlsx")
    wanted = received(sent_in)
    as_ods = converted(sent_in, "ods", tmp_path)
    for back in (converted(sent_in, "xlsx", tmp_path), as_ods, converted(as_ods, "xlsx", tmp_path / "ods")):
        assert not is_tabel(back)
        found = received(back)
        assert (found.gebreken, found.blijft) == ([], [])
        assert found.rijen == wanted.rijen


# --- anything at all ----------------------------------------------------------------------------------------------

ODD = (
    b"",
    b"-1",
    b"99999999999",
    b"A1:B",
    b"1e400",
    b"NaN",
    b"true",
    b"2026-13-45",
    b"inlineStr",
    b"e",
    b"d",
    b"_x000D_",
)


def damaged(parts: Parts, random: Random) -> Parts:
    """Return a package with an attribute, a text, an element or a byte changed, or without a part."""
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    raw = parts[name]
    pattern = random.choice((rb'(?<=")[^"<>]*(?=")', rb"(?<=>)[^<>]+(?=<)", rb"<[a-z][^<>]*/>"))
    found = list(re.finditer(pattern, raw))
    if not found or random.random() < 0.1:
        return {other: content for other, content in parts.items() if other != name}
    here = random.choice(found)
    new = random.choice((*ODD, here.group() * 2, bytes([random.randrange(256)])))
    return {**parts, name: raw[: here.start()] + new + raw[here.end() :]}


def test_no_damage_is_more_than_a_form_that_cannot_be_read(form: Path, tmp_path: Path) -> None:
    random = Random(1)
    read = refused = 0
    for _ in range(times(100, 250)):
        parts = unpacked(form)
        for _ in range(random.randint(1, 3)):
            parts = damaged(parts, random)
        try:
            received(packed(parts, tmp_path / "terug.xlsx"))
            read += 1
        except ConvenantError:
            refused += 1
    assert read > times(8, 20)
    assert refused > times(8, 20)
