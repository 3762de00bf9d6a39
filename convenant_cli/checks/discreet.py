"""Findings that may be read by everybody: no sentence repeats a value about a person, and each hit is told once."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.masking import masked_private
from convenant_cli.dossier.vondsten import PRIVATE, search, vondsten
from convenant_cli.findings import Finding, Position, Severity
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.privacy import find
from convenant_cli.text.sentences import some

#: The check that looks for personal data; a clause on it points at the same hits.
PERSONAL = "tekst-noemt-geen-persoon"
_TOETS = "grens"


def with_clauses(dossier: Dossier, findings: Iterable[Finding], oordelen: Iterable[Oordeel]) -> list[Finding]:
    """Return the findings, with at each hit the clauses that speak of it; a clause that is a fout makes it one."""
    clauses: dict[Position, list[str]] = {}
    for oordeel in oordelen:
        if oordeel.uitkomst is Uitkomst.ONTBREEKT and dossier.bepalingen[oordeel.bepaling].toets.soort == _TOETS:
            for place in oordeel.rust_op:
                clauses.setdefault(dossier.locate(place), []).append(oordeel.bepaling)
    return [_with(dossier, finding, clauses.get(finding.position, ())) for finding in findings]


def _with(dossier: Dossier, finding: Finding, clauses: Iterable[str]) -> Finding:
    names = list(dict.fromkeys(clauses))
    if finding.rule != PERSONAL or not names:
        return finding
    listed = some(names, 3, "bepalingen")
    serious = any(dossier.bepalingen[name].ernst == "fout" for name in names)
    severity = Severity.FOUT if serious else finding.severity
    return replace(finding, message=f"{finding.message} (ook voor {listed})", severity=severity)


def discreet(dossier: Dossier, finding: Finding) -> Finding:
    """Return a finding whose sentences hold no value about a person. Those on a hit show none by themselves."""
    if finding.text_id:
        return finding
    related = tuple(
        other._replace(message=_masked(dossier, other.position.file, other.message)) for other in finding.related
    )
    message = _masked(dossier, finding.position.file, finding.message)
    hint = _masked(dossier, finding.position.file, finding.hint)
    return replace(finding, message=message, hint=hint, related=related)


def _masked(dossier: Dossier, name: str, text: str) -> str:
    if name == PRIVATE:
        return masked_private(dossier, text)
    suspect = name in _suspects(dossier)
    if not text or not (suspect or dossier.personen):
        return text
    asked = search(dossier)
    if not suspect:
        asked = replace(asked, kinds=frozenset(("adresboek",)))
    for hit in reversed(find(text, asked)):
        text = f"{text[: hit.start]}•••{text[hit.end :]}"
    return text


@lru_cache(maxsize=4)
def _suspects(dossier: Dossier) -> frozenset[str]:
    """Return the files in which something was found."""
    return frozenset(hit.place.name for hit in vondsten(dossier))
