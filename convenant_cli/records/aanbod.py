"""What a party offers: to other parties, or to the people that the agreement is for."""

from typing import Annotated, Literal

from pydantic import Field

from convenant_cli.records.model.record import Definieert, Heette, Onderdeel
from convenant_cli.records.model.velden import Alineas, Datum, GebeurdOp, Id, Tekst
from convenant_cli.records.model.verwijzingen import NaarEenheid, NaarPartnerOfEenheid, NaarThema


class Financiering(Onderdeel):
    """Waar het geld voor een aanbod vandaan komt."""

    bron: Tekst = Field(description="De bron, zoals 'projectsubsidie' of 'eigen middelen'.")
    tot: Datum | None = Field(None, description="De dag waarop de financiering stopt.")


class Aanbod(Onderdeel):
    """Wat een partij aanbiedt aan andere partijen, of aan de mensen voor wie het convenant er is."""

    id: Annotated[Id, Definieert("aanbod", binnen="record", onzijdig=True)] = Field(
        description="De vaste naam. Andere bestanden verwijzen met partner/aanbod."
    )
    titel: Tekst = Field(description="Hoe het aanbod heet.")
    omschrijving: Alineas | None = Field(None, description="Wat het inhoudt.")
    themas: tuple[NaarThema, ...] = Field(
        (), description="De thema's waar het aanbod bij hoort, het belangrijkste eerst."
    )
    zoekwoorden: tuple[Tekst, ...] = Field(
        (), description="Andere woorden waarmee iemand dit aanbod zoekt. De woorden van zijn thema's tellen al mee."
    )
    doelgroep: Tekst = Field(description="Voor wie het is, zoals 'nieuwe vrijwilligers'.")
    vorm: Literal[
        "voorlichting", "training", "spreekuur", "coaching", "begeleiding", "advies", "monitor", "activiteit"
    ] = Field(description="Wat voor aanbod het is.")
    eenheid: NaarEenheid | None = Field(None, description="De afdeling of dienst die het uitvoert.")
    voor: Annotated[tuple[NaarPartnerOfEenheid, ...], Heette("scholen")] = Field(
        (), description="Voor welke eenheden of partijen het is. Leeg betekent: voor alle."
    )
    frequentie: Literal["op-aanvraag", "wekelijks", "maandelijks", "per-kwartaal", "jaarlijks", "doorlopend"] = Field(
        "op-aanvraag", description="Hoe vaak het er is."
    )
    financiering: Financiering | None = Field(None, description="Waar het geld vandaan komt.")
    opschaling_naar: Tekst | None = Field(None, description="Waar men naartoe gaat als dit aanbod niet genoeg is.")
    afgestemd_met: tuple[NaarPartnerOfEenheid, ...] = Field(
        (), description="De partijen of eenheden met wie het aanbod is afgestemd."
    )
    afgestemd_op: GebeurdOp | None = Field(None, description="Wanneer dat voor het laatst is gebeurd.")
    bevestigd_op: GebeurdOp | None = Field(
        None, description="Wanneer de partij voor het laatst bevestigde dat dit aanbod er nog is."
    )
    eerder_bevestigd_op: tuple[GebeurdOp, ...] = Field(
        (),
        description="Eerdere dagen waarop zij dat deed. Nodig als een bepaling elke periode of vóór een vaste dag om "
        "een bevestiging vraagt: een nieuwe bevestiging zegt niets over de vorige keer.",
    )
    bronplaats: Tekst | None = Field(None, description="De plaats in het convenant waar dit aanbod staat.")
