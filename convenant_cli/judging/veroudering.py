"""What gets too old: what a party has now, and will have made too long ago on a day to come."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from convenant_cli.dossier.aanbod import office_in_short
from convenant_cli.findings import Place
from convenant_cli.judging.aflopend import Signaal
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Bepaling, Partner
from convenant_cli.records.bepaling import in_zin

_AGED = frozenset((Uitkomst.VEROUDERD, Uitkomst.VERLOOPT, Uitkomst.VERLENGT))
_Subject: TypeAlias = tuple[str, str | None, str | None, str]


def aging(
    every: Overzicht, until: date, told: Sequence[Signaal], said: Collection[tuple[str, str | None]] = ()
) -> Iterator[tuple[Bepaling, tuple[Partner, ...]]]:
    """Yield the clauses on which parties have what they need now, but will have it too long ago on ``until``.

    The dossier is judged as if the time up to then had passed and nothing had changed. ``told`` are ends of which a
    reader knows already: what ages for that reason is left out; and so is what was ``said`` already, as the ids of a
    clause and a party. Only clauses on which something can age are judged again.
    """
    now = {subject for subject in _good(every) if subject[:2] not in said}
    found: dict[str, dict[str, None]] = {}
    for later in _aged(every, now, until):
        if not _told(later, told):
            found.setdefault(later.bepaling, {}).update(dict.fromkeys(_whose(later)))
    dossier = every.dossier
    for clause, partners in found.items():
        if partners:
            yield dossier.bepalingen[clause], tuple(dossier.partners[id] for id in partners)


def _good(every: Overzicht) -> Iterator[_Subject]:
    """Yield what parties have that they need, each for itself or together; not a statement, which is never too old."""
    stated = {
        id
        for id, clause in every.dossier.bepalingen.items()
        if all(text.bepaling.toets.soort == "verklaring" for text in clause.versies)
    }
    for one in every.oordelen:
        if one.uitkomst is Uitkomst.GOED and not (one.periode and one.bepaling in stated):
            yield one.onderwerp


def _whose(oordeel: Oordeel) -> tuple[str, ...]:
    """Return whose it is: of all together those of whom it tells."""
    return (oordeel.partner,) if oordeel.partner else oordeel.betreft


def _aged(every: Overzicht, now: Collection[_Subject], day: date) -> Iterator[Oordeel]:
    """Yield the oordelen of a day to come on what is there now, and will be too old then."""
    for later in judge(every.dossier, day, frozenset(bepaling for bepaling, *_ in now)):
        if later.uitkomst in _AGED and not later.rust and later.onderwerp in now:
            yield later


def first_days(
    every: Overzicht, aging: Iterable[tuple[Bepaling, Sequence[Partner]]], until: date
) -> dict[str, tuple[date, tuple[Partner, ...]]]:
    """Return by clause the first day, up to ``until``, on which what a party has is too old, and of whom that is so.

    Each toets counts age in a way of its own, and only the judge knows all: so by halving the days, each judged once.
    """
    wanted = {clause.id: partners for clause, partners in aging}
    now = list(_good(every))

    def too_old(day: date, ids: Collection[str]) -> dict[str, tuple[Partner, ...]]:
        later = _aged(every, {one for one in now if one[0] in ids}, day)
        aged = {(one.bepaling, whose) for one in later for whose in _whose(one)}
        return {id: tuple(partner for partner in wanted[id] if (id, partner.id) in aged) for id in ids}

    found = {id: (every.peildatum, until, whose) for id, whose in too_old(until, wanted).items()}
    while True:
        halves: dict[date, list[str]] = {}
        for id, (good, first, _) in found.items():
            if good + timedelta(days=1) < first:
                halves.setdefault(good + (first - good) // 2, []).append(id)
        if not halves:
            return {id: (first, whose) for id, (_, first, whose) in found.items()}
        for day, ids in halves.items():
            for id, whose in too_old(day, ids).items():
                good, first, before = found[id]
                found[id] = (good, day, whose) if whose else (day, first, before)


def te_oud(every: Overzicht, coming: Tijdvak) -> Iterator[Signaal]:
    """Yield what gets older than a clause allows in a stretch of days: what it was found to rest on, party by party.

    More clauses may allow the same things the same age: that is one point on the day itself, and one before it.
    """
    found: dict[tuple[date, str], list[Oordeel]] = {}
    for oordeel in every.oordelen:
        if oordeel.oud_op and oordeel.oud_op in coming and oordeel.rust_op:
            found.setdefault((oordeel.oud_op, oordeel.bepaling), []).append(oordeel)
    clauses: dict[tuple[date, tuple[tuple[str | None, Place], ...]], list[Bepaling]] = {}
    for (day, clause), oordelen in found.items():
        rests = tuple((one.partner, one.rust_op[0]) for one in oordelen)
        clauses.setdefault((day, rests), []).append(every.dossier.bepalingen[clause])
    for (day, rests), asking in clauses.items():
        names = dict.fromkeys(office_in_short(every.dossier, partner) for partner, _ in rests if partner)
        whose = f" bij {', '.join(names)}" if names else ""
        yield Signaal(day, f"{in_zin(asking)}: dan te oud{whose}", rests[0][1])


def known_age(every: Overzicht) -> frozenset[tuple[str, str | None]]:
    """Return the clauses, each with a party, of which it is known on what day what was found is too old."""
    return frozenset((one.bepaling, one.partner) for one in every.oordelen if one.oud_op)


def _told(oordeel: Oordeel, signals: Sequence[Signaal]) -> bool:
    places = [place for place in (*oordeel.rust_op, oordeel.bij) if place is not None and place.path]
    return any(
        signal.place.name == place.name and signal.place.path[: len(place.path)] == place.path
        for signal in signals
        for place in places
    )
