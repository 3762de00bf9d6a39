"""A clause that asks nothing of anybody, or only in some case, with the reason."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import Alineas


class GeenVerplichtingToets(Toets):
    """Een bepaling die niets vraagt, of alleen in een bepaald geval, staat met de reden in het overzicht.

    Waarom: zo is het overzicht volledig, en ziet iedereen dat hier niets ontbreekt.
    Herstel: er is niets te doen.
    """

    familie: ClassVar[Familie] = "geen-verplichting"
    buiten_looptijd: ClassVar[bool] = True

    soort: Literal["geen-verplichting"]
    reden: Alineas = Field(description="Waarom hier niets wordt gevraagd.")

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        conditional = zaak.bepaling.aard == "voorwaardelijk"
        outcome = Uitkomst.VOORWAARDELIJK if conditional else Uitkomst.GEEN_VERPLICHTING
        for who in zaak.ieder_of_samen():
            yield zaak.oordeel(outcome, who, self.reden.rstrip("."))
