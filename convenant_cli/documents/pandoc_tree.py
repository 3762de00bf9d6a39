"""A document as blocks of pandoc's own tree: styles by name, and everything that was typed as plain text.

Word and ODF differ in how a style is named and in the few things that pandoc has no word for; a :class:`Dialect`
says those. What pandoc cannot write at all is left as a mark in the text for the module of the format.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from convenant_cli.documents.columns import fitted
from convenant_cli.documents.document import Document
from convenant_cli.documents.pandoc_nodes import Ast, Dialect, Kopje, div, literal, span, table_row
from convenant_cli.documents.tree import HEADINGS, Element, Node, blocks, definitions, inline, table_of, walk
from convenant_cli.findings import ConvenantError

_FRAMED = ("actie", "lezing")
_PLACES = (*HEADINGS, "section", "div", "p", "span")  # what a link can lead to
LONGEST_CELL = 1500  # letters; a row with more may break over pages, since it may not fit on one
_WIDE = 8  # columns from which a table needs smaller letters


@dataclass(slots=True)
class Builder:
    """Makes the blocks of one document."""

    document: Document
    dialect: Dialect
    lines: Lines
    headings: list[Kopje] = field(default_factory=list)

    def build(self) -> list[Ast]:
        """Return the whole document: head, table of contents when there is a title page, and content."""
        aimed = {link.attrs["href"][1:] for link in walk(self.document.inhoud) if link.tag == "a"}
        for place in _written(self.document.inhoud):
            id = place.attrs.get("id", "")
            if id in aimed and place.tag in _PLACES:
                self.lines.anchors.setdefault(id, f"plek{len(self.lines.anchors) + 1}")
        content = self._blocks(self.document.inhoud, "")
        head = self._head()
        if self.document.kop.omslag:
            toc = [self._raw(self.dialect.toc(self.headings))] if self.headings else []
            title = [self._blad(), self._para(self.lines.typed("Inhoud"), self.dialect.toc_heading)] if toc else []
            return [*head, *title, *toc, self._blad(), *content]
        return [*head, *content]

    # --- the head

    def _head(self) -> list[Ast]:
        kop = self.document.kop
        out = []
        if kop.omslag and kop.auteur:
            out.append(self._para(self.lines.typed(kop.auteur), "Omslag afzender"))
        out.append(self._para(self.lines.typed(kop.titel), "Title"))
        if kop.ondertitel:
            out.append(self._para(self.lines.typed(kop.ondertitel), "Subtitle"))
        if kop.voorbehoud:
            out.append(self._para(self.lines.typed(f"Concept: {kop.voorbehoud}"), "Voorbehoud"))
        if self.document.moment.intern:
            warning = "Intern: hierin staan namen van personen. Deel dit niet buiten de partijen."
            out.append(self._para(self.lines.typed(warning), "Voorbehoud"))
        for word, value in kop.gegevens:
            out.append(self._para([*self._term(self.lines.typed(word)), *self.lines.typed(value)], "Gegeven"))
        return out

    # --- blocks

    def _blocks(self, holder: Element, look: str) -> list[Ast]:
        return [made for block in blocks(holder) for made in self._block(block, look)]

    def _block(self, block: Element, look: str) -> list[Ast]:
        tag = block.tag
        if tag in ("section", "div"):
            framed = "Kader" if set(_FRAMED) & set(block.classes) else look
            inside = self._blocks(block, framed)
            place = block.attrs.get("id", "")
            if place in self.lines.anchors:
                inside = [div([self.lines.anchors[place], [], []], inside)]
            return [self._blad(), *inside] if "blad" in block.classes else inside
        if tag in HEADINGS:
            return [self._heading(block)]
        if tag in ("ul", "ol"):
            return self._list(block, look)
        if tag == "dl":
            return [made for term, said in definitions(block) for made in self._definition(term, said, look)]
        if tag == "table":
            return self._table(block)
        if tag == "blockquote":
            return self._blocks(block, self.dialect.quote)
        if tag in ("p", "caption"):
            return [self._para(self.lines.made(inline(block.children)), self._paragraph_style(block, look), block)]
        return []  # nav: the table of contents is made here; hr: the headings part the text enough

    def _paragraph_style(self, block: Element, look: str) -> str:
        if any(inside.tag == "img" for inside in walk(block)):
            return "Grafiek"
        if "bijschrift" in block.classes:
            return "Image Caption"
        if "concept" in block.classes:
            return "Voorbehoud"
        return look or self.dialect.body

    def _heading(self, block: Element) -> Ast:
        anchor = self.lines.anchors.get(block.attrs.get("id", "")) or f"kop{len(self.headings) + 1}"
        level = HEADINGS.index(block.tag) + 1
        self.headings.append(Kopje(level, block.text, anchor))
        return {"t": "Header", "c": [level, [anchor, [], []], self.lines.made(inline(block.children))]}

    def _list(self, block: Element, look: str) -> list[Ast]:
        if "standen" in block.classes:  # states under each other, without bullets
            return [made for item in block.elements for made in self._blocks(item, look)]
        style = f"{look} opsomming" if look in ("Kader", "Tabel") else "Opsomming"
        if look.startswith("Tabel"):
            style = "Tabel opsomming"
        if "punten" in block.classes:  # of several lines each
            style = "Opsomming ruim"
        items = [self._item(item, style, look) for item in block.elements]
        if block.tag == "ul":
            return [{"t": "BulletList", "c": items}]
        start = block.attrs.get("start", "")
        first = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
        return [{"t": "OrderedList", "c": [[first, {"t": "Decimal"}, {"t": "Period"}], items]}]

    def _item(self, item: Element, style: str, look: str) -> list[Ast]:
        out: list[Ast] = []
        for block in blocks(item):
            nested = block.tag in ("ul", "ol")
            out += self._block(block, look) if nested else self._block(block, style)
        return out or [self._para([], style)]

    def _definition(self, term: Element, said: Sequence[Element], look: str) -> Iterator[Ast]:
        """Yield a term with what is said of it behind a tab; what follows stands under it in the same column."""
        style = "Kader gegeven" if look == "Kader" else "Gegeven"
        lead = self._term(self.lines.made(inline(term.children)))
        rest: list[Ast] = []
        for block in (block for one in said for block in blocks(one)):
            if block.tag in ("ul", "ol"):
                for number, item in enumerate(block.elements, 1):
                    mark = "•" if block.tag == "ul" else f"{number}."
                    text = [literal(mark), self._tab(), *self.lines.made(inline(_line(item)))]
                    yield self._para([*lead, *text], f"{style} opsomming")
                    lead = [self._tab()]
            elif block.tag == "p":
                yield self._para([*lead, *self.lines.made(inline(block.children))], style)
                lead = [self._tab()]
            else:
                rest += self._block(block, look)
        if len(lead) > 1:
            yield self._para(lead, style)
        yield from rest

    def _table(self, element: Element) -> list[Ast]:
        table = table_of(element)
        if not table.widths:
            return []
        size = " smal" if len(table.widths) >= _WIDE else ""
        kop, text = f"Tabelkop{size}", f"Tabeltekst{size}"
        head = [table_row(self._cell(cell, kop) for cell in row) for row in table.head]
        rows = [table_row(self._cell(cell, text) for cell in row) for row in table.rows]
        caption = []
        if table.caption is not None:
            caption = [{"t": "Plain", "c": self.lines.made(inline(table.caption.children))}]
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": round(width, 4)}] for width in fitted(table)]
        empty = ["", [], []]
        body = [[empty, 0, [], rows]]
        return [{"t": "Table", "c": [empty, [None, caption], columns, [empty, head], body, [empty, []]]}]

    def _cell(self, cell: Element, style: str) -> list[Ast]:
        if {"bezig", "leeg"} & set(cell.classes):
            style = "Tabel bezig" if "bezig" in cell.classes else "Tabel leeg"
        if "status" in cell.classes:
            cell = Element("td", {}, [Element("strong", {}, cell.children)])
        if cell.tag == "th" and not style.startswith("Tabelkop"):
            cell = Element("td", {}, [Element("strong", {}, cell.children)])
        return self._blocks(cell, style) or [self._para([], style)]

    # --- pieces

    def _raw(self, text: str) -> Ast:
        return {"t": "RawBlock", "c": [self.dialect.name, text]}

    def _blad(self) -> Ast:
        return self._raw(self.dialect.blad)

    def _para(self, pieces: list[Ast], style: str, element: Element | None = None) -> Ast:
        place = self.lines.anchors.get(element.attrs.get("id", ""), "") if element else ""
        styled = [["custom-style", self.dialect.style(style)]]
        return div([place, [], styled], [{"t": "Para", "c": pieces}])


def _written(element: Element) -> Iterator[Element]:
    """Yield every element that is written: all but the table of contents of the web page."""
    yield element
    for child in element.elements:
        if child.tag != "nav":
            yield from _written(child)


def _line(item: Element) -> list[Node]:
    """Return what a list item holds as one line; paragraphs in it become lines of their own."""
    out: list[Node] = []
    for block in blocks(item):
        out += [Element("br"), *block.children] if out else block.children
    return out
