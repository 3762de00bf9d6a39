"""Personal data in a text: what looks like a BSN, a private address or number, or the name of a person.

Pure functions over text; they know no records. One file a kind. Every hit can be shown without repeating what was found.
A pattern alone is not enough: numbers must pass their own test (eleven for a BSN, 97 for an IBAN), dates, plates and
names need what stands around them. Every pattern takes time in proportion to the text, whatever somebody types.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from convenant_cli.privacy.addresses import find_adres
from convenant_cli.privacy.circumstances import find_gezondheid, find_groep, find_initialen
from convenant_cli.privacy.dates import find_geboortedatum
from convenant_cli.privacy.hit import ALLE, NAMEN, ZEKER, Gegeven, Hit, Search
from convenant_cli.privacy.known import find_adresboek
from convenant_cli.privacy.mail import find_privemail, find_sociaal, find_werkadres, is_private_domain, looks_personal
from convenant_cli.privacy.names import find_namen
from convenant_cli.privacy.numbers import find_bsn, find_iban, find_ip, find_nummer
from convenant_cli.privacy.phones import find_telefoon
from convenant_cli.privacy.plain import Plain, plain
from convenant_cli.privacy.plates import find_kenteken
from convenant_cli.privacy.slugs import find_in_slug
from convenant_cli.privacy.triggers import Trigger, triggers

__all__ = ["ALLE", "NAMEN", "ZEKER", "Gegeven", "Hit", "Search", "find", "is_private_domain", "looks_personal"]

_DIGITS = re.compile(r"\d")
_TELLS_MAIL = ("@", "(at)", "[at]", "{at}", " at ", "apenstaart")
_TELLS_ACCOUNT = ("@", "#", ".com/", "t.me/", "discord", "snap", "tiktok", "tik tok", "insta", "account", "telegram", "gebruikersnaam", "gamertag")


class _Promise(NamedTuple):
    """What is known of a text before it is searched."""

    small: str
    digits: int
    found: int

    def name(self) -> bool:
        """Tell whether a given name or initials are there, or a role with a capital word."""
        both = Trigger.ROLE | Trigger.CAPITAL
        return bool(self.found & (Trigger.NAME | Trigger.LETTERS)) or self.found & both == both


#: A name as files and ids have it: words with dashes, underscores or points between them.
_LONGEST_SLUG = 300
_SLUG = re.compile(r"(?=[^\s]*[-_])[^\W_][\w./-]*")

_Finder = Callable[[str, Search], Iterator[Hit]]
_FINDERS: tuple[tuple[tuple[Gegeven, ...], Callable[[_Promise], object], _Finder], ...] = (
    (("bsn", "bsn-ongeldig"), lambda text: text.digits >= 8, find_bsn),
    (("iban",), lambda text: text.digits >= 8, find_iban),
    (("nummer",), lambda text: text.digits >= 4, find_nummer),
    (("ip",), lambda text: text.digits >= 2, find_ip),
    (("privemail",), lambda text: any(map(text.small.__contains__, _TELLS_MAIL)), find_privemail),
    (("werkadres",), lambda text: any(map(text.small.__contains__, _TELLS_MAIL)), find_werkadres),
    (("sociaal",), lambda text: any(map(text.small.__contains__, _TELLS_ACCOUNT)), find_sociaal),
    (("telefoon",), lambda text: text.digits >= 8, find_telefoon),
    (("kenteken",), lambda text: text.digits >= 2, find_kenteken),
    (("geboortedatum",), lambda text: text.digits, find_geboortedatum),
    (("adres",), lambda text: text.digits, find_adres),
    (("leerling-met-naam", "medewerker"), _Promise.name, find_namen),
    (("initialen",), lambda text: text.found & Trigger.LETTERS, find_initialen),
    (("gezondheid",), lambda text: text.found & Trigger.SENSITIVE, find_gezondheid),
    (("groep",), lambda text: text.found & Trigger.FEW or text.digits, find_groep),
    (("adresboek",), lambda _: True, find_adresboek),
)


def find(text: str, search: Search) -> list[Hit]:
    """Return every hit in a text, in the order of the text."""
    form = plain(text)
    hits = set(_hits(form.text, search))
    if len(form.text) < _LONGEST_SLUG and _SLUG.fullmatch(form.text.strip()):
        words = re.sub(r"[-_./]", " ", form.text)
        hits.update((*_hits(words, search), *(hit for hit in find_in_slug(words) if hit.kind in search.kinds)))
    return sorted(_placed(form, hit) for hit in _outermost(hits))


def _hits(text: str, search: Search) -> Iterator[Hit]:
    promise = _Promise(text.lower(), len(_DIGITS.findall(text)), triggers(text))
    for kinds, promised, finder in _FINDERS:
        if promised(promise) and not search.kinds.isdisjoint(kinds):
            yield from (hit for hit in finder(text, search) if hit.kind in search.kinds)


def _outermost(hits: set[Hit]) -> set[Hit]:
    """Leave out a hit of the same kind inside another, and the one that a more exact kind names already."""
    return {
        hit
        for hit in hits
        if not any(other != hit and other.start <= hit.start and hit.end <= other.end and _says(other, hit) for other in hits)
    }


def _says(one: Hit, other: Hit) -> bool:
    return one.kind == other.kind or (one.kind == "bsn" and other.kind in ("nummer", "telefoon"))


def _placed(form: Plain, hit: Hit) -> Hit:
    return Hit(form.place(hit.start), form.place(hit.end), hit.kind, hit.shown)
