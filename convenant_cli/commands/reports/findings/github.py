"""Workflow commands of GitHub Actions, so that findings appear beside the changed lines of a pull request."""

from collections.abc import Iterator

from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Severity
from convenant_cli.text.screen import Command, harmless

FOR_SYSTEMS = True
_LEVEL = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning"}


def lines(view: View) -> Iterator[str]:
    """Yield one workflow command for every open finding."""
    for finding, left in view.listed(view.open):
        at = finding.position
        properties = {"file": view.path(at.file), "line": str(at.line), "col": str(at.column)}
        if at.end_line == at.line and at.end_column > at.column:
            # GitHub counts the last column as part of the range, and wants no endColumn over several lines.
            properties |= {"endLine": str(at.end_line), "endColumn": str(at.end_column - 1)}
        properties["title"] = finding.rule
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        level = _LEVEL[finding.severity] if view.counts(finding) else "notice"
        yield Command(f"::{level} {listed}::{_data(view.told(finding))}")
        if left:
            yield Command(f"::notice {listed}::{_data(left)}")


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
