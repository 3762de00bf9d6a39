"""Where a document with marks changed: its headings below which something came or went, to find the marks by."""

from collections.abc import Iterator

from convenant_cli.documents.page.tree import HEADINGS, Element, Node, is_gone, walk, without_gone

_MARKS = ("ins", "del")
_FEW = 6  # headings; a letter to each party has more, and no table of contents
#: A link after which a document with pages names the page.
PLACE = "plek"


def changed_places(marked: Element) -> Element | None:
    """Return a line with links to the places that changed; None when nothing did, or when the document is short.

    Short is a document without a table of contents and with few headings: its marks are found by looking. A heading
    that went is in no document to link to, and so the one before it is named.
    """
    tags = [element.tag for element in walk(marked)]
    if "nav" not in tags and tags.count("h2") <= _FEW:
        return None
    places = {heading.attrs["id"]: heading for heading in _touched(marked)}
    if not places:
        return None
    told: list[Node] = ["Er zijn wijzigingen bij: "]
    for at, (id, heading) in enumerate(places.items()):
        told += ["; " if at else "", Element("a", {"href": f"#{id}", "class": PLACE}, [without_gone(heading).text])]
    return Element("p", {"class": "legenda"}, [*told, "."])


def _touched(marked: Element) -> Iterator[Element]:
    """Yield the heading above each mark, as often as there are marks."""
    heading: Element | None = None
    for element in _seen(marked):
        if element.tag in HEADINGS and element.attrs.get("id") and without_gone(element).text:
            heading = element
        elif heading is not None and element.tag in _MARKS:
            yield heading


def _seen(holder: Element) -> Iterator[Element]:
    """Yield the elements that are read, in order: not the table of contents, and of what went only that it did."""
    for child in holder.elements:
        if child.tag == "nav":
            continue
        yield child
        if not is_gone(child):
            yield from _seen(child)
