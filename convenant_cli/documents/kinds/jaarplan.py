"""The year plan: what the template shows, gathered from the plan, its actions and what is around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.words import Words
from convenant_cli.dossier import Dossier
from convenant_cli.kalender import Tijdvak, tijdvakken
from convenant_cli.records import Actie, Bepaling, Bijeenkomst, Evaluatie, Jaarplan, Partner
from convenant_cli.records.jaarplan import Planthema

SENTENCE = "Het jaarplan: thema's, acties, planning en verantwoording van één jaar."


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """A quarter of the plan, with the meetings in it."""

    naam: str
    tijdvak: Tijdvak
    bijeenkomsten: tuple[Bijeenkomst, ...]


@dataclass(frozen=True, slots=True)
class Themadeel:
    """A theme with its actions."""

    thema: Planthema
    naam: str
    acties: tuple[Actie, ...]


@dataclass(frozen=True, slots=True)
class Terugblik:
    """An action of the plan before, and what became of it."""

    actie: Actie
    evaluatie: Evaluatie | None
    vervolg: Actie | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one party does in the plan."""

    partner: Partner
    trekt: tuple[Actie, ...]
    doet_mee: tuple[Actie, ...]


@dataclass(frozen=True, slots=True)
class Herleiding:
    """A clause and the actions that carry it out."""

    bepaling: Bepaling
    nummer: str
    acties: tuple[Actie, ...]


def choices(dossier: Dossier) -> list[str]:
    """Return the plans that there are."""
    return sorted(dossier.jaarplannen)


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the templates of the year plan show. ``which`` is the id of the plan."""
    plan = dossier.jaarplannen[which]
    acties = dossier.acties_van(which)
    convenant = dossier.convenant
    ingang = convenant.looptijd.ingang if convenant else None
    tijdvak = plan.periode.tijdvak(ingang)
    vorig = _previous(dossier, tijdvak, ingang)
    words = Words(dossier)
    return {
        "moment": moment,
        "convenant": convenant,
        "plan": plan,
        "tijdvak": tijdvak,
        "acties": acties,
        "stand": _count(acties),
        "te_laat": {actie.id for actie in acties if _is_late(actie, moment.peildatum)},
        "vastgesteld_in": dossier.bijeenkomsten.get(plan.vastgesteld_in or ""),
        "grondslag": _basis(dossier),
        "vorig": vorig,
        "terugblik": _look_back(dossier, vorig, acties) if vorig else (),
        "themas": [_theme(dossier, thema, acties) for thema in plan.themas],
        "taken": _tasks(dossier, acties),
        "kwartalen": _quarters(dossier, tijdvak),
        "evaluaties": _evaluations(dossier, which),
        "herleiding": _trace(dossier, acties),
        "zonder_bepaling": [actie for actie in acties if not actie.bepalingen],
        "afkortingen": convenant.afkortingen if convenant else {},
        "filters": words.filters(),
        "in_kwartaal": in_quarter,
    }


def in_quarter(actie: Actie, kwartaal: Kwartaal) -> str:
    """Return what happens to an action in a quarter, in a word."""
    starts, ends = actie.start in kwartaal.tijdvak, actie.gereed in kwartaal.tijdvak
    if starts and ends:
        return "start en gereed"
    if starts or ends:
        return "start" if starts else "gereed"
    return "loopt" if Tijdvak(actie.start, actie.gereed).overlapt(kwartaal.tijdvak) else ""


def _is_late(actie: Actie, peildatum: date) -> bool:
    return actie.status in ("gepland", "loopt") and actie.gereed < peildatum


def _count(acties: list[Actie]) -> dict[str, int]:
    order = ("afgerond", "loopt", "gepland", "uitgesteld", "vervallen")
    counts = {status: sum(actie.status == status for actie in acties) for status in order}
    return {status: count for status, count in counts.items() if count}


def _basis(dossier: Dossier) -> list[Bepaling]:
    """Return the numbered clauses that ask for a year plan."""
    return [clause for clause in dossier.bepalingen.values() if clause.toets.soort == "jaarplan" and clause.nummer]


def _previous(dossier: Dossier, tijdvak: Tijdvak, ingang: date | None) -> Jaarplan | None:
    """Return the last plan that ends before this one starts."""
    earlier = [plan for plan in dossier.jaarplannen.values() if plan.periode.tijdvak(ingang).tot <= tijdvak.van]
    return max(earlier, key=lambda plan: plan.periode.tijdvak(ingang).tot, default=None)


def _look_back(dossier: Dossier, vorig: Jaarplan, acties: list[Actie]) -> list[Terugblik]:
    evaluations = {note.actie: note for note in dossier.evaluaties.values() if note.actie}
    successors = {actie.vervolg_op: actie for actie in acties if actie.vervolg_op}
    return [
        Terugblik(actie, evaluations.get(actie.id), successors.get(actie.id)) for actie in dossier.acties_van(vorig.id)
    ]


def _theme(dossier: Dossier, thema: Planthema, acties: list[Actie]) -> Themadeel:
    convenant = dossier.convenant
    term = convenant.themas.get(thema.thema) if convenant else None
    own = tuple(actie for actie in acties if actie.thema == thema.thema)
    return Themadeel(thema, term.naam if term else thema.thema, own)


def _tasks(dossier: Dossier, acties: list[Actie]) -> list[Taken]:
    tasks = [
        Taken(
            partner,
            tuple(actie for actie in acties if actie.trekker == partner.id),
            tuple(actie for actie in acties if partner.id in actie.partners),
        )
        for partner in sorted(dossier.partners.values(), key=lambda partner: partner.naam.casefold())
    ]
    return [task for task in tasks if task.trekt or task.doet_mee]


def _quarters(dossier: Dossier, tijdvak: Tijdvak) -> list[Kwartaal]:
    meetings = sorted(dossier.bijeenkomsten.values(), key=lambda meeting: (meeting.datum, meeting.aanvang))
    several_years = tijdvak.van.year != tijdvak.laatste.year
    return [
        Kwartaal(
            f"kwartaal {(quarter.van.month + 2) // 3}" + (f" van {quarter.van.year}" if several_years else ""),
            quarter,
            tuple(meeting for meeting in meetings if meeting.datum in quarter and meeting.datum in tijdvak),
        )
        for quarter in tijdvakken("kwartaal", tijdvak)
    ]


def _evaluations(dossier: Dossier, plan: str) -> list[Evaluatie]:
    found = [
        note
        for note in dossier.evaluaties.values()
        if note.jaarplan == plan or (note.actie or "").startswith(f"{plan}/")
    ]
    return sorted(found, key=lambda note: (note.datum, note.id))


def _trace(dossier: Dossier, acties: list[Actie]) -> list[Herleiding]:
    rows = []
    for clause in dossier.bepalingen.values():
        doing = tuple(actie for actie in acties if clause.id in actie.bepalingen)
        if doing:
            rows.append(Herleiding(clause, clause.aanduiding, doing))
    return rows
