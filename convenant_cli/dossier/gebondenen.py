"""Whom a clause binds, as its field ``gebonden`` names them: all parties, a role, one party or unit, a body, or a kind
of unit, which is every unit of that kind, also of parties that join later. And for how long it binds on, such as to
secrecy, when a party has stopped or the agreement has ended.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from convenant_cli.dossier.aanbod import unit_kind
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import leden_van, partijen_op
from convenant_cli.dossier.peildag import Gehouden
from convenant_cli.kalender import Nawerking, Tijdvak
from convenant_cli.records import Bepaling, Partner
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


@lru_cache(maxsize=64)
def _met(_dossier: Dossier, _rollen: tuple[str, ...]) -> Gehouden[tuple[Partner, ...]]:
    """Return where is kept who has these roles: a toets asks it for each offer, document and unit."""
    return Gehouden(most=8)


def partners_met(dossier: Dossier, rollen: tuple[str, ...], dag: date) -> tuple[Partner, ...]:
    """Return the parties with one of these roles (``alle``: all), or in one of these bodies, on a day."""
    return _met(dossier, rollen).op(dag, lambda day: _partners_met(dossier, rollen, day))


def _partners_met(dossier: Dossier, rollen: tuple[str, ...], dag: date) -> tuple[Partner, ...]:
    named = partijen_op(dossier, rollen, dag)
    return tuple(
        partner
        for partner in dossier.partners.values()
        if (ALLE in rollen or set(rollen) & set(partner.rollen) or partner.id in named) and partner.actief_op(dag)
    )


def binds_on(dossier: Dossier, partner: Partner) -> list[Bepaling]:
    """Return the clauses that bind a party (or units of it) for a time after it has stopped, in their own order."""
    return [one for one in dossier.bepalingen.values() if one.bindt_na and binds(dossier, one, partner)]


def binds(dossier: Dossier, clause: Bepaling, partner: Partner) -> bool:
    """Tell whether a clause binds a party: by name, by a role, as a member of a body, or through one of its units."""
    return bool(
        {ALLE, partner.id, *partner.rollen} & set(clause.gebonden)
        or bound_units(dossier, partner, clause.gebonden)
        or partner.id in leden_van(dossier, clause.gebonden)
    )


def still_bound(dossier: Dossier, partner: Partner, day: date) -> bool:
    """Tell whether a party that has stopped is bound on a day by what goes on after its end."""
    own = Tijdvak(partner.lid_van, partner.lid_tot or date.max)
    return own.tot <= day and any(day in lengthened(own, clause.bindt_na) for clause in binds_on(dossier, partner))


def lengthened(days: Tijdvak, na: Nawerking | None) -> Tijdvak:
    """Return days with the time after them in which a clause binds on; what has no end keeps none."""
    if na is None or days.tot == date.max:
        return days
    return Tijdvak(days.van, date.max if na == "onbepaald" else na.na(days.tot))


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


def named_as_bound(dossier: Dossier, clause: Bepaling) -> list[str]:
    """Return whom a clause binds by name: bodies, parties and roles; empty when it binds all, or units of a kind."""
    bodies, roles = dossier.organen, dossier.agreed.rollen
    found = [
        bodies[id].naam if id in bodies else dossier.partners[id].kort if id in dossier.partners else roles[id].naam
        for id in clause.gebonden
        if id in bodies or id in dossier.partners or id in roles
    ]
    return found if len(found) == len(clause.gebonden) else []
