"""A plan that a partner edits in LibreOffice: with tracked changes, and once more with all of them accepted."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.besprekingen import brought, sent
from tests.exchange.test_formulier_als_bestand import LIBRARY, needs_office, office
from tests.pages import profile

pytestmark = pytest.mark.programmas

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Function Arg(name As String, value As Variant) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name : one.Value = value : Arg = one
End Function
Sub Swap(doc As Object, old As String, fresh As String)
  Dim asked As Object
  asked = doc.createReplaceDescriptor()
  asked.SearchString = old : asked.ReplaceString = fresh
  doc.replaceAll(asked)
End Sub
Sub Edit
  Dim doc, found, cursor, asked, sender As Object
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, Array(Arg("Hidden", True)))
  If Not doc.RecordChanges Then Exit Sub
  Swap(doc, "streefwaarde 150", "streefwaarde 175")
  Swap(doc, "25 juni 2027", "2 juli 2027")
  Swap(doc, "Laatste alinea.", "Heel andere woorden aan het slot.")
  asked = doc.createSearchDescriptor()
  asked.SearchString = "Eerste alinea van de samenvatting."
  found = doc.findFirst(asked)
  cursor = found.Text.createTextCursorByRange(found.Start)
  cursor.goRight(6, False)
  found.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  doc.storeToURL("{target}", Array(Arg("FilterName", "MS Word 2007 XML")))
  sender = createUnoService("com.sun.star.frame.DispatchHelper")
  sender.executeDispatch(doc.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
  doc.storeToURL("{accepted}", Array(Arg("FilterName", "MS Word 2007 XML")))
  doc.close(True)
End Sub
</script:module>
"""
WANTED = [
    ("gereed", "2 juli 2027", ""),
    ("indicator/streefwaarde", "175", ""),
    ("samenvatting", "Eerste\n\nalinea van de samenvatting.", ""),
    ("samenvatting", "Heel andere woorden aan het slot.", ""),
]


@needs_office
def test_what_is_edited_in_libreoffice_arrives_tracked_or_accepted(tmp_path: Path) -> None:
    plan, back, accepted = (tmp_path / name for name in ("plan.docx", "terug.docx", "aanvaard.docx"))
    plan.write_bytes(sent()[0])
    office("--convert-to", "txt:Text", "--outdir", str(tmp_path), str(plan))  # makes the profile
    if not (tmp_path / "plan.txt").exists():
        pytest.skip("this LibreOffice has no Writer")
    basic = profile() / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    names = {"{source}": plan, "{target}": back, "{accepted}": accepted}
    text = MACRO
    for name, path in names.items():
        text = text.replace(name, escape(path.as_uri()))
    (basic / "Module1.xba").write_text(text, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    office("macro:///Standard.Module1.Edit")
    for returned in (back, accepted):
        every, _ = brought(("Politie", returned.read_bytes()))
        found = sorted(("/".join(map(str, one.veld.weg)), one.wordt, one.bezwaar) for one in every.voorstellen)
        assert (found, every.rest) == (WANTED, [])
