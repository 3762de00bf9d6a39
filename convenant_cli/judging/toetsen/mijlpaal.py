"""By a date something exists: a school of a sector takes part, an action is done, or a decision is taken."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from convenant_cli.dossier.aanbod import sector_name
from convenant_cli.findings import Place
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.delen.samen import of_leader
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.begrippen import SECTOREN
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import Datum, JaNee
from convenant_cli.records.model.verwijzingen import NaarActie, NaarBesluit, NaarSector


class _Stand(NamedTuple):
    """How far one wish has come."""

    tekst: str
    """What is so, or not yet: ``een school uit het primair onderwijs doet nog niet mee``."""
    sinds: date | None = None
    """The day on which it came true; None when it has not, or not yet."""
    rust_op: tuple[Place, ...] = ()
    bij: Place | None = None
    komt_niet: bool = False
    """Whether the records say already that it will not be there in time."""
    wens: str = ""
    """What was hoped for: ``een school uit het primair onderwijs doet mee``."""
    nu: str = "de partijen bespreken wat er met deze afspraak gebeurt"
    doet: tuple[Partner, ...] = ()
    tot: date | None = None
    """The day on which it stopped being so; None while it is."""


class MijlpaalToets(Toets):
    """Op een afgesproken dag is iets bereikt: een partij uit een sector doet mee, een actie is klaar of een besluit
    is genomen.

    Waarom: een eenmalige afspraak raakt anders uit beeld.
    Herstel: leg vast dat het er is, of bespreek in de bijeenkomst wat er met deze afspraak gebeurt.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["mijlpaal"]
    streefdatum: Datum = Field(description="De laatste dag waarop het er moet zijn.")
    sector: NaarSector | None = Field(None, description="De sector waaruit een partij of eenheid meedoet.")
    actie: NaarActie | None = Field(None, description="De actie die is afgerond, zoals 2026/training.")
    besluit: NaarBesluit | None = Field(None, description="Het besluit dat is genomen.")
    ambitie: JaNee = Field(False, description="Ja als het een ambitie is: dan vraagt het nooit aandacht.")

    @property
    def mist(self) -> str:
        return "" if self.sector or self.actie or self.besluit else "een sector, een actie of een besluit"

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in zaak.ieder_of_samen():
            for stand in self._stands(zaak, who):
                yield self._judge(zaak, who, stand)

    def _stands(self, zaak: Zaak, who: Gebondene | None) -> Iterator[_Stand]:
        if self.sector is not None:
            yield self._sector(zaak, self.sector, [who.partner] if who else [*zaak.dossier.partners.values()])
        if self.actie is not None:
            yield from self._actie(zaak, self.actie)
        if self.besluit is not None:
            yield self._besluit(zaak, self.besluit)

    def _judge(self, zaak: Zaak, who: Gebondene | None, stand: _Stand) -> Oordeel:
        def outcome(uitkomst: Uitkomst, text: str, bij: Place | None = None, door_tijd: bool = False) -> Oordeel:
            nu = "" if self.ambitie or bij is None else stand.nu
            return zaak.oordeel(
                uitkomst,
                who,
                text,
                rust_op=stand.rust_op,
                bij=bij,
                door_tijd=door_tijd,
                ambitie=self.ambitie,
                nu=nu,
                doet=stand.doet,
                betreft=stand.doet,
            )

        until = lange_datum(self.streefdatum)
        if stand.sinds is not None:
            since = f"sinds {lange_datum(stand.sinds)}"
            if stand.tot:
                since = f"van {lange_datum(stand.sinds)} tot {lange_datum(stand.tot)}"
            text = f"{stand.tekst} {since}"
            if stand.sinds <= self.streefdatum:
                return outcome(Uitkomst.GOED, text)
            at, last, goal = stand.rust_op[0], self.streefdatum, self.ambitie
            return later(zaak, who, text, stand.sinds, last, rust_op=stand.rust_op, bij=at, ambitie=goal)
        place = stand.bij or (who.place if who else zaak.place)
        if stand.komt_niet:
            return outcome(Uitkomst.ONTBREEKT, stand.tekst, place)
        if zaak.peildatum <= self.streefdatum:
            return outcome(Uitkomst.NOG_NIET, f"{stand.tekst}; dat kan tot en met {until}")
        text = f"{stand.tekst}; de afspraak was uiterlijk {until}"
        if self.ambitie:
            text = f"ambitie, nog niet bereikt: {stand.wens} (streefdatum {until})"
        return outcome(Uitkomst.ONTBREEKT, text, place, door_tijd=True)

    @staticmethod
    def _sector(zaak: Zaak, sector: str, partners: Sequence[Partner]) -> _Stand:
        name = sector_name(zaak.dossier, sector)
        members = [
            Gebondene(partner, unit) for partner in partners for unit in partner.eenheden if unit.sector == sector
        ]
        since = sorted(
            ((who.tijdvak.van, who.place.name, who) for who in members if who.tijdvak.van <= zaak.peildatum),
            key=lambda found: found[:2],
        )
        if not since:
            wish = f"een school uit het {name} doet" if name == SECTOREN.get(sector) else f"een deelnemer ({name}) doet"
            return _Stand(f"{wish} nog niet mee", wens=f"{wish} mee")
        first = since[0][2]
        left = first.tijdvak.tot if first.tijdvak.tot <= zaak.peildatum else None
        text = f"{first.naam} ({name}) {'deed' if left else 'doet'} mee"
        return _Stand(text, first.tijdvak.van, (first.place,), tot=left)

    def _actie(self, zaak: Zaak, id: str) -> Iterator[_Stand]:
        actie = zaak.dossier.acties.get(id)
        if actie is None:
            return  # a reference that does not exist is reported elsewhere
        name, due = f"actie {actie.nummer} ({actie.titel})", lange_datum(actie.gereed)
        wish, again = f"{name} is klaar", "de partijen spreken een andere datum of een andere actie af"
        ask, acts = of_leader(zaak, actie, "laat weten wanneer de actie klaar is")
        if actie.status == "afgerond":
            yield _Stand(f"{name} is klaar", actie.klaar_op, (actie.at("status"),))
        elif actie.status == "vervallen":
            text = f"{name} zou dit doen, maar is vervallen"
            yield _Stand(text, None, (actie.at("status"),), actie.at("status"), True, wish, again)
        elif actie.gereed > self.streefdatum:
            text = f"{name} is volgens plan klaar op {due}, later dan {lange_datum(self.streefdatum)}"
            yield _Stand(text, None, (actie.at("gereed"),), actie.at("gereed"), True, wish, again)
        else:
            at = actie.at("status")
            yield _Stand(f"{name} is nog niet klaar", None, (at,), at, False, wish, ask, acts)

    @staticmethod
    def _besluit(zaak: Zaak, number: str) -> _Stand:
        for meeting in sorted(zaak.dossier.bijeenkomsten.values(), key=lambda meeting: (meeting.datum, meeting.id)):
            for index, decision in enumerate(meeting.besluiten):
                if decision.nummer == number:
                    return _Stand(f"besluit {number} is er", meeting.datum, (meeting.at("besluiten", index),))
        nu = "de partijen leggen vast in welke bijeenkomst dit besluit is of wordt genomen"
        return _Stand(f"besluit {number} is nog niet gevonden", wens=f"besluit {number} is er", nu=nu)
