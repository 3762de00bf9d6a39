"""A party to the agreement: who it is, how to reach it, what it offers and which documents it keeps."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records.aanbod import Aanbod
from convenant_cli.records.model.benaming import Namen, Thuis, bij_partij
from convenant_cli.records.model.record import Definieert, Heette, Na, Onderdeel, Persoonlijk, Record
from convenant_cli.records.model.velden import (
    Alineas,
    Datum,
    GebeurdOp,
    Id,
    JaNee,
    KorteNaam,
    PeriodeVeld,
    Postbus,
    Tekst,
    Telefoon,
    Weblink,
)
from convenant_cli.records.model.verwijzingen import (
    NaarDocumentsoort,
    NaarDoelgroep,
    NaarEenheid,
    NaarEenheidsoort,
    NaarPartner,
    NaarPartnerOfEenheid,
    NaarRol,
    NaarSector,
    NaarThema,
)
from convenant_cli.text.naamwoord import met_lidwoord


class Contact(Onderdeel):
    """Een vast aanspreekpunt: een functie met een functionele postbus, geen persoon."""

    functie: Tekst = Field(description="De functie, zoals 'secretaris'. Geen naam van een persoon.")
    email: Postbus | None = Field(None, description="Het adres van een functionele postbus.")
    telefoon: Telefoon | None = Field(
        None, description="Een algemeen nummer, zoals van een balie. Geen direct nummer van een persoon."
    )
    van: Datum | None = Field(None, description="De eerste dag waarop deze functie het aanspreekpunt is.")
    tot: Annotated[Datum, Na("van")] | None = Field(
        None, description="De dag waarop dit aanspreekpunt stopt, als die bekend is."
    )
    bevestigd_op: GebeurdOp | None = Field(
        None, description="Wanneer de partij voor het laatst bevestigde dat dit nog klopt."
    )
    naam: Annotated[Tekst, Persoonlijk()] | None = Field(
        None, description="De naam van de persoon. Alleen als het convenant 'personen: in-dossier' kiest."
    )
    telefoon_direct: Annotated[Telefoon, Persoonlijk()] | None = Field(
        None, description="Het directe nummer van de persoon. Alleen bij 'personen: in-dossier'."
    )

    def geldt_op(self, dag: date) -> bool:
        """Tell whether this is whom to reach on a day, for as far as its own first and last day tell."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag < self.tot)


class Aanspreekpunt(Onderdeel):
    """Een functie of afdeling die voor een taak bereikbaar is."""

    taak: Id = Field(description="De taak, zoals 'inzet-en-samenwerking' of 'vragen-van-pers'.")
    functie: Tekst = Field(description="De functie of afdeling.")
    email: Postbus | None = Field(None, description="Het adres van een functionele postbus.")
    telefoon: Telefoon | None = Field(None, description="Een algemeen nummer.")
    webpagina: Weblink | None = Field(None, description="Een webadres waar men terechtkan.")
    voor: tuple[NaarPartnerOfEenheid, ...] = Field(
        (), description="Voor welke partners of eenheden. Leeg betekent: voor iedereen."
    )
    themas: tuple[NaarThema, ...] = Field(
        (), description="De thema's waarvoor men hier het eerst terechtkan. 'convenant find' zoekt daarop."
    )
    bevestigd_op: GebeurdOp | None = Field(None, description="Wanneer dit voor het laatst is bevestigd.")


class Mandaat(Onderdeel):
    """Waarop de bevoegdheid rust van wie tekende."""

    besluit: Tekst = Field(description="Het besluit of de regeling, zoals 'besluit van het bestuur' of 'statuten'.")
    datum: GebeurdOp = Field(description="De dag van dat besluit.")
    grond: Tekst | None = Field(None, description="Het artikel van een wet of regeling waarop het rust.")
    vindplaats: Tekst | None = Field(None, description="Waar het te vinden is: een zaaknummer of webadres.")

    @property
    def in_woorden(self) -> str:
        """How a reader sees it: ``besluit van het college, 1 oktober 2022``, with its ground in brackets."""
        return f"{self.besluit}, {lange_datum(self.datum)}{f' ({self.grond})' if self.grond else ''}"


class Ondertekening(Onderdeel):
    """Hoe de partij het convenant heeft ondertekend."""

    datum: GebeurdOp = Field(description="De dag van ondertekening.")
    functie: Tekst = Field(description="De functie van wie tekende. Geen naam.")
    namens: Tekst | None = Field(None, description="Namens wie is getekend, zoals het bestuur.")
    mandaat: Mandaat | None = Field(None, description="Waarop de bevoegdheid rust van wie tekende.")
    toelichting: Alineas | None = Field(None, description="Wat een lezer verder moet weten.")


def _signature_tag(value: Any) -> str:
    return "woord" if isinstance(value, str) else "ondertekening"


class Eenheid(Onderdeel):
    """Een onderdeel van een partij, zoals een school, een kantoor, een afdeling of een team."""

    id: Annotated[Id, Definieert("eenheid", binnen="record")] = Field(
        description="De vaste naam. Andere bestanden verwijzen met partner/eenheid."
    )
    naam: Tekst = Field(description="Hoe de eenheid heet.")
    soort: NaarEenheidsoort = Field(
        description="Wat voor eenheid het is: een vaste soort, of een eigen soort uit data/convenant.yaml."
    )
    sector: NaarSector | None = Field(
        None, description="De sector: een vaste, of een eigen sector uit data/convenant.yaml."
    )
    hoort_bij: NaarEenheid | None = Field(
        None,
        description="De eenheid waar deze onder valt, zoals het gebouw van een afdeling. Een document, antwoord "
        "of aanbod van die eenheid telt ook hier, tenzij hier iets eigens staat. Een contactpersoon niet.",
    )
    plaats: Tekst | None = Field(
        None, description="De plaats of gemeente waar de eenheid ligt, geschreven zoals in het convenant."
    )
    lid_van: Datum | None = Field(None, description="De eerste dag van deelname, als die afwijkt.")
    lid_tot: Annotated[Datum, Na("lid_van")] | None = Field(None, description="De dag waarop de deelname stopt.")
    contactpersoon: Contact | None = Field(None, description="Het vaste aanspreekpunt van de eenheid.")
    vervanger: Contact | None = Field(None, description="De vervanger van het aanspreekpunt.")
    toelichting: Alineas | None = Field(None, description="Wat een lezer verder moet weten.")


class Bekendmaking(Onderdeel):
    """Aan wie een document bekend is gemaakt."""

    aan: NaarDoelgroep = Field(description="De groep die het document kent.")
    datum: GebeurdOp = Field(description="Wanneer.")
    kanaal: Tekst = Field(description="Hoe, zoals 'nieuwsbrief' of 'teamoverleg'.")


class Deling(Onderdeel):
    """Met welke partij een document is gedeeld."""

    met: NaarPartner = Field(description="De partij die het document kreeg.")
    datum: GebeurdOp = Field(description="Wanneer.")
    versie: Tekst | None = Field(None, description="Welke versie is gedeeld.")


class Document(Onderdeel):
    """Een document dat de partij bijhoudt. Hier staat waar het is, nooit de inhoud."""

    id: Annotated[Id, Definieert("document", binnen="record", onzijdig=True)] = Field(description="De vaste naam.")
    soort: NaarDocumentsoort = Field(description="De soort document.")
    titel: Tekst = Field(description="De titel.")
    eenheid: NaarEenheid | None = Field(
        None, description="De eenheid waarvoor het geldt, als dat niet de hele partij is."
    )
    voor: Annotated[tuple[NaarPartnerOfEenheid, ...], Heette("scholen")] = Field(
        (),
        description="De eenheden of partijen waarmee het is gemaakt of waarover het gaat. Leeg betekent: alle.",
    )
    over: PeriodeVeld | None = Field(
        None, description="Voor of over welk jaar het is, als er elk jaar een is en 'vastgesteld_op' dat niet zegt."
    )
    versie: Tekst | None = Field(None, description="De versie.")
    vastgesteld_op: GebeurdOp | None = Field(None, description="Wanneer deze versie is vastgesteld.")
    herzien_voor: Annotated[Datum, Na("vastgesteld_op")] | None = Field(
        None, description="Voor welke dag het opnieuw wordt bekeken."
    )
    geldig_tot: Annotated[Datum, Na("vastgesteld_op")] | None = Field(
        None, description="De dag waarop het document niet meer geldt."
    )
    vindplaats: Tekst = Field(description="Waar het te vinden is: een zaaknummer of webadres.")
    elementen: dict[Id, Tekst] = Field(
        default_factory=dict,
        description="De vereiste onderdelen die erin staan, met de paragraaf waar ze staan.",
    )
    bekendgemaakt: tuple[Bekendmaking, ...] = Field((), description="Aan wie deze versie bekend is gemaakt.")
    gedeeld: tuple[Deling, ...] = Field((), description="Met welke partijen deze versie is gedeeld.")


class Opdracht(Onderdeel):
    """Een opdracht of subsidie die deze partij aan een andere partij geeft."""

    partner: NaarPartner = Field(description="De partij die de opdracht krijgt.")
    titel: Tekst = Field(description="Waar de opdracht over gaat.")
    periode: PeriodeVeld = Field(description="De periode, zoals 'kalenderjaar 2026'.")
    vindplaats: Tekst = Field(description="Waar de opdracht te vinden is: een zaaknummer.")


class Levering(Onderdeel):
    """Iets dat de partij heeft geleverd, zoals monitorcijfers."""

    soort: Id = Field(description="Wat voor levering het is, zoals 'monitor'.")
    titel: Tekst = Field(description="Wat er is geleverd.")
    datum: GebeurdOp = Field(description="Wanneer.")
    over: PeriodeVeld | None = Field(
        None, description="Over welke periode het gaat, zoals '2e kwartaal 2026', als dat niet uit de datum blijkt."
    )
    eenheid: NaarEenheid | None = Field(None, description="De afdeling of dienst die leverde.")
    vindplaats: Tekst | None = Field(None, description="Waar het te vinden is.")


class EerdereNaam(Onderdeel):
    """Een naam die de partij eerder had."""

    naam: Tekst = Field(description="De volledige naam van toen.")
    tot: Datum = Field(description="De dag waarop de partij een andere naam kreeg.")


class Partner(Record):
    """Een partij bij het convenant."""

    soort: ClassVar[str] = "partner"
    patroon: ClassVar[str] = "data/partners/{}.yaml"

    naam: Tekst = Field(description="De volledige naam van de partij.")
    korte_naam: KorteNaam | None = Field(None, description="Een korte naam voor tabellen, hoogstens 16 tekens.")
    zinsnaam: Tekst | None = Field(
        None,
        description="De naam in een zin, zoals 'de stichting'. Leeg: de korte naam, zoals in 'Stichting Zon leverde'. "
        "Begint die met een woord als 'waterschap' of 'provincie', en heeft de naam meer woorden, dan komt het "
        "lidwoord er vanzelf bij.",
    )
    eerdere_namen: tuple[EerdereNaam, ...] = Field(
        (), description="De namen die de partij eerder had, oudste eerst. Oude stukken noemen die nog."
    )
    rollen: tuple[NaarRol, ...] = Field(min_length=1, description="De rollen van de partij in het convenant.")
    lid_van: Datum = Field(description="De eerste dag waarop de partij meedoet.")
    lid_tot: Annotated[Datum, Na("lid_van")] | None = Field(
        None, description="De dag waarop de partij niet meer meedoet."
    )
    opvolger: NaarPartner | None = Field(
        None, description="De partij die haar plaats innam, zoals na een fusie. Alleen als zij niet meer meedoet."
    )
    genoemd_in_aanhef: JaNee | None = Field(
        None, description="Of de partij in de lijst van partijen van het convenant staat."
    )
    ondertekening: Annotated[
        Annotated[Ondertekening, Tag("ondertekening")] | Annotated[Literal["onbekend"], Tag("woord")],
        Discriminator(_signature_tag),
    ] = Field(description="Datum en functie van ondertekening, of 'onbekend' als de bron het niet laat zien.")
    webpagina: Weblink | None = Field(None, description="De pagina van de partij over het convenant.")
    contactpersoon: Contact | None = Field(None, description="Het vaste aanspreekpunt van de partij.")
    vervanger: Contact | None = Field(None, description="De vervanger van het aanspreekpunt.")
    aanspreekpunten: tuple[Aanspreekpunt, ...] = Field(
        (), description="Functies of afdelingen die voor een taak bereikbaar zijn."
    )
    eenheden: tuple[Eenheid, ...] = Field(
        (), description="De onderdelen van de partij, zoals scholen, kantoren, afdelingen of teams."
    )
    aanbod: tuple[Aanbod, ...] = Field((), description="Wat de partij aanbiedt.")
    documenten: tuple[Document, ...] = Field((), description="De documenten die de partij bijhoudt.")
    opdrachten: tuple[Opdracht, ...] = Field((), description="De opdrachten die de partij geeft.")
    leveringen: tuple[Levering, ...] = Field((), description="Wat de partij heeft geleverd.")
    toelichting: Alineas | None = Field(None, description="Wat een lezer verder moet weten.")

    @property
    def namen(self) -> tuple[str, ...]:
        """Every name by which people know it now, or did before."""
        return (self.id, self.naam, self.kort, self.in_zin, *(one.naam for one in self.eerdere_namen))

    @property
    def verwijsnaam(self) -> str:
        """How others refer to it: by its short name."""
        return self.kort

    @property
    def ondertitel(self) -> str:
        """Its whole name, when that says more."""
        return "" if self.naam == self.kort else self.naam

    def thuis(self, namen: Namen, /) -> Thuis:
        """Return the party itself, before its statements."""
        return bij_partij(self.id, namen, (False, self.id))

    @property
    def kort(self) -> str:
        """The name for tables."""
        return self.korte_naam or self.naam

    @property
    def in_zin(self) -> str:
        """The name inside a sentence, with its article where it has one."""
        return self.zinsnaam or (met_lidwoord(self.kort) if " " in self.naam else self.kort)

    def eenheid(self, id: str | None) -> Eenheid | None:
        """Return the unit with a full id (``partner/eenheid``); None when that is none of this party."""
        return next((one for one in self.eenheden if f"{self.id}/{one.id}" == id), None)

    def onder(self, eenheid: str | None) -> tuple[str, ...]:
        """Return the full id of a unit and of each unit that it is part of, the nearest first; empty for None."""
        if eenheid is None:
            return ()
        above = {f"{self.id}/{unit.id}": unit.hoort_bij for unit in self.eenheden if unit.hoort_bij}
        found: dict[str, None] = {}
        while eenheid and eenheid not in found:  # a circle has a finding of its own
            found[eenheid] = None
            eenheid = above.get(eenheid)
        return tuple(found)

    def actief_in(self, tijdvak: Tijdvak) -> bool:
        """Tell whether the party takes part on at least one day of a stretch."""
        return self.lid_van < tijdvak.tot and (self.lid_tot is None or self.lid_tot > tijdvak.van)

    def actief_op(self, dag: date) -> bool:
        """Tell whether the party takes part on a day."""
        return self.lid_van <= dag and self.weg_sinds(dag) is None

    def weg_sinds(self, dag: date) -> date | None:
        """Return since when the party takes part no more on a day; None when it does, or is still to join."""
        return self.lid_tot if self.lid_tot and self.lid_tot <= dag else None
