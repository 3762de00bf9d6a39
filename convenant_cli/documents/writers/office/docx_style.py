"""A Word house style made complete, and its headers and footers filled in and marked."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.huisstijl import DUTCH, filled
from convenant_cli.documents.writers.office.zipped import Part, parse, to_read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DOCUMENT, DOCUMENT_RELS, CONTENT_TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
IMAGES = {"svg": "image/svg+xml", "emf": "image/x-emf", "wmf": "image/x-wmf"}
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TO_THE_RIGHT = ("header", "footer", "toc 1", "toc 2", "toc 3")
_SHIPPED_WIDTH = "9412"  # twips between the margins of the shipped page
_REFERS = ("basedOn", "next", "link")
#: The style of the text in tables.
OF_ROWS = "tabeltekst"


@cache
def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def el(name: str, /, *children: ET.Element, **attrs: str | int) -> ET.Element:
    """Return an element of WordprocessingML."""
    made = ET.Element(w(name), {w(key): str(value) for key, value in attrs.items()})
    made.extend(children)
    return made


class RelatedParts:
    """The parts of a file, with what the document is related to."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.relations, self.types = parse(parts[DOCUMENT_RELS]), parse(parts[CONTENT_TYPES])

    def add(self, kind: str, target: str, content: bytes | ET.Element | None = None, *, outside: bool = False) -> str:
        """Relate the document to another part, made of what it holds, or to an address outside; return the id."""
        id = f"rIdC{len(self.relations.root) + 1}"
        made = ET.SubElement(self.relations.root, f"{{{RELS}}}Relationship", {"Id": id, "Type": f"{R}/{kind}"})
        made.set("Target", target)
        if outside:
            made.set("TargetMode", "External")
        if isinstance(content, ET.Element):
            self.parts[f"word/{target}"] = Part(content, {"w": W, "r": R}).data()
            self.declare(f"word/{target}", _KIND.format(kind))
        elif content is not None:
            self.parts[f"word/{target}"] = content
            suffix = target.rpartition(".")[2]
            if not any(one.get("Extension") == suffix for one in self.types.root):
                kinds = {"Extension": suffix, "ContentType": IMAGES.get(suffix, f"image/{suffix}")}
                self.types.root.insert(0, ET.Element(f"{{{TYPES}}}Default", kinds))
        return id

    def declare(self, name: str, kind: str) -> None:
        """Declare the content type of a part."""
        ET.SubElement(self.types.root, f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": kind})

    def save(self) -> None:
        """Put the relations and the content types in the file."""
        self.parts[DOCUMENT_RELS], self.parts[CONTENT_TYPES] = self.relations.data(), self.types.data()


def completed(parts: Mapping[str, bytes], standard: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a house style with the styles of the shipped one that it lacks.

    Styles are compared by name: Word gives them other ids in each language (``Kop1``, ``Titel``). One that is named in
    Dutch gets the name that Word knows, where no style has that yet.
    """
    own, ours = parse(parts[STYLES]), parse(standard[STYLES])
    renamed = _in_english(own.root)
    known = {key_of(style): style.get(w("styleId"), "") for style in own.root.iter(w("style"))}
    taken = set(known.values())
    ids: dict[str, str] = {}
    lacking = []
    for style in ours.root.iter(w("style")):
        id = style.get(w("styleId"), "")
        if key_of(style) in known:
            ids[id] = known[key_of(style)]
            continue
        ids[id] = id if id not in taken else f"{id}Convenant"
        lacking.append(style)
    if not lacking and not renamed:
        return dict(parts)
    for style in map(copy.deepcopy, lacking):
        style.set(w("styleId"), ids[style.get(w("styleId"), "")])
        for child in style:
            if child.tag in map(w, _REFERS):
                child.set(w("val"), ids[child.get(w("val"), "")])
        own.root.append(style)
    return {**parts, STYLES: own.data()}


def table_font(parts: Mapping[str, bytes]) -> tuple[str, float]:
    """Return the font of the text in tables, as far as a file says it, and its size in points."""
    return _table_font(parts[STYLES], parts.get(_THEME))


@lru_cache(maxsize=16)
def _table_font(sheet: bytes, theme: bytes | None) -> tuple[str, float]:
    parts = {STYLES: sheet} if theme is None else {STYLES: sheet, _THEME: theme}
    root = to_read(sheet)
    styles = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
    looks = []
    id, seen = style_ids(parts)[OF_ROWS], set[str]()
    while id in styles and id not in seen:
        seen.add(id)
        looks.append(styles[id].find(w("rPr")))
        based = styles[id].find(w("basedOn"))
        id = "" if based is None else based.get(w("val"), "")
    looks.append(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
    fonts = [_font(font, parts) for look in looks if look is not None for font in look.iter(w("rFonts"))]
    sizes = [float(size.get(w("val"), "18")) / 2 for look in looks if look is not None for size in look.iter(w("sz"))]
    return next(filter(None, fonts), ""), next(iter(sizes), 9.0)


def _font(said: ET.Element, parts: Mapping[str, bytes]) -> str:
    """Return the font that is told, also where it is one of the theme: templates of Word itself name no other."""
    name = said.get(w("asciiTheme"), "")
    kind = "majorFont" if name.startswith("major") else "minorFont"
    theme = parse(parts[_THEME]).root if name and _THEME in parts else ET.Element(w("theme"))
    latin = theme.find(f".//{{{_DRAWN}}}{kind}/{{{_DRAWN}}}latin")
    return said.get(w("ascii"), "") if latin is None else latin.get("typeface", "")


def text_width(body: ET.Element) -> int:
    """Return the room between the margins, in twips; of A4 when the house style does not say."""
    return _between(body, "w", 11906, 1247, ("left", "right", "gutter"))


def text_area(parts: Mapping[str, bytes]) -> tuple[float, float]:
    """Return how wide and how high the text on a page can be, in centimetres."""
    body = parse(parts[DOCUMENT]).root[0]
    return text_width(body) / 567, _between(body, "h", 16838, 1247, ("top", "bottom")) / 567


def _between(body: ET.Element, side: str, usual: int, usual_margin: int, margins: Sequence[str]) -> int:
    size, margin = body.find(f"{w('sectPr')}/{w('pgSz')}"), body.find(f"{w('sectPr')}/{w('pgMar')}")
    whole = usual if size is None else int(size.get(w(side), str(usual)))
    if margin is None:
        return whole - 2 * usual_margin
    return whole - sum(abs(int(margin.get(w(one), "0"))) for one in margins)


def fit_tabs(parts: dict[str, bytes], width: int) -> None:
    """Let the right end of headers, footers and contents move along with the margins of the page; in twips."""
    if str(width) == _SHIPPED_WIDTH:
        return
    styles = parse(parts[STYLES])
    for style in styles.root.iter(w("style")):
        if key_of(style)[1] in _TO_THE_RIGHT:
            for tab in style.iter(w("tab")):
                if tab.get(w("val")) == "right" and tab.get(w("pos")) == _SHIPPED_WIDTH:
                    tab.set(w("pos"), str(width))
    parts[STYLES] = styles.data()


def _in_english(root: ET.Element) -> bool:
    """Give styles that are named in Dutch the names that Word knows; tell whether there were any."""
    known = {key_of(style) for style in root.iter(w("style"))}
    renamed = False
    for style in root.iter(w("style")):
        kind, name = key_of(style)
        named = style.find(w("name"))
        if named is not None and name in DUTCH and (kind, DUTCH[name]) not in known:
            named.set(w("val"), DUTCH[name])
            known.add((kind, DUTCH[name]))
            renamed = True
    return renamed


def style_ids(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the id of every style by its name in small letters."""
    return _ids(parts[STYLES])


@lru_cache(maxsize=16)  # all that writes a text asks for them
def _ids(styles: bytes) -> Mapping[str, str]:
    return {key_of(style)[1]: style.get(w("styleId"), "") for style in to_read(styles).iter(w("style"))}


def key_of(style: ET.Element) -> tuple[str, str]:
    """Return the kind of a style, and its name in small letters."""
    name = style.find(w("name"))
    return style.get(w("type"), ""), ("" if name is None else name.get(w("val"), "")).lower()


def dress(related: RelatedParts, root: ET.Element, known: Mapping[str, str], marks: Sequence[str]) -> None:
    """Fill in the headers and footers of a document, and put the marks on every page."""
    parts = related.parts
    done: set[str] = set()
    present: set[str | None] = set()
    for section in root.iter(w("sectPr")):
        if marks:
            _add_headers(related, section, present)
        names = {relation.get("Id"): f"word/{relation.get('Target', '')}" for relation in related.relations.root}
        for reference in section:
            if reference.tag not in (w("headerReference"), w("footerReference")):
                continue
            name = names[reference.get(f"{{{R}}}id")]
            if name not in done:
                done.add(name)
                part = parse(parts[name])
                _fill(part.root, known)
                if marks and reference.tag == w("headerReference"):
                    part.root.insert(0, _mark(" · ".join(marks), style_ids(parts)["merk"]))
                parts[name] = part.data()


def _add_headers(related: RelatedParts, section: ET.Element, present: set[str | None]) -> None:
    """Give a section the kinds of header that it lacks, so that no page goes without the marks.

    ``present`` holds the kinds of the sections before, which a section has too; those of this one are added.
    """
    present |= {reference.get(w("type")) for reference in section.iter(w("headerReference"))}
    title = section.find(w("titlePg"))
    first = title is not None and title.get(w("val"), "1") not in ("0", "false", "off")
    even = b"<w:evenAndOddHeaders" in related.parts.get("word/settings.xml", b"")
    for kind in ("default", *(["first"] if first else []), *(["even"] if even else [])):
        if kind not in present:
            id = related.add("header", f"headerMerk{kind}.xml", el("hdr"))
            section.insert(0, ET.Element(w("headerReference"), {w("type"): kind, f"{{{R}}}id": id}))
            present.add(kind)


def _mark(text: str, style: str) -> ET.Element:
    paragraph = ET.Element(w("p"))
    ET.SubElement(ET.SubElement(paragraph, w("pPr")), w("pStyle"), {w("val"): style})
    ET.SubElement(ET.SubElement(paragraph, w("r")), w("t")).text = text
    return paragraph


def _fill(root: ET.Element, known: Mapping[str, str]) -> None:
    for paragraph in root.iter(w("p")):
        texts = list(_texts(paragraph))
        runs = ["\t" if piece.tag == w("tab") else piece.text or "" for piece in texts]
        for piece, text in zip(texts, filled(runs, known), strict=True):
            if piece.tag == w("t") and text != (piece.text or ""):
                piece.text = re.sub(r"\s+", " ", text)
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _texts(paragraph: ET.Element) -> Iterator[ET.Element]:
    """Yield the texts and tabs of a paragraph, not those of a text box inside it nor the tab stops of its style."""
    for child in paragraph:
        if child.tag in (w("t"), w("tab")):
            yield child
        elif child.tag not in (w("p"), w("pPr"), w("txbxContent")):
            yield from _texts(child)
