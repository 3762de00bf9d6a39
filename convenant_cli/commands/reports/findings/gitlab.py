"""The Code Quality report of GitLab, so that findings appear in the merge request. Waived findings are left out."""

from collections.abc import Iterator

from convenant_cli.commands.reports.findings import fingerprints
from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Severity
from convenant_cli.text.screen import as_json

FOR_SYSTEMS = True
# GitLab knows info, minor, major, critical and blocker.
_SEVERITY = {Severity.FOUT: "major", Severity.WAARSCHUWING: "minor"}


def lines(view: View) -> Iterator[str]:
    """Yield one JSON document: a list with an entry for every open finding."""
    names = fingerprints(view.open)
    report = [
        {
            "description": finding.message + view.mark(finding) + (f" Herstel: {finding.hint}" if finding.hint else ""),
            "check_name": finding.rule,
            "fingerprint": names[finding],
            "severity": _SEVERITY[finding.severity] if view.counts(finding) else "info",
            "location": {"path": view.path(finding.position.file), "lines": {"begin": finding.position.line}},
        }
        for finding in view.open
    ]
    yield as_json(report)
