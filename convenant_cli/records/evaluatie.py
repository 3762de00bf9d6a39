"""An evaluation note on an action, a year plan or the agreement itself."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant_cli.findings import Path
from convenant_cli.kalender import een_dag, lange_datum
from convenant_cli.records.actie import Actie
from convenant_cli.records.jaarplan import Jaarplan
from convenant_cli.records.model.benaming import Namen, Thuis, bij_convenant, overig
from convenant_cli.records.model.deelname import Deelname, DoetMee, Omgeving
from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, GebeurdOp, JaNee, Tekst
from convenant_cli.records.model.verwijzingen import (
    NaarActie,
    NaarBijeenkomst,
    NaarDocument,
    NaarEvaluatie,
    NaarEvaluatievraag,
    NaarJaarplan,
    NaarPartnerOfOrgaan,
)

Waardering = Literal["gehaald", "deels-gehaald", "niet-gehaald", "niet-te-meten"]


class Vraagantwoord(Onderdeel):
    """Een antwoord op een vaste vraag."""

    vraag: NaarEvaluatievraag = Field(description="De vraag, uit de lijst in data/convenant.yaml.")
    antwoord: Alineas = Field(description="Wat de partijen antwoordden. Geen uitspraken van personen.")


class Vervolg(Onderdeel):
    """Wat er na de evaluatie gebeurt."""

    keuze: Literal["voortzetten", "aanpassen", "stoppen", "overdragen"] = Field(
        description="Voortzetten, aanpassen, stoppen of overdragen."
    )
    toelichting: Tekst | None = Field(None, description="Wat er dan gebeurt, in één zin.")


class Evaluatie(Record):
    """Een evaluatie. Vul precies één in van `actie`, `jaarplan`, `document` of `convenant`."""

    soort: ClassVar[str] = "evaluatie"
    patroon: ClassVar[str] = "data/evaluaties/{}/{}.yaml"

    titel: Tekst = Field(description="De titel.")
    actie: NaarActie | None = Field(None, description="De actie die is geëvalueerd, zoals 2025/training.")
    jaarplan: NaarJaarplan | None = Field(None, description="Het plan dat is geëvalueerd.")
    document: NaarDocument | None = Field(
        None, description="Het document of de bijlage die is geëvalueerd, zoals partij/protocol."
    )
    versie: Tekst | None = Field(None, description="Bij een document: welke versie is geëvalueerd.")
    convenant: JaNee | None = Field(None, description="Ja als het convenant zelf is geëvalueerd.")
    datum: GebeurdOp = Field(description="De dag van de evaluatie.")
    opgesteld_door: tuple[Annotated[NaarPartnerOfOrgaan, DoetMee()], ...] = Field(
        min_length=1, description="Wie evalueerde: partijen, of een orgaan."
    )
    waardering: Waardering = Field(
        description="Of het doel is gehaald: gehaald, deels-gehaald, niet-gehaald of niet-te-meten."
    )
    wat_ging_goed: Alineas | None = Field(None, description="Wat goed ging.")
    wat_kan_beter: Alineas | None = Field(None, description="Wat beter kan.")
    conclusies: tuple[Tekst, ...] = Field(min_length=1, description="De conclusies, één zin per stuk.")
    antwoorden: tuple[Vraagantwoord, ...] = Field((), description="De antwoorden op de vaste vragen.")
    vervolg: Vervolg = Field(description="Wat er nu gebeurt.")
    gebruikt: tuple[NaarEvaluatie, ...] = Field((), description="De evaluaties waarvan de uitkomsten zijn meegenomen.")
    besproken_in: NaarBijeenkomst | None = Field(None, description="De bijeenkomst waarin dit is besproken.")

    def zinsbegin(self, _namen: Namen, /) -> str:
        """Return how a sentence about it begins; its title says what it is about."""
        return "Evaluatie"

    @property
    def ondertitel(self) -> str:
        """Its title."""
        return self.titel

    def thuis(self, namen: Namen, /) -> Thuis:
        """Return the place of what it is about."""
        if actie := namen.get(Actie, self.actie or ""):
            return actie.thuis(namen)._replace(within=("1", self.id))
        if self.jaarplan:
            among = (self.jaarplan, -1, "")
            return Thuis(Jaarplan.soort, self.jaarplan, namen.plan(self.jaarplan), among, (self.id,))
        return bij_convenant(namen, (("z", self.id),)) if self.convenant else overig(self.name)

    def deelname(self, _path: Path, omgeving: Omgeving) -> Deelname | None:
        """Return when who made it must take part: on its day, or while that ran on which it looks back."""
        wanneer = [een_dag(self.datum)]
        # Whoever took part may look back on it, also after leaving.
        if actie := omgeving.all(Actie).get(self.actie or ""):
            wanneer.append(actie.looptijd)
        plan = omgeving.all(Jaarplan).get(self.jaarplan or "")
        if plan and (days := omgeving.tijdvak(plan.periode)):
            wanneer.append(days)
        return Deelname(tuple(wanneer), f"de evaluatie is van {lange_datum(self.datum)}")
