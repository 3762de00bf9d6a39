"""What stands in a line of a document, as pieces that Word and ODF write."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from convenant_cli.documents.document import Composed
from convenant_cli.documents.page.herkomst import SLEUTEL
from convenant_cli.documents.page.tree import Element, Node
from convenant_cli.documents.writers.office.bitmap import WIDEST
from convenant_cli.documents.writers.office.pieces import Change, Key, Link, Picture, Piece, Styled, Text
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
_PIXELS = 96 / 2.54  # of CSS in a centimetre

#: What a line holds beside what was typed: a tab, and a term before its tab.
TAB, WORD = "tab", "woord"


def whole_line(nodes: Sequence[Node]) -> list[Node]:
    """Return a line as one change when all that was typed in it came, or went, as a whole; else as it is.

    Then the tabs and line breaks between are part of that change, and nothing of the line stays behind.
    """
    typed = [node for node in nodes if isinstance(node, str) or node.tag not in (TAB, "br")]
    kinds = {_kind(node) for node in typed}
    if len(kinds) != 1 or None in kinds:
        return list(nodes)
    change = next(node for node in typed if isinstance(node, Element))
    inside = [
        part for node in nodes for part in ([node] if isinstance(node, str) or _kind(node) is None else node.children)
    ]
    return [Element(change.tag, change.attrs, inside)]


def change_of(nodes: Sequence[Node]) -> str | None:
    """Return ``ins`` or ``del`` when a line is one change as a whole."""
    return _kind(nodes[0]) if len(nodes) == 1 else None


def word_of(term: Sequence[Node]) -> list[Node]:
    """Return a term as the word before a tab."""
    nodes = whole_line(term)
    if change_of(nodes) and isinstance(change := nodes[0], Element):
        return [Element(change.tag, change.attrs, [Element(WORD, {}, change.children)])]
    return [Element(WORD, {}, nodes)]


def _kind(node: Node) -> str | None:
    return node.tag if isinstance(node, Element) and node.tag in ("ins", "del") and "alinea" in node.classes else None


@dataclass(slots=True)
class Lines:
    """Makes the pieces of the lines of one document."""

    document: Composed
    png: Mapping[str, bytes]
    """The charts as bitmaps, by id."""
    room: float
    """How many centimetres there are between the margins."""
    anchors: dict[str, str] = field(default_factory=dict)
    """The names of places in the text, as short words that Word allows in a bookmark."""

    def made(self, nodes: Iterable[Node]) -> list[Piece]:
        """Return the pieces of a line. Raises ConvenantError for a chart that is not there."""
        return [piece for node in nodes for piece in ([typed(node)] if isinstance(node, str) else self._inline(node))]

    def _inline(self, node: Element) -> list[Piece]:
        inside = self.made(node.children)
        if node.tag == "a":
            return self._link(node.attrs["href"], inside)
        if node.tag in (TAB, "br"):
            return [Text("\n" if node.tag == "br" else "\t")]
        if node.tag == "img":
            return [self._image(node)]
        if node.tag == WORD:
            return [Styled(inside, "Gegeven woord")]
        if node.tag == "code":
            return [Styled([typed(node.text)], "Verbatim Char")]
        if node.tag in ("strong", "em"):
            return [Styled(inside, bold=node.tag == "strong", italic=node.tag == "em")]
        if node.tag == "ins" or node.tag == "del":
            when = node.attrs.get("data-datum") or self.document.moment.peildatum.isoformat()
            who = node.attrs.get("data-auteur") or self.document.kop.auteur or "convenant"
            stamp = when if "T" in when else f"{when}T00:00:00Z"
            return [Change("ins" if node.tag == "ins" else "del", who, stamp, _kind(node) is not None, inside)]
        return self._styled(node, inside)

    def _styled(self, node: Element, inside: list[Piece]) -> list[Piece]:
        if self.document.kenmerk and SLEUTEL in node.attrs:
            inside = [Key(node.attrs[SLEUTEL]), *inside]
        if "afspraak" in node.classes:
            return [Styled(inside, bold=True)]
        style = next((_LOOKS[name] for name in node.classes if name in _LOOKS), "")
        if not style and "status" in node.classes:
            style = "Status rustig"
        place = self.anchors.get(node.attrs.get("id", ""), "")
        return [Styled(inside, style, place=place)] if style or place else inside

    def _link(self, target: str, inside: list[Piece]) -> list[Piece]:
        if target.startswith("#"):
            if target[1:] not in self.anchors:
                return inside  # a place that only the web page has, such as the one above a table
            target = f"#{self.anchors[target[1:]]}"
        return [Link(target, inside)]

    def _image(self, node: Element) -> Picture:
        source = node.attrs.get("src", "")
        chart = self.document.grafieken.get(source.removeprefix("#"))
        if chart is None:
            raise ConvenantError(f"het sjabloon noemt een grafiek die er niet is: '{source}'")
        width = min(chart.breedte, WIDEST, int(self.room * _PIXELS))
        height = round(chart.hoogte * width / chart.breedte)
        return Picture(self.png[chart.id], chart.svg, node.attrs.get("alt") or chart.tekst, width, height)


def typed(text: str) -> Text:
    """Return text that stays as it was typed, on one line, without the signs that XML cannot hold."""
    return Text(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", re.sub(r"[\n\t\r]+", " ", text)))
