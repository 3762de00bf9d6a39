"""Which contacts the clauses ask of whom: a contact person, a deputy, of a party or of each of its units."""

from typing import Literal, get_args

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import ALLE, bound_units
from convenant_cli.records import Partner
from convenant_cli.records.partner import Eenheid

Vast = Literal["contactpersoon", "vervanger"]


def passed_over(dossier: Dossier, partner: Partner, als: Vast) -> bool:
    """Tell whether the clauses do not ask this party for a deputy; or ask others for a contact person, and not it."""
    kinds = ("contactpersoon", "deelname") if als == "contactpersoon" else (als,)
    asking = dossier.getoetst(*kinds)
    own = {ALLE, partner.id, *partner.rollen}
    # Everybody can be reached through somebody; a deputy is there only where the parties agreed on one.
    return (bool(asking) or als == "vervanger") and not any(
        own & set(clause.gebonden) or bound_units(dossier, partner, clause.gebonden) for clause in asking
    )


def asked_of_units(dossier: Dossier) -> set[tuple[str, str]]:
    """Return which contact a clause asks of each unit of which kind, such as ``vervanger`` and ``kantoor``."""
    of_contacts = [clause.toets for clause in dossier.getoetst(*get_args(Vast))]
    return {(one.soort, str(one.gegevens["per_eenheid"])) for one in of_contacts if one.gegevens.get("per_eenheid")}


def knows_deputies(dossier: Dossier) -> bool:
    """Tell whether this agreement has deputies: a clause asks for them, or somebody named one."""
    holders: list[Partner | Eenheid] = []
    for partner in dossier.partners.values():
        holders += (partner, *partner.eenheden)
    return bool(dossier.getoetst("vervanger")) or any(holder.vervanger for holder in holders)
