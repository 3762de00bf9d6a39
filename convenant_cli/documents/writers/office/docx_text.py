"""The text of a Word file: paragraphs, lists, tables, pictures, links and tracked changes."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office import pieces
from convenant_cli.documents.writers.office.builder import LONGEST_CELL
from convenant_cli.documents.writers.office.docx_lists import Lists
from convenant_cli.documents.writers.office.docx_pages import end_section, keep, keep_ends, shrink, start_page
from convenant_cli.documents.writers.office.docx_style import R, RelatedParts, el, style_ids, w

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_BUSY = "DBE7F3"
_EMU = 9525  # to a CSS pixel
_DRAWINGS = 1000  # from here on, the drawings of the text are numbered
#: What Word has an element for.
_SIGNS = {"\u00ad": "softHyphen", "\u2011": "noBreakHyphen", "\t": "tab", "\n": "br"}
_SIGN = re.compile(f"([{''.join(_SIGNS)}])")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Look:
    style: str = ""
    bold: bool = False
    italic: bool = False


class Body(pieces.Writer[ET.Element]):
    """Writes the text of one document."""

    def __init__(self, related: RelatedParts, page: ET.Element | None, width: int) -> None:
        """``page`` holds the properties of the page; ``width`` is the room between its margins, in twips."""
        super().__init__()
        self.related, self.page, self.width = related, page, width
        self.lists, self.ids = Lists(related), style_ids(related.parts)
        self.made: list[ET.Element] = []
        self.keys: list[str] = []  # of the paragraph that is being written
        self.marks = count(1)  # of bookmarks and changes
        self.changes: dict[ET.Element, pieces.Change] = {}
        self.rows: dict[ET.Element, ET.Element] = {}
        self.sections = self.pictures = 0
        self.contents = 0  # the place of the table of contents, that stands behind the words above it
        self.headings: Sequence[pieces.Kopje] = ()  # in it
        self.listed: dict[int, ET.Element] = {}  # the same with so many levels
        self.cover = 0  # how many blocks stand before the first page that is to start

    def _items(self, block: pieces.Items, out: list[ET.Element], row: ET.Element | None) -> None:
        for item in self.lists.each(block):
            self.write(item, out, row)

    def _keep(self, group: list[ET.Element], and_next: bool) -> None:
        keep(group, self.rows, with_next=and_next)

    def _newpage(self, block: pieces.NewPage, out: list[ET.Element], row: ET.Element | None) -> None:
        self.cover = self.cover or len(self.made)
        super()._newpage(block, out, row)

    def _columns(self, block: pieces.Columns, out: list[ET.Element], row: ET.Element | None) -> None:
        """Write blocks in a section of two columns; without a page to divide, as any others."""
        if self.page is None or out is not self.made:
            self.write(block.blocks, out, row)
            return
        out.append(end_section(self.page, columns=1, later=self.sections > 0))
        self.narrow = True
        self.write(block.blocks, out)
        self.narrow = False
        out.append(end_section(self.page, columns=2, later=True))
        self.sections += 1

    # --- paragraphs

    def _para(self, block: pieces.Para, out: list[ET.Element], row: ET.Element | None) -> None:
        style = self.ids[block.style.lower()]
        paragraph = el("p", el("pPr", el("pStyle", val=style)))
        with self._marked(paragraph, self._taken(block.place)):
            self._line(paragraph, block.pieces, _Look(), None)
        with self._marked(keys := el("p"), self.keys):  # each is empty, and stands before the first word
            self.keys = []
        paragraph[1:1] = sorted(keys, key=lambda mark: int(mark.get(w("id"), "0")))
        if self.starts:
            start_page(paragraph)
            self.starts = False
        if self.narrow and block.level:
            shrink(paragraph, pieces.COLUMN_HEADINGS[block.level])
        for group in self.groups:
            group.append(paragraph)
        if row is not None:
            self.rows[paragraph] = row
        self.lists.join(paragraph, style)
        out.append(paragraph)

    @contextmanager
    def _marked(self, holder: ET.Element, places: Sequence[str]) -> Iterator[None]:
        """Put bookmarks around what is written."""
        ids = [str(next(self.marks)) for _ in places]
        holder.extend([el("bookmarkStart", id=id, name=place) for id, place in zip(ids, places, strict=True)])
        yield
        holder.extend([el("bookmarkEnd", id=id) for id in ids])

    def _styled(self, holder: ET.Element, piece: pieces.Styled, look: _Look, change: pieces.Change | None) -> None:
        style = self.ids[piece.style.lower()] if piece.style else look.style
        inner = _Look(style, look.bold or piece.bold, look.italic or piece.italic)
        with self._marked(holder, [piece.place] if piece.place else []):
            self._line(holder, piece.pieces, inner, change)

    def _change(self, holder: ET.Element, piece: pieces.Change, look: _Look, _change: pieces.Change | None) -> None:
        self._line(holder, piece.pieces, look, piece)

    def _text(self, holder: ET.Element, piece: pieces.Text, look: _Look, change: pieces.Change | None) -> None:
        name = "delText" if change is not None and change.kind == "del" else "t"
        content = []
        for part in filter(None, _SIGN.split(piece.text)):
            made = el(_SIGNS.get(part, name))
            if part not in _SIGNS:
                made.text = part
                made.set(_SPACE, "preserve")
            content.append(made)
        if content:
            self._run(holder, look, change, *content)

    def _run(self, holder: ET.Element, look: _Look, change: pieces.Change | None, *content: ET.Element) -> None:
        run = el("r")
        if look != _Look():
            properties = ET.SubElement(run, w("rPr"))
            if look.style:
                properties.append(el("rStyle", val=look.style))
            properties.extend([el(name) for name in ("b", "bCs") if look.bold])
            properties.extend([el(name) for name in ("i", "iCs") if look.italic])
        run.extend(content)
        (holder if change is None else self._changed(holder, change)).append(run)

    def _changed(self, holder: ET.Element, change: pieces.Change) -> ET.Element:
        """Return the change at the end of a holder; Word knows no link in a change, so a change stands in the link."""
        if len(holder) and self.changes.get(holder[-1]) is change:
            return holder[-1]
        made = el(change.kind, id=0, author=change.who, date=change.when)
        self.changes[made] = change
        holder.append(made)
        return made

    def _link(self, holder: ET.Element, link: pieces.Link, look: _Look, change: pieces.Change | None) -> None:
        made = ET.SubElement(holder, w("hyperlink"))
        if link.target.startswith("#"):
            made.set(w("anchor"), link.target[1:])
        else:
            made.set(f"{{{R}}}id", self.related.add("hyperlink", link.target, outside=True))
        self._line(made, link.pieces, replace(look, style=self.ids["hyperlink"]), change)

    def _key(self, _holder: ET.Element, key: pieces.Key, _look: _Look, _change: pieces.Change | None) -> None:
        self.keys.append(key.name)

    # --- tables, pictures, contents

    def _grid(self, grid: pieces.Grid, out: list[ET.Element], _row: ET.Element | None) -> None:
        if grid.caption is not None:
            with self.lists.apart():
                self._para(pieces.Para("Table Caption", grid.caption), out, None)
        room = (self.width - pieces.GUTTER) // 2 if self.narrow else self.width
        widths = [round(share * room / sum(grid.shares)) for share in grid.shares]
        flags = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 0}
        look = el("tblPr", el("tblStyle", val=self.ids["table"]), el("tblW", w=5000, type="pct"))
        look.extend((el("tblLayout", type="fixed"), el("tblLook", val="0020", **flags)))
        if grid.caption is not None:
            look.append(el("tblCaption", val="".join(_said(grid.caption))))
        table = el("tbl", look, el("tblGrid", *(el("gridCol", w=width) for width in widths)))
        with self.lists.apart():
            table.extend([self._row(row, widths, head=True) for row in grid.head])
            table.extend([self._row(row, widths, head=False) for row in grid.rows])
        keep_ends(table, grid)
        out.append(table)

    def _row(self, cells: Sequence[Sequence[pieces.Block]], widths: Sequence[int], *, head: bool) -> ET.Element:
        row = el("tr")
        properties = ET.SubElement(row, w("trPr"))
        for blocks, width in zip(cells, widths, strict=True):
            look = el("tcPr", el("tcW", w=width, type="dxa"))
            if any(isinstance(block, pieces.Para) and block.style == "Tabel bezig" for block in blocks):
                look.append(el("shd", val="clear", color="auto", fill=_BUSY))
            inside: list[ET.Element] = []
            self.write(blocks, inside, row)
            row.append(el("tc", look, *inside))
        if max((sum(len(t.text or "") for t in cell.iter(w("t"))) for cell in row), default=0) <= LONGEST_CELL:
            properties.append(el("cantSplit"))
        if head:
            properties.append(el("tblHeader"))
        return row

    def _picture(self, holder: ET.Element, picture: pieces.Picture, look: _Look, change: pieces.Change | None) -> None:
        """Write a bitmap with its drawing, for a Word that shows it, and a text alternative."""
        self.pictures += 1
        name, size = f"Grafiek {self.pictures}", {"cx": str(picture.width * _EMU), "cy": str(picture.height * _EMU)}
        png, svg = (
            self.related.add("image", f"media/grafiek{self.pictures}.{suffix}", data)
            for suffix, data in (("png", picture.png), ("svg", picture.svg.encode()))
        )
        inline = ET.Element(f"{{{WP}}}inline", {f"dist{side}": "0" for side in "TBLR"})  # or LibreOffice moves it
        ET.SubElement(inline, f"{{{WP}}}extent", size)
        described = {"id": str(_DRAWINGS + self.pictures), "name": name, "descr": picture.alt}
        ET.SubElement(inline, f"{{{WP}}}docPr", described)
        graphic = ET.SubElement(ET.SubElement(inline, f"{{{A}}}graphic"), f"{{{A}}}graphicData", {"uri": PIC})
        shown = ET.SubElement(graphic, f"{{{PIC}}}pic")
        named = ET.SubElement(shown, f"{{{PIC}}}nvPicPr")
        ET.SubElement(named, f"{{{PIC}}}cNvPr", {"id": "0", "name": name, "descr": picture.alt})
        ET.SubElement(named, f"{{{PIC}}}cNvPicPr")
        fill = ET.SubElement(shown, f"{{{PIC}}}blipFill")
        blip = ET.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": png})
        ET.SubElement(ET.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
        extension = ET.SubElement(ET.SubElement(blip, f"{{{A}}}extLst"), f"{{{A}}}ext")
        extension.set("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
        ET.SubElement(extension, f"{{{ASVG}}}svgBlip", {f"{{{R}}}embed": svg})
        place = ET.SubElement(shown, f"{{{PIC}}}spPr")
        frame = ET.SubElement(place, f"{{{A}}}xfrm")
        ET.SubElement(frame, f"{{{A}}}off", {"x": "0", "y": "0"})
        ET.SubElement(frame, f"{{{A}}}ext", size)
        ET.SubElement(ET.SubElement(place, f"{{{A}}}prstGeom", {"prst": "rect"}), f"{{{A}}}avLst")
        self._run(holder, look, change, el("drawing", inline))

    def _contents(self, block: pieces.Contents, out: list[ET.Element], _row: ET.Element | None) -> None:
        self.contents = len(out)
        self.headings = block.headings
        self.listed = {depth: self._listed(block, depth) for depth in range(1, block.depth + 1)}
        out.append(self.listed[block.depth])

    def _listed(self, block: pieces.Contents, depth: int) -> ET.Element:
        """Return a table of contents with so many levels, that shows its entries at once.

        The page numbers in it are fields that Word can update, and hold a number already: see ``docx_numbers``. Until
        then each holds the name of its place.
        """

        def field(kind: str) -> ET.Element:
            return el("r", el("fldChar", fldCharType=kind))

        def said(text: str, name: str = "t") -> ET.Element:
            made = el(name)
            made.text = text
            if text != text.strip():
                made.set(_SPACE, "preserve")
            return el("r", made)

        lines = []
        for heading in (one for one in block.headings if one.level <= depth):
            link = el("hyperlink", said(heading.text.replace("\u00ad", "")), el("r", el("tab")), anchor=heading.anchor)
            link.set(w("history"), "1")
            link.extend((field("begin"), said(f" PAGEREF {heading.anchor} \\h ", "instrText"), field("separate")))
            link.extend((said(heading.anchor), field("end")))
            lines.append(el("p", el("pPr", el("pStyle", val=self.ids[f"toc {heading.level}"])), link))
        if lines:
            code = said(f' TOC \\o "1-{depth}" \\h \\z \\u ', "instrText")
            lines[0][1:1] = [field("begin"), code, field("separate")]
            lines[-1].append(field("end"))
        gallery = el("docPartObj", el("docPartGallery", val="Table of Contents"), el("docPartUnique"))
        return el("sdt", el("sdtPr", gallery), el("sdtContent", *lines))


def _said(line: Sequence[pieces.Piece]) -> Iterator[str]:
    for piece in line:
        if isinstance(piece, pieces.Text):
            yield piece.text
        elif isinstance(piece, pieces.Styled | pieces.Change | pieces.Link):
            yield from _said(piece.pieces)
