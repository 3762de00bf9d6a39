"""JUnit XML, which nearly every CI system can show: a suite for each file, a case for each finding.

What makes the run fail is a failure and a finding with a waiver is skipped. All else passes, with its text as output:
a waarschuwing, and with ``--alleen-nieuw`` what was there before. Whether a finding is new is said in its text.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Finding
from convenant_cli.text.glyphs import visible
from convenant_cli.text.screen import harmless
from convenant_cli.text.volgorde import volgorde

FOR_SYSTEMS = True


def lines(view: View) -> Iterator[str]:
    """Yield one XML document. All output is UTF-8."""
    root = ElementTree.Element("testsuites", name="convenant validate")
    by_file: dict[str, list[Finding]] = {}
    if len(view.shown) == len(view.report.findings):
        by_file = {name: [] for name in view.report.dossier.files}
    for finding in view.shown:
        by_file.setdefault(finding.position.file, []).append(finding)
    for name in sorted(by_file, key=volgorde):
        _suite(root, view, name, by_file[name])
    for key in ("tests", "failures"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    root.set("errors", "0")
    ElementTree.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield from ElementTree.tostring(root, encoding="unicode").splitlines()


def _suite(root: ElementTree.Element, view: View, name: str, found: list[Finding]) -> None:
    path = harmless(visible(view.path(name)))
    suite = ElementTree.SubElement(root, "testsuite", name=path)
    failures = sum(view.fails(finding) for finding in found)
    counts = {"tests": len(found) or 1, "failures": failures, "errors": 0}
    counts["skipped"] = sum(bool(finding.waived) for finding in found)
    for key, count in counts.items():
        suite.set(key, str(count))
    if not found:
        ElementTree.SubElement(suite, "testcase", classname=path, name="geen meldingen")
    for finding in found:
        place = f"{finding.position.line}:{finding.position.column}"
        case = ElementTree.SubElement(suite, "testcase", classname=path, name=f"{finding.rule} ({place})")
        _outcome(case, view, finding)


def _outcome(case: ElementTree.Element, view: View, finding: Finding) -> None:
    message = harmless(finding.message + view.mark(finding))
    text = f"{view.where(finding.position)}: {finding.severity}: {view.told(finding)}"
    if finding.waived:
        ElementTree.SubElement(case, "skipped", message=harmless(f"{finding.message}; {finding.waived}"))
    elif view.fails(finding):
        failure = ElementTree.SubElement(case, "failure", message=message, type=finding.rule)
        failure.text = harmless(text)
    else:
        ElementTree.SubElement(case, "system-out").text = harmless(text)
