"""A deviation from clauses that the parties agreed for special circumstances."""

from typing import Annotated

from pydantic import Field

from convenant_cli.kalender import Tijdvak
from convenant_cli.records.model.record import Definieert, Na, Onderdeel
from convenant_cli.records.model.velden import Alineas, Datum, GebeurdOp, Id, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarBesluit, NaarGebondene


class Afwijking(Onderdeel):
    """Een afwijking van een bepaling, die de partijen voor bijzondere omstandigheden afspraken."""

    id: Annotated[Id, Definieert("afwijking")] = Field(description="De vaste naam van deze afwijking.")
    bepalingen: tuple[NaarBepaling, ...] = Field(min_length=1, description="De bepalingen waarvan wordt afgeweken.")
    partijen: tuple[NaarGebondene, ...] = Field(
        (), description="Voor wie de afwijking geldt: rollen, partners of eenheden. Leeg betekent: voor iedereen."
    )
    wat: Alineas = Field(description="Wat er in plaats van de bepaling geldt.")
    reden: Alineas = Field(description="De omstandigheden waarom de partijen dit afspraken.")
    van: Datum = Field(description="De eerste dag waarop de afwijking geldt.")
    tot: Annotated[Datum, Na("van")] = Field(description="De dag waarop de afwijking niet meer geldt.")
    afgesproken_op: GebeurdOp = Field(description="Wanneer de partijen dit afspraken.")
    besluit: NaarBesluit | None = Field(None, description="Het besluit in het verslag van een bijeenkomst.")
    vindplaats: Tekst | None = Field(
        None, description="Waar de afspraak te vinden is, als zij niet in een bijeenkomst is gemaakt."
    )

    @property
    def gegrond(self) -> bool:
        """Whether it says on what it rests; without that it changes nothing."""
        return self.besluit is not None or self.vindplaats is not None

    @property
    def werkt(self) -> bool:
        """Whether it can change anything: it says on what it rests, and ends after it begins; checks tell of both."""
        return self.gegrond and self.van < self.tot

    @property
    def tijdvak(self) -> Tijdvak:
        """The days on which it holds."""
        return Tijdvak(self.van, self.tot)
