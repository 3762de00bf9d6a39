"""Personal data in a text: what looks like a BSN, a private address or number, or the name of a person.

Pure functions over text; they know no records. One file a kind. Every hit can be shown without repeating what was
found.
A pattern alone is not enough: numbers must pass their own test (eleven for a BSN, 97 for an IBAN), dates, plates and
names need what stands around them. Every pattern takes time in proportion to the text, whatever somebody types.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, reduce
from itertools import islice
from operator import or_

from convenant_cli.privacy.addresses import find_adres, may_be_house
from convenant_cli.privacy.dates import find_geboortedatum
from convenant_cli.privacy.groups import find_groep
from convenant_cli.privacy.health import find_gezondheid
from convenant_cli.privacy.hit import ALLE, NAMEN, ZEKER, Gegeven, Hit, Search
from convenant_cli.privacy.initials import find_initialen
from convenant_cli.privacy.known import find_adresboek
from convenant_cli.privacy.later import later
from convenant_cli.privacy.mail import (
    find_privemail,
    find_sociaal,
    find_werkadres,
    is_private_domain,
    looks_personal,
)
from convenant_cli.privacy.names import find_namen
from convenant_cli.privacy.numbers import find_bsn, find_iban, find_ip, find_nummer
from convenant_cli.privacy.openings import may_hold_name
from convenant_cli.privacy.own_groups import familiar
from convenant_cli.privacy.phones import find_telefoon
from convenant_cli.privacy.plain import Plain, plain
from convenant_cli.privacy.plates import find_kenteken
from convenant_cli.privacy.slugs import famous_in, find_in_slug
from convenant_cli.privacy.things import words_of
from convenant_cli.privacy.triggers import (
    ADDRESS,
    BIRTH,
    DIGIT,
    HASTY,
    HOME,
    LETTERS,
    NAME,
    NUMBERED,
    PEOPLE,
    SENSITIVE,
    SOMEBODY,
    STREET,
    triggers,
)

__all__ = ["ALLE", "NAMEN", "ZEKER", "Gegeven", "Hit", "Search", "find", "is_private_domain", "looks_personal"]

_Finder = Callable[[str, Search], Iterator[Hit]]
_MOST = 500
"""How many hits of one finder in one text are told: who mends those sees the rest."""
_DIGITS = later(r"\d")
_TELLS_MAIL = ("@", "(at)", "[at]", "{at}", " at ", "( at", "[ at", "apenstaart")
_TELLS_ACCOUNT = (
    "@", "#", ".com/", "t.me/", "discord", "snap", "tiktok", "tik tok", "insta", "account", "telegram",
    "gebruikersnaam", "gamertag", "threads", "twitch", "bereal",
)  # fmt: skip
_TELLS_NUMMER = (
    "nummer", "nr", " no", "pas", "kaart", "bewijs", "imei", "pv", "proces", "document", "vergunning", "dossier",
    "zaak", "kenmerk", "cli", "lln", "ll.", "leerling", "student", "kandidaat", "pl1", "pl2", "id:", "id ", "id-",
)  # fmt: skip
_ADDRESS = later(r"[@#/]")
#: A number that is more than one or two digits or a year between other words: no plate, code or postcode is "12 uur".
_ODD = later(
    r"\d(?<!\d\d)(?!(?<![^ ]\d)(?<![A-Z] \d)(?:\d?[.,)]?|(?:(?<=1)9\d|(?<=2)0[0-4])\d[,)]?)"
    r"(?:\s(?:[^\dA-Z]|[A-Z][a-z])|$))"
)
#: What a text needs for a plate, an address, a number of somebody or a day: cheap to look for.
_PLATE = later(r"\d(?:[ -]?[A-Z]{1,3}(?![a-z])|(?<=[A-Z].)|(?<=[A-Z][ -].))")
#: Starts with what is rare, as do others below: so a text is soon looked through.
_PLATE_SMALL = later(
    r"-(?:(?<=\d-)[a-z]{2,3}-[a-z\d]|(?<=[a-z]-)(?:\d{2,3}-[a-z]|\d\d-\d\d|[a-z]{2}-\d)|(?<=\d\d-)\d\d-[a-z])"
)
_POSTCODE = later(r"[1-9]\d{3} ?[A-Z]{2}(?![A-Za-z])")
_IP = later(r"\.\d{1,3}\.\d|:[0-9a-f]{0,4}:", re.IGNORECASE)
#: Of a year alone nothing is a number, unless a letter belongs to it.
_CODE = later(
    r"[A-Z]\d|\d(?<!\d\d)(?!(?<![A-Za-z]\d)(?<![A-Z][ -]\d)(?:(?<=1)9\d|(?<=2)0[0-4])\d(?![\d/.-]| \d{3}))[\d/.-]{2}"
)
_TELLS_YEAR = ("tweeduizend", "negentienhonderd")
_ZERO_SIX = later(r"(?:nul|0)[ -]?zes|06")
_DAY = later(
    r"\d(?:\d{5}|\d{3}(?:(?<=van.\d{4})|(?<=uit.\d{4})|(?<=jaar.\d{4})| \d\d)|\d \d{4}"
    r"| ?[-/. ] ?\d{1,2} ?[-/. ] ?'?\d\d|,? \d{4}(?!\d)"
    r"|(?:e|ste|de)?[ -](?:jan|feb|m[aer]|apr|ju[nl]|aug|sep|o[kc]t|nov|dec))",
    re.IGNORECASE,
)
#: A year alone is a birth only beside a word for one, and in "de leerling is van 2010", which the pattern above knows.
_YEAR = later(r"\d{4}")
_LETTER = later(r"[^\W\d_]")
_LEAST_CODE, _LEAST_LONG = 3, 8
"""How many digits the shortest code and the shortest number of one person have: a passport; a BSN, a telephone."""
#: A name as files and ids have it: words with dashes, underscores or points between them.
_LONGEST_SLUG = 300
_SLUG = later(r"(?=[^\s]*[-_])[^\W_][\w./-]*")
#: A document of which the name stands in a sentence: "zie gespreksverslag_Jelle_Postma.docx".
_DOCUMENT = r"\.(?:docx?|od[st]|pdf|xlsx?|csv|pptx?|txt|msg|eml|jpe?g|png|heic|mp[34]|mov|m4a|wav|zip)(?!\w)"
_IN_SENTENCE = later(
    rf"(?<![^\s(\[<\"'])(?=[\w/]{{1,{_LONGEST_SLUG}}}[-_])[^\W_][\w./-]{{3,{_LONGEST_SLUG}}}{_DOCUMENT}",
    re.IGNORECASE,
    holds=_DOCUMENT,
)


def find(text: str, search: Search) -> list[Hit]:
    """Return every hit of the kinds that are asked in a text, in the order of the text."""
    form = plain(text)
    hits = set(_hits(form.text, search))
    if own := familiar(form.text, search.people):
        hits.update(_placed(own, hit) for hit in _hits(own.text, search))
    for start, name in _slugs(form.text):
        hits.update(replace(hit, start=start + hit.start, end=start + hit.end) for hit in _in_slug(name, search))
    if not hits:
        return []
    return sorted(_placed(form, hit) for hit in _outermost(hits) if hit.kind in search.kinds)


def _slugs(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each name of a file or an id stands, with that name: the whole text, or a document in a sentence."""
    if len(text) < _LONGEST_SLUG and " " not in text.strip() and _SLUG.fullmatch(text.strip()):
        yield 0, text
    elif "-" in text or "_" in text:
        yield from ((match.start(), match[0]) for match in _IN_SENTENCE.finditer(text))


def _in_slug(name: str, search: Search) -> Iterator[Hit]:
    words = re.sub(r"[-_./]", " ", name)
    told: list[tuple[int, int]] = []
    # The longest first: one of the two ways sees a surname where the other does not.
    for hit in sorted((*_hits(words, search), *find_in_slug(words)), key=lambda hit: hit.start - hit.end):
        if hit.kind in _NAMED:
            told = told or famous_in(words)
            if any(hit.start < end and start < hit.end for start, end in told):
                continue  # of everybody, or told already as the other of two kinds
            told.append((hit.start, hit.end))
        yield hit


def _hits(text: str, search: Search) -> Iterator[Hit]:
    needed, _ = _needed(search.kinds)
    for finder in promised(text, search):
        if finder in needed:
            yield from islice(finder(text, search), _MOST)


def promised(text: str, search: Search) -> Iterator[_Finder]:
    """Yield the finders that can find anything in a text; for most texts none. Of others than asked also in vain."""
    wanted, asked = _needed(search.kinds)
    found, small = triggers(text, asked), text.lower()
    # In most texts no word opens a name; of one typed in a hurry, without capitals, words alone do not tell it.
    if found & (NAME | LETTERS) and (found & HASTY or may_hold_name(text, words_of(frozenset(search.organisations)))):
        yield find_namen
    else:
        found &= ~NAME
    if found & DIGIT:
        yield from _promised_by_digits(text, small, found, wanted)
    elif "geb" in small and any(map(small.__contains__, _TELLS_YEAR)):
        yield find_geboortedatum
    if "zes" in small and _ZERO_SIX.search(small):
        yield find_telefoon
    for finder, needed in _PROMISES.items():
        if found & needed == needed:
            yield finder
    if found & ADDRESS or _ADDRESS.search(text):
        yield from _promised_by_signs(small)
    if search.names:
        yield find_adresboek


def _promised_by_signs(small: str) -> Iterator[_Finder]:
    if any(map(small.__contains__, _TELLS_MAIL)):
        yield from (find_privemail, find_werkadres)
    if any(map(small.__contains__, _TELLS_ACCOUNT)):
        yield find_sociaal


def _promised_by_digits(text: str, small: str, found: int, wanted: frozenset[_Finder]) -> Iterator[_Finder]:
    odd = _ODD.search(text)
    digits = len(_DIGITS.findall(text)) if odd else 0
    if digits >= _LEAST_LONG:
        yield from (find_bsn, find_iban, find_telefoon)
    if _may_be_birth(text, found):
        yield find_geboortedatum
    if wanted.isdisjoint(_WITH_LETTERS) or not _LETTER.search(text):
        return
    called = "kent" in small or "nummerbord" in small or "nummerplaat" in small
    if called or (digits > 1 and (_PLATE.search(text) or _PLATE_SMALL.search(text))):
        yield find_kenteken
    if (odd or ":" in text) and _IP.search(text):
        yield find_ip
    if digits >= _LEAST_CODE and _CODE.search(text) and any(map(small.__contains__, _TELLS_NUMMER)):
        yield find_nummer
    if (odd and _POSTCODE.search(text)) or (
        found & (HOME | STREET | NUMBERED) and may_be_house(text, found & HOME > 0, found & STREET > 0)
    ):
        yield find_adres


def _may_be_birth(text: str, found: int) -> bool:
    if "*" in text or "°" in text:
        return _DAY.search(text) is not None or _YEAR.search(text) is not None
    if found & (BIRTH | LETTERS) and _YEAR.search(text):
        return True
    if not found & (NAME | LETTERS | BIRTH | SOMEBODY):
        return False
    return _DAY.search(text) is not None


#: What digits promise only beside a letter.
_WITH_LETTERS = (find_kenteken, find_ip, find_nummer, find_adres)
#: What a hit of a kind says already of another one inside it.
_NAMED: frozenset[Gegeven] = frozenset(("leerling-met-naam", "medewerker"))
_SAYS: dict[Gegeven, frozenset[Gegeven]] = {
    "adresboek": frozenset(ALLE),
    "bsn": frozenset(("nummer", "telefoon")),
    "iban": frozenset(("bsn", "nummer", "telefoon")),
    "privemail": _NAMED,
    "werkadres": _NAMED,
    "sociaal": _NAMED,
}
#: What each finder gives.
_GIVES: dict[_Finder, tuple[Gegeven, ...]] = {
    find_bsn: ("bsn", "bsn-ongeldig"),
    find_iban: ("iban",),
    find_nummer: ("nummer",),
    find_ip: ("ip",),
    find_privemail: ("privemail",),
    find_werkadres: ("werkadres",),
    find_sociaal: ("sociaal",),
    find_telefoon: ("telefoon",),
    find_kenteken: ("kenteken",),
    find_geboortedatum: ("geboortedatum",),
    find_adres: ("adres",),
    find_namen: ("leerling-met-naam", "medewerker"),
    find_initialen: ("initialen",),
    find_gezondheid: ("gezondheid",),
    find_groep: ("groep",),
    find_adresboek: ("adresboek",),
}


#: What some finders cannot do without.
_PROMISES: dict[_Finder, int] = {
    find_initialen: LETTERS,
    find_gezondheid: SENSITIVE,
    find_groep: PEOPLE,
}


@cache
def _needed(kinds: frozenset[Gegeven]) -> tuple[frozenset[_Finder], int]:
    """Return the finders that give one of these kinds, or one that says it already, and the promises to look for."""
    more = kinds | {kind for kind, says in _SAYS.items() if says & kinds}
    if more != kinds:
        return _needed(more)
    finders = frozenset(finder for finder, given in _GIVES.items() if kinds.intersection(given))
    return finders, reduce(or_, (bits for finder, bits in _PROMISES.items() if finder in finders), 0)


def _outermost(hits: set[Hit]) -> Iterator[Hit]:
    """Leave out a hit inside another of the same kind, and one that a more exact kind names already."""
    reach: dict[Gegeven, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.kind != "adresboek", hit)):
        over = (reach.get(kind, -1) for kind in reach if kind == hit.kind or hit.kind in _SAYS.get(kind, ()))
        if max(over, default=-1) < hit.end:
            reach[hit.kind] = max(hit.end, reach.get(hit.kind, -1))
            yield hit


def _placed(form: Plain, hit: Hit) -> Hit:
    return Hit(form.place(hit.start), form.place(hit.end), hit.kind, hit.shown)
