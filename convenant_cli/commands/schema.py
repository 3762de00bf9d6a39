"""``convenant schema``: the JSON Schemas for editors."""

from pathlib import Path
from typing import Annotated

import typer

from convenant_cli.commands.common import argument, option
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import print_lines, say
from convenant_cli.text.sentences import remedy


def run(
    ctx: typer.Context,
    soort: Annotated[
        str | None, argument("SOORT", "Toon het schema van één soort record, zoals actie, op het scherm.")
    ] = None,
    naar: Annotated[
        Path | None, option("MAP", "Schrijf in deze map. Standaard schemas/ in het dossier.", "--naar")
    ] = None,
    met_namen: Annotated[
        bool,
        typer.Option("--met-namen", help="Zet de namen uit het dossier erin, zodat een editor ze kan aanvullen."),
    ] = False,
    controleer: Annotated[
        bool, typer.Option("--controleer", help="Schrijf niets; exitcode 1 als een schema verouderd is.")
    ] = False,
) -> None:
    """Maak de schema's waarmee een editor velden aanvult en uitlegt.

    Voorbeeld: convenant schema
    """
    from convenant_cli.commands.common import open_source, tell
    from convenant_cli.dossier.reading import load
    from convenant_cli.judging.schemas import all_schemas
    from convenant_cli.sources.sources import dossier_around, find_root
    from convenant_cli.sources.writing import write_atomic

    if soort is not None and (naar is not None or controleer):
        other = "--controleer" if controleer else "--naar"
        raise typer.BadParameter(f"SOORT en {other} kunnen niet samen; zonder SOORT gaat het om alle schema's")
    known = {}
    if met_namen:
        _, source = open_source(ctx.obj)
        known = load(source)[0].defined
    schemas = all_schemas(known)
    if soort is not None:
        name = f"{soort}.schema.json"
        if name not in schemas:
            kinds = [file.split(".")[0] for file in schemas]
            raise ConvenantError(f"de soort '{soort}' bestaat niet; " + remedy(soort, kinds))
        say(schemas[name], end="")
        return
    folder = naar or find_root(ctx.obj) / "schemas"
    root = dossier_around(folder)
    paths = {folder / name: text.encode() for name, text in schemas.items()}
    if not controleer:
        for path, content in paths.items():
            write_atomic(path, content, root)
        tell(map(str, paths), f"de schema's in {folder} zijn geschreven")
        return
    stale = [path for path, content in paths.items() if _content(path, root) != content]
    print_lines(f"{path}: verouderd; maak het opnieuw met 'convenant schema'" for path in stale)
    raise typer.Exit(1 if stale else 0)


def _content(path: Path, root: Path | None) -> bytes | None:
    """Return the bytes of a file, with the line ends that git may have changed; None when it cannot be read."""
    from convenant_cli.sources.diskfile import RefusedError, read_placed

    try:
        content = read_placed(path, root)
    except RefusedError:
        return None
    return content and content.replace(b"\r\n", b"\n")
