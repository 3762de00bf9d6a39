"""What changed between two moments: for partners what it means for them, for the keeper also what it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.changes.weergave import gebundeld, grades, rows, summary, title
from convenant_cli.changes.wijziging import Groep, Oordeelwijziging, Recordwijziging, Vergelijking
from convenant_cli.documents.content.voor_partners import per_partij, told
from convenant_cli.documents.kinds import Kop, Moment, with_sample
from convenant_cli.documents.page.data import as_data
from convenant_cli.documents.page.filters import at_start
from convenant_cli.documents.words import subtitle
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant
from convenant_cli.records.convenant import NIETS_AFGESPROKEN
from convenant_cli.text.sentences import counted, opsomming

SENTENCE = "Wat er sinds een eerder moment is gewijzigd, in zinnen. Geef dat moment met --sinds."

_FEW = 3  # points; of more it helps to know first which are for whom


@dataclass(frozen=True, slots=True)
class Regels:
    """A change as it is printed: its sentence or heading, the rows below it, what it touches, and changed oordelen."""

    kop: tuple[Tekststuk, ...]
    regels: tuple[tuple[Tekststuk, ...], ...]
    graad: str
    oordelen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wijzigingsdeel:
    """The changes of a theme, a party or a meeting."""

    id: str
    titel: str
    wijzigingen: tuple[Regels, ...]


def context_of_changes(
    every: Vergelijking, moment: Moment, dossier: Dossier | None = None, convenant: Convenant = NIETS_AFGESPROKEN
) -> Mapping[str, Any]:
    """Return what the template shows: for the partners of a ``dossier``, or without it for who keeps one.

    Partners read days and what changes for them. What git and this program call things is for the keeper. Without a
    ``dossier``, ``convenant`` still tells whether the records are a sample.
    """
    if dossier is not None:
        return as_data(with_sample(_for_partners(every, moment, dossier), dossier.agreed))
    found = {
        "kop": Kop(
            "Wijzigingen in het dossier",
            gegevens=(
                ("Van", str(every.oud)),
                ("Naar", str(every.nieuw)),
                ("Oordelen op", lange_datum(every.peildatum)),
            ),
        ),
        "voor_partners": False,
        "moment": moment,
        "titel": title(every),
        "samenvatting": list(summary(every)),
        "delen": [_part(number, group) for number, group in enumerate(every.groepen, 1)],
        "oordelen": _sentences(every.losse_oordelen),
        "meldingen": every.meldingen,
    }
    return as_data(with_sample(found, convenant))


def _for_partners(every: Vergelijking, moment: Moment, dossier: Dossier) -> Mapping[str, Any]:
    since, until = every.oud.datum, every.nieuw.datum or moment.peildatum
    delen = told(every, dossier)
    count = sum(len(deel.punten) for deel in delen)
    adopted = sorted({_plan(change.id) for change in every.wijzigingen if change.raakt_plan})
    sentences = [f"{at_start(counted(count, 'wijziging', 'wijzigingen'))}." if count else "Er is niets gewijzigd."]
    if count and adopted:
        known = dossier.jaarplannen
        plans = opsomming([known[plan].naam if plan in known else f"plan {plan}" for plan in adopted])
        sentences.append(f"Er verandert iets in wat al is vastgesteld: {plans}.")
    return {
        "kop": Kop(
            "Wat er is gewijzigd",
            subtitle(dossier.agreed),
            (*([("Sinds", lange_datum(since))] if since else []), ("Tot en met", lange_datum(until))),
            auteur=issuer(dossier),
        ),
        "voor_partners": True,
        "moment": moment,
        "titel": title(every),
        "samenvatting": sentences,
        "partijen": per_partij(delen, dossier) if count > _FEW else (),
        "delen": delen,
        "oordelen": (),
        "meldingen": (),
    }


def _plan(actie_or_plan: str) -> str:
    return actie_or_plan.split("/")[0]


def _part(number: int, group: Groep) -> Wijzigingsdeel:
    return Wijzigingsdeel(f"deel-{number}", group.titel, tuple(map(_told, group.wijzigingen)))


def _told(change: Recordwijziging) -> Regels:
    heading, below = rows(change)
    return Regels(heading, tuple(below), grades(change), _sentences(change.oordelen))


def _sentences(oordelen: Iterable[Oordeelwijziging]) -> tuple[str, ...]:
    return tuple(sentence for sentence, _ in gebundeld(oordelen))
