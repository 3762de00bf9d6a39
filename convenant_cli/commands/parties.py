"""What a change of parties ends with: everything written at once, or only shown, and what changed and the way back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from convenant_cli.commands.common import relative_to_here, tell
from convenant_cli.text.screen import is_terminal, page_width, print_lines, print_on_terminal, say

if TYPE_CHECKING:
    from convenant_cli.editing.creating.leaving import Partijwijziging
    from convenant_cli.sources.sources import Source


def finish(root: Path, source: "Source", change: "Partijwijziging", trial: bool, details: bool) -> None:
    """Write everything, all or nothing, and tell what changed; or only show it. ``details``: show every field."""
    from convenant_cli.commands.set import in_git
    from convenant_cli.reports.diff_text import DiffView, changes
    from convenant_cli.reports.view import wrapped
    from convenant_cli.sources.together import write_together
    from convenant_cli.text.opdracht import quoted

    old = [name for name in change.bestanden if name in source.files]
    were_clean = in_git(root, old)
    if not trial:
        write_together(root, change.bestanden, source.files)
    width = page_width()
    print_lines(line for one in change.gezegd for line in wrapped(width, "- ", one, "  "))
    view = DiffView(change.proef.vergelijking, width=width)
    if details or trial:
        say("")
        if is_terminal():
            print_on_terminal(lambda columns, paint: changes(replace(view, width=columns, paint=paint)))
        else:
            print_lines(changes(view))
    if trial:
        say("Er is niets geschreven (--proef).")
        return
    path = relative_to_here(root)
    new = [path(name) for name in change.bestanden if name not in old]
    undo = f"git restore {' '.join(quoted(path(name)) for name in old)}" if old else ""
    also = f"{'; ' if undo else ''}haal {', '.join(new)} weg" if new else ""
    back = [f"Terugdraaien: {undo}{also}"] if were_clean else []
    tell(["", *(path(name) for name in change.bestanden), *back], "het is geschreven")
