"""The end of a document: its last lines stay together, so that the last page is never almost empty."""

from collections.abc import Sequence
from itertools import zip_longest

from convenant_cli.documents.page.tree import HEADINGS, Element, Node
from convenant_cli.documents.writers.fitting import lines

#: The class of the block that holds the last lines.
SLOT = "slot"
#: The class of a part that stands in columns, and with ``SLOT`` of last lines that come out of one.
KAARTEN = "kaarten"
_ENOUGH = 6  # lines that stand together at the end, with what says how the document was made
_FRAME = 24  # lines of a frame that goes along as a whole
_LINE = 90  # characters to a line over the full width of a page
_FRAMED = frozenset(("actie", "lezing", "colofon"))
_LED_IN = frozenset(("ul", "ol", "dl"))  # what the words between a heading and it are about, beside tables
_SHORT = 3  # lines of such words up to which they stand with what they are about
_CLOSING = 4.5  # lines of a paragraph that ends a part up to which it does: what is reckoned so, takes three or four
_CLOSED = {"p": 3, "ul": 14, "li": 6}  # lines up to which that goes along to its page


def ended(tree: Element, apart: Sequence[str] = ()) -> Element:
    """Return a tree of which the last lines are one block. What is in a holder of a class ``apart`` stays there.

    Only texts and lists are moved: a table keeps its own rows together, or cannot be kept in every format.
    """
    whole = _copied(tree)
    if not whole.elements or "colofon" not in whole.elements[-1].classes:
        return whole
    colophon = whole.elements[-1]
    whole.children = _before(whole.children, colophon)
    short = [one for one in whole.elements[1:][-1:] if _is_short(one, apart)]
    for one in short:  # all of it goes along, and what stands before it fills the lines
        whole.children = _before(whole.children, one)
    holder, out_of = whole, ""
    while holder.elements and holder.elements[-1].tag in ("section", "div"):
        inner = holder.elements[-1]
        if (_FRAMED | set(apart)) & set(inner.classes):
            break
        out_of = f" {KAARTEN}" if KAARTEN in inner.classes else out_of
        copy = _copied(inner)
        holder.children = [*_before(holder.children, inner), copy]
        holder = copy
    taken = [*_taken(holder, sum(lines(one, _LINE) for one in short)), *short]
    whole.children = [
        *whole.children,
        Element("div", {"class": SLOT + out_of}, [*taken, colophon]) if taken else colophon,
    ]
    return whole


def leads_in(block: Element, follows: Element | None) -> bool:
    """Tell whether a block is a few words about the list, table or columns behind it."""
    is_led_in = follows is not None and (follows.tag in _LED_IN or is_table(follows) or KAARTEN in follows.classes)
    return block.tag == "p" and is_led_in and lines(block, _LINE) <= _SHORT


def is_table(block: Element) -> bool:
    """Tell whether a block is a table, or what holds one: there a web page lets it scroll."""
    return block.tag == "table" or (block.tag == "div" and "tabel" in block.classes)


def is_closed(block: Element, follows: Element | None, later: Element | None) -> bool:
    """Tell whether a short paragraph behind a block ends a part, and may not start a page without it."""
    if follows is None or follows.tag != "p" or not follows.text or "colofon" in follows.classes:
        return False
    few = lines(follows, _LINE) <= _CLOSING and lines(block, _LINE) <= _CLOSED.get(block.tag, 0)
    return few and (later is None or later.tag in (*HEADINGS, "section"))


def with_closing(held: Sequence[Element]) -> list[Element]:
    """Return blocks in which a short paragraph that ends a part is one block with the last item of a long list."""
    told: list[Element] = []
    closed = False  # by the block before: this one stands in it
    for block, follows, later in zip_longest(held, held[1:], held[2:]):
        long = block.tag == "ul" and len(block.elements) > 1 and lines(block, _LINE) > _CLOSED["ul"]
        closes = follows is not None and long and is_closed(block.elements[-1], follows, later)
        if closes:
            *items, last = block.elements
            classes = {"class": block.attrs["class"]} if block.classes else {}
            told.append(Element("ul", block.attrs, [*items]))
            told.append(Element("div", {"class": SLOT}, [Element("ul", classes, [last]), follows]))
        elif not closed:
            told.append(block)
        closed = closes
    return told


def _is_short(part: Element, apart: Sequence[str]) -> bool:
    """Tell whether a part is a few lines that do not make a page, and are no frame, page or columns of their own."""
    own = {*_FRAMED, *apart, KAARTEN, "blad"}
    plain = part.tag == "section" and all(one.tag in ("p", "ul", *HEADINGS) for one in part.elements)
    return plain and not own & set(part.classes) and lines(part, _LINE) < _ENOUGH


def _taken(holder: Element, total: float) -> list[Node]:
    """Take the last blocks out of a holder, as many as make enough lines; its first block stays where it is.

    ``total`` is how many lines stand behind them already.
    """
    taken: list[Node] = []
    while len(holder.elements) > 1 and total < _ENOUGH:
        last = holder.elements[-1]
        if last.tag == "ul" and len(last.elements) > 1:
            items: list[Element] = []
            rest = list(last.elements)
            while len(rest) > 1 and total < _ENOUGH:
                items.insert(0, rest.pop())
                total += lines(items[0], _LINE)
            if len(rest) == 1:
                items.insert(0, rest.pop())
            taken.insert(0, Element("ul", last.attrs, list(items)))
            before = _before(holder.children, last)
            holder.children = [*before, Element("ul", last.attrs, list(rest))] if rest else before
            if rest:
                return taken
        elif last.tag in ("p", "ul", *HEADINGS) or (_FRAMED & set(last.classes) and lines(last, _LINE) <= _FRAME):
            taken.insert(0, last)
            total += lines(last, _LINE)
            holder.children = _before(holder.children, last)
        else:
            break
    if len(holder.elements) > 1 and holder.elements[-1].tag in HEADINGS and taken:
        last = holder.elements[-1]
        holder.children = _before(holder.children, last)
        taken.insert(0, last)
    return taken


def _before(children: list[Node], one: Element) -> list[Node]:
    """Return the children before one of them."""
    return children[: next(at for at, child in enumerate(children) if child is one)]


def _copied(element: Element) -> Element:
    return Element(element.tag, element.attrs, list(element.children))
