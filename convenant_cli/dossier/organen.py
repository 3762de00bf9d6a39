"""Who sits in a body of the parties, and which parties that are."""

from collections.abc import Iterable, Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Orgaan
from convenant_cli.records.orgaan import Lid


def leden(dossier: Dossier, orgaan: Orgaan) -> tuple[Lid, ...]:
    """Return the members of a body at any time: those named, and each party while it takes part when it sits there.

    Nobody sits there longer than the party takes part, also when nobody wrote an end at its place.
    """
    named = tuple(_while_it_takes_part(dossier, lid) for lid in orgaan.leden)
    if orgaan.elke_partij is None:
        return named
    every = (
        Lid.model_construct(partner=partner.id, functie=orgaan.elke_partij, van=partner.lid_van, tot=partner.lid_tot)
        for partner in dossier.partners.values()
    )
    return (*named, *every)


def _while_it_takes_part(dossier: Dossier, lid: Lid) -> Lid:
    partner = dossier.partners.get(lid.partner)
    if partner is None or partner.lid_tot is None or (lid.tot and lid.tot <= partner.lid_tot):
        return lid
    return lid.model_copy(update={"tot": partner.lid_tot})


def genoemd_op(dossier: Dossier, orgaan: Orgaan, dag: date) -> tuple[Lid, ...]:
    """Return the members that a body names on a day."""
    return tuple(lid for lid in leden(dossier, orgaan)[: len(orgaan.leden)] if lid.is_lid_op(dag))


def leden_op(dossier: Dossier, orgaan: Orgaan, dag: date) -> tuple[Lid, ...]:
    """Return the members of a body on a day, without a party again that is named; none when it is not there."""
    if not orgaan.bestaat_op(dag):
        return ()
    named = genoemd_op(dossier, orgaan, dag)
    own = {lid.partner for lid in named}
    every = leden(dossier, orgaan)[len(orgaan.leden) :]
    return (*named, *(lid for lid in every if lid.is_lid_op(dag) and lid.partner not in own))


def partijen_op(dossier: Dossier, namen: Iterable[str], dag: date) -> set[str]:
    """Return names of parties, with the parties in each body among them on a day in the place of that body."""
    found: set[str] = set()
    for naam in namen:
        orgaan = None if naam in dossier.partners else dossier.organen.get(naam)
        found |= {lid.partner for lid in leden_op(dossier, orgaan, dag)} if orgaan else {naam}
    return found


def leden_van(dossier: Dossier, namen: Iterable[str]) -> dict[str, Tijdvak]:
    """Return the parties with a member in one of these bodies, from the first to the last day that they have one.

    Names that are no body are passed over.
    """
    found: dict[str, Tijdvak] = {}
    for orgaan in (dossier.organen[naam] for naam in namen if naam in dossier.organen):
        for lid in leden(dossier, orgaan):
            van = max(lid.van or date.min, orgaan.ingesteld_op or date.min)
            tot = min(lid.tot or date.max, orgaan.opgeheven_op or date.max)
            known = found.get(lid.partner, Tijdvak(van, tot))
            found[lid.partner] = Tijdvak(min(known.van, van), max(known.tot, tot))
    return found


def zetels(dossier: Dossier, partner: str, dag: date) -> Iterator[tuple[Orgaan, Lid]]:
    """Yield the bodies that are there from a day on which a party has a member of its own then, with that member."""
    for orgaan in dossier.organen.values():
        for lid in orgaan.leden if (orgaan.opgeheven_op or date.max) > dag else ():
            if lid.partner == partner and (lid.tot or date.max) > dag:
                yield orgaan, lid


def leidt(dossier: Dossier, partner: str, dag: date) -> Iterator[tuple[Orgaan, str, str]]:
    """Yield the bodies that are there from a day on which a party leads or supports: body, field, and what it does."""
    for orgaan in dossier.organen.values():
        if (orgaan.opgeheven_op or date.max) <= dag:
            continue
        if orgaan.voorzitter and orgaan.voorzitter.partner == partner:
            yield orgaan, "voorzitter", f"zit {orgaan.in_zin} voor"
        if orgaan.secretaris and orgaan.secretaris.partner == partner:
            yield orgaan, "secretaris", f"ondersteunt {orgaan.in_zin}"
