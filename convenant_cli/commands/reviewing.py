"""What ``convenant import`` does with documents for review: show what is proposed, let somebody choose, write it."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from convenant_cli.commands.common import agreed, open_whole, relative_to_here, tell
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import page_width, print_lines, say

if TYPE_CHECKING:
    from convenant_cli.exchange.bespreking.inbreng import Terugkomst
    from convenant_cli.exchange.bespreking.overnemen import Overneming
    from convenant_cli.exchange.bespreking.voorstellen import Tekstvoorstel
    from convenant_cli.exchange.persoonlijk import Gezocht


@dataclass(frozen=True, slots=True)
class Inbrengkeuze:
    """How somebody wants documents to be taken over."""

    ja: bool
    proef: bool
    besluit: str
    van: Sequence[str]
    rest: Path | None


def review(start: Path, paths: Sequence[Path], asked: Inbrengkeuze, day: date) -> None:
    """Show what documents propose and take over what is chosen.

    Raises ConvenantError, and typer.Exit(1) when something of it is left.
    """
    from convenant_cli.exchange.bespreking.inbreng import in_bestand, terugkomst
    from convenant_cli.exchange.bespreking.overnemen import bericht, uitkomst
    from convenant_cli.sources.git.log import tag_names
    from convenant_cli.sources.together import write_together
    from convenant_cli.sources.writing import refuse_inside, refuse_unwritable, write_atomic

    root, nu = open_whole(start)
    if asked.rest is not None:
        refuse_unwritable(asked.rest, root)
        refuse_inside(asked.rest, root)
    found = terugkomst(root, nu, paths, day, _parties(asked.van, paths))
    _show(found)
    every = found.inbreng.voorstellen
    free = [one for one in every if not one.bezwaar]
    on_terminal = not asked.ja and bool(sys.stdin) and sys.stdin.isatty()
    if not asked.proef and (free or (on_terminal and every)):
        if on_terminal:
            free = list(_chosen(every, found.gezocht))
        elif not agreed(asked.ja, "", "geef --ja om alles over te nemen waar niets tegen is, of --proef om te kijken"):
            free = []
    made: Overneming | None = None
    if free:
        made = uitkomst(nu, free, day, asked.besluit, tag_names(root) or ())
        _refused(one for one in free if one.bezwaar)
    if asked.rest is not None:
        write_atomic(asked.rest, in_bestand(found.inbreng, found.gezocht).encode(), root)
    written = [str(asked.rest)] if asked.rest is not None else []
    if asked.proef or made is None or not made.bestanden:
        tell(
            [*written, "Aan het dossier is niets veranderd (--proef)." if asked.proef else "Er is niets overgenomen."],
            "klaar",
        )
    else:
        write_together(root, made.bestanden, nu.source.files)
        paths_written = [*map(relative_to_here(root), made.bestanden)]
        message = bericht(made.genomen, found.documenten)
        lines = [*paths_written, *written, "Overgenomen. Leg het vast, bijvoorbeeld met dit bericht:", ""]
        tell([*lines, *(f"    {line}".rstrip() for line in message)], f"geschreven is {', '.join(paths_written)}")
    if found.inbreng.rest or any(one.bezwaar for one in every) or any(one.gebrek for one in found.gelezen):
        raise typer.Exit(1)


def _parties(said: Sequence[str], paths: Sequence[Path]) -> dict[str, str]:
    """Return the party of each file by its name, as the options say it; of the only file by an empty one."""
    out = {}
    for one in said:
        name, _, party = one.rpartition("=")
        if not name and len(paths) > 1:
            raise ConvenantError(f"bij meer bestanden hoort --van BESTAND=PARTIJ, zoals --van {paths[0].name}={party}")
        if name and name not in [path.name for path in paths]:
            raise ConvenantError(f"--van noemt {name}, en dat bestand is er niet bij; kies de naam van een bestand")
        out[name] = party
    return out


def _show(found: "Terugkomst") -> None:
    from convenant_cli.exchange.bespreking.inbreng import verteld, verteld_rest, verteld_voorstel

    for one in found.gelezen:
        _print([verteld(one)])
    if not any(one.kenmerk for one in found.gelezen):
        return
    look, every = found.gezocht, found.inbreng
    if every.voorstellen:
        print_lines(["", f"Voorstellen ({len(every.voorstellen)}):"])
    for voorstel in every.voorstellen:
        _print(verteld_voorstel(voorstel, look))
    if every.rest:
        print_lines(["", f"Niet bij één veld ({len(every.rest)}), neem dit zelf over waar dat moet:"])
    for stem, left in every.rest:
        _print(verteld_rest(stem, left, look))
    if every.gelijk:
        say(f"{every.gelijk} van de voorstellen staan al zo in het dossier.")
    if not every.voorstellen and not every.rest:
        say("Er is niets gewijzigd.")
    say("")


def _chosen(every: "Sequence[Tekstvoorstel]", look: "Gezocht") -> "Iterable[Tekstvoorstel]":
    """Yield the proposals that somebody wants to take over, some in other words; of one field no more than one."""
    from convenant_cli.editing.creating.choices import Keus
    from convenant_cli.editing.creating.prompting import ask_text, pick
    from convenant_cli.exchange.bespreking.inbreng import verteld_voorstel
    from convenant_cli.exchange.bespreking.voorstellen import beoordeel

    choices = (Keus("overnemen"), Keus("aanpassen", "overnemen met andere woorden"), Keus("laten"))
    decided = set()
    for one in every:
        if one.veld in decided:
            continue
        say("")
        _print(verteld_voorstel(one, look))
        answer = pick("Wat doet u", "", choices[1:] if one.bezwaar else choices)
        wanted = one.was if one.bezwaar else one.wordt
        while answer == "aanpassen":
            wanted = ask_text("Nieuwe tekst", "", default=wanted)
            beoordeel(one, wanted)
            if not one.bezwaar:
                break
            say(f"Dit kan niet: {one.bezwaar}")
            answer = pick("Wat doet u", "", choices[1:])
        if answer != "laten":
            decided.add(one.veld)
            yield one


def _refused(left: "Iterable[Tekstvoorstel]") -> None:
    for one in left:
        _print([f"{one.onderwerp}: niet overgenomen: {one.bezwaar}"])


def _print(sentences: Iterable[str]) -> None:
    """Print sentences as a list below the first of them."""
    from convenant_cli.commands.reports.view import wrapped
    from convenant_cli.text.glyphs import visible

    for number, sentence in enumerate(map(visible, sentences)):
        print_lines(wrapped(page_width(), "    " if number else "  ", sentence, "      " if number else "    "))
