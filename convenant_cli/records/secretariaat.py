"""Who keeps a dossier without being a party to the agreement."""

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.velden import Tekst
from convenant_cli.records.partner import Contact


class Secretariaat(Onderdeel):
    """Wie het dossier bijhoudt zonder zelf partij te zijn: een bureau, een secretariaat, een functie."""

    naam: Tekst = Field(description="Hoe het heet, zoals 'Programmabureau' of 'Secretariaat van de stuurgroep'.")
    zinsnaam: Tekst | None = Field(
        None, description="Hoe de naam in een zin staat, met lidwoord: 'het programmabureau'."
    )
    contactpersoon: Contact | None = Field(None, description="Met welke functie en postbus het te bereiken is.")

    @property
    def kort(self) -> str:
        """The name for the sender of a mail."""
        return self.naam

    @property
    def in_zin(self) -> str:
        """The name inside a sentence, with its article where it has one."""
        return self.zinsnaam or self.naam
