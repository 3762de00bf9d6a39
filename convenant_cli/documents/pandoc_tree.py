"""A document as blocks of pandoc's own tree: styles by name, and everything that was typed as plain text.

Word and ODF differ in how a style is named and in the few things that pandoc has no word for; a :class:`Dialect`
says those. What pandoc cannot write at all is left as a mark in the text for the module of the format.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from convenant_cli.documents.columns import fitted
from convenant_cli.documents.document import Document
from convenant_cli.documents.pandoc_nodes import Ast, Dialect, Kopje, div, literal, span, table_row
from convenant_cli.documents.tree import HEADINGS, Element, Node, blocks, definitions, inline, table_of, walk
from convenant_cli.findings import ConvenantError

#: How a class looks, as the name of a character style.
_LOOKS = {
    "oordeel-goed": "Status goed",
    "oordeel-aandacht": "Status aandacht",
    "oordeel-rustig": "Status rustig",
    "status-afgerond": "Status goed",
    "status-gehaald": "Status goed",
    "status-gehouden": "Status goed",
    "status-loopt": "Status loopt",
    "status-deels-gehaald": "Status loopt",
    "status-uitgesteld": "Status uitgesteld",
    "status-niet-gehaald": "Status uitgesteld",
    "te-laat": "Te laat",
    "nu": "Toelichting",
    "plaats": "Toelichting",
}
_FRAMED = ("actie", "lezing")
_SOFT = "\u00ad"
_PLACES = (*HEADINGS, "section", "div", "p", "span")  # what a link can lead to
LONGEST_CELL = 1500  # letters; a row with more may break over pages, since it may not fit on one
_WIDE = 8  # columns from which a table needs smaller letters
_MAX_WIDTH = 600  # CSS pixels that fit between the margins of the shipped page


@dataclass(slots=True)
class Builder:
    """Makes the blocks of one document."""

    document: Document
    dialect: Dialect
    png: Mapping[str, bytes]
    """The charts as bitmaps, by id."""
    headings: list[Kopje] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    """The names of places in the text, as short words that Word allows in a bookmark."""
    alternatives: list[str] = field(default_factory=list)
    """What the charts say to who does not see them, in the order of the text."""

    def build(self) -> list[Ast]:
        """Return the whole document: head, table of contents when there is a title page, and content."""
        aimed = {link.attrs["href"][1:] for link in walk(self.document.inhoud) if link.tag == "a"}
        for place in _written(self.document.inhoud):
            id = place.attrs.get("id", "")
            if id in aimed and place.tag in _PLACES:
                self.anchors.setdefault(id, f"plek{len(self.anchors) + 1}")
        content = self._blocks(self.document.inhoud, "")
        head = self._head()
        if self.document.kop.omslag:
            toc = [self._raw(self.dialect.toc(self.headings))] if self.headings else []
            title = [self._blad(), self._para(self._typed("Inhoud"), self.dialect.toc_heading)] if toc else []
            return [*head, *title, *toc, self._blad(), *content]
        return [*head, *content]

    # --- the head

    def _head(self) -> list[Ast]:
        kop = self.document.kop
        out = []
        if kop.omslag and kop.auteur:
            out.append(self._para(self._typed(kop.auteur), "Omslag afzender"))
        out.append(self._para(self._typed(kop.titel), "Title"))
        if kop.ondertitel:
            out.append(self._para(self._typed(kop.ondertitel), "Subtitle"))
        if kop.voorbehoud:
            out.append(self._para(self._typed(f"Concept: {kop.voorbehoud}"), "Voorbehoud"))
        if self.document.moment.intern:
            warning = "Intern: hierin staan namen van personen. Deel dit niet buiten de partijen."
            out.append(self._para(self._typed(warning), "Voorbehoud"))
        for word, value in kop.gegevens:
            out.append(self._para([*self._term(self._typed(word)), *self._typed(value)], "Gegeven"))
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
            if place in self.anchors:
                inside = [div([self.anchors[place], [], []], inside)]
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
            return [self._para(self._inlines(inline(block.children)), self._paragraph_style(block, look), block)]
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
        anchor = self.anchors.get(block.attrs.get("id", "")) or f"kop{len(self.headings) + 1}"
        level = HEADINGS.index(block.tag) + 1
        self.headings.append(Kopje(level, block.text, anchor))
        return {"t": "Header", "c": [level, [anchor, [], []], self._inlines(inline(block.children))]}

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
        lead = self._term(self._inlines(inline(term.children)))
        rest: list[Ast] = []
        for block in (block for one in said for block in blocks(one)):
            if block.tag in ("ul", "ol"):
                for number, item in enumerate(block.elements, 1):
                    mark = "•" if block.tag == "ul" else f"{number}."
                    text = [literal(mark), self._tab(), *self._inlines(inline(_line(item)))]
                    yield self._para([*lead, *text], f"{style} opsomming")
                    lead = [self._tab()]
            elif block.tag == "p":
                yield self._para([*lead, *self._inlines(inline(block.children))], style)
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
            caption = [{"t": "Plain", "c": self._inlines(inline(table.caption.children))}]
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

    # --- what stands in a line

    def _inlines(self, nodes: Iterable[Node]) -> list[Ast]:
        return [made for node in nodes for made in (self._typed(node) if isinstance(node, str) else self._inline(node))]

    def _inline(self, node: Element) -> list[Ast]:
        inside = self._inlines(node.children)
        if node.tag == "a":
            return self._link(node.attrs["href"], inside)
        if node.tag == "br":
            return [{"t": "LineBreak"}]
        if node.tag == "img":
            return self._image(node)
        if node.tag == "code":
            return [{"t": "Code", "c": [["", [], []], node.text]}]
        if node.tag in ("strong", "em"):
            return [{"t": {"strong": "Strong", "em": "Emph"}[node.tag], "c": inside}]
        if node.tag in ("ins", "del"):
            return [self._change(node, inside)]
        return self._styled(node, inside)

    def _change(self, node: Element, inside: list[Ast]) -> Ast:
        if not self.dialect.tracked:
            look = {"ins": "Toegevoegd", "del": "Geschrapt"}[node.tag]
            return span(["", [], [["custom-style", self.dialect.style(look)]]], inside)
        kind = {"ins": "insertion", "del": "deletion"}[node.tag]
        when = node.attrs.get("data-datum") or self.document.moment.peildatum.isoformat()
        who = node.attrs.get("data-auteur") or self.document.kop.auteur or "convenant"
        stamp = when if "T" in when else f"{when}T00:00:00Z"
        return span(["", [kind], [["author", who], ["date", stamp]]], inside)

    def _styled(self, node: Element, inside: list[Ast]) -> list[Ast]:
        if "afspraak" in node.classes:
            return [{"t": "Strong", "c": inside}]
        style = next((_LOOKS[name] for name in node.classes if name in _LOOKS), None)
        if style is None and "status" in node.classes:
            style = "Status rustig"
        place = self.anchors.get(node.attrs.get("id", ""), "")
        if style is None and not place:
            return inside
        return [span([place, [], [["custom-style", self.dialect.style(style)]] if style else []], inside)]

    def _link(self, target: str, inside: list[Ast]) -> list[Ast]:
        if target.startswith("#"):
            if target[1:] not in self.anchors:
                return inside  # a place that only the web page has, such as the one above a table
            target = f"#{self.anchors[target[1:]]}"
        return [{"t": "Link", "c": [["", [], []], inside, [target, ""]]}]

    def _image(self, node: Element) -> list[Ast]:
        source = node.attrs.get("src", "")
        chart = self.document.grafieken.get(source.removeprefix("#"))
        if chart is None:
            raise ConvenantError(f"het sjabloon noemt een grafiek die er niet is: '{source}'")
        data = base64.b64encode(self.png[chart.id]).decode()
        width = min(chart.breedte, _MAX_WIDTH)
        size = [["width", f"{width}px"], ["height", f"{round(chart.hoogte * width / chart.breedte)}px"]]
        alt = node.attrs.get("alt") or chart.tekst
        self.alternatives.append(alt)
        return [{"t": "Image", "c": [["", [], size], [literal(alt)], [f"data:image/png;base64,{data}", ""]]}]

    # --- pieces

    def _typed(self, text: str) -> list[Ast]:
        """Return text that stays as it was typed."""
        if not self.dialect.soft or _SOFT not in text:
            return [literal(text)]
        first, *others = text.split(_SOFT)
        hyphen = {"t": "RawInline", "c": [self.dialect.name, self.dialect.soft]}
        return [literal(first), *(piece for other in others for piece in (hyphen, literal(other)))]

    def _term(self, word: list[Ast]) -> list[Ast]:
        return [span(["", [], [["custom-style", self.dialect.style("Gegeven woord")]]], word), self._tab()]

    def _tab(self) -> Ast:
        return {"t": "RawInline", "c": [self.dialect.name, self.dialect.tab]}

    def _raw(self, text: str) -> Ast:
        return {"t": "RawBlock", "c": [self.dialect.name, text]}

    def _blad(self) -> Ast:
        return self._raw(self.dialect.blad)

    def _para(self, pieces: list[Ast], style: str, element: Element | None = None) -> Ast:
        place = self.anchors.get(element.attrs.get("id", ""), "") if element else ""
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
