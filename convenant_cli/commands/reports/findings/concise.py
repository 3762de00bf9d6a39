"""One line a finding: ``path:line:column: severity: message [rule]``, the form that editors and grep understand."""

from collections.abc import Iterator

from convenant_cli.commands.reports.view import View
from convenant_cli.text.glyphs import visible


def lines(view: View) -> Iterator[str]:
    """Yield one line for every open finding. A remedy stands between brackets."""
    for finding, left in view.listed(view.open):
        hint = f" ({finding.hint})" if finding.hint else ""
        text = visible(f"{finding.message}{hint}")
        yield f"{view.where(finding.position)}: {finding.severity}: {text} [{finding.rule}]{view.mark(finding)}"
        if left:
            yield f"{view.where(finding.position)}: {finding.severity}: {left}"
