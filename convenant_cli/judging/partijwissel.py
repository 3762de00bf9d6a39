"""What a party that joins by a declaration lacks: the declaration, or the consent of others; and consent that is late.
And what the agreement speaks of when a party leaves, of which nothing is on record.

Pure: records in, answers out.
"""

from collections.abc import Container, Iterable
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds
from convenant_cli.dossier.organen import partijen_op
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling, Convenant, Partner
from convenant_cli.records.partijwissel import Afwikkeling, Instemming, Toetreding
from convenant_cli.text.sentences import opsomming

_ALLE = "alle"


def later_toegetreden(dossier: Dossier) -> list[Partner]:
    """Return the parties that joined after the agreement began, in the order of their files; not who only goes on."""
    convenant = dossier.convenant
    if convenant is None:
        return []
    start = max(convenant.looptijd.ingang, convenant.ondertekend_op)
    later = (partner for partner in dossier.partners.values() if partner.lid_van > start)
    return [partner for partner in later if not _gaat_verder(dossier, convenant, partner)]


def _gaat_verder(dossier: Dossier, convenant: Convenant, partner: Partner) -> bool:
    """Tell whether a party only took the place of another on its first day, as after a merger: nobody joins then.

    Who declared to join all the same, or joined by a decision, is judged on that.
    """
    heir = any((one.opvolger, one.lid_tot) == (partner.id, partner.lid_van) for one in dossier.partners.values())
    decided = any(partner.id in one.toetreding for one in convenant.wijzigingsbesluiten)
    return heir and not decided and toetreding_van(convenant, partner) is None


def toetreding_van(convenant: Convenant, partner: Partner) -> tuple[int, Toetreding] | None:
    """Return the last declaration of a party with its number; None when it made none."""
    own = [(number, one) for number, one in enumerate(convenant.toetredingen) if one.partner == partner.id]
    return max(own, key=lambda pair: pair[1].datum, default=None)


def zonder_instemming(dossier: Dossier, toetreding: Toetreding, dag: date = date.max) -> list[Partner]:
    """Return the parties of the day of the declaration that must consent to it and had not done so by a day."""
    day, given = toetreding.datum, {one.partner for one in toetreding.instemming if one.datum <= dag}
    asked = dossier.agreed.toetreding_instemming
    named = partijen_op(dossier, asked, day)
    return [
        partner
        for partner in dossier.partners.values()
        if partner.id not in {toetreding.partner, *given}
        and partner.actief_op(day)
        and (_ALLE in asked or partner.id in named or set(asked) & set(partner.rollen))
    ]


def late_instemming(dossier: Dossier, given: Iterable[Instemming], ingang: date, who: Container[str]) -> str:
    """Say which of these parties consented only after the day on which it works, as the end of a sentence.

    ``who`` are the ids of parties; empty when each of them was in time.
    """
    late = {one.partner: one.datum for one in given if one.datum > ingang and one.partner in who}
    names = [partner.in_zin for id, partner in dossier.partners.items() if id in late]
    if not names:
        return ""
    return (
        f"; {opsomming(names)} {'stemden' if len(names) > 1 else 'stemde'} pas in op {lange_datum(max(late.values()))}"
    )


def bij_of_na(dossier: Dossier, one: Afwikkeling) -> str:
    """Return when a party does what it owes by its last day for that, as a sentence says it: ``na het vertrek``."""
    partner = dossier.partners.get(one.partner)
    return f"{'na' if partner and partner.weg_sinds(one.uiterlijk) else 'bij'} het vertrek"


def zonder_afwikkeling(dossier: Dossier, partner: Partner) -> Bepaling | None:
    """Return the first clause on what a party still does when it leaves, while nothing of that is on record; or None.

    A clause of all together, or of nobody in particular, is about each that leaves.
    """
    if any(one.partner == partner.id for one in dossier.agreed.afwikkelingen):
        return None
    asking = dossier.getoetst("uittreding")
    return next((one for one in asking if one.gezamenlijk or not one.gebonden or binds(dossier, one, partner)), None)
