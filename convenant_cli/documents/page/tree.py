"""A filled-in template as a tree of elements: what Markdown, Word, ODF and PDF are written from.

A template writes a small part of HTML. This module reads it strictly, so that a mistake in a template is told and
not guessed at, and gives the writers what they need: blocks, inline pieces without superfluous white space, tables
and lists of terms.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from typing import TypeAlias

from convenant_cli.findings import ConvenantError

HEADINGS = ("h2", "h3", "h4", "h5")
#: What stands inside a line of text.
INLINE = frozenset(("a", "br", "code", "del", "em", "img", "ins", "span", "strong"))
#: Elements in one another; a writer goes into them step by step.
_DEEPEST = 40
_VOID = frozenset(("br", "col", "hr", "img"))
#: Which elements stand where; what is not named holds blocks and text.
_INSIDE = {
    "caption": {"table"},
    "colgroup": {"table"},
    "col": {"colgroup"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "th": {"tr"},
    "td": {"tr"},
    "li": {"ol", "ul"},
    "dt": {"dl"},
    "dd": {"dl"},
}
_ONLY = {"table", "colgroup", "thead", "tbody", "tr", "ol", "ul", "dl"}
_KNOWN = {*HEADINGS, *INLINE, *_INSIDE, *_ONLY, *_VOID, "blockquote", "div", "nav", "p", "section"}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_ATTRS = frozenset(
    ("alt", "class", "datetime", "dir", "href", "id", "lang", "role", "scope", "src", "start", "tabindex", "title")
) | {"type"}
_START = re.compile(r"[0-9]{1,6}")
_LINK = re.compile(r"(?:https?://|mailto:|#)[^\s\"<>]+")


@dataclass(slots=True)
class Element:
    """An element with what it holds, in order."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    place: tuple[int, int] = field(default=(0, 0), compare=False, repr=False)
    """Line and column in the filled-in template."""

    @property
    def classes(self) -> list[str]:
        """The words of its ``class``, by which writers choose a look."""
        return self.attrs.get("class", "").split()

    @property
    def elements(self) -> "list[Element]":
        """The elements directly inside it."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All text inside it, on one line."""
        return _SPACES.sub(" ", "".join(_texts(self))).strip()


Node: TypeAlias = Element | str


class MisplacedError(ConvenantError):
    """Something in a filled-in template that a document cannot hold, and where it stands there."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(f"het sjabloon maakt iets dat niet in een document kan: {what} (ingevuld, regel {line})")
        self.what, self.line, self.column = what, line, column


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells (``td`` and ``th``), all rows as long as the widest."""

    caption: Element | None
    head: list[list[Element]]
    rows: list[list[Element]]
    classes: list[str]


def parse(html: str) -> Element:
    """Return the tree of a filled-in template. Raises MisplacedError for what a document cannot hold."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        raise reader.refusal(f"<{reader.open[-1].tag}> is niet gesloten", reader.places[-1])
    return reader.open[0]


def blocks(holder: Element) -> list[Element]:
    """Return the blocks inside an element; a run of text that stands between them becomes a paragraph."""
    found: list[Element] = []
    run: list[Node] = []
    for child in [*holder.children, Element("")]:
        if isinstance(child, str) or child.tag in INLINE:
            run.append(child)
            continue
        if pieces := inline(run):
            found.append(Element("p", {}, pieces))
        run = []
        if child.tag:
            found.append(child)
    return found


def inline(nodes: Iterable[Node]) -> list[Node]:
    """Return pieces of a line with single spaces, and none at its ends or beside a line break."""
    pieces, _ = _collapsed(nodes, at_start=True)
    _strip_end(pieces)
    return [piece for piece in pieces if piece != ""]


def table_of(element: Element) -> Table:
    """Return the parts of a ``table``."""
    parts: dict[str, list[list[Element]]] = {"thead": [], "tbody": []}
    caption = None
    for child in element.elements:
        if child.tag == "caption":
            caption = child
        elif child.tag in parts:
            parts[child.tag] += [row.elements for row in child.elements]
    longest = max((len(row) for rows in parts.values() for row in rows), default=0)
    for rows in parts.values():
        for row in rows:
            row += [Element("td") for _ in range(longest - len(row))]
    return Table(caption, parts["thead"], parts["tbody"], element.classes)


def definitions(element: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Yield each term of a ``dl`` with what is said of it."""
    term: Element | None = None
    said: list[Element] = []
    for child in element.elements:
        if child.tag == "dd":
            said.append(child)
            continue
        if term is not None:
            yield term, said
        term, said = child, []
    if term is not None:
        yield term, said


def signs(items: Element) -> list[str]:
    """Return what stands before each item of a list: ``•``, ``3.``, or ``c.`` when it has letters."""
    if items.tag == "ul":
        return ["•"] * len(items.elements)
    first = int(items.attrs.get("start", "1"))
    numbers = range(first, first + len(items.elements))
    if "type" in items.attrs and first > 0 and numbers.stop <= 27:
        return [f"{chr(0x60 + number)}." for number in numbers]
    return [f"{number}." for number in numbers]


def without_gone(element: Element) -> Element:
    """Return an element without what it marks as gone."""
    kept = [one if isinstance(one, str) else without_gone(one) for one in element.children if not is_gone(one)]
    return replace(element, children=kept)


def is_gone(node: Node) -> bool:
    """Tell whether a piece is marked as gone."""
    return isinstance(node, Element) and node.tag == "del"


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and everything inside it."""
    later = [element]  # a list, as a text is walked through so often that generators in each other take time
    while later:
        one = later.pop()
        yield one
        later += [child for child in reversed(one.children) if not isinstance(child, str)]


def as_html(element: Element) -> str:
    """Return what is inside an element as HTML again, with every text escaped."""
    out = []
    for child in element.children:
        if isinstance(child, str):
            out.append(escape(child, quote=False))
            continue
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in child.attrs.items())
        inside = "" if child.tag in _VOID else f"{as_html(child)}</{child.tag}>"
        out.append(f"<{child.tag}{attrs}>{inside}")
    return "".join(out)


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield " "
        else:
            yield from _texts(child)
            if child.tag not in INLINE:
                yield " "


def _collapsed(nodes: Iterable[Node], at_start: bool) -> tuple[list[Node], bool]:
    """Return nodes with single spaces, and whether what follows stands behind a space."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            text = _SPACES.sub(" ", node)
            if at_start:
                text = text.removeprefix(" ")
            if text:
                at_start = text.endswith(" ")
                out.append(text)
        elif node.tag == "br":
            _strip_end(out)
            out.append(node)
            at_start = True
        elif node.tag == "img":
            out.append(node)
            at_start = False
        else:
            children, at_start = _collapsed(node.children, at_start)
            out.append(Element(node.tag, node.attrs, children))
    return out, at_start


def _strip_end(pieces: list[Node]) -> None:
    """Take the space off the end of a line, however deep it stands."""
    while pieces:
        last = pieces[-1]
        if isinstance(last, str):
            pieces[-1] = last.rstrip(" ")
            if pieces[-1]:
                return
            pieces.pop()
        elif last.tag in ("br", "img"):
            return
        else:
            _strip_end(last.children)
            if last.children:
                return
            pieces.pop()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("document")]
        self.places = [(1, 0)]  # of what is open

    def refusal(self, what: str, place: tuple[int, int] | None = None) -> MisplacedError:
        return MisplacedError(what, *(place or self.getpos()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        holder = self.open[-1].tag
        if tag not in _KNOWN:
            raise self.refusal(f"<{tag}>")
        if holder not in _INSIDE.get(tag, {holder}) or (holder in _ONLY and holder not in _INSIDE.get(tag, ())):
            raise self.refusal(f"<{tag}> hoort niet in <{holder}>")
        if holder in (*INLINE, *HEADINGS, "p") and tag not in INLINE:
            raise self.refusal(f"<{tag}> hoort niet in <{holder}>")
        if tag == "table" and any(one.tag == "table" for one in self.open):
            raise self.refusal("een tabel in een tabel")
        if len(self.open) > _DEEPEST:
            raise self.refusal(f"<{tag}> in meer dan {_DEEPEST} andere elementen")
        element = Element(tag, {name: value or "" for name, value in attrs}, [], self.getpos())
        self.require_known(element)
        if tag == "a" and not _LINK.fullmatch(element.attrs.get("href", "")):
            raise self.refusal(f"de koppeling '{element.attrs.get('href', '')}'; gebruik https:, mailto: of #")
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)
            self.places.append(self.getpos())

    def require_known(self, element: Element) -> None:
        """Raise MisplacedError for an attribute that could fetch or run something, or that not every format has."""
        for name, value in element.attrs.items():
            if name not in _ATTRS and not name.startswith(("aria-", "data-")):
                raise self.refusal(f"'{name}' bij <{element.tag}>")
            if (name == "href" and element.tag != "a") or (name == "src" and element.tag != "img"):
                raise self.refusal(f"'{name}' bij <{element.tag}>")
            if name == "type" and (element.tag, value) != ("ol", "a"):
                raise self.refusal(f'\'type="{value}"\' bij <{element.tag}>; alleen <ol type="a"> kan')
            if name == "start" and not _START.fullmatch(value):
                raise self.refusal(f"'start=\"{value}\"' bij <{element.tag}>; gebruik een getal")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.open[-1].tag != tag:
            if any(one.tag == tag for one in self.open):
                raise self.refusal(f"<{self.open[-1].tag}> is niet gesloten", self.places[-1])
            raise self.refusal(f"</{tag}> sluit niet wat open staat (<{self.open[-1].tag}>)")
        self.open.pop()
        self.places.pop()

    def handle_data(self, data: str) -> None:
        holder = self.open[-1]
        if holder.tag in _ONLY:
            if data.strip():
                raise self.refusal(f"tekst los in <{holder.tag}>: '{data.strip()[:30]}'")
            return
        holder.children.append(data)
