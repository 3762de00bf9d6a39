"""What commands that change records have in common: trying it, showing it, writing it, and the way back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from convenant_cli.commands.common import relative_to_here
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import Source
from convenant_cli.text.screen import is_terminal, page_width, print_lines, print_on_terminal, say

if TYPE_CHECKING:
    from convenant_cli.commands.reports.record import Found
    from convenant_cli.dossier.dossier import Dossier
    from convenant_cli.editing.links import Ding
    from convenant_cli.editing.trial import Proef

_NEEDS_DECISION = "vastgesteld-plan-wijzigt-met-besluit"


def thing_of(found: "Found") -> "Ding":
    """Return what a user named, as what is renamed or removed."""
    from convenant_cli.editing.links import Ding

    return Ding(found.soort, found.id, found.place)


def required(source: Source, files: Mapping[str, bytes | None], day: date, instead: str = "") -> "Proef":
    """Return what a change would do. Raises ConvenantError for a new fault; ``instead``: what to do in that case."""
    from convenant_cli.editing.trial import refusal, tried

    proof = tried(source, files, day)
    for fault in proof.fouten:
        said = refusal(fault, "")
        if fault.rule == _NEEDS_DECISION:
            said = f"dit kan niet: {fault.message.split(', maar')[0]}, maar het plan is al vastgesteld"
        raise ConvenantError(f"{said}. {instead}" if instead else said)
    return proof


def shown(
    sentences: Iterable[str], proof: "Proef | None", dossier: "Dossier", files: Mapping[str, bytes | None], width: int
) -> Iterator[str]:
    """Yield what would change, with what it does to the oordelen and which other files name what goes."""
    from convenant_cli.commands.reports.diff_text import DiffView, oordelen
    from convenant_cli.commands.reports.view import wrapped
    from convenant_cli.editing.renaming import also_in
    from convenant_cli.text.glyphs import visible

    for sentence in sentences:
        indent = sentence[: len(sentence) - len(sentence.lstrip())]
        yield from wrapped(width, indent, visible(sentence.lstrip()), indent + "  ")
    told = list(oordelen(DiffView(proof.vergelijking, width=width))) if proof else []
    if told:
        yield "Dit verandert in de oordelen:"
        yield from told
    for name in also_in(dossier, files):
        yield from wrapped(
            width, "", f"{visible(name)} noemt een bestand dat zo niet meer heet; pas dat zelf aan.", "  "
        )


def show_changes(proof: "Proef") -> None:
    """Print what a change makes different, each field of it."""
    from convenant_cli.commands.reports.diff_text import DiffView, changes

    view = DiffView(proof.vergelijking, width=page_width())
    if is_terminal():
        print_on_terminal(lambda width, paint: changes(replace(view, width=width, paint=paint)))
    else:
        print_lines(changes(view))
    tell_persons(proof)


def tell_persons(proof: "Proef") -> None:
    """Say what looks like a person in what was typed: it is written, and can still be taken out."""
    for one in proof.personen:
        say(f"let op: {one.position.file}: {one.message}; {one.hint}", err=True)


def way_back(root: Path, source: Source, files: Mapping[str, bytes | None]) -> str:
    """Return the command that brings files back as they are now; empty when git does not have them so.

    Of files that are new it says to take them away.
    """
    from convenant_cli.sources.git.log import in_repository
    from convenant_cli.sources.git.repo import open_repository
    from convenant_cli.sources.sources import is_clean
    from convenant_cli.text.opdracht import quoted

    if not in_repository(root):
        return ""
    repo, prefix = open_repository(root)
    path = relative_to_here(root)
    old = [name for name in files if name in source.files]
    new = [path(name) for name in files if name not in source.files]
    if not all(is_clean(repo, root, prefix, name) for name in old):
        return ""
    undo = [f"git restore {' '.join(quoted(path(name)) for name in old)}"] if old else []
    return "; ".join([*undo, *([f"haal {', '.join(new)} weg"] if new else [])])
