"""What a toets on plans says when there is no plan to look at."""

from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak


def no_plan(zaak: Zaak, who: Gebondene | None, *, eigen: bool) -> Oordeel:
    """Return the oordeel when no plan runs or begins. ``eigen``: when only a plan of the party itself would count."""
    running = zaak.lopende_plannen_van(None) and not eigen
    part = f" en waaraan {who.naam} lang genoeg meedoet" if who and running else ""
    own = f" van {who.naam}" if who and eigen else ""
    text = f"er is geen {plan_word(zaak.dossier)}{own} gevonden dat loopt of nog begint{part}"
    return zaak.oordeel(Uitkomst.NOG_NIET, who, text)
