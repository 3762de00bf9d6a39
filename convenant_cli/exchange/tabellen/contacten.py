"""Whom to reach: a row for each contact, deputy and function of a party, and of its units."""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import served_kinds
from convenant_cli.exchange.tabellen import Rij
from convenant_cli.judging.delen.contacten import asked_of_units
from convenant_cli.records import Partner
from convenant_cli.records.model.identity import keys_of
from convenant_cli.records.model.texts import texts
from convenant_cli.records.partner import Contact

SENTENCE = "De contactpersonen, vervangers en aanspreekpunten van de partijen."
MODEL = Contact
VAST = ("Partij", "Voor", "Wie")
VELDEN = ("functie", "email", "telefoon", "bevestigd_op")

_FIXED = ("contactpersoon", "vervanger")


def rijen(dossier: Dossier) -> Iterator[Rij]:
    """Yield a row for each contact that a party has or could have, and of units that something is for or asked of."""
    kinds = _kinds(dossier)
    for partner in dossier.partners.values():
        own = frozenset((partner.id,))
        for name in _FIXED:
            yield Rij(f"{partner.id}/{name}", partner, (partner.naam, "de hele organisatie", name), own, (name,), True)
        for number, key in enumerate(_keys(partner)):
            task = partner.aanspreekpunten[number].taak.replace("-", " ")
            id, way = f"{partner.id}/aanspreekpunten.{key}", ("aanspreekpunten", number)
            yield Rij(id, partner, (partner.naam, task, "aanspreekpunt"), own, way)
        for number, unit in enumerate(partner.eenheden):
            for name in _FIXED:
                if unit.soort in kinds:
                    id, fixed = f"{partner.id}/{unit.id}/{name}", (partner.naam, unit.naam, name)
                    yield Rij(id, partner, fixed, own, ("eenheden", number, name), True)


def _kinds(dossier: Dossier) -> set[str]:
    """Return the kinds of unit that can be reached: that something is for, or asked of, or that have a contact."""
    units = (unit for partner in dossier.partners.values() for unit in partner.eenheden)
    having = {unit.soort for unit in units if unit.contactpersoon or unit.vervanger}
    return {*served_kinds(dossier), *(kind for _, kind in asked_of_units(dossier)), *having}


def _keys(partner: Partner) -> list[str]:
    """Return a name for each function of a party: its task, and where two have one task what comes after it."""
    return keys_of([dict(_plain(one)) for one in partner.aanspreekpunten], "aanspreekpunten")


def _plain(point: object) -> Iterator[tuple[str, str]]:
    return ((str(path[0]), text) for path, text in texts(point) if len(path) == 1)
