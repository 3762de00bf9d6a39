"""Whether two texts say the same, but for their wording. Pure; knows no records."""

import re

from convenant_cli.text.sentences import without_accents
from convenant_cli.text.sequences import ratio, shared_start

#: A hyphen, apostrophe, point or comma between letters or figures belongs to the word.
_WORD = r"\w+(?:[-'’.,:/@]\w+)*"
#: What is heard when a text is read aloud: words, figures with their sign, and signs that mean something.
_SPOKEN = re.compile(rf"-?(?=\d){_WORD}|{_WORD}|[%&@#+<>=§€$£×÷±≤≥≠→←]")
_TYPO_FROM = 5  # letters: in a shorter word one letter makes another word (niet, iets; een, geen)
_ENDING = re.compile(r"(dt|d|t)$")


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
    return ratio(_plain_words(old), _plain_words(new))


def _plain_words(text: str) -> list[str]:
    """Return the words as one hears them: no capitals, accents or punctuation, except inside a figure."""
    return [word for token in _SPOKEN.findall(without_accents(text.casefold())) if (word := _bare(token))]


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
    start = shared_start(old, new)
    a, b = old[start:], new[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
