"""Runs the checks over a dossier: source in, sorted findings out. Knows waivers; knows nothing of output."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.controles import Controle, discover
from convenant_cli.dossier import Dossier, load
from convenant_cli.findings import Finding, Melding, Related, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.sources import Source


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run: the dossier, and every finding sorted by file, line and column."""

    dossier: Dossier
    findings: tuple[Finding, ...]
    peildatum: date

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity that no waiver covers."""
        return Counter(finding.severity for finding in self.findings if not finding.waived)[severity]


def check_source(source: Source, peildatum: date, controles: Sequence[Controle] | None = None) -> Report:
    """Read a source and run the checks (all of them, unless given) as they stand on ``peildatum``."""
    dossier, findings = load(source)
    for controle in discover() if controles is None else controles:
        findings.extend(_run(dossier, controle, peildatum))
    findings = [*_apply_waivers(dossier, findings, peildatum)] if controles is None else findings
    return Report(dossier, tuple(sorted(set(findings))), peildatum)


def _run(dossier: Dossier, controle: Controle, peildatum: date) -> Iterator[Finding]:
    for melding in controle.run(dossier, peildatum):
        yield _locate(dossier, controle, melding)


def _locate(dossier: Dossier, controle: Controle, melding: Melding) -> Finding:
    return Finding(
        position=dossier.locate(melding.place),
        rule=controle.id,
        severity=melding.severity or controle.severity,
        message=melding.message,
        hint=melding.hint,
        related=tuple(Related(dossier.locate(place), message) for place, message in melding.related),
    )


def _apply_waivers(dossier: Dossier, findings: list[Finding], peildatum: date) -> Iterator[Finding]:
    """Silence visibly what a waiver covers; report a waiver that has expired or that covers nothing."""
    convenant = dossier.convenant
    waivers = convenant.ontheffingen if convenant else ()
    covers = {(waiver.controle, waiver.bestand): waiver for waiver in waivers if peildatum < waiver.tot}
    used = set()
    for finding in findings:
        key = (finding.rule, finding.position.file)
        if key in covers:
            used.add(key)
            waiver = covers[key]
            yield replace(
                finding, waived=f"{waiver.reden.rstrip('.')} (tot {lange_datum(waiver.tot)}, {waiver.verleend_door})"
            )
        else:
            yield finding
    if convenant is None:
        return
    unread = {file.name for file in dossier.files.values() if not file.whole}
    for number, waiver in enumerate(waivers):
        if peildatum >= waiver.tot:
            position = dossier.locate(convenant.at("ontheffingen", number, "tot"))
            message = f"deze ontheffing gold tot {lange_datum(waiver.tot)}"
            yield Finding(position, "ontheffing-verlopen", Severity.WAARSCHUWING, message)
        elif (waiver.controle, waiver.bestand) not in used and waiver.bestand not in unread:
            position = dossier.locate(convenant.at("ontheffingen", number))
            message = f"bij {waiver.bestand} is geen melding van '{waiver.controle}' die rust"
            yield Finding(position, "ontheffing-ongebruikt", Severity.WAARSCHUWING, message)
