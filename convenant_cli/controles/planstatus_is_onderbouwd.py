"""De status van een jaarplan klopt met de vaststelling die erbij staat.

Waarom: partijen houden zich aan een plan dat zij zelf hebben vastgesteld. Dat moet terug te vinden zijn.
Herstel: noem de dag en de bijeenkomst van de vaststelling, of maak de status concept. Noem bij een latere
wijziging het besluit.
"""

from collections.abc import Iterator

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Jaarplan


def check(dossier: Dossier) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        if not dossier.files[plan.name].whole:
            continue
        yield from _check_fields(plan)
        yield from _check_meeting(dossier, plan)
        yield from _check_changes(plan)


def _check_fields(plan: Jaarplan) -> Iterator[Melding]:
    for field, value in (("vastgesteld_op", plan.vastgesteld_op), ("vastgesteld_in", plan.vastgesteld_in)):
        if plan.status == "concept" and value is not None:
            message = f"een plan in concept heeft nog geen '{field}'"
            yield Melding(plan.at_key(field), message, related=((plan.at("status"), "hier staat de status"),))
        elif plan.status != "concept" and value is None:
            yield Melding(plan.at("status"), f"het plan is '{plan.status}', maar '{field}' ontbreekt")


def _check_meeting(dossier: Dossier, plan: Jaarplan) -> Iterator[Melding]:
    meeting = dossier.bijeenkomsten.get(plan.vastgesteld_in or "")
    if meeting and plan.vastgesteld_op and meeting.datum != plan.vastgesteld_op:
        message = (
            f"het plan is vastgesteld op {lange_datum(plan.vastgesteld_op)}, maar de bijeenkomst was op een andere dag"
        )
        related = ((meeting.at("datum"), f"de bijeenkomst was op {lange_datum(meeting.datum)}"),)
        yield Melding(plan.at("vastgesteld_op"), message, related=related, severity=Severity.WAARSCHUWING)


def _check_changes(plan: Jaarplan) -> Iterator[Melding]:
    for index, change in enumerate(plan.wijzigingen):
        if plan.vastgesteld_op and change.datum > plan.vastgesteld_op and change.besluit is None:
            message = (
                f"de wijziging van {lange_datum(change.datum)} noemt geen besluit, maar het plan was al vastgesteld"
            )
            place = plan.at("wijzigingen", index, "besluit")
            yield Melding(place, message, severity=Severity.WAARSCHUWING)
