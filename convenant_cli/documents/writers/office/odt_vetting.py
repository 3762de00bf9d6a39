"""An ODF house style from elsewhere, put together anew from what may go on: its styles, and the pictures in them.

Of the file only ``styles.xml`` is taken over, which holds the styles, the pages, the headers and the footers. Its text,
settings, menus, macros and objects stay behind.
"""

from collections.abc import Mapping
from posixpath import normpath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.huisstijl import standard
from convenant_cli.documents.writers.office.odt_style import DC, LOEXT, STYLE, SVG, TABLE, TEXT, XLINK, named
from convenant_cli.documents.writers.office.vetting import Reader, StyleError, names, other_kind, picture, safe_address

_STYLES = "styles.xml"
_MIMETYPES = tuple(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "text-template", "text-master"))
_OFFICE, _DRAW, _NUMBER = (named(name, "")[1:].partition("}")[0] for name in ("office", "drawing", "datastyle"))
_XLINK_HREF = f"{{{XLINK}}}href"
#: Elements that are refused by their name, because somebody who sees them gone would wonder.
_REFUSED = {
    "object": "een ingesloten object",
    "object-ole": "een ingesloten object",
    "plugin": "een invoegtoepassing",
    "applet": "een programma",
    "floating-frame": "een venster op een andere pagina",
    "control": "een knop of invulveld",
    "script": "een programma",
    "execute-macro": "een macro",
    "section-source": "tekst uit een ander bestand",
    "dde-connection": "een koppeling met een ander programma (DDE)",
    "dde-connection-decl": "een koppeling met een ander programma (DDE)",
    "dde-connection-decls": "een koppeling met een ander programma (DDE)",
    "dde-source": "een koppeling met een ander programma (DDE)",
    "table-source": "een tabel uit een ander bestand",
    "cell-range-source": "een tabel uit een ander bestand",
    "event-listener": "een macro",
    "event-listeners": "een macro",
    "placeholder": "een invulplaats",
    "text-input": "een invulveld",
    "variable-input": "een invulveld",
    "user-field-input": "een invulveld",
}
#: What may stand in text: what shows something that is in the document itself.
_TEXT = names(
    "p h span a s tab line-break soft-page-break list list-item list-header number bookmark bookmark-start "
    "bookmark-end section index-title page-number page-count page-continuation date time title subject keywords "
    "description author-name author-initials chapter file-name sheet-name creator creation-date creation-time "
    "modification-date modification-time print-date print-time printed-by initial-creator editing-cycles "
    "editing-duration paragraph-count word-count character-count table-count image-count object-count "
    "template-name user-defined bookmark-ref reference-ref sequence sequence-ref sequence-decls sequence-decl "
    "variable-decls variable-decl variable-get user-field-decls user-field-decl user-field-get "
    "meta ruby ruby-base ruby-text list-style "
    "list-level-style-number list-level-style-bullet list-level-style-image list-level-properties outline-style "
    "outline-level-style notes-configuration note-continuation-notice-forward note-continuation-notice-backward "
    "linenumbering-configuration linenumbering-separator bibliography-configuration sort-key"
)
_DRAWN = names(
    "frame image text-box a rect line polyline polygon regular-polygon path circle ellipse connector caption "
    "measure g custom-shape enhanced-geometry equation handle glue-point contour-polygon contour-path gradient "
    "hatch fill-image marker stroke-dash opacity layer-set layer"
)
_OFFICES = names("document-styles font-face-decls styles automatic-styles master-styles ")
_PICTURES = frozenset((f"{{{_DRAW}}}image", f"{{{_DRAW}}}fill-image", f"{{{STYLE}}}background-image",
                       f"{{{TEXT}}}list-level-style-image"))  # fmt: skip
_LINKS = frozenset((f"{{{TEXT}}}a", f"{{{_DRAW}}}a"))


def vetted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a house style of which all may go on. Raises StyleError and DamagedError."""
    if parts.get("mimetype", b"").decode("ascii", "replace").strip() not in _MIMETYPES:
        raise other_kind(".odt")
    reader = Reader({_plain(name): data for name, data in parts.items()})
    if _STYLES not in reader.parts:
        raise other_kind(".odt")
    styles = reader.part(_STYLES)
    if styles.root.tag != named("office", "document-styles"):
        raise other_kind(".odt")
    made = {name: raw for name, raw in standard(".odt").items() if name not in (_STYLES, "META-INF/manifest.xml")}
    _clean(styles.root)
    for element in styles.root.iter():
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] not in ("href", "src") or not value:
                continue
            if element.tag in _PICTURES and key == _XLINK_HREF:
                name = f"Pictures/huisstijl-{len(made)}.{_picture(reader, value)}"
                made[name] = reader.parts[_plain(value)]
                element.set(key, name)
            elif not (element.tag in _LINKS and (value.startswith("#") or safe_address(value))):
                raise StyleError(f"de kop- of voettekst of een stijl verwijst naar {value[:80]}; haal die link weg")
    made[_STYLES] = styles.data()
    return made


def _plain(name: str) -> str:
    """Return the name of a part as all spellings of it have it: ``./Pictures/a%20b.png`` is ``Pictures/a b.png``."""
    return normpath("/" + unquote(name).replace("\\", "/")).lstrip("/")


def _picture(reader: Reader, address: str) -> str:
    """Return the suffix of a picture that a style or header shows. Raises StyleError when it is not in the file."""
    if _plain(address) not in reader.parts or ":" in address.partition("/")[0] or address.startswith(("//", "../")):
        raise StyleError(
            f"de kop- of voettekst of een stijl haalt een plaatje op van buiten het bestand ({address[:80]}); voeg het "
            "zelf in"
        )
    return picture(reader, _plain(address), "de kop- of voettekst of een stijl")


def _clean(root: ET.Element) -> None:
    """Leave out the elements of others, and raise StyleError for those of ODF that do more than show something."""
    known = {STYLE: None, TABLE: None, SVG: None, _NUMBER: None, DC: None, LOEXT: None,
             TEXT: _TEXT, _DRAW: _DRAWN, _OFFICE: _OFFICES}  # fmt: skip
    for parent in list(root.iter()):
        for child in list(parent):
            space, _, tag = child.tag[1:].rpartition("}")
            if tag in _REFUSED:
                raise StyleError(f"de kop- of voettekst of een stijl heeft {_REFUSED[tag]}; haal dat weg")
            if tag == "font-face-src" or space not in known:
                _remove(parent, child)  # fonts go with the computer of the reader
            elif (allowed := known[space]) is not None and tag not in allowed:
                raise StyleError(f"de kop- of voettekst of een stijl heeft iets dat niet mee kan ({tag}); haal dat weg")


def _remove(parent: ET.Element, child: ET.Element) -> None:
    """Take an element away and keep the text behind it."""
    at = list(parent).index(child)
    if child.tail and at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)
