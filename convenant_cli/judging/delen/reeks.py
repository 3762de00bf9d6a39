"""Meetings judged period by period: enough of them, each with what was agreed, for toetsen that ask for meetings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

from convenant_cli.dossier.aanbod import keeper, keeper_name, organiser, others
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.bijeenkomsten import kind_of_meeting
from convenant_cli.judging.delen.jaardag import op_tijd
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, Tijdvak, lange_datum
from convenant_cli.records import Bijeenkomst as Meeting
from convenant_cli.records.model.jaardag import Jaardag
from convenant_cli.text.folding import fold
from convenant_cli.text.sentences import opsomming


@dataclass(frozen=True)
class Reeks:
    """The meetings of one kind, judged period by period: enough of them, each with what was agreed."""

    zaak: Zaak
    soort: str
    minstens: int
    hoogstens_tussen: Duur | None
    lacks: Callable[[Meeting], Iterator[Tekort]]
    met: str = ""
    """What a good meeting had besides, as a sentence ends: ``met een nalevingsrapport``."""
    zonder: Uitkomst = Uitkomst.ONVOLLEDIG  # the outcome when the meetings were there, without that
    orgaan: str = ""  # when only the meetings of this body count; then the kind may be empty
    per: str = ""  # with ``uiterlijk``: of which rhythm the periods are
    uiterlijk: Jaardag | None = None  # the day of the year by which they are held

    def oordeel(self, who: Gebondene | None, period: Beoordelingsperiode) -> Oordeel:
        """Judge one period; ``who`` is None for all together."""
        if self.uiterlijk is None:
            return self._judged(who, period)
        nu = f"{keeper_name(self.zaak.dossier)} plant deze bijeenkomst de volgende keer op tijd"
        judge = partial(self._judged, who)
        return op_tijd(self.zaak, who, period, self.per, self.uiterlijk, judge, nu, doet=self.zaak.keeper)

    def _judged(self, who: Gebondene | None, period: Beoordelingsperiode) -> Oordeel:
        own = self.zaak.eigen_tijd(who)
        held = [m for m in self._held if m.datum in period.tijdvak and m.datum in own]
        if late := self._too_far_apart(who, period, held):
            return late
        lacking = {meeting.id: tuple(self.lacks(meeting)) for meeting in held}
        good = [meeting for meeting in held if not lacking[meeting.id]]
        if len(good) >= self.minstens:
            return self._make(
                Uitkomst.GOED,
                who,
                period,
                f"op {_days(good)} is een {self.naam} gehouden{self.met and ', ' + self.met}",
                good,
            )
        if len(held) >= self.minstens:
            if self.zonder is Uitkomst.ONTBREEKT and (waits := self._next_time(who, period, held)):
                return waits
            # The meeting that comes nearest; of two the last.
            nearest = min((m for m in reversed(held) if lacking[m.id]), key=lambda m: len(lacking[m.id]))
            faults = lacking[nearest.id]
            text = f"op {_days([nearest])} was er een {self.naam}, maar {'; '.join(fault.tekst for fault in faults)}"
            return self._make(
                self.zonder, who, period, text, [nearest], bij=faults[0].bij, nu=faults[0].nu, fault=faults[0]
            )
        return self._too_few(who, period, held)

    def _too_few(self, who: Gebondene | None, period: Beoordelingsperiode, held: list[Meeting]) -> Oordeel:
        planned = self._planned(period)
        if unrecorded := self._unrecorded(who, period, planned):
            return unrecorded
        over = self._over(who, period)
        if (over or not planned) and (partly := self._only_partly(who, period)):
            return self._make(Uitkomst.NIET_VAN_TOEPASSING, who, period, partly, held)
        if not over:
            return self._to_come(who, period, held, planned)
        until = f" tot en met {lange_datum(period.tijdvak.laatste)}" if self.uiterlijk else ""
        text = f"{self._about(period)} is{until} {self._count(held)} gevonden"
        nu = self._agree() if any(m.datum >= period.tijdvak.tot for m in self._held) else self._plan_one()
        outcome = Uitkomst.ONVOLLEDIG if held else Uitkomst.ONTBREEKT
        return self._make(outcome, who, period, text, held, bij=self.place, door_tijd=True, nu=nu)

    def _next_time(self, who: Gebondene | None, period: Beoordelingsperiode, held: list[Meeting]) -> Oordeel | None:
        """Say that what the meetings so far lacked can come at one that is planned in this period; else None."""
        planned = [] if self._over(who, period) else self._planned(period)
        if not planned:
            return None
        if unrecorded := self._unrecorded(who, period, planned):
            return unrecorded
        number = f"{self.minstens} keer " if self.minstens > 1 else ""
        text = f"op {_days(held)} was er een {self.naam}, nog niet {number}{self.met}; dat kan nog op"
        return self._make(Uitkomst.NOG_NIET, who, period, f"{text} {_days(planned[:1])}", [*held, planned[0]])

    def _about(self, period: Beoordelingsperiode) -> str:
        """Return of which period a sentence speaks: in it, or of a meeting before or after it, for or over it."""
        return f"{self.uiterlijk.over if self.uiterlijk else 'in'} {period.in_zin}"

    def _planned(self, period: Beoordelingsperiode) -> list[Meeting]:
        return [m for m in self.zaak.gepland(self.soort, self.orgaan) if m.datum in period.tijdvak]

    def _over(self, who: Gebondene | None, period: Beoordelingsperiode) -> bool:
        return self.zaak.voorbij(who, period) or self._there.tot <= self.zaak.peildatum

    def _unrecorded(self, who: Gebondene | None, period: Beoordelingsperiode, planned: list[Meeting]) -> Oordeel | None:
        """Judge a meeting whose day has passed, while nobody recorded whether it was held."""
        meeting = next((m for m in planned if m.datum < self.zaak.peildatum), None)
        if meeting is None:
            return None
        text = f"of op {_days([meeting])} een {self.naam} is gehouden, is nog niet vastgelegd"
        nu = f"{self._organiser(meeting)} legt vast of deze bijeenkomst is gehouden"
        bij = meeting.at("status")
        return self._make(
            Uitkomst.VEROUDERD, who, period, text, [meeting], bij=bij, door_tijd=True, nu=nu, meeting=meeting
        )

    def _only_partly(self, who: Gebondene | None, period: Beoordelingsperiode) -> str:
        """Say that the party, the agreement or the body was there in less than half of a period."""
        there, body = self._there, self.zaak.dossier.organen.get(self.orgaan)
        if body is None or self.zaak.half(there, period.gevraagd):
            return self.zaak.maar_deels(who, period.gevraagd, period.in_zin)
        if there.van > period.gevraagd.van:
            return f"{body.in_zin} is er pas sinds {lange_datum(there.van)}"
        verb = "was" if there.tot <= self.zaak.peildatum else "is"
        return f"{body.in_zin} {verb} er maar tot en met {lange_datum(there.laatste)}"

    @property
    def _there(self) -> Tijdvak:
        """The days on which the body is there that meets; without one: all days."""
        body = self.zaak.dossier.organen.get(self.orgaan)
        return body.tijdvak if body else Tijdvak(date.min, date.max)

    def _to_come(
        self, who: Gebondene | None, period: Beoordelingsperiode, held: list[Meeting], planned: list[Meeting]
    ) -> Oordeel:
        """Say until when a meeting can still be held, or what there is to know about the one that is planned."""
        previous, deadline = self._deadline()
        if planned:
            meeting = planned[0]
            text = f"op {_days([meeting])} staat een {self.naam} gepland"
            if deadline and previous and meeting.datum > deadline:
                text += f", meer dan {self.hoogstens_tussen} na die van {lange_datum(previous.datum)}"
                bij = meeting.at("datum")
                nu = f"{self._organiser(meeting)} kiest een dag tot en met {lange_datum(deadline)}"
                return self._make(
                    Uitkomst.VERLOOPT, who, period, text, [meeting], bij=bij, door_tijd=True, nu=nu, meeting=meeting
                )
            faults = "; ".join(fault.tekst for fault in self.lacks(meeting))
            text += f", maar {faults}" if faults else ""
            return self._make(Uitkomst.NOG_NIET, who, period, text, [meeting])
        ends = (self.zaak.eigen_tijd(who), period.tijdvak, self._there)
        last = min(*(one.laatste for one in ends), deadline or date.max)
        text = f"{self._about(period)} is tot nu toe {self._count(held)} gevonden"
        text += f"; dat kan tot en met {lange_datum(last)}"
        return self._make(Uitkomst.NOG_NIET, who, period, text, held)

    def _too_far_apart(self, who: Gebondene | None, period: Beoordelingsperiode, held: list[Meeting]) -> Oordeel | None:
        """Judge the time between two meetings, and since the last one. Before the first one no time runs."""
        if self.hoogstens_tussen is None:
            return None
        for previous, meeting in pairwise(self._held):
            if meeting in held and meeting.datum > self.hoogstens_tussen.na(previous.datum):
                text = f"tussen de bijeenkomsten van {_days([previous, meeting])} ({self.naam})"
                text += f" zit meer dan {self.hoogstens_tussen}"
                both, bij = [previous, meeting], meeting.at("datum")
                nu = f"{self._organiser(meeting)} plant de volgende keer binnen {self.hoogstens_tussen}"
                return self._make(
                    Uitkomst.VEROUDERD, who, period, text, both, bij=bij, door_tijd=True, nu=nu, meeting=meeting
                )
        previous_one, deadline = self._deadline()
        if (
            self.zaak.voorbij(who, period)
            or previous_one is None
            or deadline is None
            or self.zaak.peildatum <= deadline
        ):
            return None
        text = f"een {self.naam} was er voor het laatst op {_days([previous_one])}"
        text += f", meer dan {self.hoogstens_tussen} geleden"
        return self._make(
            Uitkomst.VEROUDERD, who, period, text, [previous_one], bij=self.place, door_tijd=True, nu=self._plan_one()
        )

    def _deadline(self) -> tuple[Meeting | None, date | None]:
        """Return the last meeting that was held, and the last day for the next one."""
        held = self._held
        if not held or self.hoogstens_tussen is None:
            return None, None
        return held[-1], self.hoogstens_tussen.na(held[-1].datum)

    def _plan_one(self) -> str:
        return f"{keeper_name(self.zaak.dossier)} plant met {self._them()} een {self.naam}"

    def _agree(self) -> str:
        """Say what can still be done about a meeting that was missed, when the next ones were held."""
        return f"{keeper_name(self.zaak.dossier)} spreekt met {self._them()} af hoe het de volgende keer wel lukt"

    def _them(self) -> str:
        return others(self.zaak.dossier, self.zaak.peildatum, keeper(self.zaak.dossier))

    def _organiser(self, meeting: Meeting) -> str:
        found = organiser(self.zaak.dossier, meeting)
        return found.in_zin if found else keeper_name(self.zaak.dossier)

    @property
    def naam(self) -> str:
        """How sentences name the kind of meeting, and of which body."""
        kind = kind_of_meeting(self.zaak, self.soort) if self.soort else "bijeenkomst"
        body = self.zaak.dossier.organen.get(self.orgaan)
        if body and fold(kind) in fold(body.naam):  # no stuurgroep of the stuurgroep
            kind = "bijeenkomst"
        return f"{kind} van {body.in_zin}" if body else kind

    @property
    def _held(self) -> list[Meeting]:
        return self.zaak.gehouden(self.soort, self.orgaan)

    @property
    def place(self) -> Place:
        """Where a meeting that nobody held is missing: at its body, or at its kind in the agreement."""
        if body := self.zaak.dossier.organen.get(self.orgaan):
            return body.at("vergadert")
        return self.zaak.convenant.at("bijeenkomstsoorten", self.soort)

    def _count(self, held: list[Meeting]) -> str:
        return f"{len(held)} van de {self.minstens} keer een {self.naam}" if held else f"geen {self.naam}"

    def _make(
        self,
        uitkomst: Uitkomst,
        who: Gebondene | None,
        period: Beoordelingsperiode,
        text: str,
        rests_on: list[Meeting],
        *,
        bij: Place | None = None,
        door_tijd: bool = False,
        nu: str = "",
        meeting: Meeting | None = None,
        fault: Tekort | None = None,
    ) -> Oordeel:
        """Make an oordeel; ``meeting``: its organiser acts. Without one and without a fault the keeper does."""
        acts = self.zaak.partijen(meeting.organisator or "") if meeting else ()
        places = tuple(meeting.at() for meeting in rests_on)
        return self.zaak.oordeel(
            uitkomst,
            who,
            text,
            periode=period.naam,
            rust_op=places,
            bij=bij,
            door_tijd=door_tijd,
            nu=nu,
            doet=fault.doet if fault else acts or self.zaak.keeper,
            betreft=fault.betreft if fault else (),
        )


def _days(meetings: list[Meeting]) -> str:
    return opsomming([lange_datum(meeting.datum) for meeting in meetings])
