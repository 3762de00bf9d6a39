"""The agreement itself: its name, term, roles, vocabularies, readings of unclear clauses, and waivers."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from pydantic_core import core_schema as cs

from convenant_cli.kalender import EigenRitme, lange_datum
from convenant_cli.records.afwijking import Afwijking
from convenant_cli.records.begrippen import (
    Begrip,
    Documentsoort,
    Eenheidsoort,
    Evaluatievraag,
    Persoonsgroep,
    Rol,
    Thema,
)
from convenant_cli.records.looptijd import Looptijd
from convenant_cli.records.model.benaming import Namen, Thuis, bij_convenant
from convenant_cli.records.model.record import Definieert, Na, Onderdeel, Record
from convenant_cli.records.model.velden import (
    Alineas,
    Datum,
    GebeurdOp,
    Id,
    JaNee,
    Tekst,
    Vingerafdruk,
    Volgnummer,
    Weblink,
    tekstvorm,
    waardetype,
)
from convenant_cli.records.model.verwijzingen import (
    NaarBepaling,
    NaarBijeenkomst,
    NaarGebondene,
    NaarPartner,
)
from convenant_cli.records.partijwissel import Afwikkeling, Opzegging, Toetreding
from convenant_cli.records.secretariaat import Secretariaat
from convenant_cli.records.voorwoord import Voorwoord
from convenant_cli.records.wijziging import Correctie, Wijzigingsbesluit
from convenant_cli.text.naamwoord import Naamwoord, met_lidwoord
from convenant_cli.text.sentences import capital

_PATTERN = r"^(de|het) \S[^\n]{0,79}$"
Zinsnaam = Annotated[
    Naamwoord,
    waardetype(
        cs.no_info_after_validator_function(Naamwoord, tekstvorm(_PATTERN, strip_whitespace=True)),
        "geen naam met lidwoord; begin met 'de' of 'het', zoals 'het protocol' of 'de samenwerkingsafspraken'",
        {"type": "string", "pattern": _PATTERN, "examples": ["het protocol", "de samenwerkingsafspraken"]},
    ),
]
"""How sentences name a thing, with its article."""


class Eigenperiode(Onderdeel):
    """Een eigen periode van het convenant, zoals een seizoen of een raadsperiode.

    De naam van het blok staat in zinnen voor de jaren: 'seizoen 2026-2027'. Heeft uw periode geen eigen naam, noem het
    blok dan 'periode'.
    """

    eerste_dag: Datum = Field(description="De eerste dag van één van deze periodes, zoals 2026-08-01.")
    jaren: Volgnummer = Field(1, description="Hoeveel jaar elke periode duurt.")
    lidwoord: Literal["de", "het"] = Field("het", description="Het lidwoord: 'het' seizoen, 'de' raadsperiode.")
    hoe_vaak: Tekst | None = Field(
        None,
        description="Hoe een zin zegt dat iets elke periode terugkomt, zoals 'elke raadsperiode'. Leeg betekent: 'elk "
        "seizoen', en bij meer jaren 'elke twee jaar'.",
    )
    omschrijving: Alineas | None = Field(None, description="Wat ermee bedoeld is.")


class Voorganger(Onderdeel):
    """Een eerder convenant dat door dit convenant is vervangen."""

    titel: Tekst = Field(description="De naam van het eerdere convenant.")
    ondertekend: Tekst = Field(description="Wanneer het is ondertekend: een datum of een jaartal.")
    einde: Datum | None = Field(None, description="De laatste dag waarop het gold.")


class Interpretatie(Onderdeel):
    """Een vastgelegde lezing van een onduidelijke bepaling."""

    id: Annotated[Id, Definieert("interpretatie")] = Field(description="De vaste naam van deze lezing.")
    nummer: Volgnummer = Field(description="Het volgnummer in rapporten.")
    vraag: Alineas = Field(description="Wat er onduidelijk is.")
    mogelijkheden: tuple[Tekst, ...] = Field((), description="De lezingen die mogelijk zijn.")
    lezing: Alineas = Field(description="De lezing die nu wordt gebruikt.")
    reden: Alineas | None = Field(None, description="Waarom voor deze lezing is gekozen.")
    bepalingen: tuple[NaarBepaling, ...] = Field((), description="De bepalingen waarover het gaat.")
    status: Literal["voorstel", "vastgesteld"] = Field(
        "voorstel", description="Voorstel van de beheerder, of vastgesteld door de partijen."
    )
    besloten_op: GebeurdOp | None = Field(None, description="Wanneer de lezing is vastgelegd.")
    besloten_door: Tekst | None = Field(None, description="De functie of het overleg dat de lezing koos.")
    besloten_in: NaarBijeenkomst | None = Field(
        None, description="De bijeenkomst waarin de partijen de lezing vaststelden."
    )


class Ontheffing(Onderdeel):
    """Een afspraak om een melding voorlopig te laten rusten, met reden en einddatum."""

    controle: Id = Field(
        description="De controle die rust, zoals 'actie-is-op-tijd', of de bepaling waarvan de melding rust."
    )
    bestand: Tekst = Field(description="Het bestand waarvoor de ontheffing geldt, zoals data/partners/partij.yaml.")
    vingerafdruk: Vingerafdruk | None = Field(
        None,
        description="Bij 'tekst-noemt-geen-persoon': voor welke tekst de ontheffing geldt. De melding noemt hem. "
        "Verandert de tekst, dan rust de melding niet meer.",
    )
    reden: Alineas = Field(description="Waarom de melding mag rusten.")
    verleend_door: Tekst = Field(description="De functie die de ontheffing gaf.")
    verleend_op: GebeurdOp | None = Field(None, description="Wanneer de ontheffing is gegeven.")
    tot: Annotated[Datum, Na("verleend_op")] = Field(description="De dag waarop de ontheffing niet meer geldt.")

    @property
    def in_woorden(self) -> str:
        """The reason, until when, and who granted it."""
        return f"{self.reden.rstrip('.')} (tot {lange_datum(self.tot)}, {self.verleend_door})"


class NietDoorzocht(Onderdeel):
    """Een map of bestand waarin niet naar gegevens van personen wordt gezocht."""

    pad: Tekst = Field(description="De map of het bestand, vanaf de map van het dossier. Nooit data of prive.")
    reden: Alineas = Field(description="Waarom daar niet wordt gezocht, zoals 'verzonnen voorbeelden'.")


class NadereAfspraak(Onderdeel):
    """Een afspraak tussen partijen over gegevens, die buiten dit convenant valt."""

    onderwerp: Tekst = Field(description="Waar de afspraak over gaat.")
    partijen: tuple[NaarPartner, ...] = Field(description="De partijen die de afspraak maakten.")
    datum: GebeurdOp = Field(description="De dag van de afspraak.")
    geldig_tot: Annotated[Datum, Na("datum")] | None = Field(
        None, description="De dag waarop de afspraak niet meer geldt."
    )
    vindplaats: Tekst = Field(description="Waar de afspraak te vinden is: een zaaknummer of webadres.")


class Wetsverwijzing(Onderdeel):
    """Een wet die het convenant noemt, met de naam die nu geldt."""

    zoals_gedrukt: Tekst = Field(description="De naam zoals het convenant die noemt.")
    bedoeld: Tekst = Field(description="De wet die bedoeld is.")
    gecontroleerd_op: GebeurdOp | None = Field(None, description="Wanneer dit voor het laatst is nagegaan.")


class Convenant(Record):
    """Het convenant zelf."""

    soort: ClassVar[str] = "convenant"
    patroon: ClassVar[str] = "data/convenant.yaml"

    titel: Tekst = Field(description="De volledige naam van het convenant.")
    zinsnaam: Zinsnaam = Field(
        Naamwoord("het convenant"),
        description="Hoe zinnen het noemen, met lidwoord: 'het protocol', 'de overeenkomst', "
        "'de samenwerkingsafspraken'. Stukken, mails en meldingen over dit dossier gebruiken dat woord.",
    )
    gemeente: Tekst | None = Field(
        None,
        description="De plaats, gemeente of regio waar het convenant voor is. Laat weg als het daar niet over gaat, "
        "zoals bij een landelijk convenant.",
    )
    plaatsen: tuple[Tekst, ...] = Field(
        (),
        description="De plaatsen die daarin liggen, als het er meer zijn, zoals bij een regio. Een "
        "eenheid ligt erin als haar plaats hier staat.",
    )
    beheerder: NaarPartner | None = Field(
        None, description="De partij die het dossier bijhoudt. Is dat geen partij, gebruik dan 'secretariaat'."
    )
    secretariaat: Secretariaat | None = Field(
        None, description="Wie het dossier bijhoudt, als dat geen partij is. Dan blijft 'beheerder' weg."
    )
    dossier_vanaf: Datum | None = Field(
        None,
        description="De dag waarop dit dossier begon. Over een periode die toen al voorbij was, zegt het dossier niet "
        "dat er iets ontbreekt. 'convenant init' vult deze dag in.",
    )
    overgenomen: JaNee = Field(
        True,
        description="Of de tekst, de partijen en de looptijd helemaal in dit dossier staan. Bij 'nee' mag dat alles "
        "nog veranderen. Bij 'ja' is het bewaakt: dan verandert het alleen met een besluit of een correctie.",
    )
    versie: Tekst | None = Field(None, description="De versie van de tekst, als er meer zijn.")
    ondertekend_op: GebeurdOp = Field(description="De dag van ondertekening.")
    ondertekend_te: Tekst | None = Field(None, description="De plaats van ondertekening.")
    vindplaats: Weblink | None = Field(None, description="Het webadres van de gepubliceerde tekst.")
    voorbeeld: Tekst | None = Field(
        None,
        description="Alleen in een voorbeelddossier: wat er verzonnen is, in één zin. Elk document noemt die op de "
        "eerste bladzijde en in het colofon. Een echt dossier heeft dit veld niet.",
    )
    doel: Alineas | None = Field(None, description="Waar het convenant voor dient, in een paar zinnen.")
    reikwijdte: Alineas | None = Field(None, description="Voor wie het convenant geldt.")
    looptijd: Looptijd = Field(description="Hoe lang het convenant geldt en hoe het doorloopt.")
    toetreding: Literal["besluit", "ondertekening", "verklaring"] = Field(
        "besluit",
        description="Wat een partij die later gaat meedoen nodig heeft: een wijzigingsbesluit met de instemming van "
        "alle partijen, of, als het convenant dat zegt, alleen haar eigen ondertekening, of een verklaring waarmee "
        "wie onder 'toetreding_instemming' staat instemt.",
    )
    toetreding_instemming: tuple[NaarGebondene, ...] = Field(
        ("alle",),
        description="Bij 'toetreding: verklaring': wie ermee instemt, zoals 'alle', een rol of een orgaan (dan de "
        "partijen daarin). Een lege lijst betekent: niemand hoeft in te stemmen.",
    )
    vervangt: tuple[Voorganger, ...] = Field((), description="De eerdere convenanten, nieuwste eerst.")
    personen: Literal["buiten-dossier", "in-dossier"] = Field(
        "buiten-dossier",
        description="Of namen en directe nummers in de dossierbestanden mogen staan. Standaard niet.",
    )
    personen_reden: Alineas | None = Field(
        None, description="Waarom namen in het dossier mogen staan. Verplicht bij 'in-dossier'."
    )
    rollen: Annotated[dict[Id, Rol], Definieert("rol")] = Field(
        description="De rollen die partijen hebben: per rol een korte naam met uitleg."
    )
    themas: Annotated[dict[Id, Thema], Definieert("thema", onzijdig=True)] = Field(
        default_factory=dict, description="De thema's waaraan partijen werken."
    )
    doelgroepen: Annotated[dict[Id, Begrip], Definieert("doelgroep")] = Field(
        default_factory=dict, description="De groepen voor wie het convenant er is."
    )
    documentsoorten: Annotated[dict[Id, Documentsoort], Definieert("documentsoort")] = Field(
        default_factory=dict, description="De soorten documenten die het convenant noemt."
    )
    leveringsoorten: Annotated[dict[Id, Begrip], Definieert("leveringsoort")] = Field(
        default_factory=dict,
        description="Hoe heet wat partijen telkens leveren, zoals 'Halfjaarverslag'. Zonder deze naam is het de soort "
        "zelf, zoals 'monitor'.",
    )
    bijeenkomstsoorten: Annotated[dict[Id, Begrip], Definieert("bijeenkomstsoort")] = Field(
        default_factory=dict, description="De soorten bijeenkomsten die partijen houden."
    )
    perioden: Annotated[dict[Id, Eigenperiode], Definieert("periode")] = Field(
        default_factory=dict,
        description="Eigen periodes, zoals 'seizoen'. Waar een periode staat, kan dan ook 'seizoen 2026-2027' staan, "
        "en bij een toets 'per: seizoen'. Een verklaring over 2026-2027 gaat dan over die periode.",
    )
    agendapuntsoorten: Annotated[dict[Id, Begrip], Definieert("agendapuntsoort")] = Field(
        default_factory=dict, description="Eigen soorten agendapunten, naast de vaste: waarover een bijeenkomst gaat."
    )
    eenheidsoorten: Annotated[dict[Id, Eenheidsoort], Definieert("eenheidsoort")] = Field(
        default_factory=dict, description="Eigen soorten onderdelen van een partij, naast de vaste, zoals een gebouw."
    )
    sectoren: Annotated[dict[Id, Begrip], Definieert("sector")] = Field(
        default_factory=dict, description="Eigen sectoren, naast de vaste, zoals 'ouderenzorg'."
    )
    evaluatievragen: Annotated[dict[Id, Evaluatievraag], Definieert("evaluatievraag")] = Field(
        default_factory=dict, description="De vaste vragen waarop een evaluatie of bijeenkomst antwoord geeft."
    )
    persoonsgroepen: Annotated[dict[Id, Persoonsgroep], Definieert("persoonsgroep")] = Field(
        default_factory=dict,
        description="De mensen over wie het convenant gaat, naast de woorden die het programma al kent, zoals "
        "leerlingen, bewoners en cliënten. Ook bij deze woorden wordt naar gegevens van één persoon gezocht.",
    )
    afkortingen: dict[Tekst, Tekst] = Field(
        default_factory=dict, description="Afkortingen met hun betekenis, voor in documenten."
    )
    wijzigingsbesluiten: tuple[Wijzigingsbesluit, ...] = Field(
        (), description="De besluiten waarmee het convenant is gewijzigd, verlengd of beëindigd."
    )
    opzeggingen: tuple[Opzegging, ...] = Field((), description="De opzeggingen door partijen.")
    toetredingen: tuple[Toetreding, ...] = Field(
        (), description="De verklaringen van partijen die later gingen meedoen, als een verklaring daarvoor genoeg is."
    )
    afwikkelingen: tuple[Afwikkeling, ...] = Field(
        (), description="Wat partijen die vertrekken nog moeten doen, met de laatste dag daarvoor."
    )
    correcties: tuple[Correctie, ...] = Field(
        (), description="Verbeteringen van wat verkeerd uit het convenant was overgenomen."
    )
    interpretaties: tuple[Interpretatie, ...] = Field((), description="Hoe de partijen onduidelijke bepalingen lezen.")
    afwijkingen: tuple[Afwijking, ...] = Field(
        (), description="Afwijkingen die de partijen voor bijzondere omstandigheden afspraken."
    )
    ontheffingen: tuple[Ontheffing, ...] = Field((), description="Meldingen die voorlopig rusten.")
    niet_doorzocht: tuple[NietDoorzocht, ...] = Field(
        (), description="Mappen en bestanden naast data/ waarin niet naar gegevens van personen wordt gezocht."
    )
    nadere_afspraken: tuple[NadereAfspraak, ...] = Field(
        (), description="Afspraken over gegevens die buiten het convenant vallen."
    )
    wetsverwijzingen: tuple[Wetsverwijzing, ...] = Field((), description="De wetten die het convenant noemt.")
    voorwoord_partnergids: Voorwoord | None = Field(None, description="Een woord vooraf in de partnergids.")

    @property
    def waar(self) -> str:
        """The gemeente, where the title does not name it already; empty for an agreement of no one gemeente."""
        place = self.gemeente or ""
        return "" if place.casefold() in self.titel.casefold() else place

    @property
    def gebied(self) -> str:
        """The place of the agreement as a sentence has it behind 'in': 'de veiligheidsregio Heuvelland'; or empty."""
        return met_lidwoord(self.gemeente or "")

    def ligt_erin(self, plaats: str) -> bool:
        """Tell whether a place lies within that of the agreement; so does every place when it names none."""
        return self.gemeente is None or plaats.casefold() in map(str.casefold, (self.gemeente, *self.plaatsen))

    def zinsbegin(self, _namen: Namen, /) -> str:
        """Return what the agreement is called."""
        return capital(self.zinsnaam.kaal)

    def thuis(self, namen: Namen, /) -> Thuis:
        """Return the agreement, before its chapters."""
        return bij_convenant(namen, ((),))

    def eigen_ritme(self, naam: str) -> EigenRitme | None:
        """Return a rhythm of the agreement's own; None when it has no such rhythm."""
        own = self.perioden.get(naam)
        return EigenRitme(naam, own.eerste_dag, own.jaren, own.lidwoord) if own else None

    def ontheffingen_op(self, dag: date) -> dict[tuple[str, str], Ontheffing]:
        """Return the waivers in force on a day, by what rests (a check or a clause) and file; not those on one text."""
        covers = (waiver for waiver in self.ontheffingen if dag < waiver.tot and waiver.vingerafdruk is None)
        return {(waiver.controle, waiver.bestand): waiver for waiver in covers}

    def tekstontheffingen_op(self, dag: date) -> dict[tuple[str, str], Ontheffing]:
        """Return the waivers on one text that are in force on a day, by file and fingerprint."""
        covers = (waiver for waiver in self.ontheffingen if dag < waiver.tot and waiver.vingerafdruk)
        return {(waiver.bestand, waiver.vingerafdruk or ""): waiver for waiver in covers}


def _nothing_agreed() -> Convenant:
    fields: dict[str, Any] = {"titel": "", "beheerder": "", "rollen": {}}
    return Convenant.model_construct(None, **fields)


#: The agreement of a dossier whose ``data/convenant.yaml`` is missing or unreadable: it defines and waives nothing.
#: It has no term and no day of signing; who needs those asks whether there is an agreement.
NIETS_AFGESPROKEN = _nothing_agreed()
