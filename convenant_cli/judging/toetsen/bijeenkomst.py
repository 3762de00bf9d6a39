"""Enough meetings of a kind were held, in the way that was agreed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name, role_name
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.bijeenkomsten import absent, agreed, kind_of_meeting
from convenant_cli.judging.oordelen import Oordeel, Uitkomst, opsomming
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import ALLE, Gebondene, Zaak
from convenant_cli.kalender import Duur, Ritme, lange_datum
from convenant_cli.records import Bijeenkomst as Meeting
from convenant_cli.records import Partner
from convenant_cli.records.bijeenkomst import Agendapuntsoort, Via
from convenant_cli.records.model.velden import DuurVeld, JaNee, Tekst, Volgnummer
from convenant_cli.records.model.verwijzingen import NaarBijeenkomstsoort, NaarRol, NaarRolOfAlle
from convenant_cli.text.folding import fold

#: How sentences name the kinds of points on an agenda.
_PUNTEN: dict[Agendapuntsoort, str] = {
    "evaluatie-samenwerking": "de evaluatie van de samenwerking",
    "naleving": "de naleving van de afspraken",
    "jaarplan": "het jaarplan",
    "looptijd": "de looptijd van het convenant",
    "overig": "een ander onderwerp",
}


class Bijeenkomst(Toets):
    """De afgesproken bijeenkomsten zijn gehouden, met wie en waarover dat is afgesproken.

    Waarom: partijen die elkaar niet spreken, evalueren niets en verliezen het convenant uit het oog.
    Herstel: plan de bijeenkomst, of werk in data/bijeenkomsten/ de status, genodigden, agenda en conclusies bij.
    """

    soort: Literal["bijeenkomst"]
    bijeenkomst: NaarBijeenkomstsoort = Field(description="De soort bijeenkomst, uit de lijst in data/convenant.yaml.")
    minstens: Volgnummer = Field(1, description="Hoeveel er in elke periode minstens zijn.")
    per: Ritme = Field("kalenderjaar", description="De periode waarover wordt geteld.")
    hoogstens_tussen: DuurVeld | None = Field(
        None, description="Hoeveel tijd er hoogstens tussen twee bijeenkomsten zit, zoals '15 maanden'."
    )
    organisator: NaarRol | None = Field(None, description="De rol van de partij die de bijeenkomst organiseert.")
    genodigd: tuple[NaarRolOfAlle, ...] = Field(
        (), description="De groepen waarvan elke partij is uitgenodigd: rollen, of 'alle'."
    )
    uitnodiging: JaNee = Field(False, description="Ja als de uitnodiging vooraf moet zijn verstuurd.")
    agendapunt: Agendapuntsoort | None = Field(None, description="De soort punt die op de agenda staat.")
    onderwerp: Tekst | None = Field(
        None,
        description="Woorden die in de titel van dat agendapunt staan. Bij de soort 'overig' zijn die nodig: zonder "
        "onderwerp telt geen enkel punt van die soort.",
    )
    met_conclusie: JaNee = Field(False, description="Ja als bij dat agendapunt ook een conclusie staat.")
    aanwezig: tuple[NaarRolOfAlle, ...] = Field(
        (),
        description="De groepen tussen wie de bijeenkomst is: van elke rol was er minstens één partij, en bij 'alle' "
        "elke partij.",
    )
    via: tuple[Via, ...] = Field(
        ("contactpersoon", "vervanger", "ander"),
        min_length=1,
        description="Via wie een partij er dan is: contactpersoon, vervanger of ander.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        besides = ""
        if self.agendapunt:
            besides = f"met {f'‘{self.onderwerp}’' if self.onderwerp else _PUNTEN[self.agendapunt]} op de agenda"
        if self.agendapunt and self.met_conclusie:
            besides += " en een conclusie"

        def lacks(meeting: Meeting) -> Iterator[Gemis]:
            return self._lacks(zaak, meeting)

        series = Reeks(zaak, self.bijeenkomst, self.minstens, self.hoogstens_tussen, lacks, besides)
        for period in zaak.periodes(self.per):
            for who in zaak.ieder_of_samen(period.tijdvak):
                yield series.oordeel(who, period)

    def _lacks(self, zaak: Zaak, meeting: Meeting) -> Iterator["Gemis"]:
        """Yield what a meeting, held or planned, lacks of what was agreed."""
        organiser, keeper = zaak.dossier.partners.get(meeting.organisator), keeper_name(zaak.dossier)
        acts = (organiser,) if organiser else zaak.keeper
        who, held = organiser.in_zin if organiser else keeper, meeting.datum <= zaak.peildatum
        if self.organisator and organiser and self.organisator not in organiser.rollen:
            text = f"de organisator is {who}, afgesproken is {role_name(zaak.dossier, self.organisator)}"
            nu = f"{keeper} gaat na wie deze bijeenkomst organiseert en werkt het dossier bij"
            yield Gemis(meeting.at("organisator"), text, nu, zaak.keeper)
        if self.genodigd and ALLE not in meeting.genodigd:
            groups = zaak.partners_met(self.genodigd, meeting.datum)
            uninvited = tuple(partner for partner in groups if partner.id not in meeting.genodigd)
            if absent := [partner.in_zin for partner in uninvited]:
                text = f"een uitnodiging voor {opsomming(absent)} is niet gevonden"
                nu = f"{who} nodigt {'de volgende keer ' if held else ''}ook {opsomming(absent)} uit"
                yield Gemis(meeting.at("genodigd"), text, nu, acts, uninvited)
        sent = meeting.uitnodiging_verzonden_op
        if self.uitnodiging and (sent is None or sent > meeting.datum):
            nu = f"{who} meldt wanneer de uitnodiging is verstuurd" if held else f"{who} verstuurt de uitnodiging"
            yield Gemis(meeting.at("uitnodiging_verzonden_op"), "een uitnodiging vooraf is niet gevonden", nu, acts)
        if self.aanwezig and held:
            yield from self._present(zaak, meeting, acts, who)
        if self.agendapunt:
            yield from self._agenda(meeting, self.agendapunt, acts, who, held)

    def _present(self, zaak: Zaak, meeting: Meeting, acts: tuple[Partner, ...], who: str) -> Iterator["Gemis"]:
        """Yield who was not there of those that the meeting is between."""
        gone = absent(zaak, meeting, self.aanwezig, self.via)
        if names := [opsomming([partner.in_zin for partner in side], "of") for side in gone]:
            by = "" if "ander" in self.via else f" via {agreed(self.via)}"
            text = f"bij de aanwezigen{by} is niet gevonden: {'; '.join(names)}"
            nu = f"{who} kijkt na of deze lijst klopt, en spreekt af hoe het de volgende keer wel lukt"
            missing = tuple(partner for side in gone for partner in side)
            yield Gemis(meeting.at("aanwezig"), text, nu, acts, missing)

    def _agenda(
        self, meeting: Meeting, soort: Agendapuntsoort, acts: tuple[Partner, ...], who: str, held: bool
    ) -> Iterator["Gemis"]:
        about = fold(self.onderwerp or "")
        points = [
            (number, point)
            for number, point in enumerate(meeting.agenda)
            if point.soort == soort and about in fold(point.titel) and (about or soort != "overig")
        ]
        if not points:
            what = f"‘{self.onderwerp}’" if self.onderwerp else _PUNTEN[soort]
            text = f"een agendapunt over {what} is niet gevonden"
            nu = f"{who} zet {what} op de {'volgende ' if held else ''}agenda"
            yield Gemis(meeting.at("agenda"), text, nu, acts)
        elif self.met_conclusie and held and not any(p.conclusie for _, p in points):
            number, point = points[0]
            text = f"bij het agendapunt '{point.titel}' is geen conclusie gevonden"
            yield Gemis(meeting.at("agenda", number), text, f"{who} legt vast wat de bijeenkomst concludeerde", acts)


@dataclass(frozen=True, slots=True)
class Gemis:
    """What a meeting lacks: where to mend it, in words, and what who can do next."""

    bij: Place
    tekst: str
    nu: str
    doet: tuple[Partner, ...]
    betreft: tuple[Partner, ...] = ()


@dataclass(frozen=True)
class Reeks:
    """The meetings of one kind, judged period by period: enough of them, each with what was agreed."""

    zaak: Zaak
    soort: str
    minstens: int
    hoogstens_tussen: Duur | None
    lacks: Callable[[Meeting], Iterator[Gemis]]
    met: str = ""
    """What a good meeting had besides, as a sentence ends: ``met een nalevingsrapport``."""
    zonder: Uitkomst = Uitkomst.ONVOLLEDIG  # the outcome when the meetings were there, without that

    def oordeel(self, who: Gebondene | None, period: Beoordelingsperiode) -> Oordeel:
        """Judge one period; ``who`` is None for all together."""
        own = self.zaak.eigen_tijd(who)
        held = [m for m in self.zaak.gehouden(self.soort) if m.datum in period.tijdvak and m.datum in own]
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
            # The meeting that comes nearest; of two the last.
            nearest = min((m for m in reversed(held) if lacking[m.id]), key=lambda m: len(lacking[m.id]))
            faults = lacking[nearest.id]
            text = f"op {_days([nearest])} was er een {self.naam}, maar {'; '.join(fault.tekst for fault in faults)}"
            return self._make(
                self.zonder, who, period, text, [nearest], bij=faults[0].bij, nu=faults[0].nu, fault=faults[0]
            )
        return self._too_few(who, period, held)

    def _too_few(self, who: Gebondene | None, period: Beoordelingsperiode, held: list[Meeting]) -> Oordeel:
        planned = [m for m in self.zaak.gepland(self.soort) if m.datum in period.tijdvak]
        for meeting in planned:
            if meeting.datum < self.zaak.peildatum:
                text = f"of op {_days([meeting])} een {self.naam} is gehouden, is nog niet vastgelegd"
                bij = meeting.at("status")
                nu = f"{self._organiser(meeting)} legt vast of deze bijeenkomst is gehouden"
                return self._make(
                    Uitkomst.VEROUDERD, who, period, text, [meeting], bij=bij, door_tijd=True, nu=nu, meeting=meeting
                )
        over = self.zaak.voorbij(who, period)
        if (over or not planned) and (partly := self.zaak.maar_deels(who, period.tijdvak, period.in_zin)):
            return self._make(Uitkomst.NIET_VAN_TOEPASSING, who, period, partly, held)
        if not over:
            return self._to_come(who, period, held, planned)
        text = f"in {period.in_zin} is {self._count(held)} gevonden"
        nu = self._plan_one()
        return self._make(Uitkomst.ONTBREEKT, who, period, text, held, bij=self.place, door_tijd=True, nu=nu)

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
        last = min(self.zaak.eigen_tijd(who).laatste, period.tijdvak.laatste, deadline or date.max)
        text = f"in {period.in_zin} is tot nu toe {self._count(held)} gevonden; dat kan tot en met {lange_datum(last)}"
        return self._make(Uitkomst.NOG_NIET, who, period, text, held)

    def _too_far_apart(self, who: Gebondene | None, period: Beoordelingsperiode, held: list[Meeting]) -> Oordeel | None:
        """Judge the time between two meetings, and since the last one. Before the first one no time runs."""
        if self.hoogstens_tussen is None:
            return None
        for previous, meeting in pairwise(self.zaak.gehouden(self.soort)):
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
        held = self.zaak.gehouden(self.soort)
        if not held or self.hoogstens_tussen is None:
            return None, None
        return held[-1], self.hoogstens_tussen.na(held[-1].datum)

    def _plan_one(self) -> str:
        return f"{keeper_name(self.zaak.dossier)} plant met de andere partijen een {self.naam}"

    def _organiser(self, meeting: Meeting) -> str:
        found = self.zaak.dossier.partners.get(meeting.organisator)
        return found.in_zin if found else keeper_name(self.zaak.dossier)

    @property
    def naam(self) -> str:
        """How sentences name the kind of meeting."""
        return kind_of_meeting(self.zaak, self.soort)

    @property
    def place(self) -> Place:
        """Where a meeting that nobody held is missing: at its kind, in the agreement."""
        convenant = self.zaak.dossier.convenant
        return convenant.at("bijeenkomstsoorten", self.soort) if convenant else self.zaak.place

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
        fault: Gemis | None = None,
    ) -> Oordeel:
        """Make an oordeel; ``meeting``: its organiser acts. Without one and without a fault the keeper does."""
        acts = self.zaak.partijen(meeting.organisator) if meeting else ()
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
