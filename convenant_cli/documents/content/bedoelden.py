"""The units for which something is meant, on a day: the readers of whom a copy, a page or a filter can be made."""

from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import served
from convenant_cli.kalender import Tijdvak
from convenant_cli.records.partner import Eenheid
from convenant_cli.text.volgorde import volgorde


@dataclass(frozen=True, slots=True)
class Bedoeld:
    """A unit that takes part, of a kind for which something is meant: a school, a building, an event."""

    id: str
    naam: str
    soort: str


def bedoelden(dossier: Dossier, day: date) -> list[Bedoeld]:
    """Return these units by name; one that is the only of its party has the name of that."""
    today = Tijdvak(day, day + timedelta(days=1))
    found = [(p, unit) for p, unit in served(dossier) if p.actief_in(today) and takes_part(unit, day)]
    owners = [partner.id for partner, _ in found]
    named = [
        Bedoeld(f"{partner.id}/{unit.id}", partner.kort if owners.count(partner.id) == 1 else unit.naam, unit.soort)
        for partner, unit in found
    ]
    return sorted(named, key=lambda unit: volgorde(unit.naam))


def called(unit: Bedoeld, every: list[Bedoeld]) -> str:
    """Return how somebody names a unit: by its own id, with that of its party when another has the same."""
    own = unit.id.split("/")[-1]
    return own if sum(one.id.split("/")[-1] == own for one in every) == 1 else unit.id


def takes_part(unit: Eenheid, day: date) -> bool:
    """Tell whether a unit takes part on a day, by its own days."""
    return (unit.lid_van or date.min) <= day < (unit.lid_tot or date.max)
