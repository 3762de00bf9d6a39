"""What of the words of a text can be the beginning of a name: in most texts none, and then nothing else is asked.

It tells too often rather than too seldom: whatever :func:`names.find_namen` finds begins with one of these.
"""

from collections.abc import Collection
from functools import lru_cache

from convenant_cli.privacy.entities import ENTITY_WORDS, NO_NAME, names_with_a_word
from convenant_cli.privacy.roles import leads
from convenant_cli.privacy.things import TITLES
from convenant_cli.privacy.tokens import PREFIXES, has_capital, words_in
from convenant_cli.privacy.words import is_achternaam, is_gewoon, is_voornaam

#: What a word can do: open a name, lead to one, be one behind such a word, or stand between.
_OPENS, _LEADS, _LEADS_TO_CAPITAL, _TITLES = (1 << bit for bit in range(4))
_IS_CAPITAL, _IS_SMALL, _BESIDE, _ALSO_KNOWN = (1 << bit for bit in range(4, 8))
_FAR = 2
"""How many words that are no name can stand between what leads to one and the name."""


def may_hold_name(text: str, known: Collection[str]) -> bool:
    """Tell whether a word of a text opens a name, or leads to one.

    ``known``: words in the names of organisations.
    """
    left = takes = also_known = 0
    for word in words_in(text):
        if word.endswith("."):
            return True  # initials
        can = _can(word)
        if can & (_OPENS | takes) and (can & _ALSO_KNOWN or also_known or word.lower() not in known):
            return True
        if takes and not can & _BESIDE:
            left -= 1
        if not left:
            takes = also_known = 0
        if can & (_LEADS | _LEADS_TO_CAPITAL):
            left, takes = _FAR, takes | _IS_CAPITAL | (_IS_SMALL if can & _LEADS else 0)
            also_known |= can & _TITLES
    return False


@lru_cache(maxsize=50_000)
def _can(word: str) -> int:
    small, capital = word.lower(), has_capital(word)
    found = (_LEADS if leads(small) else 0) | (_TITLES if small in TITLES else 0)
    if small in PREFIXES:
        return found | _BESIDE | (_LEADS_TO_CAPITAL if capital else 0)  # De Ruijter
    given, surname = is_voornaam(word), is_achternaam(word)
    if not (capital or given or surname):
        return found
    if capital and given and small in NO_NAME:
        return found | _OPENS | _IS_CAPITAL | _ALSO_KNOWN  # Frans Lubbers
    ordinary = small in NO_NAME or small in ENTITY_WORDS
    if (capital and surname) or not (ordinary or is_gewoon(word, ending=False)):
        found |= _IS_CAPITAL if capital else _IS_SMALL
    if capital and not (ordinary or is_gewoon(word)) and (given or not names_with_a_word(word)):
        found |= _OPENS
    return found
