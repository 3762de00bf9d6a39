"""A document as ODF text: pandoc writes the text, this module what pandoc has no word for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from convenant_cli.documents.document import Document
from convenant_cli.documents.writers.fitting import letters
from convenant_cli.documents.writers.office.bitmap import bitmaps
from convenant_cli.documents.writers.office.huisstijl import house_style, standard, values
from convenant_cli.documents.writers.office.odt_pages import margins, paginate
from convenant_cli.documents.writers.office.odt_style import (  # fmt: skip
    FO,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    completed,
    dress,
    fit_tabs,
    named,
    table_font,
    text_width,
)
from convenant_cli.documents.writers.office.pandoc import convert
from convenant_cli.documents.writers.office.pandoc_lines import Lines
from convenant_cli.documents.writers.office.pandoc_nodes import TOC_DEPTH, Dialect, Kopje
from convenant_cli.documents.writers.office.pandoc_tree import LONGEST_CELL, Builder
from convenant_cli.documents.writers.office.zipped import pack, parse

_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_KOP, _LIJN, _BUSY = "#154273", "#c9d1da", "#dbe7f3"
_CELL = {
    f"{{{FO}}}border": "none",
    f"{{{FO}}}padding-left": "0.15cm",
    f"{{{FO}}}padding-right": "0.15cm",
    f"{{{FO}}}padding-top": "0.08cm",
    f"{{{FO}}}padding-bottom": "0.08cm",
}
#: Styles of text whose lists stand at a place of their own.
_OWN_LISTS = ("Kader", "Kaart", "Gegeven")
_KINDS = {"xml": "text/xml", "png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def write(document: Document, huisstijl: Path | None = None) -> bytes:
    """Return a document as .odt, in the house style that was given, the dossier's own, or the shipped one.

    Raises ConvenantError when pandoc or Typst is missing or may not run, and for a house style that cannot be used.
    """
    style = completed(house_style(".odt", huisstijl, document.eigen), standard(".odt"))
    charts = bitmaps(document.grafieken)
    width = text_width(style)
    fit_tabs(style, width)
    lines = Lines(document, replace(_DIALECT, letters=letters(*table_font(style), width)), charts)
    parts = convert(Builder(lines).build(), "odt", pack(style))
    _finish(parts, lines.alternatives)
    dress(parts, values(document), document.merken)
    parts["meta.xml"] = _meta(document)
    parts["settings.xml"] = style.get("settings.xml") or standard(".odt")["settings.xml"]
    parts.pop("manifest.rdf", None)
    parts.pop("META-INF/manifest.xml", None)
    return pack({**parts, "META-INF/manifest.xml": _manifest(parts)})


def _style(name: str) -> str:
    """Return the name of a style as ODF writes it."""
    return name.replace(" ", "_20_")


def _toc(headings: Sequence[Kopje]) -> str:
    """Return a table of contents whose page numbers are references: who opens the file sees them at once."""
    levels = range(1, TOC_DEPTH + 1)
    templates = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
        "<text:index-entry-link-start/><text:index-entry-text/>"
        '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template>"
        for level in levels
    )
    lines = "".join(
        f'<text:p text:style-name="Contents_20_{heading.level}">'
        f'<text:a xlink:type="simple" xlink:href="#{heading.anchor}" text:style-name="Index_20_Link" '
        f'text:visited-style-name="Index_20_Link">{escape(heading.text)}</text:a><text:tab/>'
        f'<text:bookmark-ref text:reference-format="page" text:ref-name="{heading.anchor}"/></text:p>'
        for heading in headings
        if heading.level <= TOC_DEPTH
    )
    return (
        '<text:table-of-content text:name="Inhoud" text:protected="true">'
        f'<text:table-of-content-source text:outline-level="{TOC_DEPTH}" text:use-index-marks="false">{templates}'
        f"</text:table-of-content-source><text:index-body>{lines}</text:index-body></text:table-of-content>"
    )


_DIALECT = Dialect(
    name="opendocument",
    body="Text body",
    quote="Quotations",
    toc_heading="Contents Heading",
    style=_style,
    tab="<text:tab/>",
    mark='<text:p text:style-name="{}"/>',
    toc=_toc,
    tracked=False,
)


def _finish(parts: dict[str, bytes], alternatives: Sequence[str]) -> None:
    content = parse(parts["content.xml"])
    automatic = next(content.root.iter(named("office", "automatic-styles")))
    _finish_lists(content.root, automatic)
    _finish_tables(content.root, automatic)
    for link in content.root.iter(f"{{{TEXT}}}a"):
        for span in link.iter(f"{{{TEXT}}}span"):
            if span.get(f"{{{TEXT}}}style-name") == "Definition":  # how pandoc shows a link
                span.set(f"{{{TEXT}}}style-name", "Internet_20_Link")
    frames = list(content.root.iter(f"{{{_DRAW}}}frame"))
    for number, (frame, text) in enumerate(zip(frames, alternatives, strict=True), 1):
        frame.set(f"{{{_DRAW}}}name", f"Grafiek {number}")
        frame.set(f"{{{TEXT}}}anchor-type", "as-char")
        ET.SubElement(frame, f"{{{SVG}}}desc").text = text
    paginate(content.root, automatic, margins(parts))
    parts["content.xml"] = content.data()


def _finish_lists(root: ET.Element, automatic: ET.Element) -> None:
    """Give every list a style of the house style, where pandoc gives each its own."""
    numbered = {}
    for made in list(automatic.iter(f"{{{TEXT}}}list-style")):
        first = made[0]
        if first.get(f"{{{STYLE}}}num-format") == "a":
            continue  # the house style has no letters
        number = first.tag == f"{{{TEXT}}}list-level-style-number"
        numbered[made.get(f"{{{STYLE}}}name")] = first.get(f"{{{TEXT}}}start-value", "1") if number else ""
        automatic.remove(made)
    for made in root.iter(f"{{{TEXT}}}list"):
        start = numbered.get(made.get(f"{{{TEXT}}}style-name"))
        if start is None:
            continue
        paragraph = next(made.iter(f"{{{TEXT}}}p"), None)
        used = "" if paragraph is None else paragraph.get(f"{{{TEXT}}}style-name", "").replace("_20_", " ")
        name = "Nummering" if start else "Opsomming"
        around = used.removesuffix(" opsomming")
        made.set(f"{{{TEXT}}}style-name", _style(f"{around} {name.lower()}" if around in _OWN_LISTS else name))
        if start not in ("", "1"):
            made[0].set(f"{{{TEXT}}}start-value", start)


def _finish_tables(root: ET.Element, automatic: ET.Element) -> None:
    """Give cells their lines, rows that stay whole, and tables the full width."""
    for made in list(automatic.iter(f"{{{STYLE}}}style")):
        family, name = made.get(f"{{{STYLE}}}family"), made.get(f"{{{STYLE}}}name")
        if family == "table-cell" and name in ("TableHeaderRowCell", "TableRowCell"):
            automatic.remove(made)
        if family == "table":
            for properties in made:
                properties.set(f"{{{TABLE}}}align", "margins")
                properties.set(f"{{{FO}}}margin-bottom", "0.42cm")
    header = {f"{{{FO}}}border-bottom": f"0.04cm solid {_KOP}"}
    line = {f"{{{FO}}}border-bottom": f"0.018cm solid {_LIJN}"}
    busy = {f"{{{FO}}}background-color": _BUSY}
    looks = {"TableHeaderRowCell": header, "TableRowCell": line, "CelBezig": line | busy}
    for name, look in looks.items():
        made = ET.SubElement(automatic, f"{{{STYLE}}}style", _style_attrs(name, "table-cell"))
        ET.SubElement(made, f"{{{STYLE}}}table-cell-properties", _CELL | look)
    made = ET.SubElement(automatic, f"{{{STYLE}}}style", _style_attrs("Rij", "table-row"))
    ET.SubElement(made, f"{{{STYLE}}}table-row-properties", {f"{{{FO}}}keep-together": "always"})
    for row in root.iter(f"{{{TABLE}}}table-row"):
        if max((len("".join(cell.itertext())) for cell in row), default=0) <= LONGEST_CELL:
            row.set(f"{{{TABLE}}}style-name", "Rij")
    for cell in root.iter(f"{{{TABLE}}}table-cell"):
        if any(text.get(f"{{{TEXT}}}style-name") == "Tabel_20_bezig" for text in cell):
            cell.set(f"{{{TABLE}}}style-name", "CelBezig")


def _style_attrs(name: str, family: str) -> dict[str, str]:
    return {f"{{{STYLE}}}name": name, f"{{{STYLE}}}family": family}


def _manifest(parts: Mapping[str, bytes]) -> bytes:
    """Return the list of the parts of the file, each with its kind."""
    kinds = {"/": parts["mimetype"].decode()}
    kinds |= {name: _KINDS.get(name.rpartition(".")[2], "") for name in sorted(parts) if name != "mimetype"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{escape(name)}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest {space}>{entries}</manifest:manifest>'.encode()


def _meta(document: Document) -> bytes:
    """Return the properties of the file: what LibreOffice shows, and nothing about who made it or on which machine."""
    kop = document.kop
    moment = f"{document.moment.peildatum.isoformat()}T00:00:00"
    fields = {
        "meta:generator": "convenant",
        "dc:title": kop.titel,
        "dc:subject": kop.ondertitel,
        "meta:initial-creator": kop.auteur,
        "dc:creator": kop.auteur,
        "meta:creation-date": moment,
        "dc:date": moment,
        "dc:language": "nl-NL",
    }
    words = [("meta:keyword", word) for word in ("convenant", kop.versie and f"versie {kop.versie}", kop.status)]
    pairs = [*fields.items(), *words]
    text = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in pairs if value)
    spaces = (
        f' xmlns:office="{named("office", "")[1:-1]}" xmlns:meta="{named("meta", "")[1:-1]}"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="{XLINK}"'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    meta = f"<office:meta>{text}</office:meta>"
    return f'{head}<office:document-meta{spaces} office:version="1.3">{meta}</office:document-meta>'.encode()
