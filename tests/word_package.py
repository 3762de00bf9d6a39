"""What Word asks of a file that it opens without offering to repair it, checked without Word."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.zipped import parse as read_part
from convenant_cli.documents.writers.office.zipped import unpack

#: Turns the XML of a text into another.
Edit = Callable[[str], str]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: What stands in an element, in the order of the schema (ECMA-376, wml.xsd); a name with + may come more than once.
_INSIDE = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "numbering": "numPicBullet+ abstractNum+ num+ numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl+",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "styles": "docDefaults latentStyles style+",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr+",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins gutterAtTop "
    "hideSpellingErrors hideGrammaticalErrors proofState attachedTemplate linkStyles documentType revisionView "
    "trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride defaultTabStop "
    "autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders "
    "characterSpacingControl updateFields footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping "
    "decimalSymbol listSeparator",
}
#: The headers and footers of a section may stand in any order among each other.
_SECTION = (
    "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote "
    "titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def check_docx(parts: dict[str, bytes]) -> None:
    """Check what makes Word ask to repair a file: lost parts, relations, styles, ids that stand twice, and order."""
    _check_package(parts)
    styles = [(one.get(f"{W}styleId"), one.get(f"{W}type")) for one in _root(parts, "styles").iter(f"{W}style")]
    assert len(styles) == len({id for id, _ in styles})
    lists = _root(parts, "numbering")
    numbers = [one.get(f"{W}numId") for one in lists.iter(f"{W}num")]
    assert len(numbers) == len(set(numbers))
    abstract = [one.get(f"{W}abstractNumId") for one in lists.findall(f"{W}abstractNum")]
    assert len(abstract) == len(set(abstract))
    assert {one.get(f"{W}val") for one in lists.findall(f"{W}num/{W}abstractNumId")} <= set(abstract)
    for name in (one for one in parts if re.fullmatch(r"word/[^/]+\.xml", one)):
        root = ET.fromstring(parts[name])
        assert list(_out_of_order(root)) == [], name
        for element in root.iter():
            kind, value = element.tag.removeprefix(W), element.get(f"{W}val")
            if kind in _KINDS:
                assert (value, _KINDS[kind]) in styles, (name, kind)
            if kind in ("basedOn", "next", "link"):
                assert value in dict(styles), (name, kind)
            if kind == "numId":
                assert value in {*numbers, "0"}, name
    _check_text(_root(parts, "document"))


def _root(parts: dict[str, bytes], name: str) -> ET.Element:
    return ET.fromstring(parts[f"word/{name}.xml"])


def _check_package(parts: dict[str, bytes]) -> None:
    types = ET.fromstring(parts["[Content_Types].xml"])
    defaults = {one.get("Extension") for one in types if one.get("Extension")}
    overrides = [one.get("PartName") for one in types if one.get("PartName")]
    assert len(overrides) == len(set(overrides))
    assert {str(name)[1:] for name in overrides} <= parts.keys()
    for name, data in parts.items():
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults or name == "[Content_Types].xml", name
        if not name.endswith((".xml", ".rels")):
            continue
        part = read_part(data)
        ignorable = part.root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
        assert set(ignorable.split()) <= part.prefixes.keys(), name
        home = PurePosixPath(name)
        relations = ET.fromstring(parts.get(str(home.parent / "_rels" / f"{home.name}.rels"), b"<r/>"))
        ids = [one.get("Id") for one in relations]
        assert len(ids) == len(set(ids))
        inside = [one.get("Target") for one in relations if one.get("TargetMode") != "External"]
        assert len(inside) == len(set(inside)), "one part for each relation"
        for target in inside:
            assert str(home.parent / str(target)) in parts, target
        used = {value for element in part.root.iter() for key, value in element.attrib.items() if key.startswith(R)}
        assert used <= set(ids), name


def _out_of_order(root: ET.Element) -> Iterator[tuple[str, list[str]]]:
    """Yield each element in which something stands twice, out of order, or that does not belong there."""
    for element in root.iter():
        kind = element.tag.removeprefix(W)
        held = [child.tag.removeprefix(W) for child in element if child.tag.startswith(W)]
        inside = _SECTION if kind == "sectPr" else _INSIDE.get(kind)
        if inside is None:
            if kind in ("p", "r") and f"{kind}Pr" in held[1:]:
                yield kind, held
            continue
        if kind == "sectPr":
            count = next((at for at, one in enumerate(held) if not one.endswith("Reference")), len(held))
            references = [(one.tag, one.get(f"{W}type")) for one in element[:count]]
            if len(references) != len(set(references)):
                yield kind, held
            held = held[count:]
        order = [one.removesuffix("+") for one in inside.split()]
        often = {one[:-1] for one in inside.split() if one.endswith("+")}
        twice = {one for one, number in Counter(held).items() if number > 1} - often
        if twice or not set(held) <= set(order) or held != sorted(held, key=order.index):
            yield kind, held


def _check_text(root: ET.Element) -> None:
    for tags in ((f"{W}bookmarkStart", f"{W}ins", f"{W}del"), ("docPr",)):
        numbers = [
            element.get(f"{W}id") or element.get("id")
            for element in root.iter()
            if element.tag in tags or element.tag.rpartition("}")[2] in tags
        ]
        assert len(numbers) == len(set(numbers))
    # A logo in a header of the house style is a drawing too, and Word numbers those from 1.
    drawn = [int(element.get("id", "0")) for element in root.iter() if element.tag.rpartition("}")[2] == "docPr"]
    assert all(number > 1000 for number in drawn)
    marks = list(root.iter(f"{W}bookmarkStart"))
    names = [str(mark.get(f"{W}name")) for mark in marks]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names), "as long as Word lets the name of a bookmark be"
    ends = [end.get(f"{W}id") for end in root.iter(f"{W}bookmarkEnd")]
    assert sorted(map(str, ends)) == sorted(str(mark.get(f"{W}id")) for mark in marks)
    controls = [one.get(f"{W}val") for one in root.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(controls) == len(set(controls))
    assert [one for change in root.iter(f"{W}del") for one in change.iter(f"{W}t")] == []
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans) == columns
    assert all(len(cell) and cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))


def edited(raw: bytes, *edits: Edit) -> dict[str, bytes]:
    """Return the parts of a file of which the text was edited; each of these must find what it changes."""
    parts = unpack(raw)
    text = parts["word/document.xml"].decode()
    for edit in edits:
        changed = edit(text)
        assert changed != text
        text = changed
    parts["word/document.xml"] = text.encode()
    return parts
