"""The agreement, its year plans or their actions were evaluated, and the outcomes carried further."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name, plan_word
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import deel_van
from convenant_cli.judging.delen.documentevaluatie import of_documents
from convenant_cli.judging.delen.evaluatiemomenten import (
    Evaluatiemoment,
    last_two_terms,
    moment_of,
    reading_of,
    window_start,
)
from convenant_cli.judging.delen.gevonden_evaluaties import Evaluatieopgave, evaluations, judged
from convenant_cli.judging.delen.jaardag import ElkJaarUiterlijk, jaren, niet_gevraagd, niet_in_een_jaar
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.delen.plannen_van import plannen_van
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan, last_and_running
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.toetsen.jaarplan import opdrachtgever, opdrachtgevers
from convenant_cli.judging.zaak import ALTIJD, Gebondene, Zaak
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Convenant
from convenant_cli.records import Evaluatie as Note
from convenant_cli.records.model.velden import DuurVeld, JaNee, Volgnummer
from convenant_cli.records.model.verwijzingen import NaarDocumentsoort, NaarEvaluatievraag, NaarOrgaan, RitmeVeld
from convenant_cli.text.sentences import opsomming


class EvaluatieToets(Toets):
    """Wat is afgesproken, is op tijd geëvalueerd, en de uitkomsten gaan mee naar het vervolg.

    Waarom: zonder evaluatie loopt een convenant stilzwijgend door, ook als het niet meer past.
    Herstel: leg de evaluatie vast in data/evaluaties/, met wie evalueerde en onder `gebruikt` de evaluaties die zijn
    meegenomen. Evalueren de partijen samen, dan doet ieder mee: als maker, of in de bijeenkomst onder `besproken_in`.
    """

    soort: Literal["evaluatie"]
    van: Literal["convenant", "jaarplan", "actie", "document"] = Field(
        description="Wat er wordt geëvalueerd: het convenant zelf, elk plan, elke afgeronde actie, of elk document "
        "van een soort, zoals een bijlage."
    )
    documentsoort: NaarDocumentsoort | None = Field(None, description="Bij 'document': de soort document.")
    eigen: JaNee = Field(
        False,
        description="Ja als het gaat om het eigen plan van elke gebonden partij of eenheid.",
    )
    door: NaarOrgaan | None = Field(None, description="Het orgaan dat evalueert, als het convenant dat zegt.")
    per: RitmeVeld = Field("kalenderjaar", description="Hoe vaak het convenant of document wordt geëvalueerd.")
    binnen_voor_verlenging: DuurVeld | None = Field(
        None,
        description="Hoe lang voor het einde van elke termijn de evaluatie van het convenant kan, zoals "
        "'12 maanden'. Komt in de plaats van 'per'.",
    )
    binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang na afloop van een plan of actie de evaluatie er uiterlijk is, zoals '3 maanden'.",
    )
    uiterlijk: ElkJaarUiterlijk = None
    gebruikt: Literal["jaarplan", "actie"] | None = Field(
        None, description="Van wat voor evaluaties de uitkomsten zijn meegenomen: van een plan of van een actie."
    )
    vragen: tuple[NaarEvaluatievraag, ...] = Field(
        (), description="De vaste vragen waarop de evaluatie antwoord geeft, uit de lijst in data/convenant.yaml."
    )
    minstens: Volgnummer = Field(
        1, description="Hoeveel van die evaluaties er minstens zijn meegenomen, nieuwer dan de vorige keer."
    )

    @property
    def mist(self) -> str:
        """What must be named before there is something to judge."""
        return "een documentsoort" if self.van == "document" and self.documentsoort is None else ""

    @property
    def strijdig(self) -> str:
        """A day of the year goes with a year: that of a rhythm, or of a plan."""
        if self.uiterlijk is None:
            return ""
        for name in ("binnen", "binnen_voor_verlenging"):
            if getattr(self, name):
                return f"'{name}' en 'uiterlijk' gaan niet samen; kies er een"
        if self.van == "actie":
            return "'uiterlijk' past niet bij een actie; kies 'binnen'"
        if self.van == "jaarplan" and self.uiterlijk.waar == "ervoor":
            return "een plan wordt niet geëvalueerd voor het begint; kies een dag zonder 'ervoor'"
        return "" if self.van == "jaarplan" else niet_in_een_jaar(self.per)

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        if self.van == "convenant":
            yield from self._convenant(zaak)
            return
        if self.van == "document":
            notes = self._evaluations(zaak, None, lambda note: note.document is not None)
            for period in jaren(zaak, self.per, self.uiterlijk):
                moment = moment_of(zaak, self.per, period, self.uiterlijk)
                yield from of_documents(zaak, self.documentsoort or "", period, moment, notes, self.vragen)
            return
        plans = [plan for plan in plannen_van(zaak, None, eigen=self.eigen) if plan.vastgesteld and plan.begonnen]
        for plan in last_and_running(plans):
            last_day = Tijdvak(plan.tijdvak.laatste, plan.tijdvak.tot)
            for who in zaak.ieder_of_samen(last_day):
                if who is None or not self.eigen or plan.is_van(who.eenheid_id or who.partner.id):
                    yield self._plan(zaak, who, plan) if self.van == "jaarplan" else self._acties(zaak, who, plan)
        if not plans:
            for who in zaak.ieder_of_samen():
                text = f"er is nog geen vastgesteld {plan_word(zaak.dossier)} begonnen"
                yield zaak.oordeel(Uitkomst.NOG_NIET, who, text)

    # --- the agreement itself -------------------------------------------------------------------------------------

    def _convenant(self, zaak: Zaak) -> Iterator[Oordeel]:
        convenant = zaak.convenant
        moments = list(self._moments(zaak, convenant))
        for moment in moments:
            for who in zaak.ieder_of_samen(moment.gevraagd_over):
                yield self._moment(zaak, who, moment, convenant)
        if not moments:
            het = convenant.zinsnaam
            text = f"{het.met('geldt', 'gelden')} voor onbepaalde tijd, dus er is geen verlenging om voor te evalueren"
            for who in zaak.ieder_of_samen():
                yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, rust_op=(convenant.at("looptijd"),))

    def _moments(self, zaak: Zaak, convenant: Convenant) -> Iterator[Evaluatiemoment]:
        if self.binnen_voor_verlenging is None:
            for period in jaren(zaak, self.per, self.uiterlijk):
                yield moment_of(zaak, self.per, period, self.uiterlijk)
            return
        reading = reading_of(zaak, convenant)
        # A reading says nothing about a term that had ended when it was recorded.
        since = min((reading.besloten_op if reading else None) or date.min, zaak.peildatum)
        terms = [term for term in last_two_terms(zaak, convenant) if term.tot is None or term.tot > since]
        starts = [window_start(term, self.binnen_voor_verlenging) for term in terms]
        for number, (term, start) in enumerate(zip(terms, starts, strict=True)):
            if start is None or term.tot is None:
                continue
            last = Tijdvak(term.van, term.tot).laatste
            words = f"voor het einde van termijn {term.nummer} op {lange_datum(last)}"
            # Who was late can still do it, until the time for the next evaluation has come.
            until = next((later for later in starts[number + 1 :] if later), date.max)
            yield Evaluatiemoment(f"termijn {term.nummer}", words, Tijdvak(start, term.tot), until)

    def _moment(self, zaak: Zaak, who: Gebondene | None, moment: Evaluatiemoment, convenant: Convenant) -> Oordeel:
        het, day, window = convenant.zinsnaam, zaak.peildatum, moment.tijdvak
        early = niet_gevraagd(zaak, who, window.laatste) if moment.waarover and day >= window.tot else ""
        if made := self._made(zaak, who, moment, convenant, early):
            return made
        what = f"een evaluatie van {het}{self._by(zaak, who)}"
        if moment.waarover and self.uiterlijk:
            what += f" {self.uiterlijk.over} {moment.waarover.in_zin}"
        reading = reading_of(zaak, convenant) if self.binnen_voor_verlenging else None
        proposed, rests = "", tuple[Place, ...]()
        if reading and reading.status == "voorstel":
            rests = (convenant.at("interpretaties", convenant.interpretaties.index(reading)),)
            first, last = lange_datum(window.van), lange_datum(window.laatste)
            proposed = f"{het.met('zegt', 'zeggen')} niet wanneer de evaluatie is; "
            proposed += f"volgens lezing {reading.nummer} (voorstel) tussen {first} en {last}"
            if window.tot > day and not zaak.maar_deels(who, window, ""):
                return zaak.oordeel(Uitkomst.NOG_NIET, who, proposed, periode=moment.naam, rust_op=rests)
        partly = zaak.maar_deels(who, moment.gevraagd_over, f"de tijd {deel_van(window, ALTIJD)}")
        if moment.waarover:
            partly = zaak.maar_deels(who, moment.gevraagd_over, moment.waarover.in_zin) or early
        if not partly and day < min(window.tot, zaak.eigen_tijd(who).tot):
            when = f"van {lange_datum(window.van)}" if day < window.van else "nog"
            until = min(window.laatste, zaak.eigen_tijd(who).laatste)
            text = f"{what} kan {when} tot en met {lange_datum(until)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=moment.naam)
        if partly:
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=moment.naam)
        text = f"{what} is {moment.in_zin} niet gevonden"
        if window.tot < moment.tot < date.max and day < moment.tot:
            text += f"; dat kan alsnog tot {lange_datum(moment.tot)}"
        text = "; ".join(filter(None, (text, proposed)))
        bij = convenant.at("looptijd")
        by = self._maker(zaak, who)
        nu = f"{by} evalueert {het} en legt dat vast" if by else ""
        nu = nu or f"de partijen evalueren {het} en leggen dat vast"
        return zaak.oordeel(
            Uitkomst.ONTBREEKT, who, text, periode=moment.naam, rust_op=rests, bij=bij, door_tijd=True, nu=nu
        )

    def _made(
        self, zaak: Zaak, who: Gebondene | None, moment: Evaluatiemoment, convenant: Convenant, early: str
    ) -> Oordeel | None:
        """Judge the evaluations that are there, and whether a whole one came in time; None when there is none."""
        het, window = convenant.zinsnaam, moment.tijdvak
        found = self._evaluations(
            zaak, who, lambda note: bool(note.convenant) and window.van <= note.datum < moment.tot
        )
        made = self._found(zaak, who, het.met("is", "zijn"), moment.naam, found) if found else None
        if made is None or made.uitkomst is not Uitkomst.GOED or early:
            return made
        note, whole = self._first_whole(zaak, who, het.met("is", "zijn"), moment.naam, found)
        if note.datum in window:
            return made
        return self._late(zaak, who, whole, note, window.laatste, f"evalueert {het} de volgende keer op tijd")

    # --- year plans and actions -----------------------------------------------------------------------------------

    def _plan(self, zaak: Zaak, who: Gebondene | None, plan: Plan) -> Oordeel:
        record, period = plan.jaarplan, plan.jaarplan.id
        found = self._evaluations(zaak, who, lambda note: note.jaarplan == record.id)
        last = self.uiterlijk.bij(plan.tijdvak) if self.uiterlijk else self._last_day(plan.tijdvak.laatste)
        asked = self.binnen or self.uiterlijk
        if found:
            made = self._found(zaak, who, f"{plan.naam} is", period, found)
            if made.uitkomst is not Uitkomst.GOED or not asked:
                return made
            note, whole = self._first_whole(zaak, who, f"{plan.naam} is", period, found)
            if note.datum <= last:
                return made
            nu = f"{opdrachtgever(zaak, plan)} evalueert het volgende {record.woord} op tijd"
            text, at, doers, rests = whole.toelichting, note.at("datum"), opdrachtgevers(zaak, plan), whole.rust_op
            return later(zaak, who, text, note.datum, last, periode=period, rust_op=rests, bij=at, nu=nu, doet=doers)
        if not plan.voorbij and last >= plan.tijdvak.laatste:
            text = f"{plan.naam} loopt nog tot en met {lange_datum(plan.tijdvak.laatste)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period, rust_op=(record.at("periode"),))
        what = f"een evaluatie van {plan.naam}{self._by(zaak, who)}"
        if zaak.peildatum <= last:
            text = f"{what} kan nog tot en met {lange_datum(last)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period, rust_op=(record.at("periode"),))
        text = f"{what} is niet gevonden; het plan liep tot en met {lange_datum(plan.tijdvak.laatste)}"
        if self.uiterlijk:
            text = f"{what} is tot en met {lange_datum(last)} niet gevonden"
        doer = who.naam if who else opdrachtgever(zaak, plan)
        return zaak.oordeel(
            Uitkomst.ONTBREEKT,
            who,
            text,
            periode=period,
            rust_op=(record.at("periode"),),
            bij=record.at(),
            door_tijd=True,
            nu=f"{doer} evalueert {plan.naam} met de partijen en legt dat vast",
            doet=None if who else opdrachtgevers(zaak, plan),
        )

    def _acties(self, zaak: Zaak, who: Gebondene | None, plan: Plan) -> Oordeel:
        """Judge the actions of one plan that are done: each has its evaluation, or still has time for it."""
        period = plan.jaarplan.id
        done = [
            actie
            for actie in zaak.dossier.acties_van(period)
            if actie.status == "afgerond"
            if who is None or actie.trekker == who.partner.id
        ]
        notes = self._evaluations(zaak, None, lambda note: note.actie is not None)
        found = {actie.id: [note for note in notes if note.actie == actie.id] for actie in done}
        evaluated = [actie for actie in done if found[actie.id]]
        # Without a time for it, the evaluation is due on the day the action is done.
        due = [a for a in done if not found[a.id] and (not self.binnen or self._last_day(a.klaar_op) < zaak.peildatum)]
        rests_on = tuple(found[actie.id][-1].at() for actie in evaluated)
        of_whom = f" van {who.naam}" if who else ""
        if due:
            more = [f"nog {len(due) - 3}"] if len(due) > 3 else []
            names = opsomming([*(f"{actie.nummer} {actie.titel}" for actie in due[:3]), *more])
            text = f"van afgeronde acties{of_whom} uit {plan.naam} is geen evaluatie gevonden: {names}"
            outcome = Uitkomst.ONVOLLEDIG if evaluated else Uitkomst.ONTBREEKT
            nu = "de trekkers leggen vast wat deze acties opleverden"
            leaders = dict.fromkeys(actie.trekker for actie in due)
            leader = zaak.dossier.partners.get(due[0].trekker)
            if leader and len(leaders) == 1:
                result = "deze actie opleverde" if len(due) == 1 else "deze acties opleverden"
                nu = f"{leader.in_zin} legt vast wat {result}"
            return zaak.oordeel(
                outcome,
                who,
                text,
                periode=period,
                rust_op=rests_on,
                bij=due[0].at(),
                door_tijd=self.binnen is not None,
                nu=nu,
                doet=zaak.partijen(*leaders) if len(leaders) == 1 else (),
                betreft=zaak.partijen(*leaders),
            )
        if not done:
            outcome = Uitkomst.NIET_VAN_TOEPASSING if plan.voorbij else Uitkomst.NOG_NIET
            text = f"uit {plan.naam} is {'' if plan.voorbij else 'nog '}geen actie{of_whom} afgerond"
            return zaak.oordeel(outcome, who, text, periode=period)
        if not evaluated:
            last = lange_datum(min(self._last_day(actie.klaar_op) for actie in done))
            text = f"afgeronde acties{of_whom} uit {plan.naam}: de eerste evaluatie kan nog tot en met {last}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period)
        text = f"afgeronde acties{of_whom} uit {plan.naam}: {len(evaluated)} van {len(done)} geëvalueerd"
        first = [(found[a.id][0], self._last_day(a.klaar_op), a) for a in evaluated if self.binnen]
        after = [(note, last, actie) for note, last, actie in first if note.datum > last]
        if not after:
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=period, rust_op=rests_on)
        note, due_by, actie = max(after, key=lambda one: one[0].datum)
        text += f"; {actie.nummer} {actie.titel} op {lange_datum(note.datum)}"
        doers = zaak.partijen(actie.trekker)
        nu = f"{doers[0].in_zin} evalueert een volgende actie op tijd" if doers else ""
        at, rests = note.at("datum"), rests_on
        return later(zaak, who, text, note.datum, due_by, periode=period, rust_op=rests, bij=at, nu=nu, doet=doers)

    def _last_day(self, day: date) -> date:
        """Return the last day on which an evaluation of what ended on ``day`` is in time."""
        return self.binnen.na(day) if self.binnen else day

    def _late(self, zaak: Zaak, who: Gebondene | None, made: Oordeel, note: Note, last: date, does: str) -> Oordeel:
        """Return the oordeel on an evaluation that came after its day; who makes it, ``does`` so in time next time."""
        nu = f"{self._maker(zaak, who) or keeper_name(zaak.dossier)} {does}"
        return later(
            zaak, who, made.toelichting, note.datum, last, periode=made.periode, rust_op=made.rust_op,
            bij=note.at("datum"), nu=nu, doet=None if who else zaak.keeper, eens=bool(self.binnen_voor_verlenging),
        )  # fmt: skip

    # --- outcomes -------------------------------------------------------------------------------------------------

    def _found(self, zaak: Zaak, who: Gebondene | None, what_is: str, period: str, found: list[Note]) -> Oordeel:
        asked = Evaluatieopgave(self.door, self.vragen, self.gebruikt, self.minstens)
        return judged(zaak, who, f"{what_is} geëvalueerd", period, found, asked)

    def _first_whole(
        self, zaak: Zaak, who: Gebondene | None, what_is: str, period: str, found: list[Note]
    ) -> tuple[Note, Oordeel]:
        """Return the oldest evaluation in which nothing lacks, with its oordeel: only that one came in time or late."""
        each = ((note, self._found(zaak, who, what_is, period, [note])) for note in found)
        return next(one for one in each if one[1].uitkomst is Uitkomst.GOED)

    def _evaluations(self, zaak: Zaak, who: Gebondene | None, fits: Callable[[Note], bool]) -> list[Note]:
        """Return the evaluations that fit, by this party among others, oldest first."""
        return evaluations(zaak, who, self.door, fits)

    def _by(self, zaak: Zaak, who: Gebondene | None) -> str:
        by = self._maker(zaak, who)
        return f" door {by}" if by else ""

    def _maker(self, zaak: Zaak, who: Gebondene | None) -> str:
        body = zaak.dossier.organen.get(self.door or "")
        return body.in_zin if body else who.naam if who else ""
