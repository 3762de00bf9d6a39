"""A year plan, or an assignment, covers every party that it should: nobody is left out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name
from convenant_cli.findings import Place
from convenant_cli.judging.delen.plannen_van import lopende_plannen_van, no_plan
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.toetsen.jaarplan import opdrachtgever, opdrachtgevers
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Tijdvak, een_dag, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.jaarplan import Bekendgemaakt, Raadpleging
from convenant_cli.records.model.velden import JaNee, Tekst
from convenant_cli.records.model.verwijzingen import NaarRol, RitmeVeld
from convenant_cli.text.sentences import aangehaald, in_letters, inside, opsomming

#: What was found, about one and about more.
_GEVONDEN = {
    "opgesteld_met": ("{wie} schreef mee aan {plan}", "{wie} schreven mee aan {plan}"),
    "afgestemd_met": ("{plan} is afgestemd met {wie}",) * 2,
    "geraadpleegd": ("over {plan} is {wie} geraadpleegd", "over {plan} zijn {wie} geraadpleegd"),
    "bekendgemaakt": ("{plan} is bekendgemaakt bij {wie}",) * 2,
}
#: What is looked for, as a noun phrase about the parties and the plan.
_WAT = {
    "opgesteld_met": "deelname van {wie} aan het opstellen van {plan}",
    "afgestemd_met": "afstemming van {plan} met {wie}",
    "geraadpleegd": "raadpleging van {wie} bij {plan}",
    "bekendgemaakt": "bekendmaking van {plan} bij {wie}",
}
#: What can be done about it; ``wie`` are the parties that were not found.
_NU = {
    "opgesteld_met": "{doet} vraagt na of {wie} {hulp} meegeschreven, en vult dan de lijst van opstellers aan",
    "afgestemd_met": "{doet} stemt {plan} af met {wie} en legt dat vast",
    "geraadpleegd": "{doet} raadpleegt {wie} over {plan} en legt dat vast",
    "bekendgemaakt": "{wie} {maakt} {plan} bekend in de eigen organisatie en {meldt} wanneer",
}


class GezamenlijkToets(Toets):
    """Elke partij die erbij hoort, staat in de lijst: bij het opstellen, afstemmen of raadplegen, of bij de opdrachten.

    Waarom: een afspraak die samen wordt gemaakt, laat niemand weg.
    Herstel: vraag de partij die ontbreekt alsnog, en vul de lijst aan.
    """

    soort: Literal["gezamenlijk"]
    lijst: Literal["opgesteld_met", "afgestemd_met", "geraadpleegd", "bekendgemaakt", "opdrachten"] = Field(
        description="De lijst waarnaar wordt gekeken: een van vier velden van elk plan dat loopt of nog begint, "
        "of de opdrachten die partijen geven."
    )
    rollen: tuple[NaarRol, ...] = Field(
        (),
        description="De rollen waarvan elke partij in de lijst staat. Leeg betekent: de gebonden partij zelf, of bij "
        "een gezamenlijke bepaling alle gebonden partijen.",
    )
    functie: Tekst | None = Field(
        None, description="Een woord uit de functie die is geraadpleegd, zoals 'communicatie'. Alleen bij geraadpleegd."
    )
    per: RitmeVeld | None = Field(
        None,
        description="Voor welke periodes er een opdracht is. Leeg betekent: op de peildatum. Alleen bij opdrachten.",
    )
    eigen: JaNee = Field(
        False,
        description="Ja als het gaat om het eigen plan van elke gebonden partij of eenheid, met haar als `eigenaar`.",
    )
    wijzigingen_met_besluit: JaNee = Field(
        False, description="Ja als elke wijziging van een vastgesteld plan een besluit noemt."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        if self.lijst == "opdrachten":
            yield from self._assignments(zaak)
            return
        for who in zaak.ieder_of_samen():
            plans = lopende_plannen_van(zaak, who, eigen=self.eigen)
            for plan in plans:
                yield self._plan(zaak, who, plan)
                if self.wijzigingen_met_besluit:
                    yield from _changes(zaak, who, plan)
            if not plans:
                yield no_plan(zaak, who, eigen=self.eigen)

    # --- year plans -----------------------------------------------------------------------------------------------

    def _plan(self, zaak: Zaak, who: Gebondene | None, plan: Plan) -> Oordeel:
        record = plan.jaarplan
        filled = bool(getattr(record, self.lijst))
        place = record.at(self.lijst) if filled else record.at()
        absent: list[Partner] = []
        if self.functie is not None and not self.rollen:
            wanted = [aangehaald(self.functie)]
            missing = [] if self._consulted(zaak, plan) else wanted
        else:
            found = self._in_list(zaak, plan)
            expected = self._expected(zaak, who, plan, found)
            wanted = [partner.in_zin for partner in expected]
            absent = [partner for partner in expected if partner.id not in found]
            missing = [partner.in_zin for partner in absent]

        def outcome(uitkomst: Uitkomst, text: str, bij: Place | None = None, nu: str = "") -> Oordeel:
            late = bij is not None and plan.door_tijd
            return zaak.oordeel(
                uitkomst,
                who,
                text,
                periode=record.id,
                rust_op=(place,),
                bij=bij,
                door_tijd=late,
                nu=nu,
                doet=self._doers(zaak, who, plan, absent)[:1],
                betreft=absent,
            )

        if not wanted:
            nobody = f"deed {who.naam} niet" if who and not self.rollen else "deed geen partij met deze rol"
            return outcome(Uitkomst.NIET_VAN_TOEPASSING, f"toen {plan.naam} is gemaakt, {nobody} mee")
        if not missing:
            return outcome(Uitkomst.GOED, self._found(zaak, plan, wanted))
        what = self._what(opsomming(missing), plan)
        if self.lijst == "bekendgemaakt" and not plan.vastgesteld:
            return outcome(Uitkomst.NOG_NIET, f"{plan.naam} is nog niet vastgesteld; bekendmaken kan daarna")
        # Who makes an adopted plan known has time for it until the plan begins.
        if plan.kan_nog or (self.lijst == "bekendgemaakt" and not plan.begonnen):
            until = lange_datum(plan.tijdvak.van)
            return outcome(Uitkomst.NOG_NIET, f"{what} is nog niet gevonden; dat kan tot {until}")
        worst = Uitkomst.ONTBREEKT if len(missing) == len(wanted) else Uitkomst.ONVOLLEDIG
        return outcome(
            worst, self._not_found(zaak, plan, what, absent), place, self._nu(zaak, who, plan, missing, absent)
        )

    def _not_found(self, zaak: Zaak, plan: Plan, what: str, absent: list[Partner]) -> str:
        """Say who was not found; of who has a part in the plan all the same, say that too."""
        helped = {partner.in_zin: part for partner in absent if (part := _part(zaak, plan, partner))}
        if self.lijst != "opgesteld_met" or not helped:
            ids = {partner.id for partner in absent} if self.lijst == "bekendgemaakt" else set()
            early = [item.datum for item in plan.jaarplan.bekendgemaakt if item.partner in ids]
            draft = f"; op {lange_datum(max(early))} was dat plan nog niet vastgesteld" if early else ""
            return f"{what} is niet gevonden{draft}"
        rest = [partner.in_zin for partner in absent if partner.in_zin not in helped]
        found = [f"{name} staat niet bij de opstellers van {plan.naam}, maar {part}" for name, part in helped.items()]
        return "; ".join([*([f"{self._what(opsomming(rest), plan)} is niet gevonden"] if rest else []), *found])

    def _nu(self, zaak: Zaak, who: Gebondene | None, plan: Plan, missing: list[str], absent: list[Partner]) -> str:
        doers = self._doers(zaak, who, plan, absent)
        doer = doers[0].in_zin if doers else "een van de partijen"
        names = opsomming(missing) if self.rollen or not self.functie else f"een functie voor {missing[0]}"
        has, makes, tells = ("heeft", "maakt", "meldt") if len(missing) == 1 else ("hebben", "maken", "melden")
        return _NU[self.lijst].format(doet=doer, plan=plan.naam, wie=names, hulp=has, maakt=makes, meldt=tells)

    def _doers(self, zaak: Zaak, who: Gebondene | None, plan: Plan, absent: list[Partner]) -> list[Partner]:
        """Return who can act, the first first: not one of those that are missing."""
        if self.lijst == "bekendgemaakt":
            return absent
        own = [who.partner] if who and self.lijst != "opgesteld_met" else []
        return [one for one in (*own, *opdrachtgevers(zaak, plan), *zaak.keeper) if one not in absent]

    def _what(self, who: str, plan: Plan) -> str:
        if self.functie is not None and self.rollen:
            who = f"{who} ({aangehaald(self.functie)})"
        return _WAT[self.lijst].format(wie=who, plan=plan.naam)

    def _found(self, zaak: Zaak, plan: Plan, wanted: list[str]) -> str:
        if self.functie is not None:
            functions = list(dict.fromkeys(inside(item.functie) for item in self._consulted(zaak, plan)))
            who, many = f"de {opsomming(functions)}", len(functions) > 1 or functions[0].endswith(("en", "s"))
        else:
            who, many = _everybody(wanted), len(wanted) > 1
        found = _GEVONDEN[self.lijst][many].format(wie=who, plan=plan.naam)
        if self.lijst == "geraadpleegd":
            found += plan.lang_ervoor(item.datum for item in self._consulted(zaak, plan))
        return found

    def _in_list(self, zaak: Zaak, plan: Plan) -> set[str | None]:
        """Return the parties in the list; None in it for a function without a party."""
        if self.lijst == "geraadpleegd":
            return {item.partner for item in self._consulted(zaak, plan)}
        if self.lijst == "bekendgemaakt":
            return {item.partner for item in self._made_known(zaak, plan)}
        return set(getattr(plan.jaarplan, self.lijst))

    @staticmethod
    def _made_known(zaak: Zaak, plan: Plan) -> list[Bekendgemaakt]:
        """Return where the plan was made known: before its adoption that was a draft, or a plan that was copied."""
        adopted = (plan.jaarplan.vastgesteld_op or date.min) if plan.vastgesteld else date.max
        return [item for item in plan.jaarplan.bekendgemaakt if adopted <= item.datum <= zaak.peildatum]

    def _consulted(self, zaak: Zaak, plan: Plan) -> list[Raadpleging]:
        """Return the functions that were consulted, of those that are asked for."""
        word = (self.functie or "").casefold()
        return [
            item
            for item in plan.jaarplan.geraadpleegd
            if item.datum <= zaak.peildatum and word in item.functie.casefold()
        ]

    def _expected(self, zaak: Zaak, who: Gebondene | None, plan: Plan, found: set[str | None]) -> list[Partner]:
        """Return the parties that took part when the plan was made, and that its period concerns.

        Who takes part for less than half of it is not missed, but counts when found.
        """
        adopted = plan.jaarplan.vastgesteld_op if plan.vastgesteld else None
        day = max(adopted or zaak.peildatum, zaak.ingang)
        if self.rollen:  # nobody has to consult or align with itself
            itself = who.partner.id if who and self.lijst not in ("opgesteld_met", "bekendgemaakt") else None
            partners = [partner for partner in zaak.partners_met(self.rollen, day) if partner.id != itself]
        else:
            partners = [member.partner for member in zaak.leden(day) if not who or member == who]
        there = [partner for partner in partners if partner.actief_in(plan.tijdvak)]
        return [one for one in there if one.id in found or zaak.half(Gebondene(one).tijdvak, plan.tijdvak)]

    # --- assignments ----------------------------------------------------------------------------------------------

    def _assignments(self, zaak: Zaak) -> Iterator[Oordeel]:
        if self.per is None:
            today = een_dag(zaak.peildatum)
            for who in zaak.ieder_of_samen():
                yield self._assigned(zaak, who, today, "", False)
            return
        for period in zaak.periodes(self.per):
            for who in zaak.ieder_of_samen(period.tijdvak):
                found = self._assigned(zaak, who, period.tijdvak, period.naam, period.voorbij)
                partly = zaak.maar_deels(who, period.tijdvak, period.in_zin)
                if partly and found.uitkomst is not Uitkomst.GOED:
                    found = zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
                yield found

    def _assigned(self, zaak: Zaak, who: Gebondene | None, days: Tijdvak, name: str, voorbij: bool) -> Oordeel:
        givers, expected = self._sides(zaak, who, days)
        given: dict[str, Place] = {}
        ended: set[str] = set()
        for giver in givers:
            for number, item in enumerate(giver.opdrachten):
                period = zaak.dossier.tijdvak(item.periode)
                if period and period.overlapt(days):
                    given[item.partner] = giver.at("opdrachten", number)
                elif period and period.tot <= days.van:
                    ended.add(item.partner)
        expected = [one for one in expected if one.id in given or zaak.half(Gebondene(one).tijdvak, days)]
        missing = [partner for partner in expected if partner.id not in given]
        names = opsomming([partner.in_zin for partner in missing])
        places = tuple(given[partner.id] for partner in expected if partner.id in given)
        when = f"in {name}" if name else f"op {lange_datum(days.van)}"
        by = f"opdracht van {who.naam}" if who and self.rollen else "opdracht"
        if not expected:
            text = f"{when} doet geen partij mee voor een {by}"
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, periode=name)
        if not missing:
            text = f"{when} is er een {by} voor {_everybody([p.in_zin for p in expected])}"
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=name, rust_op=places)
        text = f"{when} is geen {by} gevonden voor {names}"
        if name and not voorbij:
            text = f"{when} is nog geen {by} gevonden voor {names}; dat kan tot {lange_datum(days.tot)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=name, rust_op=places)
        outcome = Uitkomst.ONTBREEKT if len(missing) == len(expected) else Uitkomst.ONVOLLEDIG
        # Without a period it is the end of an earlier assignment that made it so.
        door_tijd = voorbij or (not name and all(partner.id in ended for partner in missing))
        nowhere = who.partner.at() if who and self.rollen else zaak.place
        bij = next((giver.at("opdrachten") for giver in givers if giver.opdrachten), nowhere)
        doer = givers[0].in_zin if len(givers) == 1 else keeper_name(zaak.dossier)
        nu = f"{doer} legt vast welke opdracht er {'was' if voorbij else 'is'} voor {names}"
        return zaak.oordeel(
            outcome,
            who,
            text,
            periode=name,
            rust_op=places,
            bij=bij,
            door_tijd=door_tijd,
            nu=nu,
            doet=givers if len(givers) == 1 else zaak.keeper,
            betreft=missing,
        )

    def _sides(self, zaak: Zaak, who: Gebondene | None, days: Tijdvak) -> tuple[list[Partner], list[Partner]]:
        """Return the parties that may give an assignment, and those that should have one."""
        every = list(zaak.dossier.partners.values())
        if not self.rollen:
            return every, [m.partner for m in zaak.bound if m.tijdvak.overlapt(days) and (not who or m == who)]
        givers = [who.partner] if who else [member.partner for member in zaak.bound]
        others = [partner for partner in every if not who or partner.id != who.partner.id]
        return givers, [p for p in others if set(self.rollen) & set(p.rollen) and p.actief_in(days)]


def _changes(zaak: Zaak, who: Gebondene | None, plan: Plan) -> Iterator[Oordeel]:
    """Yield an oordeel for every change of an adopted plan that names no decision."""
    adopted = plan.jaarplan.vastgesteld_op
    for number, change in enumerate(plan.jaarplan.wijzigingen):
        if adopted and adopted < change.datum <= zaak.peildatum and change.besluit is None:
            text = f"bij de wijziging van {plan.naam} op {lange_datum(change.datum)} is geen besluit gevonden"
            nu = f"{opdrachtgever(zaak, plan)} noemt het besluit waarop de wijziging rust"
            at = plan.jaarplan.at("wijzigingen", number)
            yield zaak.oordeel(
                Uitkomst.ONVOLLEDIG,
                who,
                text,
                periode=plan.jaarplan.id,
                rust_op=(at,),
                bij=at,
                nu=nu,
                doet=opdrachtgevers(zaak, plan),
            )


def _part(zaak: Zaak, plan: Plan, partner: Partner) -> str:
    """Say what part a party has in a plan: it leads an action, or asked a question; empty without one."""
    leads = [actie for actie in zaak.dossier.acties_van(plan.jaarplan.id) if actie.trekker == partner.id]
    asked = any(item.van.split("/")[0] == partner.id for item in plan.jaarplan.vraagstukken)
    led = any(actie.status != "vervallen" for actie in leads)
    if led and asked:
        return "trekt wel een actie en bracht een vraagstuk in"
    return "trekt wel een actie" if led else "bracht wel een vraagstuk in" if asked else ""


def _everybody(names: Sequence[str]) -> str:
    return opsomming(names) if len(names) < 4 else f"alle {in_letters(len(names))} partijen"
