"""The times at which an agreement is to be evaluated: in a period, or before the end of a term."""

from datetime import date
from typing import NamedTuple

from convenant_cli.dossier.besluiten import termijnen_van
from convenant_cli.dossier.looptijd import Termijn
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.jaardag import komt_in
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Duur, Tijdvak, lange_datum
from convenant_cli.records import Convenant
from convenant_cli.records.convenant import Interpretatie
from convenant_cli.records.model.jaardag import Jaardag


class Evaluatiemoment(NamedTuple):
    """A time at which the agreement is to be evaluated."""

    naam: str
    in_zin: str
    tijdvak: Tijdvak
    tot: date
    """Until when an evaluation counts for this time, however late."""
    waarover: Beoordelingsperiode | None = None
    """The period that it is about, when it has a day of the year that may lie before or after it."""

    @property
    def gevraagd_over(self) -> Tijdvak:
        """The days that decide who is asked."""
        return self.waarover.tijdvak if self.waarover else self.tijdvak


def moment_of(zaak: Zaak, ritme: str, period: Beoordelingsperiode, uiterlijk: Jaardag | None) -> Evaluatiemoment:
    """Return when an evaluation is due that a clause asks each period, by a day of the year or in the period."""
    if uiterlijk is None:
        return Evaluatiemoment(period.naam, f"in {period.in_zin}", period.tijdvak, period.tijdvak.tot)
    comes, last = komt_in(zaak, ritme, period.tijdvak, uiterlijk), uiterlijk.bij(period.tijdvak)
    days = Tijdvak.tot_en_met(comes.van, last)
    return Evaluatiemoment(period.naam, f"tot en met {lange_datum(last)}", days, comes.tot, period)


def last_two_terms(zaak: Zaak, convenant: Convenant) -> list[Termijn]:
    """Return the term before the running one, and the running one as far as is decided."""
    running = zaak.stand.termijn
    if running is None:
        return []
    known, before = zaak.dossier, list[Termijn]()
    for term in termijnen_van(convenant, known.partners.values(), known.bepalingen.values(), zaak.peildatum):
        if term.nummer >= running.nummer:
            break
        before = [term]
    return [*before, running]


def window_start(term: Termijn, before_end: Duur) -> date | None:
    """Return the first day on which an evaluation before the end of a term counts; None for a term without end."""
    return max(term.van, before_end.voor(term.tot)) if term.tot else None


def reading_of(zaak: Zaak, convenant: Convenant) -> Interpretatie | None:
    """Return the reading on which the clause rests; None without one."""
    return next((one for one in convenant.interpretaties if one.id == zaak.bepaling.interpretatie), None)
