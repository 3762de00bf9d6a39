"""What changed between two moments, for who has to judge it: a sentence a change, with what it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from convenant_cli.changes.bundels import gebundeld
from convenant_cli.changes.stukken import Stuk
from convenant_cli.changes.weergave import grades, rows, summary, title
from convenant_cli.changes.wijziging import Aard, Groep, Oordeelwijziging, Vergelijking, Wat, Wijziging
from convenant_cli.documents.kinds import Kop, Moment, with_sample
from convenant_cli.documents.page.data import as_data
from convenant_cli.documents.page.filters import at_start, counted
from convenant_cli.documents.words import issuer, subtitle
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant

SENTENCE = "Wat er sinds een eerder moment is gewijzigd, in zinnen. Geef dat moment met --sinds."


#: Fields that say how this program names something, and nothing of what was agreed.
_OF_THE_KEEPER = frozenset(("zinsnaam", "kort", "rollen", "id"))
#: Parts of a clause, with all in them, that say how the dossier holds and tests it.
_OF_THE_DOSSIER = frozenset(("toets", "familie", "bronplaats", "nummer_zekerheid", "verwant"))


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
    """Return what the template shows: for the partners of a ``dossier``, or without it for who keeps one.

    Partners read days and what changes for them. What git and this program call things is for the keeper. Without a
    ``dossier``, ``convenant`` still tells whether the records are a sample.
    """
    if dossier is not None:
        return as_data(with_sample(_for_partners(every, moment, dossier), dossier.convenant))
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
    groups = [
        (group, [kept for change in group.wijzigingen if (kept := _that_matters(change))]) for group in every.groepen
    ]
    told = [(group.titel, changes) for group, changes in groups if changes]
    since, until = every.oud.datum, every.nieuw.datum or moment.peildatum
    facts = [("Sinds", lange_datum(since))] if since else []
    count = sum(len(changes) for _, changes in told)
    adopted = sum(change.raakt_plan for _, changes in told for change in changes)
    sentences = [f"{at_start(counted(count, 'wijziging', 'wijzigingen'))}." if count else "Er is niets gewijzigd."]
    if adopted:
        verb = "gaat" if adopted == 1 else "gaan"
        sentences.append(
            f"{at_start(counted(adopted, 'wijziging', 'wijzigingen'))} {verb} over een vastgesteld jaarplan."
        )
    return {
        "kop": Kop(
            "Wat er is gewijzigd",
            subtitle(dossier.convenant),
            (*facts, ("Tot en met", lange_datum(until))),
            auteur=issuer(dossier),
        ),
        "voor_partners": True,
        "moment": moment,
        "titel": title(every),
        "samenvatting": sentences,
        "delen": [
            Deel(f"deel-{number}", name, tuple(map(_plainly, changes)))
            for number, (name, changes) in enumerate(told, 1)
        ],
        "oordelen": (),
        "meldingen": (),
    }


def _that_matters(change: Wijziging) -> Wijziging | None:
    """Return a change with what it changes for people; None when that is only its wording or how it is written down."""
    if change.aard is not Aard.INHOUDELIJK:
        return None
    fields = tuple(
        one
        for one in change.velden
        if one.aard is Aard.INHOUDELIJK
        and one.pad[-1] not in _OF_THE_KEEPER
        and not _OF_THE_DOSSIER.intersection(map(str, one.pad))
    )
    if change.velden and not fields and change.wat is Wat.GEWIJZIGD:
        return None
    return replace(change, velden=fields)


def _plainly(change: Wijziging) -> Regels:
    heading, below = rows(change)
    return Regels(heading, tuple(below), "vastgesteld jaarplan" if change.raakt_plan else "", ())


def _part(number: int, group: Groep) -> Deel:
    return Deel(f"deel-{number}", group.titel, tuple(map(_told, group.wijzigingen)))


def _told(change: Wijziging) -> Regels:
    heading, below = rows(change)
    return Regels(heading, tuple(below), grades(change), _sentences(change.oordelen))


def _sentences(oordelen: Iterable[Oordeelwijziging]) -> tuple[str, ...]:
    return tuple(sentence for sentence, _ in gebundeld(oordelen))
