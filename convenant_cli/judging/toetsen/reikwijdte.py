"""The units of the parties lie within what the agreement is about: the sectors, and the municipality."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import sector_name, unit_kind
from convenant_cli.dossier.eenheden import kinds_together
from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.records.begrippen import Eenheidsoort
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import JaNee
from convenant_cli.records.model.verwijzingen import NaarEenheidsoort, NaarRol, NaarSector
from convenant_cli.text.sentences import inside, none_found, opsomming


class ReikwijdteToets(Toets):
    """De eenheden van de partijen vallen binnen de reikwijdte van het convenant.

    Waarom: voor een eenheid daarbuiten is niet duidelijk of de afspraken gelden.
    Herstel: verbeter de sector of de plaats van de eenheid, of leg in een interpretatie vast dat zij meedoet.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["reikwijdte"]
    rol: NaarRol | None = Field(None, description="De rol waar het om gaat. Leeg betekent: de gebonden partijen.")
    eenheden: tuple[NaarEenheidsoort, ...] = Field(
        (), description="De soorten eenheden waarnaar wordt gekeken. Leeg betekent: alle."
    )
    sectoren: tuple[NaarSector, ...] = Field(
        (), description="De sectoren waarvoor het convenant geldt. Leeg betekent: elke sector."
    )
    binnen_gemeente: JaNee = Field(
        False, description="Ja als elke eenheid ligt in wat het convenant bij `gemeente` noemt."
    )

    @property
    def mist(self) -> str:
        return "" if self.sectoren or self.binnen_gemeente else "'sectoren', of 'binnen_gemeente: ja'"

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        members = zaak.gebonden
        if self.rol is not None:
            members = tuple(Gebondene(partner) for partner in zaak.partners_met((self.rol,), zaak.peildatum))
        for who in members:
            of_kind = [unit for unit in who.partner.eenheden if not self.eenheden or unit.soort in self.eenheden]
            units = [Gebondene(who.partner, unit) for unit in of_kind]
            units = [unit for unit in units if zaak.peildatum in unit.tijdvak]
            if not units:
                kinds = opsomming([inside(kind.naam) for kind in self._kinds(zaak)], "of")
                text = f"van {who.naam} {none_found(kinds)}"
                nu = f"{who.naam} geeft door om welke {kinds} het gaat"
                yield zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=who.place, nu=nu)
                continue
            outside = [oordeel for unit in units if (oordeel := self._outside(zaak, unit))]
            yield from outside
            if not outside:
                names = opsomming([unit.naam for unit in units])
                text = f"{names} {'valt' if len(units) == 1 else 'vallen'} binnen de reikwijdte"
                yield zaak.oordeel(Uitkomst.GOED, who, text, rust_op=tuple(unit.place for unit in units))

    def _kinds(self, zaak: Zaak) -> list[Eenheidsoort]:
        """Return the words for the kinds of unit that are looked at."""
        return [unit_kind(zaak.dossier, kind) for kind in self.eenheden] or [kinds_together(zaak.dossier, ())]

    def _outside(self, zaak: Zaak, who: Gebondene) -> Oordeel | None:
        """Judge one unit; None when it lies within the agreement."""
        unit, convenant = who.eenheid, zaak.convenant
        assert unit is not None, "only units are asked for"
        het = convenant.zinsnaam
        if self.sectoren and unit.sector is None:
            return self._unknown(zaak, who, "sector")
        if self.sectoren and unit.sector is not None and unit.sector not in self.sectoren:
            sectors = opsomming([sector_name(zaak.dossier, sector) for sector in self.sectoren])
            text = f"{who.naam} hoort, voor zover bekend, bij het {sector_name(zaak.dossier, unit.sector)}; "
            text += f"{het.met('gaat', 'gaan')} over {sectors}"
            return self._wrong(zaak, who, text, "sector")
        if not self.binnen_gemeente or convenant.gemeente is None:
            return None
        if unit.plaats is None:
            return self._unknown(zaak, who, "plaats")
        if not convenant.ligt_erin(unit.plaats):
            kinds = opsomming([kind.meervoud for kind in self._kinds(zaak)])
            text = f"{who.naam} ligt, voor zover bekend, in {unit.plaats}; "
            text += f"{het.met('gaat', 'gaan')} over {kinds} in {convenant.gebied}"
            return self._wrong(zaak, who, text, "plaats")
        return None

    @staticmethod
    def _unknown(zaak: Zaak, who: Gebondene, what: str) -> Oordeel:
        text = f"van {who.naam} is de {what} niet gevonden"
        nu = f"{who.partner.in_zin} geeft de {what} van {who.naam} door"
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=(who.place,), bij=who.place, nu=nu)

    @staticmethod
    def _wrong(zaak: Zaak, who: Gebondene, text: str, field: str) -> Oordeel:
        place = Place(who.place.name, (*who.place.path, field))
        this = _this(unit_kind(zaak.dossier, who.eenheid.soort)) if who.eenheid else who.naam
        nu = f"de partijen spreken af of de afspraken ook voor {this} gelden en leggen dat vast als lezing"
        return zaak.oordeel(Uitkomst.BUITEN, who, text, rust_op=(place,), bij=place, nu=nu, doet=())


def _this(kind: Eenheidsoort) -> str:
    """Point at one unit of a kind: ``deze locatie``, ``dit team``."""
    return f"{'dit' if kind.lidwoord == 'het' else 'deze'} {inside(kind.naam)}"
