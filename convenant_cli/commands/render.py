"""``convenant render``: documents from the dossier."""

from pathlib import Path
from typing import Annotated

import typer

from convenant_cli.commands.common import Peildatum, Rev, open_source, today_unless
from convenant_cli.findings import ConvenantError

_SUFFIXES = (".md", ".html")


def run(
    ctx: typer.Context,
    document: Annotated[
        str | None,
        typer.Argument(metavar="DOCUMENT", show_default=False, help="Het document. Zonder naam ziet u de lijst."),
    ] = None,
    which: Annotated[
        str | None, typer.Argument(metavar="WELK", show_default=False, help="Waarvan, zoals het jaar van een jaarplan.")
    ] = None,
    naar: Annotated[
        list[Path] | None,
        typer.Option(
            "--naar",
            metavar="BESTAND",
            show_default=False,
            help="Schrijf naar dit bestand; .md of .html bepaalt de vorm. Mag vaker. "
            "Zonder --naar: Markdown op het scherm.",
        ),
    ] = None,
    peildatum: Peildatum = None,
    rev: Rev = None,
) -> None:
    """Maak een document uit het dossier.

    Voorbeeld: convenant render jaarplan 2026 --naar jaarplan-2026.html
    """
    from convenant_cli import __version__
    from convenant_cli.documents import kinds
    from convenant_cli.documents.rendering import render
    from convenant_cli.model_errors import suggest
    from convenant_cli.reading import load
    from convenant_cli.sources import describe_revision
    from convenant_cli.writing import write_atomic

    if document is None:
        for name in kinds.names():
            typer.echo(f"{name:<12} {kinds.sentence(name)}")
        return
    if document not in kinds.names():
        near = suggest(document, kinds.names())
        raise ConvenantError(
            f"het document '{document}' bestaat niet; "
            + (f"bedoelde u '{near}'?" if near else f"kies uit: {', '.join(kinds.names())}")
        )
    targets = naar or []
    for path in targets:
        if path.suffix not in _SUFFIXES:
            raise ConvenantError(f"'{path.suffix}' kan niet; kies een bestand op {' of '.join(_SUFFIXES)}")
    root, source = open_source(ctx.obj, rev)
    dossier, _ = load(source)
    broken = [file.name for file in dossier.files.values() if not file.whole] or [name for name, _ in source.refused]
    if broken:
        raise ConvenantError(
            f"{broken[0]} is niet helemaal te lezen, dus het document zou niet kloppen; "
            "'convenant validate' zegt wat er aan de hand is"
        )
    subject = _subject(document, which, kinds.choices(document, dossier))
    moment = kinds.Moment(today_unless(peildatum), describe_revision(root, rev), f"convenant {__version__}")
    context = kinds.context(document, dossier, subject, moment)
    if not targets:
        typer.echo(render(f"{document}.md.j2", context, root / "templates"), nl=False)
    # All texts are made before the first is written: a mistake in a template leaves nothing half done.
    texts = [render(f"{document}{path.suffix}.j2", context, root / "templates") for path in targets]
    for path, text in zip(targets, texts, strict=True):
        write_atomic(path, text.encode())
        typer.echo(str(path))


def _subject(document: str, which: str | None, possible: list[str]) -> str:
    """Return of what to make the document; an empty text when there is only one."""
    if not possible and which is None:
        return ""
    if which in possible:
        return which
    if not possible:
        raise ConvenantError(f"'{which}' is te veel: van {document} is er maar één")
    asked = f"'{which}' is er niet" if which else f"zeg welk {document}"
    raise ConvenantError(f"{asked}; kies uit: {', '.join(possible)}")
