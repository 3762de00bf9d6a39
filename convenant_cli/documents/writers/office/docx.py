"""A document as Word file: pandoc writes the text, this module what pandoc has no word for."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from convenant_cli.documents.document import Document
from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.page.tree import Element
from convenant_cli.documents.writers.fitting import letters
from convenant_cli.documents.writers.office.bitmap import bitmaps
from convenant_cli.documents.writers.office.docx_bespreking import prepare
from convenant_cli.documents.writers.office.docx_changes import track
from convenant_cli.documents.writers.office.docx_numbers import page_numbers
from convenant_cli.documents.writers.office.docx_pages import paginate, part_from_tables, set_columns
from convenant_cli.documents.writers.office.docx_style import (  # fmt: skip
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELS,
    TYPES,
    R,
    add_relation,
    completed,
    dress,
    fit_tabs,
    style_ids,
    table_font,
    w,
)
from convenant_cli.documents.writers.office.huisstijl import house_style, standard, values
from convenant_cli.documents.writers.office.pandoc import convert
from convenant_cli.documents.writers.office.pandoc_lines import Lines
from convenant_cli.documents.writers.office.pandoc_nodes import COLUMN_HEADINGS, GUTTER, TOC_DEPTH, Dialect, Kopje
from convenant_cli.documents.writers.office.pandoc_tree import LONGEST_CELL, Builder
from convenant_cli.documents.writers.office.zipped import Part, pack, parse

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
#: Text whose style has room above it, also when it stands right behind a table.
_ROOMY = ("heading 1", "heading 2", "heading 3", "heading 4", "klein")
#: Lists that stand where their style says.
_INDENTED = ("kader opsomming", "kaart opsomming", "gegeven opsomming")
_INDENT = 283  # twips: half a centimetre, for each level of a list
_BUSY = "DBE7F3"
_PANDOCS = 990  # from here on, pandoc numbers the lists that it makes
_DRAWINGS = 1000  # from here on, the drawings of the text are numbered
_SOFT = "\u00ad"


def write(document: Document, huisstijl: Path | None = None) -> bytes:
    """Return a document as .docx, in the house style that was given, the dossier's own, or the shipped one.

    Raises ConvenantError when pandoc or Typst is missing or may not run, and for a house style that cannot be used.
    """
    style = completed(house_style(".docx", huisstijl, document.eigen), standard(".docx"))
    # Word tells itself what its tracked changes are; a word on that would stay when all of them are accepted.
    shown = [one for one in document.inhoud.children if isinstance(one, str) or "legenda" not in one.classes]
    document = replace(document, inhoud=Element(document.inhoud.tag, document.inhoud.attrs, shown))
    png = bitmaps(document.grafieken)
    width = _text_width(parse(style[DOCUMENT]).root[0])
    fit_tabs(style, width)
    room = letters(*table_font(style), width / 567)
    parts = convert(Builder(Lines(document, _dialect(style_ids(style), room), png)).build(), "docx", pack(style))
    content, relations = parse(parts[DOCUMENT]), parse(parts[DOCUMENT_RELS])
    _finish(parts, content.root)
    if document.kenmerk:
        prepare(parts, content.root)
    _add_drawings(parts, content.root, relations, {png[id]: chart for id, chart in document.grafieken.items()})
    if document.kop.omslag:
        _fill_contents(content.root, page_numbers(parts, content.root))
    dress(parts, content.root, relations, values(document), document.merken)
    parts[DOCUMENT], parts[DOCUMENT_RELS] = content.data(), relations.data()
    parts["docProps/core.xml"] = _core(document)
    parts["docProps/app.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>convenant</Application></Properties>"
    )
    return pack(parts)


def _dialect(ids: Mapping[str, str], room: float) -> Dialect:
    return Dialect(
        name="openxml",
        body="Body Text",
        quote="Block Text",
        toc_heading="TOC Heading",
        style=str,
        tab="<w:r><w:tab/></w:r>",
        soft="<w:r><w:softHyphen/></w:r>",
        mark='<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>',
        toc=lambda headings: _toc(headings, ids),
        letters=room,
    )


def _toc(headings: Sequence[Kopje], ids: Mapping[str, str]) -> str:
    """Return a table of contents that shows its entries at once.

    The page numbers in it are fields that Word can update, and that hold a number already: see ``docx_numbers``.
    """
    shown = [heading for heading in headings if heading.level <= TOC_DEPTH]
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{TOC_DEPTH}" \\h \\z \\u </w:instrText></w:r>'
    lines = []
    for number, heading in enumerate(shown):
        start = field.format("begin") + code + field.format("separate") if number == 0 else ""
        end = field.format("end") if number == len(shown) - 1 else ""
        text = f'<w:r><w:t xml:space="preserve">{escape(heading.text.replace(_SOFT, ""))}</w:t></w:r>'
        page = (
            '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {heading.anchor} \\h </w:instrText></w:r>'
            f"{field.format('separate')}<w:r><w:t>{heading.anchor}</w:t></w:r>{field.format('end')}"
        )
        link = f'<w:hyperlink w:anchor="{heading.anchor}" w:history="1">{text}{page}</w:hyperlink>'
        properties = f'<w:pPr><w:pStyle w:val="{ids[f"toc {heading.level}"]}"/></w:pPr>'
        lines.append(f"<w:p>{properties}{start}{link}{end}</w:p>")
    gallery = '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    return (
        f"<w:sdt><w:sdtPr><w:docPartObj>{gallery}</w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _fill_contents(root: ET.Element, pages: Mapping[str, int]) -> None:
    """Put the page of each heading where its name stands in the table of contents."""
    for content in root.iter(w("sdtContent")):
        for text in content.iter(w("t")):
            if text.text and text.text in pages:
                text.text = str(pages[text.text])


# --- what pandoc has no word for


def _finish(parts: dict[str, bytes], root: ET.Element) -> None:
    ids, body = style_ids(parts), root[0]
    room = _text_width(body)
    narrow = set_columns(body, {ids[f"heading {level}"]: size for level, size in COLUMN_HEADINGS.items()})
    paginate(root)
    part_from_tables(body, {ids[name] for name in _ROOMY})
    for table in root.iter(w("tbl")):
        _finish_table(table, (room - GUTTER) // 2 if table in narrow else room, ids["tabel bezig"])
    indents = _indents(parts, {ids[name] for name in _INDENTED})
    for paragraph in root.iter(w("p")):
        _indent_list(paragraph, indents)
    track(root)
    numbering = parse(parts["word/numbering.xml"])
    for abstract in numbering.root.iter(w("abstractNum")):
        if int(abstract.get(w("abstractNumId"), "0")) >= _PANDOCS:
            for level in abstract.iter(w("lvl")):
                for indent in level.iter(w("ind")):
                    indent.set(w("left"), str(_INDENT * (int(level.get(w("ilvl"), "0")) + 1)))
                    indent.set(w("hanging"), str(_INDENT))
    parts["word/numbering.xml"] = numbering.data()


def _text_width(body: ET.Element) -> int:
    """Return the room between the margins, in twips; of A4 when the house style does not say."""
    size, margin = body.find(f"{w('sectPr')}/{w('pgSz')}"), body.find(f"{w('sectPr')}/{w('pgMar')}")
    width = 11906 if size is None else int(size.get(w("w"), "11906"))
    sides = [1247, 1247] if margin is None else [int(margin.get(w(side), "0")) for side in ("left", "right", "gutter")]
    return width - sum(sides)


def _finish_table(table: ET.Element, room: int, busy: str) -> None:
    columns = [column for grid in table.iter(w("tblGrid")) for column in grid]
    total = sum(int(column.get(w("w"), "0")) for column in columns) or 1
    widths = [str(round(int(column.get(w("w"), "0")) * room / total)) for column in columns]
    for column, width in zip(columns, widths, strict=True):
        column.set(w("w"), width)
    for row in table.iter(w("tr")):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = ET.Element(w("trPr"))
            row.insert(0, properties)
        if max(map(_length, row.iter(w("tc"))), default=0) <= LONGEST_CELL:
            properties.insert(0, ET.Element(w("cantSplit")))
        for cell, width in zip(row.iter(w("tc")), widths, strict=True):
            look = cell.find(w("tcPr"))
            assert look is not None  # pandoc always writes it
            look.insert(0, ET.Element(w("tcW"), {w("w"): width, w("type"): "dxa"}))
            if any(style.get(w("val")) == busy for style in cell.iter(w("pStyle"))):
                look.append(ET.Element(w("shd"), {w("val"): "clear", w("color"): "auto", w("fill"): _BUSY}))


def _length(cell: ET.Element) -> int:
    return sum(len(text.text or "") for text in cell.iter(w("t")))


def _indents(parts: Mapping[str, bytes], styles: Set[str]) -> dict[str, int]:
    """Return how far from the margin the text of lists in these styles stands."""
    found = {}
    for style in parse(parts["word/styles.xml"]).root.iter(w("style")):
        indent = style.find(f"{w('pPr')}/{w('ind')}")
        if indent is not None and style.get(w("styleId"), "") in styles:
            found[style.get(w("styleId"), "")] = int(indent.get(w("left"), "0"))
    return found


def _indent_list(paragraph: ET.Element, indents: Mapping[str, int]) -> None:
    """Keep a list behind the border of its frame, or below its term: Word lets the list go before the style."""
    properties = paragraph.find(w("pPr"))
    style = None if properties is None else properties.find(w("pStyle"))
    level = None if properties is None else properties.find(f"{w('numPr')}/{w('ilvl')}")
    if properties is None or style is None or level is None or style.get(w("val")) not in indents:
        return
    left = indents[style.get(w("val"), "")] + _INDENT * int(level.get(w("val"), "0"))
    place = [child.tag for child in properties].index(w("numPr")) + 1
    properties.insert(place, ET.Element(w("ind"), {w("left"): str(left), w("hanging"): str(_INDENT)}))


def _add_drawings(parts: dict[str, bytes], root: ET.Element, relations: Part, charts: Mapping[bytes, Grafiek]) -> None:
    """Give each chart its drawing beside the bitmap, for a Word that shows it, and a text alternative without data."""
    if not charts:
        return
    targets = {relation.get("Id"): f"word/{relation.get('Target', '')}" for relation in relations.root}
    for number, drawing in enumerate(root.iter(w("drawing")), 1):
        described, picture = drawing.find(f".//{{{_WP}}}docPr"), drawing.find(f".//{{{_PIC}}}cNvPr")
        blip = drawing.find(f".//{{{_A}}}blip")
        if described is None or picture is None or blip is None:
            continue
        # A header of the house style may hold pictures too, which Word numbers from 1.
        for properties, own in ((described, _DRAWINGS + number), (picture, 0)):
            properties.attrib.pop("title", None)
            properties.set("id", str(own))
            properties.set("name", f"Grafiek {number}")
        for inline in drawing:
            for side in "TBLR":
                inline.set(f"dist{side}", "0")  # or LibreOffice moves it from the margin
        picture.set("descr", described.get("descr", ""))
        id, name = f"rIdGrafiek{number}", f"media/grafiek{number}.svg"
        parts[f"word/{name}"] = charts[parts[targets[blip.get(f"{{{R}}}embed")]]].svg.encode()
        add_relation(relations, id, "image", name)
        extension = ET.SubElement(ET.SubElement(blip, f"{{{_A}}}extLst"), f"{{{_A}}}ext")
        extension.set("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
        ET.SubElement(extension, f"{{{_SVG}}}svgBlip", {f"{{{R}}}embed": id})
    types = parse(parts[CONTENT_TYPES])
    types.root.insert(0, ET.Element(f"{{{TYPES}}}Default", {"Extension": "svg", "ContentType": "image/svg+xml"}))
    parts[CONTENT_TYPES] = types.data()


def _core(document: Document) -> bytes:
    """Return the properties of the file: what Word shows, and nothing about who made it or on which machine."""
    kop, day = document.kop, document.moment.peildatum
    fields = {
        "dc:title": kop.titel,
        "dc:subject": kop.ondertitel,
        "dc:creator": kop.auteur,
        "dc:identifier": document.kenmerk,
        "cp:keywords": ", ".join(filter(None, ("convenant", kop.versie and f"versie {kop.versie}", kop.status))),
        "dc:language": "nl-NL",
        "cp:lastModifiedBy": kop.auteur,
        "cp:version": kop.versie,
        "cp:contentStatus": kop.status,
    }
    spaces = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    text = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value)
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<cp:coreProperties{declared}>{text}{times}</cp:coreProperties>".encode()
