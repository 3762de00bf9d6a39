"""Een actie past bij een thema van haar plan: in thema, in doel en in nummer.

Waarom: het plan zet acties onder hun thema en doel. Een actie die niet past, staat op de verkeerde plek
of nergens.
Herstel: kies een thema uit het plan, een doel van dat thema, en een nummer dat begint met het nummer van
het thema.
"""

from collections.abc import Iterator

from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding
from convenant_cli.records import Actie, Jaarplan
from convenant_cli.text.volgorde import numeric


def check_one(actie: Actie, kader: Kader) -> Iterator[Melding]:
    plan = kader.jaarplannen.get(actie.jaarplan)
    if plan is None or not kader.files[plan.name].whole:
        return
    if actie.thema in {item.thema for item in plan.themas}:
        yield from _check_goal(actie, plan)
        yield from _check_number(actie, plan)
    elif actie.thema in kader.defined.get("thema", ()):
        near = next((f"; bedoelde u '{plan.themas[i].thema}'?" for i, _ in _goals(plan, actie.doel)), "")
        message = f"het thema '{actie.thema}' staat niet in {plan.naam}{near}"
        yield Melding(actie.at("thema"), message, related=((plan.at_key("themas"), "dit zijn de thema's"),))


def _check_goal(actie: Actie, plan: Jaarplan) -> Iterator[Melding]:
    goals = list(_goals(plan, actie.doel))
    if goals and actie.thema not in {plan.themas[i].thema for i, _ in goals}:
        i, j = goals[0]
        message = f"het doel '{actie.doel}' hoort bij thema '{plan.themas[i].thema}', niet bij '{actie.thema}'"
        yield Melding(actie.at("doel"), message, related=((plan.at("themas", i, "doelen", j, "id"), "hier staat het"),))


def _check_number(actie: Actie, plan: Jaarplan) -> Iterator[Melding]:
    i, thema = next((i, item) for i, item in enumerate(plan.themas) if item.thema == actie.thema)
    parts = numeric(actie.nummer)
    if len(parts) != 2:
        message = f"nummer {actie.nummer} heeft geen twee delen, zoals {thema.nummer}.1"
    elif parts[0] != thema.nummer:
        message = (
            f"nummer {actie.nummer} hoort bij thema {parts[0]}, maar thema '{actie.thema}' heeft nummer {thema.nummer}"
        )
    else:
        return
    related = ((plan.at("themas", i, "nummer"), "hier staat het nummer van het thema"),)
    yield Melding(actie.at("nummer"), message, related=related)


def _goals(plan: Jaarplan, id: str) -> Iterator[tuple[int, int]]:
    """Yield where a goal stands in the plan: the index of its theme and its own."""
    for i, thema in enumerate(plan.themas):
        for j, doel in enumerate(thema.doelen):
            if doel.id == id:
                yield i, j
