"""What a change of parties ends with: everything written at once, or only shown, and what changed and the way back."""

from pathlib import Path
from typing import TYPE_CHECKING

from convenant_cli.commands.common import relative_to_here, tell
from convenant_cli.commands.reshaping import show_changes, way_back
from convenant_cli.text.screen import page_width, print_lines, say

if TYPE_CHECKING:
    from convenant_cli.editing.creating.leaving import Partijwijziging
    from convenant_cli.sources.sources import Source


def finish(root: Path, source: "Source", change: "Partijwijziging", trial: bool, details: bool) -> None:
    """Write everything, all or nothing, and tell what changed; or only show it. ``details``: show every field."""
    from convenant_cli.commands.reports.view import wrapped
    from convenant_cli.sources.together import write_together

    back = way_back(root, source, change.bestanden)
    if not trial:
        write_together(root, change.bestanden, source.files)
    print_lines(line for one in change.gezegd for line in wrapped(page_width(), "- ", one, "  "))
    if details or trial:
        say("")
        show_changes(change.proef)
    if trial:
        say("Er is niets geschreven (--proef).")
        return
    lines = ["", *map(relative_to_here(root), change.bestanden), *([f"Terugdraaien: {back}"] if back else [])]
    tell(lines, "het is geschreven")
