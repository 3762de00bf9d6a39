"""The private address book: names and direct numbers by party and function. Never in git."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel, Persoonlijk, Record
from convenant_cli.records.model.velden import Postbus, Tekst, Telefoon
from convenant_cli.records.model.verwijzingen import NaarEenheid, NaarPartner


class Persoon(Onderdeel):
    """Wie een functie vervult."""

    partner: NaarPartner = Field(description="De partij.")
    eenheid: NaarEenheid | None = Field(None, description="De eenheid van de partij, als het contact daar hoort.")
    als: Literal["contactpersoon", "vervanger", "aanspreekpunt"] = Field(
        description="Contactpersoon, vervanger of aanspreekpunt."
    )
    functie: Tekst | None = Field(None, description="De functie, bij een aanspreekpunt.")
    naam: Annotated[Tekst, Persoonlijk()] = Field(description="De naam.")
    telefoon: Annotated[Telefoon, Persoonlijk()] | None = Field(None, description="Het directe nummer.")
    email: Annotated[Postbus, Persoonlijk()] | None = Field(None, description="Het persoonlijke werkadres.")


class Personen(Record):
    """Het privé-adresboek. Dit bestand hoort niet in git."""

    soort: ClassVar[str] = "personen"
    patroon: ClassVar[str] = "prive/personen.yaml"

    personen: tuple[Persoon, ...] = Field(description="De personen.")
