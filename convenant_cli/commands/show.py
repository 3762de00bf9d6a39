"""``convenant show``: one record, and who refers to it."""

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import Rev, open_source, option, print_folded, record_name, relative_to_here
from convenant_cli.findings import ConvenantError, Place
from convenant_cli.text.screen import as_json, page_width, say

if TYPE_CHECKING:
    from convenant_cli.commands.reports.record import Found
    from convenant_cli.dossier.dossier import Dossier


class Format(StrEnum):
    """The formats of a record, and of its history."""

    text = "text"
    json = "json"


RecordName = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="De naam (zoals stichting), het bestand, het nummer van een bepaling, of soort:naam "
        "(zoals actie:2026/training).",
    ),
]


def run(
    ctx: typer.Context,
    record: RecordName,
    format: Annotated[Format, option("VORM", "text of json.")] = Format.text,
    rev: Rev = None,
) -> None:
    """Toon één record, en wie ernaar verwijst.

    Ook een deel van een record heeft een naam, zoals een bepaling, een eenheid of een thema.

    Voorbeeld: convenant show convenant
    """
    from convenant_cli.commands.reports.record import as_data, as_text
    from convenant_cli.dossier.reading import load

    root, source = open_source(ctx.obj, rev)
    dossier, _ = load(source)
    found = chosen(dossier, record, ctx.obj, root, rev is None)
    path = relative_to_here(root)

    def spot(place: Place) -> tuple[int, int]:
        position = dossier.locate(place)
        return position.line, position.column

    def where(place: Place) -> str:
        line, column = spot(place)
        return f"{path(place.name)}:{line}:{column}"

    if format is Format.json:
        say(as_json(as_data(dossier, found, spot)))
    else:
        print_folded(as_text(dossier, found, where, page_width()))


def chosen(
    dossier: "Dossier",
    record: str,
    start: Path,
    root: Path,
    on_disk: bool,
    explain: Callable[[str], str | None] | None = None,
) -> "Found":
    """Return the thing that a user names by path, id, number or ``soort:id``. Raises ConvenantError.

    A path is read as ``validate`` prints it, with or without line and column. ``explain`` may know why a name is not
    there.
    """
    from convenant_cli.commands.reports.record import find, is_record, kind_of
    from convenant_cli.text.opdracht import quoted
    from convenant_cli.text.sentences import suggest

    try:
        file = record_name(re.sub(r"(:\d+){1,2}$", "", record), start, root, dossier.source, on_disk)
    except ConvenantError:
        file = ""
    matches = find(dossier, file if file in dossier.files else record)
    if not matches:
        if explain and (reason := explain(re.sub(r"(:\d+){1,2}$", "", record))):
            raise ConvenantError(reason)
        names = [id for ids in dossier.defined.values() for id in ids]
        near = suggest(record, names) or suggest(record, {name.rsplit("/", 1)[-1] for name in names})
        meant = f"bedoelde u '{near}'?" if near else f"zoek op onderwerp met: convenant find {quoted(record)}"
        raise ConvenantError(f"'{record}' bestaat niet in dit dossier; {meant}")
    records = [found for found in matches if is_record(found)]
    left = records if len(records) == 1 else matches
    if len(left) > 1:
        options = ", ".join(kind_of(found) for found in left)
        raise ConvenantError(f"'{record}' kan meer betekenen; kies uit: {options}")
    return left[0]
