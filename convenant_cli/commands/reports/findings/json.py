"""Findings for programs. Every key is listed here by hand, so that no change inside changes what others read."""

from collections.abc import Iterator
from typing import Any

from convenant_cli.commands.reports.envelope import envelope
from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Finding, Position, Severity


def lines(view: View) -> Iterator[str]:
    """Yield one JSON document. ``file`` is relative to the dossier; columns count characters from 1."""
    yield envelope(
        {
            "peildatum": view.report.peildatum.isoformat(),
            **({"since": view.report.since} if view.report.since else {}),
            "findings": [_finding(finding) for finding in view.open],
            "waived": [{**_finding(finding), "reason": finding.waived} for finding in view.waived],
            "summary": {
                "files": len(view.report.dossier.files),
                "fout": view.count(Severity.FOUT),
                "waarschuwing": view.count(Severity.WAARSCHUWING),
                "waived": len(view.waived),
                "complete": view.report.dossier.complete,
                "judged": view.report.oordelen is not None,
                **({"new": sum(bool(finding.new) for finding in view.open)} if view.report.since else {}),
            },
        },
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        **_position(finding.position),
        "end_line": finding.position.end_line,
        "end_column": finding.position.end_column,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "also": [rule for rule, _ in finding.also],
        "message": finding.message,
        "hint": finding.hint,
        **({} if finding.new is None else {"new": finding.new}),
        "related": [{**_position(other.position), "message": other.message} for other in finding.related],
    }


def _position(position: Position) -> dict[str, Any]:
    return {"file": position.file, "line": position.line, "column": position.column}
