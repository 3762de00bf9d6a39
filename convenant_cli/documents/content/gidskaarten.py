"""The cards of the guide: what it tells of a party, its tasks, units and offers, and who helps with which theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from convenant_cli.documents.content.contacts import Contactgegevens, Contactkaart
from convenant_cli.dossier.aanbod import Offer
from convenant_cli.records import Partner
from convenant_cli.records.begrippen import Eenheidsoort, Rol
from convenant_cli.records.partner import Eenheid
from convenant_cli.text.sentences import inside
from convenant_cli.text.volgorde import volgorde


@dataclass(frozen=True, slots=True)
class Taak:
    """A task for which a party can be reached."""

    taak: str
    partner: Partner
    functie: str
    bereik: Contactgegevens
    webpagina: str
    themas: tuple[str, ...]
    """The names of the themes for which one goes there first."""


@dataclass(frozen=True, slots=True)
class Eenheidkaart:
    """A department, team or place of a party."""

    eenheid: Eenheid
    uitleg: str
    contact: Contactkaart | None
    vervanger: Contactkaart | None


@dataclass(frozen=True, slots=True)
class Aanbodkaart:
    """An offer: for whom, how often and where to ask for it."""

    offer: Offer
    hoe_vaak: str
    voor: tuple[str, ...]
    via: Eenheidkaart | None
    """The unit that carries it out, when that can be reached itself."""
    vraag: Contactgegevens | None
    """Whom to ask for it; the web site shows an offer by itself, without the contact of its party."""
    onzeker: bool
    """Whether its money has ended and the party has not said since that the offer is still there."""


@dataclass(frozen=True, slots=True)
class Partijkaart:
    """Everything of one party."""

    partner: Partner
    ook: tuple[str, ...]
    """The names of its other roles."""
    voorheen: tuple[str, ...]
    """The names it had before, each with its last day."""
    tot: str
    """Until when it takes part; empty when no end is known."""
    bevestigd: str
    """When its contact was confirmed; empty when nobody did."""
    contact: Contactkaart
    vervanger: Contactkaart
    taken: tuple[Taak, ...]
    eenheden: tuple[Eenheidkaart, ...]
    aanbod: tuple[Aanbodkaart, ...]
    delen: Eenheidsoort
    """What its units are called together."""

    @property
    def bellen(self) -> Contactkaart:
        """Whom to call now: the contact, or else the deputy."""
        return self.vervanger if self.vervanger.in_functie and not self.contact.in_functie else self.contact


@dataclass(frozen=True, slots=True)
class Rolgroep:
    """The parties whose first role this is."""

    rol: Rol
    kaarten: tuple[Partijkaart, ...]


Themas: TypeAlias = list[tuple[str, list[Aanbodkaart]]]
"""The names of themes in order, each with its offers."""


def helpers(themes: Themas, tasks: Sequence[Taak]) -> list[tuple[list[str], list[str]]]:
    """Return who helps with which themes: the names of themes for which the same parties are there, together.

    Who has no offer and can be asked first all the same, such as the office for truancy, is named by its task.
    """
    by_theme = {theme: dict.fromkeys(card.offer.partner.kort for card in group) for theme, group in themes}
    for task in tasks:
        for theme in task.themas:
            there = by_theme.setdefault(theme, {})
            if task.partner.kort not in there:
                there[f"{task.partner.kort} ({inside(task.taak)})"] = None
    found: dict[tuple[str, ...], list[str]] = {}
    for theme in sorted(by_theme, key=volgorde):
        found.setdefault(tuple(by_theme[theme]), []).append(theme)
    return [(names, list(parties)) for parties, names in found.items()]


def only_for(offered: Sequence[Aanbodkaart]) -> tuple[str, ...]:
    """Return the names of the units for which all offers are that are not for all; empty when these differ."""
    sets = {one.voor for one in offered if one.voor}
    return sets.pop() if len(sets) == 1 else ()
