"""``convenant status``: what the keeper of the dossier should know today, on one screen."""

from enum import StrEnum
from typing import Annotated

import typer

from convenant_cli.commands.common import Peildatum, Rev, open_whole, option, tell_other_day, today_unless
from convenant_cli.text.screen import is_terminal, page_width, print_lines, print_on_terminal


class Format(StrEnum):
    """The formats of the screen."""

    text = "text"
    json = "json"


def run(
    ctx: typer.Context,
    format: Annotated[Format, option("VORM", "text of json.")] = Format.text,
    peildatum: Peildatum = None,
    rev: Rev = None,
) -> None:
    """Toon op één scherm wat er speelt: looptijd, bijeenkomst, wat te laat is en wat verloopt.

    Staat er werk op deze computer dat nog niet is vastgelegd of verstuurd, dan ziet u dat ook.

    Voorbeeld: convenant status
    """
    from convenant_cli.commands.reports.status import StatusView, lines
    from convenant_cli.commands.reports.status_json import lines as json_lines
    from convenant_cli.judging.overzicht import overzicht
    from convenant_cli.judging.signalen import signalen
    from convenant_cli.sources.git.pending import openstaand

    root, dossier = open_whole(ctx.obj, rev)
    source = dossier.source
    git = openstaand(root, (*source.files, *source.strangers)) if rev is None else None
    day = today_unless(peildatum, dossier.source)
    told = signalen(overzicht(dossier, day))
    tell_other_day(dossier, day)
    if format is Format.json:
        print_lines(json_lines(told, git))
    elif is_terminal():
        print_on_terminal(lambda width, paint: lines(StatusView(told, git, width=width, paint=paint)))
    else:
        print_lines(lines(StatusView(told, git, width=page_width())))
