"""``convenant explain``: the manual of a rule or a toets, a clause with how it is tested, or the list of all."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import open_source, relative_to_here
from convenant_cli.findings import ConvenantError, Place
from convenant_cli.text.screen import print_lines

if TYPE_CHECKING:
    from convenant_cli.records import Bepaling


class Format(StrEnum):
    """The formats of an explanation."""

    text = "text"
    markdown = "markdown"


def run(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAAM",
            show_default=False,
            help="De naam tussen vierkante haken achter een melding, een soort toets, of een bepaling of haar nummer. "
            "Zonder naam ziet u de lijst van controles en toetsen.",
        ),
    ] = None,
    format: Annotated[
        Format,
        typer.Option(metavar="VORM", show_default=False, help="text of markdown. Een bepaling is er alleen als text."),
    ] = Format.text,
) -> None:
    """Leg een controle, een toets of een bepaling uit.

    Bij een controle of toets leest u wat moet kloppen, waarom, en wat u kunt doen. Bij een bepaling leest u de tekst,
    wie eraan gebonden is en hoe zij wordt getoetst. Heeft een bepaling dezelfde naam als een toets, schrijf dan
    bepaling:naam of toets:naam.

    Voorbeeld: convenant explain verwijzing-bestaat
    """
    from convenant_cli.judging.toetsen import toetsen as kinds
    from convenant_cli.reports import manual, toetsen

    if name is None:
        print_lines(_everything(format))
        return
    what, _, bare = name.rpartition(":")
    manuals = manual.all_manuals()
    markdown = format is Format.markdown
    if what in ("", "controle") and bare in manuals:
        entry = manuals[bare]
        print_lines(manual.entry_as_markdown(entry) if markdown else manual.entry_as_text(entry))
    elif what in ("", "toets") and bare in kinds():
        kind = kinds()[bare]
        print_lines(toetsen.as_markdown(kind) if markdown else toetsen.as_text(kind))
    elif what in ("", "bepaling"):
        print_lines(_clause(ctx.obj, bare, [*manuals, *kinds()]))
    else:
        raise ConvenantError(f"'{what}' kan niet voor de dubbele punt; kies uit: controle, toets, bepaling")


def _everything(format: Format) -> Iterable[str]:
    from convenant_cli.judging.toetsen import toetsen as kinds
    from convenant_cli.reports import manual, toetsen

    if format is Format.markdown:
        return [*manual.as_markdown(manual.all_manuals()), "", *toetsen.page(kinds())]
    return [
        "Controles",
        "",
        *manual.as_list(manual.all_manuals()),
        "",
        "Toetsen",
        "",
        *toetsen.as_list(kinds()),
        "",
        "Meer uitleg: convenant explain NAAM",
    ]


def _only(name: str, clauses: "list[Bepaling]") -> str:
    """Return the id of the only clause, or the name when there is none. Raises ConvenantError for more."""
    if len(clauses) > 1:
        options = ", ".join(f"bepaling:{clause.id} ({clause.aanduiding})" for clause in clauses)
        raise ConvenantError(f"'{name}' kan meer betekenen; kies uit: {options}")
    return clauses[0].id if clauses else name


def _clause(start: Path, name: str, others: list[str]) -> Iterable[str]:
    """Return the explanation of a clause. Without a dossier, the name can only be a rule or a toets."""
    from convenant_cli.dossier.faults import suggest
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.meant import named_clauses, only
    from convenant_cli.reports import bepaling

    try:
        root, source = open_source(start)
    except ConvenantError:
        dossier = None
    else:
        dossier, _ = load(source)
        found = bepaling.find(dossier, name)
        if found is None:
            found = bepaling.find(dossier, _only(name, named_clauses(dossier, name)))
        if found is None:
            found = bepaling.find(dossier, only(dossier, name, ("bepaling",)))
        if found is not None:
            path = relative_to_here(root)
            positions = dossier

            def where(place: Place) -> str:
                position = positions.locate(place)
                return f"{path(position.file)}:{position.line}"

            return bepaling.lines(dossier, found, where)
    clauses = list(dossier.bepalingen) if dossier else []
    near = suggest(name, [*others, *clauses])
    meant = f"bedoelde u '{near}'?" if near else "'convenant explain' toont de lijst"
    kinds = "controle, toets of bepaling" if dossier else "controle of toets"
    raise ConvenantError(f"een {kinds} '{name}' bestaat niet; {meant}")
