"""The units that a clause is about, for toetsen that ask something for each of them: whose, and which."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Protocol, TypeAlias

from pydantic import Field

from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.records import Partner
from convenant_cli.records.model.record import Heette
from convenant_cli.records.model.velden import JaNee
from convenant_cli.records.model.verwijzingen import NaarRol

#: The parameters that these toetsen share; each says itself what it asks, at ``per_eenheid``.
EenhedenVan: TypeAlias = Annotated[
    tuple[NaarRol, ...],
    Heette("scholen_van"),
    Field(
        description="De rollen van de partijen om wier eenheden het gaat. Leeg betekent: alle. Heeft zo'n partij geen "
        "eenheid van deze soort, dan telt zij zelf."
    ),
]
EigenEenheden: TypeAlias = Annotated[
    JaNee, Field(description="Ja als het voor elke gebonden partij alleen om haar eigen eenheden gaat.")
]
BinnenGemeente: TypeAlias = Annotated[
    JaNee,
    Field(description="Ja als alleen eenheden meetellen die liggen in wat het convenant bij `gemeente` noemt."),
]


class PerEenheid(Protocol):
    """A toets that can ask something for each unit of a kind."""

    @property
    def per_eenheid(self) -> str | None:
        """The kind of unit; None when nothing is asked for units."""
        ...

    @property
    def eenheden_van(self) -> tuple[str, ...]:
        """The roles of the parties whose units count; empty for all."""
        ...

    @property
    def eigen_eenheden(self) -> bool:
        """Whether only the units of the bound party count."""
        ...

    @property
    def binnen_gemeente(self) -> bool:
        """Whether only units within the place of the agreement count."""
        ...


def asked_units(
    zaak: Zaak, toets: PerEenheid, on: date, whose: Partner | None, sectoren: Collection[str] = ()
) -> list[str]:
    """Return every unit that a toets asks for and that takes part on a day, as ``partner/eenheid``.

    ``whose``: the bound party, for when only its own units count; None for all together. With roles only the units of
    parties with one of them. Such a party that lists no unit of the kind stands for its own: it is not known which
    they are, and what nobody listed is not to be passed over.
    """
    within = zaak.convenant.ligt_erin if toets.binnen_gemeente else None
    own = whose if toets.eigen_eenheden else None
    roles = set(toets.eenheden_van)
    parties = [
        partner
        for partner in ([own] if own else zaak.dossier.partners.values())
        if not roles or roles & set(partner.rollen)
    ]
    every = [(partner, unit) for partner in parties for unit in partner.eenheden if unit.soort == toets.per_eenheid]
    known = [
        f"{partner.id}/{unit.id}"
        for partner, unit in every
        if (not sectoren or unit.sector in sectoren)
        if within is None or unit.plaats is None or within(unit.plaats)
        if on in Gebondene(partner, unit).tijdvak
    ]
    listed = {partner.id for partner, _ in every}
    members = zaak.partners_met(toets.eenheden_van, on) if roles else ()
    bare = [one.id for one in members if one.id not in listed and (own is None or one.id == own.id)]
    return sorted([*known, *bare])
