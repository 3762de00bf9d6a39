"""What stands in a line of a document, as pieces of pandoc's own tree."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from convenant_cli.documents.document import Document
from convenant_cli.documents.page.herkomst import SLEUTEL
from convenant_cli.documents.page.tree import Element, Node
from convenant_cli.documents.writers.office.docx_bespreking import keyed
from convenant_cli.documents.writers.office.pandoc_nodes import WHOLE, Ast, Dialect, literal, span
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
_SOFT = "\u00ad"
_MAX_WIDTH = 600  # CSS pixels that fit between the margins of the shipped page

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

    document: Document
    dialect: Dialect
    png: Mapping[str, bytes]
    """The charts as bitmaps, by id."""
    anchors: dict[str, str] = field(default_factory=dict)
    """The names of places in the text, as short words that Word allows in a bookmark."""
    alternatives: list[str] = field(default_factory=list)
    """What the charts say to who does not see them, in the order of the text."""

    def made(self, nodes: Iterable[Node]) -> list[Ast]:
        """Return the pieces of a line. Raises ConvenantError for a chart that is not there."""
        return [
            piece for node in nodes for piece in (self.typed(node) if isinstance(node, str) else self._inline(node))
        ]

    def typed(self, text: str) -> list[Ast]:
        """Return text that stays as it was typed."""
        if not self.dialect.soft or _SOFT not in text:
            return [literal(text)]
        first, *others = text.split(_SOFT)
        hyphen = self._raw(self.dialect.soft)
        return [literal(first), *(piece for other in others for piece in (hyphen, literal(other)))]

    def _inline(self, node: Element) -> list[Ast]:
        inside = self.made(node.children)
        if node.tag == "a":
            return self._link(node.attrs["href"], inside)
        if node.tag == "br":
            return [{"t": "LineBreak"}]
        if node.tag == "img":
            return self._image(node)
        if node.tag == TAB:
            return [self._raw(self.dialect.tab)]
        if node.tag == WORD:
            return [span(["", [], [["custom-style", self.dialect.style("Gegeven woord")]]], inside)]
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
        stamp = (when if "T" in when else f"{when}T00:00:00Z") + (WHOLE if _kind(node) else "")
        return span(["", [kind], [["author", who], ["date", stamp]]], inside)

    def _styled(self, node: Element, inside: list[Ast]) -> list[Ast]:
        if self.document.kenmerk and SLEUTEL in node.attrs:
            inside = [self._raw(keyed(node.attrs[SLEUTEL])), *inside]
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

    def _raw(self, text: str) -> Ast:
        return {"t": "RawInline", "c": [self.dialect.name, text]}
