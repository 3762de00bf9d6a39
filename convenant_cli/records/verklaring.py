"""The yearly statement of one party about the duties that only it can attest."""

from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, GebeurdOp, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarEenheid


class Bewijs(Onderdeel):
    """Een verwijzing naar bewijs. Nooit het bestand zelf."""

    titel: Tekst = Field(description="Wat het is.")
    datum: GebeurdOp | None = Field(None, description="De datum van het stuk.")
    vindplaats: Tekst | None = Field(None, description="Een webadres of zaaknummer.")


class Antwoord(Onderdeel):
    """Het antwoord van de partij op één bepaling."""

    bepaling: NaarBepaling = Field(description="De bepaling waarover het antwoord gaat.")
    antwoord: Literal["ja", "deels", "nee", "niet-van-toepassing"] | None = Field(
        None, description="Ja, deels, nee, of niet van toepassing. Leeg zolang de partij nog niet antwoordde."
    )
    eenheid: NaarEenheid | None = Field(
        None, description="De eenheid waarvoor het antwoord geldt, als dat niet de hele partij is."
    )
    toelichting: Alineas | None = Field(None, description="Uitleg. Nooit een geval of een persoon.")
    bewijs: Bewijs | None = Field(None, description="Een verwijzing naar bewijs.")


class Verklaring(Record):
    """De verklaring van een partij over een jaar. De map is het jaar, de bestandsnaam de partij."""

    soort: ClassVar[str] = "verklaring"
    patroon: ClassVar[str] = "data/verklaringen/{}/{}.yaml"

    afgelegd_op: GebeurdOp | None = Field(
        None, description="De dag van de verklaring. Leeg zolang de partij haar nog niet aflegde."
    )
    functie: Tekst | None = Field(None, description="De functie die verklaart. Geen naam.")
    antwoorden: tuple[Antwoord, ...] = Field(min_length=1, description="De antwoorden, één per bepaling.")

    @property
    def jaar(self) -> str:
        """The year (or school year) the statement is about."""
        return self.id.split("/")[0]

    @property
    def partner(self) -> str:
        """The id of the party that makes the statement."""
        return self.id.split("/")[1]
