"""A year plan has actions in which parties of all the given roles work together."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper, keeper_name, others, plan_word, role_name
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.plannen_van import plannen_van
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Actie
from convenant_cli.records.model.velden import JaNee, Volgnummer
from convenant_cli.records.model.verwijzingen import NaarRol, RitmeVeld
from convenant_cli.text.sentences import opsomming

#: An action that is put off or dropped joins nobody.
_TOOK_PLACE = ("loopt", "afgerond")
_COUNTS = ("gepland", *_TOOK_PLACE)


class ActieMetToets(Toets):
    """In elke periode is er een actie waarin partijen met de genoemde rollen samenwerken.

    Waarom: een afspraak om samen te werken is pas te zien aan wat partijen samen doen.
    Herstel: zet de actie in het plan, of noem bij een actie de partijen die meedoen onder `partners`.
    """

    soort: Literal["actie-met"]
    rollen: tuple[NaarRol, ...] = Field(
        min_length=1, description="De rollen die samenwerken; voor elke rol een andere partij."
    )
    minstens: Volgnummer = Field(1, description="Hoeveel van zulke acties er in elke periode minstens zijn.")
    noemt_bepaling: JaNee = Field(
        False, description="Ja als alleen acties meetellen die deze bepaling noemen onder `bepalingen`."
    )
    per: RitmeVeld = Field("kalenderjaar", description="De periode waarin de acties lopen.")
    eigen: JaNee = Field(
        False,
        description="Ja als het gaat om het eigen plan van elke gebonden partij of eenheid, met haar als `eigenaar`.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for period in zaak.periodes(self.per, volgende=True):
            for who in zaak.ieder_of_samen(period.tijdvak):
                every = plannen_van(zaak, who, eigen=self.eigen)
                plans = [plan for plan in every if plan.vastgesteld and plan.tijdvak.overlapt(period.tijdvak)]
                if period.tijdvak.van <= zaak.peildatum or plans:  # a plan for later counts from the day it is adopted
                    yield self._period(zaak, who, period, plans)

    def _period(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, plans: list[Plan]) -> Oordeel:
        found = [actie for plan in plans for actie in self._acties(zaak, who, period, plan)]
        places = tuple(actie.at() for actie in found)
        together, when = self._together(zaak, who), period.in_zin
        a_plan = f"{plan_word(zaak.dossier)} van {who.naam}" if who and self.eigen else plan_word(zaak.dossier)
        if len(found) >= self.minstens:
            text = f"in {when} zijn er {len(found)} acties {together}, zoals {_named(found[0])}"
            if len(found) == 1:
                text = f"in {when} is er een actie {together}: {_named(found[0])}"
            outcome = Uitkomst.GOED
            if period.tijdvak.van > zaak.peildatum:  # what is planned for later is not there yet
                text, outcome = f"{text}; {when} begint nog", Uitkomst.NOG_NIET
            return zaak.oordeel(outcome, who, text, periode=period.naam, rust_op=places)
        if partly := zaak.maar_deels(who, period.tijdvak, when):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam, rust_op=places)
        if not plans and not zaak.voorbij(who, period):
            last = lange_datum(period.tijdvak.laatste)
            text = f"over {when} is nog geen {a_plan} vastgesteld; "
            text += f"een actie {together}, kan tot en met {last}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period.naam)
        text = f"in {when} is geen actie gevonden {together}"
        if found:
            names = opsomming([_named(actie) for actie in found])
            text = f"in {when} is {len(found)} van de {self.minstens} acties gevonden {together}: {names}"
        elif not plans:
            text = f"over {when} is geen vastgesteld {a_plan} gevonden, en dus geen actie {together}"
        both = who.partner.in_zin if who else keeper_name(zaak.dossier)
        them = others(zaak.dossier, zaak.peildatum, who.partner if who else keeper(zaak.dossier))
        nu = f"{both} bespreekt met {them} welke actie hierbij past"
        return zaak.oordeel(
            Uitkomst.ONVOLLEDIG if found else Uitkomst.ONTBREEKT,
            who,
            text,
            periode=period.naam,
            rust_op=(*(plan.jaarplan.at() for plan in plans), *places),
            bij=plans[-1].jaarplan.at() if plans else zaak.place,
            # A plan without such an action lacks it from the start; without a plan the period just went by. A party
            # that joins a running plan lacks it from then on.
            door_tijd=not plans or zaak.eigen_tijd(who).van > plans[0].tijdvak.van,
            nu=nu,
            doet=None if who else zaak.keeper,
        )

    def _together(self, zaak: Zaak, who: Gebondene | None) -> str:
        if who is None:
            return f"waarin {opsomming([role_name(zaak.dossier, role) for role in self.rollen])} samenwerken"
        others = [role for role in self.rollen if role not in who.partner.rollen] or self.rollen
        names = opsomming([role_name(zaak.dossier, role) for role in others])
        return f"waarin {who.partner.in_zin} samenwerkt met {names}"

    def _acties(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, plan: Plan) -> Iterator[Actie]:
        for actie in zaak.dossier.acties_van(plan.jaarplan.id):
            days = Tijdvak.tot_en_met(actie.start, actie.gereed)
            # In a period that is over, what is only planned did not take place.
            counts = _TOOK_PLACE if period.voorbij else _COUNTS
            in_period = actie.status in counts and days.overlapt(period.tijdvak)
            if self.noemt_bepaling and zaak.bepaling.id not in actie.bepalingen:
                continue
            if in_period and (who is None or who.partner.id in actie.betrokken):
                partners = [zaak.dossier.partners[id] for id in actie.betrokken if id in zaak.dossier.partners]
                groups = [
                    {partner.id for partner in partners if role in partner.rollen and partner.actief_in(days)}
                    for role in self.rollen
                ]
                if _each_its_own(groups):
                    yield actie


def _named(actie: Actie) -> str:
    return f"{actie.nummer} {actie.titel}"


def _each_its_own(groups: list[set[str]]) -> bool:
    """Tell whether from every group a party can be taken that no other group takes."""
    if not groups:
        return True
    smallest, *others = sorted(groups, key=len)
    return any(_each_its_own([group - {party} for group in others]) for party in smallest)
