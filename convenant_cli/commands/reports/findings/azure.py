"""Logging commands of Azure Pipelines, so that findings appear with the run and in the pull request."""

from collections.abc import Iterator

from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Severity
from convenant_cli.text.screen import Command, harmless

FOR_SYSTEMS = True
_TYPE = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning"}


def lines(view: View) -> Iterator[str]:
    """Yield one logging command for every open finding."""
    for finding, left in view.listed(view.open):
        at = finding.position
        properties = {
            "type": _TYPE[finding.severity] if view.counts(finding) else "warning",
            "sourcepath": view.path(at.file),
            "linenumber": str(at.line),
            "columnnumber": str(at.column),
            "code": finding.rule,
        }
        listed = "".join(f"{key}={_property(value)};" for key, value in properties.items())
        yield Command(f"##vso[task.logissue {listed}]{_data(view.told(finding))}")
        if left:
            yield Command(f"##vso[task.logissue {listed}]{_data(left)}")


def _data(text: str) -> str:
    # %AZP25 and not %25: the agent has its own word for a percent sign.
    return harmless(text).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace("]", "%5D").replace(";", "%3B")
