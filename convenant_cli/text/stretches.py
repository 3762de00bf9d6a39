"""Stretches of a text, by where they begin and end. Pure."""

from collections.abc import Iterable


def spliced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with other words for some stretches that do not overlap."""
    out, at = [], 0
    for start, end, new in sorted(changes):
        out += [text[at:start], new]
        at = end
    return "".join((*out, text[at:]))
