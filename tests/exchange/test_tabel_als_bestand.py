"""A sheet in the hands of a partner with LibreOffice, and a spreadsheet from elsewhere that is none of ours."""

import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from convenant_cli.exchange import ods_terug
from convenant_cli.exchange.packages import PackageError
from convenant_cli.exchange.terug import tabel
from convenant_cli.exchange.uitgeven import blad
from tests.tabellen import DAY, dossier, faults, lines, sent, taken

SOFFICE = shutil.which("soffice")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "x">'
)
_OOO = "http://openoffice.org/2000"
_MODULE = f"""{_HEAD.format("script:module")}
<script:module xmlns:script="{_OOO}/script" script:name="Module1" script:language="StarBasic">
Function Arg(name As String, value As Variant) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name : one.Value = value : Arg = one
End Function
Sub Edit
  Dim doc, sheet As Object
EDITS
End Sub
</script:module>"""
_LIBRARY = f"""{_HEAD.format("library:library")}
<library:library xmlns:library="{_OOO}/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
_LIBRARIES = f"""{_HEAD.format("library:libraries")}
<library:libraries xmlns:library="{_OOO}/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>"""
#: With this the program takes the folder for one that it made itself, and leaves what stands in it.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>"""
_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}


def edited(folder: Path, edits: dict[Path, str]) -> dict[Path, Path]:
    """Let LibreOffice open files, do in each what a partner does, and save it as it was, in one run."""
    steps, back = [], {}
    for path, lines_of_it in edits.items():
        back[path] = folder / f"terug-{path.name}"
        steps += [
            f'doc = StarDesktop.loadComponentFromURL("{path.as_uri()}", "_blank", 0, Array(Arg("Hidden", True)))',
            "sheet = doc.Sheets.getByIndex(0)",
            *(line.strip() for line in lines_of_it.strip().splitlines()),
            f'doc.storeToURL("{back[path].as_uri()}", Array(Arg("FilterName", "{_FILTERS[path.suffix]}")))',
            "doc.close(True)",
        ]
    user = folder / "profiel" / "user"
    (user / "basic" / "Standard").mkdir(parents=True)
    (user / "basic" / "Standard" / "Module1.xba").write_text(_MODULE.replace("EDITS", escape("\n".join(steps))))
    (user / "basic" / "Standard" / "script.xlb").write_text(_LIBRARY)
    (user / "basic" / "script.xlc").write_text(_LIBRARIES)
    (user / "registrymodifications.xcu").write_text(_SETTINGS)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "macro:///Standard.Module1.Edit"]
    subprocess.run(command, capture_output=True, timeout=240, check=False)
    if not all(path.exists() for path in back.values()):
        pytest.skip("this LibreOffice has no Calc")
    return back


@pytest.mark.programmas
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
def test_what_a_partner_does_in_libreoffice_arrives_and_what_goes_wrong_is_told(tmp_path: Path) -> None:
    plan = "2026-2027"
    acties = sent("acties", ".xlsx", tmp_path, welk=plan)
    contacten = sent("contacten", ".ods", tmp_path)
    untouched = sent("acties", ".ods", tmp_path, welk=plan)
    back = edited(
        tmp_path,
        {
            acties: """
            sheet.getCellRangeByName("K2").Formula = "Afgerond"
            sheet.getCellRangeByName("M2").Formula = "2026-10-09"
            sheet.getCellRangeByName("R2").Formula = "1234.5"
            sheet.getCellRangeByName("L2").String = "=geen formule" + Chr(10) + "twee regels"
            sheet.unprotect("")
            sheet.getCellRangeByName("A4").String = "2026-2027"
            sheet.getCellRangeByName("C4").String = "een rij te veel"
            sheet.getCellRangeByName("R3").Formula = "=SUM(P2:P3)"
            doc.Sheets.copyByName("Acties", "Acties_2", 1)
            """,
            contacten: """
            sheet.getCellRangeByName("F2").String = "0172 465 465"
            sheet.getCellRangeByName("G2").Formula = "2026-11-02"
            sheet.getCellRangeByName("D3").String = "-beheer"
            sheet.getCellRangeByName("E4").Formula = "=A1"
            sheet.Annotations.insertNew(sheet.getCellRangeByName("D5").CellAddress, "Weet iemand dit?")
            """,
            untouched: "",
        },
    )
    every = taken(*back.values())
    told = faults(every).splitlines()
    assert [sentence.rpartition(": ")[0] for sentence in told] == [
        "blad Acties_2",
        "blad Acties, rij 3, kolom R (Indicator: resultaat)",
        "blad Acties, rij 4",
        "blad Contacten, rij 4, kolom E (E-mail)",
        "blad Contacten, rij 5, kolom D",
    ]
    assert sum("hier staat een formule" in sentence for sentence in told) == 2
    first = dossier().partners["de-linde"]
    assert lines(every) == {
        "oefenweek": (
            ["status: loopt", "indicator: {omschrijving: gebouwen die oefenden, streefwaarde: 4}"],
            ["status: afgerond", "status_reden: |-", "=geen formule", "twee regels", "afgerond_op: 2026-10-09",
             "indicator: {omschrijving: gebouwen die oefenden, streefwaarde: 4, resultaat: 1234.5}"],
        ),
        "de-linde": (
            [f"contactpersoon: {{functie: {first.contactpersoon.functie}, email: {first.contactpersoon.email}}}"],  # type: ignore[union-attr]
            ["contactpersoon: {functie: beleidsmedewerker huisvesting, email: huisvesting@delinde.example, telefoon: "
             "0172 465 465, bevestigd_op: 2026-11-02}", "vervanger:", "functie: '-beheer'"],
        ),
    }  # fmt: skip
    assert [one.gelijk for one in every.gelezen][2] == 2


# --- from elsewhere -----------------------------------------------------------------------------------------------


def ods(to: Path, change: dict[str, tuple[str, str]] | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """Return our sheet with other words in some parts, and other parts beside them."""
    to.write_bytes(blad(dossier(), "aanbod", None, [], DAY, "proef", ".ods"))
    with zipfile.ZipFile(to) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name, (old, new) in (change or {}).items():
        assert old in parts[name].decode()
        parts[name] = parts[name].decode().replace(old, new, 1).encode()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, **(more or {})}.items():
            packed.writestr(name, content)
    return to.read_bytes()


CELL = "<table:table-cell"
FULL = f"{CELL}><text:p>x</text:p></table:table-cell>"
FAR = f'{CELL} table:number-columns-repeated="16000"/>{FULL}'
ROWS = f'<table:table-row table:number-rows-repeated="1000000">{FULL}</table:table-row>'
LONG = f"<office:body><text:p>{'x' * 51_000_000}</text:p>"


@pytest.mark.parametrize(
    ("change", "more", "told"),
    [
        ({"content.xml": (CELL, FAR + CELL)}, {}, "ver buiten de tabel"),
        ({"content.xml": ("</table:table>", f"{ROWS}</table:table>")}, {}, "ver buiten de tabel"),
        ({"content.xml": ("<office:body>", LONG)}, {}, "groter dan"),
        ({"content.xml": ("<office:document-content", '<!DOCTYPE x [<!ENTITY a "b">]><office:document-content')}, {},
         "beschadigd"),
        ({"content.xml": ("</office:document-content>", "")}, {}, "beschadigd"),
        ({"content.xml": ('office:value-type=\'string\'', "table:number-columns-repeated='-1'")}, {}, "beschadigd"),
        ({"content.xml": ("<text:p>Partij", "<text:p>" + "x" * 40_000)}, {}, "tekens in een cel"),
        ({"mimetype": ("spreadsheet", "text"), "content.xml": ("<office:spreadsheet>", "<office:text>")}, {},
         "beschadigd"),
        ({"META-INF/manifest.xml": ("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")}, {},
         "wachtwoord"),
        ({}, {"Basic/Standard/Module1.xml": b"<x/>"}, "macro's"),
        ({}, {"Scripts/python/x.py": b"x"}, "macro's"),
    ],
)  # fmt: skip
def test_a_spreadsheet_that_is_more_than_a_sheet_of_ours_is_refused(
    change: dict[str, tuple[str, str]], more: dict[str, bytes], told: str, tmp_path: Path
) -> None:
    with pytest.raises(PackageError, match=told):
        ods_terug.read(ods(tmp_path / "x.ods", change, more))


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a;b", b"<x/>"])
@pytest.mark.parametrize("suffix", [".ods", ".xlsx"])
def test_what_only_has_the_name_of_a_spreadsheet_is_refused(raw: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"acties{suffix}"
    path.write_bytes(raw)
    every = taken(path)
    assert faults(every)
    assert every.bestanden == {}


def test_cells_of_every_kind_are_read_and_none_for_what_it_is_not(tmp_path: Path) -> None:
    cells = (
        ("office:value-type='float' office:value='7.50'", "<text:p>7,50</text:p>", 7.5),
        ("office:value-type='percentage' office:value='2'", "<text:p>200%</text:p>", 2),
        ("office:value-type='float' office:value='inf'", "<text:p>x</text:p>", "fout"),
        ("office:value-type='date' office:date-value='2026-02-30'", "", "fout"),
        ("office:value-type='boolean' office:boolean-value='true'", "", True),
        ("table:formula='of:=1+1' office:value-type='float' office:value='2'", "", "fout"),
        ("office:value-type='string'",
         "<office:annotation><text:p>noot</text:p></office:annotation><text:p>een <text:span>twee</text:span>"
         "<text:s text:c='999999999'/>.</text:p><text:p>drie</text:p>", "een twee" + " " * 1000 + ".\ndrie"),
    )  # fmt: skip
    inside = "".join(f"{CELL} {kind}>{text}</table:table-cell>" for kind, text, _ in cells)
    row = f"<table:table-row>{inside}</table:table-row></table:table>"
    book = ods_terug.read(ods(tmp_path / "x.ods", {"content.xml": ("</table:table>", row)}))
    read = book.bladen["Aanbod"][-1]
    assert ["fout" if cell.fout else cell.value for cell in read] == [wanted for _, _, wanted in cells]


def test_the_hidden_sheet_of_another_file_is_told(tmp_path: Path) -> None:
    raw = ods(tmp_path / "aanbod.ods", {"meta.xml": ('zending">', 'zending">x')})
    (tmp_path / "aanbod.ods").write_bytes(raw)
    assert "komt uit een ander bestand" in tabel(tmp_path / "aanbod.ods", dossier()).gebreken[0]
