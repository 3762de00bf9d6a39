"""The units that a clause is about, for toetsen that ask something for each of them."""

from collections.abc import Collection
from datetime import date

from convenant_cli.judging.zaak import Gebondene, Zaak


def asked_units(
    zaak: Zaak,
    on: date,
    soort: str | None,
    sectoren: Collection[str],
    binnen_gemeente: bool,
    rollen: tuple[str, ...],
    eigen: str = "",
) -> list[str]:
    """Return every unit of this kind and of these sectors that takes part, as ``partner/eenheid``.

    With roles only those of parties with one of them. Such a party that lists no unit of this kind stands for its
    own: it is not known which they are, and what nobody listed is not to be passed over. ``eigen``: only the units of
    this party.
    """
    place = zaak.convenant.gemeente if binnen_gemeente else None
    every = [
        (partner, unit)
        for partner in zaak.dossier.partners.values()
        if not rollen or set(rollen) & set(partner.rollen)
        if not eigen or partner.id == eigen
        for unit in partner.eenheden
        if unit.soort == soort
    ]
    known = [
        f"{partner.id}/{unit.id}"
        for partner, unit in every
        if (not sectoren or unit.sector in sectoren)
        if place is None or unit.plaats in (None, place)
        if on in Gebondene(partner, unit).tijdvak
    ]
    listed = {partner.id for partner, _ in every}
    bare = [partner.id for partner in (zaak.partners_met(rollen, on) if rollen else ()) if partner.id not in listed]
    return sorted(id for id in (*known, *bare) if not eigen or id.split("/")[0] == eigen)
