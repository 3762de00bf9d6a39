"""What a text promises at little cost, word by word, so that most texts need not be searched for most kinds."""

import re
from functools import lru_cache

from convenant_cli.text.privacy.entities import NO_NAME
from convenant_cli.text.privacy.groups import is_of_people
from convenant_cli.text.privacy.health import SENSITIVE as CIRCUMSTANCES
from convenant_cli.text.privacy.roles import bare, role_of
from convenant_cli.text.privacy.words import is_voornaam, listed

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\.")
_FEW = listed(
    "broers zussen zusjes broertjes neven nichten nichtjes neefjes gebroeders "
    "enige allerenige twee drie vier vijf zes beide tweetal drietal viertal alleen één maar slechts oudste jongste "
    "allerjongste laatste kleinste tweeling drieling stel stelletje groepje tweeën drieën vieren vijven"
)
_LONGEST_LETTERS = 3
#: "hwb heeft gebeld": letters that make no word.
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,4}")
#: MvdB.
_LONGEST_MIXED = 5


#: Bits, for something in a text that a kind of data cannot do without. Plain numbers: they are asked for every word.
ROLE, NAME, CAPITAL, SENSITIVE, FEW, LETTERS, PEOPLE = 1, 2, 4, 8, 16, 32, 64
#: "De Ruijter": a surname can stand without a given name or a role.
_PREFIXED = re.compile(r"(?<!\w)(?:De|Van|Den|El|Al|Ter|Ten|Ait|Ben)[ ](?:(?:de|den|der)[ ])?[A-Z][a-z]")
_FEW_DIGIT = re.compile(r"(?<![\w.,])[1-6] [a-z]")


def triggers(text: str) -> int:
    """Return what a text promises."""
    found = 0
    for word in _WORD.findall(text):
        found |= _of(word)
    if _PREFIXED.search(text):
        found |= NAME
    if _FEW_DIGIT.search(text):
        found |= FEW
    if "." in text and _LETTER.search(text):
        found |= LETTERS
    return found


@lru_cache(maxsize=50_000)
def _of(word: str) -> int:
    small = word.lower().removesuffix("'s")
    capital = word[0].isupper()
    found = 0
    for part in word.split("-") if "-" in word else ():
        found |= _of(part) & NAME if part else 0
    if CIRCUMSTANCES.may_hold(small):
        found |= SENSITIVE
    if is_of_people(small):
        found |= PEOPLE
    if small in _FEW:
        found |= FEW
    if (
        _CONSONANTS.fullmatch(word)
        or (len(word) <= _LONGEST_LETTERS and word.isupper())
        or (len(word) <= _LONGEST_MIXED and capital and word[-1].isupper())
    ):
        found |= LETTERS
    if small in NO_NAME and not any(role_of(small)):
        return found
    if capital and small not in NO_NAME and is_voornaam(small, ook_woord=True):
        return found | NAME
    if small == "heer" or any(role_of(bare(small))):
        return found | ROLE
    return found | CAPITAL if capital or is_voornaam(small) else found  # a name in small letters needs a role
