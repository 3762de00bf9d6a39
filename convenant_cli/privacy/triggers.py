"""What a text promises at little cost, word by word, so that most texts need not be searched for most kinds."""

from collections.abc import Callable
from functools import cache, lru_cache, reduce
from operator import or_

from convenant_cli.privacy.entities import NO_NAME
from convenant_cli.privacy.health import SENSITIVE as CIRCUMSTANCES
from convenant_cli.privacy.later import later
from convenant_cli.privacy.members import is_of_people
from convenant_cli.privacy.roles import WHO, WHO_ENDS, bare, says_who
from convenant_cli.privacy.strangers import HASTY_NAMES, is_hasty, is_hasty_name, is_stranger
from convenant_cli.privacy.tokens import CALLED, PREFIXES
from convenant_cli.privacy.words import is_voornaam, listed, voornamen

_WORD = later(r"[^\W\d_][\w'-]*")
#: One letter and a point. This and the one below start with what is rare: so a text is soon looked through.
_LETTER = later(r"\.(?<=[^\W\d_]\.)(?<![^\W_]..)")
_FEW = listed("""
 broers zussen zusjes broertjes neven nichten nichtjes neefjes gebroeders enige allerenige twee drie vier vijf zes beide
tweetal drietal viertal duo trio alleen één maar slechts oudste jongste zoon dochter zoontje dochtertje zoons zonen
dochters ene syrische marokkaanse turkse poolse oekraïense eritrese somalische afghaanse iraakse iraanse
antilliaanse surinaamse bulgaarse roemeense chinese ethiopische nigeriaanse joodse jemenitische ghanese
kleinzoon kleindochter neef nicht aanvoerder aanvoerster keeper leerlingenraad krant filmpje
journaal allerjongste laatste kleinste tweeling drieling stel stelletje groepje tweeën drieën vieren vijven
""")
_LONGEST_LETTERS = 3
#: "hwb heeft gebeld": letters that make no word.
_CONSONANTS = later(r"[bcdfghjklmnpqrstvwxz]{2,4}")
#: MvdB.
_LONGEST_MIXED = 5


#: Bits, for something in a text that a kind of data cannot do without. Plain numbers: they are asked for every word.
ROLE, NAME, CAPITAL, SENSITIVE, FEW, LETTERS, PEOPLE, ADDRESS, BIRTH, _STRANGER, _HASTY = (
    1 << bit for bit in range(11)
)
#: A text with one of these is no Dutch: its words are strangers all.
_ENGLISH = listed("the of and to with for that this are from not")
#: "De Ruijter": a surname can stand without a given name or a role.
_OPENS = ("De ", "Van ", "Den ", "El ", "Al ", "Ter ", "Ten ", "Ait ", "Ben ")
_PREFIXED = later(r"(?<!\w)(?:De|Van|Den|El|Al|Ter|Ten|Ait|Ben)[ ](?:(?:de|den|der)[ ])?[A-Z][a-z]")
_FEW_DIGIT = later(r"[1-6](?<![\w.,].) [a-z]")
#: "Uit 3B", "van mavo 4".
_IN_CLASS = later(r"(?:uit|van|in) (?:klas |de )?(?:[1-8]|[A-Za-z]{1,10}[ -]?[1-6])(?!\d)")
_OF_ADDRESS = (
    "apenstaart", "discord", "snap", "tik", "insta", "account", "telegram", "gebruikersnaam", "gamertag", "threads",
    "twitch", "bereal",
)  # fmt: skip
#: Of a birth or an age, or of somebody of whom a day can be that.
_OF_BIRTH = ("gebor", "geboor", "gebdat", "jarig", "verjaar", "birth", "dob")
_OF_SOMEBODY = listed("geb gb klas hij zij ze haar hem zijn ouder jongen jongens meisje meisjes leeftijd")


def triggers(text: str, digits: bool, asked: int) -> int:
    """Return what a text promises, with digits in it or not.

    ``asked``: of these bits whether something sensitive can be said, and whether few are people, is found out; both are
    dear. What is not asked is not told.
    """
    words = _WORD.findall(text)
    bits = list(map(_of if asked & SENSITIVE else _of_but_sensitive, words))
    found = reduce(or_, bits, 0)
    if found & _STRANGER and _ENGLISH.isdisjoint(words):
        found |= NAME
    if not found & NAME and found & _HASTY and is_hasty(text):
        found |= NAME
    if not found & NAME and not text.islower() and any(map(text.__contains__, _OPENS)) and _PREFIXED.search(text):
        found |= NAME
    if asked & FEW and digits and not found & FEW and (_FEW_DIGIT.search(text) or _IN_CLASS.search(text)):
        found |= FEW
    if found & SENSITIVE and not _may_be_sensitive(text, words, bits):
        found &= ~SENSITIVE
    if "." in text and _LETTER.search(text):
        found |= LETTERS
    # Dear to ask of a word, and of no use where there are not few of something.
    if asked & PEOPLE and found & FEW and any(map(_is_of_people, words)):
        found |= PEOPLE
    if found & ROLE and found & CAPITAL and not found & (NAME | LETTERS) and _named_by_role(text, words, bits):
        found |= NAME
    if found & ROLE and not found & NAME and text.islower():
        found |= NAME  # "fam. yildirim"
    return found


def _may_be_sensitive(text: str, words: list[str], bits: list[int]) -> bool:
    telling = (_small(word) for word, bit in zip(words, bits, strict=True) if bit & SENSITIVE)
    return CIRCUMSTANCES.may_hold(text.lower(), telling)


#: What can stand between a role and a name; and what stands behind a name of which is said that it is somebody's.
_BETWEEN = PREFIXES | CALLED | {"heer", "t", "s", "d"}
_SAID = later(r"[^\W\d_a-z][\w'-]{0,80}(?:,|[ ]\(|[ ]uit[ ]|\n|[ ]?\(?[ ]?\d)|-[^\W\d_a-z]")


def _named_by_role(text: str, words: list[str], bits: list[int]) -> bool:
    """Tell whether a name can stand beside a role: "docent Duits Van Leeuwen", "Anouks moeder", "Ans, de conciërge"."""
    if _SAID.search(text):
        return True
    for at, bit in enumerate(bits):
        if bit & ROLE:
            after = at + 1
            while after < len(words) and not bits[after] & CAPITAL and words[after].lower() in _BETWEEN:
                after += 1
            if any(bit & CAPITAL for bit in (*bits[max(0, at - 1) : at], *bits[after : after + 4])):
                return True
    return False


def _small(word: str) -> str:
    return word.lower().removesuffix("'s")


@lru_cache(maxsize=50_000)
def _is_of_people(word: str) -> bool:
    return is_of_people(_small(word))


@cache
def _telling() -> frozenset[str]:
    """Return the words in small letters that promise more than something sensitive."""
    return frozenset((*voornamen(), *WHO, *HASTY_NAMES, *_FEW))


_TELLING_ENDS = frozenset(end[-3:] for end in (*WHO_ENDS, "ste"))


@lru_cache(maxsize=50_000)
def _of(word: str) -> int:
    return _bits_of(word, True)


@lru_cache(maxsize=50_000)
def _of_but_sensitive(word: str) -> int:
    return _bits_of(word, False)


def _bits_of(word: str, sensitive: bool) -> int:
    if (
        len(word) > _LONGEST_MIXED
        and word.islower()
        and word.isascii()
        and word.isalpha()
        and word[-3:] not in _TELLING_ENDS
        and word not in _telling()
    ):
        return _of_something(word, sensitive)  # so it is with most words
    small = _small(word)
    of = _of if sensitive else _of_but_sensitive
    found = _of_somebody(word, small, of) | _of_something(small, sensitive)
    parts = (word.lower(), *word.lower().replace("'", "-").split("-"))
    return found | BIRTH if any(part in _OF_SOMEBODY or says_who(part) for part in parts) else found


def _of_something(small: str, sensitive: bool) -> int:
    found = 0
    if sensitive and CIRCUMSTANCES.gives_away(small):
        found |= SENSITIVE
    if small in _FEW or (small.endswith("ste") and len(small) > _LONGEST_MIXED):
        found |= FEW
    if small.startswith("at") or any(map(small.__contains__, _OF_ADDRESS)):
        found |= ADDRESS
    if small in _OF_SOMEBODY or any(map(small.__contains__, _OF_BIRTH)):
        found |= BIRTH
    return found


def _of_somebody(word: str, small: str, of: Callable[[str], int]) -> int:
    capital = word[0].isupper()
    found = 0 if capital or not is_hasty_name(word) else _HASTY
    for part in word.split("-") if "-" in word else ():
        found |= of(part) & (NAME | _STRANGER) if part else 0
    if (
        _CONSONANTS.fullmatch(word)
        or (len(word) <= _LONGEST_LETTERS and word.isupper())
        or (len(word) <= _LONGEST_MIXED and capital and word[-1].isupper())
    ):
        found |= LETTERS
    if small in NO_NAME and not says_who(small):
        return found
    if capital and small not in NO_NAME and is_voornaam(small, ook_woord=True):
        return found | NAME
    if small == "heer" or says_who(bare(small)):
        return found | ROLE
    if capital and is_stranger(word, compound=True):
        return found | CAPITAL | _STRANGER
    return found | CAPITAL if capital or is_voornaam(small) else found  # a name in small letters needs a role
