"""A sentence or text in pieces: what stayed, what went and what came, so that each format can mark them."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

_AROUND = 6  # words that stay on each side of a change when a text is shortened


class Tekststuk(NamedTuple):
    """A piece of a sentence or text: the same on both sides, gone, or new. Spaces stand at its start."""

    soort: Literal["gelijk", "weg", "nieuw"]
    tekst: str


def als_tekst(stukken: Iterable[Tekststuk]) -> str:
    """Return pieces as plain text, with marks around what went and came: ``in [-kleine-] {+grote+} groepen``."""
    marks = {"gelijk": ("", ""), "weg": ("[-", "-]"), "nieuw": ("{+", "+}")}
    out = []
    for soort, tekst in stukken:
        before, after = marks[soort]
        bare = tekst.lstrip()
        out.append(f"{tekst[: len(tekst) - len(bare)]}{before}{bare}{after}" if bare else tekst)
    return "".join(out)


def ingekort(stukken: Iterable[Tekststuk]) -> tuple[Tekststuk, ...]:
    """Return pieces with the long stretches that stayed the same cut to a few words around each change."""
    every = list(stukken)
    return tuple(
        piece
        if piece.soort != "gelijk"
        else Tekststuk("gelijk", _cut(piece.tekst, number > 0, number < len(every) - 1))
        for number, piece in enumerate(every)
    )


def _cut(text: str, after: bool, before: bool) -> str:
    """Keep the first words of a text that stands after a change, and the last of one that stands before a change."""
    words = re.findall(r"\s*\S+", text)
    head, tail = (_AROUND if after else 0), (_AROUND if before else 0)
    if not (after or before) or len(words) <= head + tail + 2:
        return text
    start, end = "".join(words[:head]), "".join(words[len(words) - tail :])
    return f"{start} …{end}" if after else f"…{end}"
