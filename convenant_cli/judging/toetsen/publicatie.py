"""Every bound party published about the agreement, or delivered figures: recent enough, or over each period in time."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum, tijdvak_met
from convenant_cli.records.model.velden import DuurVeld, Id, Volgnummer
from convenant_cli.records.model.verwijzingen import RitmeVeld
from convenant_cli.records.partner import Levering
from convenant_cli.text.sentences import opsomming


class PublicatieToets(Toets):
    """Elke gebonden partij maakt het convenant bekend op haar website, of levert op tijd wat is afgesproken.

    Waarom: zo kan iedereen vinden wat de partijen afspraken en wat het oplevert.
    Herstel: vul `webpagina` in, of zet de nieuwe levering onder `leveringen` in het bestand van de partij.
    """

    soort: Literal["publicatie"]
    levering: Id | None = Field(
        None, description="De soort levering die wordt verwacht, zoals 'monitor'. Leeg betekent: een webpagina."
    )
    minstens: Volgnummer = Field(1, description="Hoeveel leveringen er minstens zijn.")
    hoogstens_oud: DuurVeld | None = Field(
        None, description="Hoe oud de leveringen hoogstens zijn, zoals '12 maanden'. Niet samen met 'per'."
    )
    per: RitmeVeld | None = Field(
        None, description="Over welke periodes telkens wordt geleverd, zoals 'kwartaal'. Het laatste jaar telt."
    )
    binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang na het einde van de periode de levering er uiterlijk is: '2 maanden' bij een "
        "kalenderjaar is vóór 1 maart. Leeg betekent: in de periode zelf.",
    )

    @property
    def strijdig(self) -> str:
        """What goes only with something else: a rhythm with a delivery, a term with a rhythm."""
        if self.per and self.hoogstens_oud:
            return "'per' en 'hoogstens_oud' gaan niet samen; kies er een"
        if self.binnen and not self.per:
            return "'binnen' geldt per periode; noem bij 'per' over welke periodes telkens wordt geleverd"
        return "'per' gaat over leveringen; noem bij 'levering' welke" if self.per and not self.levering else ""

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        if self.per and self.levering:
            for period in zaak.periodes(self.per):
                for who in zaak.ieder_of_samen(period.tijdvak):
                    yield self._over(zaak, who, period, self.levering)
            return
        for who in zaak.ieder_of_samen():
            members = zaak.gebonden if who is None else (who,)
            if self.levering is None:
                yield self._page(zaak, who, members)
            else:
                yield self._deliveries(zaak, who, members, self.levering)

    def _page(self, zaak: Zaak, who: Gebondene | None, members: tuple[Gebondene, ...]) -> Oordeel:
        without = [member for member in members if member.partner.webpagina is None]
        if without:
            names = opsomming([member.partner.in_zin for member in without])
            text = f"van {names} is geen webpagina over het convenant gevonden"
            at = at_keeper(zaak.dossier, without[0].partner if len(without) == 1 else None)
            nu = f"{names} {'melden' if len(without) > 1 else 'meldt'} {at} waar die pagina staat"
            lacking, bij = [member.partner for member in without], without[0].partner.at("webpagina")
            outcome = Uitkomst.ONTBREEKT if len(without) == len(members) else Uitkomst.ONVOLLEDIG
            return zaak.oordeel(outcome, who, text, bij=bij, nu=nu, doet=lacking, betreft=lacking)
        places = tuple(member.partner.at("webpagina") for member in members)
        text = f"{who.partner.in_zin if who else 'elke partij'} heeft een webpagina over het convenant"
        return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)

    def _deliveries(self, zaak: Zaak, who: Gebondene | None, members: tuple[Gebondene, ...], soort: str) -> Oordeel:
        found = sorted(
            ((place, levering) for member in members for place, levering in _delivered(member, soort)),
            key=lambda pair: (pair[1].datum, pair[0].name, pair[1].titel),
        )
        limit = self.hoogstens_oud.voor(zaak.peildatum) if self.hoogstens_oud else None
        recent = [(place, levering) for place, levering in found if limit is None or levering.datum >= limit]
        of_whom, kind = f" van {who.naam}" if who else "", soort.replace("-", " ")
        rests_on = tuple(place for place, _ in recent or found[-1:])
        if len(recent) >= self.minstens:
            last = recent[-1][1]
            by = who.naam if who else "een van de partijen"
            text = f"{by} leverde op {lange_datum(last.datum)} voor het laatst: {last.titel}"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=rests_on)
        if limit and self.hoogstens_oud and zaak.eigen_tijd(who).van > limit:
            last_day = self.hoogstens_oud.na(zaak.eigen_tijd(who).van)
            text = f"een levering '{kind}'{of_whom} kan nog tot en met {lange_datum(last_day)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=rests_on)
        bij = who.partner.at("leveringen") if who else found[-1][0] if found else zaak.place
        if len(found) >= self.minstens and recent:
            text = f"in de laatste {self.hoogstens_oud} {self._count(len(recent), kind)}{of_whom} gevonden"
        elif len(found) >= self.minstens:
            last = found[-1][1]
            text = f"de laatste levering '{kind}'{of_whom} is van {lange_datum(last.datum)} ({last.titel})"
            text += f", meer dan {self.hoogstens_oud} geleden"
        elif found:
            text = f"er {self._count(len(found), kind)}{of_whom} gevonden"
        else:
            text = f"een levering '{kind}'{of_whom} is niet gevonden"
        outcome = Uitkomst.ONVOLLEDIG if found else Uitkomst.ONTBREEKT
        too_old = len(found) >= self.minstens
        return zaak.oordeel(
            Uitkomst.VEROUDERD if too_old else outcome,
            who,
            text,
            rust_op=rests_on,
            bij=bij,
            door_tijd=self.hoogstens_oud is not None,  # until then there was still time
            nu=f"{who.partner.in_zin} meldt {at_keeper(zaak.dossier, who.partner)} wat er is geleverd, en wanneer"
            if who
            else f"de partijen melden {at_keeper(zaak.dossier)} wat er is geleverd, en wanneer",
        )

    def _over(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, soort: str) -> Oordeel:
        """Judge what was delivered over one period, or in it when there is no term after its end."""
        last = period.tijdvak.laatste if self.binnen is None else self.binnen.na(period.tijdvak.tot) - timedelta(days=1)
        if partly := zaak.maar_deels(who, period.tijdvak, period.in_zin):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
        members = zaak.deelnemers(period.tijdvak) if who is None else (who,)
        found = sorted(
            (levering.datum, place.name, levering.titel, place)
            for member in members
            for place, levering in _delivered(member, soort)
            if levering.datum <= zaak.peildatum and self._belongs(zaak, levering, period)
        )
        places = tuple(place for *_, place in found)
        of_whom, kind = f" van {who.naam}" if who else "", soort.replace("-", " ")
        over = f"over {period.in_zin}" if self.binnen else f"in {period.in_zin}"
        if len(found) >= self.minstens:
            day, _, title, _ = found[self.minstens - 1]
            said = f"{who.naam if who else 'een van de partijen'} leverde {over} op {lange_datum(day)}: {title}"
            if day <= last:
                return zaak.oordeel(Uitkomst.GOED, who, said, periode=period.naam, rust_op=places)
            text, outcome = f"{said}, later dan {lange_datum(last)}", Uitkomst.ONVOLLEDIG
            nu = f"{who.naam if who else 'de partijen'} {'levert' if who else 'leveren'} de volgende keer op tijd"
        else:
            text = f"een levering '{kind}'{of_whom} {over} is niet gevonden"
            if found:
                text = f"{over} {self._count(len(found), kind)}{of_whom} gevonden"
            outcome = Uitkomst.ONVOLLEDIG if found else Uitkomst.ONTBREEKT
            if zaak.peildatum <= last:
                text = f"een levering '{kind}'{of_whom} {over} kan nog tot en met {lange_datum(last)}"
                return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period.naam, rust_op=places)
            teller = f"{who.partner.in_zin} meldt" if who else "de partijen melden"
            nu = f"{teller} {at_keeper(zaak.dossier, who.partner if who else None)} wat er is geleverd, en wanneer"
        bij = places[-1] if places else who.partner.at("leveringen") if who else zaak.place
        return zaak.oordeel(outcome, who, text, periode=period.naam, rust_op=places, bij=bij, door_tijd=True, nu=nu)

    def _belongs(self, zaak: Zaak, levering: Levering, period: Beoordelingsperiode) -> bool:
        """Tell whether a delivery is over a period: as it says itself, else by its day.

        With a term after the end of a period that is the time from there until the end of the next one.
        """
        if levering.over is not None:
            return zaak.dossier.tijdvak(levering.over) == period.tijdvak
        if self.binnen is None:
            return levering.datum in period.tijdvak
        ritme = zaak.dossier.ritme(self.per or "")
        assert ritme is not None
        return levering.datum in tijdvak_met(ritme, period.tijdvak.tot, zaak.ingang)

    def _count(self, number: int, kind: str) -> str:
        return f"{'is' if number == 1 else 'zijn'} {number} van minstens {self.minstens} leveringen '{kind}'"


def _delivered(who: Gebondene, soort: str) -> Iterator[tuple[Place, Levering]]:
    """Yield what a party delivered of a kind; of a unit also what a part or the whole of it did, or who is not said."""
    for number, levering in enumerate(who.partner.leveringen):
        above_or_own = who.eenheid is None or levering.eenheid in (None, *who.onder)
        if levering.soort == soort and (above_or_own or who.eenheid_id in who.partner.onder(levering.eenheid)):
            yield who.partner.at("leveringen", number), levering
