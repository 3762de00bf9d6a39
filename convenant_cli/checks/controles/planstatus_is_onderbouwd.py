"""Een plan dat is vastgesteld, noemt de dag, de bijeenkomst en het besluit daarvan, en die passen bij elkaar.

Waarom: partijen houden zich aan een plan dat zij zelf hebben vastgesteld. Dat moet terug te vinden zijn. Een plan dat
van een ander jaar is overgenomen, is daarmee nog niet vastgesteld.
Herstel: noem de dag, de bijeenkomst en het besluit van de vaststelling, of maak de status concept en haal ze weg. Noem
bij een latere wijziging het besluit.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Bijeenkomst, Jaarplan
from convenant_cli.records.jaarplan import genoemde_plannen
from convenant_cli.text.sentences import opsomming

#: An earlier adoption is that of another year.
_MAANDEN_VOORAF = 12
_FIELDS = ("vastgesteld_op", "vastgesteld_in", "vastgesteld_met")


def check(dossier: Dossier) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        if not dossier.files[plan.name].whole:
            continue
        yield from _check_fields(plan)
        yield from _check_changes(dossier, plan)
        if plan.status != "concept":
            yield from _check_day(dossier, plan)
            meeting = dossier.bijeenkomsten.get(plan.vastgesteld_in or "")
            if meeting and dossier.files[meeting.name].whole:
                yield from _check_meeting(plan, meeting)
    yield from _check_once(dossier)


def _check_fields(plan: Jaarplan) -> Iterator[Melding]:
    filled = [field for field in _FIELDS if getattr(plan, field) is not None]
    if plan.status == "concept":
        for field in filled:
            message = f"een plan in concept heeft nog geen '{field}'"
            hint = "haal het weg; 'convenant vaststellen' vult het in"
            yield Melding(plan.at_key(field), message, hint, ((plan.at("status"), "hier staat de status"),))
    elif missing := [f"'{field}'" for field in _FIELDS if field not in filled]:
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        message = f"het plan is '{plan.status}', maar {opsomming(missing)} {verb}"
        hint = "noem de dag, de bijeenkomst en het nummer van het besluit waarmee het plan is vastgesteld"
        # Which decision it was, was not asked of plans that were adopted earlier.
        severity = Severity.WAARSCHUWING if missing == ["'vastgesteld_met'"] else Severity.FOUT
        yield Melding(plan.at("status"), message, hint, severity=severity)


def _check_day(dossier: Dossier, plan: Jaarplan) -> Iterator[Melding]:
    days = dossier.tijdvak(plan.periode)
    if plan.vastgesteld_op and days and plan.vastgesteld_op < add_months(days.van, -_MAANDEN_VOORAF):
        message = f"het plan is voor {plan.periode}, maar is al vastgesteld op {lange_datum(plan.vastgesteld_op)}"
        hint = "is het een overgenomen plan, maak de status dan concept; anders klopt de dag of de periode niet"
        related = ((plan.at("periode"), "hier staat de periode"),)
        yield Melding(plan.at("vastgesteld_op"), message, hint, related)


def _check_meeting(plan: Jaarplan, meeting: Bijeenkomst) -> Iterator[Melding]:
    if meeting.status != "gehouden":
        message = f"het plan is vastgesteld in een bijeenkomst die '{meeting.status}' is"
        related = ((meeting.at("status"), "hier staat de status van de bijeenkomst"),)
        yield Melding(plan.at("vastgesteld_in"), message, "noem de bijeenkomst die is gehouden", related)
    if plan.vastgesteld_op and meeting.datum != plan.vastgesteld_op:
        message = (
            f"het plan is vastgesteld op {lange_datum(plan.vastgesteld_op)}, maar de bijeenkomst was op een andere dag"
        )
        related = ((meeting.at("datum"), f"de bijeenkomst was op {lange_datum(meeting.datum)}"),)
        yield Melding(plan.at("vastgesteld_op"), message, "verbeter de dag of de bijeenkomst", related)
    if plan.vastgesteld_met is None:
        return
    place = plan.at("vastgesteld_met")
    number = next((n for n, one in enumerate(meeting.besluiten) if one.nummer == plan.vastgesteld_met), None)
    if number is None:
        message = f"besluit {plan.vastgesteld_met} is niet van bijeenkomst {meeting.id}"
        related = ((meeting.at("besluiten"), "hier horen de besluiten van de bijeenkomst"),)
        yield Melding(place, message, "noem het besluit van die bijeenkomst waarmee het plan is vastgesteld", related)
        return
    about = genoemde_plannen(meeting.besluiten[number].tekst)
    if about and plan.id not in about:
        message = (
            f"besluit {plan.vastgesteld_met} gaat over {plan.woord} {', '.join(sorted(about))}, niet over {plan.id}"
        )
        related = ((meeting.at("besluiten", number, "tekst"), "hier staat het besluit"),)
        yield Melding(place, message, "noem het besluit over dit plan, of maak de status concept", related)


def _check_once(dossier: Dossier) -> Iterator[Melding]:
    """Yield plans that rest on the decision of an earlier one."""
    texts = {b.nummer: b.tekst for meeting in dossier.bijeenkomsten.values() for b in meeting.besluiten}
    owners: dict[str, Jaarplan] = {}
    meetings: dict[str, Jaarplan] = {}
    for plan in dossier.jaarplannen.values():
        if plan.status == "concept":
            continue
        first = meetings.setdefault(plan.vastgesteld_in or plan.id, plan)
        if plan.vastgesteld_met is None:
            if first is not plan:
                message = f"in bijeenkomst {plan.vastgesteld_in} is ook {first.naam} vastgesteld"
                related = ((first.at("vastgesteld_in"), "hier staat het andere plan"),)
                hint = "noem onder 'vastgesteld_met' het besluit over dit plan, of maak de status concept"
                yield Melding(plan.at("vastgesteld_in"), message, hint, related)
            continue
        owner = owners.setdefault(plan.vastgesteld_met, plan)
        if owner is not plan and plan.id not in genoemde_plannen(texts.get(plan.vastgesteld_met, "")):
            message = f"met besluit {plan.vastgesteld_met} is al {owner.naam} vastgesteld"
            related = ((owner.at("vastgesteld_met"), "hier staat het andere plan"),)
            hint = "noem het besluit over dit plan, of maak de status concept"
            yield Melding(plan.at("vastgesteld_met"), message, hint, related)


def _check_changes(dossier: Dossier, plan: Jaarplan) -> Iterator[Melding]:
    if plan.wijzigingen and plan.status == "concept":
        message = "een plan in concept heeft nog geen wijzigingen: die komen na de vaststelling"
        hint = "haal ze weg; in een concept mag alles nog veranderen"
        yield Melding(
            plan.at_key("wijzigingen"),
            message,
            hint,
            ((plan.at("status"), "hier staat de status"),),
            Severity.WAARSCHUWING,
        )
        return
    days = {b.nummer: meeting for meeting in dossier.bijeenkomsten.values() for b in meeting.besluiten}
    for index, change in enumerate(plan.wijzigingen):
        day, place = lange_datum(change.datum), plan.at("wijzigingen", index, "datum")
        if plan.vastgesteld_op and change.datum < plan.vastgesteld_op:
            message = f"de wijziging van {day} is van voor de vaststelling"
            hint = "haal haar weg als zij bij een ander plan hoort, of verbeter de datum"
            related = ((plan.at("vastgesteld_op"), "hier staat de dag van vaststelling"),)
            yield Melding(place, message, hint, related)
        elif plan.vastgesteld_op and change.datum > plan.vastgesteld_op and change.besluit is None:
            message = f"de wijziging van {day} noemt geen besluit, maar het plan was al vastgesteld"
            yield Melding(plan.at("wijzigingen", index, "besluit"), message, severity=Severity.WAARSCHUWING)
        meeting = days.get(change.besluit or "")
        if meeting and meeting.datum != change.datum:
            message = f"de wijziging is van {day}, maar besluit {change.besluit} is van {lange_datum(meeting.datum)}"
            related = ((meeting.at("datum"), "hier staat de dag van de bijeenkomst"),)
            yield Melding(place, message, "verbeter de datum of het besluit", related, Severity.WAARSCHUWING)
        for number, id in enumerate(change.acties):
            if id.split("/")[0] != plan.id and id in dossier.acties:
                message = f"actie {id} is van een ander plan"
                hint = "noem een actie van dit plan, of haal de wijziging weg als zij bij een ander plan hoort"
                yield Melding(plan.at("wijzigingen", index, "acties", number), message, hint)
