"""Two texts word by word: what stayed, what went and what came. Pure; knows no records."""

import re

from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.text.sequences import opcodes, shared_start

_PART = re.compile(
    r"(?P<paragraph>\s*\n[ \t]*\n\s*)"
    r"|(?P<item>[ \t]*\n[ \t]*(?=(?:[-*•]|\d{1,3}[.)])\s))"
    r"|(?P<space>\s+)|\S+"
)


def text_pieces(old: str, new: str) -> tuple[Tekststuk, ...]:
    """Return the new text in pieces with what went from the old one.

    The pieces ``gelijk`` and ``nieuw`` together are the new text with its wrapped lines joined. White space alone is
    no difference.
    """
    before, after = _tokens(old), _tokens(new)
    a, b = [token.strip() for token in before], [token.strip() for token in after]
    start = shared_start(a, b)
    end = shared_start(a[start:][::-1], b[start:][::-1])
    pieces = [
        Tekststuk("gelijk", "".join(after[:start])),
        *_middle(before[start : len(a) - end], after[start : len(b) - end]),
        Tekststuk("gelijk", "".join(after[len(b) - end :])),
    ]
    filled = [piece for piece in pieces if piece.tekst]
    if len(filled) > 1 and filled[0].soort == "weg" and not filled[1].tekst[0].isspace():
        # What began the old text stands before what begins the new one.
        filled[1] = Tekststuk(filled[1].soort, f" {filled[1].tekst}")
    return tuple(filled)


def _middle(old: list[str], new: list[str]) -> list[Tekststuk]:
    """Return two stretches that differ at both ends, as pieces."""
    codes = opcodes([token.strip() for token in old], [token.strip() for token in new])
    out: list[Tekststuk] = []
    gone: list[str] = []
    come: list[str] = []

    def flush() -> None:
        out.extend([Tekststuk("weg", "".join(gone)), Tekststuk("nieuw", "".join(come))])
        gone.clear()
        come.clear()

    for number, (tag, i, j, k, m) in enumerate(codes):
        # A lone word that happens to be the same, between two larger changes, only breaks up the reading.
        alone = tag == "equal" and j - i == 1 and 0 < number < len(codes) - 1
        if tag == "equal" and not (alone and _large(codes[number - 1]) and _large(codes[number + 1])):
            flush()
            out.append(Tekststuk("gelijk", "".join(new[k:m])))
        else:
            gone += old[i:j]
            come += new[k:m]
    flush()
    return out


def _large(code: tuple[str, int, int, int, int]) -> bool:
    _, i, j, k, m = code
    return max(j - i, m - k) > 1


def _tokens(text: str) -> list[str]:
    """Return the words of a text with their punctuation, each with the white space before it, wrapped lines joined."""
    out = []
    space = ""
    for match in _PART.finditer(text.strip()):
        if match["item"]:
            space = "\n"
        elif match["paragraph"]:
            space = "\n\n"
        elif match["space"]:
            space = " "
        else:
            out.append(space + match[0])
            space = ""
    return out
