"""What no tool can test, with the reason."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import Alineas


class NietToetsbaarToets(Toets):
    """Wat geen programma kan toetsen, staat met de reden in het overzicht.

    Waarom: zo ziet iedereen wat het overzicht wel en niet zegt.
    Herstel: er is niets te doen; bespreek de bepaling in een bijeenkomst.
    """

    familie: ClassVar[Familie] = "niet-toetsbaar"
    buiten_looptijd: ClassVar[bool] = True

    soort: Literal["niet-toetsbaar"]
    reden: Alineas = Field(description="Waarom dit niet te toetsen is.")

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in zaak.ieder_of_samen():
            yield zaak.oordeel(Uitkomst.NIET_TOETSBAAR, who, self.reden.rstrip("."))
