"""Other bytes for some files of a dossier, or none, tried before they are written: what would break, what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.stukken import als_tekst
from convenant_cli.changes.wijziging import Kant, Vergelijking
from convenant_cli.checks.since import check_since, over_time
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.refusals import refusals
from convenant_cli.findings import Finding, Severity
from convenant_cli.sources.sources import Source

#: The fault that says that an adopted plan changed without a decision.
_NEEDS_DECISION = "vastgesteld-plan-wijzigt-met-besluit"


@dataclass(frozen=True, slots=True)
class Proef:
    """What a change would do."""

    fouten: tuple[Finding, ...]
    """The faults that it would bring."""
    vergelijking: Vergelijking
    personen: tuple[Finding, ...] = ()
    """What it brings that looks like a person and refuses nothing: that needs somebody's judgement."""

    @property
    def in_een_zin(self) -> str:
        """What differs, as a text: a sentence for each field."""
        changes = [change for group in self.vergelijking.groepen for change in group.wijzigingen]
        told = [als_tekst(field.delen(True)) for change in changes for field in change.velden]
        return "; ".join(told)


def tried(source: Source, files: Mapping[str, bytes | None], peildatum: date) -> Proef:
    """Return what a dossier would be with other bytes for some files; None for one that goes. Nothing is written."""
    new = replace(source, files=with_files(source, files))
    report = check_since(new, source, "", peildatum)
    fresh = [one for one in report.findings if one.new and not one.waived]
    faults = [one for one in fresh if one.severity is Severity.FOUT]
    persons = tuple(one for one in fresh if one.text_id and one.severity is not Severity.FOUT)
    # What cannot be read explains more than what it therefore lacks; and what is wrong by itself more than that it may
    # not change without a decision.
    over, reading = over_time(), refusals()
    faults.sort(key=lambda one: (one.rule in over, one.rule not in reading))
    before, after = (from_source(one, Kant(label)) for one, label in ((source, "nu"), (new, "straks")))
    return Proef(tuple(faults), compare(before, after, peildatum), persons)


def with_files(source: Source, files: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """Return the files of a source with other bytes for some; None for one that goes."""
    return {name: raw for name, raw in {**source.files, **files}.items() if raw is not None}


def refusal(finding: Finding, own: str, dossier: Dossier | None = None) -> str:
    """Return why a change is not made, as a sentence. ``own``: the file that somebody changes and knows by name.

    With a dossier it names a decision, where an adopted plan asks for one.
    """
    if dossier and finding.rule == _NEEDS_DECISION:
        return reason(finding, dossier)
    where = "" if finding.position.file == own else f"{finding.position.file}: "
    return f"dit kan niet: {where}{_with_hint(finding)}"


def reason(finding: Finding, dossier: Dossier) -> str:
    """Return what is wrong and what to do; of an adopted plan, by which option one names the decision."""
    if finding.rule != _NEEDS_DECISION:
        return _with_hint(finding)
    known = [one.nummer for meeting in dossier.bijeenkomsten.values() for one in meeting.besluiten]
    last = f", zoals --besluit {known[-1]}" if known else ""
    return f"{finding.message.split(', maar')[0]}, maar het plan is al vastgesteld; noem het besluit{last}"


def _with_hint(finding: Finding) -> str:
    return finding.message + (f"; {finding.hint}" if finding.hint else "")
