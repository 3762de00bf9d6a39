"""The year plans of a dossier: how a sentence names one, its actions by day and by unit, its notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from convenant_cli.dossier.bijeenkomsten import in_order
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Actie, Bijeenkomst, Evaluatie, Jaarplan, Record
from convenant_cli.records.begrippen import Begrip
from convenant_cli.text.sentences import aangehaald, inside
from convenant_cli.text.volgorde import volgorde


@dataclass(frozen=True, slots=True)
class Overleg:
    """A kind of meeting of the parties with those in the period of a plan."""

    soort: Begrip
    bijeenkomsten: tuple[Bijeenkomst, ...]


def called(plan: Jaarplan) -> str:
    """Return how a sentence names a plan, after ``het``."""
    if plan.eigenaar or plan.onderwerp:
        return f"plan {aangehaald(plan.titel)}"
    return plan.naam if plan.id.isdecimal() or plan.woord != "jaarplan" else f"jaarplan {aangehaald(plan.titel)}"


def asked_along(dossier: Dossier, plan: Jaarplan) -> Iterator[str]:
    """Yield the groups that a clause asks to take part in making a plan and of which it does not tell how they did.

    As sentences name them.
    """
    told = {one.groep for one in plan.participatie}
    known = dossier.agreed.doelgroepen
    for clause in dossier.getoetst("doelgroep"):
        groups = clause.toets.gegevens.get("groepen", ())
        yield from (inside(known[id].naam) for id in groups if id in known and id not in told)


def consultation(dossier: Dossier, tijdvak: Tijdvak) -> list[Overleg]:
    """Return the kinds of meetings of the agreement, each with those in a period."""
    kinds = dossier.agreed.bijeenkomstsoorten
    held: dict[str, list[Bijeenkomst]] = {}
    for meeting in in_order(dossier):
        if meeting.datum in tijdvak:
            held.setdefault(meeting.bijeenkomstsoort, []).append(meeting)
    return [Overleg(kind, tuple(held.get(id, ()))) for id, kind in kinds.items()]


@dataclass(frozen=True, slots=True)
class Eenheidactie:
    """An action in which a unit takes part, and what its party puts in; empty when nothing is said of that."""

    actie: Actie
    plan: str
    inzet: str


def of_unit(dossier: Dossier, unit: str) -> Iterator[Eenheidactie]:
    """Yield the open actions of adopted plans in which a unit (``partner/unit``) takes part, by their last day."""
    partner = unit.split("/")[0]
    own = (unit, partner)
    plans = [id for id, plan in dossier.jaarplannen.items() if plan.status == "vastgesteld"]
    every = [(plan, actie) for plan in plans for actie in dossier.acties_van(plan) if actie.open]
    for plan, actie in sorted(every, key=lambda pair: (pair[1].gereed, volgorde(pair[1].nummer))):
        here = set(own) & {*actie.voor, *actie.betrokken}
        elsewhere = actie.voor and not set(own) & set(actie.voor) and actie.trekker not in own
        if here and not elsewhere:
            yield Eenheidactie(actie, plan, " ".join(one.inzet for one in actie.inzet if one.partner in own))


def evaluations_of(dossier: Dossier, plan: str) -> list[Evaluatie]:
    """Return the notes on a plan and on its actions, by day."""
    found = [
        note
        for note in dossier.evaluaties.values()
        if note.jaarplan == plan or (note.actie or "").startswith(f"{plan}/")
    ]
    return sorted(found, key=lambda note: (note.datum, note.id))


def plan_of(dossier: Dossier, record: Record) -> Jaarplan | None:
    """Return the adopted plan that a record is, or is a part of; None when there is none."""
    plan = dossier.jaarplannen.get(record.jaarplan) if isinstance(record, Actie) else record
    return plan if isinstance(plan, Jaarplan) and plan.status != "concept" else None
