"""The text of an ODF file: paragraphs, lists, tables, pictures and links."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office import pieces
from convenant_cli.documents.writers.office.builder import LONGEST_CELL
from convenant_cli.documents.writers.office.odt_changes import open_change
from convenant_cli.documents.writers.office.odt_nodes import add_text
from convenant_cli.documents.writers.office.odt_pages import COLUMNS, Looks
from convenant_cli.documents.writers.office.odt_style import (
    CELLS,
    DRAW,
    OFFICE,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    el,
    styled,
)

#: What a style is called in ODF, where that is another name.
_NAMES = {
    "Body Text": "Text body",
    "Block Text": "Quotations",
    "TOC Heading": "Contents Heading",
    "Table Caption": "TableCaption",
    "Verbatim Char": "Source Text",
}
#: Styles of text whose lists stand at a place of their own.
_OWN_LISTS = ("Kader", "Kaart", "Gegeven")
_LETTERS = "Letters"
_CENTIMETRE = 2.54 / 96  # of a CSS pixel
_SIGNS = {"\t": "tab", "\n": "line-break"}
_SIGN = re.compile("( {2,}|[\t\n])")
_BOLD, _ITALIC = "Strong Emphasis", "Emphasis"


class Body(pieces.Writer[ET.Element]):
    """Writes the text of one document."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
        self.pictures: dict[str, bytes] = {}
        self.columns = self.tables = 0

    def _keep(self, group: list[ET.Element], and_next: bool) -> None:
        self.looks.keep(group, with_next=and_next)

    def _columns(self, block: pieces.Columns, out: ET.Element, row: ET.Element | None) -> None:
        self.columns += 1
        names = {f"{{{TEXT}}}style-name": COLUMNS, f"{{{TEXT}}}name": f"{COLUMNS} {self.columns}"}
        self.narrow = True
        self.write(block.blocks, ET.SubElement(out, f"{{{TEXT}}}section", names), row)
        self.narrow = False

    def _placed(self, block: ET.Element) -> None:
        """Let a paragraph or table stand where it should: on a new page, or together with others."""
        if self.starts:
            self.looks.start(block)
            self.starts = False
        for group in self.groups:
            group.append(block)

    def _para(self, block: pieces.Para, out: ET.Element, row: ET.Element | None) -> None:
        style = styled(_NAMES.get(block.style, block.style))
        if block.level:
            made = ET.SubElement(out, f"{{{TEXT}}}h", {f"{{{TEXT}}}style-name": style.capitalize()})
            made.set(f"{{{TEXT}}}outline-level", str(block.level))
        else:
            made = ET.SubElement(out, f"{{{TEXT}}}p", {f"{{{TEXT}}}style-name": style})
        with _marked(made, self._taken(block.place)):
            self._line(made, block.pieces)
        if block.level and self.narrow:
            self.looks.shrink(made, block.level)
        if row is None:
            self._placed(made)

    def _text(self, holder: ET.Element, piece: pieces.Text) -> None:
        """Add text at the end of an element; ODF counts several spaces as one."""
        for part in _SIGN.split(piece.text):
            if part in _SIGNS:
                holder.append(el("text", _SIGNS[part]))
            elif _SIGN.fullmatch(part):
                holder.append(el("text", "s", c=len(part)))
            else:
                add_text(holder, part)

    def _styled(self, holder: ET.Element, piece: pieces.Styled) -> None:
        style = piece.style or (_BOLD if piece.bold else _ITALIC if piece.italic else "")
        with _marked(holder, [piece.place] if piece.place else []):
            self._line(_span(holder, style) if style else holder, piece.pieces)

    def _change(self, holder: ET.Element, piece: pieces.Change) -> None:
        self._line(open_change(holder, piece), piece.pieces)

    def _link(self, holder: ET.Element, piece: pieces.Link) -> None:
        address = {f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": piece.target}
        link = ET.SubElement(holder, f"{{{TEXT}}}a", address)
        self._line(_span(link, "Internet Link"), piece.pieces)

    def _key(self, _holder: ET.Element, _key: pieces.Key) -> None:
        """Write none: only a Word file goes out for review."""

    def _picture(self, holder: ET.Element, picture: pieces.Picture) -> None:
        name = f"Pictures/grafiek{len(self.pictures) + 1}.png"
        self.pictures[name] = picture.png
        size = {"width": picture.width * _CENTIMETRE, "height": picture.height * _CENTIMETRE}
        attributes = {f"{{{SVG}}}{side}": f"{length:.3f}cm" for side, length in size.items()}
        attributes |= {f"{{{DRAW}}}name": f"Grafiek {len(self.pictures)}", f"{{{TEXT}}}anchor-type": "as-char"}
        frame = ET.SubElement(holder, f"{{{DRAW}}}frame", attributes)
        address = {"href": name, "type": "simple", "show": "embed", "actuate": "onLoad"}
        ET.SubElement(frame, f"{{{DRAW}}}image", {f"{{{XLINK}}}{key}": value for key, value in address.items()})
        ET.SubElement(frame, f"{{{SVG}}}desc").text = picture.alt

    def _items(self, block: pieces.Items, out: ET.Element, row: ET.Element | None) -> None:
        made = ET.SubElement(out, f"{{{TEXT}}}list")
        for item in block.items:
            self.write(item, ET.SubElement(made, f"{{{TEXT}}}list-item"), row)
        said = (one for item in block.items for part in item for one in _inside(part))
        first = next((one for one in said if isinstance(one, pieces.Para)), None)
        around = "" if first is None else first.style.removesuffix(" opsomming")
        name = "Opsomming" if block.start is None else "Nummering"
        if block.letters:
            self.looks.letters(_LETTERS)
            name = _LETTERS
        elif around in _OWN_LISTS:
            name = f"{around} {name.lower()}"
        made.set(f"{{{TEXT}}}style-name", styled(name))
        if block.start not in (None, 1):
            made[0].set(f"{{{TEXT}}}start-value", str(block.start))

    def _grid(self, grid: pieces.Grid, out: ET.Element, _row: ET.Element | None) -> None:
        if grid.caption is not None:
            self._para(pieces.Para("Table Caption", grid.caption), out, None)
        self.tables += 1
        name = f"Tabel{self.tables}"
        names = {f"{{{TABLE}}}name": name, f"{{{TABLE}}}style-name": name}
        table = ET.SubElement(out, f"{{{TABLE}}}table", names)
        self.looks.table(name)
        for number, share in enumerate(grid.shares, 1):
            column = {f"{{{TABLE}}}style-name": self.looks.column(f"{name}.{number}", share)}
            ET.SubElement(table, f"{{{TABLE}}}table-column", column)
        self._placed(table)
        if grid.head:
            self._rows(grid.head, ET.SubElement(table, f"{{{TABLE}}}table-header-rows"), CELLS[0])
        for row in pieces.held(self._rows(grid.rows, table, CELLS[1]), grid):
            if row.get(f"{{{TABLE}}}style-name"):  # one that may be cut is let be
                self.looks.keep_row(row)

    def _rows(self, rows: Sequence[Sequence[Sequence[pieces.Block]]], out: ET.Element, look: str) -> list[ET.Element]:
        made = []
        for cells in rows:
            row = ET.SubElement(out, f"{{{TABLE}}}table-row")
            for blocks in cells:
                busy = any(isinstance(block, pieces.Para) and block.style == "Tabel bezig" for block in blocks)
                names = {f"{{{TABLE}}}style-name": CELLS[2] if busy else look, f"{{{OFFICE}}}value-type": "string"}
                self.write(blocks, ET.SubElement(row, f"{{{TABLE}}}table-cell", names), row)
            if max((len("".join(cell.itertext())) for cell in row), default=0) <= LONGEST_CELL:
                row.set(f"{{{TABLE}}}style-name", "Rij")
            made.append(row)
        return made

    def _contents(self, block: pieces.Contents, out: ET.Element, _row: ET.Element | None) -> None:
        """Write a table of contents whose page numbers are references: who opens the file sees them at once."""
        source = el("text", "table-of-content-source", outline_level=block.depth, use_index_marks="false")
        for level in range(1, block.depth + 1):
            tab = el("text", "index-entry-tab-stop")
            tab.attrib |= {f"{{{STYLE}}}type": "right", f"{{{STYLE}}}leader-char": "."}
            start, end = el("text", "index-entry-link-start"), el("text", "index-entry-link-end")
            parts = (start, el("text", "index-entry-text"), tab, el("text", "index-entry-page-number"), end)
            looks: dict[str, str | int] = {"outline_level": level, "style_name": f"Contents_20_{level}"}
            source.append(el("text", "table-of-content-entry-template", *parts, **looks))
        body = el("text", "index-body")
        for heading in block.headings:
            link = el("text", "a", style_name="Index_20_Link", visited_style_name="Index_20_Link")
            link.attrib |= {f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": f"#{heading.anchor}"}
            link.text = heading.text
            page = el("text", "bookmark-ref", reference_format="page", ref_name=heading.anchor)
            body.append(el("text", "p", link, el("text", "tab"), page, style_name=f"Contents_20_{heading.level}"))
        out.append(el("text", "table-of-content", source, body, name="Inhoud", protected="true"))


def _inside(block: pieces.Block) -> Sequence[pieces.Block]:
    """Return what stays together, or a block by itself."""
    return block.blocks if isinstance(block, pieces.Together) else [block]


@contextmanager
def _marked(holder: ET.Element, places: Sequence[str]) -> Iterator[None]:
    """Put bookmarks around what is written."""
    holder.extend([el("text", "bookmark-start", name=place) for place in places])
    yield
    holder.extend([el("text", "bookmark-end", name=place) for place in places])


def _span(holder: ET.Element, style: str) -> ET.Element:
    name = styled(_NAMES.get(style, style))
    return ET.SubElement(holder, f"{{{TEXT}}}span", {f"{{{TEXT}}}style-name": name})
