"""SARIF 2.1.0, the common form for tools that look at code: findings with their rules, places and waivers.

Columns count characters (Unicode code points) and the end is exclusive, as in a Position.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from convenant_cli import __version__
from convenant_cli.commands.reports.findings import fingerprints
from convenant_cli.commands.reports.manual import all_manuals, entry_as_markdown, prose
from convenant_cli.commands.reports.view import View
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Finding, Position, Severity
from convenant_cli.text.manual import Manual
from convenant_cli.text.screen import as_json
from convenant_cli.text.sentences import capital

FOR_SYSTEMS = True
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOP = "%SRCROOT%"
_LEVEL = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning"}


def lines(view: View) -> Iterator[str]:
    """Yield one JSON document. A finding with a waiver is in it as a suppressed result."""
    rules = sorted({finding.rule for finding in view.shown})
    names = fingerprints(view.shown)
    run = {
        "tool": {
            "driver": {
                "name": "convenant",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "nl",
                "rules": list(_rules(rules, view.report.dossier)),
            }
        },
        "language": "nl",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "De bovenste map van de repository."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(view, finding, rules.index(finding.rule), names[finding]) for finding in view.shown],
    }
    yield as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(ids: Iterable[str], dossier: Dossier) -> Iterator[dict[str, Any]]:
    manuals = all_manuals()
    for id in ids:
        if id in manuals:
            yield _check(manuals[id])
        elif id in dossier.bepalingen:
            yield _clause(id, dossier)
        else:
            yield {"id": id}


def _check(manual: Manual) -> dict[str, Any]:
    return {
        "id": manual.rule,
        "shortDescription": {"text": manual.titel},
        "fullDescription": {"text": f"{manual.titel} {capital(manual.waarom)}"},
        "help": {
            "text": f"{manual.titel}\n\nWaarom: {manual.waarom}\n\nHerstel: {manual.herstel}",
            "markdown": "\n".join(entry_as_markdown(manual)),
        },
        "defaultConfiguration": {"level": _LEVEL[Severity(manual.ernst)]},
    }


def _clause(id: str, dossier: Dossier) -> dict[str, Any]:
    """Return the rule of a clause: its words are what must hold, and the manual of its toets says how to mend it."""
    from convenant_cli.judging.toetsen import toetssoort

    clause = dossier.bepalingen[id]
    kind = toetssoort(clause.toets.soort)
    manual = kind.manual() if kind else None
    text, markdown = clause.tekst, prose(clause.tekst)
    if manual:
        text += f"\n\nToets: {manual.titel}\n\nHerstel: {manual.herstel}"
        markdown += f"\n\n**Toets**: {prose(manual.titel)}\n\n**Herstel**: {prose(manual.herstel)}"
    return {
        "id": id,
        "shortDescription": {"text": f"{clause.voluit}."},
        "fullDescription": {"text": clause.tekst},
        "help": {"text": text, "markdown": f"# {prose(clause.voluit)}\n\n{markdown}"},
        "defaultConfiguration": {"level": _LEVEL[Severity(clause.ernst)]},
    }


def _result(view: View, finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    text = finding.message + (f". Herstel: {finding.hint}" if finding.hint else "")
    out: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": _message(text),
        "locations": [_location(view, finding.position)],
        "partialFingerprints": {"convenant/v1": fingerprint},
    }
    if finding.related:
        out["relatedLocations"] = [
            {"id": number, **_location(view, other.position), "message": _message(other.message)}
            for number, other in enumerate(finding.related)
        ]
    if finding.new is not None:
        out["baselineState"] = "new" if finding.new else "unchanged"
    # A run with suppressed results says of every other result that it is not suppressed.
    waiver = {"kind": "external", "status": "accepted", "justification": finding.waived}
    out["suppressions"] = [waiver] if finding.waived else []
    return out


def _message(text: str) -> dict[str, str]:
    """Return a message. Braces would be read as placeholders, and ``[text](target)`` as a link."""
    escaped = text.replace("{", "{{").replace("}", "}}")
    return {"text": escaped.replace("[", "\\[").replace("]", "\\]") if "](" in escaped else escaped}


def _location(view: View, at: Position) -> dict[str, Any]:
    # Names that are not UTF-8 keep their bytes this way.
    uri = quote(os.fsencode(view.path(at.file)), safe="/")
    region = {"startLine": at.line, "startColumn": at.column}
    if (at.end_line, at.end_column) > (at.line, at.column):
        region |= {"endLine": at.end_line, "endColumn": at.end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": _TOP}, "region": region}}
