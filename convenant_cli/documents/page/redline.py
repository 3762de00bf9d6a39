"""Two states of one document as one: what came in is marked ``ins``, what went ``del``, word by word.

Works on the trees of any document, so every kind and every format can show its changes.
"""

import re
from collections.abc import Hashable, Iterable, Sequence

from convenant_cli.documents.page.redline_words import Mark, marked_words
from convenant_cli.documents.page.tree import INLINE, Element, Node, blocks, inline, walk
from convenant_cli.text.sequences import opcodes, ratio

#: What holds other blocks; all else holds a line of text.
_HOLDERS = frozenset(("document", "section", "div", "ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote"))
_LIKE = 0.45  # texts with at least this share of words in common are one text that changed
_MOST_COMPARED, _NEAREST = 50_000, 10  # blocks of one run with each other
#: A cell that only says which one it is, or when it begins.
_COUNTS = re.compile(r"\d+(?:[.:]\d+)*")
_HEADING = re.compile(r"h[1-6]")


def redline(old: Element, new: Element) -> Element:
    """Return the new tree with what was added and removed since the old one marked. Neither is changed.

    The colophon and the table of contents are not compared: the first always differs, the second says nothing new.
    """
    return _merged(old, new)


def marked_text(old: str, new: str) -> list[Node]:
    """Return a text as pieces of a line, with what came and what went since the old one marked."""
    if old == new:
        return [new] if new else []
    if not old or not new:
        return [Element("ins" if new else "del", {"class": "alinea"}, [new or old])]
    return marked_words([old], [new])


def _merged(old: Element, new: Element) -> Element:
    if _same(old, new) or new.tag == "nav" or "colofon" in new.classes:
        return new
    if not _holds_blocks(old) and not _holds_blocks(new):
        return Element(new.tag, new.attrs, marked_words(old.children, new.children))
    before, after = _children(old), _children(new)
    if new.tag == "tr" and len(before) == len(after):  # a cell stays in its column
        return Element(new.tag, new.attrs, [_merged(*pair) for pair in zip(before, after, strict=True)])
    children: list[Node] = [*_aligned(before, after)]
    return Element(new.tag, new.attrs, children)


def _holds_blocks(element: Element) -> bool:
    return element.tag in _HOLDERS or any(child.tag not in INLINE for child in element.elements)


def _children(element: Element) -> list[Element]:
    """Return the blocks of an element; in a structure such as a list or a row, its parts."""
    return (
        element.elements if element.tag in _HOLDERS - {"section", "div", "document", "blockquote"} else blocks(element)
    )


def _same(one: Element, other: Element) -> bool:
    return one.tag == other.tag and one.text == other.text and len(one.elements) == len(other.elements)


def _aligned(old: Sequence[Element], new: Sequence[Element]) -> Iterable[Element]:
    """Yield the blocks of both: equal ones once, changed ones merged, the others marked whole."""
    codes = opcodes([_signature(one) for one in old], [_signature(one) for one in new])
    for what, old_from, old_to, new_from, new_to in codes:
        if what == "equal":
            yield from new[new_from:new_to]
        else:
            yield from _renumbered(old[old_from:old_to], new[new_from:new_to])


def _renumbered(old: Sequence[Element], new: Sequence[Element]) -> Iterable[Element]:
    """Yield a run of blocks that changed: first those of which only the number or the time is another are merged.

    When one item comes in between, all that follow get the next number. They are the same items.
    """
    cores = [[_core(one) or (side, at) for at, one in enumerate(run)] for side, run in enumerate((old, new))]
    for what, old_from, old_to, new_from, new_to in opcodes(*cores):
        if what == "equal":
            yield from map(_merged, old[old_from:old_to], new[new_from:new_to])
        else:
            yield from _paired(old[old_from:old_to], new[new_from:new_to])


def _core(element: Element) -> Hashable:
    """Return what a row or a heading says besides its number and its time; None when that is nothing, or of others."""
    if element.tag == "tr":
        said = tuple(cell.text for cell in element.elements if not _COUNTS.fullmatch(cell.text))
    elif _HEADING.fullmatch(element.tag):
        said = (re.sub(r"^\d+\. ", "", element.text),)
    else:
        return None
    return (element.tag, said) if any(re.search(r"[^\W\d_]", text) for text in said) else None


def _signature(element: Element) -> tuple[str, str]:
    return element.tag, element.text


def _paired(old: Sequence[Element], new: Sequence[Element]) -> Iterable[Element]:
    """Yield a run of blocks that changed: each new one with the first old one, not yet passed, that it is like.

    What has no partner is marked whole: first what went, then what came. In a long run only the nearest are looked at.
    """
    at = 0
    reach = max(_NEAREST, _MOST_COMPARED // max(1, len(new)))
    waiting: list[Element] = []
    for one in new:
        found = _partner(old, one, range(at, min(len(old), at + reach)))
        if found is None:
            waiting.append(one)
            continue
        yield from (_whole(gone, "del") for gone in old[at:found])
        yield from (_whole(came, "ins") for came in waiting)
        yield _merged(old[found], one)
        at, waiting = found + 1, []
    yield from (_whole(gone, "del") for gone in old[at:])
    yield from (_whole(came, "ins") for came in waiting)


def _partner(old: Sequence[Element], new: Element, places: Iterable[int]) -> int | None:
    """Return the place of the block that a new one was: the first that it is like.

    Rows may begin alike, as with a month; of those it is the first that reads like it, if there is one.
    """
    like = (place for place in places if _alike(old[place], new))
    first = next(like, None)
    if first is None or new.tag != "tr" or _share(old[first].text, new.text) >= _LIKE:
        return first
    return next((place for place in like if _share(old[place].text, new.text) >= _LIKE), first)


def _alike(old: Element, new: Element) -> bool:
    if old.tag != new.tag:
        return False
    if _place(old) or _place(new):
        return _place(old) == _place(new)
    if "colofon" in old.classes and "colofon" in new.classes:
        return True
    if old.tag in ("table", "tr") and _columns(old) != _columns(new):
        return False  # rows of two widths do not make one table
    if old.tag in ("table", "thead", "tbody", "td", "th", "caption", "dl", "ul", "ol"):
        return True
    if old.tag in ("tr", "dt", "section", "div"):
        return _name(old) == _name(new)  # a row, a term and a part are known by what they begin with
    return old.tag == "dd" or _share(old.text, new.text) >= _LIKE


def _columns(element: Element) -> int:
    """Return how many cells the widest row has."""
    return max((len(row.elements) for row in walk(element) if row.tag == "tr"), default=0)


def _place(element: Element) -> str:
    """Return the fixed name of a part of a document, its own or that of its heading; empty without one."""
    return element.attrs.get("id") or element.attrs.get("aria-labelledby", "")


def _name(element: Element) -> str:
    """Return what a part is known by: the part with a fixed name or the number that it begins with, or its first text.

    A part of parts begins with the heading of its first, not with all that is below that.
    """
    first = element.elements[0] if element.elements else element
    while _holds_blocks(first) and first.elements:
        if place := _place(first):
            return place
        first = first.elements[0]
    number, _, _ = first.text.partition(" ")
    return number if re.fullmatch(r"\d+(\.\d+)*", number) else first.text


def _share(one: str, other: str) -> float:
    first, second = re.findall(r"\w+", one), re.findall(r"\w+", other)
    if not first or not second:
        return float(first == second)
    return ratio(first, second)


def _whole(element: Element, mark: Mark) -> Element:
    """Return an element with all its text marked."""
    attrs = _of_what_is_gone(element) if mark == "del" else element.attrs
    if not _holds_blocks(element):
        pieces = inline(element.children)
        marked: list[Node] = [Element(mark, {"class": "alinea"}, pieces)] if pieces else []
        return Element(element.tag, attrs, marked)
    return Element(element.tag, attrs, [_whole(child, mark) for child in _children(element)])


def _of_what_is_gone(element: Element) -> dict[str, str]:
    """Return the attributes of an element that went. Its place can no longer be linked to, and may be a new one's.

    So its heading names no part of the page any more. A region must have a name, and gets one of its own.
    """
    attrs = dict(element.attrs)
    attrs.pop("id", None)
    named = attrs.pop("aria-labelledby", None)
    if named and attrs.get("role") == "region":
        attrs["aria-label"] = (
            f"Vervallen: {' '.join(one.text for one in walk(element) if one.attrs.get('id') == named)}"
        )
    return attrs
