"""Names of persons: behind a word that says who somebody is, or a given name with or without a surname.

A list of names alone is not enough: schools, streets, halls, prizes and books bear names too. So a name counts by what
stands around it.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from convenant_cli.folding import fold
from convenant_cli.privacy.context import FAMILIELEDEN, FUNCTIE, PERSOON, is_function, is_person_word, near
from convenant_cli.privacy.entities import ENTITY_BEFORE, ENTITY_WORDS, NO_NAME, names_a_thing
from convenant_cli.privacy.hit import Gegeven, Hit, Search
from convenant_cli.privacy.words import is_achternaam, is_voornaam

_TOKEN = re.compile(r"(?P<letters>(?:[^\W\d_]\.[ -]?){1,5}(?![^\W\d_]{2,}\.\S))|(?P<woord>[^\W\d_][\w'-]{0,40})")
_PREFIXES = frozenset(
    "van de den der het 't ter ten te el al il op in von zu bin ben ibn bint abu abou da das do dos di du la le del della d' mc mac o' st"
    .split()
)
_WIE = frozenset("vriend vriendin zorgmijder gezinslid familielid aanmelding leerplichtige".split())
_WIE_MEER = frozenset(
    """
leerlingen jongens meisjes jongeren kinderen ouders broers zussen broertjes zusjes neven nichten tweeling verdachten slachtoffers daders getuigen studenten scholieren
brugklassers betrokkenen docenten mentoren medewerkers collega's agenten trainers familie fam gezin
""".split()
)
_AANHEF = frozenset("dhr mr drs dr ir ing prof zr mevr mw hr mej meneer mijnheer mevrouw juffrouw juf meester fam familie".split())
_FAMILIE = FAMILIELEDEN | frozenset("ouders gezin familie vriend vriendin mentor tweelingbroer tweelingzus telefoon fiets tas kluisje".split())
#: Functions that are often followed by the name of a subject, a neighbourhood or a department.
_MET_GEBIED = frozenset(
    """
wijkagent wijkagente agent agente burgemeester wethouder raadslid voorzitter secretaris contactpersoon vervanger aanspreekpunt trekker functie expert officier rechter
straatcoach boa toezichthouder vrijwilliger collega imam stagiair stagiaire griffier bestuurder
""".split()
)
_GEBIED_ENDS = (
    "directeur", "leider", "coördinator", "coordinator", "medewerker", "medewerkster", "adviseur", "manager", "regisseur", "specialist", "consulent", "ambtenaar",
    "jongerenwerker", "jongerenwerkster",
)  # fmt: skip
_GENOEMD = frozenset("genaamd heet heette heten is".split())
_STAF_ERVOOR = re.compile(
    r"(?<!\w)(?:dank aan|opgesteld door|geschreven door|opsteller|actie voor|actiehouder|afgemeld|aanwezig|afwezig|namens|notulen|gegeven door|geleid door|begeleid door|contactpersoon"
    r"|voorgezeten door|verslag|presentatie|trekker|functie|in overleg met|vraag|vragen aan|bij vragen|overdracht aan)(?!\w)[^.\n]{0,60}$",
    re.IGNORECASE,
)
_STAF_ERNA = re.compile(
    rf",?\s\(?(?:(?:van|bij|de|het|onze|als|een|namens|nieuwe)\s){{0,3}}(?:{FUNCTIE}|politie|ggd|halt|gemeente|om|openbaar ministerie|school|beveiliging|leerplicht|jeugdzorg)(?!\w)",
    re.IGNORECASE,
)
_ERVOOR = frozenset("van om voor volgens met aan naar tegen over door bij en of is heet dat als".split())


_PERSOON = re.compile(rf"(?<!\w)(?:{PERSOON})(?!\w)", re.IGNORECASE)


class Token(NamedTuple):
    """A word or a run of initials."""

    start: int
    end: int
    text: str
    letters: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or (self.text[:2] in ("d'", "'t") and self.text[2:3].isupper())

    @property
    def small(self) -> str:
        return self.text.lower()


def find_namen(text: str, search: Search) -> Iterator[Hit]:
    """Find every name of a person."""
    tokens = [
        Token(match.start(), match.start() + len(match[0].rstrip(" -")), match[0].rstrip(" -"), bool(match["letters"]))
        for match in _TOKEN.finditer(text)
    ]
    known = _known(frozenset(search.organisations))
    at = 0
    while at < len(tokens):
        found = _at(text, tokens, at, known)
        if found is None:
            at += 1
            continue
        first, last, kind = found
        start, end = tokens[first].start, tokens[last].end
        if kind is not None and not _in_organisation(text, start, end, frozenset(search.organisations)):
            yield Hit(start, end, kind, f"{text[start].upper()}•••")
        at = last + 1


def is_name(text: str, search: Search) -> bool:
    """Tell whether a text ends with the name of a person."""
    end = len(text)
    return any(hit.end == end for hit in find_namen(text, search))


_Found = tuple[int, int, Gegeven | None]


def _at(text: str, tokens: list[Token], at: int, known: Collection[str]) -> _Found | None:
    """Return the name that starts at a token, or behind the role that does: first and last token, and the kind.

    The kind is None for the name of a thing, whose parts are no names either.
    """
    token = tokens[at]
    if found := _behindrole_of(text, tokens, at, known):
        return found
    if not (token.capital or token.letters):
        return None
    last = _span(text, tokens, at, known)
    if last is None:
        return None
    if _is_thing(text, tokens, at, last, known):
        return at, last, None
    return (at, last, _kind(text, tokens, at, last)) if _is_person(text, tokens, at, last) else None


class Role(NamedTuple):
    """What a word says about whoever is named behind it."""

    person: bool
    work: bool
    title: bool
    several: bool
    kin: bool
    area: bool
    """Whether the name of a subject, a neighbourhood or a department can stand behind it as well."""


@lru_cache(maxsize=20_000)
def role_of(word: str) -> Role:
    """Return what a word in small letters says about whoever is named behind it."""
    return Role(
        person=is_person_word(word) or word in _WIE,
        work=is_function(word) or word == "functie",
        title=word in _AANHEF,
        several=word in _WIE_MEER or word.endswith("leerlingen"),
        kin=word in _FAMILIE,
        area=word in _MET_GEBIED or word.endswith(_GEBIED_ENDS),
    )


def bare(small: str) -> str:
    """Return a word without what says that it once was so: oud-leerling."""
    first, _, rest = small.partition("-")
    return rest if first in ("oud", "ex", "mede") and rest else small


# --- behind a role ------------------------------------------------------------------------------------------------


def _behindrole_of(text: str, tokens: list[Token], at: int, known: Collection[str]) -> _Found | None:
    role = tokens[at]
    if role.letters or at + 1 >= len(tokens):
        return None
    word = bare(role.small)
    person, work, title, several, kin, area = role_of(word)
    if word == "heer" and at and tokens[at - 1].small == "de":
        title = True
    if not (person or work or title or several):
        return None
    first, loose = at + 1, False
    between = text[role.end : tokens[first].start]
    if tokens[first].small in _GENOEMD and between == " ":
        first += 1
    elif tokens[first].small == "van" and kin and between == " " and first + 1 < len(tokens):
        if tokens[first + 1].capital or tokens[first + 1].letters:
            first, loose = first + 1, not person
    elif text[role.end : tokens[first].start].strip() == "de" or (title and tokens[first].small == "heer"):
        first += 1
    if first >= len(tokens):
        return None
    between = text[tokens[first - 1].end : tokens[first].start]
    if between not in (" ", " (", ": ", ", ", ". ", " '", ' "', " - ", ":", "("):
        return None
    if between == ". " and not title:
        return None
    last = _span(text, tokens, first, known, behind_role=True)
    if last is None:
        return None
    sure = _sure(tokens, first, last)
    words = [token for token in tokens[first : last + 1] if not token.letters and token.small not in _PREFIXES]
    if not words:
        return None
    if several and not title and not sure:
        return None
    if loose and not sure:
        return None
    if tokens[first].text == "van" and not title and not sure and not is_achternaam(words[-1].text):
        return None  # "de conciërge van De Nieuwe Veste"
    if between not in (" ", ". ") and not sure:
        return None
    lower = not any(token.capital for token in words)
    shouted = all(token.text.isupper() for token in words) and len(words[0].text) > 1
    if lower and several and not title:
        return None
    if (lower or shouted) and not (sure or any(is_achternaam(token.text) for token in words if shouted)):
        return None
    if work and not person and not title and not sure and len(words) < 2:
        if not is_achternaam(words[-1].text) and area:
            return None
    if work and not person and not sure and len(words) > 1 and not any(is_achternaam(word.text) for word in words):
        if area:
            return None
    if _is_thing(text, tokens, first, last, known, role=True):
        return None
    staff = (work or (title and not person)) and not person
    kind: Gegeven = "medewerker" if staff and work else "leerling-met-naam"
    return first, last, kind


# --- the words of a name ------------------------------------------------------------------------------------------


def _span(text: str, tokens: list[Token], first: int, known: Collection[str], behind_role: bool = False) -> int | None:
    """Return the last token of the longest name that starts here; None when no name can start here."""
    last: int | None = None
    at = first
    while at < len(tokens) and at - first < 8:
        token = tokens[at]
        if at > first and not _joined(text[tokens[at - 1].end : token.start], tokens[at - 1]):
            break
        if token.letters:
            if not (token.text[0].isupper() or behind_role) or last is not None:
                break
        elif token.small in _PREFIXES:
            if at == first and token.capital is False and not behind_role:
                break
            if not _goes_on(text, tokens, at):
                break
        elif _can_be_name(token, known, lower=behind_role and (at == first or last is None or not tokens[first].capital)):
            last = at
        elif at > first and token.capital and token.small not in known and is_achternaam(token.text):
            last = at  # Bos, Berg, Meer: behind a given name a surname
        else:
            break
        at += 1
    return last


def _joined(gap: str, before: Token) -> bool:
    return gap in (" ", "-", "'") or (before.letters and gap == "")


def _goes_on(text: str, tokens: list[Token], at: int) -> bool:
    """Tell whether a capital word, or in a text of small letters a surname, follows this prefix."""
    for other in range(at + 1, min(at + 4, len(tokens))):
        if text[tokens[other - 1].end : tokens[other].start] not in (" ", "", "'"):
            return False
        if tokens[other].small not in _PREFIXES:
            return tokens[other].capital or is_achternaam(tokens[other].text)
    return False


def _can_be_name(token: Token, known: Collection[str], lower: bool) -> bool:
    word = token.small
    if word in NO_NAME or word in known or word in ENTITY_WORDS:
        return False
    if token.capital:
        return len(word) > 1
    return lower and ((len(word) > 2 and is_voornaam(word)) or is_achternaam(word))


def _sure(tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether what stands here is a name by itself: initials or a given name."""
    words = [token for token in tokens[first : last + 1] if not token.letters and token.small not in _PREFIXES]
    if tokens[first].letters:
        return True
    return bool(words) and is_voornaam(words[0].text, ook_woord=words[0].capital)


def _is_person(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether a run of capital words without a role before it is the name of a person."""
    words = [token for token in tokens[first : last + 1] if not token.letters and token.small not in _PREFIXES]
    head = tokens[first]
    if head.letters:
        if words and first and tokens[first - 1].small in _GENUMMERD:
            return False
        starts = not text[: head.start].strip(" -*#\n\"'(")
        several = head.text.count(".") > 1 or len(words) < last - first
        return bool(words) and (is_achternaam(words[-1].text) or several or not starts)
    if not words or words[0] is not head:
        return False
    if head.text.isupper() and len(head.text) < 6 and len(words) == 1:
        return False  # an abbreviation
    if all(word.text.isupper() for word in words) and not any(is_achternaam(word.text) for word in words[1:]):
        return False  # META-INF, not a name in capitals
    if is_voornaam(head.text):
        return len(words) > 1 or _alone(text, tokens, first)
    if is_voornaam(head.text, ook_woord=True):
        if len(words) > 1:
            return any(is_achternaam(word.text) for word in words[1:])
        before = tokens[first - 1].small if first else ""
        return before in _ERVOOR and text[tokens[first - 1].end : head.start] == " " and _alone(text, tokens, first)
    return False


_GENUMMERD = frozenset(
    "bijlage lokaal gebouw groep klas optie deel artikel punt categorie variant plan lid onderdeel blok team zaal route lijn type tabel figuur hal poort ingang vak"
    .split()
)


def _alone(text: str, tokens: list[Token], at: int) -> bool:
    """Tell whether one given name is told of somebody: not the head of a list of words or a title."""
    token = tokens[at]
    title = at == 0 and text[token.end : token.end + 1] == ":"
    return len(token.text) > 2 and not title


def _is_thing(text: str, tokens: list[Token], first: int, last: int, known: Collection[str], role: bool = False) -> bool:
    """Tell whether what bears this name is a school, a street, a hall, a book: anything but a person."""
    if any(token.small in known for token in tokens[first : last + 1]):
        return True
    article = first > 0 and tokens[first - 1].small in ("het", "de", "in", "naar", "bij")
    if any(names_a_thing(token.text, article) and not is_achternaam(token.text) for token in tokens[first : last + 1]):
        return True
    if last + 1 < len(tokens):
        after, gap = tokens[last + 1], text[tokens[last].end : tokens[last + 1].start]
        if gap in (" ", "-") and (after.small in ENTITY_WORDS or (after.capital and names_a_thing(after.text))):
            return True
        if gap == " " and after.small == "in" and text.startswith(" de buurt", after.end):
            return True
    if re.match(r"\s?\((?:19|20)\d\d\)|,? et al|\s(?:19|20)\d\d[a-z]?\)", text[tokens[last].end : tokens[last].end + 12]):
        return True
    if role:
        return False
    before = tokens[first - 1] if first else None
    if before and text[before.end : tokens[first].start] in (" ", "-", " '", ' "'):
        if before.small in ENTITY_BEFORE or before.small == "het" or before.small.endswith(_ENTITY_ENDINGS):
            return True
    elif before and before.small in ENTITY_BEFORE and text[before.end : tokens[first].start] == ". ":
        return True
    start, end = tokens[first].start, tokens[last].end
    if before and before.capital and before.small in _PREFIXES and text[before.end : start] == " ":
        return True  # Van Dale: the part of a name that is no given name
    if _GENOEMD_NAAR.search(text[max(0, start - 60) : start]) or _IS_DE_NAAM.match(text, end):
        return True
    return near(_VERZONNEN, text, start, end) or _quoted(text, start)


_ENTITY_ENDINGS = ("college", "school", "zaal", "hal", "straat", "plein", "park", "groep", "project", "actie", "boot", "wet", "flat")
_DING = (
    r"(?:naam|titel|methode|methodiek|programma|project|pilot|proef|systeem|[a-z]{0,20}systeem|app|werkgroep|campagne|training|lespakket|boek|film|les|organisatie|stichting|prijs|robot|spel|website|platform|account|tool)"
)
_GENOEMD_NAAR = re.compile(rf"(?<!\w)(?<!op ){_DING}\s(?:van|heet|heette|heten|genaamd|met de naam|naar)\s$", re.IGNORECASE)
_IS_DE_NAAM = re.compile(rf"\s(?:is|was|heet|wordt)\s(?:de|een|het|ook)\s(?:[^\W\d]{{2,20}}\s)?{_DING}(?!\w)", re.IGNORECASE)
_VERZONNEN = re.compile(
    r"(?<!\w)(?:verzonnen|fictie(?:f|ve)|personage|hoofdpersoon|hoofdrol|toneelstuk|voorstelling|musical|speelfilm|film|boek|roman|prentenboek|strip|liedje"
    r"|literatuurlijst|literatuur|serie|figuur|casus|voorbeeldcasus|rollenspel|scenario|mascotte|robot|filmpje in de les|lesbrief|game|app|vernoemd|schrijver|auteur|dichter|gaat over|gaan over|opera|ballet|minister|minister-president|staatssecretaris|kamerlid|president|koning|koningin)(?!\w)",
    re.IGNORECASE,
)


def _quoted(text: str, at: int) -> bool:
    """Tell whether a place stands inside quotes, as a title or an example does."""
    begin = max(0, at - 200)
    before = text[begin:at]
    singles = len(re.findall(r"(?:^|(?<=[\s(:]))'(?=\w)", before)) - len(re.findall(r"(?<=[\w.,!?])'(?=[\s.,;:)!?]|$)", before))
    return singles > 0 or before.count('"') % 2 == 1


def _kind(text: str, tokens: list[Token], first: int, last: int) -> Gegeven:
    start, end = tokens[first].start, tokens[last].end
    if not text[:start].strip(" -*#\"'") and not text[end:].strip(" .\"'"):
        return "medewerker"  # a field that holds a name and nothing else
    staff = _STAF_ERVOOR.search(text[max(0, start - 80) : start]) or _STAF_ERNA.match(text, end)
    return "medewerker" if staff and not near(_PERSOON, text, start, end) else "leerling-met-naam"


@cache
def _known(names: frozenset[str]) -> frozenset[str]:
    """Return the words with a capital in names of organisations, in small letters."""
    words = {word.lower() for name in names for word in re.findall(r"[^\s()/,]+", name) if word[:1].isupper()}
    return frozenset(word for word in words if len(fold(word)) > 1 and word not in _PREFIXES and not is_voornaam(word))


@cache
def _called_after_somebody(names: frozenset[str]) -> tuple[str, ...]:
    """Return the names of organisations that hold a given name: only as a whole they are no person."""
    return tuple(name for name in names if any(is_voornaam(word) for word in re.findall(r"[^\W\d_]+", name)))


def _in_organisation(text: str, start: int, end: int, names: frozenset[str]) -> bool:
    for name in _called_after_somebody(names):
        near_it = text[max(0, start - len(name)) : end + len(name)]
        if name in near_it and text[start:end] in name:
            return True
    return False
