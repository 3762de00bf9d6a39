"""``convenant import``: forms that came back, told in sentences and then taken over."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import Peildatum, agreed, here, open_whole, relative_to_here, tell, today_unless
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import page_width, print_lines, say

if TYPE_CHECKING:
    from convenant_cli.exchange.inname import Inname

_SUFFIX = ".xlsx"


def run(
    ctx: typer.Context,
    paden: Annotated[
        list[str],
        typer.Argument(metavar="BESTAND...", show_default=False, help="De formulieren (.xlsx), of een map ermee."),
    ],
    ja: Annotated[bool, typer.Option("--ja", help="Neem over zonder het te vragen, voor een script.")] = False,
    proef: Annotated[
        bool, typer.Option("--proef", "--dry-run", help="Laat zien wat er zou veranderen en schrijf niets.")
    ] = False,
    formulier_wint: Annotated[
        bool,
        typer.Option(
            "--formulier-wint",
            help="Neem het antwoord van het formulier, ook als het in het dossier intussen is gewijzigd.",
        ),
    ] = False,
    peildatum: Peildatum = None,
) -> None:
    """Neem over wat partijen invulden in hun formulieren, die van 'convenant export verklaring'.

    U ziet per partij wat zij antwoordde en wat nog ontbreekt, en wat dat aan de oordelen verandert. Daarna vraagt het
    programma of u het overneemt. Een formulier waarin iets niet klopt, blijft liggen: u ziet per blad, rij en kolom wat
    er is. De exitcode is dan 1.

    Voorbeeld: convenant import terug/

    Voorbeeld: convenant import terug/verklaring-2026-politie.xlsx --proef
    """
    from convenant_cli.exchange.inname import inname
    from convenant_cli.together import write_together

    files = _files(paden)
    root, dossier = open_whole(ctx.obj)
    every = inname(dossier.source, dossier, files, today_unless(peildatum), formulier_wint)
    _show(every)
    new = every.bestanden
    if proef or not new:
        say("Er is niets geschreven (--proef)." if proef else "Er is niets om over te nemen.")
    elif agreed(ja, "Overnemen?", "geef --ja om over te nemen, of --proef om te kijken"):
        write_together(root, new, dossier.source.files)
        paths = list(map(relative_to_here(root), new))
        tell([*paths, "Overgenomen. Bekijk het met 'git diff', en leg het vast."], f"geschreven is {', '.join(paths)}")
    else:
        say("Er is niets geschreven.")
    if not every.heel:
        raise typer.Exit(1)


def _files(asked: list[str]) -> list[Path]:
    """Return the files that are meant, in order and each once: a folder stands for the forms in it."""
    found: dict[Path, None] = {}
    for one in asked:
        path = here() / one
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() == _SUFFIX and not p.name.startswith("~$"))
            if not inside:
                raise ConvenantError(f"in de map {one} staat geen formulier ({_SUFFIX}); kies een andere map")
        elif "*" in path.name and not path.exists():  # a shell of Windows leaves this to the program
            inside = sorted(p for p in path.parent.glob(path.name) if not p.name.startswith("~$"))
            if not inside:
                raise ConvenantError(f"er is geen bestand dat past bij {one}; kies een andere naam")
        else:
            inside = [path]
        for file in inside:
            if file.suffix.lower() != _SUFFIX:
                raise ConvenantError(f"{one} is geen formulier; kies een bestand op {_SUFFIX}")
            if not file.exists():
                raise ConvenantError(f"{one} bestaat niet; kies een formulier, of een map ermee")
            found[file] = None
    return list(found)


def _show(every: "Inname") -> None:
    """Print what each form brings, what is set aside, and what all of it changes in the oordelen."""
    from convenant_cli.exchange.inname import verteld, verteld_terzijde
    from convenant_cli.reports.diff_text import DiffView, oordelen
    from convenant_cli.reports.view import wrapped
    from convenant_cli.text.glyphs import visible

    width = page_width()
    for sentences in (*map(verteld, every.overnames), *map(verteld_terzijde, every.terzijde)):
        for number, sentence in enumerate(map(visible, sentences)):
            print_lines(wrapped(width, "  - " if number else "", sentence, "    " if number else "  "))
        say("")
    if every.proef:
        told = list(oordelen(DiffView(every.proef.vergelijking, width)))
        print_lines(["Dit verandert in de oordelen:", *told] if told else ["Aan de oordelen verandert niets."])
        say("")
