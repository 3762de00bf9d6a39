"""``convenant validate``: every finding of the dossier."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    Rev,
    argument,
    open_source,
    option,
    record_name,
    relative_to_here,
    relative_to_repository,
    today_unless,
)
from convenant_cli.findings import Finding
from convenant_cli.text.screen import is_terminal, print_lines, print_on_terminal

_PROCESSES = "CONVENANT_PROCESSEN"
"""With ``1`` there nothing is done by a second process."""


def _formats() -> list[str]:
    from convenant_cli.commands.reports.findings import formats

    return formats()


def _format(name: str | None) -> str | None:
    if name is not None and name not in _formats():
        raise typer.BadParameter(f"'{name}' is not one of {', '.join(repr(one) for one in _formats())}.")
    return name


def run(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, argument("PAD", "Toon alleen deze bestanden of mappen.")] = None,
    format: Annotated[
        str | None,
        option(
            "VORM",
            "text (met de plaats in het bestand), concise (één regel per melding), json, of wat een ander "
            "systeem leest, zoals github, gitlab of sarif. Standaard text op een scherm en anders concise.",
            callback=_format,
            autocompletion=_formats,
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Ook een waarschuwing geeft exitcode 1.")] = False,
    peildatum: Peildatum = None,
    rev: Rev = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Lees wat in git klaarstaat voor de volgende commit.")
    ] = False,
    sinds: Annotated[
        str | None,
        option(
            "BASIS",
            "Vergelijk met waar het werk van deze tak, tag, commit of datum aftakte: controleer ook wat niet had "
            "mogen veranderen, en zeg van elke melding of zij nieuw is.",
        ),
    ] = None,
    geschiedenis: Annotated[
        bool,
        typer.Option(
            "--geschiedenis",
            help="Zoek ook in alle eerdere versies, berichten en namen van takken en tags in git naar gegevens van "
            "personen. Dat kan even duren.",
        ),
    ] = False,
    alleen_nieuw: Annotated[
        bool,
        typer.Option(
            "--alleen-nieuw",
            help="Met --sinds: alleen een nieuwe melding geeft exitcode 1. U ziet de andere nog wel.",
        ),
    ] = False,
) -> None:
    """Controleer alle bestanden van het dossier.

    Elke melding noemt bestand, regel, kolom en wat u kunt doen. Aan uw bestanden verandert niets. Exitcode 0: geen
    fouten. 1: wel fouten. 2: de opdracht kon niet worden uitgevoerd.

    Voorbeeld: convenant validate --peildatum 2026-12-31

    Voorbeeld: convenant validate --sinds main --alleen-nieuw

    Voorbeeld: convenant validate --geschiedenis
    """
    from convenant_cli.checks.checking import check_source
    from convenant_cli.checks.since import base_of, check_since, tags_of
    from convenant_cli.commands.reports.findings import for_systems, report_lines
    from convenant_cli.commands.reports.view import View, summary
    from convenant_cli.sources.git.tracked import exposed_on_disk
    from convenant_cli.sources.nearly import unused_styles

    if alleen_nieuw and sinds is None:
        raise typer.BadParameter("--alleen-nieuw kan alleen met --sinds; zeg sinds wanneer, zoals --sinds main")
    root, source = open_source(ctx.obj, rev, staged)
    if rev is None and not staged:
        source = replace(source, exposed=exposed_on_disk(root))
    asked = [record_name(path, ctx.obj, root, source, rev is None and not staged) for path in paths or []]
    day, tags = today_unless(peildatum, source), tags_of(root)
    if sinds is None:
        report = check_source(source, day, tags=tags, by_two=os.environ.get(_PROCESSES) != "1")
    else:
        report = check_since(source, *base_of(root, sinds, rev), day, tags)
    if geschiedenis:
        from convenant_cli.changes.history.personal import search_history
        from convenant_cli.checks.checking import with_history

        report = with_history(report, search_history(report.dossier, root))
    shown = tuple(finding for finding in report.findings if _asked(finding, asked))
    chosen = format or ("text" if is_terminal() else "concise")
    path = relative_to_repository(root) if for_systems(chosen) else relative_to_here(root)
    view = View(report, shown, path, strict=strict, only_new=alleen_nieuw)
    if chosen == "text" and is_terminal():
        print_on_terminal(lambda width, paint: report_lines("text", replace(view, width=width, paint=paint)))
    else:
        print_lines(report_lines(chosen, view))
    if chosen == "concise" or for_systems(chosen):
        print_lines(summary(view), err=True)
    if rev is None and not staged:
        print_lines((f"let op: {said}" for said in unused_styles(root / "templates")), err=True)
    raise typer.Exit(1 if any(view.fails(finding) for finding in view.shown) else 0)


def _asked(finding: Finding, asked: list[str]) -> bool:
    file = finding.position.file
    return not asked or any(file == name or name == "." or file.startswith(f"{name}/") for name in asked)
