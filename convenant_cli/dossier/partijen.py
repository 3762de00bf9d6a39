"""The parties: by which names they are known, were known before, and stand in a list."""

from collections.abc import Iterable
from datetime import date

from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.text.sentences import opsomming
from convenant_cli.text.volgorde import volgorde


def by_name(partners: Iterable[Partner]) -> list[Partner]:
    """Return parties by their full name, as readers look them up."""
    return sorted(partners, key=lambda partner: (volgorde(partner.naam), partner.id))


def issuer(dossier: Dossier) -> str:
    """Return the full name of who keeps the records, and so issues the documents."""
    found = keeper(dossier)
    return found.naam if found else ""


def former_names(partner: Partner, day: date) -> list[str]:
    """Return the names that a party had before a day, each with its last day: what old papers call it."""
    return [f"{one.naam} (tot {lange_datum(one.tot)})" for one in partner.eerdere_namen if one.tot <= day]


def old_names(dossier: Dossier, day: date) -> list[str]:
    """Return in sentences who is meant by a name that only old papers have: of a party now, or of one that left."""
    said = []
    for partner in by_name(dossier.partners.values()):
        if names := former_names(partner, day):
            said.append(f"{partner.naam} heette eerder {opsomming(names)}.")
        follower = dossier.partners.get(partner.opvolger or "")
        if follower and (left := partner.weg_sinds(day)):
            said.append(f"{partner.naam} deed mee tot {lange_datum(left)}; nu is dat {follower.naam}.")
    return said
