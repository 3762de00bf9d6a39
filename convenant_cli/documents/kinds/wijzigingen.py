"""What changed between two moments, for who has to judge it: a sentence a change, with what it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from convenant_cli.changes.bundels import gebundeld
from convenant_cli.changes.stukken import Stuk
from convenant_cli.changes.weergave import grades, rows, summary, title
from convenant_cli.changes.wijziging import Groep, Oordeelwijziging, Vergelijking, Wijziging
from convenant_cli.documents.data import as_data
from convenant_cli.documents.kinds import Kop, Moment, with_sample
from convenant_cli.documents.words import issuer, subtitle
from convenant_cli.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant

SENTENCE = "Wat er sinds een eerder moment is gewijzigd, in zinnen. Geef dat moment met --sinds."


@dataclass(frozen=True, slots=True)
class Regels:
    """A change as it is printed: its sentence or heading, the rows below it, what it touches, and changed oordelen."""

    kop: tuple[Stuk, ...]
    regels: tuple[tuple[Stuk, ...], ...]
    graad: str
    oordelen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deel:
    """The changes of a theme, a party or a meeting."""

    id: str
    titel: str
    wijzigingen: tuple[Regels, ...]


def context_of_changes(
    every: Vergelijking, moment: Moment, dossier: Dossier | None = None, convenant: Convenant | None = None
) -> Mapping[str, Any]:
    """Return what the template shows. ``dossier``, when it is known, says whose document it is.

    Without it, ``convenant`` still tells whether the records are a sample.
    """
    own = dossier.convenant if dossier else None
    found = {
        "kop": Kop(
            "Wijzigingen in het dossier",
            subtitle(own),
            (
                ("Van", str(every.oud)),
                ("Naar", str(every.nieuw)),
                ("Oordelen op", lange_datum(every.peildatum)),
            ),
            auteur=issuer(dossier) if dossier else "",
        ),
        "moment": moment,
        "titel": title(every),
        "samenvatting": list(summary(every)),
        "delen": [_part(number, group) for number, group in enumerate(every.groepen, 1)],
        "oordelen": _sentences(every.losse_oordelen),
        "meldingen": every.meldingen,
    }
    return as_data(with_sample(found, own or convenant))


def _part(number: int, group: Groep) -> Deel:
    return Deel(f"deel-{number}", group.titel, tuple(map(_told, group.wijzigingen)))


def _told(change: Wijziging) -> Regels:
    heading, below = rows(change)
    return Regels(heading, tuple(below), grades(change), _sentences(change.oordelen))


def _sentences(oordelen: Iterable[Oordeelwijziging]) -> tuple[str, ...]:
    return tuple(sentence for sentence, _ in gebundeld(oordelen))
