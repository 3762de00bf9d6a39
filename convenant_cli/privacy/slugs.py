"""Names and circumstances in the name of a file or an id: small letters, without the words between them."""

from collections.abc import Iterator

from convenant_cli.privacy.addresses import find_adres
from convenant_cli.privacy.context import any_of, is_person
from convenant_cli.privacy.entities import ENTITY_BEFORE, ENTITY_WORDS, NO_NAME, names_a_thing
from convenant_cli.privacy.health import SENSITIVE
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import in_small
from convenant_cli.privacy.words import is_achternaam, is_voornaam, lines_of, listed

_WOORD = later(r"[^\W\d_]+")
_PART = later(r"\w+")
_THUIS = any_of("huisbezoek thuis woning woonadres adres gezin huiszoeking verhuizing")
_PREFIXES = listed("van de den der ter ten te el al il von ben bin")
_SHORTEST = 4


def find_in_slug(words: str) -> Iterator[Hit]:
    """Find a given name, and what is sensitive about one person, in a name whose dashes have become spaces."""
    person = next((part for part in _PART.finditer(words) if _is_somebody(part[0])), None)
    sensitive = next(SENSITIVE.find(words), None) if person else None
    if person and sensitive and not (person.start() <= sensitive[0] and sensitive[1] <= person.end()):
        start, end = min(person.start(), sensitive[0]), max(person.end(), sensitive[1])
        yield Hit(start, end, "gezondheid", "•••")
    if any(map(str.isdigit, words)) and _THUIS.search(words):
        yield from find_adres(words.title(), Search())
    parts = list(_WOORD.finditer(words))
    small = [part[0].lower() if not part[0].isupper() else "" for part in parts]  # META-INF is no Meta
    if any(word in ENTITY_WORDS or word in ENTITY_BEFORE or names_a_thing(word) for word in small) and not person:
        return  # a school, a street or a project that bears a name
    at = 0
    while at < len(parts):
        last = _name_at(small, at, bool(person))
        if last is None:
            at += 1
            continue
        yield Hit(
            parts[at].start(),
            parts[last].end(),
            "leerling-met-naam" if person else "medewerker",
            f"{small[at][0].upper()}•••",
        )
        at = last + 1


def famous_in(words: str) -> list[tuple[int, int]]:
    """Return where the names of people whom everybody knows stand, in letters of any size: "anne frank"."""
    small = in_small(words)
    found = ((small.find(name.lower()), len(name)) for name in lines_of("bekend.txt"))
    return [(start, start + length) for start, length in found if start >= 0]


def _is_somebody(word: str) -> bool:
    small = in_small(word)
    return small in ("docent", "mentor") or is_person(small)


def _name_at(words: list[str], at: int, person: bool) -> int | None:
    """Return the last word of a name that starts here; one given name is enough where a person is named."""
    if words[at] in NO_NAME or not is_voornaam(words[at]):
        return None
    after = at + 1
    while after < len(words) and words[after] in _PREFIXES:
        after += 1
    surname = after < len(words) and (after > at + 1 or is_achternaam(words[after])) and words[after] not in NO_NAME
    if surname:
        return after
    return at if person or len(words[at]) >= _SHORTEST else None
