"""The plans that a toets looks at for a party, and what it says when there is none."""

from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.zaak import Gebondene, Zaak


def plannen_van(zaak: Zaak, who: Gebondene | None, *, eigen: bool) -> tuple[Plan, ...]:
    """Return the plans of the parties together, or those of a party or unit itself; for None those of any."""
    if not eigen:
        return zaak.plannen
    owner = (who.eenheid_id or who.partner.id) if who else ""
    return tuple(plan for plan in zaak.alle_plannen if plan.jaarplan.is_eigen and owner in (plan.reeks[0], ""))


def lopende_plannen_van(zaak: Zaak, who: Gebondene | None, *, eigen: bool = False) -> list[Plan]:
    """Return those that run or are still to begin in which a party takes part for at least half; for None all."""
    plans = [plan for plan in plannen_van(zaak, who, eigen=eigen) if not plan.voorbij]
    return [plan for plan in plans if not who or not zaak.maar_deels(who, plan.tijdvak, plan.naam)]


def no_plan(zaak: Zaak, who: Gebondene | None, *, eigen: bool) -> Oordeel:
    """Return the oordeel when no plan runs or begins. ``eigen``: when only a plan of the party itself would count."""
    running = lopende_plannen_van(zaak, None) and not eigen
    part = f" en waaraan {who.naam} lang genoeg meedoet" if who and running else ""
    own = f" van {who.naam}" if who and eigen else ""
    text = f"er is geen {plan_word(zaak.dossier)}{own} gevonden dat loopt of nog begint{part}"
    return zaak.oordeel(Uitkomst.NOG_NIET, who, text)
