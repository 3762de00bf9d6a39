"""Where the outcome of an evaluation went: into the evaluation of the agreement, or into another one."""

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Evaluatie
from convenant_cli.text.sentences import opsomming


def used_in(dossier: Dossier, known: list[Evaluatie], note: Evaluatie) -> str:
    """Return in a sentence in which later evaluation an outcome was used; empty when in none.

    ``known``: the evaluations of the dossier, in order of their days.
    """
    of_agreement = [other for other in reversed(known) if other.convenant]
    for other in of_agreement:
        if note.id in _reached(known, other):
            return f"de evaluatie van {dossier.agreed.zinsnaam} van {lange_datum(other.datum)}"
    users = [other for other in known if note.id in other.gebruikt and other.id != note.id]
    return opsomming([f"‘{other.titel}’ ({lange_datum(other.datum)})" for other in users])


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
