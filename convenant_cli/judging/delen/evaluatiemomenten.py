"""The times at which an agreement is to be evaluated: in a period, or before the end of a term."""

from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.besluiten import termijnen_van
from convenant_cli.dossier.looptijd import Termijn
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Duur, Tijdvak
from convenant_cli.records import Convenant
from convenant_cli.records.convenant import Interpretatie


@dataclass(frozen=True, slots=True)
class Evaluatiemoment:
    """A time at which the agreement is to be evaluated."""

    naam: str
    in_zin: str
    tijdvak: Tijdvak
    tot: date
    """Until when an evaluation counts for this time, however late."""


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
