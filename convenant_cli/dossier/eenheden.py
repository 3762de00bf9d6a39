"""The units for which something is meant, which of them take part on a day, and what those are called together.

Of most agreements some kind of unit is what it is for: a school, a building, an event. Which kind that is, no setting
says: it is the kind of the units that offers, actions, documents, contact points and questions name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.aanbod import unit_kind
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.records import Partner
from convenant_cli.records.begrippen import Eenheidsoort
from convenant_cli.records.partner import Eenheid
from convenant_cli.text.volgorde import volgorde


def served_kinds(dossier: Dossier) -> tuple[str, ...]:
    """Return the kinds of the units that something is for, in the order of the parties and their units."""
    named = {id for id in _named(dossier) if "/" in id}
    every = ((f"{partner.id}/{unit.id}", unit.soort) for partner, unit in _units(dossier))
    return tuple(dict.fromkeys(kind for id, kind in every if id in named))


def served(dossier: Dossier) -> Iterator[tuple[Partner, Eenheid]]:
    """Yield every unit of a kind that something is for, with its party, by the id of the party."""
    kinds = served_kinds(dossier)
    return ((partner, unit) for partner, unit in _units(dossier) if unit.soort in kinds)


def kinds_together(dossier: Dossier, kinds: Sequence[str]) -> Eenheidsoort:
    """Return the words for units of these kinds: those of the only kind, else ``onderdeel``."""
    if len(set(kinds)) == 1:
        return unit_kind(dossier, kinds[0])
    return Eenheidsoort(naam="Onderdeel", meervoud="onderdelen", lidwoord="het")


def called_together(dossier: Dossier, ids: Iterable[str]) -> str:
    """Return what parties and units are called together: ``scholen`` for units of that kind only, else ``partijen``."""
    asked = set(ids)
    kinds = [unit.soort for partner, unit in _units(dossier) if f"{partner.id}/{unit.id}" in asked]
    return kinds_together(dossier, kinds).meervoud if len(kinds) == len(asked) else "partijen"


def _units(dossier: Dossier) -> Iterator[tuple[Partner, Eenheid]]:
    return ((partner, unit) for partner in dossier.partners.values() for unit in partner.eenheden)


def _named(dossier: Dossier) -> Iterator[str]:
    """Yield the parties and units that something is said to be for, or that asked for it."""
    for partner in dossier.partners.values():
        meant: Iterable[tuple[str, ...]] = (
            *(one.voor for one in partner.aanbod),
            *(one.voor for one in partner.documenten),
            *(one.voor for one in partner.aanspreekpunten),
        )
        for ids in meant:
            yield from ids
    for action in dossier.acties.values():
        yield from action.voor
    for plan in dossier.jaarplannen.values():
        yield from (one.van for one in plan.vraagstukken)


@dataclass(frozen=True, slots=True)
class Bedoeld:
    """A unit that takes part, of a kind for which something is meant: a school, a building, an event."""

    id: str
    naam: str
    soort: str


def bedoelden(dossier: Dossier, day: date) -> list[Bedoeld]:
    """Return these units by name."""
    every = ((p, unit) for p, unit in served(dossier) if p.actief_op(day) and takes_part(unit, day))
    found = [Bedoeld(f"{partner.id}/{unit.id}", unit.naam, unit.soort) for partner, unit in every]
    return sorted(found, key=lambda unit: volgorde(unit.naam))


def called(unit: Bedoeld, every: list[Bedoeld]) -> str:
    """Return how somebody names a unit: by its own id, with that of its party when another has the same."""
    own = unit.id.split("/")[-1]
    return own if sum(one.id.split("/")[-1] == own for one in every) == 1 else unit.id


def takes_part(unit: Eenheid, day: date) -> bool:
    """Tell whether a unit takes part on a day, by its own days."""
    return (unit.lid_van or date.min) <= day < (unit.lid_tot or date.max)
