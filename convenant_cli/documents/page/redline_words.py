"""Two states of one line as one: the words that came in are marked ``ins``, those that went ``del``."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeVar

from convenant_cli.documents.page.tree import Element, Node, inline
from convenant_cli.text.sequences import Opcode, opcodes

Mark = Literal["ins", "del"]
_T = TypeVar("_T")
_K = TypeVar("_K")

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


def marked_words(old: Iterable[Node], new: Iterable[Node]) -> list[Node]:
    """Return the pieces of a line, with what came and what went since the old one marked. Neither is changed."""
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
