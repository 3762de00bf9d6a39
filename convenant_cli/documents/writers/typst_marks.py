"""Marks of what came and went, as Typst can set them: never two lines at one text."""

from collections.abc import Iterable, Iterator, Mapping

from convenant_cli.documents.page.tree import Element, Node

#: What has a line under or through it. PDF/UA allows one line at a text, so no two of these stand in each other.
LINED = frozenset(("a", "del", "ins"))
MARK = "data-merk"  # of a link: what was done with it


def apart(nodes: Iterable[Node], mark: str, link: Mapping[str, str]) -> Iterator[Node]:
    """Yield pieces of which none has two lines: a mark holds no link or other mark, and a link holds no mark.

    The outer of two marks counts. What went is no link any more; a link that came says so in its attributes.
    """
    for node in nodes:
        if isinstance(node, str) or not node.children:
            if link and mark != "del":
                yield Element("a", {**link, **({MARK: mark} if mark else {})}, [node])
            else:
                yield Element(mark, {}, [node]) if mark else node
        elif node.tag == "a":
            yield from apart(node.children, mark, node.attrs)
        elif node.tag in LINED:
            yield from apart(node.children, mark or node.tag, link)
        else:
            yield Element(node.tag, node.attrs, [*apart(node.children, mark, link)])
