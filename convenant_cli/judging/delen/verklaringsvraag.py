"""The time about which parties answer, with the last day to do so."""

from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.bijeenkomsten import kind_of_meeting
from convenant_cli.judging.delen.jaardag import laatste_dag
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records.model.jaardag import Jaardag, elk_jaar


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
    zaak: Zaak, period: Beoordelingsperiode, binnen: Duur | None, uiterlijk: str | Jaardag | None
) -> tuple[date, str, bool]:
    """Return the last day to answer, what it is the eve of, and whether the clause names it.

    ``binnen``: a term after the period; ``uiterlijk``: a kind of meeting, or a day of the year.
    """
    if term := binnen or elk_jaar(uiterlijk):
        return laatste_dag(period.tijdvak, term), "", True
    kind = str(uiterlijk or "")
    meetings = [*zaak.gehouden(kind), *zaak.gepland(kind)] if kind else []
    days = [meeting.datum for meeting in meetings if meeting.datum in period.tijdvak]
    if not days:
        return period.tijdvak.laatste, "", False
    return min(days) - timedelta(days=1), f", de dag voor de {kind_of_meeting(zaak, kind)}", True
