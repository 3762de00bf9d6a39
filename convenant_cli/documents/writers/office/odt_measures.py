"""A house style of LibreOffice as Word would have it, as far as that decides what fits on a page.

Only a text in Word is laid out before it is written. So of an own style the paper, its edges, its font and the sizes
and room of its paragraphs are put in the place of those of the shipped style for Word.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import DOCUMENT, el, w
from convenant_cli.documents.writers.office.odt_style import FO, STYLE, table_font
from convenant_cli.documents.writers.office.zipped import parse

_ODF, _WORD = "styles.xml", "word/styles.xml"
#: The names that Word has for styles that LibreOffice calls otherwise.
_NAMES = {"standard": "normal", "text body": "body text", "quotations": "block text", "contents heading": "toc heading"}
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0}
_PAPER = {"page-width": ("pgSz", "w"), "page-height": ("pgSz", "h")}
_EDGES = {f"margin-{side}": ("pgMar", side) for side in ("top", "bottom", "left", "right")}
_LOOKS = ("font-size", "margin-top", "margin-bottom", "line-height")
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(cm|mm|in|pt)")


def as_word(own: Mapping[str, bytes], shipped: Mapping[str, bytes], word: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the shipped style for Word with what is different in an own style of LibreOffice.

    ``own`` and ``shipped`` are the parts of styles of LibreOffice, ``word`` those of the shipped one for Word.
    """
    document, styles = parse(word[DOCUMENT]), parse(word[_WORD])
    theirs, ours = _page(own), _page(shipped)
    for name, (tag, side) in (_PAPER | _EDGES).items():
        for element in document.root.iter(w(tag)):
            moved = theirs.get(name, 0) - ours.get(name, 0) if name in theirs else 0
            element.set(w(side), str(round(int(element.get(w(side), "0")) + moved)))
    looks, known = dict(_looks(own)), dict(_looks(shipped))
    for style in styles.root.iter(w("style")):
        named = style.find(w("name"))
        name = "" if named is None else named.get(w("val"), "").lower()
        if name in looks and name in known:
            _change(style, {key: value for key, value in looks[name].items() if value != known[name].get(key)})
    if (font := table_font(own)[0]) != table_font(shipped)[0]:
        for fonts in styles.root.iter(w("rFonts")):
            fonts.set(w("ascii"), font)
    return {**word, DOCUMENT: document.data(), _WORD: styles.data()}


def _change(style: ET.Element, look: Mapping[str, float]) -> None:
    """Give a style of Word the sizes of a style of LibreOffice, in twips; of lines as shares."""
    if "font-size" in look:
        size = _part(_part(style, "rPr"), "sz")
        size.set(w("val"), str(round(look["font-size"] / 10)))
    sides = {"margin-top": ("before", 1.0), "margin-bottom": ("after", 1.0), "line-height": ("line", 240.0)}
    for name, (side, times) in sides.items():
        if name in look:
            _part(_part(style, "pPr"), "spacing").set(w(side), str(round(look[name] * times)))


def _part(holder: ET.Element, name: str) -> ET.Element:
    found = holder.find(w(name))
    if found is None:
        found = el(name)
        holder.append(found)
    return found


def _page(parts: Mapping[str, bytes]) -> dict[str, float]:
    """Return the paper and the edges of the first page, in twips, as far as a file says them."""
    page = next(parse(parts[_ODF]).root.iter(f"{{{STYLE}}}page-layout-properties"), None)
    found = {name: _twips(page.get(f"{{{FO}}}{name}", "")) for name in _PAPER | _EDGES} if page is not None else {}
    return {name: length for name, length in found.items() if length is not None}


def _looks(parts: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the name that Word has for each style of a paragraph, with what it says and what it is based on says."""
    root = parse(parts[_ODF]).root
    family = f"{{{STYLE}}}family"
    own = {
        one.get(f"{{{STYLE}}}name", ""): one for one in root.iter(f"{{{STYLE}}}style") if one.get(family) == "paragraph"
    }
    usual = [one for one in root.iter(f"{{{STYLE}}}default-style") if one.get(family) == "paragraph"]
    for name in own:
        chain: list[ET.Element] = []
        at = name
        while at in own and own[at] not in chain:
            chain.append(own[at])
            at = own[at].get(f"{{{STYLE}}}parent-style-name", "")
        look: dict[str, float] = {}
        for style in [*usual, *reversed(chain)]:
            for properties in style:
                _take(properties, look)
        shown = own[name].get(f"{{{STYLE}}}display-name", name.replace("_20_", " ")).lower()
        yield _NAMES.get(shown, re.sub(r"^contents (\d)$", r"toc \1", shown)), look


def _take(properties: ET.Element, look: dict[str, float]) -> None:
    """Put what an element says over what is known: a share of a size is one of the size below it."""
    for name in _LOOKS:
        said = properties.get(f"{{{FO}}}{name}", "")
        if (length := _twips(said)) is not None:
            look[name] = length
        elif re.fullmatch(r"(?:\d+\.?\d*|\.\d+)%", said):
            share = float(said[:-1]) / 100
            look[name] = share * look.get(name, 0) if name == "font-size" else share


def _twips(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _TWIPS[match[2]] if match else None
