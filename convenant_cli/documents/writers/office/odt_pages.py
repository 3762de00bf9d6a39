"""Where the pages of an ODF file start, and what stays together on one."""

import copy
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.odt_style import FO, STYLE, TABLE, TEXT
from convenant_cli.documents.writers.office.pandoc_nodes import (  # fmt: skip
    BLAD,
    COLUMN_HEADINGS,
    EIND_MEE,
    GUTTER,
    HEEL,
    KOLOMMEN,
    KOLOMMEN_EIND,
    MARKS,
)
from convenant_cli.documents.writers.office.zipped import parse

_TEXTS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
_TABLE = f"{{{TABLE}}}table"
_NAME = f"{{{STYLE}}}name"
_USED = f"{{{TEXT}}}style-name"
_START = {f"{{{FO}}}break-before": "page", f"{{{FO}}}margin-top": "0cm"}
_WHOLE = {f"{{{FO}}}keep-together": "always"}
_NEXT = {f"{{{FO}}}keep-with-next": "always"}
_LEVEL = f"{{{TEXT}}}outline-level"
_SECTION = "Kolommen"


def margins(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the room below the paragraphs of each style that says it."""
    found = {}
    for style in parse(parts["styles.xml"]).root.iter(f"{{{STYLE}}}style"):
        properties = style.find(f"{{{STYLE}}}paragraph-properties")
        if properties is not None and (below := properties.get(f"{{{FO}}}margin-bottom")):
            found[style.get(_NAME, "")] = below
    return found


def paginate(root: ET.Element, automatic: ET.Element, below: Mapping[str, str]) -> None:
    """Take out the marks between paragraphs, and let the paragraphs and tables do what they say.

    ``below`` is the room below the paragraphs of each style.
    """
    looks = _Looks(automatic, below)
    small = _set_columns(root, automatic)
    for block, wish in _wishes(root).items():
        if wish and block.tag == _TABLE:
            looks.keep_table(block, wish)
        elif block in small:
            points = COLUMN_HEADINGS.get(int(block.get(_LEVEL, "1")), 9.0)
            room = {f"{{{FO}}}margin-top": f"{points * 0.65:.1f}pt", f"{{{FO}}}margin-bottom": "2pt"}
            size = {f"{{{FO}}}font-size": f"{points:g}pt"}
            block.set(_USED, looks.paragraph(block.get(_USED, ""), room | wish, size))
        elif wish:
            block.set(_USED, looks.paragraph(block.get(_USED, ""), wish))


def _set_columns(root: ET.Element, automatic: ET.Element) -> set[ET.Element]:
    """Put what stands between the marks for columns in sections of two columns; return the headings in those."""
    headings: set[ET.Element] = set()
    for holder in list(root.iter()):
        section: ET.Element | None = None
        number = 0
        for child in list(holder):
            mark = child.get(_USED)
            if mark == KOLOMMEN:
                number += 1
                names = {f"{{{TEXT}}}style-name": _SECTION, f"{{{TEXT}}}name": f"{_SECTION} {number}"}
                section = ET.Element(f"{{{TEXT}}}section", names)
                holder.insert(list(holder).index(child), section)
                holder.remove(child)
            elif mark == KOLOMMEN_EIND:
                holder.remove(child)
                section = None
            elif section is not None:
                holder.remove(child)
                section.append(child)
                headings |= set(child.iter(_TEXTS[1]))
        if number:
            made = ET.SubElement(automatic, f"{{{STYLE}}}style", {_NAME: _SECTION, f"{{{STYLE}}}family": "section"})
            look = ET.SubElement(
                made, f"{{{STYLE}}}section-properties", {f"{{{TEXT}}}dont-balance-text-columns": "false"}
            )
            gap = f"{GUTTER / 567:.2f}cm"
            columns = {f"{{{FO}}}column-count": "2", f"{{{FO}}}column-gap": gap}
            ET.SubElement(look, f"{{{STYLE}}}columns", columns)
    return headings


def _wishes(root: ET.Element) -> dict[ET.Element, dict[str, str]]:
    """Take out the marks; return the properties that they give to each paragraph and table."""
    wishes: dict[ET.Element, dict[str, str]] = {}
    groups: list[list[ET.Element]] = []
    starts = False
    for holder, block in list(_flow(root)):
        mark = block.get(_USED, "")
        if mark not in MARKS:
            wishes[block] = dict(_START) if starts else {}
            starts = False
            for group in groups:
                group.append(block)
            continue
        holder.remove(block)
        if mark == BLAD:
            starts = True
        elif mark == HEEL:
            groups.append([])
        else:
            group = groups.pop()
            for kept in group:
                wishes[kept] |= _WHOLE | (_NEXT if mark == EIND_MEE or kept is not group[-1] else {})
    return wishes


def _flow(holder: ET.Element, *, in_table: bool = False) -> Iterator[tuple[ET.Element, ET.Element]]:
    """Yield every paragraph and table of the text in its order with what it stands in; of a table only the marks."""
    for child in holder:
        if child.tag in _TEXTS:
            if not in_table or child.get(_USED) in MARKS:
                yield holder, child
            continue
        if child.tag == _TABLE and not in_table:
            yield holder, child
        yield from _flow(child, in_table=in_table or child.tag == _TABLE)


class _Looks:
    """Styles of their own for the paragraphs that differ from their style in where they stand."""

    def __init__(self, automatic: ET.Element, below: Mapping[str, str]) -> None:
        self.automatic = automatic
        self.below = below
        self.known = {style.get(_NAME, ""): style for style in automatic.iter(f"{{{STYLE}}}style")}
        self.made: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}

    def paragraph(self, name: str, wish: dict[str, str], text: Mapping[str, str] | None = None) -> str:
        """Return the name of a style that is as another one, with these properties, and these of its text."""
        key = (name, tuple(sorted((wish | dict(text or {})).items())))
        if key not in self.made:
            self.made[key] = f"Blad{len(self.made) + 1}"
            based = self.known.get(name)
            style = copy.deepcopy(based) if based is not None else ET.Element(f"{{{STYLE}}}style")
            style.attrib |= {_NAME: self.made[key], f"{{{STYLE}}}family": "paragraph"}
            style.attrib.setdefault(f"{{{STYLE}}}parent-style-name", name)
            properties = style.find(f"{{{STYLE}}}paragraph-properties")
            if properties is None:
                properties = ET.Element(f"{{{STYLE}}}paragraph-properties")
                style.insert(0, properties)
            properties.attrib |= dict(wish)
            if text:
                ET.SubElement(style, f"{{{STYLE}}}text-properties", dict(text))
            if f"{{{FO}}}margin-top" in wish and (room := self.below.get(name)):
                # LibreOffice forgets it once the room above is set.
                properties.attrib.setdefault(f"{{{FO}}}margin-bottom", room)
            self.automatic.append(style)
        return self.made[key]

    def keep_table(self, table: ET.Element, wish: Mapping[str, str]) -> None:
        """Let a table start a page, keep its rows together, or keep it with what is behind it."""
        for properties in self.known[table.get(f"{{{TABLE}}}style-name", "")]:
            properties.attrib |= {name: value for name, value in wish.items() if name not in _WHOLE}
            if wish.keys() & _WHOLE.keys():
                properties.set(f"{{{STYLE}}}may-break-between-rows", "false")
