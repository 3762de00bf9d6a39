"""The statement of one party about the duties that only it can attest, over a year or another period."""

import re
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.kalender import EigenRitme, Ritme, Tijdvak, tijdvaknaam
from convenant_cli.records.model.benaming import Namen, Thuis, bij_partij
from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, GebeurdOp, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarEenheid


def is_year(map: str) -> bool:
    """Tell whether a folder names a year or a school year, and not a period by its name."""
    return re.fullmatch(r"\d{4}(-\d{4})?", map) is not None


def period_name(map: str) -> str:
    """Return how sentences name what a folder of statements is about: ``2026``, ``3e kwartaal 2026``."""
    if match := re.fullmatch(r"(\d{4})-(kwartaal|halfjaar)-([1-4])", map):
        return f"{match[3]}e {match[2]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", map):
        return f"{match[2]}-{match[1]}"
    match = re.fullmatch(r"([a-z].*?)-(\d{4}(?:-\d{4})?)", map)
    return f"{match[1]} {match[2]}" if match else map


def folder_of(naam: str) -> str:
    """Return the folder of a period as people name it (``3e kwartaal 2026``); any other text as it is."""
    if match := re.fullmatch(r"([1-4])e (kwartaal|halfjaar) (\d{4})", naam):
        return f"{match[3]}-{match[2]}-{match[1]}"
    if match := re.fullmatch(r"(\d{2})-(\d{4})", naam):
        return f"{match[2]}-{match[1]}"
    naam = naam.removeprefix("kalenderjaar ")
    return naam.replace(" ", "-") if re.fullmatch(r"[a-z0-9-]+ \d{4}(-\d{4})?", naam) else naam


def map_of(ritme: Ritme | EigenRitme, days: Tijdvak) -> str:
    """Return the folder of statements on one period of a rhythm."""
    # A year of the agreement is named after the one in which it begins.
    return f"convenantjaar-{days.van.year}" if ritme == "convenantjaar" else folder_of(tijdvaknaam(ritme, days))


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
    opgave: Tekst | None = Field(
        None, description="Het getal of de regel tekst waar de bepaling om vraagt, zoals 312 of '12,5'."
    )
    eenheid: NaarEenheid | None = Field(
        None, description="De eenheid waarvoor het antwoord geldt, als dat niet de hele partij is."
    )
    toelichting: Alineas | None = Field(None, description="Uitleg. Nooit een geval of een persoon.")
    bewijs: Bewijs | None = Field(None, description="Een verwijzing naar bewijs.")


class Verklaring(Record):
    """De verklaring van een partij. De map is het jaar (2026) of de periode (2026-kwartaal-3), de naam de partij."""

    soort: ClassVar[str] = "verklaring"
    patroon: ClassVar[str] = "data/verklaringen/{}/{}.yaml"

    afgelegd_op: GebeurdOp | None = Field(
        None, description="De dag van de verklaring. Leeg zolang de partij haar nog niet aflegde."
    )
    functie: Tekst | None = Field(None, description="De functie die verklaart. Geen naam.")
    antwoorden: tuple[Antwoord, ...] = Field(min_length=1, description="De antwoorden, één per bepaling.")

    @property
    def jaar(self) -> str:
        """The year or the period the statement is about, as its folder names it: ``2026``, ``2026-kwartaal-3``."""
        return self.id.split("/")[0]

    @property
    def partner(self) -> str:
        """The id of the party that makes the statement."""
        return self.id.split("/")[1]

    def zinsbegin(self, namen: Namen, /) -> str:
        """Return how a sentence about it begins: ``Verklaring 2026 van Politie``."""
        return f"Verklaring {period_name(self.jaar)} van {namen.partner(self.partner)}"

    def thuis(self, namen: Namen, /) -> Thuis:
        """Return the party that makes it."""
        return bij_partij(self.partner, namen, (True, self.id))
