"""What parties offer answers the questions of the parties, and does not do the same thing twice without knowing."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from convenant_cli.dossier.aanbod import Offer, holder_name, keeper_name, offers, plan_word, same_unit, theme_name
from convenant_cli.findings import Place
from convenant_cli.judging.delen.per_aanbod import outdated
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records.jaarplan import Vraagstuk
from convenant_cli.records.model.velden import DuurVeld, JaNee, Tekst
from convenant_cli.records.model.verwijzingen import RitmeVeld
from convenant_cli.text.sentences import opsomming


class _Vraag(NamedTuple):
    """A question of a school, in the plan that holds it."""

    plan: Plan
    record: Vraagstuk
    place: Place

    @property
    def later(self) -> bool:
        """Whether it came after the plan was adopted, or the plan still is not: then the plan may not answer it yet."""
        adopted = self.plan.jaarplan.vastgesteld_op
        return not self.plan.vastgesteld or (adopted is not None and self.record.datum > adopted)


class _Vak(NamedTuple):
    """A period with the questions of its plans."""

    naam: str
    tijdvak: Tijdvak
    voorbij: bool
    vragen: list[_Vraag]


class SamenhangendAanbodToets(Toets):
    """Op elk vraagstuk in de plannen is een antwoord, en partijen doen niet ongemerkt hetzelfde.

    Waarom: het aanbod begint bij wat er speelt. Dubbel aanbod kost tijd die ergens anders nodig is.
    Herstel: noem het vraagstuk bij een actie, of zoek aanbod met dat thema voor wie het inbracht. Zet bij dubbel aanbod
    onder `afgestemd_met` met welke partij het is afgestemd.
    """

    over_dossier: ClassVar[bool] = True

    soort: Literal["samenhangend-aanbod"]
    per: RitmeVeld = Field("kalenderjaar", description="Per welke periode de vraagstukken uit de plannen tellen.")
    ook_eigen: JaNee = Field(
        False, description="Ja als ook de vraagstukken uit de eigen plannen van partijen en eenheden tellen."
    )
    elk_vraagstuk_beantwoord: JaNee = Field(
        True, description="Ja als er op elk vraagstuk een actie of aanbod is: een actie die het noemt, of aanbod met "
        "hetzelfde thema voor wie het inbracht."
    )  # fmt: skip
    dubbel_aanbod_melden: JaNee = Field(
        True,
        description="Ja als twee partijen hetzelfde aanbod (dezelfde vorm en thema's, voor dezelfde partij of "
        "eenheid) hebben afgestemd.",
    )

    bevestigd_binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang geleden een partij haar aanbod hoogstens heeft bevestigd, zoals '12 maanden'. Wat langer "
        "geleden is bevestigd, is geen antwoord op een vraagstuk.",
    )
    einddatum_bij: tuple[Tekst, ...] = Field(
        (),
        description="De bronnen van geld waarbij een einddatum hoort, zoals een subsidie. Na die datum is aanbod "
        "alleen een antwoord als de partij het opnieuw heeft bevestigd.",
    )

    @property
    def mist(self) -> str:
        asked = self.elk_vraagstuk_beantwoord or self.dubbel_aanbod_melden
        return "" if asked else "'elk_vraagstuk_beantwoord: ja' of 'dubbel_aanbod_melden: ja'"

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for vak in self._vakken(zaak):
            if self.elk_vraagstuk_beantwoord:
                yield from self._questions(zaak, vak)
            if self.dubbel_aanbod_melden and zaak.peildatum in vak.tijdvak:
                doubles = [*self._doubles(zaak, vak.naam)]
                yield from doubles
                if not doubles and not self.elk_vraagstuk_beantwoord:
                    yield zaak.oordeel(Uitkomst.GOED, None, "er is geen dubbel aanbod gevonden", periode=vak.naam)

    def _vakken(self, zaak: Zaak) -> Iterator[_Vak]:
        """Yield the periods, and then every plan that is still to begin as a period of its own."""
        every = zaak.alle_plannen if self.ook_eigen else zaak.plannen
        periods = zaak.periodes(self.per)
        for period in periods:
            plans = [plan for plan in every if plan.tijdvak.overlapt(period.tijdvak)]
            yield _Vak(period.naam, period.tijdvak, period.voorbij, _questions(zaak, plans))
        for plan in every:
            if not plan.begonnen and not any(plan.tijdvak.overlapt(period.tijdvak) for period in periods):
                yield _Vak(plan.jaarplan.id, plan.tijdvak, False, _questions(zaak, [plan]))

    # --- questions ------------------------------------------------------------------------------------------------

    def _questions(self, zaak: Zaak, vak: _Vak) -> Iterator[Oordeel]:
        """Yield one oordeel for every question without an answer, or else one for all."""
        if not vak.vragen:
            yield self._nothing_asked(zaak, vak)
            return
        answers = [(vraag, self._answers(zaak, vraag, vak)) for vraag in vak.vragen]
        open_ones = [vraag for vraag, found in answers if not found]
        for vraag in open_ones:
            yield self._unanswered(zaak, vak, vraag)
        if not open_ones:
            number = len(answers)
            what = "het vraagstuk" if number == 1 else f"alle {number} vraagstukken"
            places = [place for vraag, found in answers for place in (vraag.place, *found)]
            text, outcome = f"op {what} van {vak.naam} is een antwoord", Uitkomst.GOED
            if vak.tijdvak.van > zaak.peildatum:  # what is planned for later is not there yet
                text, outcome = f"{text} gepland", Uitkomst.NOG_NIET
            yield zaak.oordeel(outcome, None, text, periode=vak.naam, rust_op=tuple(dict.fromkeys(places)))

    def _answers(self, zaak: Zaak, vraag: _Vraag, vak: _Vak) -> list[Place]:
        """Return the actions that name a question; when there are none, the offers on its theme for its school.

        In a period that is over, what was only planned did not take place. What lapsed answers nothing.
        """
        gone = ("vervallen", "uitgesteld", "gepland") if vak.voorbij else ("vervallen",)
        acts = [
            action.at("vraagstukken")
            for action in zaak.dossier.acties_van(vraag.plan.jaarplan.id)
            if vraag.record.id in action.vraagstukken and action.status not in gone
        ]
        on = min(zaak.peildatum, vak.tijdvak.laatste)
        return acts or [
            offer.at()
            for offer in _offers(zaak, vak.tijdvak)
            if vraag.record.thema in offer.record.themas and offer.is_for(zaak.dossier, vraag.record.van)
            if not outdated(zaak, offer, on, self.einddatum_bij, self.bevestigd_binnen)
        ]

    @staticmethod
    def _nothing_asked(zaak: Zaak, vak: _Vak) -> Oordeel:
        """Judge a period without questions: that none was found does not say that nothing was asked."""
        text = f"van {vak.naam} zijn {'' if vak.voorbij else 'nog '}geen vraagstukken gevonden"
        if partly := zaak.maar_deels(None, vak.tijdvak, vak.naam):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, None, partly, periode=vak.naam)
        if not vak.voorbij:
            return zaak.oordeel(Uitkomst.NOG_NIET, None, text, periode=vak.naam)
        nu = f"{keeper_name(zaak.dossier)} vraagt de partijen wat er speelt en zet dat in het {plan_word(zaak.dossier)}"
        return zaak.oordeel(
            Uitkomst.ONTBREEKT, None, text, periode=vak.naam, bij=zaak.place, door_tijd=True, nu=nu, doet=zaak.keeper
        )

    @staticmethod
    def _unanswered(zaak: Zaak, vak: _Vak, vraag: _Vraag) -> Oordeel:
        school, about = holder_name(zaak.dossier, vraag.record.van), theme_name(zaak.dossier, vraag.record.thema)
        words = vraag.record.id.replace("-", " ")
        text = f"op de vraag van {school} over {about} ({words}) is nog geen actie of aanbod gevonden"
        if vraag.later and not vak.voorbij:
            text += f"; dat kan nog tot {lange_datum(vak.tijdvak.tot)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, None, text, periode=vak.naam, rust_op=(vraag.place,))
        return zaak.oordeel(
            Uitkomst.ONTBREEKT,
            None,
            text,
            periode=vak.naam,
            rust_op=(vraag.place,),
            bij=vraag.place,
            door_tijd=vraag.later,
            doet=zaak.keeper,
            betreft=zaak.partijen(vraag.record.van.split("/")[0]),
            nu=f"{keeper_name(zaak.dossier)} zoekt met {school} een actie of aanbod bij deze vraag",
        )

    # --- doubles --------------------------------------------------------------------------------------------------

    @staticmethod
    def _doubles(zaak: Zaak, periode: str) -> Iterator[Oordeel]:
        """Yield one oordeel for every two offers of different parties that do the same and do not name each other."""
        today = Tijdvak(zaak.peildatum, zaak.peildatum + timedelta(days=1))
        for one, other in combinations(_offers(zaak, today), 2):
            if (
                not _alike(zaak, one, other)
                or _aligned(one, other)
                or _aligned(other, one)
                or _in_one(zaak, one, other)
            ):
                continue
            about = opsomming([theme_name(zaak.dossier, id) for id in other.record.themas])
            text = f"{one.naam} en {other.naam} gaan allebei over {about}, en een afstemming is niet gevonden"
            place = other.at("afgestemd_met")
            places = (one.at(), other.at())
            nu = f"{one.partner.in_zin} en {other.partner.in_zin} stemmen dit af en zetten dat in het dossier"
            both = (one.partner, other.partner)
            yield zaak.oordeel(
                Uitkomst.ONVOLLEDIG,
                None,
                text,
                periode=periode,
                rust_op=places,
                bij=place,
                nu=nu,
                doet=both,
                betreft=both,
            )


def _questions(zaak: Zaak, plans: list[Plan]) -> list[_Vraag]:
    """Return the questions that schools brought in by now, with the parties that are still known."""
    return [
        _Vraag(plan, record, plan.jaarplan.at("vraagstukken", number))
        for plan in plans
        for number, record in enumerate(plan.jaarplan.vraagstukken)
        if record.datum <= zaak.peildatum and record.van.split("/")[0] in zaak.dossier.partners
    ]


def _offers(zaak: Zaak, tijdvak: Tijdvak) -> list[Offer]:
    """Return the offers of the bound parties that are a member on one of these days; of everybody if none is bound."""
    bound = {who.partner.id for who in zaak.bound} if zaak.bepaling.gebonden else set(zaak.dossier.partners)
    members = [p for p in zaak.dossier.partners.values() if p.id in bound and p.actief_in(tijdvak)]
    return list(offers(members))


def _alike(zaak: Zaak, one: Offer, other: Offer) -> bool:
    """Tell whether two parties offer the same thing to the same school."""
    if one.partner.id == other.partner.id or one.record.vorm != other.record.vorm or not one.record.themas:
        return False
    here, there = one.record.voor, other.record.voor
    meet = not here or not there or any(same_unit(zaak.dossier, a, b) for a in here for b in there)
    return set(one.record.themas) == set(other.record.themas) and meet


def _aligned(one: Offer, other: Offer) -> bool:
    """Tell whether an offer says that it is aligned with the party of the other."""
    return any(id.split("/")[0] == other.partner.id for id in one.record.afgestemd_met)


def _in_one(zaak: Zaak, one: Offer, other: Offer) -> bool:
    """Tell whether an action uses both offers: who works together has aligned what they do."""
    both = {f"{offer.partner.id}/{offer.record.id}" for offer in (one, other)}
    return any(action.status != "vervallen" and both <= set(action.aanbod) for action in zaak.dossier.acties.values())
