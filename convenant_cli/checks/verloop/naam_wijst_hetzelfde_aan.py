"""Een naam of nummer blijft hetzelfde aanwijzen.

Waarom: wie in een oud verslag "actie 2.3" leest, moet niet bij een andere actie uitkomen.
Herstel: geef het nieuwe een eigen naam of nummer dat nooit is gebruikt, en laat het oude staan.
"""

from collections.abc import Iterator

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding
from convenant_cli.records import Actie, Bijeenkomst, Partner
from convenant_cli.text.sentences import aangehaald

_FREE = "laat het oude staan en geef het nieuwe een naam of nummer dat nog nooit is gebruikt"


def check(overgang: Overgang) -> Iterator[Melding]:
    yield from _action_numbers(overgang)
    for old, new in overgang.samen(Partner):
        if old.id == new.id and old.naam != new.naam and not set(old.rollen) & set(new.rollen):
            yield Melding(new.at("naam"), f"'{new.id}' was {aangehaald(old.naam)} en is nu een andere partij", _FREE)
        offers = {offer.id: offer for offer in old.aanbod}
        for number, offer in enumerate(new.aanbod):
            before = offers.get(offer.id)
            if before and before.titel != offer.titel and before.vorm != offer.vorm and before.themas != offer.themas:
                message = f"aanbod '{offer.id}' was {aangehaald(before.titel)} en is nu iets anders"
                yield Melding(new.at("aanbod", number, "id"), message, _FREE)
        documents = {document.id: document for document in old.documenten}
        for number, document in enumerate(new.documenten):
            was = documents.get(document.id)
            if was and overgang.hernoemd.get(("documentsoort", was.soort), was.soort) != document.soort:
                message = f"document '{document.id}' was een {was.soort} en is nu een {document.soort}"
                yield Melding(new.at("documenten", number, "id"), message, _FREE)
    yield from _meeting_numbers(overgang)


def _action_numbers(overgang: Overgang) -> Iterator[Melding]:
    """Yield actions that carry the number, or the file name, of another action of a plan that was adopted then."""
    adopted = {plan.id for plan in overgang.vroeger.jaarplannen.values() if plan.status != "concept"}
    owners = {
        (actie.jaarplan, actie.nummer): actie for actie in overgang.vroeger.acties.values() if actie.jaarplan in adopted
    }
    for actie in overgang.nu.acties.values():
        owner = owners.get((actie.jaarplan, actie.nummer))
        if owner and overgang.zelfde.get(owner.name) != actie.name:
            yield Melding(actie.at("nummer"), f"nummer {actie.nummer} was van actie {aangehaald(owner.titel)}", _FREE)
    for old, new in overgang.samen(Actie):
        if old.id == new.id and old.jaarplan in adopted and old.nummer != new.nummer and old.titel != new.titel:
            message = f"'{new.id}' was actie {old.nummer} ({aangehaald(old.titel)}) en is nu een andere actie"
            yield Melding(new.at("titel"), message, _FREE)


def _meeting_numbers(overgang: Overgang) -> Iterator[Melding]:
    """Yield decisions and action points whose number was used in another meeting then."""
    for field, what in (("besluiten", "besluit"), ("actiepunten", "actiepunt")):
        owners = {
            item.nummer: meeting
            for meeting in overgang.vroeger.bijeenkomsten.values()
            if meeting.status == "gehouden"
            for item in getattr(meeting, field)
        }
        for meeting in overgang.nu.bijeenkomsten.values():
            for number, item in enumerate(getattr(meeting, field)):
                owner = owners.get(item.nummer)
                if owner and overgang.zelfde.get(owner.name) != meeting.name:
                    message = f"nummer {item.nummer} was van een {what} van bijeenkomst {owner.id}"
                    yield Melding(meeting.at(field, number, "nummer"), message, _FREE)
    for old, new in overgang.samen(Bijeenkomst):
        points = {point.nummer: point for point in old.actiepunten} if old.status == "gehouden" else {}
        for number, point in enumerate(new.actiepunten):
            was = points.get(point.nummer)
            if was and was.tekst != point.tekst and was.eigenaar != point.eigenaar:
                message = f"actiepunt {point.nummer} was {aangehaald(was.tekst)} en is nu iets anders"
                yield Melding(new.at("actiepunten", number, "tekst"), message, _FREE)
