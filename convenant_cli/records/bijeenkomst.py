"""A meeting of the parties: agenda, attendance, decisions and action points."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant_cli.findings import Path
from convenant_cli.kalender import een_dag, korte_datum, lange_datum
from convenant_cli.records.evaluatie import Vraagantwoord
from convenant_cli.records.model.deelname import Deelname, DoetMee, Omgeving
from convenant_cli.records.model.holding import AlleenVoor
from convenant_cli.records.model.record import Definieert, Na, Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, Datum, GebeurdOp, Id, Tekst, Tijd, Volgnummer
from convenant_cli.records.model.verwijzingen import (
    NaarAgendapuntsoort,
    NaarBijeenkomst,
    NaarBijeenkomstsoort,
    NaarOrgaan,
    NaarPartner,
    NaarPartnerOfAlle,
)

Via = Literal["contactpersoon", "vervanger", "ander"]


class Agendapunt(Onderdeel):
    """Een punt op de agenda."""

    titel: Tekst = Field(description="Waar het over gaat.")
    soort: NaarAgendapuntsoort = Field(
        "overig",
        description="Wat voor punt het is, als het convenant er een vraagt: een vaste soort, of een eigen soort uit "
        "data/convenant.yaml.",
    )
    doel: Literal["informeren", "bespreken", "besluiten"] = Field(description="Wat de bijeenkomst ermee doet.")
    inbrenger: Annotated[NaarPartner, DoetMee()] | None = Field(None, description="De partij die het punt inbrengt.")
    minuten: Volgnummer | None = Field(None, description="Hoeveel minuten het punt duurt.")
    stukken: tuple[Tekst, ...] = Field((), description="De stukken erbij: titel of webadres.")
    toelichting: Alineas | None = Field(None, description="Wat de deelnemers vooraf moeten weten.")
    voorstel: Alineas | None = Field(
        None, description="Bij een punt om te besluiten: het besluit dat wordt voorgesteld."
    )
    voor_voorzitter: Annotated[Alineas | None, AlleenVoor("voorzitter")] = Field(
        None,
        description="Wat alleen de voorzitter vooraf moet weten. Het staat alleen in de agenda die u met '--voor "
        "voorzitter' maakt, en in geen ander document.",
    )
    conclusie: Alineas | None = Field(None, description="Wat de bijeenkomst concludeerde.")
    antwoorden: tuple[Vraagantwoord, ...] = Field((), description="De antwoorden op de vaste vragen.")


class Aanwezige(Onderdeel):
    """Een partij die er was."""

    partner: Annotated[NaarPartner, DoetMee()] = Field(description="De partij.")
    via: Via = Field(description="Via wie: de contactpersoon, de vervanger of iemand anders.")
    functie: Tekst | None = Field(None, description="De functie van wie er was, bij 'ander'.")


class Afmelding(Onderdeel):
    """Een partij die zich afmeldde."""

    partner: Annotated[NaarPartner, DoetMee()] = Field(description="De partij.")
    reden: Tekst | None = Field(None, description="Waarom, zonder privégegevens.")


class Besluit(Onderdeel):
    """Een besluit van de bijeenkomst."""

    nummer: Annotated[Id, Definieert("besluit", onzijdig=True)] = Field(
        description="Het nummer, zoals b2025-1. Twee besluiten hebben nooit hetzelfde nummer."
    )
    tekst: Alineas = Field(description="Wat er is besloten.")


class Actiepunt(Onderdeel):
    """Een afspraak uit de bijeenkomst: wie doet wat voor wanneer."""

    nummer: Annotated[Id, Definieert("actiepunt", onzijdig=True)] = Field(
        description="Het nummer, zoals a2025-1. Twee actiepunten hebben nooit hetzelfde nummer."
    )
    tekst: Alineas = Field(description="Wat er gebeurt.")
    eigenaar: Annotated[NaarPartner, DoetMee("actiepunt")] | None = Field(
        None, description="De partij die het doet. Leeg betekent: wie het dossier bijhoudt."
    )
    gereed: Datum = Field(description="Wanneer het klaar is.")
    status: Literal["open", "afgerond", "vervallen"] = Field(description="Open, afgerond of vervallen.")
    afgerond_op: GebeurdOp | None = Field(None, description="Wanneer het klaar was.")

    def te_laat(self, dag: date) -> bool:
        """Tell whether it should have been done before a day; what was finished later, was open on that day."""
        later = self.status == "afgerond" and self.afgerond_op is not None and self.afgerond_op > dag
        return (self.status == "open" or later) and self.gereed < dag


class Voorzitter(Onderdeel):
    """Wie de bijeenkomst of het orgaan voorzit: een functie bij een partij."""

    partner: Annotated[NaarPartner, DoetMee()] = Field(description="De partij.")
    functie: Tekst = Field(description="De functie. Geen naam.")


class Verslag(Onderdeel):
    """Het verslag van de bijeenkomst."""

    status: Literal["concept", "vastgesteld"] = Field(description="Concept of vastgesteld.")
    vastgesteld_op: GebeurdOp | None = Field(None, description="Wanneer het verslag is vastgesteld.")
    vindplaats: Tekst | None = Field(None, description="Waar het te vinden is: een zaaknummer of webadres.")


class Nalevingsrapport(Onderdeel):
    """Het rapport over de naleving dat in de bijeenkomst op tafel lag."""

    peildatum: Datum = Field(description="De dag waarop het rapport de stand geeft.")
    vindplaats: Tekst | None = Field(None, description="Waar het te vinden is.")


class Bijeenkomst(Record):
    """Een bijeenkomst van de partijen. De bestandsnaam begint met de datum."""

    soort: ClassVar[str] = "bijeenkomst"
    patroon: ClassVar[str] = "data/bijeenkomsten/{}.yaml"

    titel: Tekst = Field(description="De naam van de bijeenkomst.")
    bijeenkomstsoort: NaarBijeenkomstsoort = Field(
        description="De soort bijeenkomst, uit de lijst in data/convenant.yaml."
    )
    orgaan: NaarOrgaan | None = Field(None, description="Het orgaan dat bijeenkomt. Leeg: de partijen zelf.")
    status: Literal["gepland", "gehouden", "vervallen"] = Field(description="Gepland, gehouden of vervallen.")
    datum: Datum = Field(description="De dag.")
    aanvang: Tijd = Field(description="De begintijd, zoals 14:30.")
    einde: Annotated[Tijd, Na("aanvang")] | None = Field(None, description="De eindtijd, zoals 16:30.")
    plaats: Tekst = Field(description="Waar, zoals een gebouw of 'online'.")
    organisator: Annotated[NaarPartner, DoetMee()] | None = Field(
        None, description="De partij die de bijeenkomst organiseert. Leeg betekent: wie het dossier bijhoudt."
    )
    voorzitter: Voorzitter | None = Field(None, description="Wie voorzit.")
    uitnodiging_verzonden_op: GebeurdOp | None = Field(None, description="Wanneer de uitnodiging is verstuurd.")
    genodigd: tuple[Annotated[NaarPartnerOfAlle, DoetMee()], ...] = Field(
        description="De partijen die zijn uitgenodigd, of 'alle'."
    )
    genodigd_extern: tuple[Tekst, ...] = Field((), description="Anderen die zijn uitgenodigd. Geen namen van personen.")
    agenda: tuple[Agendapunt, ...] = Field(min_length=1, description="De agendapunten, in volgorde.")
    aanwezig: tuple[Aanwezige, ...] = Field((), description="De partijen die er waren.")
    afgemeld: tuple[Afmelding, ...] = Field((), description="De partijen die zich afmeldden.")
    besluiten: tuple[Besluit, ...] = Field((), description="De besluiten.")
    actiepunten: tuple[Actiepunt, ...] = Field((), description="De actiepunten.")
    nalevingsrapport: Nalevingsrapport | None = Field(
        None, description="Het rapport over de naleving dat op tafel lag."
    )
    verslag: Verslag | None = Field(None, description="Het verslag.")
    vorige: NaarBijeenkomst | None = Field(None, description="De vorige bijeenkomst van deze soort.")

    @property
    def duur(self) -> int | None:
        """How many minutes it lasts; None without an end."""
        if self.einde is None:
            return None
        return (self.einde.hour - self.aanvang.hour) * 60 + self.einde.minute - self.aanvang.minute

    @property
    def verwijsnaam(self) -> str:
        """How others refer to it: ``Stuurgroep van 12-11-2026``."""
        return f"{self.titel} van {korte_datum(self.datum)}"

    def deelname(self, _path: Path, _omgeving: Omgeving) -> Deelname | None:
        """Return when who is there or has a part in it must take part: on the day itself."""
        if self.status == "vervallen":
            return None
        return Deelname((een_dag(self.datum),), f"de bijeenkomst is op {lange_datum(self.datum)}")

    def actiepunt(self, path: Path, _omgeving: Omgeving) -> Deelname | None:
        """Return when who owns an action point must take part: on the day it is due, or was done."""
        punt = self.actiepunten[int(path[1])]
        if "vervallen" in (self.status, punt.status):
            return None
        days = [punt.gereed, punt.afgerond_op] if punt.afgerond_op else [punt.gereed]
        moment = f"actiepunt {punt.nummer} hoort klaar te zijn op {lange_datum(punt.gereed)}"
        return Deelname(tuple(map(een_dag, days)), moment)
