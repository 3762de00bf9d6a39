"""A document's tree as Typst source that holds every text as a string literal, so that no text can be markup.

The source calls functions with the classes of the tree (``#vak(("actie",))[…]``); what they look like is said in
``document.typ``. Nothing of a text, an id or an address reaches Typst outside a literal.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from convenant_cli.documents.page.changed import PLACE
from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.page.tree import (
    HEADINGS,
    INLINE,
    Element,
    Node,
    blocks,
    definitions,
    inline,
    is_gone,
    table_of,
    walk,
)
from convenant_cli.documents.writers.balancing import IN_COLUMN
from convenant_cli.documents.writers.ending import SLOT, is_closed, leads_in, with_closing
from convenant_cli.documents.writers.fitting import columns, fits, lines, upright, width, written
from convenant_cli.documents.writers.typst_text import LINED, MARK, apart, array, as_typst, literal
from convenant_cli.findings import ConvenantError

#: What ``document.typ`` defines.
FUNCTIONS = (
    "opmaak", "vak", "liggend", "tabel", "lijst", "nummers", "gegevens", "grafiek", "stijl", "ingevoegd", "geschrapt",
)  # fmt: skip
#: Classes of a section that choose a look; it is then one block, in which no page can start.
_LOOKS = frozenset(("actie", "lezing", "colofon", "kaarten", "slot", "mail"))
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_WHOLE = 44  # letters of an address that fit on the narrowest line of running text
#: Tells where a text in columns ends: those that are too short for all of it set it over itself.
_TOLD = f'#metadata("{IN_COLUMN}")<convenant-hier>'
_LETTER = 0.49  # how wide a letter of a room is, in times its size
_MARGIN = 3  # letters beside the text of a cell
_LINE = 90  # characters to a line over the full width of a page, by a careful count
_ROOM = 98  # letters of a table beside each other, with some to spare
_LONG_ROW = 8  # lines from which it is measured whether a row fits on a page
_SHORT_BLOCK = 14  # lines up to which a block stays together: a third of a page at most
_SHORT_LIST = 8  # lines up to which a list does
_SHORT_ITEM = 12  # lines up to which an item of a list does
_ON_ONE_PAGE = "#block(width: 100%, breakable: false)"
#: What leads to what stands below it does not stay behind alone at the foot of a page.
_WITH_NEXT = "#block(sticky: true)[{}]"
_MAIL_END = 14  # lines of the end of a mail that runs over
#: The heading of a box with one line below it: on a page only with two lines more, which then stand in that room.
_BEGINNING = "#block(breakable: false, above: {}, below: 0pt)[{}#v(3em)]\n#context v(par.spacing - 3em)"
_ABOVE_BEGINNING = ("16pt", "13pt", "13pt", "12pt")  # by level of its heading; at the top of a box or column it is none
_NEW_PAGE = "#pagebreak(weak: true)\n"
_NEW = '#highlight(fill: rgb("#dcfce7"))'  # around a link that came: it is underlined already
_GAP = "#h(0.2em)"  # between what went and what came: words without a space stay apart


def typst_source(tree: Element, charts: Mapping[str, Grafiek], *, eigen: bool = False) -> str:
    """Return the Typst source of a document: the import of ``document.typ``, and the content.

    ``eigen``: the dossier's own style has another font or other margins, of which nothing is known.

    Raises ConvenantError for an unknown chart, and a character that the font lacks.
    """
    content = _Writer(tree, charts, eigen).flow(blocks(tree))
    return f'#import "document.typ": {", ".join(FUNCTIONS)}\n#show: opmaak\n\n{content}\n'


def _classes(element: Element) -> str:
    return array(map(literal, element.classes))


def _begins(element: Element) -> Iterator[str]:
    """Yield what a box begins with, when that keeps a distance from what stands before the box."""
    first = next(iter(blocks(element)), None)
    if first is not None and first.tag in HEADINGS:
        yield f"begint-kop-{HEADINGS.index(first.tag) + 1}"
    elif first is not None and {"actie", "lezing"} & set(first.classes):
        yield "begint-vak"


def _with_end(mail: Element) -> Element:
    """Return a mail of which the last part is one block: no next page begins with who signs it."""
    held = blocks(mail)
    headed = [at for at, one in enumerate(held) if at and one.tag in HEADINGS][-1:]
    spoken = [at for at, one in enumerate(held) if one.tag != "p"]
    end = next(
        (at for at in headed if sum(lines(one, _LINE) for one in held[at:]) <= _MAIL_END), max(spoken, default=0) + 1
    )
    return Element(mail.tag, mail.attrs, [*held[:end], Element("div", {"class": SLOT}, [*held[end:]])])


class _Writer:
    def __init__(self, tree: Element, charts: Mapping[str, Grafiek], eigen: bool) -> None:
        self.charts = charts
        self.known = not eigen  # how many letters a line of a column holds
        self.inside = 0  # how deep in blocks in which no page can start
        self.in_columns = False  # there each break that is spared leaves more of a column empty
        kept = list(written(tree))
        wanted = {element.attrs["href"][1:] for element in kept if element.attrs.get("href", "").startswith("#")}
        #: Ids that are linked to and not yet written; of two equal ids the first counts.
        self.pending = {id for id in wanted if _ID.fullmatch(id)} & {element.attrs.get("id") for element in kept}
        self.targets = frozenset(self.pending)
        self.room = float(_WHOLE)
        """Letters of an address that stand on a line of what is written: of running text, or of a column."""
        self.writers: dict[str, Callable[[Element], str]] = {
            "p": self.paragraph,
            "ul": self.items,
            "ol": self.items,
            "dl": self.terms,
            "table": self.table,
            "section": self.section,
            "div": self.section,
            "blockquote": lambda element: f"#quote(block: true)[{self.held(element)}]",
            "hr": lambda _: "#line(length: 100%)",
            "nav": lambda _: "",
            **dict.fromkeys(HEADINGS, self.heading),
        }

    # --- blocks ---------------------------------------------------------------------------------------------------

    def flow(self, elements: Sequence[Element]) -> str:
        """Return blocks one after another; a heading goes along with a wide table to its page."""
        written: list[str] = []
        elements = elements if self.in_columns else with_closing(elements)
        along, told = 0, False  # headings right before this block; the word on what is marked, that is no page itself
        for element, follows, later in zip_longest(elements, elements[1:], elements[2:]):
            text = self.anchor(element) + self.writers[element.tag](element)
            leads = along and leads_in(element, follows) and not text.startswith("#block")
            if leads or (text and not self.in_columns and is_closed(element, follows, later)):
                text = _WITH_NEXT.format(text)
            if text.startswith("#liggend[") and along:
                text = f"#liggend[\n{chr(10).join(written[-along:])}\n{text.removeprefix('#liggend[')}"
                del written[-along:]
            begins = self.inside and 0 < along == len(written) and element is not elements[-1]
            if begins and element.tag == "p" and lines(element, _LINE) < 2:
                above = _ABOVE_BEGINNING[HEADINGS.index(elements[0].tag)]
                text = _BEGINNING.format(above, "\n".join([*written, text]))
                written.clear()
            if told and text:
                text, told = text.removeprefix(_NEW_PAGE), False
            told = told or "legenda" in element.classes
            along = along + 1 if element.tag in HEADINGS else 0
            written.append(text)
        return "\n".join(text for text in written if text)

    def held(self, holder: Element) -> str:
        """Return what stands in an item, cell or box: a line alone without a paragraph around it."""
        self.inside += 1
        content = blocks(holder)
        lone = len(content) == 1 and content[0].tag == "p" and not content[0].attrs
        written = self.line(content[0].children) + _TOLD * self.in_columns if lone else self.flow(content)
        self.inside -= 1
        return self.anchor(holder) + written

    def heading(self, element: Element) -> str:
        level = HEADINGS.index(element.tag) + 1
        return f"#heading(level: {level})[{self.line(element.children)}]"

    def paragraph(self, element: Element) -> str:
        pieces = inline(element.children)
        if len(pieces) == 1 and isinstance(pieces[0], Element) and pieces[0].tag == "img":
            return self.chart(pieces[0])
        text = self.line(element.children)
        if not text:
            return ""
        text += _TOLD * self.in_columns
        written = f"#par[{f'#stijl({_classes(element)})[{text}]' if element.classes else text}]"
        return _WITH_NEXT.format(written) if element.text.rstrip().endswith(":") else written

    def items(self, element: Element) -> str:
        if not element.elements:
            return ""
        start = element.attrs.get("start", "")
        name = "lijst" if element.tag == "ul" else "nummers"
        whole = ["heel"] if not self.inside and lines(element, _LINE) <= _SHORT_LIST else []
        classes = array(map(literal, [*element.classes, *whole]))
        first = f"start: {int(start)}, " if name == "nummers" and start else ""
        first += 'vorm: "a.", ' if "type" in element.attrs else ""
        return f"#{name}({classes}, {first}{', '.join(map(self.item, element.elements))})"

    def item(self, element: Element) -> str:
        """Return an item of a list; one of a few lines stands on one page."""
        written = self.held(element)
        if self.in_columns or not 2 <= lines(element, _LINE) <= _SHORT_ITEM:
            return f"[{written}]"
        lone = all(isinstance(node, str) or node.tag in INLINE for node in element.children)
        return f"[{_ON_ONE_PAGE}[{f'#par[{written}]' if lone else written}]]"

    def terms(self, element: Element) -> str:
        pairs = [
            f"([{self.anchor(term)}{self.line(term.children)}], [{chr(10).join(map(self.held, said))}])"
            for term, said in definitions(element)
        ]
        classes = array(map(literal, [*element.classes, *(["heel"] if lines(element, _LINE) <= _SHORT_BLOCK else [])]))
        return f"#gegevens({classes}, {', '.join(pairs)})" if pairs else ""

    def table(self, element: Element) -> str:
        table = table_of(element)
        rows = [*table.head, *table.rows]
        if not rows or not rows[0]:
            return ""
        widths = columns(table, _ROOM)
        long = [
            str(at)
            for at, row in enumerate(table.rows)
            if max(lines(cell, _LINE * width) for cell, width in zip(row, widths, strict=True)) > _LONG_ROW
        ]
        caption = table.caption
        title = "none" if caption is None else f"[{self.anchor(caption)}{self.line(caption.children)}]"
        head, below = self.rows(table.head, widths), self.rows(table.rows, widths)
        written = (
            f"#tabel({_classes(element)}, titel: {title}, breedtes: {array(f'{share:.4f}' for share in widths)}, "
            f"lang: {array(long)},\n  koppen: {head},\n  rijen: {below})"
        )
        return written if self.inside or upright(table) else f"#liggend[{written}]"

    def rows(self, rows: list[list[Element]], widths: Sequence[float]) -> str:
        written = (array(self.cell(*pair) for pair in zip(row, widths, strict=True)) for row in rows)
        return "(" + "".join(f"{row},\n    " for row in written) + ")"

    def cell(self, cell: Element, share: float) -> str:
        before, self.room, narrow = self.room, share * _ROOM - _MARGIN, self.in_columns
        self.in_columns = False  # cells stand beside each other
        whole = (
            "#set text(hyphenate: false)\n" if self.known and fits(cell, share, _ROOM) else ""
        )  # only a longer word is cut
        written = f"({_classes(cell)}, [{whole}{self.held(cell)}])"
        self.room, self.in_columns = before, narrow
        return written

    def section(self, element: Element) -> str:
        boxed = not _LOOKS.isdisjoint(element.classes)
        page = _NEW_PAGE if "blad" in element.classes and not self.inside else ""
        if not boxed:
            return page + self.flow(blocks(element))
        if "mail" in element.classes:
            element = _with_end(element)
        whole = "true" if lines(element, _LINE) <= _SHORT_BLOCK else "false"
        classes = array(map(literal, [*element.classes, *_begins(element)]))
        before = self.in_columns
        self.in_columns = before or ("kaarten" in element.classes and "verdeeld" not in element.classes)
        written = f"{page}#vak({classes}, heel: {whole})[{self.held(element)}]"
        self.in_columns = before
        return written

    def chart(self, image: Element) -> str:
        chart = self.charts.get(image.attrs.get("src", "").removeprefix("#"))
        if chart is None:
            raise ConvenantError(f"het sjabloon noemt een grafiek die er niet is: '{image.attrs.get('src', '')}'")
        alternative = image.attrs.get("alt") or chart.tekst
        return (
            f"#grafiek({literal(chart.svg)}, alt: {literal(alternative)}, breedte: {chart.breedte * 3 / 4:g}pt, "
            f"hoogte: {chart.hoogte * 3 / 4:g}pt)"
        )

    # --- inside a line --------------------------------------------------------------------------------------------

    def line(self, nodes: Iterable[Node]) -> str:
        return self.pieces(inline(nodes))

    def pieces(self, nodes: Iterable[Node]) -> str:
        written, went, sign = "", False, False
        for node in nodes:
            if sign and isinstance(node, str):  # a sign does not stay behind at the end of the line before its word
                node = re.sub("^ ", "\u00a0", node)
            sign = isinstance(node, Element) and node.attrs.get("aria-hidden") == "true"
            if went and isinstance(node, Element) and "ins" in (node.tag, node.attrs.get(MARK)):
                written += _GAP
            written += as_typst(node) if isinstance(node, str) else self.piece(node)
            went = is_gone(node)
        return written

    def piece(self, element: Element) -> str:
        if element.tag == "br":
            return "#linebreak()"
        if element.tag == "img":
            return f"#box({self.chart(element).removeprefix('#')})"
        if element.tag in LINED and any(inside.tag in LINED for inside in walk(element) if inside is not element):
            return self.anchor(element) + self.pieces(apart([element], "", {}))
        inner = self.anchor(element) + self.pieces(element.children)
        if element.classes:
            inner = f"#stijl({_classes(element)})[{inner}]"
        if element.attrs.get("aria-hidden") == "true":
            return f"#pdf.artifact[{inner}]"
        if element.tag == "a":
            link = self.link(element.attrs["href"], inner)
            if PLACE in element.classes and link != inner:
                link += f" (p.~#context counter(page).at(label({literal(element.attrs['href'][1:])})).first())"
            return f"{_NEW}[{link}]" if element.attrs.get(MARK) else link
        if element.tag == "code":  # what somebody types: no letter of it is a hyphen of ours
            return f'#text(hyphenate: false, weight: "bold", fill: rgb("#154273"))[{inner}]'
        names = {"strong": "strong", "em": "emph", "ins": "ingevoegd", "del": "geschrapt"}
        return f"#{names[element.tag]}[{inner}]" if element.tag in names else inner

    def link(self, address: str, inner: str) -> str:
        """Return a link; plain text when it points to a place that is not in this document."""
        if not address.startswith("#"):
            written = f"#link({literal(address)})[{inner}]"
            # An address goes whole to the next line, unless no line of a narrow column holds it.
            return f"#box[{written}]" if width(address.removeprefix("mailto:")) / _LETTER <= self.room else written
        return f"#link(label({literal(address[1:])}))[{inner}]" if address[1:] in self.targets else inner

    def anchor(self, element: Element) -> str:
        """Return the label of an element that is linked to."""
        id = element.attrs.get("id", "")
        if id not in self.pending:
            return ""
        self.pending.remove(id)
        return f"#metadata(none)#label({literal(id)})"
