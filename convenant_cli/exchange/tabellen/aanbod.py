"""What the parties offer: a row for each offer."""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.tabellen import Rij
from convenant_cli.records.aanbod import Aanbod

SENTENCE = "Het aanbod van de partijen."
MODEL = Aanbod
VAST = ("Partij",)
NIEUW = ("aanbod", ("",))
VELDEN = (
    "titel",
    "omschrijving",
    "themas",
    "zoekwoorden",
    "doelgroep",
    "vorm",
    "frequentie",
    "eenheid",
    "voor",
    "financiering.bron",
    "financiering.tot",
    "opschaling_naar",
    "afgestemd_met",
    "afgestemd_op",
    "bevestigd_op",
)


def rijen(dossier: Dossier) -> Iterator[Rij]:
    """Yield a row for each offer, by party."""
    for partner in dossier.partners.values():
        for number, one in enumerate(partner.aanbod):
            id = f"{partner.id}/{one.id}"
            yield Rij(id, partner, (partner.naam,), frozenset((partner.id,)), ("aanbod", number))
