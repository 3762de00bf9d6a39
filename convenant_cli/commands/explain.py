"""``convenant explain``: the manual of a rule, or the list of all."""

from enum import StrEnum
from typing import Annotated

import typer

from convenant_cli.commands.common import print_lines
from convenant_cli.findings import ConvenantError


class Format(StrEnum):
    """The formats of an explanation."""

    text = "text"
    markdown = "markdown"


def run(
    controle: Annotated[
        str | None,
        typer.Argument(
            metavar="CONTROLE",
            show_default=False,
            help="De naam tussen vierkante haken achter een melding. Zonder naam ziet u de lijst.",
        ),
    ] = None,
    format: Annotated[Format, typer.Option(metavar="VORM", show_default=False, help="text of markdown.")] = Format.text,
) -> None:
    """Leg een controle uit: wat moet kloppen, waarom, en wat u kunt doen.

    Voorbeeld: convenant explain verwijzing-bestaat
    """
    from convenant_cli.model_errors import suggest
    from convenant_cli.reporting import manual

    manuals = manual.all_manuals()
    if controle is None:
        print_lines(manual.as_markdown(manuals) if format is Format.markdown else manual.as_list(manuals))
        return
    if controle not in manuals:
        near = suggest(controle, manuals)
        meant = f"bedoelde u '{near}'?" if near else "'convenant explain' toont de lijst"
        raise ConvenantError(f"de controle '{controle}' bestaat niet; {meant}")
    entry = manuals[controle]
    print_lines(manual.entry_as_markdown(entry) if format is Format.markdown else manual.entry_as_text(entry))
