"""What parties offer: how much, about what, how often, for which units, and whether that is still so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Annotated, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import Offer, at_keeper, holder_name, includes, offers, theme_name, unit_kind
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.geteld import (
    Frequentie,
    counts,
    known_in,
    missed,
    often_enough,
    uncounted,
)
from convenant_cli.judging.delen.jaardag import ElkJaarUiterlijk, jaren, niet_in_een_jaar, op_tijd
from convenant_cli.judging.delen.per_aanbod import (
    SHOWN,
    Aanbodstand,
    aligned,
    ending,
    few,
    funding,
    judged,
    once,
    outdated,
    reports,
    step_up,
    still,
    unnamed,
    whose,
)
from convenant_cli.judging.delen.per_eenheid import BinnenGemeente, EenhedenVan, EigenEenheden, asked_units
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records import Actie
from convenant_cli.records.model.jaardag import Jaardag
from convenant_cli.records.model.record import Heette
from convenant_cli.records.model.velden import DuurVeld, JaNee, Tekst, Volgnummer
from convenant_cli.records.model.verwijzingen import (
    NaarAanbod,
    NaarEenheidsoort,
    NaarRol,
    NaarSector,
    NaarThema,
    RitmeVeld,
)
from convenant_cli.text.sentences import aangehaald, inside, opsomming


class AanbodToets(Toets):
    """Elke gebonden partij heeft aanbod dat past bij de afspraak en dat er nog is.

    Waarom: wie het nodig heeft, kiest uit het aanbod. Wat er niet meer is, of niet voor hen, helpt niet.
    Herstel: vraag de partij wat zij nu aanbiedt, vul het aan onder `aanbod` en zet bij elk aanbod wanneer de partij het
    bevestigde.
    """

    soort: Literal["aanbod"]
    minstens: Volgnummer = Field(1, description="Hoeveel aanbod er minstens is; met `per_eenheid`: voor elke eenheid.")
    themas: tuple[NaarThema, ...] = Field(
        (), description="De thema's waarom het gaat. Aanbod telt mee als het bij een van deze thema's hoort."
    )
    zonder: tuple[NaarAanbod, ...] = Field(
        (), description="Aanbod dat niet meetelt, zoals aanbod dat volgens de bepaling mag maar niet hoeft."
    )
    elk_van: tuple[NaarAanbod, ...] = Field(
        (), description="Het aanbod dat de bepaling noemt: elk ervan is er, en alleen dit telt mee."
    )
    elk_thema: JaNee = Field(False, description="Ja als er bij elk van deze thema's aanbod is.")
    frequentie: Frequentie | None = Field(
        None,
        description="Hoe vaak het aanbod er minstens is. 'Op aanvraag' en 'doorlopend' zeggen niet hoe vaak en tellen "
        "alleen als zichzelf. Bij wekelijks, maandelijks en per-kwartaal kijkt de toets ook naar de tellingen bij de "
        "voortgang van de acties die het aanbod gebruiken.",
    )
    per_eenheid: Annotated[NaarEenheidsoort | None, Heette("per_school")] = Field(
        None,
        description="De soort eenheid waarvoor dit apart geldt: voor elke eenheid daarvan is er aanbod.",
    )
    sectoren: tuple[NaarSector, ...] = Field(
        (), description="De sectoren van de eenheden waarom het gaat. Leeg betekent: alle."
    )
    eigen_eenheden: EigenEenheden = False
    binnen_gemeente: BinnenGemeente = False
    eenheden_van: EenhedenVan = ()
    per: RitmeVeld | None = Field(
        None,
        description="Per welke periode er aanbod is. Dan telt mee wat vanaf de eerste dag van de periode is bevestigd. "
        "Leeg betekent: op de peildatum.",
    )
    uiterlijk: ElkJaarUiterlijk = None
    acties_tellen_mee: JaNee = Field(
        False, description="Ja als ook acties van de partij die lopen of klaar zijn, meetellen als aanbod."
    )
    bevestigd_binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang geleden de partij het aanbod hoogstens heeft bevestigd, zoals '12 maanden'. Wat langer "
        "geleden is bevestigd, telt niet mee; is er ook zonder dat genoeg, dan wordt het alleen genoemd.",
    )
    met_opschaling: JaNee = Field(False, description="Ja als bij elk aanbod staat wie daarna verder helpt.")
    afgestemd_met: tuple[NaarRol, ...] = Field(
        (), description="De rollen van de partijen met wie elk aanbod is afgestemd, voor zover het voor hen is."
    )
    einddatum_bij: tuple[Tekst, ...] = Field(
        (),
        description="De bronnen van geld waarbij een einddatum hoort, zoals een subsidie. Na die datum telt aanbod "
        "alleen mee als de partij het opnieuw heeft bevestigd.",
    )
    waarschuw_voor: DuurVeld = Field(
        Duur(60, "dag"), description="Hoe lang voor het einde van die financiering de waarschuwing komt."
    )

    @property
    def strijdig(self) -> str:
        """A day of the year is about a year."""
        if self.uiterlijk is None:
            return ""
        return (
            niet_in_een_jaar(self.per) if self.per else "'uiterlijk' komt elk jaar terug; noem bij 'per' voor welk jaar"
        )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for period in jaren(zaak, self.per, self.uiterlijk) if self.per else [None]:
            for who in zaak.ieder_of_samen(period.tijdvak if period else None):
                if period and self.uiterlijk:
                    yield self._by_a_day(zaak, who, period, self.uiterlijk)
                else:
                    yield self._judge(zaak, who, self._stand(zaak, who, period))

    def _by_a_day(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, day: Jaardag) -> Oordeel:
        def judge(about: Beoordelingsperiode) -> Oordeel:
            return self._judge(zaak, who, self._stand(zaak, who, about))

        stand = self._stand(zaak, who, period)
        nu = f"{stand.nu} de volgende keer op tijd welk aanbod er is"
        return op_tijd(zaak, who, period, self.per or "", day, judge, nu, doet=stand.doet or None, ook_oud=True)

    def _judge(self, zaak: Zaak, who: Gebondene | None, stand: Aanbodstand) -> Oordeel:
        period = stand.period.naam if stand.period else ""
        each_time, counted = counts(zaak, self.frequentie, stand.counting, stand.days)
        rests_on = (*(offer.at() for offer in stand.fitting), *(action.at() for action in stand.actions), *counted)
        if self.per_eenheid and not self._units(zaak, stand):
            text = f"er is geen {inside(unit_kind(zaak.dossier, self.per_eenheid).naam)} waarvoor dit aanbod is bedoeld"
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, periode=period)
        wrong = [*self._too_little(zaak, stand)]
        if wrong and stand.period:
            # What is missing of a period that is owed for less than half of it, is not owed.
            if partly := zaak.maar_deels(who, stand.period.gevraagd, stand.period.in_zin):
                return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period, rust_op=rests_on)
            if stand.open:
                text = f"{wrong[0].tekst}; dat kan nog tot {lange_datum(stand.period.tijdvak.tot)}"
                return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period, rust_op=rests_on)
        wrong += self._offer_by_offer(zaak, stand)
        old = [*self._not_counting(zaak, stand)]
        soon = [*ending(zaak, stand.counting, stand.on, self.einddatum_bij, self.waarschuw_voor)]

        def found(old: list[tuple[Offer, Tekort]]) -> Oordeel | None:
            short = [] if self._enough(zaak, stand, old) else once(zaak, old, self.bevestigd_binnen)
            ends = [] if self._enough(zaak, stand, [*old, *soon]) else [tekort for _, tekort in soon]
            every = [*wrong, *short, *ends]
            return judged(zaak, who, every, period, rests_on) if every else None

        if not (first := found(old)):
            told = [
                self._found(zaak, stand, old),
                each_time,
                *few(
                    [
                        tekort.tekst
                        for tekort in (*once(zaak, old, self.bevestigd_binnen), *(tekort for _, tekort in soon))
                    ]
                ),
            ]
            text = "; ".join(filter(None, told))
            # Whether something came back each time is only known when the period is over.
            outcome = Uitkomst.NOG_NIET if counted and stand.open else Uitkomst.GOED
            return zaak.oordeel(outcome, who, text, periode=period, rust_op=rests_on)
        # That an offer is still there, is what the party itself says: here is what is left when it says so anew.
        lapsed = [pair for pair in old if not pair[1].bevestigd]
        again = frozenset(f"{offer.partner.id}/{offer.record.id}" for offer, tekort in old if tekort.bevestigd)
        return replace(first, eigen_woord=bool(again), opnieuw=again, verder=found(lapsed))

    # --- what counts ----------------------------------------------------------------------------------------------

    def _stand(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode | None) -> Aanbodstand:
        on = period.tijdvak.laatste if period and period.voorbij else zaak.peildatum
        if who:
            parties = [who.partner]
        elif zaak.bepaling.gebonden:
            parties = [member.partner for member in zaak.leden(on)]
        else:
            parties = [*zaak.partners_met((ALLE,), on)]
        unit = who.eenheid_id if who else None
        fitting = [
            offer
            for offer in offers(parties)
            if unit is None or unit in offer.partner.onder(offer.record.eenheid)  # what a part of it offers, it offers
            if self._fits(offer)
        ]
        # A confirmation, or a count, tells of its own day: not of a period before, and not of one after.
        counting = [offer for offer in fitting if period is None or known_in(zaak, offer, period.tijdvak)]
        # An action names parties, never one of their units.
        ids = set() if unit or not self.acties_tellen_mee else {partner.id for partner in parties}
        actions = [action for action in self._actions(zaak, period, on) if ids & set(action.betrokken)] if ids else []
        name, place, nu = "de partijen samen", zaak.place, f"de partijen melden {at_keeper(zaak.dossier)}"
        if who:
            name, place, nu = who.naam, who.partner.at("aanbod"), reports(zaak, who.partner)
        return Aanbodstand(name, who.partner if who else None, nu, place, on, period, fitting, counting, actions)

    def _fits(self, offer: Offer) -> bool:
        id = f"{offer.partner.id}/{offer.record.id}"
        if id in self.zonder or (self.elk_van and id not in self.elk_van):
            return False
        if self.themas and not set(self.themas) & set(offer.record.themas):
            return False
        return often_enough(self.frequentie, offer.record.frequentie)

    def _actions(self, zaak: Zaak, period: Beoordelingsperiode | None, on: date) -> list[Actie]:
        """Return the actions that run in the period, or on the day; nothing says how often an action takes place."""
        since = period.tijdvak.van if period else on
        found = [
            action
            for action in zaak.dossier.acties.values()
            if action.status in ("loopt", "afgerond") and action.start <= on and action.gereed >= since
            if (not self.themas or action.thema in self.themas) and self.frequentie is None
        ]
        return sorted(found, key=lambda action: (action.start, action.id))

    def _units(self, zaak: Zaak, stand: Aanbodstand) -> list[str]:
        return asked_units(zaak, self, stand.on, stand.partner, self.sectoren)

    # --- what can be missing --------------------------------------------------------------------------------------

    def _too_little(self, zaak: Zaak, stand: Aanbodstand) -> Iterator[Tekort]:
        """Yield at most one: too little, not for every unit, not confirmed in the period, or not on every theme."""
        late = stand.period is not None
        yet, during = ("nog " if stand.open else ""), ""
        if stand.period:
            during = f" {self.uiterlijk.over if self.uiterlijk else 'in'} {stand.period.in_zin}"
        there = "er was" if stand.period and stand.period.voorbij else "er is"
        if short := self._short(zaak, stand, stand.fitting):
            number = len(stand.fitting) + len(stand.actions)
            text = f"van {stand.naam} is {yet}geen {self._what(zaak)} gevonden"
            if self.per_eenheid:
                number = len(self._units(zaak, stand)) - len(short)
                text += f" voor {opsomming([holder_name(zaak.dossier, id) for id in short])}"
            elif number:
                text = f"van {stand.naam} is {number} van de {self.minstens} keer {self._what(zaak)} gevonden"
            outcome = Uitkomst.ONVOLLEDIG if number else Uitkomst.ONTBREEKT
            nu, acting = (stand.nu, stand.doet) if stand.partner else whose(zaak, stand, short)
            yield Tekort(
                stand.place,
                text + during,
                f"{nu} welk aanbod {there}",
                acting,
                uitkomst=outcome,
                door_tijd=late,
            )
        elif stand.period and self._short(zaak, stand, stand.counting):
            old = [offer for offer in stand.fitting if offer not in stand.counting]
            titles = opsomming(few([aangehaald(offer.record.titel) for offer in old]))
            text = f"van {stand.naam} is{during} {yet}niet bevestigd: {titles}"
            outcome = Uitkomst.VEROUDERD
            late_only = all(offer.confirmed_on_or_after(stand.period.tijdvak.tot) for offer in old)
            if late_only:  # it is there; whether it was there then, nobody can show any more
                outcome, text = Uitkomst.ONTBREEKT, f"{text}; wel op een latere dag"
            yield Tekort(
                old[0].at(),
                text,
                still(zaak, old[0]),
                (old[0].partner,),
                uitkomst=outcome,
                door_tijd=late,
                voorgoed=late_only,
            )
        elif gone := unnamed(stand, self.elk_van):
            text = f"van {stand.naam} is {yet}niet gevonden: {gone}"
            nu = f"{stand.nu} of dit aanbod {there}"
            yield Tekort(stand.place, text + during, nu, stand.doet, door_tijd=late)
        elif self.elk_thema and (gone := self._uncovered(zaak, stand)):
            text = f"van {stand.naam} is {yet}geen aanbod gevonden over {gone}{during}"
            yield Tekort(stand.place, text, f"{stand.nu} welk aanbod {there} over {gone}", stand.doet, door_tijd=late)
        else:
            unknown = uncounted(zaak, self.frequentie, stand.counting, stand.days, voorbij=not stand.open)
            yield from islice(unknown, 1)

    def _short(self, zaak: Zaak, stand: Aanbodstand, found: list[Offer]) -> list[str]:
        """Return the units for which there is too little; without ``per_eenheid`` one unit without a name."""
        if not self.per_eenheid:
            return [] if len(found) + len(stand.actions) >= self.minstens else [""]
        return [
            unit
            for unit in self._units(zaak, stand)
            if sum(offer.is_for(zaak.dossier, unit) for offer in found)
            + sum(includes(zaak.dossier, action.voor, unit) for action in stand.actions)
            < self.minstens
        ]

    def _uncovered(self, zaak: Zaak, stand: Aanbodstand) -> str:
        covered = {id for offer in stand.counting for id in offer.record.themas}
        covered |= {action.thema for action in stand.actions}
        return opsomming([theme_name(zaak.dossier, id) for id in self.themas if id not in covered])

    def _offer_by_offer(self, zaak: Zaak, stand: Aanbodstand) -> Iterator[Tekort]:
        """Yield what is first to mend at each offer."""
        for offer in stand.counting:
            money = funding(zaak, offer, stand.on, self.einddatum_bij, self.waarschuw_voor)
            found = (
                (money if money and money.uitkomst is Uitkomst.ONVOLLEDIG else None)
                or (step_up(zaak, offer) if self.met_opschaling else None)
                or aligned(zaak, offer, stand.on, self.afgestemd_met)
            )
            if found:
                yield found
        yield from missed(zaak, self.frequentie, stand.counting, stand.days)

    def _not_counting(self, zaak: Zaak, stand: Aanbodstand) -> Iterator[tuple[Offer, Tekort]]:
        """Yield the offers that are there but do not count: their money ended, or they were confirmed too long ago."""
        for offer in stand.counting:
            if old := outdated(zaak, offer, stand.on, self.einddatum_bij, self.bevestigd_binnen):
                yield offer, old

    def _enough(self, zaak: Zaak, stand: Aanbodstand, old: list[tuple[Offer, Tekort]]) -> bool:
        """Tell whether there is enough, also on every theme that must be covered, without what is too old."""
        if self.elk_van and old:  # each of these must be there
            return False
        fresh = stand._replace(counting=[offer for offer in stand.counting if offer not in [one for one, _ in old]])
        return not self._short(zaak, fresh, fresh.counting) and not (self.elk_thema and self._uncovered(zaak, fresh))

    # --- words ----------------------------------------------------------------------------------------------------

    def _what(self, zaak: Zaak) -> str:
        often = f" ({self.frequentie.replace('-', ' ')})" if self.frequentie else ""
        if len(self.themas) > SHOWN:
            return f"aanbod{often} over een van de {len(self.themas)} thema's"
        about = " of ".join(theme_name(zaak.dossier, id) for id in self.themas)
        return f"aanbod{often} over {about}" if about else f"aanbod{often}"

    def _found(self, zaak: Zaak, stand: Aanbodstand, old: list[tuple[Offer, Tekort]]) -> str:
        too_old = [offer for offer, _ in old]
        titles = [aangehaald(offer.record.titel) for offer in stand.counting if offer not in too_old]
        acts = [aangehaald(action.titel) for action in stand.actions]
        kinds = (("aanbod", titles), ("acties", acts))
        units = unit_kind(zaak.dossier, self.per_eenheid).meervoud if self.per_eenheid else ""
        whose = f"{stand.naam}{f' voor alle bedoelde {units}' if units else ''}"
        text = "; ".join(f"{kind} van {whose}: {opsomming(few(shown))}" for kind, shown in kinds if shown)
        gone = self._uncovered(zaak, stand)
        return f"{text}; niet over {gone}" if gone else text
