"""Two states of one document as one: what came in is marked ``ins``, what went ``del``, word by word.

Works on the trees of any document, so every kind and every format can show its changes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeVar

from convenant_cli.documents.page.tree import INLINE, Element, Node, blocks, inline, walk
from convenant_cli.text.sequences import Opcode, opcodes, ratio

Mark = Literal["ins", "del"]
_T = TypeVar("_T")
_K = TypeVar("_K")

#: What holds other blocks; all else holds a line of text.
_HOLDERS = frozenset(("document", "section", "div", "ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote"))
_LIKE = 0.45  # texts with at least this share of words in common are one text that changed
_MOST_COMPARED, _NEAREST = 50_000, 10  # blocks of one run with each other
#: A date, a time, a number with points and an address are one word.
_WORD = re.compile(r"\s+|https?://\S*\w/?|\w+(?:[-.:/@+]\w+)*|[^\s\w]")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a sign, white space, or a piece without text; and the elements around it, outermost first."""

    text: str
    around: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    piece: Element | None = None

    @property
    def key(self) -> str:
        return self.text if self.piece is None else f"\0{self.piece.tag}"

    @property
    def is_word(self) -> bool:
        """Whether it says something by itself, as a sign or white space does not."""
        return self.piece is not None or re.search(r"\w", self.text) is not None


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
    return _marked_words([old], [new])


def _merged(old: Element, new: Element) -> Element:
    if _same(old, new) or new.tag == "nav" or "colofon" in new.classes:
        return new
    if not _holds_blocks(old) and not _holds_blocks(new):
        return Element(new.tag, new.attrs, _marked_words(old.children, new.children))
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
            yield from _paired(old[old_from:old_to], new[new_from:new_to])


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


# --- words --------------------------------------------------------------------------------------------------------


def _marked_words(old: Iterable[Node], new: Iterable[Node]) -> list[Node]:
    before, after = list(_tokens(inline(old), ())), list(_tokens(inline(new), ()))
    codes = _codes(before, after)
    out: list[tuple[Mark | None, _Token]] = []
    for what, old_from, old_to, new_from, new_to in _without_crumbs(codes, after):
        if what == "equal":
            out += [(None, token) for token in after[new_from:new_to]]
        else:
            out += [("del", token) for token in before[old_from:old_to]]
            out += [("ins", token) for token in after[new_from:new_to]]
    return _nodes(out)


def _codes(before: Sequence[_Token], after: Sequence[_Token]) -> list[Opcode]:
    """Return what differs. Words are laid beside words first: a comma that stays says less than a word that does."""
    sides = [[at for at, token in enumerate(side) if token.is_word] for side in (before, after)]
    words = opcodes([before[at].key for at in sides[0]], [after[at].key for at in sides[1]])
    same = [
        (sides[0][old_from + step], sides[1][new_from + step])
        for what, old_from, old_to, new_from, _ in words
        if what == "equal"
        for step in range(old_to - old_from)
    ]
    found: list[Opcode] = []
    old_at = new_at = 0
    for old_to, new_to in [*same, (len(before), len(after))]:
        signs = [token.key for token in before[old_at:old_to]], [token.key for token in after[new_at:new_to]]
        pairs = zip(reversed(signs[0]), reversed(signs[1]), strict=False)
        behind = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))  # ", De Brug" came, and " en" stays
        for what, first, last, new_first, new_last in opcodes(*(side[: len(side) - behind] for side in signs)):
            _add(found, (what, first + old_at, last + old_at, new_first + new_at, new_last + new_at))
        _add(found, ("equal", old_to - behind, old_to, new_to - behind, new_to))
        if old_to < len(before) and new_to < len(after):
            _add(found, ("equal", old_to, old_to + 1, new_to, new_to + 1))
        old_at, new_at = old_to + 1, new_to + 1
    return found


def _add(found: list[Opcode], code: Opcode) -> None:
    """Add a stretch to those before it; what stays is one stretch until something differs."""
    if found and found[-1][0] == code[0] == "equal":
        code = ("equal", found[-1][1], code[2], found[-1][3], code[4])
        found.pop()
    if code[1] < code[2] or code[3] < code[4]:
        found.append(code)


def _without_crumbs(codes: Sequence[Opcode], after: Sequence[_Token]) -> list[Opcode]:
    """Return the changes; a lone space or sign between two of them belongs to both, or a reader sees confetti."""
    joined: list[Opcode] = []
    for number, (what, old_from, old_to, new_from, new_to) in enumerate(codes):
        between = 0 < number < len(codes) - 1
        crumb = not any(token.is_word for token in after[new_from:new_to])
        if what == "equal" and between and crumb:
            what = "replace"
        if joined and what != "equal" and joined[-1][0] != "equal":
            _, first_old, _, first_new, _ = joined.pop()
            joined.append(("replace", first_old, old_to, first_new, new_to))
        else:
            joined.append((what, old_from, old_to, new_from, new_to))
    return joined


def _tokens(nodes: Iterable[Node], around: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Iterable[_Token]:
    for node in nodes:
        if isinstance(node, str):
            yield from (_Token(word, around) for word in _WORD.findall(node))
        elif node.children:
            yield from _tokens(node.children, (*around, (node.tag, tuple(node.attrs.items()))))
        else:
            yield _Token("", around, node)


def _nodes(marked: Sequence[tuple[Mark | None, _Token]]) -> list[Node]:
    """Return the tokens as nodes again: marks outside, then the elements that were around the words."""
    out: list[Node] = []
    for mark, run in _runs(marked, lambda pair: pair[0]):
        inside = _wrapped([token for _, token in run], 0)
        out += inside if mark is None else [Element(mark, {}, inside)]
    return out


def _wrapped(tokens: Sequence[_Token], depth: int) -> list[Node]:
    out: list[Node] = []
    for around, run in _runs(tokens, lambda token: token.around[depth] if len(token.around) > depth else None):
        if around is not None:
            out.append(Element(around[0], dict(around[1]), _wrapped(run, depth + 1)))
            continue
        for piece, part in _runs(run, lambda token: token.piece):
            out += [piece for _ in part] if piece is not None else ["".join(token.text for token in part)]
    return out


def _runs(items: Sequence[_T], key: Callable[[_T], _K]) -> Iterable[tuple[_K, list[_T]]]:
    """Yield neighbouring items with the same key together."""
    run: list[_T] = []
    current: _K | None = None
    for item in items:
        found = key(item)
        if run and found != current:
            yield current, run  # type: ignore[misc]
            run = []
        current = found
        run.append(item)
    if run:
        yield current, run  # type: ignore[misc]
