"""Which field of which record a piece of a document shows: put there by a template, and read from the tree.

A document that comes back changed is understood by it: what a paragraph says is fixed words and fields, in order.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from convenant_cli.documents.page.tree import INLINE, Element, Node, inline
from convenant_cli.dossier.op_dag import OpDag
from convenant_cli.findings import Path, Place
from convenant_cli.records.model.record import Onderdeel

#: On a piece of a line: the field it shows. On the first of a paragraph also: the key of that paragraph.
VELD, SLEUTEL = "data-veld", "data-sleutel"
KEY = re.compile(r"cv_[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class Bronveld:
    """A field of a record; of a long text that is shown as several paragraphs and items, one of them."""

    bestand: str
    weg: Path
    deel: int | None = None

    def __str__(self) -> str:
        return f"{self.bestand}#{'/'.join(map(str, self.weg))}" + ("" if self.deel is None else f"#{self.deel}")

    @classmethod
    def parse(cls, text: str) -> "Bronveld":
        """Return what the text of one says."""
        name, way, *part = text.split("#")
        steps = (int(step) if step.isdigit() else step for step in way.split("/"))
        return cls(name, tuple(steps), int(part[0]) if part else None)


@dataclass(frozen=True, slots=True)
class Alineastuk:
    """A piece of a paragraph: what it says, and the field when it shows one."""

    tekst: str
    veld: Bronveld | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that shows a field: its key, and its pieces in order."""

    sleutel: str
    stukken: tuple[Alineastuk, ...]


def places(known: OpDag) -> dict[int, str]:
    """Return of every record and part of one, by its identity, its file and the way to it, as ``Veld`` begins.

    The way is that in the file, which also holds what was not known yet on the day of the document.
    """
    return {id(part): f"{record.name}#{''.join(f'{step}/' for step in known.plaats(Place(record.name, way)).path)}"
            for record in known.dossier.records for part, way in _parts(record, ())}  # fmt: skip


def _parts(value: Any, way: Path) -> Iterator[tuple[Onderdeel, Path]]:
    inside: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, Onderdeel):
        yield value, way
        inside = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list | tuple):
        inside = enumerate(value)
    for step, item in inside:
        yield from _parts(item, (*way, step))


def passages(tree: Element) -> list[Passage]:
    """Give every paragraph that shows a field its key, in the tree, and return them in order."""
    seen: dict[str, int] = {}
    return [_keyed(pieces, seen) for pieces in _runs(tree)]


def _runs(holder: Element) -> Iterator[list[tuple[str, Element | None]]]:
    """Yield the pieces of each run of text that shows a field, with the element of each field."""
    run: list[Node] = []
    for child in [*holder.children, Element("")]:
        if isinstance(child, str) or child.tag in INLINE:
            run.append(child)
            continue
        pieces = list(_pieces(inline(run), None))
        if any(element is not None for _, element in pieces):
            yield pieces
        run = []
        if child.tag not in ("", "nav"):
            yield from _runs(child)


def _pieces(nodes: Iterable[Node], shown: Element | None) -> Iterator[tuple[str, Element | None]]:
    for node in nodes:
        if isinstance(node, str):
            yield node, shown
        elif node.tag == "br":
            yield " ", shown
        else:
            yield from _pieces(node.children, node if VELD in node.attrs else shown)


def _keyed(pieces: list[tuple[str, Element | None]], seen: dict[str, int]) -> Passage:
    out: list[Alineastuk] = []
    last: Element | None = None
    first: Element | None = None
    for text, element in pieces:
        first = first or element
        if out and element is last:
            out[-1] = Alineastuk(out[-1].tekst + text, out[-1].veld)
        else:
            out.append(Alineastuk(text, Bronveld.parse(element.attrs[VELD]) if element else None))
        last = element
    fields = " ".join(str(piece.veld) for piece in out if piece.veld)
    seen[fields] = seen.get(fields, 0) + 1
    key = f"cv_{sha256(f'{fields} {seen[fields]}'.encode()).hexdigest()[:20]}"
    if first is not None:
        first.attrs[SLEUTEL] = key  # the pieces of a line share the attributes of the tree
    return Passage(key, tuple(out))
