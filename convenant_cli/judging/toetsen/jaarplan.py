"""There is one year plan for every period, without gap or overlap, adopted in time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, keeper_name, plan_word
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode, deel_van
from convenant_cli.judging.delen.jaardag import jaren, niet_gevraagd, niet_in_een_jaar
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.jaardag import JaardagVeld
from convenant_cli.records.model.velden import Datum, DuurVeld, JaNee, Tekst
from convenant_cli.records.model.verwijzingen import RitmeVeld
from convenant_cli.text.sentences import aangehaald, opsomming


class JaarplanToets(Toets):
    """Voor elke periode is er precies één plan, op tijd vastgesteld.

    Waarom: zonder plan is niet duidelijk wie waarop inzet.
    Herstel: maak het plan, stel het vast in een bijeenkomst en noem de dag onder `vastgesteld_op`.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["jaarplan"]
    per: RitmeVeld = Field("kalenderjaar", description="Voor welke periodes er een plan is.")
    vanaf: Datum | None = Field(
        None, description="De eerste dag waarvoor een plan nodig is. Leeg betekent: vanaf de ingang van het convenant."
    )
    eigen: JaNee = Field(
        False, description="Ja als elke gebonden partij of eenheid een eigen plan heeft, met haar als `eigenaar`."
    )
    onderwerp: Tekst | None = Field(
        None, description="Waarover het plan gaat, als er meer plannen zijn: het `onderwerp` van het plan."
    )
    eenmalig: JaNee = Field(False, description="Ja als het alleen gaat om het eerste plan, dat er op 'vanaf' is.")
    vastgesteld_binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang na de eerste dag het plan uiterlijk is vastgesteld, zoals '30 dagen'. Leeg betekent: "
        "ook een concept telt, en tot het einde van de periode ontbreekt er niets.",
    )
    uiterlijk: JaardagVeld | None = Field(
        None,
        description="De laatste dag van het jaar om het plan vast te stellen, als die elk jaar terugkomt: "
        "'30 november ervoor' is die vóór het jaar van het plan. Niet samen met 'vastgesteld_binnen'.",
    )
    elk_thema_met_actie: JaNee = Field(False, description="Ja als elk thema van het plan een actie heeft.")
    elke_actie_met_trekker: JaNee = Field(
        False, description="Ja als elke actie een trekker heeft die meedoet aan het convenant als de actie loopt."
    )

    @property
    def strijdig(self) -> str:
        """A day that comes back each year is for the plan of each year, and the only day for it."""
        if self.uiterlijk and self.vastgesteld_binnen:
            return "'vastgesteld_binnen' en 'uiterlijk' gaan niet samen; kies er een"
        if self.uiterlijk and self.eenmalig:
            return "'uiterlijk' komt elk jaar terug en gaat niet samen met 'eenmalig'; kies er een"
        return niet_in_een_jaar(self.per) if self.uiterlijk else ""

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        start = max(zaak.ingang, self.vanaf or zaak.ingang)
        periods = [] if self.eenmalig else jaren(zaak, self.per, self.uiterlijk)
        ahead = self.uiterlijk is not None and self.uiterlijk.waar == "ervoor"  # a plan is due before it is needed
        if start > (periods[-1].tijdvak.laatste if ahead and periods else zaak.peildatum):
            for who in zaak.ieder_of_samen():
                text = f"het eerste {plan_word(zaak.dossier)} is nodig op {lange_datum(start)}"
                yield zaak.oordeel(Uitkomst.NOG_NIET, who, text)
        elif self.eenmalig:
            for who in zaak.ieder_of_samen():
                yield _in_short(self._first(zaak, who, start))
        else:
            for period in periods:
                owed = Tijdvak(max(period.tijdvak.van, start), min(period.tijdvak.tot, zaak.in_werking.tot))
                # A plan is owed for a period of which at least half is within the agreement.
                if owed.van < owed.tot and not (period.voorbij and zaak.maar_deels(None, period.tijdvak, "")):
                    for who in zaak.ieder_of_samen(owed):
                        yield _in_short(self._period(zaak, who, period, owed))

    def _first(self, zaak: Zaak, who: Gebondene | None, start: date) -> Oordeel:
        """Judge the duty to have a first plan by a day."""
        plan = next(iter(self._plans(zaak, who)), None)
        if plan is not None and plan.tijdvak.van <= start:
            return self._adopted(zaak, who, plan, self.until(plan.tijdvak, start)) or self._content(zaak, who, plan)
        text = f"geen {plan_word(zaak.dossier)} gevonden dat gold op {lange_datum(start)}"
        if plan is None:
            nu = f"de partijen maken een {plan_word(zaak.dossier)} en stellen het vast"
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=zaak.place, door_tijd=True, nu=nu, doet=())
        # The time for a first plan has gone by and a later one is there: nobody can do this now.
        text = f"het dossier begint met {plan.naam}; een plan dat gold op {lange_datum(start)} is niet gevonden"
        at = plan.jaarplan.at("periode")
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=(at,), bij=at, door_tijd=True, ambitie=True)

    def _plans(self, zaak: Zaak, who: Gebondene | None) -> list[Plan]:
        """Return the plans that the clause is about: of all together, or of this party or unit."""
        owner = (who.eenheid_id or who.partner.id) if who and self.eigen else ""
        return [plan for plan in zaak.alle_plannen if plan.reeks == (owner, (self.onderwerp or "").casefold())]

    def _what(self, zaak: Zaak, who: Gebondene | None) -> str:
        about = f" over {aangehaald(self.onderwerp)}" if self.onderwerp else ""
        return f"{plan_word(zaak.dossier)}{about}{f' van {who.naam}' if who and self.eigen else ''}"

    def _doers(self, who: Gebondene | None) -> tuple[Partner, ...]:
        return (who.partner,) if who and self.eigen else ()

    def _period(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, owed: Tijdvak) -> Oordeel:
        plans = [plan for plan in self._plans(zaak, who) if plan.tijdvak.overlapt(owed)]
        if not plans:
            if partly := zaak.maar_deels(None, period.tijdvak, period.in_zin):
                return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
            until = self.until(period.tijdvak, owed.van) or owed.laatste
            if zaak.peildatum <= until:
                text = (
                    f"een {self._what(zaak, who)} voor {period.naam} kan er nog komen tot en met {lange_datum(until)}"
                )
                return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period.naam)
            if self.uiterlijk and (early := niet_gevraagd(zaak, who, until)):
                return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, early, periode=period.naam)
            word = plan_word(zaak.dossier)
            text = f"geen {self._what(zaak, who)} gevonden voor {period.in_zin}"
            doers = self._doers(who)
            if period.voorbij and doers:
                at = at_keeper(zaak.dossier, doers[0])
                nu = f"{doers[0].in_zin} meldt {at} of er een {word} is voor {period.in_zin}"
            elif period.voorbij:
                doers = zaak.keeper
                nu = f"{keeper_name(zaak.dossier)} voegt het {word} voor {period.in_zin} toe, als dat er is"
            elif doers:
                nu = f"{doers[0].in_zin} maakt een {word} voor {period.in_zin} en stelt het vast"
            else:
                nu = f"de partijen maken een {word} voor {period.in_zin} en stellen het vast"
            lacks = zaak.oordeel(
                Uitkomst.ONTBREEKT,
                who,
                text,
                periode=period.naam,
                bij=zaak.place,
                door_tijd=True,
                nu=nu,
                doet=doers,
            )
            return replace(lacks, uiterlijk=until)
        first = max(plans[0].tijdvak.van, self.vanaf or zaak.ingang)
        whole = self._whole(zaak, who, plans, period.naam, owed)
        if whole is not None and whole.aandacht:
            return whole
        return (
            self._adopted(zaak, who, plans[0], self.until(period.tijdvak, first), period.naam)
            or whole
            or self._content(zaak, who, plans[0], period.naam)
        )

    @staticmethod
    def _whole(zaak: Zaak, who: Gebondene | None, plans: Sequence[Plan], name: str, owed: Tijdvak) -> Oordeel | None:
        """Judge whether the plans of a period leave no day open and no day double; None when it is one whole plan."""
        places = tuple(plan.jaarplan.at("periode") for plan in plans)

        def outcome(text: str, bij: Place, nu: str, door_tijd: bool = False) -> Oordeel:
            return zaak.oordeel(
                Uitkomst.ONVOLLEDIG,
                who,
                text,
                periode=name,
                rust_op=places,
                bij=bij,
                door_tijd=door_tijd,
                nu=nu,
                doet=(),
            )

        agree = f"de partijen spreken af welk {plan_word(zaak.dossier)} op die dagen geldt"
        none = f"is er geen {plan_word(zaak.dossier)} gevonden"

        covered, before = owed.van, plans[0]
        for number, plan in enumerate(plans):
            if plan.tijdvak.van > covered:
                gap = Tijdvak(covered, plan.tijdvak.van)
                return outcome(f"{deel_van(gap, owed)} {none}", places[number], agree)
            if number and plan.tijdvak.van < covered:
                text = f"{before.naam} en {plan.naam} gelden voor een deel op dezelfde dagen"
                return outcome(text, places[number], agree)
            covered, before = max((covered, before), (plan.tijdvak.tot, plan), key=lambda reach: reach[0])
        if covered < owed.tot:
            gap = Tijdvak(covered, owed.tot)
            if gap.van > zaak.peildatum:
                last = lange_datum(plans[-1].tijdvak.laatste)
                text = f"een {plan_word(zaak.dossier)} {deel_van(gap, owed)} kan er nog komen tot en met {last}"
                return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=name, rust_op=places)
            return outcome(f"{deel_van(gap, owed)} {none}", places[-1], agree, door_tijd=True)
        if len(plans) > 1:
            names = opsomming([plan.jaarplan.id for plan in plans])
            word, when = plan_word(zaak.dossier), f"{'het ' if ' ' in name else ''}{name}"
            text = f"in plaats van één {word} zijn er {len(plans)} voor {when}: {names}"
            return outcome(text, places[1], f"de partijen spreken af welk {word} geldt")
        return None

    def until(self, period: Tijdvak, start: date) -> date | None:
        """Return the last day to adopt a plan for a period, needed from ``start``; None when the clause names none."""
        if self.uiterlijk:
            return self.uiterlijk.bij(period)
        return self.vastgesteld_binnen.na(start) if self.vastgesteld_binnen else None

    def _adopted(
        self, zaak: Zaak, who: Gebondene | None, plan: Plan, until: date | None, name: str = ""
    ) -> Oordeel | None:
        """Judge whether a plan was adopted in time; None when it was, or when that does not matter."""
        if until is None:
            return None
        record = plan.jaarplan

        def outcome(uitkomst: Uitkomst, text: str, field: str, door_tijd: bool = False) -> Oordeel:
            at = record.at(field)
            if uitkomst is Uitkomst.NOG_NIET:
                return zaak.oordeel(uitkomst, who, text, periode=name, rust_op=(at,))
            nu = f"de partijen stellen {plan.naam} vast en noemen de dag"
            if plan.vastgesteld:
                nu = f"{opdrachtgever(zaak, plan)} noemt de dag waarop {plan.naam} is vastgesteld"
            acts = opdrachtgevers(zaak, plan) if plan.vastgesteld else ()
            return zaak.oordeel(
                uitkomst, who, text, periode=name, rust_op=(at,), bij=at, door_tijd=door_tijd, nu=nu, doet=acts
            )

        if not plan.vastgesteld:
            if zaak.peildatum <= until:
                text = f"{plan.naam} is nog niet vastgesteld; dat kan tot en met {lange_datum(until)}"
                return outcome(Uitkomst.NOG_NIET, text, "status")
            lacks = f"{plan.naam} is nog niet vastgesteld"
            text = f"{lacks}; dat zou uiterlijk {lange_datum(until)} zijn"
            return replace(outcome(Uitkomst.ONVOLLEDIG, text, "status", door_tijd=True), kort=lacks, uiterlijk=until)
        if record.vastgesteld_op is None:
            return outcome(Uitkomst.ONVOLLEDIG, f"van {plan.naam} is de dag van vaststelling niet gevonden", "status")
        if record.vastgesteld_op > until and not (self.uiterlijk and niet_gevraagd(zaak, who, until)):
            day, at = record.vastgesteld_op, record.at("vastgesteld_op")
            text = f"{plan.naam} is vastgesteld op {lange_datum(day)}"
            nu = f"de partijen spreken af hoe het volgende {record.woord} op tijd klaar is"
            return later(zaak, who, text, day, until, periode=name, rust_op=(at,), bij=at, nu=nu, doet=())
        return None

    def _content(self, zaak: Zaak, who: Gebondene | None, plan: Plan, name: str = "") -> Oordeel:
        """Judge the themes and actions of a plan that is there in time."""
        record = plan.jaarplan
        acties = [actie for actie in zaak.dossier.acties_van(record.id) if actie.status != "vervallen"]
        if self.elk_thema_met_actie:
            used = {actie.thema for actie in acties}
            empty = [(number, theme.thema) for number, theme in enumerate(record.themas) if theme.thema not in used]
            if empty:
                noun = "het thema" if len(empty) == 1 else "de thema's"
                themes = opsomming([aangehaald(_thema(zaak, theme)) for _, theme in empty])
                text = f"in {plan.naam} is geen actie gevonden bij {noun} {themes}"
                nu = f"{opdrachtgever(zaak, plan)} spreekt met de partijen af welke actie bij {noun} hoort"
                places = tuple(record.at("themas", number, "thema") for number, _ in empty)
                return zaak.oordeel(
                    Uitkomst.ONVOLLEDIG,
                    who,
                    text,
                    periode=name,
                    rust_op=places,
                    bij=places[0],
                    nu=nu,
                    doet=opdrachtgevers(zaak, plan),
                )
        for actie in acties if self.elke_actie_met_trekker else ():
            leader = zaak.dossier.partners.get(actie.trekker)
            if leader and not leader.actief_in(Tijdvak.tot_en_met(actie.start, actie.gereed)):
                what = f"actie {actie.nummer} ({actie.titel})"
                text = f"{what} heeft als trekker {leader.in_zin}, maar die partij doet dan niet mee"
                nu = f"de partijen spreken af wie {what} trekt"
                at = actie.at("trekker")
                return zaak.oordeel(
                    Uitkomst.ONVOLLEDIG,
                    who,
                    text,
                    periode=name,
                    rust_op=(at,),
                    bij=at,
                    nu=nu,
                    doet=(),
                    betreft=(leader,),
                )
        text, places = f"{plan.naam} is er", (record.at("periode"),)
        if record.vastgesteld_op is not None and plan.vastgesteld:
            text += f", vastgesteld op {lange_datum(record.vastgesteld_op)}"
            places += (record.at("vastgesteld_op"),)
        return zaak.oordeel(Uitkomst.GOED, who, text, periode=name, rust_op=places)


def _in_short(found: Oordeel) -> Oordeel:
    """Return an oordeel that knows what lacks alone, whatever is told behind it later."""
    return found if found.kort else replace(found, kort=found.toelichting)


def opdrachtgever(zaak: Zaak, plan: Plan) -> str:
    """Return how sentences name the party that asked for a year plan."""
    found = zaak.partijen(plan.jaarplan.regie or "")
    return found[0].in_zin if found else keeper_name(zaak.dossier)


def opdrachtgevers(zaak: Zaak, plan: Plan) -> tuple[Partner, ...]:
    """Return the party that asked for a year plan, or else the keeper of the dossier."""
    return zaak.partijen(plan.jaarplan.regie or "") or zaak.keeper


def _thema(zaak: Zaak, id: str) -> str:
    known = zaak.dossier.agreed.themas.get(id)
    return known.naam if known else id
