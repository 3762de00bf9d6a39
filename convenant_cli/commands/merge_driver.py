"""``convenant merge-driver``: what git calls for a record that both sides changed; and setting that up."""

import traceback
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from convenant_cli.commands.common import argument, option
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import say

_MARKER = 7
_LONGEST_MARKER = 1000


def run(
    ctx: typer.Context,
    basis: Annotated[Path | None, argument("BASIS", "De versie waar beide van uitgingen.")] = None,
    ons: Annotated[Path | None, argument("ONS", "Onze versie. Hier komt ook de uitkomst in.")] = None,
    hun: Annotated[Path | None, argument("HUN", "Hun versie.")] = None,
    pad: Annotated[str | None, argument("PAD", "Hoe het bestand heet, voor meldingen.")] = None,
    tekens: Annotated[int, option("AANTAL", "Hoe lang de tekens van een conflict zijn.")] = _MARKER,
    onze: Annotated[str, option("NAAM", "De naam van onze kant, bij een conflict.")] = "HEAD",
    hunne: Annotated[str, option("NAAM", "De naam van hun kant, bij een conflict.")] = "andere kant",
    installeer: Annotated[
        bool, typer.Option("--installeer", help="Zet dit aan in deze kloon. Dat hoeft maar één keer.")
    ] = False,
    verwijder: Annotated[bool, typer.Option("--verwijder", help="Zet dit weer uit in deze kloon.")] = False,
) -> None:
    """Voeg twee versies van een record samen, per veld. git roept dit aan.

    Twee collega's werken aan hetzelfde record. Zonder convenant ziet git alleen regels tekst, en is een bericht dat
    beiden onderaan toevoegen een conflict. Met convenant blijft alles staan: velden die één kant wijzigde, en van een
    lijst wat elke kant erbij zette. Ook van een nieuw record dat beiden toevoegen. Commentaar, aanhalingstekens en
    opmaak blijven zoals ze waren.

    Zeggen beide kanten iets anders in hetzelfde veld, of haalt de één weg wat de ander wijzigt? Dan staan alleen om
    dat veld de tekens van een conflict (<<<<<<<, =======, >>>>>>>) en is de exitcode 1. Met merge.conflictStyle van
    git ziet u daar ook wat er eerst stond. Wat geen leesbaar record is, voegt git samen als gewone tekst, zoals zonder
    convenant; maar wat daardoor dubbel zou staan, is een conflict.

    Zet het één keer aan, en gebruik daarna git zoals altijd (merge, rebase, cherry-pick). Een website zoals GitHub
    of GitLab voegt samen zonder convenant: meldt die een conflict, voeg dan eerst op uw eigen computer samen.

    Voorbeeld: convenant merge-driver --installeer
    """
    if installeer or verwijder:
        if installeer and verwijder:
            raise typer.BadParameter("--installeer en --verwijder kunnen niet samen; kies er een")
        _set_up(ctx.obj, installeer)
        return
    if basis is None or ons is None or hun is None:
        raise typer.BadParameter("BASIS, ONS en HUN horen erbij; git vult ze in. Zet het aan met --installeer")
    # An older git does not fill in the names of the sides.
    labels = ("HEAD" if onze in ("", "%X") else onze, "andere kant" if hunne in ("", "%Y") else hunne)
    # The length comes from .gitattributes, which may hold anything: markers must be there, and no file of their own.
    size = tekens if 0 < tekens <= _LONGEST_MARKER else _MARKER
    raise typer.Exit(_merge([basis, ons, hun], pad or str(ons), labels, size))


def _set_up(start: Path, on: bool) -> None:
    from convenant_cli.changes.merging.installing import install, remove
    from convenant_cli.commands.common import tell
    from convenant_cli.sources.sources import find_root

    done = (install if on else remove)(find_root(start))
    tell(done, done[0].removesuffix("."))


def _version(path: Path) -> bytes:
    """Return a version that git put in a file. Raises ConvenantError."""
    from convenant_cli.sources.diskfile import read_named

    content = read_named(path)
    if content is None:
        raise ConvenantError(f"{path} is niet te lezen: het bestand is er niet")
    return content


def _merge(paths: list[Path], name: str, labels: tuple[str, str], marker_size: int) -> int:
    from convenant_cli.changes.merging import Look, merge, merge_as_text
    from convenant_cli.commands.common import here
    from convenant_cli.sources.git.merge import conflict_style
    from convenant_cli.sources.writing import replace_file
    from convenant_cli.text.glyphs import visible

    base, ours, theirs = map(_version, paths)
    name = visible(name)
    look = Look((visible(labels[0]), visible(labels[1])), marker_size)
    try:
        done = merge(base, ours, theirs, look)
        # Asking git takes longer than most merges, and most have no conflict.
        if done.conflicts and (style := conflict_style(here())) != look.style:
            look = replace(look, style=style)
            done = merge(base, ours, theirs, look)
    except ConvenantError:
        raise
    except Exception:  # noqa: BLE001  # a bug of ours must not cost anybody their text: git merges it as lines
        say(traceback.format_exc().rstrip(), err=True)
        say(f"{name}: dit is een fout in convenant zelf. Meld hem met de tekst hierboven.", err=True)
        done = merge_as_text(base, ours, theirs, look)
    if not done.by_record:
        check = "Kijk het na met 'convenant validate'."
        say(f"{name}: samengevoegd als gewone tekst; per veld kon niet. {check}", err=True)
    if done.conflicts:
        say(f"{name}: {done.where}", err=True)
    # Last: after a message that cannot be printed the caller merges the versions itself, and needs ours as it was.
    replace_file(paths[1], done.content)
    return 1 if done.conflicts else 0
