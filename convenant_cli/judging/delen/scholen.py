"""The schools that a clause is about, for toetsen that ask something of each of them."""

from collections.abc import Collection
from datetime import date

from convenant_cli.dossier.aanbod import schools
from convenant_cli.judging.zaak import Gebondene, Zaak


def asked_schools(
    zaak: Zaak, on: date, sectoren: Collection[str], binnen_gemeente: bool, rollen: tuple[str, ...]
) -> list[str]:
    """Return every school of these sectors that takes part, as ``partner/eenheid``.

    A party with one of these roles that lists no school at all stands for its own: it is not known which they are,
    and what nobody listed is not to be passed over.
    """
    place = zaak.convenant.gemeente if binnen_gemeente else None
    every = [*schools(zaak.dossier)]
    known = [
        f"{partner.id}/{unit.id}"
        for partner, unit in every
        if (not sectoren or unit.sector in sectoren)
        if place is None or unit.plaats in (None, place)
        if on in Gebondene(partner, unit).tijdvak
    ]
    listed = {partner.id for partner, _ in every}
    bare = [partner.id for partner in (zaak.partners_met(rollen, on) if rollen else ()) if partner.id not in listed]
    return sorted([*known, *bare])
