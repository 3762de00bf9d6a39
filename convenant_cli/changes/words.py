"""Two texts word by word, and whether their difference is one of wording only. Pure; knows no records."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from convenant_cli.changes.stukken import Stuk

#: A hyphen, apostrophe, point or comma between letters or figures belongs to the word.
_WORD = r"\w+(?:[-'’.,:/@]\w+)*"
_PART = re.compile(
    r"(?P<paragraph>\s*\n[ \t]*\n\s*)"
    r"|(?P<item>[ \t]*\n[ \t]*(?=(?:[-*•]|\d{1,3}[.)])\s))"
    r"|(?P<space>\s+)|\S+"
)
#: What is heard when a text is read aloud: words, figures with their sign, and signs that mean something.
_SPOKEN = re.compile(rf"-?(?=\d){_WORD}|{_WORD}|[%&@#+<>=§€$£×÷±≤≥≠→←]")
#: Above so many comparisons a stretch is shown as replaced: nobody reads a word by word list of that length.
_MOST = 4_000_000
_TYPO_FROM = 5  # letters: in a shorter word one letter makes another word (niet, iets; een, geen)
_ENDING = re.compile(r"(dt|d|t)$")


def text_pieces(old: str, new: str) -> tuple[Stuk, ...]:
    """Return the new text in pieces with what went from the old one.

    The pieces ``gelijk`` and ``nieuw`` together are the new text with its wrapped lines joined. White space alone is
    no difference.
    """
    before, after = _tokens(old), _tokens(new)
    a, b = [token.strip() for token in before], [token.strip() for token in after]
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    pieces = [
        Stuk("gelijk", "".join(after[:start])),
        *_middle(before[start : len(a) - end], after[start : len(b) - end]),
        Stuk("gelijk", "".join(after[len(b) - end :])),
    ]
    filled = [piece for piece in pieces if piece.tekst]
    if len(filled) > 1 and filled[0].soort == "weg" and not filled[1].tekst[0].isspace():
        # What began the old text stands before what begins the new one.
        filled[1] = Stuk(filled[1].soort, f" {filled[1].tekst}")
    return tuple(filled)


def _middle(old: list[str], new: list[str]) -> list[Stuk]:
    """Return two stretches that differ at both ends, as pieces."""
    if len(old) * len(new) > _MOST:
        return [Stuk("weg", "".join(old)), Stuk("nieuw", "".join(new))]
    matcher = SequenceMatcher(None, [token.strip() for token in old], [token.strip() for token in new], autojunk=False)
    out: list[Stuk] = []
    gone: list[str] = []
    come: list[str] = []

    def flush() -> None:
        out.extend([Stuk("weg", "".join(gone)), Stuk("nieuw", "".join(come))])
        gone.clear()
        come.clear()

    codes = matcher.get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(codes):
        # A lone word that happens to be the same, between two larger changes, only breaks up the reading.
        alone = tag == "equal" and j - i == 1 and 0 < number < len(codes) - 1
        if tag == "equal" and not (alone and _large(codes[number - 1]) and _large(codes[number + 1])):
            flush()
            out.append(Stuk("gelijk", "".join(new[k:m])))
        else:
            gone += old[i:j]
            come += new[k:m]
    flush()
    return out


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how much two sequences have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _large(code: tuple[str, int, int, int, int]) -> bool:
    _, i, j, k, m = code
    return max(j - i, m - k) > 1


def editorial(old: str, new: str) -> bool:
    """Tell whether two texts differ in wording only: white space, punctuation, capitals, accents, or a slip of the pen.

    Careful: a figure, a short word, or another ending is never a slip.
    """
    before, after = _plain_words(old), _plain_words(new)
    if before == after:
        return True
    if len(before) != len(after):
        return False
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return len(pairs) <= max(1, len(before) // 10) and all(_slip(a, b) for a, b in pairs)


def alike(old: str, new: str) -> float:
    """Return how much two texts have in common, from 0 to 1, by their words."""
    a, b = _plain_words(old), _plain_words(new)
    if len(a) * len(b) > _MOST:
        return float(a == b)
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


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


def _plain_words(text: str) -> list[str]:
    """Return the words as one hears them: no capitals, accents or punctuation, except inside a figure."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return [word for token in _SPOKEN.findall(bare) if (word := _bare(token))]


def _bare(token: str) -> str:
    # A figure keeps its point (2.1 is not 21); between letters a mark only parts or joins.
    return token if any(c.isdigit() for c in token) or len(token) == 1 else re.sub(r"[\W_]+", "", token)


def _slip(old: str, new: str) -> bool:
    """Tell whether one word is the other with a slip of the pen: a letter too many, too few, wrong, or swapped."""
    if any(c.isdigit() for c in old + new) or max(len(old), len(new)) < _TYPO_FROM or old[0] != new[0]:
        return False
    if _ENDING.sub("", old) == _ENDING.sub("", new):
        return True
    if min(len(old), len(new)) < _TYPO_FROM or old[-1] != new[-1]:  # another ending is another word: ouder, ouders
        return False
    start = _shared(old, new)
    a, b = old[start:], new[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
