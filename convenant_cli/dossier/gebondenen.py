"""Whom a clause binds, as its field ``gebonden`` names them: all parties, a role, one party or unit, a body, or a kind
of unit, which is every unit of that kind, also of parties that join later.
"""

from collections.abc import Callable, Iterable

from convenant_cli.dossier.aanbod import unit_kind
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.records import Partner
from convenant_cli.records.begrippen import EENHEIDSOORTEN
from convenant_cli.records.partner import Eenheid

ALLE = "alle"


def is_unit_kind(dossier: Dossier, id: str) -> bool:
    """Tell whether a name stands for every unit of a kind. A role, party or body of that name goes before it."""
    agreed = dossier.agreed
    if id == ALLE or id in agreed.rollen or id in dossier.partners or id in dossier.organen:
        return False
    return id in agreed.eenheidsoorten or id in EENHEIDSOORTEN


def bound_units(dossier: Dossier, partner: Partner, names: Iterable[str]) -> list[Eenheid]:
    """Return the units of a party that names bind: those named themselves, and those of a kind."""
    found: dict[str, Eenheid] = {}
    for name in names:
        whole = is_unit_kind(dossier, name)
        for unit in partner.eenheden:
            if name == f"{partner.id}/{unit.id}" or (whole and unit.soort == name):
                found.setdefault(unit.id, unit)
    return list(found.values())


def bound_name(dossier: Dossier, id: str, otherwise: Callable[[str], str]) -> str:
    """Return how a reader knows one of those that are bound; ``otherwise`` names a party or a unit."""
    role = dossier.agreed.rollen.get(id)
    if id == ALLE:
        return "alle partijen"
    if role:
        return role.naam
    if id in dossier.organen:
        return f"{dossier.organen[id].naam} (de leden)"
    return f"alle {unit_kind(dossier, id).meervoud}" if is_unit_kind(dossier, id) else otherwise(id)
