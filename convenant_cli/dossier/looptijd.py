"""The term of an agreement: which term runs on a day, when it ends, and what happens then. Pure arithmetic.

Terms are half open: the end is the first day after the term. What was decided after the reference date is not known
on it, and is left out. A notice ends what would have renewed silently, when it came in time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from convenant_cli.kalender import Duur, Tijdvak, add_months
from convenant_cli.records.looptijd import Looptijd
from convenant_cli.records.partijwissel import Opzegging
from convenant_cli.records.wijziging import Wijzigingsbesluit
from convenant_cli.text.naamwoord import Naamwoord

Wijze = Literal["eerste termijn", "stilzwijgend verlengd", "verlengd bij besluit"]
Volgende = Literal["verlengt stilzwijgend", "eindigt zonder besluit", "eindigt", "loopt door"]


#: Months in what a party can give notice for the end of.
_MONTHS = {"maand": 1, "kwartaal": 3, "kalenderjaar": 12}


@dataclass(frozen=True, slots=True)
class Termijn:
    """One term. ``tot`` is the first day after it, or None when it has no end."""

    nummer: int
    van: date
    tot: date | None
    wijze: Wijze

    @property
    def tijdvak(self) -> Tijdvak:
        """The days of the term."""
        return Tijdvak(self.van, self.tot or date.max)


@dataclass(frozen=True, slots=True)
class Stand:
    """How the term of an agreement stands on a day."""

    peildatum: date
    fase: Literal["nog niet in werking", "in werking", "geëindigd"]
    termijn: Termijn | None
    """The term that holds the day; the first one before the agreement starts, the last one after it has ended."""
    in_werking: Tijdvak
    """From the first day until the end of what is certain; silent renewal makes that without end."""
    volgende: Volgende
    """What happens at the end of the term."""
    opzeggen_voor: date | None = None
    """The last day on which a party can still give notice. None when no notice period is agreed, or when nothing
    renews silently at the end of this term."""
    opzegging: Opzegging | None = None
    """The notice because of which the agreement ends after the running term."""
    opzegbaar: str = ""
    """When a party can give notice, where it need not wait for the end of the term; behind ``opzeggen kan``."""

    @property
    def einde(self) -> date | None:
        """The first day after the running term."""
        return self.termijn.tot if self.termijn else None

    @property
    def dagen_te_gaan(self) -> int | None:
        """Days from the reference date to the first day after the running term."""
        return (self.einde - self.peildatum).days if self.einde and self.fase == "in werking" else None


def stand(
    looptijd: Looptijd,
    besluiten: Sequence[Wijzigingsbesluit],
    peildatum: date,
    opzeggingen: Sequence[Opzegging] = (),
) -> Stand:
    """Return how the term stands on ``peildatum``, given the decisions and notices up to that day."""
    known = [besluit for besluit in besluiten if besluit.datum <= peildatum]
    notices = [opzegging for opzegging in opzeggingen if opzegging.datum <= peildatum]
    terms = termijnen(looptijd, known, notices)
    running, following = next(terms), next(terms, None)
    while following is not None and following.van <= peildatum:
        running, following = following, next(terms, None)
    volgende = _volgende(looptijd, known, running, following)
    in_werking = Tijdvak(looptijd.ingang, _certain_end(looptijd, known, notices) or date.max)
    at_end = volgende.startswith("eindigt")
    by = next((one for one in notices if at_end and _ends(looptijd, one, running)), None)
    volgende = "eindigt" if by else volgende
    if peildatum >= in_werking.tot or in_werking.van >= in_werking.tot:
        return Stand(peildatum, "geëindigd", running, in_werking, volgende, opzegging=by)
    if peildatum < in_werking.van:
        return Stand(peildatum, "nog niet in werking", running, in_werking, volgende)
    notice: date | None = None
    open_ = (
        looptijd.altijd_opzegbaar
        and not by
        and (running.tot is None or looptijd.tussentijds or looptijd.tegen is not None)
    )
    anytime = _anytime(looptijd) if open_ else ""
    if looptijd.opzegtermijn and not looptijd.altijd_opzegbaar and running.tot and volgende == "verlengt stilzwijgend":
        notice = laatste_opzegdag(looptijd.opzegtermijn, running.tot)
    return Stand(peildatum, "in werking", running, in_werking, volgende, notice, by, anytime)


def daarna(volgende: Volgende, het: Naamwoord) -> str:
    """Return what happens at the end of a term, as the end of a sentence; ``het`` is what the agreement is called."""
    ends = f"daarna {het.vorm('eindigt', 'eindigen')} {het}"
    return {
        "verlengt stilzwijgend": f"daarna {het.vorm('wordt', 'worden')} {het} stilzwijgend verlengd",
        "eindigt zonder besluit": f"{ends}, tenzij de partijen anders besluiten",
        "eindigt": ends,
        "loopt door": f"{het.met('loopt', 'lopen')} door",
    }[volgende]


def laatste_opzegdag(opzegtermijn: Duur, einde: date) -> date:
    """Return the last day to give notice. ``einde`` is the first day after the term.

    The whole period lies between the notice and the end: six months before 1 April is by 30 September.
    """
    return opzegtermijn.voor(einde) - timedelta(days=1)


def _anytime(looptijd: Looptijd) -> str:
    when = (
        f"tegen het einde van elk{'e' if looptijd.tegen == 'maand' else ''} {looptijd.tegen}" if looptijd.tegen else ""
    )
    return f"{when or 'altijd'}, {looptijd.opzegtermijn} van tevoren"


def _open_end(looptijd: Looptijd, opzegtermijn: Duur, datum: date) -> date:
    """Return the first day after a notice that need not wait for the end of the term has worked."""
    if looptijd.tegen is None:
        return opzegtermijn.na(datum)
    end = date(datum.year, 1, 1)
    while datum > laatste_opzegdag(opzegtermijn, end):
        end = add_months(end, _MONTHS[looptijd.tegen])
    return end


def termijn_op(looptijd: Looptijd, besluiten: Sequence[Wijzigingsbesluit], dag: date) -> Termijn | None:
    """Return the term that holds a day, as far as was decided on it; None when the agreement was not in force."""
    found = stand(looptijd, besluiten, dag)
    return found.termijn if found.fase == "in werking" else None


def werking(looptijd: Looptijd, termijn: Termijn, opzegging: Opzegging) -> date | None:
    """Return the first day on which a notice in a term has ended the agreement, or the part that a party takes in it.

    None when it does not: no notice is agreed, it came too late, or the term ends by itself anyway.
    """
    if looptijd.opzegtermijn is None or not termijn.van <= opzegging.datum:
        return None
    if looptijd.altijd_opzegbaar:
        day = _open_end(looptijd, looptijd.opzegtermijn, opzegging.datum)
        ends = termijn.tot if looptijd.verlenging != "stilzwijgend" else None
        return min(day, ends) if ends else day
    if looptijd.verlenging != "stilzwijgend" or termijn.tot is None:
        return None
    return termijn.tot if opzegging.datum <= laatste_opzegdag(looptijd.opzegtermijn, termijn.tot) else None


def opzegbaar_tegen(looptijd: Looptijd, besluiten: Sequence[Wijzigingsbesluit], eerste: date, dag: date | None) -> bool:
    """Tell whether a party may give notice for a day, when ``eerste`` is the first one that its notice can bring.

    Who gives notice earlier than it has to, may name a later day: any, where notice can be given at all times, and
    else the end of a later term.
    """
    if dag is None or dag < eerste:
        return False
    if dag == eerste:
        return True
    if looptijd.altijd_opzegbaar:
        return looptijd.tegen is None or (dag.day == 1 and (dag.month - 1) % _MONTHS[looptijd.tegen] == 0)
    term = termijn_op(looptijd, besluiten, dag)
    return term is not None and term.van == dag


def _ends(looptijd: Looptijd, opzegging: Opzegging, termijn: Termijn) -> bool:
    """Tell whether a notice ends the agreement at the end of this term."""
    if looptijd.na_opzegging != "einde" or looptijd.opzegtermijn is None:
        return False
    if looptijd.altijd_opzegbaar:
        # A notice in one term can end the next one.
        ends = _open_end(looptijd, looptijd.opzegtermijn, opzegging.datum)
        return looptijd.ingang <= opzegging.datum and ends == termijn.tot
    return termijn.tot is not None and werking(looptijd, termijn, opzegging) == termijn.tot


def termijnen(
    looptijd: Looptijd, besluiten: Sequence[Wijzigingsbesluit], opzeggingen: Sequence[Opzegging] = ()
) -> Iterator[Termijn]:
    """Yield the terms in order, each from where the one before ends; without end when they renew without limit.

    A decision to end cuts off the term in which it starts to work; no terms follow. So does a notice in time.
    """
    ends = [max(b.ingang, looptijd.ingang) for b in besluiten if b.soort == "beeindiging"]
    if looptijd.altijd_opzegbaar and looptijd.opzegtermijn and looptijd.na_opzegging == "einde":
        worked = (_open_end(looptijd, looptijd.opzegtermijn, one.datum) for one in opzeggingen)
        ends += [max(day, looptijd.ingang) for day in worked]
    ended = min(ends, default=None)
    open_decisions = [b for b in besluiten if b.soort == "verlenging"]
    number, silent = 1, 0
    van, end = looptijd.ingang, _first_end(looptijd)
    wijze: Wijze = "eerste termijn"
    while True:
        tot = end.day if end else None
        if ended is not None and (tot is None or ended <= tot):
            yield Termijn(number, van, ended, wijze)
            return
        term = Termijn(number, van, tot, wijze)
        yield term
        if end is None or tot is None:
            return
        renews = _renews_silently(looptijd, silent) and not any(_ends(looptijd, one, term) for one in opzeggingen)
        settling = [b for b in open_decisions if _settles(b, tot, renews)]
        if settling:
            # The last decision on the same end counts; the others are history.
            last = max(settling, key=lambda b: (b.datum, b.nieuwe_einddatum or date.max))
            open_decisions = [b for b in open_decisions if b not in settling]
            end, wijze = _decided_end(looptijd, last, end), "verlengd bij besluit"
        elif renews and looptijd.verlenging_duur:
            silent += 1
            end, wijze = end.after(looptijd.verlenging_duur), "stilzwijgend verlengd"
        else:
            return
        number, van = number + 1, tot


class _End(NamedTuple):
    """The end of a term, as whole months from a fixed day: so 29 February or the 31st come back when they can."""

    anchor: date
    months: int = 0

    @property
    def day(self) -> date | None:
        """The first day after the term; None when the calendar does not go that far."""
        try:
            return add_months(self.anchor, self.months)
        except ValueError:
            return None

    def after(self, duur: Duur) -> "_End | None":
        if duur.eenheid in ("maand", "jaar"):
            return _End(self.anchor, self.months + duur.aantal * (12 if duur.eenheid == "jaar" else 1))
        return _End(duur.na(self.day)) if self.day else None


def _first_end(looptijd: Looptijd) -> _End | None:
    first = looptijd.eerste_termijn
    if isinstance(first, Duur):
        return _End(looptijd.ingang).after(first)
    return _End(first + timedelta(days=1)) if isinstance(first, date) else None


def _settles(besluit: Wijzigingsbesluit, end: date, renews: bool) -> bool:
    """Tell whether a decision to extend is about this end of a term: it works from then on or before.

    Silent renewal cannot be undone afterwards: a decision that comes too late is about the next end. Where the
    agreement would otherwise have ended, the parties can still extend it afterwards, back to the day it ended.
    """
    longer = besluit.nieuwe_einddatum is None or besluit.nieuwe_einddatum >= end
    return longer and besluit.ingang <= end and (besluit.datum < end or not renews)


def _decided_end(looptijd: Looptijd, besluit: Wijzigingsbesluit, end: _End) -> _End | None:
    if besluit.nieuwe_einddatum is not None:
        return _End(besluit.nieuwe_einddatum + timedelta(days=1))
    return end.after(looptijd.verlenging_duur) if looptijd.verlenging_duur else None


def _renews_silently(looptijd: Looptijd, times: int) -> bool:
    if looptijd.verlenging != "stilzwijgend" or looptijd.verlenging_duur is None:
        return False
    return looptijd.verlenging_keer is None or times < looptijd.verlenging_keer


def _certain_end(
    looptijd: Looptijd, besluiten: Sequence[Wijzigingsbesluit], opzeggingen: Sequence[Opzegging]
) -> date | None:
    """Return the first day on which the agreement is no longer in force, or None when it goes on without limit."""
    endless = looptijd.verlenging_keer is None and _renews_silently(looptijd, 0)
    if endless and not any(besluit.soort == "beeindiging" for besluit in besluiten):
        notice = looptijd.opzegtermijn if looptijd.altijd_opzegbaar else None
        works = (_open_end(looptijd, notice, one.datum) if notice else one.datum for one in opzeggingen)
        last_notice = max(works, default=date.min)
        end: date | None = None
        for term in termijnen(looptijd, besluiten, opzeggingen):
            # From here on nothing stops it. Not in the first term: a notice before it began can end that one.
            if term.nummer > 1 and term.van > last_notice:
                return None
            end = term.tot
        return end
    *_, last = termijnen(looptijd, besluiten, opzeggingen)
    return last.tot


def _volgende(
    looptijd: Looptijd, besluiten: Sequence[Wijzigingsbesluit], running: Termijn, following: Termijn | None
) -> Volgende:
    if following is not None:
        return "verlengt stilzwijgend" if following.wijze == "stilzwijgend verlengd" else "loopt door"
    if running.tot is None:
        return "loopt door"
    decided = any(besluit.soort == "beeindiging" for besluit in besluiten)
    return "eindigt zonder besluit" if looptijd.verlenging == "besluit" and not decided else "eindigt"
