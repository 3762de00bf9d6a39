"""The word lists: given names and surnames of every origin, read once, when a text asks for them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from convenant_cli.privacy.later import later
from convenant_cli.text.folding import fold


def listed(text: str) -> frozenset[str]:
    """Return the words of a text, for a list that is written as one."""
    return frozenset(text.split())


def either(text: str) -> str:
    """Return the pattern of any of the words of a text, which may be patterns; an underscore is a space."""
    return f"(?:{'|'.join(text.split()).replace('_', ' ')})"


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a file in ``woorden``."""
    return frozenset(" ".join(_read(name)).split())


def any_institution() -> str:
    """Return the pattern, without a group around it, of an institution that exists in the whole country."""
    return "|".join(re.escape(line) for line in lines_of("instellingen.txt"))


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """Return the lines of a file in ``woorden`` without its comments."""
    return tuple(_read(name))


def _read(*names: str) -> Iterator[str]:
    """Yield the lines of files in ``woorden``; of lists of many words they are not kept beside those."""
    for name in names:
        text = files(__package__).joinpath("woorden", name).read_text(encoding="utf-8")
        yield from (line for line in text.splitlines() if not line.startswith("#"))


@cache
def voornamen() -> frozenset[str]:
    """Return the given names that are no ordinary words, in small letters."""
    return frozenset(" ".join(_read("voornamen.txt", "voornamen-opentaal.txt")).split())


@lru_cache(maxsize=20_000)
def is_voornaam(word: str, ook_woord: bool = False) -> bool:
    """Tell whether a word is a given name; ``ook_woord``: also one that is an ordinary word as well, such as 'roos'."""
    clear, also = voornamen(), words_of("voornamen-ook-woord.txt") if ook_woord else frozenset()
    if word.isascii() and word.isalpha():
        small = word.lower()
        return small in clear or small in also
    parts = [_folded(part) for part in word.removesuffix("'s").split("-") if part]
    return bool(parts) and all(part in clear or part in also for part in parts)


@lru_cache(maxsize=20_000)
def is_achternaam(word: str) -> bool:
    """Tell whether a word, or words without what stands between them, is a surname."""
    known = words_of("achternamen.txt")
    return _folded(word) in known or ("-" in word and all(_folded(part) in known for part in word.split("-")))


_UITGANG = later(
    r".{3,30}(?:stra|sma|inga|enga|ssen|rsen|dsen|mans|hout|horst|kamp|broek|oglu|owski|ewski|owicz|ovic|enko"
    r"|ova|idi|aoui|[iy]nsk[ia]|ńsk[ia]|[wl]sk[ia]|czyk|czak|chuk|zadeh|dikromo|dimedjo|eselassie|mariam|dink"
    r"|tink|rink|bink|sink|mink|dijk|laar|stein|mann|meijer|meyer|sema)"
)
_GEEN_NAAM = listed("gewassen personen massen tussen examens cursussen prestaties lessen rassen klassen kansen")


_GEWOON_EINDE = (
    "heid", "heden", "ingen", "tie", "ties", "teit", "schap", "ment", "zorg", "beleid", "bouw", "kunde", "logie",
    "lijk", "lijke", "isch", "ische", "baar", "bare", "loos", "loze", "zaken", "werk", "plicht",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def is_gewoon(word: str, ending: bool = True) -> bool:
    """Tell whether a word is an ordinary one that is nobody's name; ``ending``: also by the way it ends."""
    small = word.lower()
    if small not in words_of("gewone-woorden.txt") and not (ending and small.endswith(_GEWOON_EINDE)):
        return False
    return not (is_achternaam(small) or is_voornaam(small, ook_woord=True))


def resembles_achternaam(word: str) -> bool:
    """Tell whether a word is a surname or ends as many of them do, for where one is expected."""
    small = word.lower()
    return is_achternaam(word) or (small not in _GEEN_NAAM and _UITGANG.fullmatch(small) is not None)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else fold(word)
