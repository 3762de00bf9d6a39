"""``convenant fmt``: every record in one layout; what it says stays the same."""

from typing import Annotated

import typer

from convenant_cli.commands.common import argument, open_source, record_name, relative_to_here, tell
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import print_lines


def run(
    ctx: typer.Context,
    paden: Annotated[list[str] | None, argument("PAD", "Alleen deze bestanden of mappen.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Schrijf niets: noem de bestanden met een andere opmaak (exitcode 1).")
    ] = False,
    staged: Annotated[
        bool, typer.Option("--staged", help="Met --check: lees wat in git klaarstaat voor de volgende commit.")
    ] = False,
) -> None:
    """Zet alle bestanden in dezelfde opmaak, zonder iets aan de inhoud te veranderen.

    De velden komen in de volgorde van het model, met dezelfde inspringing, aanhalingstekens alleen waar zij nodig zijn,
    en dezelfde regeleinden. Opmerkingen blijven staan bij wat eronder staat. Nog een keer verandert niets meer.

    Voorbeeld: convenant fmt

    Voorbeeld: convenant fmt --check data/partners
    """
    from convenant_cli.editing.layout import differing
    from convenant_cli.records import KINDS
    from convenant_cli.sources.together import write_together

    if staged and not check:
        raise typer.BadParameter("--staged kan alleen met --check: in git wordt niets geschreven")
    root, source = open_source(ctx.obj, staged=staged)
    asked = [record_name(one, ctx.obj, root, source, not staged) for one in paden or []]
    files = {
        name: (kind, raw)
        for name, raw in source.files.items()
        for kind in KINDS
        if kind.match(name) is not None and _asked(name, asked)
    }
    new, unread = differing(files)
    path = relative_to_here(root)
    if new and not check:
        write_together(root, new, source.files)
    tell(map(path, new), "de opmaak is veranderd")
    print_lines(_told(len(new), len(files), check), err=True)
    if unread:
        names = ", ".join(map(path, unread))
        raise ConvenantError(f"niet te lezen, en dus niet opgemaakt: {names}; 'convenant validate' zegt waarom")
    raise typer.Exit(1 if new and check else 0)


def _asked(name: str, asked: list[str]) -> bool:
    return not asked or any(one in (".", name) or name.startswith(f"{one}/") for one in asked)


def _told(count: int, total: int, check: bool) -> list[str]:
    if not count:
        return [
            f"Alle {total} bestanden hebben de vaste opmaak." if total != 1 else "Het bestand heeft de vaste opmaak."
        ]
    files = "1 bestand heeft" if count == 1 else f"{count} bestanden hebben"
    if check:
        return [f"{files} een andere opmaak; 'convenant fmt' zet dat goed."]
    return [f"{files} nu de vaste opmaak. De inhoud is gelijk gebleven."]
