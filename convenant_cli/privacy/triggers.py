"""What a text promises at little cost, word by word, so that most texts need not be searched for most kinds."""

import re
from enum import IntFlag
from functools import lru_cache

from convenant_cli.privacy.circumstances import BEGIN, LEAST
from convenant_cli.privacy.entities import NO_NAME
from convenant_cli.privacy.names import bare, role_of
from convenant_cli.privacy.words import is_voornaam

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\.")
_FEW = frozenset("enige allerenige twee drie vier vijf beide tweetal drietal alleen oudste jongste allerjongste laatste kleinste tweeling drieling".split())
_LONGEST_LETTERS = 3


class Trigger(IntFlag):
    """Something in a text that a kind of data cannot do without."""

    NOTHING = 0
    ROLE = 1
    NAME = 2
    CAPITAL = 4
    SENSITIVE = 8
    FEW = 16
    LETTERS = 32
    """Initials."""


def triggers(text: str) -> int:
    """Return what a text promises."""
    found = 0
    for word in _WORD.findall(text):
        found |= _of(word)
    if "." in text and _LETTER.search(text):
        found |= Trigger.LETTERS
    return found


@lru_cache(maxsize=50_000)
def _of(word: str) -> int:
    small = word.lower()
    capital = word[0].isupper()
    found = 0
    if small[:LEAST] in BEGIN:
        found |= Trigger.SENSITIVE
    if small in _FEW:
        found |= Trigger.FEW
    if len(word) <= _LONGEST_LETTERS and word.isupper():
        found |= Trigger.LETTERS
    if small in NO_NAME and not any(role_of(small)):
        return int(found)
    if small not in NO_NAME and (is_voornaam(small) or (capital and is_voornaam(small, ook_woord=True))):
        return int(found | Trigger.NAME)
    if small == "heer" or any(role_of(bare(small))):
        return int(found | Trigger.ROLE)
    return int(found | Trigger.CAPITAL if capital else found)
