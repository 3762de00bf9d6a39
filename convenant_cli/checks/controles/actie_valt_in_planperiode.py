"""Een actie begint en eindigt binnen de periode van haar plan.

Waarom: een plan belooft wat er in zijn periode gebeurt. Wat langer duurt, krijgt een vervolg in het
volgende plan.
Herstel: pas de datum aan, of zet de actie in het plan van het andere jaar en verwijs met `vervolg_op`.
"""

from collections.abc import Iterator
from functools import lru_cache

from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Actie, Jaarplan


def check_one(actie: Actie, kader: Kader) -> Iterator[Melding]:
    plan, tijdvak = _plans(kader).get(actie.jaarplan, (None, None))
    if not plan or not tijdvak or not plan.past_bij_map:
        return
    for field, day, verb in (("start", actie.start, "begint"), ("gereed", actie.gereed, "eindigt")):
        if day not in tijdvak:
            message = f"actie {actie.nummer} {verb} op {lange_datum(day)}, maar het plan is voor {plan.periode}"
            related = ((plan.at("periode"), f"het plan loopt van {tijdvak}"),)
            yield Melding(actie.at(field), message, related=related)


@lru_cache(maxsize=2)
def _plans(kader: Kader) -> dict[str, tuple[Jaarplan, Tijdvak | None]]:
    """Return each plan with its days, worked out once for all actions."""
    return {id: (plan, kader.tijdvak(plan.periode)) for id, plan in kader.jaarplannen.items()}
