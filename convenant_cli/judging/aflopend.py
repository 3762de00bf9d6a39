"""What has an end date in the records: contacts, money, documents, waivers, and parties that leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.partner import Eenheid
from convenant_cli.text.sentences import aangehaald


@dataclass(frozen=True, slots=True)
class Signaal:
    """Something on a day: what, and where it stands."""

    dag: date
    tekst: str
    place: Place
    eigen: str = ""
    """How the party whose record it is, reads it: without its own name."""


def ending(dossier: Dossier, coming: Tijdvak) -> Iterator[Signaal]:
    """Yield what has an end date in a stretch of days."""
    signals: list[_Maybe] = []
    for partner in dossier.partners.values():  # what ends when a party has left, is no news any more
        own, last = list(_of_partner(partner)), partner.lid_tot
        signals += [one for one in own if one[0] and (last is None or one[0] < last or one[3] == partner.at("lid_tot"))]
    signals += _of_convenant(dossier.agreed)
    return (Signaal(day, text, place, own) for day, text, own, place in signals if day is not None and day in coming)


#: The day, the sentence, the same as the party itself reads it, and the place.
_Maybe = tuple[date | None, str, str, Place]


def _of_partner(partner: Partner) -> Iterator[_Maybe]:
    name, whose = partner.kort, partner.in_zin
    yield partner.lid_tot, f"{name} doet niet meer mee", "u doet niet meer mee", partner.at("lid_tot")
    yield from _contacts(partner, partner, whose, ())
    for number, unit in enumerate(partner.eenheden):
        gone = f"{unit.naam} doet niet meer mee"
        yield unit.lid_tot, gone, gone, partner.at("eenheden", number, "lid_tot")
        yield from _contacts(partner, unit, unit.naam, ("eenheden", number))
    for number, offer in enumerate(partner.aanbod):
        if money := offer.financiering:
            text, own = (
                f"geld ({money.bron}) voor {aangehaald(offer.titel)}{of} stopt" for of in (f" van {whose}", "")
            )
            yield money.tot, text, own, partner.at("aanbod", number, "financiering", "tot")
    for number, document in enumerate(partner.documenten):
        for day, then, field in (
            (document.geldig_tot, "geldt niet meer", "geldig_tot"),
            (document.herzien_voor, "is dan opnieuw bekeken", "herzien_voor"),
        ):
            text, own = (f"{aangehaald(document.titel)}{of} {then}" for of in (f" van {whose}", ""))
            yield day, text, own, partner.at("documenten", number, field)


def _contacts(partner: Partner, holder: Partner | Eenheid, name: str, path: tuple[str | int, ...]) -> Iterator[_Maybe]:
    for kind in ("contactpersoon", "vervanger"):
        contact = getattr(holder, kind)
        if contact is not None:
            own = f"{kind} stopt" if holder is partner else f"{kind} van {name} stopt"
            yield contact.tot, f"{kind} van {name} stopt", own, partner.at(*path, kind, "tot")


def _of_convenant(convenant: Convenant) -> Iterator[_Maybe]:
    for number, waiver in enumerate(convenant.ontheffingen):
        text = f"ontheffing voor {waiver.controle} bij {waiver.bestand} stopt"
        yield waiver.tot, text, text, convenant.at("ontheffingen", number, "tot")
    for number, agreed in enumerate(convenant.nadere_afspraken):
        text = f"nadere afspraak {aangehaald(agreed.onderwerp)} geldt niet meer"
        yield agreed.geldig_tot, text, text, convenant.at("nadere_afspraken", number, "geldig_tot")
