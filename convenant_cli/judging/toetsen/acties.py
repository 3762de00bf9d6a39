"""Every goal of a year plan has actions, and open actions are not past their day."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from pydantic import Field

from convenant_cli.dossier.aanbod import others
from convenant_cli.dossier.voortgang import rust, te_laat
from convenant_cli.findings import Place
from convenant_cli.judging.delen.plannen_van import lopende_plannen_van, no_plan, plannen_van
from convenant_cli.judging.delen.samen import of_leader
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie
from convenant_cli.records.model.velden import JaNee, Volgnummer
from convenant_cli.text.sentences import aangehaald, opsomming


class _Telling(NamedTuple):
    """How many actions a plan has, told as the start of a sentence."""

    genoeg: bool
    iets: bool
    tekst: str
    rust_op: tuple[Place, ...]
    bij: Place | None
    nu: str = ""


class ActiesToets(Toets):
    """Elk plan is uitgewerkt in acties, en een actie die open staat, is niet over haar datum heen.

    Waarom: een doel zonder actie is een voornemen dat niemand uitvoert.
    Herstel: maak een actie bij het doel. Is een actie te laat, werk dan de status bij of spreek een nieuwe datum af.
    """

    soort: Literal["acties"]
    minstens: Volgnummer = Field(
        1,
        description="Hoeveel acties er minstens zijn. Een uitgestelde actie telt mee, een vervallen actie niet.",
    )
    per_doel: JaNee = Field(
        False,
        description="Ja als elk doel van het plan zoveel acties heeft. Anders telt het hele plan, of, als de bepaling "
        "voor elke partij apart geldt, waar die partij aan meedoet.",
    )
    eigen: JaNee = Field(
        False,
        description="Ja als het gaat om het eigen plan van elke gebonden partij of eenheid, met haar als `eigenaar`.",
    )
    op_tijd: JaNee = Field(
        False,
        description="Ja als een actie die open staat, niet over haar datum heen mag zijn. Geldt de bepaling voor elke "
        "partij apart, dan telt een actie bij de trekker.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in zaak.ieder_of_samen():
            plans = lopende_plannen_van(zaak, who, eigen=self.eigen)
            for plan in plans:
                yield self._elaborated(zaak, who, plan)
            if not plans:
                yield no_plan(zaak, who, eigen=self.eigen)
            if self.op_tijd:
                # An open action of a plan that is over is still to be finished, so every plan counts here.
                for plan in plannen_van(zaak, who, eigen=self.eigen):
                    yield from (_late(zaak, who, plan, actie) for actie in _overdue(zaak, who, plan))

    def _elaborated(self, zaak: Zaak, who: Gebondene | None, plan: Plan) -> Oordeel:
        count = self._goals(zaak, plan) if self.per_doel else self._total(zaak, who, plan)
        name = plan.jaarplan.id
        if count.genoeg:
            on_time = self.op_tijd and not _overdue(zaak, who, plan)
            text = f"{count.tekst}; geen actie is te laat" if on_time else count.tekst
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=name, rust_op=count.rust_op)
        if plan.kan_nog:
            text = f"{count.tekst}; dat kan tot {lange_datum(plan.tijdvak.van)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=name, rust_op=count.rust_op)
        outcome = Uitkomst.ONVOLLEDIG if count.iets else Uitkomst.ONTBREEKT
        return zaak.oordeel(
            outcome,
            who,
            count.tekst,
            periode=name,
            rust_op=count.rust_op,
            bij=count.bij,
            door_tijd=plan.door_tijd,
            nu=count.nu,
            doet=() if self.per_doel else None,
        )

    def _goals(self, zaak: Zaak, plan: Plan) -> _Telling:
        """Count the actions of every goal of a plan."""
        record = plan.jaarplan
        live = _live(zaak, plan)
        served = [actie.doel for actie in live]
        goals = [
            (record.at("themas", i, "doelen", j, "id"), goal)
            for i, theme in enumerate(record.themas)
            for j, goal in enumerate(theme.doelen)
        ]
        short = [(place, goal) for place, goal in goals if served.count(goal.id) < self.minstens]
        if not short:
            text = f"elk doel van {plan.naam} heeft {self._number('een actie')}"
            # An action that waits is one all the same, but who reads that all have one must not think that all run.
            moving = {actie.doel for actie in live if actie.status != "uitgesteld"}
            if still := [aangehaald(goal.tekst.rstrip(".")) for _, goal in goals if goal.id not in moving]:
                noun = "het doel" if len(still) == 1 else "de doelen"
                text += f"; bij {noun} {opsomming(still)} is elke actie uitgesteld"
            return _Telling(True, True, text, (record.at("themas"),), None)
        names = opsomming([aangehaald(goal.tekst.rstrip(".")) for _, goal in short])
        noun = "het doel" if len(short) == 1 else "de doelen"
        text = f"{self._number('geen actie')} gevonden bij {noun} {names} van {plan.naam}"
        places = tuple(place for place, _ in short)
        nu = f"de partijen spreken af welke actie bij {'dit doel' if len(short) == 1 else 'deze doelen'} hoort"
        return _Telling(False, bool(served), text, places, places[0], nu)

    def _total(self, zaak: Zaak, who: Gebondene | None, plan: Plan) -> _Telling:
        """Count the actions of a plan; for one party those that it takes part in."""
        acties = [actie for actie in _live(zaak, plan) if who is None or who.partner.id in actie.betrokken]
        places = tuple(actie.at() for actie in acties)
        by = f"met {who.naam} " if who else ""
        if len(acties) >= self.minstens:
            numbers = opsomming([actie.nummer for actie in acties])
            text = f"{plan.naam} heeft {by}{'actie' if len(acties) == 1 else 'de acties'} {numbers}"
            return _Telling(True, True, text, places, None)
        text = f"{self._number('geen actie')} {by}gevonden in {plan.naam}"
        own = "de partijen kiezen acties"
        if who:
            own = f"{who.partner.in_zin} kiest met {others(zaak.dossier, zaak.peildatum, who.partner)} een actie"
        return _Telling(False, bool(acties), text, places, plan.jaarplan.at(), f"{own} voor {plan.naam}")

    def _number(self, one: str) -> str:
        if self.minstens == 1:
            return one
        return f"{'minder dan' if one.startswith('geen') else 'minstens'} {self.minstens} acties"


def _live(zaak: Zaak, plan: Plan) -> list[Actie]:
    return [actie for actie in zaak.dossier.acties_van(plan.jaarplan.id) if actie.status != "vervallen"]


def _overdue(zaak: Zaak, who: Gebondene | None, plan: Plan) -> list[Actie]:
    return [
        actie
        for actie in zaak.dossier.acties_van(plan.jaarplan.id)
        if te_laat(zaak.dossier, actie, zaak.peildatum) and (who is None or actie.trekker == who.partner.id)
    ]


def _late(zaak: Zaak, who: Gebondene | None, plan: Plan, actie: Actie) -> Oordeel:
    """Return the oordeel on an action that should have been ready: one each, at the day that must be mended."""
    leader = zaak.dossier.partners.get(actie.trekker)
    by = f" van {leader.in_zin}" if leader else ""
    still = "loopt zij nog" if actie.status == "loopt" else "is zij nog gepland"
    due = lange_datum(actie.gereed)
    text = f"de einddatum van actie {actie.nummer}{by} ({actie.titel}) was {due}, en voor zover bekend {still}"
    at = actie.at("gereed")
    waiver = rust(zaak.dossier, actie, zaak.peildatum)
    nu, acts = of_leader(zaak, actie, "werkt de status bij of spreekt een nieuwe einddatum af")
    oordeel = zaak.oordeel(
        Uitkomst.TE_LAAT,
        who,
        text,
        periode=plan.jaarplan.id,
        rust_op=(at, actie.at("status")),
        bij=at,
        door_tijd=True,
        doet=acts,
        betreft=zaak.partijen(actie.trekker),
        nu=nu,
    )
    return replace(oordeel, rust=waiver.in_woorden, nu="", doet=()) if waiver else oordeel
