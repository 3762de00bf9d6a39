"""What a text promises at little cost, word by word, so that most texts need not be searched for most kinds."""

from functools import cache, lru_cache, reduce
from operator import or_

from convenant_cli.privacy.addresses import LIVES, ON_STREET, is_numbered
from convenant_cli.privacy.entities import NO_NAME
from convenant_cli.privacy.groups import NEEDS as GROUPS
from convenant_cli.privacy.health import SENSITIVE as CIRCUMSTANCES
from convenant_cli.privacy.later import later
from convenant_cli.privacy.members import is_of_people
from convenant_cli.privacy.roles import WHO, WHO_ENDS, bare, says_who
from convenant_cli.privacy.strangers import HASTY_NAMES, is_hasty, is_hasty_name, is_stranger
from convenant_cli.privacy.telling import parts_in, pieces_of
from convenant_cli.privacy.tokens import CALLED, PREFIXES
from convenant_cli.privacy.words import is_voornaam, listed, voornamen

_WORD = later(r"[^\W\d_][\w'-]*")
#: One letter and a point. This and the one below start with what is rare: so a text is soon looked through.
_LETTER = later(r"\.(?<=[^\W\d_]\.)(?<![^\W_]..)")
_FEW_WORDS = listed("""
 broers zussen zusjes broertjes neven nichten nichtjes neefjes gebroeders enige allerenige twee drie vier vijf zes beide
tweetal drietal viertal duo trio alleen één maar slechts oudste jongste zoon dochter zoontje dochtertje zoons zonen
dochters ene syrische marokkaanse turkse poolse oekraïense eritrese somalische afghaanse iraakse iraanse
antilliaanse surinaamse bulgaarse roemeense chinese ethiopische nigeriaanse joodse jemenitische ghanese
kleinzoon kleindochter neef nicht aanvoerder aanvoerster keeper leerlingenraad krant filmpje
journaal allerjongste laatste kleinste aantal tweeling drieling stel stelletje groepje tweeën drieën vieren vijven
""")
_LONGEST_LETTERS = 3
#: "hwb heeft gebeld": letters that make no word.
_CONSONANTS = later(r"[bcdfghjklmnpqrstvwxz]{2,4}")
#: MvdB.
_LONGEST_MIXED = 5


#: Bits, for something in a text that a kind of data cannot do without. Plain numbers: they are asked for every word.
NAME, SENSITIVE, LETTERS, PEOPLE, ADDRESS, BIRTH, SOMEBODY, DIGIT, HASTY, HOME, STREET, NUMBERED = (
    1 << bit for bit in range(12)
)
#: These say nothing by themselves.
_ROLE, _CAPITAL, _FEW, _STRANGER, _ENGLISH, _PREFIX, _LETTER_ALONE = (1 << bit for bit in range(12, 19))
#: From bit ``FREE`` on stand the sorts of words by which small groups are told.
#: A text with one of these is no Dutch: its words are strangers all.
_ENGLISH_WORDS = listed("the of and to with for that this are from not")
#: "De Ruijter": a surname can stand without a given name or a role.
_PREFIXES = ("De", "Van", "Den", "El", "Al", "Ter", "Ten", "Ait", "Ben")
#: Starts with its capital, so that a text is soon looked through.
_PREFIXED = later(
    r"[ABDETV](?<!\w.)(?:(?<=D)en?|(?<=V)an|(?<=[AE])l|(?<=T)e[nr]|(?<=A)it|(?<=B)en)[ ]"
    r"(?:(?:de|den|der)[ ])?[A-Z][a-z]"
)
_FEW_DIGIT = later(r"[1-6](?<![\w.,].) [a-z]")
#: "Uit 3B", "van mavo 4".
_IN_CLASS = later(r"(?:uit|van|in) (?:klas |de )?(?:[1-8]|[A-Za-z]{1,10}[ -]?[1-6])(?!\d)")
_OF_ADDRESS = (
    "apenstaart", "discord", "snap", "tik", "insta", "account", "telegram", "gebruikersnaam", "gamertag", "threads",
    "twitch", "bereal",
)  # fmt: skip
#: Of a birth, or of somebody or an age of whom a day can be that.
_OF_BIRTH = ("gebor", "geboor", "gebdat", "jarig", "verjaar", "birth", "dob")
_ABOUT_BIRTH = frozenset(("geb", "gb"))
_OF_SOMEBODY = listed("klas hij zij ze haar hem zijn ouder jongen jongens meisje meisjes leeftijd")


def triggers(text: str, asked: int) -> int:
    """Return what a text promises.

    ``asked``: of these bits whether something sensitive can be said, and whether few are people, is found out; both are
    dear. What is not asked is not told.
    """
    known = _PROMISED if asked & SENSITIVE else _PROMISED_BUT_SENSITIVE
    pieces = pieces_of(text)
    bits = list(map(known.__getitem__, pieces))
    found = reduce(or_, set(bits), 0)  # most promise nothing, or the same
    if found & _STRANGER and not found & _ENGLISH:
        found |= NAME
    if not found & NAME and found & HASTY and is_hasty(text):
        found |= NAME
    if not found & NAME and found & _PREFIX and _PREFIXED.search(text):
        found |= NAME
    if found & SENSITIVE and not _may_be_sensitive(text, pieces, bits):
        found &= ~SENSITIVE
    if found & _LETTER_ALONE and "." in text and _LETTER.search(text):
        found |= LETTERS
    if asked & PEOPLE and GROUPS.told_by(found) and _is_of_few_people(text, found, bits):
        found |= PEOPLE
    if found & _ROLE and found & _CAPITAL and not found & (NAME | LETTERS) and _named_by_role(text, pieces, bits):
        found |= NAME
    if found & _ROLE and not found & NAME and text.islower():
        found |= NAME  # "fam. yildirim"
    return found


def _is_of_few_people(text: str, found: int, bits: list[int]) -> bool:
    if not (found & _FEW or (found & DIGIT and (_FEW_DIGIT.search(text) or _IN_CLASS.search(text)))):
        return False
    return bool(GROUPS.in_order(bits)) and any(map(_is_of_people, _WORD.findall(text)))


def _may_be_sensitive(text: str, pieces: list[str], bits: list[int]) -> bool:
    telling = [piece for piece, bit in zip(pieces, bits, strict=True) if bit & SENSITIVE]
    return CIRCUMSTANCES.may_hold(text.lower(), (_small(word) for piece in telling for word in _WORD.findall(piece)))


#: What can stand between a role and a name; and what stands behind a name of which is said that it is somebody's.
_BETWEEN = PREFIXES | CALLED | {"heer", "t", "s", "d"}
_SAID = later(r"[^\W\d_a-z][\w'-]{0,80}(?:,|[ ]\(|[ ]uit[ ]|\n|[ ]?\(?[ ]?\d)")
_DASHED = later(r"-[^\W\d_a-z]")


def _named_by_role(text: str, pieces: list[str], bits: list[int]) -> bool:
    """Tell whether a name can stand beside a role: "docent Duits Van Leeuwen", "Anouks moeder", "Ans, de conciërge"."""
    if _SAID.search(text) or _DASHED.search(text):
        return True
    words = [piece.lstrip("0123456789_") for piece in pieces]
    if not all(words):
        bits = [bit for word, bit in zip(words, bits, strict=True) if word]
        words = [*filter(None, words)]
    for at, bit in enumerate(bits):
        if bit & _ROLE:
            after = at + 1
            while after < len(words) and not bits[after] & _CAPITAL and words[after].lower() in _BETWEEN:
                after += 1
            if any(bit & _CAPITAL for bit in (*bits[max(0, at - 1) : at], *bits[after : after + 4])):
                return True
    return False


def _small(word: str) -> str:
    return word.lower().removesuffix("'s")


@lru_cache(maxsize=50_000)
def _is_of_people(word: str) -> bool:
    return is_of_people(_small(word))


@cache
def _telling() -> frozenset[str]:
    """Return the words in small letters that promise more than something sensitive, beside given names."""
    lists = (WHO, HASTY_NAMES, _FEW_WORDS, _ENGLISH_WORDS, _ABOUT_BIRTH, GROUPS.words, LIVES, ON_STREET, ("heer",))
    return frozenset().union(*lists)


_TELLING_ENDS = (*WHO_ENDS, *GROUPS.ends, "ste")
_LAST = frozenset(end[-3:] for end in _TELLING_ENDS)


class _Promised(dict[str, int]):
    """What each piece of a text promises, found out when it is met first."""

    def __init__(self, sensitive: bool) -> None:
        super().__init__()
        self._sensitive = sensitive

    def __missing__(self, piece: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        bits = self[piece] = bits_of(piece, self._sensitive)
        return bits


_MOST = 50_000
"""How many pieces are kept: more than a large dossier has."""
_PROMISED, _PROMISED_BUT_SENSITIVE = _Promised(True), _Promised(False)


def bits_of(piece: str, sensitive: bool) -> int:
    """Return what a piece of a text promises; something sensitive only when that is asked."""
    return _of_something(piece, sensitive) if is_ordinary(piece) else bits_in_full(piece, sensitive)


def is_ordinary(piece: str) -> bool:
    """Tell whether a piece is a word in small letters that is on no list and ends as none: so it is with most."""
    if not (piece.islower() and piece.isascii() and piece.isalpha()) or piece in voornamen() or piece in _telling():
        return False
    if piece[-3:] in _LAST and piece.endswith(_TELLING_ENDS):
        return False
    return len(piece) > 1 and not _CONSONANTS.fullmatch(piece)


def bits_in_full(piece: str, sensitive: bool) -> int:
    """Return the same of any piece, which costs more than an ordinary one needs."""
    parts, word = parts_in(piece), _WORD.search(piece)
    found = GROUPS.sorts_of(parts)
    found |= 0 if LIVES.isdisjoint(parts) else HOME
    found |= 0 if ON_STREET.isdisjoint(parts) else STREET
    found |= DIGIT if _DIGIT.search(piece) else 0
    found |= _PREFIX if piece.endswith(_PREFIXES) else 0
    found |= _LETTER_ALONE if piece[-2:-1] in _BEFORE_LETTER else 0
    return found | _of_word(word[0], sensitive) if word else found


_DIGIT = later(r"\d")
#: What stands before a letter alone, if anything does.
_BEFORE_LETTER = ("", "'", "-", "_")


def _of_word(word: str, sensitive: bool) -> int:
    small = _small(word)
    found = _of_somebody(word, small) | _of_something(small, sensitive)
    parts = (word.lower(), *word.lower().replace("'", "-").split("-"))
    found |= _ENGLISH if word in _ENGLISH_WORDS else 0
    found |= 0 if _ABOUT_BIRTH.isdisjoint(parts) else BIRTH
    return found | SOMEBODY if any(part in _OF_SOMEBODY or says_who(part) for part in parts) else found


def _of_something(small: str, sensitive: bool) -> int:
    found = NUMBERED if is_numbered(small) else 0
    if sensitive and CIRCUMSTANCES.gives_away(small):
        found |= SENSITIVE
    if small in _FEW_WORDS or (small.endswith("ste") and len(small) > _LONGEST_MIXED):
        found |= _FEW
    if small.startswith("at") or any(map(small.__contains__, _OF_ADDRESS)):
        found |= ADDRESS
    if any(map(small.__contains__, _OF_BIRTH)):
        found |= BIRTH
    if small in _OF_SOMEBODY:
        found |= SOMEBODY
    return found


def _of_somebody(word: str, small: str) -> int:
    capital = word[0].isupper()
    found = 0 if capital or not is_hasty_name(word) else HASTY
    for part in filter(None, word.split("-") if "-" in word else ()):
        found |= _of_somebody(part, _small(part)) & (NAME | _STRANGER)
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
        return found | _ROLE
    if capital and is_stranger(word, compound=True):
        return found | _CAPITAL | _STRANGER
    return found | _CAPITAL if capital or is_voornaam(small) else found  # a name in small letters needs a role
