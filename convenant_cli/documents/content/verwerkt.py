"""Where the outcome of an evaluation went: into the evaluation of the agreement, or into another one."""

from collections.abc import Sequence
from dataclasses import dataclass

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Evaluatie
from convenant_cli.text.sentences import aangehaald, opsomming


@dataclass(frozen=True, slots=True)
class Weg:
    """Where outcomes went."""

    waar: str
    """In a sentence; empty for outcomes that no other evaluation has used yet."""
    namen: tuple[str, ...]
    convenant: bool
    """Whether that is an evaluation of the agreement: what went into another one has to go there still."""


def wegen(
    dossier: Dossier, known: list[Evaluatie], outcomes: Sequence[tuple[Evaluatie, str]], complete: bool
) -> list[Weg]:
    """Return where outcomes, each with its name, went: into an evaluation of the agreement, another one, or nowhere.

    ``complete``: whether each action has an outcome, so that "all actions" says which.
    """
    grouped: dict[tuple[str, bool], list[str]] = {}
    for note, name in outcomes:
        grouped.setdefault(_used_in(dossier, known, note), []).append(name)
    every = [name for note, name in outcomes if note.actie]
    ways = []
    for (where, of_agreement), names in grouped.items():
        if complete and len(every) > 1 and set(every) <= set(names):
            names = ["alle acties", *(one for one in names if one not in every)]
        ways.append(Weg(where, tuple(names), of_agreement))
    return sorted(ways, key=lambda way: way.waar == "")


def _used_in(dossier: Dossier, known: list[Evaluatie], note: Evaluatie) -> tuple[str, bool]:
    """Return in which later evaluation an outcome was used (empty: in none), and whether that is of the agreement.

    ``known``: the evaluations of the dossier, in order of their days.
    """
    for other in (one for one in reversed(known) if one.convenant):
        if note.id in _reached(known, other):
            return f"de evaluatie van {dossier.agreed.zinsnaam} van {lange_datum(other.datum)}", True
    users = [other for other in known if note.id in other.gebruikt and other.id != note.id]
    return opsomming([f"{aangehaald(other.titel)} ({lange_datum(other.datum)})" for other in users]), False


def _reached(known: list[Evaluatie], start: Evaluatie) -> set[str]:
    """Return the ids of all evaluations that one rests on, directly or through others."""
    by_id = {note.id: note for note in known}
    found: set[str] = set()
    todo = list(start.gebruikt)
    while todo:
        id = todo.pop()
        if id not in found:
            found.add(id)
            todo += by_id[id].gebruikt if id in by_id else ()
    return found
