"""The year plan: period, status, themes with their goals, and how it came about."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant_cli.findings import Path
from convenant_cli.kalender import Tijdvak, add_months, een_dag
from convenant_cli.records.model.benaming import Namen, Thuis
from convenant_cli.records.model.deelname import Deelname, DoetMee, Omgeving
from convenant_cli.records.model.record import Definieert, Heette, Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, GebeurdOp, Id, PeriodeVeld, Tekst, Volgnummer
from convenant_cli.records.model.verwijzingen import (
    NaarActie,
    NaarBesluit,
    NaarBijeenkomst,
    NaarDoelgroep,
    NaarPartner,
    NaarPartnerOfEenheid,
    NaarThema,
)
from convenant_cli.records.voorwoord import Voorwoord
from convenant_cli.text.sentences import capital

#: The fields of the plan as a document, and not of what was agreed: they may change after it was adopted.
BEHEER: frozenset[Path] = frozenset((("status",), ("versie",), ("bekendgemaakt",), ("wijzigingen",)))


#: The id of a plan: its year, and of whom or about what it is when there are more in that year.
_PLAN = r"\d{4}(?:-\d{4})?(?:-[a-z][a-z0-9]*(?:-[a-z0-9]+)*)?"
_PLANS = re.compile(rf"jaarplan(?:nen)?\s+({_PLAN}(?:(?:\s*,\s*|\s+en\s+){_PLAN})*)", re.IGNORECASE)


def genoemde_plannen(tekst: str) -> set[str]:
    """Return the year plans that a decision names: ``jaarplan 2026``, ``de jaarplannen 2026 en 2027-wijk-oost``."""
    return {plan.lower() for named in _PLANS.findall(tekst) for plan in re.findall(_PLAN, named, re.IGNORECASE)}


class Doel(Onderdeel):
    """Wat de partijen binnen een thema willen bereiken."""

    id: Annotated[Id, Definieert("doel", binnen="map", onzijdig=True)] = Field(
        description="De vaste naam. Acties verwijzen ernaar."
    )
    tekst: Tekst = Field(description="Het doel in één zin.")


class Planthema(Onderdeel):
    """Een thema in het plan."""

    thema: NaarThema = Field(description="Het thema, uit de lijst in data/convenant.yaml.")
    nummer: Volgnummer = Field(description="Het nummer in het plan. Acties nummeren door: 2.1, 2.2.")
    aanleiding: Alineas = Field(description="Waarom dit thema in het plan staat.")
    doelen: tuple[Doel, ...] = Field(min_length=1, description="De doelen binnen het thema.")


class Participatie(Onderdeel):
    """Hoe de doelgroep meedeed bij het opstellen van het plan."""

    groep: NaarDoelgroep = Field(description="De groep die meedeed.")
    vorm: Tekst = Field(description="Hoe, zoals 'gesprek met de cliëntenraad'.")
    datum: GebeurdOp = Field(description="Wanneer.")
    waar: NaarPartnerOfEenheid | None = Field(None, description="Bij welke partij of eenheid.")
    opbrengst: Alineas | None = Field(None, description="Wat het plan eraan heeft. Geen uitspraken van personen.")


class Vraagstuk(Onderdeel):
    """Een vraag van een partij of eenheid, waarop een actie of aanbod het antwoord is."""

    id: Annotated[Id, Definieert("vraagstuk", binnen="map", onzijdig=True)] = Field(description="De vaste naam.")
    van: Annotated[NaarPartnerOfEenheid, Heette("school")] = Field(
        description="De partij of eenheid die de vraag inbracht."
    )
    thema: NaarThema = Field(description="Het thema waar de vraag bij hoort.")
    datum: GebeurdOp = Field(description="Wanneer de vraag is ingebracht.")
    vraag: Alineas = Field(description="De vraag. Nooit een geval of een persoon.")


class Raadpleging(Onderdeel):
    """Een functie die bij het opstellen is geraadpleegd."""

    functie: Tekst = Field(description="De functie, zoals 'cliëntenraad'.")
    partner: NaarPartner | None = Field(None, description="Bij welke partij.")
    datum: GebeurdOp = Field(description="Wanneer.")


class Wijziging(Onderdeel):
    """Een wijziging van het plan na vaststelling."""

    datum: GebeurdOp = Field(description="Wanneer is besloten te wijzigen.")
    omschrijving: Alineas = Field(description="Wat er is gewijzigd.")
    besluit: NaarBesluit | None = Field(None, description="Het besluit waarop de wijziging rust.")
    acties: tuple[NaarActie, ...] = Field((), description="De acties die zijn gewijzigd.")


class Bekendgemaakt(Onderdeel):
    """Waar een partij het plan in de eigen organisatie bekend heeft gemaakt."""

    partner: NaarPartner = Field(description="De partij.")
    datum: GebeurdOp = Field(description="Wanneer.")
    kanaal: Tekst = Field(description="Hoe, zoals 'teamoverleg' of 'intranet'.")


class Jaarplan(Record):
    """Het plan voor een jaar of een andere periode: wie zet waarop in."""

    soort: ClassVar[str] = "jaarplan"
    onzijdig: ClassVar[bool] = True
    patroon: ClassVar[str] = "data/jaarplan/{}/jaarplan.yaml"

    titel: Tekst = Field(description="De titel van het plan.")
    periode: PeriodeVeld = Field(description="De periode, zoals 'kalenderjaar 2026' of '2026-07-01 t/m 2027-06-30'.")
    eigenaar: Annotated[NaarPartnerOfEenheid, DoetMee()] | None = Field(
        None,
        description="De partij of eenheid van wie dit plan is. Leeg betekent: van de partijen samen. De map "
        "heet dan '2026-partij'.",
    )
    onderwerp: Tekst | None = Field(
        None,
        description="Waarover dit plan gaat, als er voor één periode meer plannen zijn. De map heet dan "
        "'2026-onderwerp'.",
    )
    status: Literal["concept", "vastgesteld", "afgesloten"] = Field(
        description="Concept, vastgesteld door de partijen, of afgesloten na de evaluatie."
    )
    versie: Tekst = Field(description="De versie, zoals 0.3 of 1.0.")
    opdrachtgever: NaarPartner | None = Field(
        None,
        description="De partij die opdracht gaf voor het plan. Leeg betekent: bij een eigen plan de eigenaar, anders "
        "wie het dossier bijhoudt.",
    )
    vastgesteld_op: GebeurdOp | None = Field(None, description="Wanneer het plan is vastgesteld.")
    vastgesteld_in: NaarBijeenkomst | None = Field(None, description="De bijeenkomst die het plan vaststelde.")
    vastgesteld_met: NaarBesluit | None = Field(
        None, description="Het besluit van die bijeenkomst waarmee het plan is vastgesteld, zoals b2025-1."
    )
    voorwoord: Voorwoord | None = Field(None, description="Een woord vooraf, dat vóór de samenvatting komt.")
    samenvatting: Alineas = Field(description="Het plan in een paar zinnen.")
    aanleiding: Alineas | None = Field(None, description="Waarom dit plan er is.")
    opgesteld_met: tuple[Annotated[NaarPartner, DoetMee("meegeschreven")], ...] = Field(
        (), description="De partijen die meeschreven."
    )
    afgestemd_met: tuple[NaarPartner, ...] = Field(
        (), description="De partijen met wie de opdrachtgever het plan afstemde."
    )
    geraadpleegd: tuple[Raadpleging, ...] = Field((), description="De functies die zijn geraadpleegd.")
    participatie: tuple[Participatie, ...] = Field((), description="Hoe de doelgroep meedeed.")
    vraagstukken: tuple[Vraagstuk, ...] = Field((), description="De vragen die bij partijen of eenheden spelen.")
    themas: tuple[Planthema, ...] = Field(description="De thema's van het plan met hun doelen.")
    monitoring: Alineas | None = Field(None, description="Hoe de partijen de voortgang volgen.")
    bekendgemaakt: tuple[Bekendgemaakt, ...] = Field((), description="Waar het plan bekend is gemaakt.")
    wijzigingen: tuple[Wijziging, ...] = Field((), description="Wijzigingen na vaststelling.")

    @property
    def jaar(self) -> str:
        """The year as a folder is named: 2026, or 2026-2027 for a school year."""
        return str(self.periode)[:4] if self.periode.soort == "datums" else str(self.periode).split()[-1]

    @property
    def past_bij_map(self) -> bool:
        """Whether the folder has the name of the period. If not, one of both is wrong, and that is told first."""
        if self.periode.soort in ("kalenderjaar", "convenantjaar", "schooljaar", "eigen"):
            return self.id == self.jaar or (self.reeks != ("", "") and self.id.startswith(f"{self.jaar}-"))
        return self.jaar in self.id.split("-")

    @property
    def reeks(self) -> tuple[str, str]:
        """Of whom and about what it is: plans that say the same follow each other, others stand beside each other."""
        return self.eigenaar or "", (self.onderwerp or "").casefold()

    @property
    def is_eigen(self) -> bool:
        """Whether it is the plan of one party or unit."""
        return self.eigenaar is not None

    @property
    def regie(self) -> str | None:
        """Who asked for it: of a plan of one party or unit that party, unless another is named; None is the keeper."""
        return self.opdrachtgever or (self.eigenaar.partition("/")[0] if self.eigenaar else None)

    @property
    def naam(self) -> str:
        """How sentences name it: ``seizoensplan 2025-2026`` when its title begins so; else ``jaarplan 2026``."""
        return f"{self.woord} {self.id}"

    @property
    def woord(self) -> str:
        """What kind of plan its title calls it with its first word: ``seizoensplan``; else ``jaarplan``."""
        first, *_ = self.titel.split()
        return first.lower() if first.isalpha() and first.lower().endswith("plan") else "jaarplan"

    @property
    def verwijsnaam(self) -> str:
        """How others refer to it: ``Jaarplan 2026``."""
        return capital(self.naam)

    @property
    def ondertitel(self) -> str:
        """Its title, when that says more."""
        return "" if self.titel == self.verwijsnaam else self.titel

    def thuis(self, _namen: Namen, /) -> Thuis:
        """Return the plan itself, before its themes."""
        return Thuis(self.soort, self.id, f"{self.woord.capitalize()} {self.id}", (self.id, -1, ""))

    def deelname(self, _path: Path, omgeving: Omgeving) -> Deelname | None:
        """Return when whose plan it is must take part: in its period."""
        days = omgeving.tijdvak(self.periode)
        return Deelname((days,), f"het plan is voor {self.periode}") if days else None

    def meegeschreven(self, path: Path, omgeving: Omgeving) -> Deelname | None:
        """Return when who wrote it must take part: then, or in its period."""
        asked = self.deelname(path, omgeving)
        if asked is None:
            return None
        # A plan without a date of adoption is still being written, in the year before it starts.
        (days,), adopted = asked.wanneer, self.vastgesteld_op
        written = een_dag(adopted) if adopted else Tijdvak(add_months(days.van, -12), days.van)
        return asked._replace(wanneer=(written, days))
