"""De looptijd van het convenant zegt wanneer een termijn eindigt en wat er dan gebeurt.

Waarom: een convenant dat ongemerkt afloopt of doorloopt, is de reden dat dit dossier bestaat.
Herstel: vul bij een stilzwijgende verlenging in hoe lang die duurt. Noem bij een besluit tot verlenging de
nieuwe einddatum. Bij een onbepaalde termijn, of als er geen verlenging is, hoort geen duur. Een opzegtermijn hoort bij
een convenant dat vanzelf doorloopt of voor onbepaalde tijd geldt, of dat een partij tussentijds kan opzeggen.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Convenant
from convenant_cli.text.sentences import aangehaald

#: An agreement starts about when it is signed; this many months apart is a slip of the pen.
_MAANDEN_UITEEN = 60


def check_one(convenant: Convenant) -> Iterator[Melding]:
    yield from _check_extension(convenant)
    yield from _check_notice(convenant)
    yield from _check_decisions(convenant)
    yield from _check_start(convenant)
    yield from _check_earlier(convenant)


def _check_extension(convenant: Convenant) -> Iterator[Melding]:
    het, looptijd = convenant.zinsnaam, convenant.looptijd
    place = convenant.at("looptijd", "verlenging")
    if looptijd.verlenging == "geen":
        if looptijd.verlenging_duur is not None:
            message = f"er is geen verlenging, maar 'verlenging_duur' is {looptijd.verlenging_duur}"
            related = ((place, "hier staat dat er geen verlenging is"),)
            yield Melding(convenant.at_key("looptijd", "verlenging_duur"), message, related=related)
    elif looptijd.eerste_termijn == "onbepaald":
        message = f"de eerste termijn is onbepaald, dus een verlenging ('{looptijd.verlenging}') komt er nooit"
        related = ((convenant.at("looptijd", "eerste_termijn"), "hier staat de eerste termijn"),)
        hint = "schrijf 'verlenging: geen', of noem hoe lang de eerste termijn duurt"
        yield Melding(place, message, hint, related, Severity.WAARSCHUWING)
    elif looptijd.verlenging == "stilzwijgend" and looptijd.verlenging_duur is None:
        yield Melding(place, f"{het.met('loopt', 'lopen')} stilzwijgend door, maar 'verlenging_duur' ontbreekt")


def _check_notice(convenant: Convenant) -> Iterator[Melding]:
    """Yield a notice period that does nothing: there is nothing that goes on by itself."""
    het, looptijd = convenant.zinsnaam, convenant.looptijd
    place = convenant.at("looptijd", "opzegtermijn")
    if looptijd.opzegtermijn is None:
        if looptijd.na_opzegging != "einde":
            message = "er staat wat er na een opzegging gebeurt, maar 'opzegtermijn' ontbreekt"
            yield Melding(convenant.at("looptijd", "na_opzegging"), message, "vul 'opzegtermijn' in, of haal dit weg")
        if looptijd.tegen:
            message = f"een partij zegt op tegen het einde van een {looptijd.tegen}, maar 'opzegtermijn' ontbreekt"
            yield Melding(convenant.at("looptijd", "tegen"), message, "vul 'opzegtermijn' in, of haal dit weg")
        if looptijd.tussentijds:
            message = "een partij kan tussentijds opzeggen, maar 'opzegtermijn' ontbreekt"
            yield Melding(convenant.at("looptijd", "tussentijds"), message, "vul 'opzegtermijn' in, of haal dit weg")
    elif looptijd.verlenging != "stilzwijgend" and not looptijd.altijd_opzegbaar:
        message = (
            f"'opzegtermijn' is {looptijd.opzegtermijn}, maar zonder stilzwijgende verlenging eindigt elke termijn "
            "vanzelf; opzeggen verandert dan niets"
        )
        related = ((convenant.at("looptijd", "verlenging"), "hier staat de verlenging"),)
        hint = (
            "kan een partij op elk moment opzeggen, schrijf dan 'tussentijds: ja'; haal anders 'opzegtermijn' weg, of "
            f"schrijf bij 'verlenging' hoe {het.met('doorloopt', 'doorlopen')}"
        )
        yield Melding(place, message, hint, related, Severity.WAARSCHUWING)


def _check_decisions(convenant: Convenant) -> Iterator[Melding]:
    if convenant.looptijd.verlenging_duur is not None:
        return
    for number, besluit in enumerate(convenant.wijzigingsbesluiten):
        if besluit.soort == "verlenging" and besluit.nieuwe_einddatum is None:
            message = f"het besluit van {lange_datum(besluit.datum)} verlengt {convenant.zinsnaam}, "
            message += "maar er staat niet tot wanneer"
            hint = "vul 'nieuwe_einddatum' in, of 'verlenging_duur' onder 'looptijd'"
            yield Melding(convenant.at("wijzigingsbesluiten", number, "soort"), message, hint)


def _check_start(convenant: Convenant) -> Iterator[Melding]:
    het = convenant.zinsnaam
    first, last = sorted((convenant.ondertekend_op, convenant.looptijd.ingang))
    if add_months(first, _MAANDEN_UITEEN) < last:
        message = (
            f"{het.met('gaat', 'gaan')} in op {lange_datum(convenant.looptijd.ingang)}, "
            f"maar {het.vorm('is', 'zijn')} ondertekend op {lange_datum(convenant.ondertekend_op)}; klopt het jaar?"
        )
        related = ((convenant.at("ondertekend_op"), "hier staat de dag van ondertekening"),)
        place = convenant.at("looptijd", "ingang")
        yield Melding(place, message, related=related, severity=Severity.WAARSCHUWING)


def _check_earlier(convenant: Convenant) -> Iterator[Melding]:
    """Yield an earlier agreement that would still be in force on the first day of this one."""
    het, first = convenant.zinsnaam, convenant.looptijd.ingang
    for number, earlier in enumerate(convenant.vervangt):
        if earlier.einde and earlier.einde >= first:
            message = (
                f"{het.met('geldt', 'gelden')} vanaf {lange_datum(first)}, maar {aangehaald(earlier.titel)} zou gelden "
            )
            related = ((convenant.at("looptijd", "ingang"), "hier staat de eerste dag"),)
            place = convenant.at("vervangt", number, "einde")
            hint = "verbeter de dag; wat is vervangen, eindigt de dag ervoor"
            yield Melding(
                place, f"{message}tot en met {lange_datum(earlier.einde)}", hint, related, Severity.WAARSCHUWING
            )
