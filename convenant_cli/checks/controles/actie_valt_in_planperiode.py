"""Een actie begint en eindigt binnen de periode van haar plan.

Waarom: een plan belooft wat er in zijn periode gebeurt. Wat langer duurt, krijgt een vervolg in het
volgende plan.
Herstel: pas de datum aan, of zet de actie in het plan van het andere jaar en verwijs met `vervolg_op`.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding
from convenant_cli.kalender import lange_datum


def check(dossier: Dossier) -> Iterator[Melding]:
    plans = {id: (plan, dossier.tijdvak(plan.periode)) for id, plan in dossier.jaarplannen.items()}
    for actie in dossier.acties.values():
        plan, tijdvak = plans.get(actie.jaarplan, (None, None))
        if not plan or not tijdvak or not plan.past_bij_map:
            continue
        for field, day, verb in (("start", actie.start, "begint"), ("gereed", actie.gereed, "eindigt")):
            if day not in tijdvak:
                message = f"actie {actie.nummer} {verb} op {lange_datum(day)}, maar het plan is voor {plan.periode}"
                related = ((plan.at("periode"), f"het plan loopt van {tijdvak}"),)
                yield Melding(actie.at(field), message, related=related)
