"""One action of a year plan: who does what, with whom, by when, and how we know it worked."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant_cli.findings import Path
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records.jaarplan import Jaarplan
from convenant_cli.records.model.benaming import Namen, Thuis
from convenant_cli.records.model.deelname import Deelname, DoetMee, Omgeving
from convenant_cli.records.model.record import Heette, Na, Onderdeel, Record
from convenant_cli.records.model.velden import Aantal, Alineas, Datum, GebeurdOp, Getal, Nummer, Tekst
from convenant_cli.records.model.verwijzingen import (
    NaarAanbod,
    NaarActie,
    NaarBepaling,
    NaarDoel,
    NaarPartner,
    NaarPartnerOfEenheid,
    NaarThema,
    NaarVraagstuk,
)
from convenant_cli.text.volgorde import numeric

Actiestatus = Literal["gepland", "loopt", "afgerond", "uitgesteld", "vervallen"]

#: The fields that say how an action goes, and not what was agreed: they may change after the plan was adopted.
VOORTGANG: frozenset[Path] = frozenset(
    (("status",), ("status_reden",), ("voortgang",), ("afgerond_op",), ("indicator", "resultaat"))
)


def is_voortgang(weg: Path) -> bool:
    """Tell whether a field of an action, or a part of it, says how the action goes."""
    return any(weg[: len(one)] == one for one in VOORTGANG)


class Indicator(Onderdeel):
    """Waaraan men ziet dat de actie werkt."""

    omschrijving: Tekst = Field(description="Wat er wordt gemeten, zoals 'aantal deelnemers'.")
    eenheid: Tekst | None = Field(None, description="De eenheid, zoals '%' of 'bijeenkomsten'.")
    nulmeting: Getal | None = Field(None, description="De stand voor de start.")
    streefwaarde: Getal = Field(description="De stand die men wil halen.")
    resultaat: Getal | None = Field(None, description="De stand na afloop.")


class Inzet(Onderdeel):
    """Wat een partij aan de actie bijdraagt."""

    partner: NaarPartner = Field(description="De partij.")
    inzet: Tekst = Field(description="Wat de partij doet of levert.")
    uren: Getal | None = Field(None, description="Hoeveel uren de partij inzet. Het plan telt ze per partij op.")
    euro: Getal | None = Field(None, description="Hoeveel euro de partij betaalt. Het plan telt ze per partij op.")


class Telling(Onderdeel):
    """Hoe vaak het lukte, van de start van de actie tot en met de dag van het bericht."""

    gelukt: Aantal = Field(description="Hoe vaak het lukte, zoals het aantal weken dat er iemand was.")
    gemist: Aantal = Field(description="Hoe vaak het niet lukte, terwijl het wel was afgesproken.")


class Voortgang(Onderdeel):
    """Een bericht over de voortgang."""

    datum: GebeurdOp = Field(description="De dag van het bericht.")
    tekst: Alineas = Field(description="Wat er is gebeurd. Nooit een geval of een persoon.")
    telling: Telling | None = Field(
        None, description="Bij iets wat steeds terugkomt: hoe vaak het tot en met deze dag lukte, en hoe vaak niet."
    )


class Actie(Record):
    """Een actie uit een plan."""

    soort: ClassVar[str] = "actie"
    patroon: ClassVar[str] = "data/jaarplan/{}/acties/{}.yaml"

    nummer: Nummer = Field(description="Het nummer in het plan, zoals 2.3. Twee acties hebben nooit hetzelfde nummer.")
    titel: Tekst = Field(description="De actie in een paar woorden.")
    thema: NaarThema = Field(description="Het thema van het plan waar de actie bij hoort.")
    doel: NaarDoel = Field(description="Het doel van het plan waar de actie aan werkt.")
    trekker: Annotated[NaarPartner, DoetMee()] = Field(description="De partij die de actie trekt: precies één.")
    partners: tuple[Annotated[NaarPartner, DoetMee()], ...] = Field(
        (), description="De partijen die meedoen, naast de trekker."
    )
    voor: Annotated[tuple[Annotated[NaarPartnerOfEenheid, DoetMee()], ...], Heette("scholen")] = Field(
        (), description="Bij welke eenheden of partijen de actie plaatsvindt. Leeg betekent: bij alle."
    )
    bepalingen: tuple[NaarBepaling, ...] = Field((), description="De bepalingen die de actie uitvoert.")
    omschrijving: Alineas | None = Field(None, description="Wat de actie inhoudt.")
    inzet: tuple[Inzet, ...] = Field((), description="Wat elke partij bijdraagt.")
    doelgroep: Tekst | None = Field(None, description="Voor wie de actie is.")
    start: Datum = Field(description="De eerste dag.")
    gereed: Annotated[Datum, Na("start", gelijk=True)] = Field(description="De laatste dag: dan is de actie klaar.")
    status: Actiestatus = Field(description="Gepland, loopt, afgerond, uitgesteld of vervallen.")
    status_reden: Alineas | None = Field(None, description="Waarom de actie is uitgesteld of vervallen.")
    afgerond_op: Annotated[GebeurdOp, Na("start", gelijk=True)] | None = Field(
        None, description="Wanneer de actie klaar was."
    )
    indicator: Indicator | None = Field(None, description="Waaraan men ziet dat de actie werkt.")
    geen_indicator_omdat: Alineas | None = Field(None, description="Waarom er geen indicator is, als die ontbreekt.")
    middelen: Tekst | None = Field(None, description="Geld of uren voor de actie.")
    vraagstukken: tuple[NaarVraagstuk, ...] = Field((), description="De vraagstukken waarop de actie antwoord geeft.")
    aanbod: tuple[NaarAanbod, ...] = Field((), description="Het aanbod dat de actie gebruikt (partner/aanbod).")
    vervolg_op: NaarActie | None = Field(
        None, description="De actie uit een eerder plan die hier doorgaat, zoals 2025/training."
    )
    voortgang: tuple[Voortgang, ...] = Field((), description="Berichten over de voortgang, oudste eerst.")

    @property
    def jaarplan(self) -> str:
        """The id of the plan that this action belongs to."""
        return self.id.split("/")[0]

    @property
    def open(self) -> bool:
        """Whether work is still to be done."""
        return self.status in ("gepland", "loopt", "uitgesteld")

    @property
    def klaar_op(self) -> date:
        """The day on which it was ready, or else should be."""
        return self.afgerond_op or self.gereed

    def pas_klaar_na(self, dag: date) -> bool:
        """Tell whether it is ready now, and was not on a day."""
        return self.status == "afgerond" and self.klaar_op > dag

    @property
    def betrokken(self) -> tuple[str, ...]:
        """The ids of the leading partner and the partners, each once."""
        return tuple(dict.fromkeys((self.trekker, *self.partners)))

    @property
    def looptijd(self) -> Tijdvak:
        """The days from start to end, also when these two stand the wrong way round."""
        return Tijdvak.tot_en_met(*sorted((self.start, self.gereed)))

    @property
    def verwijsnaam(self) -> str:
        """How others refer to it: ``2.3 Ouderavond``."""
        return f"{self.nummer} {self.titel}"

    def zinsbegin(self, _namen: Namen, /) -> str:
        """Return how a sentence about it begins: ``Actie 2.3``."""
        return f"Actie {self.nummer}"

    @property
    def ondertitel(self) -> str:
        """Its title, which its number does not say."""
        return self.titel

    def thuis(self, namen: Namen, /) -> Thuis:
        """Return the theme of its plan."""
        plan = namen.get(Jaarplan, self.jaarplan)
        number = next((theme.nummer for theme in plan.themas if theme.thema == self.thema), 9999) if plan else 9999
        title = f"{namen.plan(self.jaarplan)}, thema {namen.theme(self.thema)}"
        among = (self.jaarplan, number, self.thema)
        return Thuis(
            "thema", f"{self.jaarplan}/{self.thema}", title, among, ("0", numeric(self.nummer)), Jaarplan.soort
        )

    def deelname(self, _path: Path, _omgeving: Omgeving) -> Deelname | None:
        """Return when who leads it or helps must take part: while it runs."""
        if self.status == "vervallen":
            return None
        start, last = lange_datum(self.start), lange_datum(self.gereed)
        return Deelname((self.looptijd,), f"actie {self.nummer} loopt van {start} tot en met {last}")
