"""A Word house style set closer: less room and smaller letters, for a page that is spared."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import DOCUMENT, OF_ROWS, STYLES, key_of, style_ids, w
from convenant_cli.documents.writers.office.zipped import parse

_OF_CONTENTS = ("toc heading", "toc 1", "toc 2", "toc 3")
_ABOVE_CONTENTS = ("omslag afzender",)
_LEAST_LISTED = 17  # half points of contents that may become smaller, and of what they then are at least
_CLOSER = 0.65  # of the room between paragraphs
_LINE, _CLOSER_LINE = "257", "247"  # of the text, as 240 a line
#: Twips that the edges of a page are less; of the header too, or with a mark above it it would push the text down.
_EDGES = {"top": 170, "bottom": 170, "header": 85}
_TITLE, _SMALLER_TITLE = "52", "44"  # half points: a title of some words then has one line
_ROW, _SMALLER_ROW = "18", "17"  # half points of the text in tables
_LEAST = 20  # half points of running text that may become smaller


def closer(parts: Mapping[str, bytes], *, edges: bool, rows: bool = False, letters: bool = False) -> dict[str, bytes]:
    """Return the parts of a style with less room between paragraphs and rows and between lines that are as far as ours.

    ``edges``: also around the page. An own style keeps that: what it shows there may reach into the text.
    ``rows``: also with the text of tables half a point smaller, when it is as large as ours. ``letters``: and with the
    running text, whatever its size is, when that still reads well.
    """
    styles, document = parse(parts[STYLES]), parse(parts[DOCUMENT])
    for spacing in styles.root.iter(w("spacing")):
        for side in map(w, ("before", "after")):
            if side in spacing.attrib:
                spacing.set(side, str(round(int(spacing.attrib[side]) * _CLOSER)))
        if spacing.get(w("line")) == _LINE:
            spacing.set(w("line"), _CLOSER_LINE)
    _closer_cells_and_title(styles.root)
    if rows:
        _smaller_rows(styles.root, style_ids(parts)[OF_ROWS])
    if letters:
        _smaller_text(styles.root)
    for margins in document.root.iter(w("pgMar")) if edges else ():
        for side, less in _EDGES.items():
            margins.set(w(side), str(int(margins.attrib[w(side)]) - less))
    return {**parts, STYLES: styles.data(), DOCUMENT: document.data()}


def smaller_contents(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a style with contents a point smaller, and half the room there and above the title."""
    styles = parse(parts[STYLES])
    for style in (one for one in styles.root.iter(w("style")) if key_of(one)[1] in (*_OF_CONTENTS, *_ABOVE_CONTENTS)):
        for spacing in style.iter(w("spacing")):
            for side in map(w, ("before", "after")):
                spacing.set(side, str(int(spacing.get(side, "0")) // 2))
        letters = (*style.iter(w("sz")), *style.iter(w("szCs"))) if key_of(style)[1] in _OF_CONTENTS else ()
        for size in letters:
            now = int(size.get(w("val"), "0"))
            size.set(w("val"), str(min(now, max(now - 2, _LEAST_LISTED))))
    return {**parts, STYLES: styles.data()}


def _smaller_rows(styles: ET.Element, id: str) -> None:
    of_rows = next(one for one in styles.iter(w("style")) if one.get(w("styleId")) == id)
    for size in (*of_rows.iter(w("sz")), *of_rows.iter(w("szCs"))):
        if size.get(w("val")) == _ROW:
            size.set(w("val"), _SMALLER_ROW)


def _smaller_text(styles: ET.Element) -> None:
    """Make the letters of running text half a point smaller, in each style that has them as large."""
    normal = next((one for one in styles.iter(w("style")) if key_of(one) == ("paragraph", "normal")), None)
    said = [size for look in (normal, styles.find(w("docDefaults"))) if look is not None for size in look.iter(w("sz"))]
    usual = said[0].get(w("val"), "") if said else ""
    if not usual.isdigit() or int(usual) < _LEAST:
        return
    for size in (*styles.iter(w("sz")), *styles.iter(w("szCs"))):
        if size.get(w("val")) == usual:
            size.set(w("val"), str(int(usual) - 1))


def _closer_cells_and_title(styles: ET.Element) -> None:
    for cell in styles.iter(w("tblCellMar")):
        for side in cell:
            if side.tag in (w("top"), w("bottom")):
                side.set(w("w"), str(round(int(side.get(w("w"), "0")) * _CLOSER)))
    for size in (*styles.iter(w("sz")), *styles.iter(w("szCs"))):
        if size.get(w("val")) == _TITLE:
            size.set(w("val"), _SMALLER_TITLE)
