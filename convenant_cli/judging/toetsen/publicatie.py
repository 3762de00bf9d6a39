"""Every bound party published about the agreement, or delivered figures: recent enough, or over each period in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, levering_name
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.jaardag import jaren, komt_in, laatste_dag, niet_gevraagd, niet_in_een_jaar
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.delen.samen import samen
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records.model.jaardag import JaardagVeld
from convenant_cli.records.model.velden import DuurVeld, Id, Volgnummer
from convenant_cli.records.model.verwijzingen import RitmeVeld
from convenant_cli.records.partner import Levering
from convenant_cli.text.sentences import is_plural, none_found, opsomming


class PublicatieToets(Toets):
    """Elke gebonden partij maakt het convenant bekend op haar website, of levert op tijd wat is afgesproken.

    Waarom: zo kan iedereen vinden wat de partijen afspraken en wat het oplevert.
    Herstel: vul `webpagina` in, of zet de nieuwe levering onder `leveringen` in het bestand van de partij.
    """

    soort: Literal["publicatie"]
    levering: Id | None = Field(
        None,
        description="De soort levering die wordt verwacht, zoals 'monitor'. Leeg betekent: een webpagina. Hoe zij in "
        "een zin heet, kan onder `leveringsoorten` in data/convenant.yaml staan.",
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
    uiterlijk: JaardagVeld | None = Field(
        None,
        description="De laatste dag van het jaar, als die elk jaar terugkomt: '30 november ervoor' is de dag vóór "
        "het jaar waar de levering voor is, '1 maart erna' die na het jaar waar zij over gaat. Niet samen met "
        "'binnen'.",
    )

    @property
    def strijdig(self) -> str:
        """What goes only with something else: a rhythm with a delivery, a term with a rhythm."""
        if self.per and self.hoogstens_oud:
            return "'per' en 'hoogstens_oud' gaan niet samen; kies er een"
        if self.binnen and not self.per:
            return "'binnen' geldt per periode; noem bij 'per' over welke periodes telkens wordt geleverd"
        if self.uiterlijk:
            both = "'binnen' en 'uiterlijk' gaan niet samen; kies er een" if self.binnen else ""
            without = "" if self.per else "'uiterlijk' komt elk jaar terug; noem bij 'per' voor of over welk jaar"
            if wrong := both or without or niet_in_een_jaar(self.per):
                return wrong
        return "'per' gaat over leveringen; noem bij 'levering' welke" if self.per and not self.levering else ""

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        if self.per and self.levering:
            for period in jaren(zaak, self.per, self.uiterlijk):
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
            text = f"van {names} is geen webpagina over {zaak.convenant.zinsnaam} gevonden"
            at = at_keeper(zaak.dossier, without[0].partner if len(without) == 1 else None)
            nu = f"{names} {'melden' if len(without) > 1 else 'meldt'} {at} waar die pagina staat"
            lacking, bij = [member.partner for member in without], without[0].partner.at("webpagina")
            outcome = Uitkomst.ONTBREEKT if len(without) == len(members) else Uitkomst.ONVOLLEDIG
            return zaak.oordeel(outcome, who, text, bij=bij, nu=nu, doet=lacking, betreft=lacking)
        places = tuple(member.partner.at("webpagina") for member in members)
        text = f"{who.partner.in_zin if who else 'elke partij'} heeft een webpagina over {zaak.convenant.zinsnaam}"
        return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)

    def _deliveries(self, zaak: Zaak, who: Gebondene | None, members: tuple[Gebondene, ...], soort: str) -> Oordeel:
        found = sorted(
            ((place, levering) for member in members for place, levering in _delivered(member, soort)),
            key=lambda pair: (pair[1].datum, pair[0].name, pair[1].titel),
        )
        day, most = zaak.peildatum, self.hoogstens_oud
        recent = [pair for pair in found if most is None or not most.verstreken(pair[1].datum, day)]
        kind = _Soort(zaak, soort, who)
        rests_on = tuple(place for place, _ in recent or found[-1:])
        if len(recent) >= self.minstens:
            place, last = recent[-1]
            by = kind.leverde(place.name)
            text = f"{by} op {lange_datum(last.datum)} voor het laatst: {last.titel}"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=rests_on)
        if most and not most.verstreken(since := zaak.eigen_tijd(who).van, day):
            text = kind.kan_nog(most.na(since))
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=rests_on)
        bij = who.partner.at("leveringen") if who else found[-1][0] if found else zaak.place
        if len(found) >= self.minstens and recent:
            text = kind.te_weinig(len(recent), self.minstens, f"in de laatste {self.hoogstens_oud}")
        elif len(found) >= self.minstens:
            place, last = found[-1]
            text = f"{kind.leverde(place.name)} voor het laatst {kind.een} op {lange_datum(last.datum)} ({last.titel})"
            text += f", meer dan {self.hoogstens_oud} geleden"
        elif found:
            text = kind.te_weinig(len(found), self.minstens)
        else:
            text = kind.geen()
        outcome = Uitkomst.ONVOLLEDIG if found else Uitkomst.ONTBREEKT
        too_old = len(found) >= self.minstens
        return zaak.oordeel(
            Uitkomst.VEROUDERD if too_old else outcome,
            who,
            text,
            rust_op=rests_on,
            bij=bij,
            door_tijd=self.hoogstens_oud is not None,  # until then there was still time
            nu=kind.meldt(),
        )

    def _over(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, soort: str) -> Oordeel:
        """Judge what was delivered over one period, or in it when there is no term after its end."""
        last = laatste_dag(period.tijdvak, self.uiterlijk or self.binnen)
        if partly := zaak.maar_deels(who, period.tijdvak, period.in_zin):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
        members = zaak.deelnemers(period.tijdvak) if who is None else (who,)
        found = sorted(
            (levering.datum, place.name, levering.titel, place, levering)
            for member in members
            for place, levering in _delivered(member, soort)
            if levering.datum <= zaak.peildatum and self._belongs(zaak, levering, period)
        )
        places = tuple(place for *_, place, _ in found)
        kind = _Soort(zaak, soort, who)
        named = self.binnen or any(levering.over for *_, levering in found)
        over = f"{self.uiterlijk.over if self.uiterlijk else 'over' if named else 'in'} {period.in_zin}"
        if len(found) >= self.minstens:
            day, file, title, *_ = found[self.minstens - 1]
            # What is of a period may come before it or after it.
            inside = self.binnen or self.uiterlijk or day in period.tijdvak
            said = f"{kind.leverde(file)} {over if inside else f'voor {period.in_zin}'} op {lange_datum(day)}: {title}"
            if day <= last or (self.uiterlijk and niet_gevraagd(zaak, who, last)):
                return zaak.oordeel(Uitkomst.GOED, who, said, periode=period.naam, rust_op=places)
            nu = f"{kind.doen('levert', 'leveren')} de volgende keer op tijd"
            return later(zaak, who, said, day, last, periode=period.naam, rust_op=places, bij=places[-1], nu=nu)
        if zaak.peildatum <= last:
            text = kind.kan_nog(last, over)
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period.naam, rust_op=places)
        if self.uiterlijk and (early := niet_gevraagd(zaak, who, last)):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, early, periode=period.naam, rust_op=places)
        text = kind.te_weinig(len(found), self.minstens, over) if found else kind.geen(over)
        outcome, nu = Uitkomst.ONVOLLEDIG if found else Uitkomst.ONTBREEKT, kind.meldt()
        bij = places[-1] if places else who.partner.at("leveringen") if who else zaak.place
        made = zaak.oordeel(outcome, who, text, periode=period.naam, rust_op=places, bij=bij, door_tijd=True, nu=nu)
        return replace(made, uiterlijk=last)

    def _belongs(self, zaak: Zaak, levering: Levering, period: Beoordelingsperiode) -> bool:
        """Tell whether a delivery is over a period: as it says itself, else by its day.

        With a last day after the end of a period that is the time from there until the end of the next one.
        """
        if levering.over is not None:
            return zaak.dossier.tijdvak(levering.over) == period.tijdvak
        return levering.datum in komt_in(zaak, self.per or "", period.tijdvak, self.uiterlijk or self.binnen)


class _Soort:
    """A kind of delivery and who owes it, as sentences name them; ``who`` is None for all together."""

    def __init__(self, zaak: Zaak, soort: str, who: Gebondene | None) -> None:
        self._zaak, self._who, self._naam = zaak, who, levering_name(zaak.dossier, soort)

    @property
    def een(self) -> str:
        """The kind with its article: ``een verslag``, ``jaarcijfers``."""
        return self._naam if is_plural(self._naam) else f"een {self._naam}"

    @property
    def _van(self) -> str:
        joint = samen(self._zaak)
        return self._who.naam if self._who else "" if joint.meer else joint.naam

    def doen(self, one: str, more: str) -> str:
        """Return who owes it, with its verb."""
        return f"{self._who.naam} {one}" if self._who else samen(self._zaak).doen(one, more)

    def leverde(self, file: str) -> str:
        """Return who delivered: who owes it, or of all together the party in whose file it stands."""
        partners = self._zaak.dossier.partners.values()
        own = next((partner.in_zin for partner in partners if partner.at().name == file), "")
        return f"{self._van or own} leverde"

    def geen(self, over: str = "") -> str:
        """Return that nothing was found."""
        found = none_found(f"{self._naam} {over}".rstrip())
        return f"van {self._van} {found}" if self._van else f"er {found}"

    def kan_nog(self, last: date, over: str = "") -> str:
        """Return until when it can still come."""
        what = " ".join(filter(None, (self.een, f"van {self._van}" if self._van else "", over)))
        return f"{what} {'kunnen' if is_plural(self._naam) else 'kan'} er nog komen tot en met {lange_datum(last)}"

    def te_weinig(self, number: int, least: int, over: str = "") -> str:
        """Return how often it was found, and how often at least it was agreed."""
        whose = f"van {self._van}" if self._van else "er"
        asked = f"gevonden; afgesproken is minstens {least} keer"
        return " ".join(filter(None, (whose, f"is {number} keer {self.een}", over, asked)))

    def meldt(self) -> str:
        """Return who tells the keeper what was delivered."""
        dossier, partner = self._zaak.dossier, self._who.partner if self._who else None
        teller = f"{partner.in_zin} meldt" if partner else self.doen("meldt", "melden")
        return f"{teller} {at_keeper(dossier, partner)} wat er is geleverd, en wanneer"


def _delivered(who: Gebondene, soort: str) -> Iterator[tuple[Place, Levering]]:
    """Yield what a party delivered of a kind; of a unit also what a part or the whole of it did, or who is not said."""
    for number, levering in enumerate(who.partner.leveringen):
        above_or_own = who.eenheid is None or levering.eenheid in (None, *who.onder)
        if levering.soort == soort and (above_or_own or who.eenheid_id in who.partner.onder(levering.eenheid)):
            yield who.partner.at("leveringen", number), levering
