"""How an action goes: whether it is past its day, and in which action of a later plan it goes on.

An action that goes on in another plan is late, or open, there: it counts once.
"""

from datetime import date

from convenant_cli.dossier.content import once
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.records import Actie
from convenant_cli.records.convenant import Ontheffing

#: The check that speaks of late actions in every covenant; a waiver on it says until when one may be late.
OP_TIJD = "actie-is-op-tijd"
_AT_WORK = ("gepland", "loopt")


def vervolgen(dossier: Dossier, actie: Actie) -> list[Actie]:
    """Return the actions of other plans in which an action goes on."""
    return [one for one in _followers(dossier).get(actie.id, []) if one.jaarplan != actie.jaarplan]


@once
def _followers(dossier: Dossier) -> dict[str, list[Actie]]:
    found: dict[str, list[Actie]] = {}
    for actie in dossier.acties.values():
        if actie.vervolg_op:
            found.setdefault(actie.vervolg_op, []).append(actie)
    return found


def overgenomen(dossier: Dossier, actie: Actie, dag: date) -> bool:
    """Tell whether another plan has taken an action over by a day: a plan that was adopted or has begun.

    An action that is put off by its own plan is taken over by any plan that holds it, also by one in concept.
    """
    for one in vervolgen(dossier, actie):
        plan = dossier.jaarplannen.get(one.jaarplan)
        days = dossier.tijdvak(plan.periode) if plan else None
        if plan is None or days is None:
            continue
        adopted = plan.status != "concept" and (plan.vastgesteld_op or date.min) <= dag
        if adopted or days.van <= dag or actie.status == "uitgesteld":
            return True
    return False


def te_laat(dossier: Dossier, actie: Actie, dag: date) -> bool:
    """Tell whether work on an action should have been done before a day."""
    return _at_work(actie, dag) and actie.gereed < dag and not overgenomen(dossier, actie, dag)


def _at_work(actie: Actie, dag: date) -> bool:
    """Tell whether an action was at work or planned on a day: what was finished later, was not finished then."""
    return actie.status in _AT_WORK or actie.pas_klaar_na(dag)


def rust(dossier: Dossier, actie: Actie, dag: date) -> Ontheffing | None:
    """Return the waiver under which an action may be late on a day; None when there is none."""
    return dossier.agreed.ontheffingen_op(dag).get((OP_TIJD, actie.name))


def verwacht(dossier: Dossier, actie: Actie, dag: date) -> bool:
    """Tell whether an action is at work or planned and, on a day, still to be done under this plan."""
    return _at_work(actie, dag) and not overgenomen(dossier, actie, dag)


def goes_on(action: Actie, dag: date, peildatum: date) -> bool:
    """Tell whether there is still work to an action on a day."""
    return action.open and (action.gereed >= dag or peildatum >= dag)
