"""The actions of a year plan: a row each."""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.tabellen import Rij
from convenant_cli.records import Actie

SENTENCE = "De acties van een plan."
MODEL = Actie
VAST = ("Jaarplan", "Nr.")
NIEUW = ("actie", ("", "nummer"))
VELDEN = (
    "titel",
    "trekker",
    "partners",
    "voor",
    "omschrijving",
    "doelgroep",
    "start",
    "gereed",
    "status",
    "status_reden",
    "afgerond_op",
    "indicator.omschrijving",
    "indicator.eenheid",
    "indicator.nulmeting",
    "indicator.streefwaarde",
    "indicator.resultaat",
    "middelen",
)


def rijen(dossier: Dossier) -> Iterator[Rij]:
    """Yield a row for each action, by plan and number."""
    for plan in dossier.jaarplannen:
        for actie in dossier.acties_van(plan):
            yield Rij(actie.id, actie, (plan, actie.nummer), frozenset(actie.betrokken), groep=plan)


def STANDAARD(dossier: Dossier, dag: date) -> frozenset[str]:  # noqa: N802  # part of the declaration
    """Return the plans that run or are still to come."""
    found = {plan.id: dossier.tijdvak(plan.periode) for plan in dossier.jaarplannen.values()}
    return frozenset(id for id, days in found.items() if days is None or days.tot > dag)
