"""What ``render --sinds`` needs of an earlier moment: what changed since then, and what a document showed then."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convenant_cli.findings import ConvenantError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenant_cli.documents.kinds import Moment
    from convenant_cli.dossier.dossier import Dossier


def shown_changes(
    start: Path, document: str, which: str | None, sinds: str | None, moment: "Moment", dossier: "Dossier"
) -> "Mapping[str, Any]":
    """Return what a document about changes shows. Raises ConvenantError when it is not said since when."""
    from convenant_cli.changes.comparing import compare
    from convenant_cli.changes.sides import asked, open_sides
    from convenant_cli.documents.kinds.wijzigingen import context_of_changes
    from convenant_cli.dossier.op_dag import ouder
    from convenant_cli.kalender import lange_datum

    if which is not None:
        raise ConvenantError(f"'{which}' is te veel: van {document} is er maar één")
    if sinds is None:
        raise ConvenantError("zeg sinds wanneer: geef met --sinds een commit, tag of datum, zoals --sinds 2026-01-01")
    if ouder(dossier, moment.peildatum):
        day = moment.peildatum
        raise ConvenantError(
            f"deze records vertellen ook wat er na {lange_datum(day)} is gewijzigd; zeg tot wanneer met '--rev {day}', "
            "of laat --peildatum weg"
        )
    with open_sides(start, asked(sinds, moment.rev)) as (old, new, _):
        return context_of_changes(compare(old, new, moment.peildatum), moment, dossier)


def shown_then(
    start: Path, document: str, subject: str, sinds: str, moment: "Moment"
) -> "tuple[Mapping[str, Any], str]":
    """Return what a document showed at an earlier moment, and how a sentence names that. Raises ConvenantError."""
    from convenant_cli.changes.sides import asked, open_sides
    from convenant_cli.documents import kinds
    from convenant_cli.judging.judging import obstacle
    from convenant_cli.kalender import lange_datum

    with open_sides(start, asked(sinds, moment.rev)) as (old, _, root):
        earlier, label, then = old.whole(), str(old.kant), replace(moment, rev=old.kant.commit)
    earlier.source = replace(earlier.source, root=root)  # where its history can be asked for
    possible = kinds.choices(document, earlier)
    if possible is not None and subject and subject not in possible:
        raise ConvenantError(f"in {label} is '{subject}' er nog niet, dus alles is nieuw; laat --sinds weg")
    try:
        shown = kinds.context(document, earlier, subject, then)
    except ConvenantError as error:
        if why_not := obstacle(earlier):  # of those files, and not of today's, which 'validate' would look at
            message = f"in {label}: {why_not}, dus er is niet mee te vergelijken; kies met --sinds een later moment"
            raise ConvenantError(message) from error
        raise
    return shown, lange_datum(old.kant.datum) if old.kant.datum else label
