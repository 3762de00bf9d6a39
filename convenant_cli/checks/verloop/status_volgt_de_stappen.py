"""Een status gaat alleen vooruit.

Waarom: wat is afgerond, gehouden of vastgesteld, staat in verslagen. Wie dat terugdraait, laat anderen twijfelen aan
wat zij lazen.
Herstel: zet de status terug. Gaat het werk toch verder, maak dan een vervolgactie of een nieuw actiepunt.
"""

from collections.abc import Iterator, Mapping

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding, Place
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Jaarplan

Steps = Mapping[str, tuple[str, ...]]

#: The allowed steps. Between two moments several may have been taken, so what can be reached is allowed.
ACTIE: Steps = {
    "gepland": ("loopt", "afgerond", "uitgesteld", "vervallen"),
    "loopt": ("afgerond", "uitgesteld", "vervallen"),
    "uitgesteld": ("gepland", "loopt", "vervallen"),
    "afgerond": (),
    "vervallen": (),
}
JAARPLAN: Steps = {"concept": ("vastgesteld",), "vastgesteld": ("afgesloten",), "afgesloten": ()}
BIJEENKOMST: Steps = {"gepland": ("gehouden", "vervallen"), "gehouden": (), "vervallen": ()}
ACTIEPUNT: Steps = {"open": ("afgerond", "vervallen"), "afgerond": (), "vervallen": ()}
VERSLAG: Steps = {"concept": ("vastgesteld",), "vastgesteld": ()}
INTERPRETATIE: Steps = {"voorstel": ("vastgesteld",), "vastgesteld": ()}


def check(overgang: Overgang) -> Iterator[Melding]:
    for plan, plan_now in overgang.samen(Jaarplan):
        yield from _step(f"{plan.naam}", JAARPLAN, plan.status, plan_now.status, plan_now.at("status"))
    drafts = {plan.id for plan in overgang.vroeger.jaarplannen.values() if plan.status == "concept"}
    for actie, actie_now in overgang.samen(Actie):
        if actie.jaarplan not in drafts:
            what = f"actie {actie_now.nummer}"
            yield from _step(what, ACTIE, actie.status, actie_now.status, actie_now.at("status"))
    for meeting, meeting_now in overgang.samen(Bijeenkomst):
        yield from _meeting(meeting, meeting_now)
    for old, new in overgang.samen(Convenant):
        readings = {reading.id: reading.status for reading in old.interpretaties}
        for number, reading in enumerate(new.interpretaties):
            was = readings.get(reading.id, reading.status)
            place = new.at("interpretaties", number, "status")
            yield from _step(f"interpretatie '{reading.id}'", INTERPRETATIE, was, reading.status, place)


def _meeting(old: Bijeenkomst, new: Bijeenkomst) -> Iterator[Melding]:
    yield from _step("de bijeenkomst", BIJEENKOMST, old.status, new.status, new.at("status"))
    if old.verslag and new.verslag:
        place = new.at("verslag", "status")
        yield from _step("het verslag", VERSLAG, old.verslag.status, new.verslag.status, place)
    points = {point.nummer: point.status for point in old.actiepunten}
    for number, point in enumerate(new.actiepunten):
        place = new.at("actiepunten", number, "status")
        was = points.get(point.nummer, point.status)
        yield from _step(f"actiepunt {point.nummer}", ACTIEPUNT, was, point.status, place)


def _step(what: str, steps: Steps, was: str, now: str, place: Place) -> Iterator[Melding]:
    if now == was or now in reachable(steps, was):
        return
    allowed = steps[was]
    hint = (
        f"na '{was}' kan {' of '.join(repr(step) for step in allowed)}"
        if allowed
        else f"na '{was}' komt geen andere status"
    )
    yield Melding(place, f"{what} gaat van '{was}' terug naar '{now}'", hint=hint)


def reachable(steps: Steps, start: str) -> set[str]:
    """Return every status that can follow, in one step or more."""
    found: set[str] = set()
    todo = list(steps[start])
    while todo:
        status = todo.pop()
        if status not in found:
            found.add(status)
            todo += steps[status]
    return found
