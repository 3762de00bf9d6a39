"""A document as ODF text."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from convenant_cli.documents.document import Composed
from convenant_cli.documents.writers.fitting import letters, wider
from convenant_cli.documents.writers.office.bitmap import bitmaps
from convenant_cli.documents.writers.office.builder import Builder
from convenant_cli.documents.writers.office.docx import paging
from convenant_cli.documents.writers.office.huisstijl import house_style, standard, values
from convenant_cli.documents.writers.office.lines import Lines
from convenant_cli.documents.writers.office.odt_changes import track
from convenant_cli.documents.writers.office.odt_measures import as_word
from convenant_cli.documents.writers.office.odt_pages import Looks, margins
from convenant_cli.documents.writers.office.odt_style import (
    CLOSER,
    DC,
    DRAW,
    FO,
    LOEXT,
    OFFICE,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    closer,
    completed,
    dress,
    el,
    fit_tabs,
    named,
    smaller_contents,
    table_font,
    text_width,
)
from convenant_cli.documents.writers.office.odt_text import Body
from convenant_cli.documents.writers.office.pieces import listed
from convenant_cli.documents.writers.office.zipped import Part, pack

_SPACES = {"office": OFFICE, "style": STYLE, "text": TEXT, "table": TABLE, "draw": DRAW, "fo": FO, "svg": SVG,
           "xlink": XLINK, "dc": DC, "loext": LOEXT}  # fmt: skip
_KINDS = {"xml": "text/xml", "png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def write(document: Composed, huisstijl: Path | None = None) -> bytes:
    """Return a document as .odt, in the house style that was given, the dossier's own, or the shipped one.

    Raises ConvenantError when Typst is missing, and for a house style that cannot be used.
    """
    given = house_style(".odt", huisstijl, document.eigen)
    parts = completed(given, standard(".odt"))
    as_shipped = given == house_style(".odt", None, None)
    word = house_style(".docx", None, None)
    if not as_shipped:
        word = as_word(parts, standard(".odt"), word)
    step, listing, starting = paging(document, word, as_shipped=as_shipped)
    parts = closer(parts, edges=as_shipped, rows=step > 1, letters=step > 2) if step else parts
    parts = smaller_contents(parts) if listing.smaller else parts
    width = text_width(parts)
    fit_tabs(parts, width)
    font, size = table_font(parts)
    lines = Lines(document, bitmaps(document.grafieken), width)
    blocks = listed(Builder(lines, letters(font, size, width), wider(font), font, size).build(), listing)
    automatic, text = el("office", "automatic-styles"), el("office", "text")
    looks = Looks(automatic, margins(parts), cells=CLOSER if step else 1)
    body = Body(looks)
    body.write(blocks, text)
    for number in starting:
        looks.start(body.wholes[number][0])
    looks.apply()
    track(text, looks.changed_row)
    root = el("office", "document-content", automatic, el("office", "body", text), version="1.3")
    dress(parts, values(document), document.merken)
    parts |= {"content.xml": Part(root, _SPACES).data(), "meta.xml": _meta(document), **body.pictures}
    return pack({**parts, "META-INF/manifest.xml": _manifest(parts)})


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


def _meta(document: Composed) -> bytes:
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
    words = [("meta:keyword", word) for word in document.trefwoorden]
    pairs = [*fields.items(), *words]
    text = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in pairs if value)
    spaces = (
        f' xmlns:office="{named("office", "")[1:-1]}" xmlns:meta="{named("meta", "")[1:-1]}"'
        f' xmlns:dc="{DC}" xmlns:xlink="{XLINK}"'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    meta = f"<office:meta>{text}</office:meta>"
    return f'{head}<office:document-meta{spaces} office:version="1.3">{meta}</office:document-meta>'.encode()
