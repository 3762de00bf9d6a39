"""An ODF house style made complete, its headers and footers filled in and marked."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.huisstijl import DUTCH, filled
from convenant_cli.documents.writers.office.zipped import parse

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
FO = f"{_ODF}xsl-fo-compatible:1.0"
STYLE, TABLE, TEXT, SVG = (f"{_ODF}{name}:1.0" for name in ("style", "table", "text", "svg-compatible"))
OFFICE, DRAW = f"{_ODF}office:1.0", f"{_ODF}drawing:1.0"
#: The looks of cells: in a head, plain, and while something goes on.
CELLS = ("CelKop", "Cel", "CelBezig")
DC = "http://purl.org/dc/elements/1.1/"
#: What LibreOffice adds to ODF.
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
XLINK = "http://www.w3.org/1999/xlink"
_HEADERS = ("header", "header-left", "header-first")
_STYLES = "styles.xml"
_SHIPPED_HEIGHT = 25.3
_SHIPPED_WIDTH = 16.6  # centimetres between the margins of the shipped page
#: How much of the room between paragraphs and in cells is left in a text that is set closer.
CLOSER = 0.65
_LINE, _CLOSER_LINE = "107%", "103%"  # of the text
_EDGE = 0.3  # centimetres that the edge of a page above and below is less
_TITLE, _SMALLER_TITLE = "26pt", "22pt"  # a title of some words then has one line
_OF_ROWS = "Tabeltekst"  # the style of the text in tables
_ROW, _SMALLER_ROW = "9pt", "8.5pt"  # of the text in tables
_LEAST = 10  # points of running text that may become smaller
_OF_CONTENTS = re.compile(r"Contents_20_(Heading|[123])|(Omslag_20_afzender)")  # and what stands above the title
_LEAST_LISTED = 8.5  # points of contents that may become smaller, and of what they then are at least
_POINTS = re.compile(r"(?:\d+\.?\d*|\.\d+)pt")
_LENGTH = re.compile(r"(\d+\.?\d*|\.\d+)(cm|mm|in|pt)")
_SIDE = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(cm|mm|in)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54}
_USES = (f"{{{STYLE}}}parent-style-name", f"{{{STYLE}}}next-style-name", f"{{{TEXT}}}style-name")


def named(space: str, name: str) -> str:
    """Return the full name of an element of ODF: ``named("office", "body")``."""
    return f"{{{_ODF}{space}:1.0}}{name}"


def styled(name: str) -> str:
    """Return the name of a style as ODF writes it."""
    return name.replace(" ", "_20_")


def el(space: str, name: str, /, *children: ET.Element, **attrs: str | int) -> ET.Element:
    """Return an element of ODF, with attributes of its own namespace."""
    made = ET.Element(
        named(space, name), {named(space, key.replace("_", "-")): str(value) for key, value in attrs.items()}
    )
    made.extend(children)
    return made


def completed(parts: Mapping[str, bytes], standard: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a house style with the styles of the shipped one that it lacks.

    A style that is named in Dutch gets the name that LibreOffice knows, where no style has that yet.
    """
    own, ours = parse(parts[_STYLES]), parse(standard[_STYLES])
    holder = own.root.find(named("office", "styles"))
    if holder is None:
        holder = ET.SubElement(own.root, named("office", "styles"))
    renamed = _in_english(own.root, holder)
    known = {_key(style) for style in holder}
    shipped = next(ours.root.iter(named("office", "styles")))
    lacking = [style for style in shipped if _key(style) not in known]
    if not lacking and not renamed:
        return dict(parts)
    holder.extend(map(copy.deepcopy, lacking))
    return {**parts, _STYLES: own.data()}


def closer(parts: Mapping[str, bytes], *, edges: bool, rows: bool = False, letters: bool = False) -> dict[str, bytes]:
    """Return the parts of a style with less room between paragraphs and lines that are as far as ours, and its title.

    ``edges``: also around the page. An own style keeps that: what it shows there may reach into the text.
    ``rows``: also with the text of tables half a point smaller, when it is as large as ours. ``letters``: and with the
    running text, whatever its size is, when that still reads well.
    """
    styles = parse(parts[_STYLES])
    sides = f"{{{FO}}}margin-top", f"{{{FO}}}margin-bottom"
    for look in styles.root.iter(f"{{{STYLE}}}paragraph-properties"):
        for side in sides:
            if match := _LENGTH.fullmatch(look.get(side, "")):
                look.set(side, f"{float(match[1]) * CLOSER:.3g}{match[2]}")
        if look.get(f"{{{FO}}}line-height") == _LINE:
            look.set(f"{{{FO}}}line-height", _CLOSER_LINE)
    for look in styles.root.iter(f"{{{STYLE}}}text-properties"):
        look.attrib |= {size: _SMALLER_TITLE for size, points in look.attrib.items() if points == _TITLE}
    if rows:
        _smaller_rows(styles.root)
    if letters:
        _smaller_text(styles.root)
    for page in styles.root.iter(f"{{{STYLE}}}page-layout-properties") if edges else ():
        for side in sides:
            page.set(side, f"{float(page.attrib[side].removesuffix('cm')) - _EDGE:.3g}cm")
    return {**parts, _STYLES: styles.data()}


def smaller_contents(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a style with contents a point smaller, and half the room there and above the title."""
    styles = parse(parts[_STYLES])
    for style in styles.root.iter(f"{{{STYLE}}}style"):
        found = _OF_CONTENTS.fullmatch(style.get(f"{{{STYLE}}}name", ""))
        if found is None:
            continue
        for look in style:
            for side in (f"{{{FO}}}margin-top", f"{{{FO}}}margin-bottom"):
                if match := _LENGTH.fullmatch(look.get(side, "")):
                    look.set(side, f"{float(match[1]) / 2:.3g}{match[2]}")
            for name, said in () if found[2] else look.attrib.items():
                if name.rpartition("}")[2].startswith("font-size") and _POINTS.fullmatch(said):
                    now = float(said.removesuffix("pt"))
                    look.set(name, f"{min(now, max(now - 1, _LEAST_LISTED)):g}pt")
    return {**parts, _STYLES: styles.data()}


def _smaller_rows(root: ET.Element) -> None:
    for style in root.iter(f"{{{STYLE}}}style"):
        if style.get(f"{{{STYLE}}}name") == _OF_ROWS:
            for look in style.iter(f"{{{STYLE}}}text-properties"):
                look.attrib |= {size: _SMALLER_ROW for size, points in look.attrib.items() if points == _ROW}


def _smaller_text(root: ET.Element) -> None:
    """Make the letters of running text half a point smaller, in each style that has them as large."""
    standard = [one for one in root.iter(f"{{{STYLE}}}style") if one.get(f"{{{STYLE}}}name") == "Standard"]
    usual = [one for one in root.iter(f"{{{STYLE}}}default-style") if one.get(f"{{{STYLE}}}family") == "paragraph"]
    said = [look.get(f"{{{FO}}}font-size", "") for style in (*standard, *usual) for look in style]
    points = next((float(size.removesuffix("pt")) for size in said if _POINTS.fullmatch(size)), 0.0)
    if points < _LEAST:
        return
    for look in root.iter(f"{{{STYLE}}}text-properties"):
        sizes = [name for name in look.attrib if name.rpartition("}")[2].startswith("font-size")]
        for name in sizes:
            if _POINTS.fullmatch(look.attrib[name]) and float(look.attrib[name].removesuffix("pt")) == points:
                look.set(name, f"{points - 0.5:g}pt")


def table_font(parts: Mapping[str, bytes]) -> tuple[str, float]:
    """Return the font of the text in tables, as far as a file says it, and its size in points."""
    root = parse(parts[_STYLES]).root
    family = f"{{{STYLE}}}family"
    styles = {s.get(f"{{{STYLE}}}name", ""): s for s in root.iter(f"{{{STYLE}}}style") if s.get(family) == "paragraph"}
    looks, id = [], _OF_ROWS
    while (style := styles.pop(id, None)) is not None:
        looks += style.findall(f"{{{STYLE}}}text-properties")
        id = style.get(f"{{{STYLE}}}parent-style-name", "")
    for style in root.iter(f"{{{STYLE}}}default-style"):
        looks += style.findall(f"{{{STYLE}}}text-properties") if style.get(family) == "paragraph" else []
    # A name in a style is one in this file only: LibreOffice numbers those of a font that is declared twice.
    faces = {
        face.get(f"{{{STYLE}}}name", ""): face.get(f"{{{SVG}}}font-family", "").partition(",")[0].strip("' ")
        for face in root.iter(f"{{{STYLE}}}font-face")
    }
    said = [look.get(f"{{{STYLE}}}font-name", "") or look.get(f"{{{FO}}}font-family", "") for look in looks]
    fonts = [faces.get(name) or name for name in said]
    sizes = [look.get(f"{{{FO}}}font-size", "") for look in looks]
    points = next(filter(_POINTS.fullmatch, sizes), "9pt")
    return next(filter(None, fonts), ""), float(points.removesuffix("pt"))


def text_width(parts: Mapping[str, bytes]) -> float:
    """Return the room between the margins of the first page, in centimetres; of A4 when the file does not say."""
    return _between(parts, "page-width", "margin-left", "margin-right") or _SHIPPED_WIDTH


def text_area(parts: Mapping[str, bytes]) -> tuple[float, float]:
    """Return how wide and how high the text on a page can be, in centimetres."""
    return text_width(parts), _between(parts, "page-height", "margin-top", "margin-bottom") or _SHIPPED_HEIGHT


def _between(parts: Mapping[str, bytes], whole: str, *margins: str) -> float | None:
    for page in parse(parts[_STYLES]).root.iter(f"{{{STYLE}}}page-layout-properties"):
        sides = [page.get(f"{{{FO}}}{name}", "") for name in (whole, *margins)]
        found = [match for match in map(_SIDE.fullmatch, sides) if match]
        if len(found) == len(sides):
            length, *between = (float(side[1]) * _CENTIMETRES[side[2]] for side in found)
            return length - sum(between)
    return None


def fit_tabs(parts: dict[str, bytes], width: float) -> None:
    """Let the right end of headers, footers and contents move along with the margins of the page; in centimetres."""
    styles = parse(parts[_STYLES])
    for tab in styles.root.iter(f"{{{STYLE}}}tab-stop"):
        right = tab.get(f"{{{STYLE}}}type") == "right"
        if right and tab.get(f"{{{STYLE}}}position") == f"{_SHIPPED_WIDTH:g}cm":
            tab.set(f"{{{STYLE}}}position", f"{width:.4g}cm")
    parts[_STYLES] = styles.data()


def _in_english(root: ET.Element, holder: ET.Element) -> bool:
    """Give styles that are named in Dutch the names that LibreOffice knows, also where they are used."""
    english = {"toc": "contents", "body text": "text body"}
    taken = {name.lower() for _, _, name in map(_key, holder)}
    names: dict[str, str] = {}
    for style in holder:
        kind, family, name = _key(style)
        shown = style.get(f"{{{STYLE}}}display-name", name.replace("_20_", " ")).lower()
        if kind != f"{{{STYLE}}}style" or family != "paragraph" or shown not in DUTCH:
            continue
        first, *rest = DUTCH[shown].split()
        found = english.get(DUTCH[shown]) or " ".join([english.get(first, first), *rest])
        new = "Standard" if found == "normal" else found.capitalize().replace(" ", "_20_")
        if new.lower() not in taken:
            names[name] = new
            style.attrib.pop(f"{{{STYLE}}}display-name", None)
    for element in root.iter() if names else ():
        for attribute in (f"{{{STYLE}}}name", *_USES):
            if element.get(attribute) in names:
                element.set(attribute, names[element.get(attribute, "")])
    return bool(names)


def _key(style: ET.Element) -> tuple[str, str, str]:
    return style.tag, style.get(f"{{{STYLE}}}family", ""), style.get(f"{{{STYLE}}}name", "")


def dress(parts: dict[str, bytes], known: Mapping[str, str], marks: Sequence[str]) -> None:
    """Fill in the headers and footers of a document, and put the marks on every page."""
    styles = parse(parts[_STYLES])
    _free_lines(styles.root)
    for master in styles.root.iter(f"{{{STYLE}}}master-page"):
        for area in master:
            for paragraph in area.iter(f"{{{TEXT}}}p"):
                _fill(paragraph, known)
        if marks:
            _mark(master, " · ".join(marks))
    if marks:
        for layout in styles.root.iter(f"{{{STYLE}}}page-layout"):
            _make_room(layout)
    parts[_STYLES] = styles.data()


def _free_lines(root: ET.Element) -> None:
    """Let only styles of their own hold lines of a paragraph together, and not every paragraph.

    Where all do, LibreOffice shows the header of a table at the end of some pages, and none of its rows.
    """
    for style in root.iter(f"{{{STYLE}}}default-style"):
        for properties in style.iter(f"{{{STYLE}}}paragraph-properties"):
            for name in ("orphans", "widows"):
                properties.attrib.pop(f"{{{FO}}}{name}", None)


def _fill(paragraph: ET.Element, known: Mapping[str, str]) -> None:
    places = list(_texts(paragraph))
    texts = [text for _, _, text in places]
    for (element, where, text), new in zip(places, filled(texts, known), strict=True):
        if where and new != text:
            setattr(element, where, re.sub(r"\s+", " ", new))


def _texts(element: ET.Element) -> Iterator[tuple[ET.Element, str, str]]:
    """Yield each text in a paragraph with the place where it stands; a tab has none."""
    yield element, "text", element.text or ""
    for child in element:
        if child.tag == f"{{{TEXT}}}tab":
            yield child, "", "\t"
        elif child.tag == f"{{{TEXT}}}s":
            yield child, "", " "
        else:
            yield from _texts(child)
        yield child, "tail", child.tail or ""


def _mark(master: ET.Element, text: str) -> None:
    """Put the marks above the text of each kind of header, and make the header that every page has when it lacks."""
    if master.find(f"{{{STYLE}}}header") is None:
        master.insert(0, ET.Element(f"{{{STYLE}}}header"))
    for area in master:
        if area.tag in [f"{{{STYLE}}}{name}" for name in _HEADERS]:
            area.attrib.pop(f"{{{STYLE}}}display", None)
            mark = ET.Element(f"{{{TEXT}}}p", {f"{{{TEXT}}}style-name": "Merk"})
            mark.text = text
            area.insert(0, mark)


def _make_room(layout: ET.Element) -> None:
    """Give a page room for a header; without it the header is not shown."""
    style = layout.find(f"{{{STYLE}}}header-style")
    if style is None:
        style = ET.Element(f"{{{STYLE}}}header-style")
        layout.insert(1 if len(layout) else 0, style)
    if not len(style):
        room = {f"{{{FO}}}min-height": "0cm", f"{{{FO}}}margin-bottom": "0.4cm"}
        ET.SubElement(style, f"{{{STYLE}}}header-footer-properties", room)
