"""A document as blocks that Word and ODF write: styles by name, and everything that was typed as plain text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from convenant_cli.documents.page.head import bound, head
from convenant_cli.documents.page.tree import (
    HEADINGS,
    Element,
    Node,
    blocks,
    definitions,
    inline,
    table_of,
    walk,
    without_gone,
)
from convenant_cli.documents.writers.ending import KAARTEN, SLOT, ended
from convenant_cli.documents.writers.fitting import columns, holds, lines, width, written
from convenant_cli.documents.writers.office.lines import TAB, Lines, change_of, typed, whole_line, word_of
from convenant_cli.documents.writers.office.pieces import (
    TOC_DEPTH,
    Block,
    Columns,
    Contents,
    Grid,
    Items,
    Kopje,
    NewPage,
    Para,
    Part,
    Piece,
    Together,
    Whole,
)
from convenant_cli.documents.writers.office.together import (
    FRAMED,
    LINE,
    SHORT,
    begins,
    ending,
    is_small,
    lead_ins,
    stands_with_next,
)

#: The style of a list by the style of the text around it.
_LISTS = {
    "Kader": "Kader opsomming",
    "Kaart": "Kaart opsomming",
    "Kolomtekst": "Kolomopsomming",
    "Gegeven": "Gegeven opsomming",
    "Kader gegeven": "Kader opsomming",  # a border stands where the text of its paragraph starts
}
_PLACES = (*HEADINGS, "section", "div", "p", "span")  # what a link can lead to
LONGEST_CELL = 700  # letters; a row with more may break over pages, since it may not fit on one
_COLUMNS = ("Kaart", "Kolomtekst")  # the styles of text in columns
_HOLDERS = ("document", "section", "div")  # of the text itself
_BARE = ("table", "thead", "tbody", "tr")  # hold no text of their own
_WIDE = 8  # columns from which a table needs smaller letters
_SIZES = ((" kleiner", 8.0), (" smal", 7.0))  # how a style of smaller letters in a table ends, and their points
_MAIL = 52  # lines up to which a mail does
_WHITE = 0.2  # of a page: more does not stay empty before such a frame
_MAIL_WHITE = 0.34  # as little as before a mail, that somebody copies out
_FEW = 3  # items of a list that stand together with its heading and what closes the mail
_TOLD = 4  # lines of a column
_FRAME = 28  # lines up to which a frame over the full width does
_LAST = 2  # blocks that end a frame and stand together when it runs over
_TAB = 11  # how wide a term before its tab can be, in times the size of its letters


@dataclass(slots=True)
class Builder:
    """Makes the blocks of one document."""

    lines: Lines
    letters: float
    """How many letters of a table stand beside each other between the margins."""
    wide: float = 1.0
    """How wide the letters are beside those of the shipped font."""
    font: str = ""
    """Of the text in tables."""
    points: float = 9.0
    """How large that text is."""
    headings: list[Kopje] = field(default_factory=list)

    def build(self) -> list[Block]:
        """Return the whole document: head, table of contents when there is a title page, and content."""
        aimed = {link.attrs["href"][1:] for link in walk(self.lines.document.inhoud) if link.tag == "a"}
        for place in written(self.lines.document.inhoud):
            id = place.attrs.get("id", "")
            if id in aimed and place.tag in _PLACES:
                self.lines.anchors.setdefault(id, f"plek{len(self.lines.anchors) + 1}")
        content = self._blocks(ended(self.lines.document.inhoud), "")
        head = self._head()
        if not self.lines.document.kop.omslag:
            return [*head, *content]
        if self.headings:
            shown = [heading for heading in self.headings if heading.level <= TOC_DEPTH]
            head += [Para("TOC Heading", [typed("Inhoud")]), Contents(shown, TOC_DEPTH)]
        return [*head, NewPage(), *content]

    # --- the head

    def _head(self) -> list[Block]:
        kop = self.lines.document.kop
        out: list[Block] = []
        if kop.omslag and kop.auteur:
            out.append(Para("Omslag afzender", [typed(kop.auteur)]))
        found = head(kop, self.lines.document.eerder)
        out.append(Para("Title", self._line(bound(found.titel))))
        if found.ondertitel:
            out.append(Para("Subtitle", self._line(found.ondertitel)))
        if found.voorbehoud:
            out.append(Para("Voorbehoud", self._line(found.voorbehoud)))
        if self.lines.document.moment.intern:
            warning = "Intern: hierin staan namen van personen. Deel dit niet buiten de partijen."
            out.append(Para("Voorbehoud", [typed(warning)]))
        for word, value in found.gegevens:
            out += self._definition(Element("dt", {}, word), [Element("dd", {}, value)], "")
        return out

    # --- blocks

    def _blocks(self, holder: Element, look: str) -> list[Block]:
        out: list[Block] = []
        held = blocks(holder)
        leads = dict(lead_ins(held))
        at = 0
        while at < len(held):
            end = leads.get(at, at)
            if KAARTEN in held[at].classes and at + 1 < len(held) and SLOT in held[at + 1].classes:
                end = at + 1  # the last lines stay in their columns: under both they would be read too early
                # Not all of them together: LibreOffice then does not balance the columns, and adds an empty page.
                *last, colophon = self._blocks(held[end], "Kolomtekst")
                last = _with_next(last) if last else last
                out.append(Columns([*_begun(self._blocks(held[at], "Kolomtekst")), *last, colophon]))
            else:
                made = [one for block in held[at : end + 1] for one in self._block(block, look)]
                if made and holder.tag in _HOLDERS and stands_with_next(held, end, in_columns=look in _COLUMNS):
                    made = _with_next(made)
                if at in leads:
                    # In a column the words of a part are long enough to stand at its foot.
                    told = sum(lines(one, LINE // 2) for one in held[at + 1 : end + 1])
                    made = [Together(made, and_next=look not in _COLUMNS or told < _TOLD)]
                before_columns = at in leads and end + 1 < len(held) and KAARTEN in held[end + 1].classes
                while out and _leads(out[-1]) and made and isinstance(made[0], Whole):
                    made = [made[0]._replace(blocks=[out.pop(), *made[0].blocks]), *made[1:]]
                out += [Whole(made)] if before_columns else made
            at = end + 1
        return out

    def _block(self, block: Element, look: str) -> list[Block]:
        tag = block.tag
        if "legenda" in block.classes:  # a word on tracked changes would stay when all of them are accepted
            return []
        if tag in ("section", "div"):
            return self._part(block, look)
        if tag in HEADINGS:
            return [self._heading(block)]
        if tag in ("ul", "ol"):
            return self._list(block, look)
        if tag == "dl":
            made = [made for term, said in definitions(block) for made in self._definition(term, said, look)]
            short = lines(block, LINE) <= SHORT and not look.startswith("Tabel")
            return [Together(made)] if short else made
        if tag == "table":
            return self._table(block)
        if tag == "blockquote":
            return self._blocks(block, "Block Text")
        if tag == "p":
            place = self.lines.anchors.get(block.attrs.get("id", ""), "")
            return [Para(self._paragraph_style(block, look), self._line(block.children), place)]
        return []  # nav: the table of contents is made here; hr: the headings part the text enough

    def _part(self, block: Element, look: str) -> list[Block]:
        """Return a part of the text: in columns, in a frame, or as what is around it."""
        if KAARTEN in block.classes and SLOT in block.classes:
            look = "Kolomtekst"  # what ended the columns, over the full width, looks the same
        elif KAARTEN in block.classes:
            return [Columns(_begun(self._blocks(block, "Kolomtekst")))]
        frame, line = ("Kaart", LINE // 2) if look in _COLUMNS else ("Kader", LINE)
        framed = frame if set(FRAMED) & set(block.classes) else look
        inside = self._blocks(block, framed)
        place = block.attrs.get("id", "")
        if place in self.lines.anchors:
            inside = [Part(self.lines.anchors[place], inside)]
        if SLOT in block.classes or (framed != look and lines(block, line) <= SHORT):
            inside = [Together(inside)]
        elif framed != look and (first := begins(block, line)):
            inside = [Together(inside[:first], and_next=True), *inside[first:]]
            if framed == "Kader" and lines(block, line) <= _FRAME:
                inside = [Whole([*inside[:-_LAST], Together(inside[-_LAST:])], white=_WHITE)]
        elif "mail" in block.classes and not look and lines(block, LINE) <= _MAIL:
            inside = [Whole(_as_mail(inside), white=_MAIL_WHITE)]
        return [NewPage(), *inside] if "blad" in block.classes else inside

    def _paragraph_style(self, block: Element, look: str) -> str:
        if any(inside.tag == "img" for inside in walk(block)):
            return "Grafiek"
        if "klein" in block.classes:
            return "Klein"
        if "concept" in block.classes:
            return "Voorbehoud"
        return look or "Body Text"

    def _heading(self, block: Element) -> Block:
        anchor = self.lines.anchors.get(block.attrs.get("id", ""), "")
        level = HEADINGS.index(block.tag) + 1
        text = without_gone(block).text
        if text:  # the contents are of the document as it is now
            anchor = anchor or f"kop{len(self.headings) + 1}"
            self.headings.append(Kopje(level, text, anchor))
        return Para(f"heading {level}", self._line(block.children), anchor, level)

    def _list(self, block: Element, look: str) -> list[Block]:
        if "standen" in block.classes:  # states under each other, without bullets
            return [made for item in block.elements for made in self._blocks(item, look)]
        if "punten" in block.classes:  # of several lines each
            style = "Kolomopsomming ruim" if look == "Kolomtekst" else "Opsomming ruim"
        elif look.startswith("Tabel"):
            style = "Tabel opsomming"
        else:
            style = _LISTS.get(look, "Opsomming")
        items = [self._item(item, style, look) for item in block.elements]
        if block.tag == "ul":
            return [Items(items)]
        return [Items(items, int(block.attrs.get("start", "1")), "type" in block.attrs)]

    def _item(self, item: Element, style: str, look: str) -> list[Block]:
        out: list[Block] = []
        for block in blocks(item):
            nested = block.tag in ("ul", "ol")
            out += self._block(block, look) if nested else self._block(block, style)
        return out or [Para(style, [])]

    def _definition(self, term: Element, said: Sequence[Element], look: str) -> Iterator[Block]:
        """Yield a term with what is said of it behind a tab; what follows stands under it in the same column.

        A term that is too long for that, that did not change together with what is said, or that a list follows, has a
        line of its own.
        """
        style = "Kader gegeven" if look in ("Kader", "Kaart") else "Gegeven"
        word = word_of(inline(term.children))
        waiting = True
        for block in (block for one in said for block in blocks(one)):
            nodes = inline(block.children) if block.tag == "p" else None
            lead: list[Node] = word if waiting else []
            tight = nodes is not None and width(term.text) * self.wide <= _TAB
            tight = tight and change_of(word) == change_of(whole_line(nodes or []))
            if waiting and not tight:
                yield Together([Para(style, self._line(word))], and_next=True)
                lead = []
            waiting = False
            if nodes is not None:
                yield Para(style, self._line([*lead, Element(TAB), *nodes]))
            elif block.tag in ("ul", "ol"):
                yield from self._list(block, style)
            else:
                yield from self._block(block, look)
        if waiting:
            yield Para(style, self._line(word))

    def _table(self, element: Element) -> list[Block]:
        table = table_of(element)
        read = table_of(_apart(element))
        sizes = [(name, self.points / points) for name, points in (("", self.points), *_SIZES)]
        size, more = next((one for one in sizes if holds(read, self.letters * one[1], self.font)), sizes[-1])
        shares = columns(read, self.letters * more, self.font)
        if not shares:
            return []
        if len(shares) >= _WIDE:
            size = _SIZES[-1][0]
        kop, text = f"Tabelkop{size}", f"Tabeltekst{size}"
        caption = None if table.caption is None else self._line(table.caption.children)
        head = [[self._cell(cell, kop) for cell in row] for row in table.head]
        tall = [max(map(lines, row, (LINE * share for share in shares))) for row in table.rows]
        cells = [[self._cell(cell, text) for cell in row] for row in table.rows]
        made = Grid(caption, shares, head, cells, ending(tall))
        return [Together([made])] if is_small(tall) else [made]

    def _cell(self, cell: Element, style: str) -> list[Block]:
        if {"bezig", "leeg"} & set(cell.classes):
            style = "Tabel bezig" if "bezig" in cell.classes else "Tabel leeg"
        if "status" in cell.classes or (cell.tag == "th" and not style.startswith("Tabelkop")):
            cell = Element("td", {}, [Element("strong", {}, cell.children)])
        return self._blocks(cell, style) or [Para(style, [])]

    # --- pieces

    def _line(self, nodes: Iterable[Node]) -> list[Piece]:
        return self.lines.made(whole_line(inline(nodes)))


def _leads(block: Block) -> bool:
    """Tell whether a block stands with what follows: with a whole that starts a page it starts that page."""
    return bool(block.level) if isinstance(block, Para) else isinstance(block, Together) and block.and_next


def _begun(made: Sequence[Block]) -> list[Block]:
    """Return the blocks of columns, of which the first words stand with what follows: alone they make no columns."""
    return [*(_with_next(made[:1]) if isinstance(made[0], Together | Part) else made[:1]), *made[1:]] if made else []


def _as_mail(made: Sequence[Block]) -> list[Block]:
    """Return the blocks of a mail so that neither its opening nor its close stands alone: a part of a list is there."""
    lists = [at for at, block in enumerate(made) if isinstance(block, Items)]
    heads = [at for at, block in enumerate(made) if isinstance(block, Para) and block.level > 1]
    if not lists or not heads or heads[0] > lists[-1]:
        return [Together(made)]
    first, last = heads[0], lists[-1]
    ended, close = made[last], made[last + 1 :]
    opening = Together(made[:first], and_next=True)
    if not close:
        return [opening, *made[first:]]
    if isinstance(ended, Items) and len(ended.items) <= _FEW:
        return [opening, *made[first : heads[-1]], Together(made[heads[-1] :])]
    return [opening, *made[first:last], *_with_next([ended]), Together(close)]


def _apart(element: Element) -> Element:
    """Return an element with a space before what came and went: as one word, an old and a new one take two columns."""
    inside: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            inside += [" "] if child.tag in ("ins", "del") and element.tag not in _BARE else []
            child = _apart(child)
        inside.append(child)
    return Element(element.tag, element.attrs, inside)


def _with_next(made: Sequence[Block]) -> list[Block]:
    """Return blocks of which the last paragraph or item of a list stands with what follows."""
    *before, last = made
    if isinstance(last, Items):
        items = [*last.items[:-1], [Together(last.items[-1], and_next=True)]]
        return [*before, last._replace(items=items)]
    if isinstance(last, Part):
        return [*before, last._replace(blocks=_with_next(last.blocks))]
    if isinstance(last, Grid | Together):
        return [*before, last._replace(and_next=True)]
    return [*before, Together([last], and_next=True) if isinstance(last, Para) else last]
