"""Een vervolgactie gaat verder op een actie uit een eerder plan.

Waarom: zo is over de jaren te volgen wat er van een actie is geworden.
Herstel: verwijs bij `vervolg_op` naar de actie in het plan van een vorig jaar, of haal het veld weg.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding
from convenant_cli.records import Actie


def check(dossier: Dossier) -> Iterator[Melding]:
    for actie in dossier.acties.values():
        earlier = dossier.acties.get(actie.vervolg_op or "")
        if earlier is None:
            continue
        if earlier.id == actie.id:
            yield Melding(actie.at("vervolg_op"), f"actie {actie.nummer} is geen vervolg op zichzelf")
        elif earlier.jaarplan == actie.jaarplan:
            message = f"actie {actie.nummer} is een vervolg op actie {earlier.nummer} uit hetzelfde plan"
            yield Melding(actie.at("vervolg_op"), message, related=((earlier.at("nummer"), "hier staat die actie"),))
        else:
            yield from _check_order(dossier, actie, earlier)


def _check_order(dossier: Dossier, actie: Actie, earlier: Actie) -> Iterator[Melding]:
    plan, other = dossier.jaarplannen.get(actie.jaarplan), dossier.jaarplannen.get(earlier.jaarplan)
    if plan is None or other is None:
        return
    own, previous = dossier.tijdvak(plan.periode), dossier.tijdvak(other.periode)
    if own and previous and previous.van >= own.van:
        message = f"'{earlier.id}' staat in een plan dat niet eerder begint dan dat van actie {actie.nummer}"
        related = (
            (other.at("periode"), f"{other.naam} loopt van {previous}"),
            (plan.at("periode"), f"{plan.naam} loopt van {own}"),
        )
        yield Melding(actie.at("vervolg_op"), message, related=related)
