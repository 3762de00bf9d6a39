"""A document as Word file."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from convenant_cli.documents.document import Composed
from convenant_cli.documents.writers.fitting import letters, wider
from convenant_cli.documents.writers.office.bitmap import bitmaps
from convenant_cli.documents.writers.office.builder import Builder
from convenant_cli.documents.writers.office.docx_bespreking import prepare
from convenant_cli.documents.writers.office.docx_changes import track
from convenant_cli.documents.writers.office.docx_closer import closer, smaller_contents
from convenant_cli.documents.writers.office.docx_numbers import Layout, free_below, laid_out
from convenant_cli.documents.writers.office.docx_pages import (
    end_columns,
    hair_line,
    part_from_tables,
    start_page,
    take_edges,
)
from convenant_cli.documents.writers.office.docx_style import (
    DOCUMENT,
    RELS,
    STYLES,
    R,
    RelatedParts,
    W,
    completed,
    dress,
    fit_tabs,
    style_ids,
    table_font,
    text_width,
    w,
)
from convenant_cli.documents.writers.office.docx_text import ASVG, PIC, WP, A, Body
from convenant_cli.documents.writers.office.huisstijl import house_style, standard, values
from convenant_cli.documents.writers.office.lines import Lines
from convenant_cli.documents.writers.office.pieces import (
    CONTENTS_LOOKS,
    TOC_DEPTH,
    Block,
    ContentsLook,
)
from convenant_cli.documents.writers.office.zipped import Part, pack, parse

_SPACES = {"w": W, "r": R, "a": A, "pic": PIC, "wp": WP, "asvg": ASVG}
_LITTLE = 700.0  # points from the top of a page: what ends above it may go along with the pages before
_FEW = 300.0  # above it stand a few rows or lines only
_HALF = 420.0  # above it is less than half of a page
#: How a text is set closer, and where a last page ends for which that is worth it. An own style keeps its edges, so
#: that it has less to give.
_STEPS = ((1, _LITTLE), (2, _FEW))
_OWN_STEPS = (*_STEPS, (3, _HALF))
_SOONER = 0.4  # of what may stay white before a frame or mail, to spare a last page that is almost empty
_SPARE = 30.0  # points that stay free on a page that was filled, as LibreOffice and Word set some lines a little apart
_LINE = 14.0  # of contents: when that much stays free they also fit in a LibreOffice that sets lines a little apart
_FEW_PARTS = 10  # headings of the first level: with fewer, contents of these alone tell too little
_SETTINGS = "word/settings.xml"
#: Text whose style has room above it, also when it stands right behind a table.
_ROOMY = ("heading 1", "heading 2", "heading 3", "heading 4", "klein")
#: The parts that tell what the file is.
_PROPERTIES = {
    "docProps/core.xml": ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                          "application/vnd.openxmlformats-package.core-properties+xml"),
    "docProps/app.xml": (f"{R}/extended-properties",
                         "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
}  # fmt: skip


def write(document: Composed, huisstijl: Path | None = None) -> bytes:
    """Return a document as .docx, in the house style that was given, the dossier's own, or the shipped one.

    Raises ConvenantError when Typst is missing, and for a house style that cannot be used.
    """
    given = house_style(".docx", huisstijl, document.eigen)
    made = _made(document, completed(given, standard(".docx")), as_shipped=given == house_style(".docx", None, None))
    root, related = made.text.root, made.text.related
    parts = related.parts
    parts[STYLES] = made.style[STYLES]
    made.text.look(made.style, made.listing)
    for number in made.layout.starting:
        start_page(made.text.body.wholes[number][0])
    if document.kop.omslag:
        _fill_contents(root, made.layout.places)
    dress(related, root, values(document), document.merken)
    parts[DOCUMENT] = Part(root, _SPACES).data()
    parts["docProps/core.xml"] = _core(document)
    parts["docProps/app.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>convenant</Application></Properties>"
    )
    file = parse(parts["_rels/.rels"])
    for name, (relation, kind) in _PROPERTIES.items():
        attributes = {"Id": f"rId{len(file.root) + 1}", "Type": relation, "Target": name}
        file.root.append(ET.Element(f"{{{RELS}}}Relationship", attributes))
        related.declare(name, kind)
    parts["_rels/.rels"] = file.data()
    related.save()
    return pack(parts)


def paging(
    document: Composed, parts: Mapping[str, bytes], *, as_shipped: bool
) -> tuple[int, ContentsLook, Sequence[int]]:
    """Return how pages fall in a style: how much closer a document is set, its contents, and which wholes start one.

    Closer is what spares a last page that is not full: 1, 2 with smaller letters in tables, or 3 in the text as well.
    """
    made = _made(document, parts, as_shipped=as_shipped)
    return made.closer, made.listing, made.layout.starting


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is written, in the parts of a file."""

    root: ET.Element
    related: RelatedParts
    body: Body
    edges: Sequence[ET.Element]
    """What each section says of the edges of its pages."""

    def look(self, style: Mapping[str, bytes], listing: ContentsLook) -> None:
        """Give the text the edges of a style, and its contents as they are listed: all else is the same in each."""
        take_edges(self.edges, style)
        if not self.body.listed:
            return
        at = self.body.contents
        heading = self.body.made[at - 1]
        if listing.apart:
            heading = copy.deepcopy(heading)
            start_page(heading)
        self.root[0][at - 1 : at + 1] = [heading, self.body.listed[listing.depth]]


@dataclass(frozen=True, slots=True)
class _Made:
    text: _Text
    style: Mapping[str, bytes]
    """The parts that tell how it is set, closer or not."""
    layout: Layout
    listing: ContentsLook
    closer: int = 0


class _Texts:
    """A document as text: the same in each closer style but for the edges of its pages, so it is written once."""

    def __init__(self, document: Composed, parts: Mapping[str, bytes]) -> None:
        self.document, self.parts = document, parts
        self.width = text_width(parse(parts[DOCUMENT]).root[0])
        self.pictures = bitmaps(document.grafieken)
        self.text = cache(self._text)  # in larger or smaller letters

    def _text(self, font: str, size: float) -> _Text:
        """Return the text with all contents below the title, for a font and a size of the text in tables."""
        room = self.width / 567
        lines = Lines(self.document, self.pictures, room)
        blocks = Builder(lines, letters(font, size, room), wider(font), font, size).build()
        parts = dict(self.parts)
        related = RelatedParts(parts)
        if _SETTINGS not in parts:  # without them Word takes the file for one of long ago
            related.add("settings", "settings.xml", parse(standard(".docx")[_SETTINGS]).root)
        root = parse(parts[DOCUMENT]).root
        body = _write_text(root, blocks, related, self.width)
        if self.document.kenmerk:
            prepare(parts)
        return _Text(root, related, body, list(root.iter(w("pgMar"))))


def _made(document: Composed, parts: Mapping[str, bytes], *, as_shipped: bool) -> _Made:
    """Return the text of a document in a style, closer when that spares a last page that is not full.

    Letters become smaller only for a last page that is almost empty. In a font of which the letters are not known the
    estimate is less sure, so that more has to stay free.
    """
    texts = _Texts(document, parts)
    made = _set(texts, parts)
    spare = _SPARE if made.layout.sure else 2 * _SPARE
    for step, most in _STEPS if as_shipped else _OWN_STEPS:
        little = made.layout.pages > 1 and made.layout.down <= most
        # In such a font it may run over.
        full = step == 1 and not made.layout.sure and made.layout.down > made.layout.room - spare
        # Set closer, contents that stood apart may fit below the title.
        if not little and not full and not (step == 1 and made.listing.apart):
            continue
        style = closer(parts, edges=as_shipped, rows=step > 1, letters=step > 2)
        tight = _set(texts, style, sooner=_SOONER if step > 1 else 1)
        spared = made.layout.pages - tight.layout.pages + (1 if full and not little else 0)
        only_just = spared == 1 and tight.layout.down > tight.layout.room - spare  # one line more and nothing is spared
        made = replace(tight, closer=step) if spared > 0 and not only_just else made
    return made


def _set(texts: _Texts, given: Mapping[str, bytes], *, sooner: float = 1) -> _Made:
    """Return a text in a style, and how it falls on its pages.

    ``sooner`` is which part of what may stay white before a frame or mail does, before it runs over.
    """
    style = dict(given)
    fit_tabs(style, texts.width)
    text = texts.text(*table_font(style))
    listing = _listing(text, style) if texts.document.kop.omslag else CONTENTS_LOOKS[0]
    style |= smaller_contents(style) if listing.smaller else {}
    text.look(style, listing)
    return _Made(text, style, _parted(style, text.root, text.body, sooner), listing)


def _listing(text: _Text, style: Mapping[str, bytes]) -> ContentsLook:
    """Return how the contents are shown: in the first way in which they fit below the title, or apart."""
    for listing in CONTENTS_LOOKS[:-1]:
        few = sum(heading.level <= listing.depth for heading in text.body.headings) < _FEW_PARTS
        if listing.depth < TOC_DEPTH and few:
            continue
        text.look(style, listing)
        free, sure = free_below(smaller_contents(style) if listing.smaller else style, text.root, text.body.cover)
        if free > (_LINE if sure else 2 * _SPARE):
            return listing
    return CONTENTS_LOOKS[-1]


def _parted(parts: Mapping[str, bytes], root: ET.Element, body: Body, sooner: float) -> Layout:
    """Return how a text falls on its pages: what may do so runs over where much would stay white."""
    held: list[Sequence[ET.Element]] = list(body.wholes)
    most = [share * sooner if share < 1 else 1 for share in body.white]
    while True:
        layout = laid_out(parts, root, held)
        wasteful = [number for number in layout.starting if layout.white[number] > most[number]]
        if not wasteful:
            return layout
        most[wasteful[0]] = 1  # all that is behind it falls anew
        held[wasteful[0]] = ()


def _write_text(root: ET.Element, blocks: Sequence[Block], related: RelatedParts, width: int) -> Body:
    """Write blocks before the properties of the page; return what wrote them, with what it wrote of each whole."""
    ids, page = style_ids(related.parts), root[0].find(w("sectPr"))
    body = Body(related, page, width)
    body.write(blocks, body.made)
    if page is not None and body.sections:
        end_columns(page)
        if body.made[-1].find(f"{w('pPr')}/{w('sectPr')}") is not None:
            body.made.append(hair_line())  # or a full last page is followed by an empty one
    part_from_tables(body.made, {ids[name] for name in _ROOMY})
    root[0][:0] = body.made
    track(root, {made for made, change in body.changes.items() if change.whole}, body.marks)
    body.lists.save()
    return body


def _fill_contents(root: ET.Element, pages: Mapping[str, int]) -> None:
    """Put the page of each heading where its name stands in the table of contents."""
    for content in root.iter(w("sdtContent")):
        for text in content.iter(w("t")):
            if text.text and text.text in pages:
                text.text = str(pages[text.text])


def _core(document: Composed) -> bytes:
    """Return the properties of the file: what Word shows, and nothing about who made it or on which machine."""
    kop, day = document.kop, document.moment.peildatum
    fields = {
        "dc:title": kop.titel,
        "dc:subject": kop.ondertitel,
        "dc:creator": kop.auteur,
        "dc:identifier": document.kenmerk,
        "cp:keywords": ", ".join(document.trefwoorden),
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
