"""The time about which parties answer, with the last day to do so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.antwoorden import statements
from convenant_cli.judging.delen.bijeenkomsten import kind_of_meeting
from convenant_cli.judging.delen.jaardag import laatste_dag
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, Tijdvak, lange_datum, tijdvak_met
from convenant_cli.records.model.jaardag import Jaardag, elk_jaar
from convenant_cli.text.sentences import opsomming


@dataclass(frozen=True, slots=True)
class Verklaringsvraag(Beoordelingsperiode):
    """A period about which parties answer, with the last day to do so."""

    uiterlijk: date
    eve: str
    """What that day is the eve of, as the end of a sentence; empty for the last day of the period."""
    afgesproken: bool
    """Whether the clause names that day, by a meeting that was planned or a term; otherwise the period just ends."""

    @property
    def tot_wanneer(self) -> str:
        """Until when, as the end of a sentence."""
        return f"tot en met {lange_datum(self.uiterlijk)}{self.eve}"

    def te_laat(self, zaak: Zaak) -> bool:
        """Tell whether that day has passed."""
        return zaak.peildatum > self.uiterlijk


def last_day(
    zaak: Zaak, ritme: str, period: Beoordelingsperiode, binnen: Duur | None, uiterlijk: str | Jaardag | None
) -> tuple[date, str, bool]:
    """Return the last day to answer, what it is the eve of, and whether the clause names it.

    ``binnen``: a term after the period; ``uiterlijk``: a kind of meeting, or a day of the year.
    """
    if term := binnen or elk_jaar(uiterlijk):
        return laatste_dag(period.tijdvak, term), "", True
    kind = str(uiterlijk or "")
    day = _meeting_for(zaak, ritme, period.tijdvak, kind) if kind else None
    if day is None:
        return period.tijdvak.laatste, "", False
    return day - timedelta(days=1), f", de dag voor de {kind_of_meeting(zaak, kind)}", True


def _meeting_for(zaak: Zaak, ritme: str, tijdvak: Tijdvak, kind: str) -> date | None:
    """Return the day of the meeting before which parties answer about a period: the first one in it.

    One that was put off until after the turn of the year is still that of the year before. Otherwise its eve would be
    the last day for answers about a year that has just begun.
    """
    known = zaak.dossier.ritme(ritme)
    assert known is not None  # a period of it is being judged
    days = sorted(meeting.datum for meeting in (*zaak.gehouden(kind), *zaak.gepland(kind)))
    before = tijdvak_met(known, tijdvak.van - timedelta(days=1), zaak.ingang)
    off = _put_off(zaak, days, before, tijdvak)
    own = next((day for day in days if day in tijdvak and day != off), None)
    return own or _put_off(zaak, days, tijdvak, tijdvak_met(known, tijdvak.tot, zaak.ingang))


def _put_off(zaak: Zaak, days: Sequence[date], tijdvak: Tijdvak, after: Tijdvak) -> date | None:
    """Return the day of the meeting of a period that had none, when one came in the first half of the period after."""
    began = max(zaak.ingang, zaak.convenant.dossier_vanaf or zaak.ingang)
    if any(day in tijdvak for day in days) or not zaak.half(Tijdvak(began, zaak.in_werking.tot), tijdvak):
        return None
    first = next((day for day in days if day in after), None)
    return first if first and zaak.half(Tijdvak(first, after.tot), after) else None


def after_term(zaak: Zaak, members: Sequence[Gebondene], period: Verklaringsvraag, *, whose: bool = False) -> str:
    """Say of which of these parties the first answer came after the term, as the end of a sentence.

    ``whose``: name the parties. Empty when none was late or no last day was agreed; who gave no answer is not late but
    missing, and who joined after that day could not keep to it.
    """
    if not period.afgesproken:
        return ""
    late = []
    for who in members:
        days = [
            made.afgelegd_op
            for made in statements(zaak, who, period)
            if made.afgelegd_op and any(answer.bepaling == zaak.bepaling.id for answer in made.antwoorden)
        ]
        if min(days, default=date.min) > period.uiterlijk >= zaak.eigen_tijd(who).van:
            late.append(who.partner.in_zin)
    name = f" van {opsomming(late)}" if whose else ""
    return f"; de verklaring{name} kwam na de afgesproken termijn ({period.tot_wanneer})" if late else ""
