"""Runs the checks and the toetsen over a dossier: source in, sorted findings and oordelen out.

Knows waivers; knows nothing of output.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import itemgetter

from convenant_cli.checks.absent import RULE as GONE
from convenant_cli.checks.absent import dangling, told_once
from convenant_cli.checks.controles import Controle, discover
from convenant_cli.checks.discreet import PERSONAL, discreet, with_clauses
from convenant_cli.checks.one_by_one import one_by_one
from convenant_cli.checks.verloop import Tags, run_overgang, run_tags
from convenant_cli.checks.verloop import ids as over_time
from convenant_cli.dossier.content import WithTexts
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.refusals import refusals
from convenant_cli.dossier.vondsten import searched_by_two
from convenant_cli.findings import Finding, Melding, Related, Severity
from convenant_cli.judging.findings import findings as findings_of
from convenant_cli.judging.judging import clauses, obstacle
from convenant_cli.judging.kept import judge_or_recall
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.kalender import lange_datum
from convenant_cli.records.convenant import Ontheffing
from convenant_cli.sources.sources import Source
from convenant_cli.text.sentences import or_meant, suggest
from convenant_cli.text.volgorde import volgorde

_PARAMETERS = "toets-opgave"
#: What is about persons never rests, just as what cannot be read.
_PERSONS = "persoon-staat-buiten-dossier"
#: What was copied wrongly from the agreement has a way of its own to be put right, with a reason.
_SIGNED = "ondertekende-tekst-wijzigt-met-besluit"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run: the dossier, and every finding sorted by file, line and column."""

    dossier: Dossier
    findings: tuple[Finding, ...]
    peildatum: date
    oordelen: tuple[Oordeel, ...] | None = None
    """Every oordeel; None when the obligations were not judged."""
    obstacle: str = ""
    """Why they could not be judged."""
    since: str = ""
    """With which earlier moment the dossier was compared, in words; empty when it was not."""


def check_source(
    source: Source,
    peildatum: date,
    controles: Sequence[Controle] | None = None,
    vroeger: Dossier | None = None,
    tags: Tags | None = None,
    *,
    by_two: bool = False,
) -> Report:
    """Read a source, run the checks as they stand on ``peildatum``, and judge the obligations.

    With ``controles`` only those checks run: nothing is judged and no waiver counts. With an earlier moment
    (``vroeger``) or with the tags of the repository the checks over time run as well. ``by_two``: where that is safe a
    second process searches a large dossier for personal data as well.
    """
    dossier, findings = load(source)
    dossier, gone = told_once(dossier, vroeger.source if vroeger else None)
    findings.extend(gone)
    with searched_by_two(dossier) if by_two else nullcontext():
        findings.extend(_found(WithTexts(dossier), peildatum, discover() if controles is None else tuple(controles)))
    if controles is not None:
        return Report(dossier, _sorted(discreet(dossier, finding) for finding in findings), peildatum)
    findings.extend(_over_time(dossier, vroeger, tags))
    findings.extend(_wrong_parameters(dossier))
    why_not = obstacle(dossier)
    oordelen = None if why_not else tuple(judge_or_recall(dossier, peildatum))
    findings = with_clauses(dossier, findings, oordelen or ())
    told = {finding.position for finding in findings if finding.rule == PERSONAL}
    findings = _said_once(dossier, findings, tuple(findings_of(dossier, oordelen or (), peildatum, told)))
    shown = (discreet(dossier, finding) for finding in _apply_waivers(dossier, findings, peildatum, not why_not))
    return Report(dossier, _sorted(shown), peildatum, oordelen, why_not)


def _said_once(dossier: Dossier, found: Sequence[Finding], of_clauses: Sequence[Finding]) -> list[Finding]:
    """Return the findings of checks and of clauses, without those of a clause that a check has said already.

    The graver of the two stays, or that of a clause with a waiver of its own in that file; else the one with a remedy.
    """
    kinds = {controle.id: controle.toetsen for controle in discover()}
    said = {(one.position, kind): one for one in found for kind in kinds.get(one.rule, ())}
    waived = {(waiver.controle, waiver.bestand) for waiver in dossier.agreed.ontheffingen}
    kept, less = [], set()
    for one in of_clauses:
        same = said.get((one.position, dossier.bepalingen[one.rule].toets.soort))
        own = one.severity is Severity.FOUT or one.straks_fout or (one.rule, one.position.file) in waived
        if same is None or own:
            kept.append(one)
            less |= {same} if same else set()
    return [*(one for one in found if one not in less), *kept]


@lru_cache(maxsize=8)
def _found(content: WithTexts, peildatum: date, controles: tuple[Controle, ...]) -> tuple[Finding, ...]:
    """Run checks once: before a change is made the dossier is checked as it is and as it would be, and then again."""
    dossier = content.dossier
    each = one_by_one(dossier)
    run: list[tuple[str, Controle, Melding]] = []
    found = {reference.place.name for reference in dangling(dossier)}
    for controle in controles:
        for file, melding in controle.one.run(each.files, each.kader) if controle.one else ():
            found.add(file.name)
            run.append((melding.place.name, controle, melding))
        for melding in controle.run(dossier=dossier, peildatum=peildatum):
            run.append((melding.place.name, controle, melding))
    if controles == discover():
        each.keep(found)
    # By file, so that the places in each are read once and not kept.
    run.sort(key=itemgetter(0))
    return tuple(_locate(dossier, controle.id, controle.severity, melding) for _, controle, melding in run)


def with_history(report: Report, found: Iterable[Finding]) -> Report:
    """Return a report with what was found in the history as well; a waiver on a text counts there too."""
    shown = (discreet(report.dossier, finding) for finding in _rested(report.dossier, found, report.peildatum))
    return replace(report, findings=_sorted((*report.findings, *shown)))


def _rested(dossier: Dossier, findings: Iterable[Finding], peildatum: date) -> Iterator[Finding]:
    texts = dossier.agreed.tekstontheffingen_op(peildatum)
    for finding in findings:
        waiver = texts.get((finding.position.file, finding.text_id))
        yield replace(finding, waived=waiver.in_woorden) if waiver else finding


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    # What explains other findings comes before them.
    return tuple(sorted(set(findings), key=lambda one: (one.rule != GONE, volgorde(one.position.file), one)))


def _over_time(dossier: Dossier, vroeger: Dossier | None, tags: Tags | None) -> list[Finding]:
    """Return what the checks over time find. What changed since both an earlier moment and a tag is told once."""
    found: list[Finding] = []
    if vroeger is not None:
        from convenant_cli.dossier.overgang import Overgang

        for controle, melding in run_overgang(Overgang(vroeger, dossier)):
            found.append(_locate(dossier, controle.id, controle.severity, melding))
    told = {finding.position for finding in found}
    if tags is not None:
        for controle, melding in run_tags(dossier, tags):
            finding = _locate(dossier, controle.id, controle.severity, melding)
            if finding.position not in told:
                found.append(finding)
    return found


def _wrong_parameters(dossier: Dossier) -> Iterator[Finding]:
    """Yield the mistakes in the parameters of toetsen, in files that could be read whole: the rest was told before."""
    for melding in clauses(dossier)[1]:
        if dossier.files[melding.place.name].whole:
            yield _locate(dossier, _PARAMETERS, Severity.FOUT, melding)


def _locate(dossier: Dossier, rule: str, severity: Severity, melding: Melding) -> Finding:
    return Finding(
        position=dossier.locate(melding.place),
        rule=rule,
        severity=melding.severity or severity,
        message=melding.message,
        hint=melding.hint,
        related=tuple(Related(dossier.locate(place), message) for place, message in melding.related),
        text_id=melding.text_id,
    )


def _apply_waivers(dossier: Dossier, findings: list[Finding], peildatum: date, judged: bool) -> Iterator[Finding]:
    """Silence visibly what a waiver covers; report a waiver that has expired or that covers nothing.

    Of a clause that was not ``judged`` nobody knows whether its waiver covers something.
    """
    convenant = dossier.agreed
    never = {_PERSONS, _SIGNED, *refusals()}
    covers = convenant.ontheffingen_op(peildatum)
    covers = {key: waiver for key, waiver in covers.items() if key[0] not in {*never, PERSONAL}}
    texts = convenant.tekstontheffingen_op(peildatum)
    used = set()
    for finding in findings:
        waiver = covers.get((finding.rule, finding.position.file))
        if finding.text_id:
            waiver = texts.get((finding.position.file, finding.text_id))
        if waiver is not None:
            used.add(waiver)
            yield replace(finding, waived=waiver.in_woorden)
        else:
            yield finding
    unread = {file.name for file in dossier.files.values() if not file.whole}
    # Whether a waiver on a change is of use depends on the moment that is compared with.
    later = over_time() | (set() if judged else set(dossier.bepalingen))
    for number, waiver in enumerate(convenant.ontheffingen):
        if message := _refused_waiver(dossier, waiver, never):
            position = dossier.locate(convenant.at("ontheffingen", number, "controle"))
            yield Finding(position, "ontheffing-ongeldig", Severity.FOUT, message)
        elif peildatum >= waiver.tot:
            position = dossier.locate(convenant.at("ontheffingen", number, "tot"))
            message = f"deze ontheffing gold tot {lange_datum(waiver.tot)}"
            yield Finding(position, "ontheffing-verlopen", Severity.WAARSCHUWING, message)
        elif waiver not in used and not (
            waiver.bestand in unread or waiver.controle in later or _of_old(dossier, waiver)
        ):
            position = dossier.locate(convenant.at("ontheffingen", number))
            message = f"bij {waiver.bestand} is geen melding van '{waiver.controle}' die rust"
            yield Finding(position, "ontheffing-ongebruikt", Severity.WAARSCHUWING, message)


def _of_old(dossier: Dossier, waiver: Ontheffing) -> bool:
    """Tell whether a waiver is on a text of a file that is gone: only the history can need it."""
    return waiver.vingerafdruk is not None and waiver.bestand not in {*dossier.files, *dossier.others}


def _refused_waiver(dossier: Dossier, waiver: Ontheffing, never: Container[str]) -> str:
    """Return why nothing of a rule can rest; empty when it can, or when it may be a clause that could not be read."""
    rule = waiver.controle
    if rule == PERSONAL and waiver.vingerafdruk is None:
        return (
            f"een ontheffing op '{rule}' geldt voor één tekst; vul bij 'vingerafdruk' de acht tekens uit de melding in"
        )
    if rule != PERSONAL and waiver.vingerafdruk is not None:
        return f"'vingerafdruk' hoort alleen bij '{PERSONAL}'; haal het veld weg"
    if rule in never:
        return f"een melding van '{rule}' kan niet rusten; los haar op"
    checks = [*(controle.id for controle in discover()), *sorted(over_time())]
    known = [*checks, *dossier.defined.get("bepaling", ())]
    if rule in known or dossier.may_define(("bepaling",), rule):
        return ""
    return f"de controle of bepaling '{rule}' bestaat niet" + or_meant(
        suggest(rule, [id for id in known if id not in never])
    )
