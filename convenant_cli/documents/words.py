"""The words that documents use for ids and states: names of parties, statuses with their symbol."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from convenant_cli.dossier import Dossier
from convenant_cli.records import Convenant
from convenant_cli.records.actie import Indicator

#: A symbol beside the word, so that a state is never told by colour alone. All are in common office fonts.
SYMBOLS = {
    "gepland": "○",
    "loopt": "►",
    "afgerond": "●",
    "uitgesteld": "→",
    "vervallen": "×",
    "gehaald": "●",
    "deels-gehaald": "►",
    "niet-gehaald": "○",
    "niet-te-meten": "–",
}


def measured(value: Decimal, indicator: Indicator) -> str:
    """Return a measured value with its unit, unless the indicator's description names the unit already."""
    unit = indicator.eenheid or ""
    if unit == "%":
        return f"{number(value)}%"
    return number(value) if not unit or unit in indicator.omschrijving else f"{number(value)} {unit}"


_LETTERS = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


def in_letters(count: int) -> str:
    """Return a count as a sentence writes it: ``één``, ``twaalf``, ``13``; ``geen`` for nothing."""
    return _LETTERS[count] if count < len(_LETTERS) else number(count)


def counted(count: int, one: str, more: str) -> str:
    """Return a count with its noun: ``één actie``, ``acht acties``, ``geen acties``."""
    return f"{in_letters(count)} {one if count == 1 else more}"


def past_their_day(late: int, resting: int) -> str:
    """Say of how many actions the day is past, and of how many that was agreed; empty when it is of none."""
    if not late:
        return ""
    said = f"Van {counted(late, 'actie', 'acties')} is de einddatum voorbij"
    if not resting:
        return f"{said}."
    if resting == late:
        return f"{said}; dat is zo afgesproken."
    return f"{said}; bij {in_letters(resting)} daarvan is dat zo afgesproken."


def at_start(text: str) -> str:
    """Return words as they stand at the start of a sentence: ``één actie`` becomes ``Eén actie``."""
    return f"E{text[1:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def number(value: Decimal | int) -> str:
    """Return a number as Dutch writes it: ``7,5``, ``1.200``."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def subtitle(convenant: Convenant | None) -> str:
    """Return the line under the title of a document: which agreement it is about."""
    return f"{convenant.titel}, {convenant.gemeente}" if convenant else ""


def issuer(dossier: Dossier) -> str:
    """Return the full name of the party that keeps the records, and so issues the documents."""
    convenant = dossier.convenant
    partner = dossier.partners.get(convenant.beheerder) if convenant else None
    return partner.naam if partner else ""


class Words:
    """Turns ids into the names that readers know. An id that is not known stays as it is."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        convenant = dossier.convenant
        self._groups = convenant.doelgroepen if convenant else {}
        self._kinds = convenant.bijeenkomstsoorten if convenant else {}
        self._themes = convenant.themas if convenant else {}
        self._units = {
            f"{partner.id}/{unit.id}": unit.naam for partner in dossier.partners.values() for unit in partner.eenheden
        }

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters for templates."""
        return {
            "partij": self.party,
            "partijen": lambda ids: [self.party(id) for id in ids],
            "partijnaam": self.full_party,
            "school": self.school,
            "scholen": lambda ids: [self.school(id) for id in ids],
            "groep": lambda name: self._name(self._groups, name),
            "bijeenkomstsoort": lambda name: self._name(self._kinds, name),
            "thema": lambda name: self._name(self._themes, name),
            "symbool": lambda state: SYMBOLS.get(state, ""),
            "in_woorden": lambda state: state.replace("-", " "),
            "aanbodtitel": self.offer,
            "meting": measured,
            "geteld": counted,
            "begin": at_start,
        }

    def party(self, id: str) -> str:
        """Return the short name of a party."""
        partner = self._dossier.partners.get(id)
        return partner.kort if partner else id

    def full_party(self, id: str) -> str:
        """Return the full name of a party."""
        partner = self._dossier.partners.get(id)
        return partner.naam if partner else id

    def school(self, id: str) -> str:
        """Return the name of a school: a party, or a unit of one."""
        return self._units.get(id) or self.party(id)

    def offer(self, id: str) -> str:
        """Return the title of an offer with its party, from ``partner/aanbod``."""
        owner, _, name = id.partition("/")
        partner = self._dossier.partners.get(owner)
        title = next((offer.titel for offer in partner.aanbod if offer.id == name), None) if partner else None
        return f"{title} ({self.party(owner)})" if title else id

    @staticmethod
    def _name(terms: Any, id: str) -> str:
        term = terms.get(id)
        return term.naam if term else id
