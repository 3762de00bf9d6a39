"""The texts and elements that stand in an element of ODF, in order."""

from collections.abc import Sequence
from typing import TypeAlias
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.odt_style import el

Node: TypeAlias = str | ET.Element


def held(element: ET.Element) -> list[Node]:
    """Return the texts and elements that stand in an element."""
    out: list[Node] = [element.text or ""]
    for child in element:
        out += [child, child.tail or ""]
    return [node for node in out if not isinstance(node, str) or node]


def put(element: ET.Element, nodes: Sequence[Node]) -> None:
    """Let an element hold these, in this order."""
    for child in list(element):
        element.remove(child)
    element.text = None
    for node in nodes:
        if not isinstance(node, str):
            node.tail = None
            element.append(node)
        else:
            add_text(element, node)


def add_text(element: ET.Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def filled(holder: ET.Element, nodes: Sequence[Node]) -> ET.Element:
    """Return an element like another one that holds these."""
    made = ET.Element(holder.tag, holder.attrib)
    put(made, nodes)
    return made


def spaced(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes whose spaces at the ends stay: plain ones do not count at the start or end of a paragraph in ODF."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            before, after = (node.startswith(" "), node.endswith(" ") and node != " ")
            out += [el("text", "s")] * before + [node[before : len(node) - after]] + [el("text", "s")] * after
        else:
            put(node, spaced(held(node)))
            out.append(node)
    return out


def splice(element: ET.Element, around: str) -> None:
    """Let what stands in elements of one name, anywhere in an element, stand in their place."""
    out: list[Node] = []
    for node in held(element):
        if isinstance(node, str):
            out.append(node)
            continue
        splice(node, around)
        out += held(node) if node.tag == around else [node]
    put(element, out)
