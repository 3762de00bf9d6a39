"""What changes in an agreement that was signed: decisions of all parties, and corrections of what was taken over."""

from typing import Annotated, Literal

from pydantic import Field

from convenant_cli.kalender import lange_datum
from convenant_cli.records.model.record import Definieert, Na, Onderdeel
from convenant_cli.records.model.velden import Alineas, Datum, GebeurdOp, Id, JaNee, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarBesluit, NaarPartner, NaarRol
from convenant_cli.records.partijwissel import Instemming


class Geraakt(Onderdeel):
    """Wat van het ondertekende convenant anders wordt."""

    bepalingen: tuple[NaarBepaling, ...] = Field((), description="De bepalingen die anders worden.")
    rollen: tuple[NaarRol, ...] = Field(
        (), description="De rollen die anders worden, of die een partij erbij krijgt of kwijtraakt."
    )
    looptijd: JaNee = Field(
        False, description="Ja als de looptijd onder 'looptijd' anders wordt, of hoe een partij toetreedt."
    )


class Wijzigingsbesluit(Geraakt):
    """Een besluit van alle partijen om het convenant te wijzigen, te verlengen of te beëindigen."""

    id: Annotated[Id, Definieert("wijzigingsbesluit", onzijdig=True)] = Field(
        description="De vaste naam van het besluit."
    )
    datum: GebeurdOp = Field(description="De dag van het besluit.")
    soort: Literal["wijziging", "verlenging", "beeindiging"] = Field(
        description="Wat het besluit doet: tekst wijzigen, verlengen of beëindigen."
    )
    tekst: Alineas = Field(description="Wat er is besloten.")
    ingang: Annotated[Datum, Na("datum", gelijk=True, zacht=True)] = Field(
        description="De eerste dag waarop het besluit werkt."
    )
    nieuwe_einddatum: Annotated[Datum, Na("ingang", gelijk=True)] | None = Field(
        None, description="De nieuwe laatste dag, bij een verlenging."
    )
    toetreding: tuple[NaarPartner, ...] = Field(
        (), description="De partijen die door een besluit tot wijziging gaan meedoen, vanaf 'ingang'."
    )
    besluit: NaarBesluit | None = Field(None, description="Het besluit in het verslag van een bijeenkomst.")
    instemming: tuple[Instemming, ...] = Field((), description="De partijen die instemden.")

    @property
    def naam(self) -> str:
        """How sentences name it: its day and its kind."""
        return f"het besluit van {lange_datum(self.datum)} ({self.soort.replace('beei', 'beëi')})"


class Correctie(Geraakt):
    """Een verbetering van wat uit het convenant is overgenomen: het dossier was fout, het convenant verandert niet."""

    datum: GebeurdOp = Field(description="Wanneer het is verbeterd.")
    reden: Alineas = Field(description="Wat er verkeerd was overgenomen, en waaruit dat blijkt.")
    door: Tekst = Field(description="De functie die dit vaststelde.")
    weggehaald: tuple[Id, ...] = Field(
        (), description="Bepalingen die uit het dossier zijn gehaald omdat zij niet in het convenant staan."
    )
