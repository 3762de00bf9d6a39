"""Who consents to a decision on the agreement, which decisions work because everybody did, and the term that follows.

Pure: records in, answers out.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from convenant_cli.dossier.looptijd import Stand, Termijn, stand, termijnen
from convenant_cli.records import Bepaling, Convenant, Partner
from convenant_cli.records.wijziging import Wijzigingsbesluit

_ALLE = "alle"


def instemmers(
    besluit: Wijzigingsbesluit, partners: Iterable[Partner], bepalingen: Iterable[Bepaling]
) -> list[Partner]:
    """Return the parties that a decision needs: those of its day, with the role that the agreement names.

    An agreement that has no clause on it (toets ``instemming``) asks all of them.
    """
    roles = {
        str(clause.toets.gegevens.get("van", _ALLE)) for clause in bepalingen if clause.toets.soort == "instemming"
    } or {_ALLE}
    return [
        partner
        for partner in partners
        if partner.actief_op(besluit.datum) and (_ALLE in roles or roles & set(partner.rollen))
    ]


def ontbrekend(
    besluit: Wijzigingsbesluit, partners: Iterable[Partner], bepalingen: Iterable[Bepaling], dag: date = date.max
) -> list[Partner]:
    """Return the parties whose consent a decision lacks on a day."""
    given = {one.partner for one in besluit.instemming if one.datum <= dag}
    return [partner for partner in instemmers(besluit, partners, bepalingen) if partner.id not in given]


def werkzaam(
    convenant: Convenant, partners: Iterable[Partner], bepalingen: Iterable[Bepaling], dag: date
) -> list[Wijzigingsbesluit]:
    """Return the decisions of up to a day that everybody whose consent they need had consented to on it."""
    parties, clauses = list(partners), list(bepalingen)
    taken = (one for one in convenant.wijzigingsbesluiten if one.datum <= dag)
    return [one for one in taken if not ontbrekend(one, parties, clauses, dag)]


def besluit_over(convenant: Convenant, bepaling: str, ingang: date) -> Wijzigingsbesluit | None:
    """Return the decision by which a clause is another one from a day; the last in the record, when more say so."""
    every = (one for one in reversed(convenant.wijzigingsbesluiten) if one.soort == "wijziging")
    return next((one for one in every if one.ingang == ingang and bepaling in one.bepalingen), None)


def stand_van(convenant: Convenant, partners: Iterable[Partner], bepalingen: Iterable[Bepaling], dag: date) -> Stand:
    """Return how the term stands on a day, by the decisions that work and the notices."""
    return stand(convenant.looptijd, werkzaam(convenant, partners, bepalingen, dag), dag, convenant.opzeggingen)


def termijnen_van(
    convenant: Convenant, partners: Iterable[Partner], bepalingen: Iterable[Bepaling], dag: date
) -> Iterator[Termijn]:
    """Yield the terms in order, by the decisions that work and the notices of up to a day."""
    notices = [one for one in convenant.opzeggingen if one.datum <= dag]
    return termijnen(convenant.looptijd, werkzaam(convenant, partners, bepalingen, dag), notices)
