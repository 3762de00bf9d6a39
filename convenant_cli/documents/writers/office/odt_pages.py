"""Where the pages of an ODF file start, what stays together on one, and how tables and columns look."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.odt_style import CELLS, FO, LOEXT, STYLE, TABLE, TEXT
from convenant_cli.documents.writers.office.pieces import COLUMN_HEADINGS, GUTTER
from convenant_cli.documents.writers.office.zipped import parse

#: The style of a section in two columns.
COLUMNS = "Kolommen"
_TABLE = f"{{{TABLE}}}table"
_NAME = f"{{{STYLE}}}name"
_USED = f"{{{TEXT}}}style-name"
_START = {f"{{{FO}}}break-before": "page", f"{{{FO}}}margin-top": "0cm"}
_WHOLE = {f"{{{FO}}}keep-together": "always"}
_NEXT = {f"{{{FO}}}keep-with-next": "always"}
_KOP, _LIJN, _BUSY = "#154273", "#c9d1da", "#dbe7f3"
_CELL = {
    f"{{{FO}}}border": "none",
    f"{{{FO}}}padding-left": "0.15cm",
    f"{{{FO}}}padding-right": "0.15cm",
}
_IN_CELL = 0.08  # centimetres above and below the text of a cell
_STEP = 0.6  # centimetres that a list with letters stands in, for each level
_LEVELS = 3
_SHARES = 65535  # parts that LibreOffice divides the width of a table in


def margins(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the room below the paragraphs of each style that says it."""
    found = {}
    for style in parse(parts["styles.xml"]).root.iter(f"{{{STYLE}}}style"):
        properties = style.find(f"{{{STYLE}}}paragraph-properties")
        if properties is not None and (below := properties.get(f"{{{FO}}}margin-bottom")):
            found[style.get(_NAME, "")] = below
    return found


class Looks:
    """The styles that a text has beside those of the house style."""

    def __init__(self, automatic: ET.Element, below: Mapping[str, str], *, cells: float = 1) -> None:
        """``below`` is the room below the paragraphs of each style, ``cells`` how much of that in cells there is."""
        self.automatic = automatic
        self.below = below
        self.made: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
        self.tables: dict[str, ET.Element] = {}
        self.wishes: dict[ET.Element, dict[str, str]] = {}
        self.sizes: dict[ET.Element, dict[str, str]] = {}
        header = {f"{{{FO}}}border-bottom": f"0.04cm solid {_KOP}"}
        line = {f"{{{FO}}}border-bottom": f"0.018cm solid {_LIJN}"}
        for name, look in zip(CELLS, (header, line, line | {f"{{{FO}}}background-color": _BUSY}), strict=True):
            room = {f"{{{FO}}}padding-{side}": f"{_IN_CELL * cells:.3g}cm" for side in ("top", "bottom")}
            self._style(name, "table-cell", _CELL | room | look)
        self._style("Rij", "table-row", _WHOLE)
        section = self._style(COLUMNS, "section", {f"{{{TEXT}}}dont-balance-text-columns": "false"})
        columns = {f"{{{FO}}}column-count": "2", f"{{{FO}}}column-gap": f"{GUTTER / 567:.2f}cm"}
        ET.SubElement(section, f"{{{STYLE}}}columns", columns)

    def _style(self, name: str, family: str, look: Mapping[str, str]) -> ET.Element:
        """Make a style; return its properties."""
        names = {_NAME: name, f"{{{STYLE}}}family": family}
        made = ET.SubElement(self.automatic, f"{{{STYLE}}}style", names)
        return ET.SubElement(made, f"{{{STYLE}}}{family}-properties", dict(look))

    def table(self, name: str) -> None:
        """Make the style of a table of the full width."""
        look = {f"{{{TABLE}}}align": "margins", f"{{{STYLE}}}rel-width": "100%", f"{{{FO}}}margin-bottom": "0.42cm"}
        self.tables[name] = self._style(name, "table", look)

    def column(self, name: str, share: float) -> str:
        """Make the style of a column with a share of the width; return its name."""
        self._style(name, "table-column", {f"{{{STYLE}}}rel-column-width": f"{int(share * _SHARES)}*"})
        return name

    def changed_row(self, row: ET.Element) -> None:
        """Let a row come or go together with its words: ODF has no word for that, LibreOffice has one of its own."""
        used = f"{{{TABLE}}}style-name"
        name = f"{row.get(used, '')} gewijzigd".strip().capitalize()
        if not any(one.get(_NAME) == name for one in self.automatic):
            whole = _WHOLE if used in row.attrib else {}
            self._style(name, "table-row", {f"{{{LOEXT}}}text-changes-only": "false", **whole})
        row.set(used, name)

    def letters(self, name: str) -> None:
        """Make the style of a list with letters, which the house style does not have."""
        if any(one.get(_NAME) == name for one in self.automatic):
            return
        made = ET.SubElement(self.automatic, f"{{{TEXT}}}list-style", {_NAME: name})
        for level in range(1, _LEVELS + 1):
            sign = {f"{{{STYLE}}}num-format": "a", f"{{{STYLE}}}num-suffix": ".", f"{{{TEXT}}}level": str(level)}
            at = ET.SubElement(made, f"{{{TEXT}}}list-level-style-number", sign)
            mode = {f"{{{TEXT}}}list-level-position-and-space-mode": "label-alignment"}
            place = {f"{{{TEXT}}}label-followed-by": "listtab"}
            place[f"{{{FO}}}text-indent"] = f"-{_STEP}cm"
            for at_left in (f"{{{FO}}}margin-left", f"{{{TEXT}}}list-tab-stop-position"):
                place[at_left] = f"{_STEP * level:g}cm"
            align = ET.SubElement(at, f"{{{STYLE}}}list-level-properties", mode)
            ET.SubElement(align, f"{{{STYLE}}}list-level-label-alignment", place)

    def start(self, block: ET.Element) -> None:
        """Let a paragraph or table start a page."""
        self._wish(block, _START)

    def shrink(self, heading: ET.Element, level: int) -> None:
        """Make a heading as small as a column asks, with room to match; it stays a heading of its level."""
        points = COLUMN_HEADINGS[level]
        self._wish(heading, {f"{{{FO}}}margin-top": f"{points * 0.65:.1f}pt", f"{{{FO}}}margin-bottom": "2pt"})
        self.sizes[heading] = {f"{{{FO}}}font-size": f"{points:g}pt"}

    def keep(self, group: Sequence[ET.Element], *, with_next: bool) -> None:
        """Keep blocks together."""
        for block in group:
            self._wish(block, _WHOLE | (_NEXT if with_next or block is not group[-1] else {}))

    def keep_row(self, row: ET.Element) -> None:
        """Keep a row of a table with the next, as LibreOffice does when its paragraphs say so and its settings too."""
        for tag in ("p", "h"):
            for paragraph in row.iter(f"{{{TEXT}}}{tag}"):
                self._wish(paragraph, _NEXT)

    def _wish(self, block: ET.Element, wish: Mapping[str, str]) -> None:
        self.wishes.setdefault(block, {}).update(wish)

    def apply(self) -> None:
        """Give each paragraph and table that differs from its style one of its own."""
        for block, wish in self.wishes.items():
            if block.tag != _TABLE:
                block.set(_USED, self._paragraph(block.get(_USED, ""), wish, self.sizes.get(block)))
                continue
            look = self.tables[block.get(f"{{{TABLE}}}style-name", "")]
            look.attrib |= {name: value for name, value in wish.items() if name not in _WHOLE}
            if wish.keys() & _WHOLE.keys():
                look.set(f"{{{STYLE}}}may-break-between-rows", "false")

    def _paragraph(self, name: str, wish: Mapping[str, str], text: Mapping[str, str] | None = None) -> str:
        """Return the name of a style that is as another one, with these properties, and these of its text."""
        key = (name, tuple(sorted({**wish, **(text or {})}.items())))
        if key not in self.made:
            self.made[key] = f"Blad{len(self.made) + 1}"
            names = {_NAME: self.made[key], f"{{{STYLE}}}family": "paragraph", f"{{{STYLE}}}parent-style-name": name}
            style = ET.SubElement(self.automatic, f"{{{STYLE}}}style", names)
            properties = ET.SubElement(style, f"{{{STYLE}}}paragraph-properties", dict(wish))
            if text:
                ET.SubElement(style, f"{{{STYLE}}}text-properties", dict(text))
            if f"{{{FO}}}margin-top" in wish and (room := self.below.get(name)):
                # LibreOffice forgets it once the room above is set.
                properties.attrib.setdefault(f"{{{FO}}}margin-bottom", room)
        return self.made[key]
